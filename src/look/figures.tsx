/**
 * Figures as inline SVG. Widths are in per cent so that text never scales; colours come from classes; each says its
 * numbers in a sentence and has its table behind it.
 */
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { ComponentChildren, VNode } from 'preact';
import { VERDICT_WORDS } from './marks.tsx';
import { Why } from './page.tsx';
import type { Column } from './table.tsx';
import { Table } from './table.tsx';

/** Shares that a source does not tell apart are one part: the 2018 text says "outdated or incomplete" (S34). */
export type SharePart = 'none' | 'outdated' | 'incomplete' | 'good' | 'outdated or incomplete';

export interface ShareRow {
  /** "2018". */
  readonly label: string;
  /** "by hand", under the label. */
  readonly note?: string;
  /** Whole numbers of projects, or with `unit: 'percent'` per cent of them. Absent parts are none. */
  readonly parts: Readonly<Partial<Record<SharePart, number>>>;
  readonly unit?: 'count' | 'percent';
  /** Told by a source, not measured here: drawn paler. */
  readonly reference?: boolean;
}

interface FigureProps {
  /** "Figure 1." */
  readonly number: string;
  /** What is shown and the one thing to see. */
  readonly caption: ComponentChildren;
  /** "Table 1.", for the table behind the figure. */
  readonly tableNumber?: string;
}

/** The four verdicts of each round as bars side by side, tied by lines at their boundaries. */
export function SharesFigure({
  number,
  caption,
  tableNumber,
  rows,
  noun = 'projects',
}: FigureProps & { readonly rows: readonly ShareRow[]; readonly noun?: string }): VNode {
  const bars = rows.map(cutBar);
  // The labels beside the drawing follow the same two measures, in figures.css.
  const size = rows.length <= 3 ? 'roomy' : 'close';
  const { height, gap } = size === 'roomy' ? { height: 48, gap: 52 } : { height: 40, gap: 28 };
  const labelled = labelsFit(bars[0]);
  const topOf = (at: number) => (labelled ? WORDS_ROOM : 6) + at * (height + gap);
  const foot = topOf(bars.length - 1) + height;
  return (
    <>
      <figure class={labelled ? 'shares-figure labelled' : 'shares-figure'}>
        <div class="shares">
          <div class={`shares-labels ${size}`} aria-hidden="true">
            {rows.map((row) => (
              <p class={row.label.length > 8 ? 'long' : undefined}>
                {row.label}
                {row.note !== undefined && <small>{row.note}</small>}
              </p>
            ))}
          </div>
          <svg width="100%" height={foot + AXIS_ROOM} role="img" aria-label={sharesInWords(rows, noun)}>
            {bars.slice(1).map((bar, at) => (
              <Ties above={bars[at]!} below={bar} y={topOf(at) + height} height={gap} />
            ))}
            {labelled &&
              bars[0]?.segments.map((segment) => (
                <text class="q direct" x={percent(segment.from)} y={WORDS_ROOM - 10}>
                  {partWords(segment.part)}
                </text>
              ))}
            {bars.map((bar, at) => (
              <Bar bar={bar} y={topOf(at)} height={height} isReference={rows[at]?.reference === true} />
            ))}
            <PercentAxis y={foot + 8.5} noun={noun} />
          </svg>
        </div>
        <ul class="key">
          {partsIn(rows).map((part) => (
            <li>
              <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">
                <Swatch part={part} />
              </svg>
              <span>
                {partWords(part)}{' '}
                <b>
                  {rows
                    .flatMap((row) => (partsOf(row).has(part) && totalOf(row) > 0 ? [showPart(row, part)] : []))
                    .join(', ')}
                </b>
              </span>
            </li>
          ))}
        </ul>
        <figcaption>
          <b>{number}</b> {caption}
        </figcaption>
      </figure>
      <Why summary={`Table behind ${number.toLowerCase().replace(/\.$/, '')}`}>
        <SharesTable rows={rows} {...(tableNumber === undefined ? {} : { number: tableNumber })} />
      </Why>
    </>
  );
}

export interface TrendSeries {
  readonly label: string;
  /** One value a point, in the order of `points`. */
  readonly values: readonly number[];
  /** The one that matters is green, the others second ink. */
  readonly lead?: boolean;
}

/** Small multiples on one shared scale that starts at zero. */
export function TrendFigure({
  number,
  caption,
  tableNumber,
  points,
  series,
  pointNoun = 'round',
}: FigureProps & {
  /** "2018", "2020", ... from left to right, evenly spaced. */
  readonly points: readonly string[];
  /** What a point is. */
  readonly pointNoun?: string;
  readonly series: readonly TrendSeries[];
}): VNode {
  const largest = Math.max(1, ...series.flatMap((one) => one.values));
  const y = scaleLinear([0, largest], [112, 36]).nice(2);
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [3, 93]);
  const lines = y.ticks(2).filter((tick) => tick !== 0);
  const columns: readonly Column<number>[] = [
    {
      head: `${pointNoun.charAt(0).toUpperCase()}${pointNoun.slice(1)}`,
      rowHead: true,
      cell: (at) => points[at],
    },
    ...series.map((one): Column<number> => ({ head: one.label, kind: 'number', cell: (at) => one.values[at] })),
  ];
  return (
    <>
      <figure>
        <div class="multiples">
          {series.map((one) => (
            <div class={one.lead === true ? 'panel first' : 'panel'}>
              <h3>{one.label}</h3>
              <Panel points={points} series={one} x={x} y={y} lines={lines} />
            </div>
          ))}
        </div>
        <figcaption>
          <b>{number}</b> {caption}
        </figcaption>
      </figure>
      <Why summary={`Table behind ${number.toLowerCase().replace(/\.$/, '')}`}>
        <Table
          {...(tableNumber === undefined ? {} : { number: tableNumber })}
          caption={`The values drawn, by ${pointNoun}`}
          dense
          phone="table"
          rows={points.map((_, at) => at)}
          columns={columns}
        />
      </Why>
    </>
  );
}

function Panel({
  points,
  series,
  x,
  y,
  lines,
}: {
  readonly points: readonly string[];
  readonly series: TrendSeries;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly lines: readonly number[];
}): VNode {
  const last = series.values.length - 1;
  const path = line<number>(
    (_, at) => x(at),
    (value) => y(value),
  )([...series.values]);
  return (
    <svg width="100%" height="140" role="img" aria-label={trendInWords(points, series)}>
      {lines.map((value) => (
        <line class="grid" x1="0" x2="100%" y1={y(value) + 0.5} y2={y(value) + 0.5} />
      ))}
      <line class="axis" x1="0" x2="100%" y1="112.5" y2="112.5" />
      {last > 0 && (
        <svg x="0" y="0" width="100%" height="140" viewBox="0 0 100 140" preserveAspectRatio="none">
          <path class="l" d={path ?? ''} />
        </svg>
      )}
      {series.values.map((value, at) => (
        <circle class="d" cx={percent(x(at))} cy={y(value)} r={at === 0 || at === last ? 4 : 2.5} />
      ))}
      {series.values.map((value, at) =>
        at === 0 || at === last ? (
          <text class={at === 0 ? 'b' : 'b end'} x={percent(x(at))} dx={at === 0 ? -4 : 5} y={y(value) - 10}>
            {value}
          </text>
        ) : null,
      )}
      <text class="q" x="0" y="132">
        {points[0]}
      </text>
      {last > 0 && (
        <text class="q end" x="97%" y="132">
          {points[last]}
        </text>
      )}
    </svg>
  );
}

interface Segment {
  readonly part: SharePart;
  /** Per cent of the bar. */
  readonly from: number;
  readonly width: number;
  readonly text: string;
}

interface CutBar {
  readonly segments: readonly Segment[];
  /** Where "none" ends, "outdated" ends and "good" begins; null where this row does not tell the two apart. */
  readonly boundaries: readonly (number | null)[];
}

// Words of the first row stand in this room, the axis and its numbers in that one.
const WORDS_ROOM = 28;
const AXIS_ROOM = 36;
/** The narrowest bar: a screen of 320 px less its margins and labels. */
const NARROWEST_BAR = 176;
/** Bar widths from which the two middle sizes of count are shown; the container queries in figures.css mirror them. */
const MIDDLE_BAR = 460;
const WIDE_BAR = 740;

const PART_ORDER: readonly SharePart[] = ['none', 'outdated', 'outdated or incomplete', 'incomplete', 'good'];

function cutBar(row: ShareRow): CutBar {
  const total = totalOf(row);
  let from = 0;
  const segments: Segment[] = [];
  for (const part of PART_ORDER) {
    const amount = row.parts[part] ?? 0;
    if (amount <= 0 || total === 0) continue;
    const width = (amount / total) * 100;
    segments.push({ part, from, width, text: showPart(row, part) });
    from += width;
  }
  if (total === 0) return { segments, boundaries: [null, null, null] };
  const share = (part: SharePart) => ((row.parts[part] ?? 0) / total) * 100;
  const together = row.parts['outdated or incomplete'] !== undefined;
  const afterNone = share('none');
  return { segments, boundaries: [afterNone, together ? null : afterNone + share('outdated'), 100 - share('good')] };
}

function Bar({
  bar,
  y,
  height,
  isReference,
}: {
  readonly bar: CutBar;
  readonly y: number;
  readonly height: number;
  readonly isReference: boolean;
}): VNode {
  return (
    <g class={isReference ? 'reference' : undefined}>
      {bar.segments.map((segment) => {
        const x = percent(segment.from);
        const width = percent(segment.width);
        return (
          <>
            {segment.part === 'outdated or incomplete' ? (
              <>
                <rect class="f-outdated" x={x} y={y} width={width} height={height / 2} />
                <rect class="f-incomplete" x={x} y={y + height / 2} width={width} height={height / 2} />
              </>
            ) : (
              <rect class={`f-${segment.part}`} x={x} y={y} width={width} height={height} />
            )}
            {segment.part === 'none' && <rect class="outline" x={x} y={y} width={width} height={height} />}
            {segment.from > 0 && <rect class="part-edge" x={x} y={y} width="1.5" height={height} />}
            <Count segment={segment} y={y + height / 2 + 7} />
          </>
        );
      })}
      {bar.segments.length === 0 && <rect class="outline" x="0" y={y} width="100%" height={height} />}
    </g>
  );
}

/** The count in its part, as far as the part has room for it at each width of screen; the key says all of them. */
function Count({ segment, y }: { readonly segment: Segment; readonly y: number }): VNode | null {
  const needed = 10 * segment.text.length + 4;
  const share = segment.width / 100;
  const tone = segment.part === 'good' ? ' on-good' : '';
  if (share * NARROWEST_BAR >= needed + 8) {
    return (
      <text class={`count begin${tone}`} x={percent(segment.from)} dx="10" y={y}>
        {segment.text}
      </text>
    );
  }
  const size = share * MIDDLE_BAR >= needed ? ' from-middle' : share * WIDE_BAR >= needed ? ' from-wide' : null;
  if (size === null) return null;
  return (
    <text class={`count${tone}${size}`} x={percent(segment.from + segment.width / 2)} y={y}>
      {segment.text}
    </text>
  );
}

function Ties({
  above,
  below,
  y,
  height,
}: {
  readonly above: CutBar;
  readonly below: CutBar;
  readonly y: number;
  readonly height: number;
}): VNode {
  return (
    <svg x="0" y={y} width="100%" height={height} viewBox="0 0 100 100" preserveAspectRatio="none">
      {above.boundaries.map((from, at) => {
        const to = below.boundaries[at] ?? null;
        return from === null || to === null ? null : <path class="tie" d={`M${short(from)} 0L${short(to)} 100`} />;
      })}
    </svg>
  );
}

function PercentAxis({ y, noun }: { readonly y: number; readonly noun: string }): VNode {
  return (
    <>
      <line class="axis" x1="0" x2="100%" y1={y} y2={y} />
      {[0, 25, 50, 75, 100].map((tick) => (
        <>
          <line class="axis" x1={`${tick}%`} x2={`${tick}%`} y1={y} y2={y + 5.5} />
          <text class={tick === 0 ? 'q' : tick === 100 ? 'q end' : 'q mid'} x={`${tick}%`} y={y + 22.5}>
            {tick}
            {tick === 100 && (
              <>
                %<tspan class="not-narrow"> of {noun}</tspan>
              </>
            )}
          </text>
        </>
      ))}
    </>
  );
}

function Swatch({ part }: { readonly part: SharePart }): VNode {
  if (part === 'outdated or incomplete') {
    return (
      <>
        <rect class="f-outdated" width="14" height="7" />
        <rect class="f-incomplete" y="7" width="14" height="7" />
      </>
    );
  }
  return (
    <>
      <rect class={`f-${part}`} width="14" height="14" />
      {part === 'none' && <rect class="outline" width="14" height="14" />}
    </>
  );
}

/** Rounds as rows: many of them still make a table that fits. */
function SharesTable({ rows, number }: { readonly rows: readonly ShareRow[]; readonly number?: string }): VNode {
  const apart = rows.some((row) => row.parts['outdated or incomplete'] !== undefined);
  const parts = apart ? PART_ORDER : PART_ORDER.filter((part) => part !== 'outdated or incomplete');
  return (
    <Table
      {...(number === undefined ? {} : { number })}
      caption={apart ? 'Verdicts by round; the two in the middle also together' : 'Verdicts by round'}
      dense
      rows={rows}
      columns={[
        {
          head: 'Round',
          rowHead: true,
          cell: (row) => (row.note === undefined ? row.label : `${row.label}, ${row.note}`),
        },
        ...parts.map((part): Column<ShareRow> => ({
          head: partWords(part),
          kind: 'number',
          cell: (row) => countAndShare(row, amountOf(row, part)),
        })),
        { head: 'All', kind: 'number', cell: (row) => (row.unit === 'percent' ? null : totalOf(row)) },
      ]}
    />
  );
}

function countAndShare(row: ShareRow, amount: number | null): string | null {
  const total = totalOf(row);
  if (amount === null || total === 0) return null;
  const share = `${oneDecimal.format((amount / total) * 100)}%`;
  return row.unit === 'percent' ? share : `${amount.toLocaleString('en-GB')} (${share})`;
}

/** How many, or null where the row does not tell the two apart. */
function amountOf(row: ShareRow, part: SharePart): number | null {
  const together = row.parts['outdated or incomplete'];
  if (part === 'outdated or incomplete') {
    return together ?? (row.parts.outdated ?? 0) + (row.parts.incomplete ?? 0);
  }
  if (together !== undefined && (part === 'outdated' || part === 'incomplete')) return null;
  return row.parts[part] ?? 0;
}

function partsOf(row: ShareRow): ReadonlySet<SharePart> {
  const together = row.parts['outdated or incomplete'] !== undefined;
  return new Set(together ? ['none', 'outdated or incomplete', 'good'] : ['none', 'outdated', 'incomplete', 'good']);
}

function partsIn(rows: readonly ShareRow[]): readonly SharePart[] {
  return PART_ORDER.filter((part) => rows.some((row) => partsOf(row).has(part)));
}

function partWords(part: SharePart): string {
  return part === 'outdated or incomplete' ? 'Outdated or incomplete' : VERDICT_WORDS[part];
}

function showPart(row: ShareRow, part: SharePart): string {
  const amount = row.parts[part] ?? 0;
  return row.unit === 'percent' ? `${oneDecimal.format(amount)}%` : amount.toLocaleString('en-GB');
}

function totalOf(row: ShareRow): number {
  return PART_ORDER.reduce((sum, part) => sum + (row.parts[part] ?? 0), 0);
}

/** Whether every word of the first row fits above its own part at the width from which words are shown. */
function labelsFit(bar: CutBar | undefined): boolean {
  if (bar === undefined || bar.segments.length === 0) return false;
  return bar.segments.every((segment) => (segment.width / 100) * WIDE_BAR >= partWords(segment.part).length * 6.6 + 6);
}

function sharesInWords(rows: readonly ShareRow[], noun: string): string {
  const sentences = rows.map((row) => {
    const parts = [...partsOf(row)].map((part) => `${showPart(row, part)} ${partWords(part).toLowerCase()}`);
    const name = row.note === undefined ? row.label : `${row.label} (${row.note})`;
    const of = row.unit === 'percent' ? noun : `${totalOf(row).toLocaleString('en-GB')} ${noun}`;
    return `${name}, of ${of}: ${parts.join(', ')}.`;
  });
  return sentences.join(' ');
}

function trendInWords(points: readonly string[], series: TrendSeries): string {
  return `${series.label}: ${series.values.map((value, at) => `${value} in ${points[at] ?? ''}`).join(', ')}.`;
}

const oneDecimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

function percent(value: number): string {
  return `${short(value)}%`;
}

function short(value: number): number {
  return Number(value.toFixed(2));
}
