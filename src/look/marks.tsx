/** Marks beside words: a state is never told by colour alone. Round for verdicts and answers, square for work. */
import type { ComponentChildren, VNode } from 'preact';

/** The scale of the 2018 survey; unknown when nothing could be read, which is not the same as none. */
export type Verdict = 'good' | 'incomplete' | 'outdated' | 'none' | 'unknown';
export type AnswerValue = 'yes' | 'partly' | 'no' | 'unknown';
export type WorkState = 'landed' | 'review' | 'proposed' | 'declined';
export type MarkName =
  | 'full'
  | 'half'
  | 'clock'
  | 'hollow'
  | 'dotted'
  | 'check'
  | 'cross'
  | 'alert'
  | 'square-full'
  | 'square-half'
  | 'square-hollow'
  | 'square-struck';
/** ok: green, watch: amber, bad: red, off: second ink, plain: ink. */
export type Tone = 'ok' | 'watch' | 'bad' | 'off' | 'plain';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  none: 'None found',
  outdated: 'Outdated',
  incomplete: 'Incomplete',
  good: 'Good',
  unknown: 'Not known',
};

export const ANSWER_WORDS: Readonly<Record<AnswerValue, string>> = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
  unknown: 'Not known',
};

export const WORK_WORDS: Readonly<Record<WorkState, string>> = {
  landed: 'Landed',
  review: 'In review',
  proposed: 'Proposed',
  declined: 'Declined by the project',
};

const VERDICT_MARKS: Readonly<Record<Verdict, readonly [MarkName, Tone]>> = {
  none: ['hollow', 'off'],
  outdated: ['clock', 'watch'],
  incomplete: ['half', 'watch'],
  good: ['full', 'ok'],
  unknown: ['dotted', 'off'],
};

const ANSWER_MARKS: Readonly<Record<AnswerValue, readonly [MarkName, Tone]>> = {
  yes: ['full', 'ok'],
  partly: ['half', 'watch'],
  no: ['hollow', 'plain'],
  unknown: ['dotted', 'off'],
};

// Declined is an outcome, not a failure: an ink mark, never red.
const WORK_MARKS: Readonly<Record<WorkState, readonly [MarkName, Tone]>> = {
  landed: ['square-full', 'ok'],
  review: ['square-half', 'watch'],
  proposed: ['square-hollow', 'plain'],
  declined: ['square-struck', 'plain'],
};

interface WordProps {
  /** The word beside the mark; the usual one when left out. */
  readonly children?: ComponentChildren;
}

/** Any state: a mark and a word. `boxed` puts a wash behind, only where one must act now. */
export function State({
  mark,
  tone = 'plain',
  boxed = false,
  children,
}: {
  readonly mark: MarkName;
  readonly tone?: Tone;
  readonly boxed?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <span class={`state ${tone}${boxed ? ' boxed' : ''}`}>
      <Mark name={mark} />
      {children}
    </span>
  );
}

export function VerdictMark({ verdict, children }: WordProps & { readonly verdict: Verdict }): VNode {
  const [mark, tone] = VERDICT_MARKS[verdict];
  return (
    <State mark={mark} tone={tone}>
      {children ?? VERDICT_WORDS[verdict]}
    </State>
  );
}

export function AnswerMark({ answer, children }: WordProps & { readonly answer: AnswerValue }): VNode {
  const [mark, tone] = ANSWER_MARKS[answer];
  return (
    <State mark={mark} tone={tone}>
      {children ?? ANSWER_WORDS[answer]}
    </State>
  );
}

export function WorkMark({ work, children }: WordProps & { readonly work: WorkState }): VNode {
  const [mark, tone] = WORK_MARKS[work];
  return (
    <State mark={mark} tone={tone}>
      {children ?? WORK_WORDS[work]}
    </State>
  );
}

/** Needs attention: a triangle and a sentence. */
export function Attention({
  children,
  boxed = false,
}: {
  readonly children: ComponentChildren;
  readonly boxed?: boolean;
}) {
  return (
    <State mark="alert" tone="bad" boxed={boxed}>
      {children}
    </State>
  );
}

export function Mark({ name }: { readonly name: MarkName }): VNode {
  return (
    <svg aria-hidden="true" focusable="false">
      <use href={`#m-${name}`} />
    </svg>
  );
}

/** The shapes behind `Mark`, once a page. */
export function MarkShapes(): VNode {
  const ring = { cx: 6, cy: 6, r: 5.1, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 };
  const box = { x: 0.8, y: 0.8, width: 10.4, height: 10.4, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 };
  return (
    <svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
      <symbol id="m-full" viewBox="0 0 12 12">
        <circle cx="6" cy="6" r="5.9" fill="currentColor" />
      </symbol>
      <symbol id="m-half" viewBox="0 0 12 12">
        <circle {...ring} />
        <path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor" />
      </symbol>
      <symbol id="m-clock" viewBox="0 0 12 12">
        <circle {...ring} />
        <path d="M6 2.8V6l2.3 1.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
      </symbol>
      <symbol id="m-hollow" viewBox="0 0 12 12">
        <circle {...ring} />
      </symbol>
      <symbol id="m-dotted" viewBox="0 0 12 12">
        <circle {...ring} stroke-dasharray="2 2" />
      </symbol>
      <symbol id="m-check" viewBox="0 0 12 12">
        <path d="M1.5 6.5l3 3 6-7" fill="none" stroke="currentColor" stroke-width="2" />
      </symbol>
      <symbol id="m-cross" viewBox="0 0 12 12">
        <path d="M2 2l8 8M10 2l-8 8" fill="none" stroke="currentColor" stroke-width="2" />
      </symbol>
      <symbol id="m-alert" viewBox="0 0 12 12">
        <path d="M6 .9 11.5 11.2H.5z" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linejoin="round" />
        <path d="M6 4.4v3.2M6 8.8v1.2" stroke="currentColor" stroke-width="1.4" />
      </symbol>
      <symbol id="m-square-full" viewBox="0 0 12 12">
        <rect width="12" height="12" fill="currentColor" />
      </symbol>
      <symbol id="m-square-half" viewBox="0 0 12 12">
        <rect {...box} />
        <path d="M1 1h5v10H1z" fill="currentColor" />
      </symbol>
      <symbol id="m-square-hollow" viewBox="0 0 12 12">
        <rect {...box} />
      </symbol>
      <symbol id="m-square-struck" viewBox="0 0 12 12">
        <rect {...box} />
        <path d="M3.2 8.8l5.6-5.6" stroke="currentColor" stroke-width="1.6" />
      </symbol>
    </svg>
  );
}

/** The product's mark: four plots whose strips run two ways, like a common field. */
export function BrandMark(): VNode {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <path fill="currentColor" d={BRAND_PATH} />
    </svg>
  );
}

const BRAND_PATH =
  'M1 1h12v3H1zM1 5.5h12v3H1zM1 10h12v3H1zM15 1h3v12h-3zM19.5 1h3v12h-3zM24 1h3v12h-3zM1 15h3v12H1zM5.5 15h3v12h-3zM10 15h3v12h-3zM15 15h12v3H15zM15 19.5h12v3H15zM15 24h12v3H15z';

/** The mark in outline with one plot dashed: the only illustration, for what is not there yet. */
export function OutlinedMark(): VNode {
  return (
    <svg
      viewBox="0 0 136 136"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
    >
      <path d="M4 4h60v14H4zM4 27h60v14H4zM4 50h60v14H4zM72 4h14v60H72zM95 4h14v60H95zM118 4h14v60h-14zM4 72h14v60H4zM27 72h14v60H27zM50 72h14v60H50z" />
      <path d="M72 72h60v14H72zM72 95h60v14H72zM72 118h60v14H72z" stroke-dasharray="3 4" />
    </svg>
  );
}
