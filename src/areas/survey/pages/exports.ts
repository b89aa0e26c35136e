/** A round as a file: CSV for spreadsheets, JSON by the contract of `commonwork survey`, Markdown to paste. */
import { stringify } from 'csv-stringify/sync';
import { count, slug } from '../../../kernel/text.ts';
import { urls } from '../../../look/index.ts';
import { codeSpan, plainMarkdown } from '../../../kernel/markdown.ts';
import { KIND_WORDS, STANDARD_WORDS } from './words.ts';
import { STANDARD_KEYS, toContract, type Correction, type Result, type Round, type RoundRow } from '../types.ts';
import { VERDICT_WORDS } from '../../../look/index.ts';

export const EXPORT_FORMATS = ['csv', 'json', 'md'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface RoundExport {
  readonly round: Round;
  readonly rows: readonly RoundRow[];
  readonly results: readonly Result[];
  /** Everything that was read, for totals: with the projects that asked to be left out. */
  readonly counted: readonly Result[];
  /** How many asked to be left out, and are counted only. */
  readonly unnamed: number;
  readonly corrections: ReadonlyMap<string, readonly Correction[]>;
  readonly baseUrl: string;
}

export function exportRound(format: ExportFormat, all: RoundExport): { name: string; type: string; body: string } {
  const name = `survey-${slug(all.round.title)}.${format}`;
  switch (format) {
    case 'csv':
      return { name, type: 'text/csv; charset=utf-8', body: asCsv(all) };
    case 'json':
      return { name, type: 'application/json', body: asJson(all) };
    case 'md':
      return { name, type: 'text/markdown; charset=utf-8', body: asMarkdown(all) };
  }
}

/** Formulas are defused: names and reasons come from repositories. */
function asCsv({ round, rows, results, baseUrl }: RoundExport): string {
  const byProject = new Map(results.map((result) => [result.project as string, result]));
  const lines = rows.map((row) => {
    const result = byProject.get(row.project);
    return [
      row.name,
      row.verdict ?? row.state,
      row.corrected ? 'yes' : 'no',
      row.verdict === null ? '' : KIND_WORDS[row.kind],
      row.verdict === null ? (row.problem ?? '') : row.reason,
      row.lastChange ?? '',
      row.before ?? '',
      ...STANDARD_KEYS.map((key) => result?.report.standards[key].answer ?? ''),
      (result?.report.repositories ?? [])
        .map((repository) => `${repository.id}@${repository.state === 'read' ? repository.commit : 'not reached'}`)
        .join(' '),
      row.verdict === null ? '' : `${baseUrl}${urls.roundProject({ round: round.id, project: row.project })}`,
    ];
  });
  const head = [
    'project',
    'verdict',
    'corrected',
    'kind',
    'reason',
    'last_real_change',
    'verdict_before',
    ...STANDARD_KEYS,
    'commits',
    'page',
  ];
  return stringify([head, ...lines], { escape_formulas: true, bom: true });
}

function asJson({ round, results, corrections }: RoundExport): string {
  return `${JSON.stringify(
    {
      round: {
        id: round.id,
        title: round.title,
        asOf: round.asOf,
        startedAt: round.startedAt,
        published: round.published,
      },
      projects: results.map((result) => ({
        ...toContract(result.report),
        repositories: result.report.repositories.map((repository) => ({
          ...repository,
          url: publicAddress(repository.url),
        })),
        corrections: (corrections.get(result.project) ?? [])
          .filter(({ withdrawnAt }) => withdrawnAt === null)
          .map(({ key, answer, reason, link, at, forProject }) => ({ key, answer, reason, link, at, forProject })),
      })),
    },
    null,
    1,
  )}\n`;
}

function asMarkdown({ round, rows, counted, unnamed, baseUrl }: RoundExport): string {
  const table = rows.map((row) => {
    const verdict = row.verdict === null ? 'Not reached' : VERDICT_WORDS[row.verdict];
    const evidence = row.evidence === null ? '' : ` ${codeSpan(row.evidence.path)}`;
    return `| ${plainMarkdown(row.name)} | ${verdict}${row.corrected ? ' (corrected)' : ''} | ${row.verdict === null ? '' : KIND_WORDS[row.kind]} | ${plainMarkdown(row.reason)}${evidence} | ${row.lastChange ?? ''} |`;
  });
  const standards = STANDARD_KEYS.map((key) => {
    const answers = counted.map((result) => result.report.standards[key].answer);
    const n = (wanted: string) => answers.filter((answer) => answer === wanted).length;
    return `| ${STANDARD_WORDS[key]} | ${n('yes')} | ${n('partly')} | ${n('no')} | ${n('unknown')} |`;
  });
  return [
    `# ${plainMarkdown(round.title)}`,
    '',
    `Survey of ${count(rows.length + unnamed, 'project')} as of ${round.asOf}. "None found" means none found in git. <${baseUrl}${urls.round({ round: round.id })}>`,
    '',
    '| Project | Verdict | Kind | Reason | Last real change |',
    '|---|---|---|---|---|',
    ...table,
    '',
    ...(unnamed === 0 ? [] : [`Counted but not named: ${count(unnamed, 'project')} that asked to be left out.`, '']),
    '| Community standard | Yes | Partly | No | Not known |',
    '|---|---|---|---|---|',
    ...standards,
    '',
  ].join('\n');
}

/** Folders of the machine that read them are nobody's business. */
function publicAddress(url: string): string | null {
  return url.startsWith('https://') ? url : null;
}
