/** Enhancement proposals: where they are, in which states, since when. */
import type { ProposalFolder } from './paths.ts';
import { dateIn, nameWords, stemOf } from './words.ts';
import type { ReadDocument } from './types.ts';

export interface ProposalSeries {
  readonly repository: string;
  readonly folder: string;
  readonly series: string | null;
  readonly files: number;
  readonly read: number;
  /** Stated states and how many proposals are in each, the most frequent first. */
  readonly states: readonly (readonly [state: string, n: number])[];
  readonly dated: number;
  /** ISO dates that the proposals state. */
  readonly oldest: string | null;
  readonly newest: string | null;
  /** An example with its state, for evidence. */
  readonly example: { readonly document: ReadDocument; readonly line: number } | null;
}

const HEAD_LINES = 60;
/** `:Status: Accepted`, `Status: Draft`, `- **Status**: Final`, `| Status | Active |`, `<td>Status</td><td>Proposed</td>`, `State: ...`. */
const STATE = /^\W{0,12}(?:status|state)\b\W{1,24}?([A-Za-z][A-Za-z -]{2,30})/i;
const CREATED = /^\W{0,12}(?:created|date|start date|date created|submitted|date proposed)\b/i;
const STATES: readonly (readonly [RegExp, string])[] = [
  [/^(final|implemented|completed?|done|active|accepted and implemented)/i, ''],
  [/^(accepted|approved|adopted)/i, 'accepted'],
  [
    /^(draft|proposed|proposal|under discussion|discussion|open|in review|review|wip|work in progress|in progress|pending|submitted)/i,
    '',
  ],
  [/^(deferred|postponed|dormant|stalled)/i, 'deferred'],
  [/^(rejected|declined|withdrawn|superseded|replaced|abandoned|obsolete|closed)/i, ''],
  [/^(provisional)/i, 'provisional'],
];

export function proposalSeries(
  repository: string,
  { folder, series, files }: ProposalFolder,
  read: readonly ReadDocument[],
): ProposalSeries {
  const states = new Map<string, number>();
  let dated = 0;
  let oldest: string | null = null;
  let newest: string | null = null;
  let example: ProposalSeries['example'] = null;
  let documents = 0;
  for (const document of read) {
    const head = document.lines
      .slice(0, HEAD_LINES)
      .map((line) => line.slice(0, 300).replace(/<\/?[a-z]{1,8}>/gi, ' '));
    if (head.length === 0) continue;
    documents++;
    const at = head.findIndex(
      (line, i) => STATE.test(line.slice(0, 200)) || (/^\W{0,4}status\W*$/i.test(line) && head[i + 1] !== undefined),
    );
    const raw = at < 0 ? null : stateIn(head, at);
    if (raw !== null) {
      states.set(raw, (states.get(raw) ?? 0) + 1);
      example ??= { document, line: at + 1 };
    }
    const when = head.find((line) => CREATED.test(line.slice(0, 200)));
    const on = when === undefined ? null : dateIn(when);
    if (on !== null) {
      dated++;
      if (oldest === null || on < oldest) oldest = on;
      if (newest === null || on > newest) newest = on;
    }
  }
  return {
    repository,
    folder,
    series: series ?? seriesFromTitles(read),
    files: files.length,
    read: documents,
    states: [...states].sort((a, b) => b[1] - a[1]),
    dated,
    oldest,
    newest,
    example,
  };
}

function stateIn(head: readonly string[], at: number): string | null {
  const same = STATE.exec(head[at]!.slice(0, 200))?.[1];
  const text = (
    same ??
    head
      .slice(at + 1, at + 4)
      .map((line) => line.trim())
      .find((line) => /^\W*[A-Za-z]/.test(line)) ??
    ''
  )
    .replace(/^\W+/, '')
    .trim();
  for (const [pattern, name] of STATES) {
    const found = pattern.exec(text);
    if (found !== null) return name === '' ? found[1]!.toLowerCase() : name;
  }
  return null;
}

function seriesFromTitles(read: readonly ReadDocument[]): string | null {
  const counts = new Map<string, number>();
  for (const { text, path } of read) {
    // The first line that begins like "GEP 7" or "# GEP-7: grids".
    const found =
      /^\W{0,6}([A-Z]{2,6})[-\s:]?\d{1,4}\b/m.exec(text.slice(0, 1500))?.[1] ??
      /^([a-z]{2,5}ep)\b/.exec(nameWords(stemOf(path))[0] ?? '')?.[1]?.toUpperCase();
    if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0];
  return best !== undefined && best[1] >= 2 ? best[0] : null;
}
