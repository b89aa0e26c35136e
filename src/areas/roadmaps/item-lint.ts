/**
 * Words to look at before an item is shown to anybody: vague titles (S31), dates and promises (S33), an estimate without review time
 * (S56). Every finding is a suggestion; nothing is refused for it. Pure.
 */
import { inUnit } from '../../kernel/effort.ts';
import { effortOf, estimateInput } from '../capacity/index.ts';
import type { ItemText } from './item-types.ts';

export type LintKind = 'vague' | 'date' | 'promise' | 'review';

export interface LintFinding {
  /** The field of the form beside which it stands. */
  readonly field: string;
  readonly kind: LintKind;
  /** Where in the field's text, in UTF-16 units; null for the field as a whole. */
  readonly span: readonly [from: number, to: number] | null;
  readonly found: string;
  readonly why: string;
  readonly suggestion: string;
}

/** Everything to look at, in the order of the form. */
export function lintItem(text: ItemText): readonly LintFinding[] {
  const texts: readonly (readonly [field: string, words: string])[] = [
    ['summary', text.summary],
    ['goal', text.goal],
    ['rationale', text.rationale],
    ['plan', text.plan],
    ...text.beneficiaries.map(({ gain }, at) => [`gain${at + 1}`, gain] as const),
    ['details', text.details],
    ...text.conditions.map(({ text: words }, at) => [`condition${at + 1}`, words] as const),
    ['healthEffect', text.healthEffect],
    ['volunteerImpact', text.volunteerImpact],
    ['reviewTime', text.reviewTime],
  ];
  return [
    ...lintTitle(text.title, text),
    ...texts.flatMap(([field, words]) => lintWords(field, words)),
    ...lintReview(text),
  ];
}

/** Words that name no need: a title made of these alone opens no talk. */
const VAGUE = new Set(
  `general generic various misc miscellaneous several some other further future ongoing continued continuous continuing regular routine basic
   maintenance maintain maintaining maintainership upkeep improvement improvements improve improving improved enhancement enhancements enhance
   fix fixes fixing update updates updating support supporting work works working stuff things thing task tasks cleanup clean cleaning
   refactoring refactor polish better more new good development develop developing project projects code codebase library package software
   core open source community sustainability sustain help helping activities activity effort efforts funding fund keep keeping lights`.split(
    /\s+/,
  ),
);
const SMALL = new Set(
  'a an and as at by for from in into its of on or our out the their this to up with the & +'.split(' '),
);

/** "General maintenance" is warned; "Halve open PRs older than 1 year" passes. `text` lends better words where it has them. */
export function lintTitle(
  title: string,
  text: Partial<Pick<ItemText, 'goal' | 'summary'>> = {},
): readonly LintFinding[] {
  return [...vagueness(title, text), ...lintWords('title', title)];
}

function vagueness(
  title: string,
  { goal = '', summary = '' }: Partial<Pick<ItemText, 'goal' | 'summary'>>,
): LintFinding[] {
  const words = title.toLowerCase().match(/[\p{L}\p{N}&+#]+/gu) ?? [];
  const telling = words.filter((word) => !SMALL.has(word) && !VAGUE.has(word));
  if (words.length === 0 || telling.length > 0) return [];
  const better = [summary, goal].find((one) => one !== '');
  return [
    {
      field: 'title',
      kind: 'vague',
      span: [0, title.length],
      found: title,
      why: 'Nobody can tell from this what would change, or for whom.',
      suggestion:
        better === undefined
          ? 'Say what would be different afterwards, for example “Halve open pull requests older than a year”.'
          : `Say what would be different afterwards. You wrote it below already: “${firstSentence(better)}”`,
    },
  ];
}

function firstSentence(text: string): string {
  const end = text.search(/[.!?\n]/);
  const sentence = end === -1 ? text : text.slice(0, end);
  return sentence.length <= 120 ? sentence : `${sentence.slice(0, 119).trimEnd()}…`;
}

/** A plan without dates implies no timeline; what the project takes is decided by the project. */
export function lintWords(field: string, text: string): readonly LintFinding[] {
  const all = [
    ...DATES.flatMap((expression) => findings(field, 'date', text, expression)),
    ...PROMISES.flatMap((expression) => findings(field, 'promise', text, expression)),
  ];
  // "in March" and "March 2027" are one thing to look at: the longest of those that overlap is said.
  const said: WordFinding[] = [];
  for (const one of all.toSorted((a, b) => b.found.length - a.found.length)) {
    if (!said.some(({ span }) => one.span[0] < span[1] && span[0] < one.span[1])) said.push(one);
  }
  return said.toSorted((a, b) => a.span[0] - b.span[0]);
}

type WordFinding = LintFinding & { readonly span: readonly [from: number, to: number] };

const DATES: readonly RegExp[] = [
  /\b20[2-9]\d-[01]?\d(?:-[0-3]?\d)?\b/g,
  /\b(?:by|in|until|till|before|during|for|end of|early|mid|late|start of|summer|autumn|fall|winter|spring)[ -]20[2-9]\d\b/gi,
  /\b(?:(?:by|in|until|till|before|during|end of) )?(?:[0-3]?\d(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.? (?:[0-3]?\d(?:st|nd|rd|th)?,? )?20[2-9]\d\b/g,
  /\b(?:by|in|until|till|before|end of) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b/g,
  /\b(?:20[2-9]\d )?(?:Q[1-4]|H[12])\b(?:[ /-]20[2-9]\d)?/g,
  /\b(?:by|in|until|till|before|within|during) (?:the )?(?:end of (?:the )?)?(?:next|this|coming) (?:week|month|quarter|summer|autumn|winter|spring|year)\b/gi,
  /\bwithin (?:\d{1,3}|one|two|three|four|five|six|nine|twelve|a few|a) (?:days?|weeks?|months?|quarters?|years?)\b/gi,
  /\b(?:by|before) the end of (?:the )?(?:week|month|quarter|summer|year)\b/gi,
];

const PROMISES: readonly RegExp[] = [
  /\b(?:we |it |they )?(?:guarantee[sd]?|promis(?:e|es|ed|ing)|warrant(?:s|ed|y)?)\b/gi,
  /\b(?:commit|commits|committed|commitment) to\b/gi,
  /\bwill (?:definitely |certainly |surely )?(?:be |get )?(?:merged|accepted|released|delivered|completed|finished|shipped|done|ready|available|included)\b/gi,
  /\b(?:must|shall|has to|have to) be (?:merged|accepted|released|delivered|completed|finished)\b/gi,
  /\bwe (?:will|shall) (?:deliver|ship|merge|release|finish|complete)\b/gi,
  /\b(?:deliverables?|deadlines?|due dates?|on schedule|on time|delivery date)\b/gi,
];

/** "No guarantee", "is not promised": the words that take it back stand close before. */
const TAKEN_BACK = new Set(['no', 'not', 'never', 'nothing', 'without', 'nor', 'neither', 'cannot', 'dates', 'any']);

function findings(field: string, kind: 'date' | 'promise', text: string, expression: RegExp): WordFinding[] {
  return [...text.matchAll(expression)].flatMap((match): WordFinding[] => {
    const found = match[0];
    if (kind === 'promise' && isTakenBack(text, match.index)) return [];
    return [
      {
        field,
        kind,
        span: [match.index, match.index + found.length],
        found,
        why:
          kind === 'date'
            ? 'A plan here has no dates: people who are not paid to keep it would be held to them.'
            : 'Nothing is promised: the project decides what it takes, and when.',
        suggestion:
          kind === 'date'
            ? 'Take it out, or say what has to come first instead.'
            : 'Say what would be worked on and what it is for, for example “work towards”.',
      },
    ];
  });
}

function isTakenBack(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at).toLowerCase();
  const words = before.split(/[^a-z’']/).filter((word) => word !== '');
  return words.slice(-3).some((word) => TAKEN_BACK.has(word) || /n[’']t$/.test(word));
}

/** From a quarter of a person-year on, somebody's evenings go into reviewing it. */
const REVIEWED_FROM_YEARS = 0.25;

function lintReview(text: ItemText): LintFinding[] {
  if (text.estimate === null || text.reviewTime !== '') return [];
  const read = estimateInput.safeParse(text.estimate);
  if (!read.success) return [];
  const efforts = [effortOf(read.data, 'once'), effortOf(read.data, 'year')].filter((effort) => effort !== null);
  if (!efforts.some(({ likely }) => inUnit(likely, 'year') >= REVIEWED_FROM_YEARS)) return [];
  return [
    {
      field: 'reviewTime',
      kind: 'review',
      span: null,
      found: '',
      why: 'Work of this size is reviewed by volunteers unless somebody pays for the time.',
      suggestion: 'Say how the time of reviewers is paid for, or why none is needed.',
    },
  ];
}
