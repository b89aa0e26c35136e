/** What the verbs of items take, shared by pages and API. Messages say what to do. */
import { z } from 'zod';
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import { readId, type Id } from '../../kernel/ids.ts';
import { cleanLine, cleanText } from '../../kernel/text.ts';
import { itemTextInput } from './item-text.ts';
import {
  ALIGNMENT_KINDS,
  PROVENANCE_KINDS,
  SCOPE_FIELDS,
  type AlignmentKind,
  type ItemId,
  type ProvenanceKind,
  type ScopeField,
} from './item-types.ts';
import { LEVELS } from './types.ts';

export { itemTextInput };

const words = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` });
const line = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanLine)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` });
const readable = (longest: number, missing: string) =>
  line(longest).refine((text) => /[\p{L}\p{N}]/u.test(text), { error: missing });
const orNull = (text: string) => (text === '' ? null : text);

/** An empty field of a form says nothing. */
const optional = (longest: number) => words(longest).transform(orNull).nullable().default(null);
const optionalLine = (longest: number) => line(longest).transform(orNull).nullable().default(null);

const reason = (missing: string) => words(2_000).refine((text) => text !== '', { error: missing });

const address = z
  .string()
  .max(2_000, 'Shorten this to at most 2000 characters.')
  .transform((text, context): string => {
    const typed = cleanLine(text);
    const url = URL.canParse(typed) ? new URL(typed) : null;
    if (
      url !== null &&
      url.protocol === 'https:' &&
      url.username === '' &&
      url.hostname.includes('.') &&
      url.href.length <= 2_000
    ) {
      return url.href;
    }
    context.addIssue({ code: 'custom', message: 'Write the whole address, beginning with https://' });
    return z.NEVER;
  });
const optionalAddress = z
  .union([
    z
      .string()
      .refine((text) => text.trim() === '')
      .transform(() => null),
    address,
  ])
  .nullable()
  .default(null);

const day = z
  .string()
  .max(40)
  .transform((text, context): CalendarDate => {
    const read = readCalendarDate(text.trim());
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'Write the day as year-month-day, for example 2026-10-01.' });
    return z.NEVER;
  });
const optionalDay = z
  .union([
    z
      .string()
      .refine((text) => text.trim() === '')
      .transform(() => null),
    day,
  ])
  .nullable()
  .default(null);

const idOf = <Noun extends string>(missing: string) =>
  z.string().transform((text, context): Id<Noun> => {
    const id = readId<Noun>(text);
    if (id !== null) return id;
    context.addIssue({ code: 'custom', message: missing });
    return z.NEVER;
  });
const optionalId = <Noun extends string>(missing: string) =>
  z
    .union([z.literal('').transform(() => null), idOf<Noun>(missing)])
    .nullable()
    .default(null);

/** A box of a form sends "yes" or nothing; the API sends true or false. */
const ticked = z
  .union([z.boolean(), z.literal('yes').transform(() => true), z.literal('').transform(() => false)])
  .default(false);

/** In which capacity a statement is made; without one, as the session wears it. */
const hat = z.string().max(400).nullable().default(null);

const level = z.enum(LEVELS, { error: 'Choose the level.' });
/** Where an item stands among the others (S67). */
const place = {
  level,
  parent: optionalId<'item'>('Choose an item from the list.'),
  noParentBecause: optionalLine(500),
};

export const writeItemInput = z.object({
  text: itemTextInput,
  ...place,
  level: level.default('technical'),
  succeeds: optionalId<'item'>('Choose an item from the list.'),
});
export type WriteItem = z.output<typeof writeItemInput>;

export const noteInterviewInput = writeItemInput.extend({
  interviewedOn: day,
  /** As they agreed to be named. */
  name: readable(120, 'Write whom you talked to, as they agreed to be named.'),
  notes: words(8_000).default(''),
});
export type NoteInterview = z.output<typeof noteInterviewInput>;

export const MOST_TAKEN_OVER = 20;

export const takeOverItemsInput = z.object({
  reading: idOf<'reading'>('Choose the document.'),
  /** Their anchors in the reading: "item-12", or "item-12-2" for the second of a split one. */
  items: z
    .array(z.string().max(60))
    .min(1, 'Choose at least one item.')
    .max(MOST_TAKEN_OVER, `Take over at most ${MOST_TAKEN_OVER} at a time.`),
  level: level.default('technical'),
});
export type TakeOverItems = z.output<typeof takeOverItemsInput>;

/** The number of the wording that the writer had before their eyes. */
const seen = z.coerce.number({ error: 'Open the page again.' }).int().positive();

export const rewordItemInput = z.object({ text: itemTextInput, seen });
export type RewordItem = z.output<typeof rewordItemInput>;

export const undoWordingInput = z.object({ back: seen, seen });
export type UndoWording = z.output<typeof undoWordingInput>;

export const placeItemInput = z.object(place);
export type PlaceItem = z.output<typeof placeItemInput>;

export const alignItemInput = z.object({
  kind: z.enum(Object.keys(ALIGNMENT_KINDS) as [AlignmentKind, ...AlignmentKind[]], {
    error: 'Choose what the address is.',
  }),
  url: address,
  title: readable(300, 'Write what the page is called.'),
  datedOn: optionalDay,
});
export type AlignItem = z.output<typeof alignItemInput>;

export const noteSignalInput = z.object({
  kind: z.enum(['community', 'funder'], { error: 'Choose who asked.' }),
  who: readable(200, 'Write who asked: a group or an organisation; a person only when it was said in public.'),
  place: readable(300, 'Write where it was said.'),
  url: optionalAddress,
  datedOn: day,
  isPublic: ticked,
});
export type NoteSignal = z.output<typeof noteSignalInput>;

export const checkScopeInput = z.object({
  verdict: z.enum(['in', 'aspiration', 'out'], { error: 'Choose what you found.' }),
  line: optionalId<'scope line'>('Choose a line from the list.'),
  reason: reason('Say in a sentence why.'),
});
export type CheckScope = z.output<typeof checkScopeInput>;

export const addScopeLineInput = z.object({
  field: z.enum(Object.keys(SCOPE_FIELDS) as [ScopeField, ...ScopeField[]], { error: 'Choose the column.' }),
  body: readable(1_000, 'Write the line.'),
  url: optionalAddress,
});
export type AddScopeLine = z.output<typeof addScopeLineInput>;

export const markConditionInput = z.object({
  condition: z.string().regex(/^[a-z0-9]{1,40}$/, 'Choose the condition.'),
  kind: z.enum(['met', 'waived'], { error: 'Choose whether it is met or waived.' }),
  reason: reason('Say in a sentence how it was met, or why it is waived.'),
  url: optionalAddress,
  hat,
});
export type MarkCondition = z.output<typeof markConditionInput>;

export const addProvenanceEventInput = z.object({
  kind: z.enum(Object.keys(PROVENANCE_KINDS) as [ProvenanceKind, ...ProvenanceKind[]], {
    error: 'Choose what kind of event it was.',
  }),
  datedOn: day,
  place: optionalLine(300),
  people: optionalLine(1_000),
  input: optional(2_000),
  output: optional(2_000),
  url: optionalAddress,
});
export type AddProvenanceEvent = z.output<typeof addProvenanceEventInput>;

const disclosure = optionalLine(1_000);

export const proposeItemInput = z.object({ seen, reason: optional(2_000), hat });
export type ProposeItem = z.output<typeof proposeItemInput>;

export const approveItemInput = z.object({
  seen,
  /** Where the project discussed it. */
  discussedAt: optionalAddress,
  reason: optional(2_000),
  disclosure,
  hat,
});
export type ApproveItem = z.output<typeof approveItemInput>;

export const approveWordingInput = z.object({ seen, discussedAt: optionalAddress, disclosure, hat });
export type ApproveWording = z.output<typeof approveWordingInput>;

export const declineItemInput = z.object({
  reason: reason('Say why in a sentence: whoever proposed it reads it.'),
  isPrivate: ticked,
  discussedAt: optionalAddress,
  disclosure,
  hat,
});
export type DeclineItem = z.output<typeof declineItemInput>;

export const optOutItemInput = z.object({ reason: optional(2_000), isPrivate: ticked, disclosure, hat });
export type OptOutItem = z.output<typeof optOutItemInput>;

export const startItemInput = z.object({
  reason: reason('Say who starts, and how: for example as volunteers.'),
  url: optionalAddress,
  hat,
});
export type StartItem = z.output<typeof startItemInput>;

export const achieveItemInput = z.object({ reason: optional(2_000), url: optionalAddress, hat });
export type AchieveItem = z.output<typeof achieveItemInput>;

export const retireItemInput = z.object({
  reason: reason('Say why it is not pursued any more.'),
  discussedAt: optionalAddress,
  disclosure,
  hat,
});
export type RetireItem = z.output<typeof retireItemInput>;

/** What every verb on one item names it by. */
export interface OnItem {
  readonly item: ItemId;
}
