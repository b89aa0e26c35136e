/** Scores items against hand-made labels by the rules of reference/roadmap-items.md section 6, document by document. */
import type { RoadmapItem } from '../src/reading/items/index.ts';

export interface LabelledUnit {
  readonly title: string;
  readonly alt_titles?: readonly string[];
  readonly section: readonly string[];
  readonly lines: readonly [number, number];
  readonly role: 'unit' | 'part';
  readonly status: string;
  readonly links?: readonly string[];
}

export interface LabelledDocument {
  readonly doc_id: string;
  readonly file: string;
  readonly format: string;
  readonly split: string;
  readonly items: readonly LabelledUnit[];
  readonly non_items: readonly {
    readonly lines?: readonly [number, number] | null;
    readonly ignore: boolean | 'if-done';
  }[];
}

export interface DocumentScore {
  readonly id: string;
  readonly format: string;
  readonly units: number;
  readonly found: number;
  readonly wrong: number;
  readonly missed: number;
  readonly titles: number;
  readonly status: number;
  readonly section: number;
  readonly links: { readonly right: number; readonly wrong: number; readonly missed: number };
}

type Predicted = Pick<RoadmapItem, 'title' | 'section' | 'lines' | 'status' | 'links'>;

export function scoreDocument(document: LabelledDocument, predicted: readonly Predicted[]): DocumentScore {
  const units = document.items.filter((item) => item.role === 'unit');
  const { pairs, left } = match(predicted, units);
  const wrong = left.filter((item) => !isForgiven(item, document)).length;
  const links = { right: 0, wrong: 0, missed: 0 };
  let status = 0;
  let section = 0;
  for (const [item, unit] of pairs) {
    if (item.status === unit.status.replaceAll(/[_-]/g, ' ')) status += 1;
    if (item.section.map(normalise).join(' / ') === unit.section.map(normalise).join(' / ')) section += 1;
    const got = new Set(item.links);
    const want = new Set(unit.links ?? []);
    for (const link of got) links[want.has(link) ? 'right' : 'wrong'] += 1;
    for (const link of want) if (!got.has(link)) links.missed += 1;
  }
  return {
    id: document.doc_id,
    format: document.format,
    units: units.length,
    found: pairs.length,
    wrong,
    missed: units.length - pairs.length,
    titles: pairs.filter(([item, unit]) => isSameTitle(item, unit)).length,
    status,
    section,
    links,
  };
}

export interface Figures {
  readonly documents: number;
  readonly macroF1: number;
  readonly microF1: number;
  readonly titles: number;
  readonly status: number;
  readonly section: number;
  readonly linksPrecision: number;
  readonly linksRecall: number;
}

export function figuresOf(scores: readonly DocumentScore[]): Figures {
  const sum = (of: (score: DocumentScore) => number): number => scores.reduce((total, score) => total + of(score), 0);
  const found = sum((score) => score.found);
  const titles = sum((score) => score.titles);
  const wrong = sum((score) => score.wrong);
  const missed = sum((score) => score.missed);
  const right = sum((score) => score.links.right);
  return {
    documents: scores.length,
    macroF1: sum(f1) / (scores.length || 1),
    microF1: f(found, wrong, missed),
    titles: f(titles, wrong + found - titles, missed + found - titles),
    status: sum((score) => score.status) / (found || 1),
    section: sum((score) => score.section) / (found || 1),
    linksPrecision: right / (right + sum((score) => score.links.wrong) || 1),
    linksRecall: right / (right + sum((score) => score.links.missed) || 1),
  };
}

/** A document without units scores one when nothing is left over, otherwise nought. */
export function f1(score: DocumentScore): number {
  return score.units === 0 ? Number(score.wrong === 0) : f(score.found, score.wrong, score.missed);
}

function f(right: number, wrong: number, missed: number): number {
  const precision = right + wrong > 0 ? right / (right + wrong) : 1;
  const recall = right + missed > 0 ? right / (right + missed) : 1;
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
}

/** One to one, greedily: equal titles before overlap of lines, then higher overlap, then the nearer one. */
function match(
  predicted: readonly Predicted[],
  units: readonly LabelledUnit[],
): { pairs: [Predicted, LabelledUnit][]; left: Predicted[] } {
  const candidates = predicted.flatMap((item) =>
    units.flatMap((unit) => {
      const isSame = isSameTitle(item, unit);
      const overlap = overlapOf(item.lines, unit.lines);
      return isSame || overlap >= 0.5
        ? [{ item, unit, isSame, overlap, distance: Math.abs(item.lines[0] - unit.lines[0]) }]
        : [];
    }),
  );
  candidates.sort((a, b) => Number(b.isSame) - Number(a.isSame) || b.overlap - a.overlap || a.distance - b.distance);
  const items = new Set<Predicted>();
  const taken = new Set<LabelledUnit>();
  const pairs: [Predicted, LabelledUnit][] = [];
  for (const { item, unit } of candidates) {
    if (items.has(item) || taken.has(unit)) continue;
    items.add(item);
    taken.add(unit);
    pairs.push([item, unit]);
  }
  return { pairs, left: predicted.filter((item) => !items.has(item)) };
}

function isForgiven(item: Predicted, document: LabelledDocument): boolean {
  const isPart = document.items.some(
    (other) => other.role === 'part' && (isSameTitle(item, other) || overlapOf(item.lines, other.lines) >= 0.5),
  );
  return (
    isPart ||
    document.non_items.some(
      ({ lines, ignore }) =>
        lines !== undefined &&
        lines !== null &&
        coveredBy(item.lines, lines) >= 0.5 &&
        (ignore === true || (ignore === 'if-done' && item.status === 'done')),
    )
  );
}

function common(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]) + 1);
}

function overlapOf(a: readonly [number, number], b: readonly [number, number]): number {
  return common(a, b) / (Math.max(a[1], b[1]) - Math.min(a[0], b[0]) + 1);
}

function coveredBy(a: readonly [number, number], b: readonly [number, number]): number {
  return common(a, b) / (a[1] - a[0] + 1);
}

function isSameTitle(item: Predicted, unit: LabelledUnit): boolean {
  const title = normalise(item.title);
  return [unit.title, ...(unit.alt_titles ?? [])].some((other) => normalise(other) === title);
}

function normalise(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/:[a-z:]+:`([^`<]*)(<[^>]*>)?`/g, '$1')
    .replaceAll(/`([^`<]*)<[^>]*>`_*/g, '$1')
    .replaceAll(/https?:\/\/\S+/g, ' ')
    .replaceAll(/\|[^|\s]+\|/g, ' ')
    .replaceAll(/:[a-z_]+:/g, ' ')
    .replaceAll(/(\bgh-|#)\d+\b/g, ' ')
    .replaceAll(/\[[ x]\]/g, ' ')
    .replaceAll(/\p{Extended_Pictographic}/gu, ' ')
    .replaceAll(/\((in progress|done|completed|accomplished)\)/g, ' ')
    .replace(/^\s*(\d+[.)]|[a-z][.)])\s+/, '')
    .replaceAll(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
    .replace(/^(a|an|the) /, '')
    .replaceAll(/\s+/g, ' ');
}
