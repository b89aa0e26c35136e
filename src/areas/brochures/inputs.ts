/** What each verb takes, shared by pages and API. Messages say what to do. */
import { z } from 'zod';
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import { sayUncovered, uncoveredIn } from '../../kernel/glyphs.ts';
import { readId } from '../../kernel/ids.ts';
import { cleanLine, cleanText } from '../../kernel/text.ts';
import {
  CHANNELS,
  PAPERS,
  PURPOSES,
  SHOWING_CHANNELS,
  type Channel,
  type Paper,
  type Purpose,
  type ShowingChannel,
} from './types.ts';

const TITLE_LENGTH = 120;
const AUDIENCE_LENGTH = 120;
const INTRO_LENGTH = 600;
const WORDS_LENGTH = 1_000;
const WHOM_LENGTH = 200;
const NOTES_LENGTH = 2_000;
const RAW_LENGTH = 20_000;

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Limited as a reader counts, and refused when a document could not print it: better here than when it is set. */
function text(longest: number, clean: (raw: string) => string) {
  return z
    .string()
    .max(RAW_LENGTH, 'Make this much shorter.')
    .transform(clean)
    .superRefine((value, context) => {
      if ([...characters.segment(value)].length > longest) {
        context.addIssue({ code: 'custom', message: `Shorten this to at most ${longest} characters.` });
        return;
      }
      const uncovered = uncoveredIn(value);
      if (uncovered !== null) context.addIssue({ code: 'custom', message: sayUncovered(uncovered) });
    });
}

const line = (longest: number) => text(longest, cleanLine);
const orNull = (value: string) => (value === '' ? null : value);
const isReadable = (value: string) => /[\p{L}\p{N}]/u.test(value);

function id<Noun extends string>(missing: string) {
  return z.string().transform((value, context) => {
    const read = readId<Noun>(value);
    if (read === null) {
      context.addIssue({ code: 'custom', message: missing });
      return z.NEVER;
    }
    return read;
  });
}

export const projectId = id<'project'>('Choose a project.');
const itemId = id<'item'>('Choose an item.');
const version = z.coerce.number().pipe(z.int().min(1));

const words = {
  purpose: z.enum(Object.keys(PURPOSES) as Purpose[], { error: 'Choose what the brochure is for.' }),
  title: line(TITLE_LENGTH).refine(isReadable, { error: 'Give it a title, with at least one letter or number.' }),
  audience: line(AUDIENCE_LENGTH)
    .nullable()
    .default(null)
    .transform((value) => orNull(value ?? '')),
  intro: text(INTRO_LENGTH, cleanText)
    .nullable()
    .default(null)
    .transform((value) => orNull(value ?? '')),
  paper: z.enum(Object.keys(PAPERS) as Paper[]).default('a4'),
};

export const startBrochureInput = z.object(words);
export const wordBrochureInput = z.object({ ...words, version });

export const columnsInput = z
  .array(z.object({ project: projectId, items: z.array(itemId).max(40) }))
  .max(40, 'A brochure has fewer columns.');

export const arrangeBrochureInput = z.object({ version, columns: columnsInput });

/** One press of a button, or the whole order from a drag. */
export const moveInput = z.discriminatedUnion('act', [
  z.object({
    version,
    act: z.enum(['add-project', 'remove-project', 'project-up', 'project-down']),
    project: projectId,
  }),
  z.object({
    version,
    act: z.enum(['add-item', 'remove-item', 'item-up', 'item-down']),
    project: projectId,
    item: itemId,
  }),
  z.object({
    version,
    act: z.literal('order'),
    columns: z
      .string()
      .max(RAW_LENGTH)
      .transform((value, context) => {
        try {
          return JSON.parse(value) as unknown;
        } catch {
          context.addIssue({ code: 'custom', message: 'The order could not be read.' });
          return z.NEVER;
        }
      })
      .pipe(columnsInput),
  }),
]);

export const askInclusionInput = z.object({
  project: projectId,
  message: text(WORDS_LENGTH, cleanText)
    .nullable()
    .default(null)
    .transform((value) => orNull(value ?? '')),
});

const httpsOrNull = z
  .string()
  .max(2_000, 'Shorten this to at most 2,000 characters.')
  .nullable()
  .default(null)
  .transform((value, context) => {
    const trimmed = cleanLine(value ?? '');
    if (trimmed === '') return null;
    const url = URL.parse(trimmed);
    if (url === null || url.protocol !== 'https:' || url.username !== '' || !url.hostname.includes('.')) {
      context.addIssue({ code: 'custom', message: 'Write the whole address, beginning with https://' });
      return z.NEVER;
    }
    return url.href;
  });

export const noteInclusionInput = z.object({
  project: projectId,
  channel: z.enum(Object.keys(CHANNELS) as Channel[], { error: 'Choose how they were told.' }),
  told: line(200).refine(isReadable, { error: 'Say whom you told, for example “the steering council, on its list”.' }),
  url: httpsOrNull,
});

export const answerInclusionInput = z.object({
  project: projectId,
  answer: z.enum(['fine', 'objects'], { error: 'Choose one of the two.' }),
  words: text(WORDS_LENGTH, cleanText)
    .nullable()
    .default(null)
    .transform((value) => orNull(value ?? '')),
  hat: z.string().max(400).default(''),
});

export const publishEditionInput = z.object({
  version,
  /** The digest of what the preview showed. */
  seen: z.string().regex(/^[0-9a-f]{64}$/, 'Look at the preview again.'),
  visibility: z.enum(['public', 'secret'], { error: 'Choose who may open the page.' }),
  whom: line(WHOM_LENGTH)
    .nullable()
    .default(null)
    .transform((value) => orNull(value ?? '')),
});

export const withdrawEditionInput = z.object({
  reason: line(500).refine(isReadable, { error: 'Say why, in a sentence. It is kept with the brochure.' }),
});

export const addressInput = z.object({
  whom: line(WHOM_LENGTH).refine(isReadable, { error: 'Say for whom the address is.' }),
});

const day = z.string().transform((value, context): CalendarDate => {
  const read = readCalendarDate(value.trim());
  if (read === null) {
    context.addIssue({ code: 'custom', message: 'Write the day as year-month-day, for example 2026-11-25.' });
    return z.NEVER;
  }
  return read;
});

export const noteShowingInput = z.object({
  whom: line(WHOM_LENGTH).refine(isReadable, { error: 'Say to whom it was shown.' }),
  channel: z.enum(Object.keys(SHOWING_CHANNELS) as ShowingChannel[], { error: 'Choose how it was shown.' }),
  shownOn: day,
  notes: text(NOTES_LENGTH, cleanText)
    .nullable()
    .default(null)
    .transform((value) => orNull(value ?? '')),
});

export const verifyInput = z
  .string()
  .transform((value) => value.toLowerCase().replace(/[^0-9a-z]/g, ''))
  .pipe(z.string().regex(/^(?:[0-9a-f]{16}|[0-9a-f]{64})$/));
