/** Two rounds compared, as a file: CSV with a row for each answer that differs, JSON with everything, Markdown to paste. */
import { stringify } from 'csv-stringify/sync';
import { count, slug } from '../../../kernel/text.ts';
import { urls, VERDICT_WORDS } from '../../../look/index.ts';
import { percentOf, type ComparedProject, type Comparison, type SaidAnswer } from '../compare-rules.ts';
import { codeSpan, plainMarkdown } from '../../../kernel/markdown.ts';
import { CORRECT_VERDICTS, type Round, type VerdictCount } from '../types.ts';
import { changeRows, tokenOf, type SideOfChange } from './compare-table.ts';
import { pointsBetween } from './compare-page.tsx';
import type { ExportFormat } from './exports.ts';
import { answerWords, questionWords } from './words.ts';

export interface ComparisonExport {
  readonly from: Round;
  readonly to: Round;
  readonly comparison: Comparison;
  readonly trend: readonly { readonly round: Round; readonly shares: VerdictCount }[];
  readonly baseUrl: string;
}

export function exportComparison(
  format: ExportFormat,
  all: ComparisonExport,
): { name: string; type: string; body: string } {
  const name = `survey-${slug(`${all.from.title} and ${all.to.title}`)}.${format}`;
  switch (format) {
    case 'csv':
      return { name, type: 'text/csv; charset=utf-8', body: asCsv(all) };
    case 'json':
      return { name, type: 'application/json', body: `${JSON.stringify(comparisonJson(all), null, 1)}\n` };
    case 'md':
      return { name, type: 'text/markdown; charset=utf-8', body: asMarkdown(all) };
  }
}

/** Formulas are defused: names and reasons come from repositories. */
function asCsv({ from, to, comparison, baseUrl }: ComparisonExport): string {
  const lines = changeRows(comparison.projects).map((row) => [
    row.name,
    row.question,
    tokenOf(row.from),
    tokenOf(row.to),
    ...sideCells(row.from),
    ...sideCells(row.to),
    ...[from, to].map(({ id }, at) =>
      (at === 0 ? row.from : row.to).kind === 'said'
        ? `${baseUrl}${urls.roundProject({ round: id, project: row.project })}`
        : '',
    ),
  ]);
  const side = (name: string) =>
    ['corrected', 'reason', 'repository', 'path', 'lines', 'commit'].map((of) => `${name}_${of}`);
  const head = ['project', 'question', 'from', 'to', ...side('from'), ...side('to'), 'from_page', 'to_page'];
  return stringify([head, ...lines], { escape_formulas: true, bom: true });
}

function sideCells(side: SideOfChange): string[] {
  if (side.kind !== 'said') return ['', '', '', '', '', ''];
  const { corrected, reason, source } = side.answer;
  return [
    corrected ? 'yes' : 'no',
    reason,
    source?.repository ?? '',
    source?.path ?? '',
    source?.lines?.join('-') ?? '',
    source?.commit ?? '',
  ];
}

/** What the API answers as well: addresses of repositories are left out, for some are folders of the machine that read them. */
export function comparisonJson({ from, to, comparison, trend }: Omit<ComparisonExport, 'baseUrl'>) {
  return {
    from: roundJson(from),
    to: roundJson(to),
    shares: comparison.shares,
    sharesOfBoth: comparison.sharesOfBoth,
    standings: comparison.standings,
    changed: comparison.changed,
    // Those that asked to be left out are in the counts above and nowhere else.
    projects: comparison.projects
      .filter(({ isUnnamed }) => !isUnnamed)
      .map(({ project, name, standing, from: one, to: other, changes }) => ({
        project,
        name,
        standing,
        from: sideJson(one),
        to: sideJson(other),
        changes: changes.map((change) => ({
          question: change.question,
          from: answerJson(change.from),
          to: answerJson(change.to),
        })),
      })),
    trend: trend.map(({ round, shares }) => ({ ...roundJson(round), shares })),
  };
}

function roundJson({ id, title, asOf }: Round) {
  return { id, title, asOf };
}

function sideJson(one: ComparedProject['from']) {
  return one?.said == null ? null : { verdict: one.said.verdict.value, kind: one.said.kind.value };
}

function answerJson({ value, corrected, reason, source }: SaidAnswer<string>) {
  const { repository, path, lines, commit } = source ?? {};
  return { answer: value, corrected, reason, evidence: source === null ? null : { repository, path, lines, commit } };
}

function asMarkdown({ from, to, comparison, baseUrl }: ComparisonExport): string {
  const address = `${baseUrl}${urls.compareRounds({}, { from: from.id, to: to.id })}`;
  const { shares, sharesOfBoth } = comparison;
  const share = (side: VerdictCount, verdict: (typeof CORRECT_VERDICTS)[number]) =>
    `${side[verdict]} (${Number((percentOf(side, verdict) ?? 0).toFixed(1))}%)`;
  const titles = [from, to].map(({ title }) => plainMarkdown(title));
  return [
    `# ${titles.join(' and ')}`,
    '',
    `${count(sharesOfBoth.projects, 'project')} read as of ${from.asOf} and as of ${to.asOf}. "None found" means none found in git. <${address}>`,
    '',
    `| Verdict | ${titles.join(' | ')} | Change in points |`,
    '|---|---|---|---|',
    ...CORRECT_VERDICTS.map(
      (verdict) =>
        `| ${VERDICT_WORDS[verdict]} | ${share(shares.from, verdict)} | ${share(shares.to, verdict)} | ${pointsBetween(shares, verdict) ?? ''} |`,
    ),
    '',
    `| Project | Question | ${titles.join(' | ')} |`,
    '|---|---|---|---|',
    ...changeRows(comparison.projects).map(
      (row) =>
        `| ${plainMarkdown(row.name)} | ${questionWords(row.question)} | ${sideMarkdown(row.question, row.from)} | ${sideMarkdown(row.question, row.to)} |`,
    ),
    '',
  ].join('\n');
}

function sideMarkdown(question: Parameters<typeof answerWords>[0], side: SideOfChange): string {
  if (side.kind === 'absent') return 'not in this round';
  if (side.kind === 'unread') return 'could not be read';
  const { value, corrected, reason, source } = side.answer;
  const place = source === null ? '' : ` ${codeSpan(source.path)}`;
  return `**${answerWords(question, value)}**${corrected ? ' (corrected)' : ''}: ${plainMarkdown(reason)}${place}`;
}
