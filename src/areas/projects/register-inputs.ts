/** What the verbs of the register take. Messages say what to do. */
import { z } from 'zod';
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import { readId, type PersonId } from '../../kernel/ids.ts';
import { cleanLine } from '../../kernel/text.ts';
import { httpsAddress, line, readable, ticked } from './inputs.ts';
import { MATTERS, type Matter } from './register-types.ts';

const BODY_LENGTH = 120;
const PERSON_LENGTH = 80;
const PLACE_LENGTH = 300;
const REASON_LENGTH = 500;
const MOST_DELEGATES = 20;

const day = z.string().transform((text, context): CalendarDate => {
  const read = readCalendarDate(text.trim());
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'Write the day as YYYY-MM-DD.' });
  return z.NEVER;
});
const orNone = (text: string) => text.trim() === '';
const dayOrNone = z
  .union([
    z
      .string()
      .refine(orNone)
      .transform(() => null),
    day,
  ])
  .nullable();

const person = z.string().transform((text, context): PersonId => {
  const read = readId<'person'>(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'Choose people from the list.' });
  return z.NEVER;
});

/** Somebody without an account. The address is where a one-time link will be sent. */
const guest = z.object({
  name: readable(PERSON_LENGTH, 'Write the name, with at least one letter.'),
  mail: z
    .string()
    .trim()
    .max(254, 'Shorten the address.')
    .regex(/^[^\s@<>"]+@[^\s@<>"]+$/, 'Write the whole mail address, for example ada@example.org.'),
});

const matters = z
  .array(z.enum(MATTERS as [Matter, ...Matter[]], { error: 'Choose matters from the list.' }))
  .min(1, 'Choose at least one matter.')
  // "Everything" says the others too; the order is the list's own, so that the same choice is kept the same way.
  .transform((chosen) =>
    MATTERS.filter((matter) => (chosen.includes('all') ? matter === 'all' : chosen.includes(matter))),
  );

export const enterSpeakerInput = z
  .object({
    kind: z.enum(['person', 'body'], { error: 'Choose whether it is a person or a body.' }),
    body: line(BODY_LENGTH).default(''),
    people: z.array(person).max(MOST_DELEGATES, `Name at most ${MOST_DELEGATES} people.`).default([]),
    guests: z.array(guest).max(MOST_DELEGATES, `Name at most ${MOST_DELEGATES} people.`).default([]),
    matters,
    source: httpsAddress.refine((text) => text !== null, {
      error: 'Give the page where the project says so, beginning with https://',
    }),
    validFrom: day,
    validTo: dayOrNone.default(null),
    replaces: z
      .union([z.uuid(), z.literal('').transform(() => null)])
      .nullable()
      .default(null),
  })
  .superRefine(({ kind, body, people, guests, validFrom, validTo }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const named = people.length + guests.length;
    if (kind === 'body' && !/[\p{L}\p{N}]/u.test(body)) wrong('body', 'Write the name of the body.');
    if (kind === 'person' && named !== 1) wrong('people', 'Name one person. Several who speak together are a body.');
    if (kind === 'body' && named === 0) wrong('people', 'Name at least one delegate: somebody must be able to answer.');
    if (new Set(people).size !== people.length) wrong('people', 'Name each person once.');
    if (new Set(guests.map(({ mail }) => mail.toLowerCase())).size !== guests.length)
      wrong('guests', 'Give each address once.');
    if (validTo !== null && validTo < validFrom) wrong('validTo', 'The last day comes after the first.');
  });

/** "Ada Example <ada@example.org>", one a line: how people without an account are typed. */
export function readGuests(typed: string): readonly { readonly name: string; readonly mail: string }[] {
  return typed
    .slice(0, 20_000)
    .split('\n')
    .map(cleanLine)
    .filter((text) => text !== '')
    .map((text) => {
      const open = text.lastIndexOf('<');
      if (open < 0 || !text.endsWith('>')) return { name: text, mail: '' };
      return { name: text.slice(0, open).trim(), mail: text.slice(open + 1, -1).trim() };
    });
}

export const confirmSpeakerInput = z.object({
  place: line(PLACE_LENGTH).refine((text) => /[\p{L}\p{N}]/u.test(text), {
    error: 'Say where it was confirmed: a meeting, a thread, the source itself.',
  }),
  /** The source was read and says so. */
  read: ticked.refine((value) => value, { error: 'Read the source first, then tick that it says so.' }),
});

export const endSpeakerInput = z.object({
  reason: readable(REASON_LENGTH, 'Say why, in a sentence. It stays in the register.'),
});

export const optOutInput = z.object({
  reason: readable(REASON_LENGTH, 'Say why, in a sentence. You choose who may read it.'),
  isPrivate: ticked,
});
