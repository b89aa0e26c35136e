/** What items, their states and their estimates are called on pages. */
import type { ComponentChildren, VNode } from 'preact';
import { showDate, type CalendarDate } from '../../../kernel/dates.ts';
import { showEffort, showRange } from '../../../kernel/effort.ts';
import { showMoney, sum, type Money } from '../../../kernel/money.ts';
import { FIXED_COSTS, PAID_ROLES } from '../../../kernel/vocabulary.ts';
import { Bullets, Fine, Link, Notice, State, urls, type MarkName, type Step, type Tone } from '../../../look/index.ts';
import { effortOf, estimateInput, type EstimateJson } from '../../capacity/index.ts';
import type { LintFinding } from '../item-lint.ts';
import { STANDING_NOTE } from '../offer-content.ts';
import { STATE_WORDS, type ItemState, type NearItem, type Provenance } from '../item-types.ts';
import type { Level, NamedProject } from '../types.ts';

/** Work is square; declined and left out are outcomes, never red. */
const STATE_MARKS: Readonly<Record<ItemState, readonly [MarkName, Tone]>> = {
  draft: ['dotted', 'off'],
  proposed: ['square-hollow', 'watch'],
  approved: ['square-half', 'ok'],
  offered: ['square-half', 'ok'],
  in_work: ['square-half', 'watch'],
  achieved: ['square-full', 'ok'],
  retired: ['square-struck', 'off'],
  declined: ['square-struck', 'plain'],
  opted_out: ['square-struck', 'off'],
};

export function StateMark({ state }: { readonly state: ItemState }): VNode {
  const [mark, tone] = STATE_MARKS[state];
  return (
    <State mark={mark} tone={tone}>
      {capital(STATE_WORDS[state])}
    </State>
  );
}

export const ITEM_LEVEL_WORDS: Readonly<Record<Level, string>> = {
  scope: 'Scope',
  pitch: 'Pitch',
  technical: 'Technical',
  'wish list': 'Wish list',
};

export const PROVENANCE_WORDS: Readonly<Record<Provenance, string>> = {
  reading: 'taken over from the roadmap',
  interview: 'from a talk with a maintainer',
  written: 'written here',
};

export function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "1–2 person-years, and $40,000"; null where nothing is estimated. What it comes to in money is said with the offer. */
export function estimateWords(estimate: EstimateJson | null): string | null {
  const read = estimate === null ? null : estimateInput.safeParse(estimate);
  if (read === null || !read.success) return null;
  const efforts = (['once', 'year'] as const).flatMap((per) => {
    const effort = effortOf(read.data, per);
    return effort === null ? [] : [showEffort(effort)];
  });
  const fixed = (['once', 'year'] as const).flatMap((per) => {
    const amounts = read.data.fixed.flatMap((line): Money[] => (line.per === per ? [line.money] : []));
    if (amounts.length === 0) return [];
    return [`${showMoney(sum(read.data.currency, amounts))}${per === 'year' ? ' a year' : ''}`];
  });
  return [...efforts, ...fixed].join(', and ');
}

/** Part by part: whose time or which money, how much, how often. */
export function estimateParts(
  estimate: EstimateJson | null,
): readonly { readonly part: string; readonly amount: string; readonly often: string }[] {
  const read = estimate === null ? null : estimateInput.safeParse(estimate);
  if (read === null || !read.success) return [];
  const often = (per: 'once' | 'year') => (per === 'once' ? 'once' : 'each year');
  return [
    ...read.data.lines.map(({ role, name, effort }) => {
      const { low, likely, high, per } = effort;
      const range = showRange(low, high);
      const mark = low === likely || likely === high ? '' : `, likely ${showRange(likely, likely)}`;
      return { part: name ?? PAID_ROLES[role], amount: `${range}${mark}`, often: often(per) };
    }),
    ...read.data.fixed.map(({ kind, name, money, per }) => ({
      part: name ?? FIXED_COSTS[kind],
      amount: showMoney(money),
      often: often(per),
    })),
  ];
}

/** The same as lines of text, with the day of the prices. */
export function estimateLines(estimate: EstimateJson | null): readonly string[] {
  if (estimate === null) return [];
  return [
    estimateWords(estimate) ?? '',
    ...estimateParts(estimate).map(({ part, amount, often }) => `${part}: ${amount}, ${often}`),
    `Prices of ${showDate(estimate.priceDate as CalendarDate)}, ${estimate.currency}`,
  ];
}

/** Said wherever items are listed or shown (S33). */
export function StandingNote(): VNode {
  return <Fine>{STANDING_NOTE}</Fine>;
}

export function itemTrail(
  project: Pick<NamedProject, 'slug' | 'name' | 'label'>,
  ...below: readonly Step[]
): readonly Step[] {
  const list = { label: 'Items', to: urls.items({ project: project.slug }) };
  return [
    { label: 'Projects', to: urls.projects({}) },
    { label: project.name, to: urls.project({ project: project.slug }) },
    ...(below.length === 0 ? [{ label: list.label }] : [list, ...below]),
  ];
}

export function ItemLink({
  project,
  item,
  serif = false,
}: {
  readonly project: Pick<NamedProject, 'slug'>;
  readonly item: Pick<NearItem, 'number' | 'title'>;
  readonly serif?: boolean;
}): VNode {
  return (
    <Link to={urls.item({ project: project.slug, item: String(item.number) })} serif={serif}>
      {item.title}
    </Link>
  );
}

/** Words to look at, under the field in which they stand. */
export function LintNotes({
  findings,
  field,
}: {
  readonly findings: readonly LintFinding[];
  readonly field: string;
}): VNode | null {
  const own = findings.filter((finding) => finding.field === field);
  return own.length === 0 ? null : <LintList findings={own} />;
}

export function LintList({ findings }: { readonly findings: readonly LintFinding[] }): VNode {
  return (
    <Notice tone="waiting">
      <Bullets
        items={findings.map(({ found, why, suggestion }): ComponentChildren => (
          <>
            {found !== '' && <b>“{found}”: </b>}
            {why} {suggestion}
          </>
        ))}
      />
    </Notice>
  );
}
