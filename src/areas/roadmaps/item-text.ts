/**
 * The wording of an item as it is kept and hashed: one text for one wording, whoever writes it and in whatever order. What is kept is
 * the very text that was hashed; the database reckons the same digest (migration 0007). Pure.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sayUncovered, uncoveredIn } from '../../kernel/glyphs.ts';
import { cleanLine, cleanText } from '../../kernel/text.ts';
import { SKILLS, WORK_TYPES, type Skill, type WorkType } from '../../kernel/vocabulary.ts';
import { estimateInput, estimateJson } from '../capacity/index.ts';
import {
  CADENCES,
  SCALE_QUESTIONS,
  type Cadence,
  type Condition,
  type ItemText,
  type ScaleTrigger,
} from './item-types.ts';

/** Everything but the title, in this order and with no field left out. */
export function itemBody(text: ItemText): string {
  const { summary, goal, rationale, plan, beneficiaries, details, workTypes, skills, scale, estimate } = text;
  const { conditions, healthEffect, volunteerImpact, reviewTime, cadence, notPromised, sourceQuote } = text;
  return JSON.stringify({
    summary,
    goal,
    rationale,
    plan,
    beneficiaries: beneficiaries.map(({ who, gain }) => ({ who, gain })),
    details,
    workTypes,
    skills,
    scale: scale === null ? null : { size: scale.size, because: scale.because },
    estimate: estimate === null ? null : orderedEstimate(estimate),
    conditions: conditions.map(({ key, text: words, outside }) => ({ key, text: words, outside })),
    healthEffect,
    volunteerImpact,
    reviewTime,
    cadence,
    notPromised,
    sourceQuote,
  });
}

function orderedEstimate({ currency, priceDate, lines, fixed }: NonNullable<ItemText['estimate']>) {
  return {
    currency,
    priceDate,
    lines: lines.map(({ role, name, low, likely, high, per }) => ({ role, name, low, likely, high, per })),
    fixed: fixed.map(({ kind, name, amount, per }) => ({ kind, name, amount, per })),
  };
}

/** What was kept; it was checked when it was written. */
export function readItemBody(title: string, body: string): ItemText {
  return { title, ...(JSON.parse(body) as Omit<ItemText, 'title'>) };
}

/** As the database reckons it, in hexadecimal. */
export function itemTextDigest(title: string, body: string): string {
  return createHash('sha256').update(`commonwork item text 1\n${title}\n${body}`, 'utf8').digest('hex');
}

/** The same words are the same condition, in every wording that has them. */
export function conditionKey(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
}

/** The wording of an item of which nothing but the title is known. */
export function emptyText(title: string): ItemText {
  return {
    title,
    summary: '',
    goal: '',
    rationale: '',
    plan: '',
    beneficiaries: [],
    details: '',
    workTypes: [],
    skills: [],
    scale: null,
    estimate: null,
    conditions: [],
    healthEffect: '',
    volunteerImpact: '',
    reviewTime: '',
    cadence: null,
    notPromised: [],
    sourceQuote: [],
  };
}

const MOST = { beneficiaries: 8, conditions: 12, notPromised: 8 } as const;
const QUOTE_LENGTH = 6_000;
/** What the database takes; the limits of the fields add up to less unless nearly every character has to be escaped. */
const BODY_LENGTH = 60_000;

/** What may come to stand in a document is asked for its characters when it is typed. */
function printable(text: string, context: z.RefinementCtx<string>): void {
  const found = uncoveredIn(text);
  if (found !== null) context.addIssue({ code: 'custom', message: sayUncovered(found) });
}

/** What the form and the API take for a wording; the source lines are never typed. */
const words = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` })
    .superRefine(printable);
const line = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanLine)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` })
    .superRefine(printable);
const said = (longest: number, missing: string) =>
  line(longest).refine((text) => /[\p{L}\p{N}]/u.test(text), { error: missing });

/** In the order of the list, each once. */
function some<Word extends string>(list: Readonly<Record<Word, string>>, error: string) {
  const all = Object.keys(list) as Word[];
  return z
    .array(z.enum(all as [Word, ...Word[]], { error }))
    .max(all.length)
    .transform((chosen): readonly Word[] => all.filter((word) => chosen.includes(word)))
    .default([]);
}

const TRIGGERS = Object.keys(SCALE_QUESTIONS) as ScaleTrigger[];

/** The four questions as a list of those answered yes, or "none" for four times no; nothing ticked is no answer. */
const scale = z
  .array(z.enum([...TRIGGERS, 'none'], { error: 'Choose from the list.' }))
  .max(TRIGGERS.length + 1)
  .default([])
  .transform((chosen, context): ItemText['scale'] => {
    const because = TRIGGERS.filter((trigger) => chosen.includes(trigger));
    if (!chosen.includes('none')) return because.length === 0 ? null : { size: 'large', because };
    if (because.length === 0) return { size: 'small', because };
    context.addIssue({ code: 'custom', message: 'Either one of the four is so, or none of them.' });
    return z.NEVER;
  });

const estimate = z
  .unknown()
  .transform((raw, context): ItemText['estimate'] => {
    if (raw === null || raw === undefined) return null;
    const read = estimateInput.safeParse(raw);
    if (read.success) {
      for (const list of ['lines', 'fixed'] as const) {
        for (const [at, { name }] of read.data[list].entries()) {
          const found = name === null ? null : uncoveredIn(name);
          if (found !== null)
            context.addIssue({ code: 'custom', path: [list, at, 'name'], message: sayUncovered(found) });
        }
      }
      return estimateJson(read.data);
    }
    for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  })
  .default(null);

const CADENCE_NAMES = Object.keys(CADENCES) as [Cadence, ...Cadence[]];

export const itemTextInput = z
  .object({
    title: said(200, 'Give the item a title, with at least one letter or number.'),
    summary: line(300).default(''),
    goal: words(1_500).default(''),
    rationale: words(4_000).default(''),
    plan: words(4_000).default(''),
    beneficiaries: z
      .array(z.object({ who: said(120, 'Say who gains.'), gain: line(300).default('') }))
      .max(MOST.beneficiaries, `Name at most ${MOST.beneficiaries} groups.`)
      .default([]),
    details: words(8_000).default(''),
    workTypes: some<WorkType>(WORK_TYPES, 'Choose kinds of work from the list.'),
    skills: some<Skill>(SKILLS, 'Choose skills from the list.'),
    scale,
    estimate,
    conditions: z
      .array(z.object({ text: said(400, 'Say what must be so.'), outside: z.boolean().default(false) }))
      .max(MOST.conditions, `Write at most ${MOST.conditions} conditions.`)
      .default([])
      .transform((all): readonly Condition[] => {
        const keyed = all.map(({ text, outside }) => ({ key: conditionKey(text), text, outside }));
        return keyed.filter(({ key }, at) => keyed.findIndex((other) => other.key === key) === at);
      }),
    healthEffect: words(2_000).default(''),
    volunteerImpact: words(2_000).default(''),
    reviewTime: words(600).default(''),
    cadence: z
      .union([z.literal(''), z.null(), z.enum(CADENCE_NAMES)], { error: 'Choose how often from the list.' })
      .default(null)
      .transform((chosen) => (chosen === '' ? null : chosen)),
    notPromised: z
      .array(line(300))
      .max(MOST.notPromised, `Write at most ${MOST.notPromised} lines.`)
      .default([])
      .transform((all) => [...new Set(all.filter((one) => one !== ''))]),
  })
  .transform((text, context): ItemText => {
    const whole = { ...text, sourceQuote: [] };
    if (itemBody(whole).length + 2 * QUOTE_LENGTH > BODY_LENGTH) {
      context.addIssue({ code: 'custom', path: ['details'], message: 'All in all this is too long; shorten it.' });
    }
    return whole;
  });
