/** What `commonwork survey` prints for people and spreadsheets. */
import { count, showNumber, showPath } from '../../kernel/text.ts';
import { STANDARD_KEYS, type Answer, type Balance, type Evidence, type Reason } from '../../reading/survey/index.ts';
import { plainMarkdown } from '../../kernel/markdown.ts';
import type { ProjectReport } from './types.ts';

const ANSWER_WORDS: Readonly<Record<Answer, string>> = { yes: 'yes', partly: 'partly', no: 'no', unknown: 'not known' };

/** Names of the standards, as they are shown. */
const STANDARD_NAMES: Readonly<Record<(typeof STANDARD_KEYS)[number], string>> = {
  license: 'Licence',
  contributing: 'Contributor guide',
  communication: 'Communication',
  triage: 'Triage of issues',
  review: 'Review',
  release: 'Releases',
  ci: 'Continuous integration',
  governance: 'Governance',
  proposals: 'Enhancement proposals',
  'code-of-conduct': 'Code of conduct',
  cla: 'Agreement or sign-off asked for',
  maintainers: 'Maintainers',
  'corporate-engagement': 'Corporate engagement',
  funding: 'Funding',
};

export function verdictWords({ roadmap }: ProjectReport): string {
  switch (roadmap.verdict) {
    case 'none':
      return roadmap.linked.length > 0 ? 'none found in git, linked' : 'none found in git';
    case 'unknown':
      return 'not known';
    case 'good':
    case 'outdated':
    case 'incomplete':
      return roadmap.verdict;
    default:
      return roadmap.verdict satisfies never;
  }
}

function kindWords({ roadmap }: ProjectReport): string {
  return roadmap.kind === 'none'
    ? ''
    : roadmap.kind === 'nontechnical'
      ? 'non-technical'
      : roadmap.kind === 'both'
        ? 'technical and non-technical'
        : 'technical';
}

function place({ repository, path, lines }: Evidence): string {
  const range = lines === null ? '' : lines[0] === lines[1] ? `:${lines[0]}` : `:${lines[0]}-${lines[1]}`;
  return `${showPath(repository)} ${showPath(path)}${range}`;
}

/* For reading in a terminal */

export function asTable(reports: readonly ProjectReport[]): string {
  if (reports.length === 1) return oneProject(reports[0]!);
  const head = ['Project', 'As of', 'Roadmap', 'Kind', 'Last change', 'Why'];
  const rows = reports.map((report) => [
    showPath(report.name),
    report.asOf,
    verdictWords(report),
    kindWords(report),
    report.roadmap.lastChange ?? '',
    showPath(report.roadmap.reasons[0]?.text ?? '').slice(0, 90),
  ]);
  const counts = ['none', 'outdated', 'incomplete', 'good', 'unknown']
    .map((verdict) => ({ verdict, n: reports.filter(({ roadmap }) => roadmap.verdict === verdict).length }))
    .filter(({ n }) => n > 0)
    .map(({ verdict, n }) => `${n} ${verdict === 'unknown' ? 'not known' : verdict}`);
  return `${columns([head, ...rows])}\n${count(reports.length, 'project')}: ${counts.join(', ')}.\n`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return (
    rows
      .map((row) =>
        row
          .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!)))
          .join('  ')
          .trimEnd(),
      )
      .join('\n') + '\n'
  );
}

function oneProject(report: ProjectReport): string {
  const lines: string[] = [`${showPath(report.name)}, as of ${report.asOf}`, ''];
  for (const one of report.repositories) {
    if (one.state === 'read') {
      lines.push(`  ${showPath(one.id)} at ${one.commit.slice(0, 10)} of ${one.committedOn}`);
      for (const note of one.notes.slice(0, 5)) lines.push(`    note: ${showPath(note)}`);
    } else lines.push(`  ${showPath(one.id)} was not reached. ${showPath(one.because)}`);
  }
  const kind = kindWords(report);
  lines.push(
    '',
    `Roadmap: ${verdictWords(report)}${kind === '' ? '' : ` (${kind})`}`,
    ...reasonLines(report.roadmap.reasons),
  );
  for (const { path, repository, state } of report.roadmap.documents)
    lines.push(`  document  ${showPath(repository)} ${showPath(path)} (${state})`);
  for (const { target, what } of report.roadmap.linked) lines.push(`  linked, not read: ${what} ${showPath(target)}`);
  for (const balance of report.balances ?? []) lines.push('', ...balanceLines(balance));
  lines.push('');
  for (const key of STANDARD_KEYS) {
    const { answer, reasons } = report.standards[key];
    lines.push(`${STANDARD_NAMES[key]}: ${ANSWER_WORDS[answer]}`, ...reasonLines(reasons));
  }
  return `${lines.join('\n')}\n`;
}

function balanceLines({ repository, kind, requests, merged, tiers, years, upTo }: Balance): string[] {
  const what = kind === 'pull' ? 'pull request' : 'merge request';
  const share = Math.round((merged / Math.max(1, requests)) * 100);
  return [
    `Balance of ${showPath(repository)}, from git alone: ${count(requests, what)}, ${showNumber(merged)} merged (${share} %)`,
    `  by merge commit ${tiers.merge}, by squash ${tiers.squash}, landed only ${tiers.landed}; up to ${upTo ?? 'no commit'}`,
    '  closure ratio: not known without the forge',
    `  year  opened  merged${kind === 'pull' ? '  other numbers' : ''}`,
    ...years.map(
      ({ year, opened, merged: inYear, others }) =>
        `  ${year}  ${String(opened).padStart(6)}  ${String(inYear).padStart(6)}${others === null ? '' : `  ${String(others).padStart(13)}`}`,
    ),
  ];
}

function reasonLines(reasons: readonly Reason[]): string[] {
  return reasons.slice(0, 6).flatMap(({ text, evidence }) => {
    const first = evidence[0];
    return [`  ${showPath(text)}`, ...(first === undefined ? [] : [`      ${place(first)}`])];
  });
}

/* For spreadsheets: one row an answer */

export function asCsv(reports: readonly ProjectReport[]): string {
  const rows: string[][] = [
    ['project', 'asOf', 'question', 'answer', 'kind', 'reasons', 'repository', 'path', 'lines', 'commit'],
  ];
  for (const report of reports) {
    rows.push(
      csvRow(
        report,
        'roadmap',
        report.roadmap.verdict === 'unknown' ? 'not known' : report.roadmap.verdict,
        report.roadmap.kind,
        report.roadmap.reasons,
      ),
    );
    for (const key of STANDARD_KEYS) {
      const { answer, reasons } = report.standards[key];
      rows.push(csvRow(report, key, ANSWER_WORDS[answer], '', reasons));
    }
  }
  return rows.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

function csvRow(
  { name, asOf }: ProjectReport,
  key: string,
  answer: string,
  kind: string,
  reasons: readonly Reason[],
): string[] {
  const evidence = reasons.flatMap((reason) => reason.evidence)[0];
  return [
    name,
    asOf,
    key,
    answer,
    kind,
    reasons.map(({ text }) => text).join(' '),
    evidence?.repository ?? '',
    evidence?.path ?? '',
    evidence?.lines?.join('-') ?? '',
    evidence?.commit ?? '',
  ];
}

/** A cell that begins like a formula is kept from being one. */
function csvCell(text: string): string {
  const plain = showPath(text);
  const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/* For a page or a mail */

export function asMarkdown(reports: readonly ProjectReport[]): string {
  const out: string[] = ['| Project | As of | Roadmap | Kind | Last change |', '|---|---|---|---|---|'];
  for (const report of reports) {
    out.push(
      `| ${[report.name, report.asOf, verdictWords(report), kindWords(report), report.roadmap.lastChange ?? ''].map(plainMarkdown).join(' | ')} |`,
    );
  }
  for (const report of reports) {
    out.push(
      '',
      `## ${plainMarkdown(report.name)}`,
      '',
      `**Roadmap: ${verdictWords(report)}.**`,
      '',
      ...markdownReasons(report.roadmap.reasons),
    );
    for (const { target, what } of report.roadmap.linked)
      out.push(`- Linked, not read: ${what} ${plainMarkdown(target)}`);
    out.push('', '| Standard | Answer | Why |', '|---|---|---|');
    for (const key of STANDARD_KEYS) {
      const { answer, reasons } = report.standards[key];
      out.push(
        `| ${STANDARD_NAMES[key]} | ${ANSWER_WORDS[answer]} | ${plainMarkdown(reasons.map(({ text }) => text).join(' '))} |`,
      );
    }
  }
  return `${out.join('\n')}\n`;
}

function markdownReasons(reasons: readonly Reason[]): string[] {
  return reasons.map(({ text, evidence }) => {
    const first = evidence[0];
    return `- ${plainMarkdown(text)}${first === undefined ? '' : ` (${plainMarkdown(place(first))})`}`;
  });
}
