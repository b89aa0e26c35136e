/**
 * Drawn in the next commit; the signatures stand.
 * Figures as inline SVG. Widths are in per cent so that text never scales; colours come from classes; each says its
 * numbers in a sentence and has its table behind it.
 */
import type { ComponentChildren, VNode } from 'preact';
/** Shares that a source does not tell apart are one part: the 2018 text says "outdated or incomplete". */
export type SharePart = 'none' | 'outdated' | 'incomplete' | 'good' | 'outdated or incomplete';

export interface ShareRow {
  /** "2018". */
  readonly label: string;
  /** "by hand", under the label. */
  readonly note?: string;
  /** Whole numbers of projects, or with `unit: 'percent'` per cent of them. Absent parts are none. */
  readonly parts: Readonly<Partial<Record<SharePart, number>>>;
  readonly unit?: 'count' | 'percent';
  /** Not measured here but told by a source: drawn paler, named in the table. */
  readonly reference?: boolean;
}

interface FigureProps {
  /** "Figure 1." */
  readonly number: string;
  /** What is shown and the one thing to see. */
  readonly caption: ComponentChildren;
}

/** The four verdicts of each round as bars side by side, tied by lines at their boundaries. */
export function SharesFigure(
  _props: FigureProps & {
    readonly rows: readonly ShareRow[];
    readonly noun?: string;
    /** "Table 1.", for the table behind the figure. */
    readonly tableNumber?: string;
  },
): VNode {
  return <figure />;
}

export interface TrendSeries {
  readonly label: string;
  /** One value a point, in the order of `points`. */
  readonly values: readonly number[];
  /** The one that matters is green, the others second ink. */
  readonly lead?: boolean;
}

/** Small multiples on one shared scale that starts at zero. */
export function TrendFigure(
  _props: FigureProps & {
    /** "2018", "2020", ... from left to right, evenly spaced. */
    readonly points: readonly string[];
    readonly series: readonly TrendSeries[];
    readonly tableNumber?: string;
  },
): VNode {
  return <figure />;
}
