/** What the verbs of the rulebook take. Messages say what to do. */
import { z } from 'zod';
import { cleanLine, cleanText } from '../../kernel/text.ts';
import { httpsAddress, line } from './inputs.ts';
import { RULEBOOK_FIELDS, specOf, type RulebookField, type RuleItem, type RuleValue } from './rulebook-types.ts';

const TEXT_LENGTH = 2000;
const ITEM_LENGTH = 300;
const MOST_ITEMS = 60;

const item = z.object({
  text: line(ITEM_LENGTH).refine((text) => /[\p{L}\p{N}]/u.test(text), { error: 'Say something in each line.' }),
  link: httpsAddress.default(null),
});

const zone = z
  .string()
  .max(100, 'Shorten this to at most 100 characters.')
  .nullable()
  .transform((text, context) => {
    const typed = cleanLine(text ?? '');
    if (typed === '') return null;
    if (isZone(typed)) return typed;
    context.addIssue({
      code: 'custom',
      message: 'Write the zone by its IANA name, for example Europe/Amsterdam or UTC.',
    });
    return z.NEVER;
  });

const number = z
  .union([z.number(), z.string().max(20)])
  .nullable()
  .transform((typed, context) => {
    if (typed === null || typed === '') return null;
    const read = Number(typed);
    if (Number.isInteger(read)) return read;
    context.addIssue({ code: 'custom', message: 'Write a whole number.' });
    return z.NEVER;
  });

export const ruleFieldInput = z.enum(RULEBOOK_FIELDS as [RulebookField, ...RulebookField[]]);

/** The value of one field, in the parts that it is declared with. */
export function ruleValueInput(field: RulebookField): z.ZodType<RuleValue> {
  const spec = specOf(field);
  return z
    .object({
      choices: z.array(z.string()).default([]),
      text: z
        .string()
        .max(20_000, 'Make this much shorter.')
        .transform(cleanText)
        .refine((text) => text.length <= TEXT_LENGTH, { error: `Shorten this to at most ${TEXT_LENGTH} characters.` })
        .default(''),
      link: httpsAddress.default(null),
      number: number.default(null),
      zone: zone.default(null),
      items: z.array(item).max(MOST_ITEMS, `List at most ${MOST_ITEMS}.`).default([]),
    })
    .superRefine((value, context) => {
      const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      const known = Object.keys(spec.choices ?? {});
      if (value.choices.some((choice) => !known.includes(choice))) wrong('choices', 'Choose from the list.');
      if (value.choices.length > 1 && spec.many !== true) wrong('choices', 'Choose one.');
      if (field === 'cla' && value.choices.includes('none') && value.choices.length > 1)
        wrong('choices', '“None” stands alone: take it away, or the others.');
      if (spec.number !== undefined && value.number !== null) {
        const { least, most } = spec.number;
        if (value.number < least || value.number > most) wrong('number', `Write a number from ${least} to ${most}.`);
      }
      if (field === 'consent' && value.number === null && value.choices.length + (value.zone ?? '').length > 0)
        wrong('number', 'Say how many days; 0 for no window.');
    });
}

export const confirmRuleInput = z.object({
  /** The version of the field that the form was filled from; 0 while it has none. */
  version: z.coerce.number().pipe(z.int().min(0)),
  /** The suggestion that is taken over, if any. */
  suggestion: z
    .union([z.uuid(), z.literal('').transform(() => null)])
    .nullable()
    .default(null),
});

/** "What it says | https://page", one a line: how lists are typed. */
export function readItems(typed: string): readonly RuleItem[] {
  return typed
    .slice(0, 40_000)
    .split('\n')
    .map(cleanLine)
    .filter((text) => text !== '')
    .map((text) => {
      const bar = text.lastIndexOf('|');
      const link = bar < 0 ? '' : text.slice(bar + 1).trim();
      return link === '' ? { text, link: null } : { text: text.slice(0, bar).trim(), link };
    });
}

export function typedItems(items: readonly RuleItem[]): string {
  return items.map(({ text, link }) => (link === null ? text : `${text} | ${link}`)).join('\n');
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
