/** Time: what happened when, and how far a thing has come. */
import { scaleTime } from 'd3-scale';
import type { ComponentChildren, VNode } from 'preact';
import type { Instant } from '../kernel/dates.ts';

/** Date column, hairline spine, a dot: filled for what happened, hollow for what is to come or not known. */
export function Timeline({
  items,
}: {
  readonly items: readonly {
    /** A `DateText`, a span of dates, or "not known". */
    readonly when: ComponentChildren;
    readonly what: ComponentChildren;
    readonly gloss?: ComponentChildren;
    /** What can be done about it, under the gloss. */
    readonly action?: ComponentChildren;
    readonly happened?: boolean;
  }[];
}): VNode {
  return (
    <ol class="timeline">
      {items.map((item) => (
        <li class={item.happened === false ? 'next' : 'done'}>
          <span class="when">{item.when}</span>
          <div>
            <h3>{item.what}</h3>
            {item.gloss !== undefined && <p class="quiet">{item.gloss}</p>}
            {item.action}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The same events drawn to scale, above a `Timeline` that lists them; left out where there is little room. */
export function TimeStrip({
  label,
  events,
}: {
  /** A sentence for those who listen: what is drawn, and that the list follows. */
  readonly label: string;
  readonly events: readonly { readonly from: Instant; readonly to?: Instant; readonly label: string }[];
}): VNode | null {
  const ordered = events.toSorted((a, b) => a.from.getTime() - b.from.getTime());
  const first = ordered[0]?.from;
  if (first === undefined) return null;
  const last = new Date(Math.max(...ordered.map((event) => (event.to ?? event.from).getTime())));
  const margin = Math.max((last.getTime() - first.getTime()) * 0.12, 3 * 86_400_000);
  const scale = scaleTime([new Date(first.getTime() - margin), new Date(last.getTime() + margin)], [0, 100]);
  // Within a few months the month alone would say the same at every tick.
  const named = last.getTime() - first.getTime() < FEW_MONTHS_MS ? dayAndMonth : monthAndYear;
  const ticks = scale.ticks(4).filter((tick) => scale(tick) > 12 && scale(tick) < 94);
  const placed = placeLabels(
    ordered.map((event) => ({ label: event.label, at: scale(event.from), to: scale(event.to ?? event.from) })),
  );
  return (
    <figure class="strip-figure">
      <svg width="100%" height="76" role="img" aria-label={label}>
        <line class="axis" x1="0" x2="100%" y1="47" y2="47" />
        <text class="q" x="0" y="70">
          {named.format(scale.domain()[0])}
        </text>
        {ticks.map((tick) => (
          <>
            <line class="axis" x1={percent(scale(tick))} x2={percent(scale(tick))} y1="47" y2="70" />
            <text class="q" x={percent(scale(tick))} dx="6" y="70">
              {named.format(tick)}
            </text>
          </>
        ))}
        {placed.map((event) =>
          event.to - event.at > 1 ? (
            <rect class="d" x={percent(event.at)} width={percent(event.to - event.at)} y="40" height="14" />
          ) : (
            <circle class="d" cx={percent(event.at)} cy="47" r="7" />
          ),
        )}
        {placed.map(
          (event) =>
            event.anchor !== null && (
              <text
                class={event.anchor === 'end' ? 'end' : undefined}
                x={percent(event.at)}
                dx={event.anchor === 'end' ? 0 : -2}
                y="28"
              >
                {event.label}
              </text>
            ),
        )}
      </svg>
    </figure>
  );
}

export type StepState = 'done' | 'now' | 'to come';

/** Dots on a line: done filled, now ringed and bold. Upright on phones. */
export function Stepper({
  label,
  steps,
}: {
  /** What goes through these steps, for those who listen. */
  readonly label: string;
  readonly steps: readonly {
    readonly word: string;
    readonly state: StepState;
    /** A date or a count under the word. */
    readonly note?: ComponentChildren;
  }[];
}): VNode {
  return (
    <ol class="stepper" aria-label={label}>
      {steps.map((step) => (
        <li
          class={step.state === 'to come' ? undefined : step.state}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <b>{step.word}</b>
          {step.state === 'done' && <span class="unseen"> (done)</span>}
          {step.note !== undefined && <small>{step.note}</small>}
        </li>
      ))}
    </ol>
  );
}

interface Placed {
  readonly label: string;
  readonly at: number;
  readonly to: number;
  /** Null where no room is left; the list beneath says it. */
  readonly anchor: 'start' | 'end' | null;
}

/**
 * Labels to the right of their dot, to the left when the next one would be covered, and none where no room is left.
 * Widths are judged at 736 px, the narrowest drawing (figures.css).
 */
function placeLabels(events: readonly Omit<Placed, 'anchor'>[]): readonly Placed[] {
  let taken = 0;
  return events.map((event, at) => {
    const width = (event.label.length * 6.8 + 10) / 7.36;
    const next = events[at + 1]?.at ?? 100;
    const fitsRight = event.at >= taken && event.at + width <= 100;
    const fitsLeft = event.at - width >= taken;
    const coversNext = event.at + width > next;
    const anchor = fitsRight && !(coversNext && fitsLeft) ? 'start' : fitsLeft ? 'end' : null;
    if (anchor !== null) taken = anchor === 'start' ? event.at + width : event.at;
    return { ...event, anchor };
  });
}

const FEW_MONTHS_MS = 150 * 86_400_000;
const dayAndMonth = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthAndYear = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

function percent(value: number): string {
  return `${Number(value.toFixed(2))}%`;
}
