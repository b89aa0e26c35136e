/** Fields that the forms and calls of this area share. Messages say what to do. */
import { z } from 'zod';
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import { cleanLine, cleanText } from '../../kernel/text.ts';

export const orNull = (text: string) => (text === '' ? null : text);

export const line = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanLine)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` });

/** A line without a letter or number cannot be read by anybody. */
export const readable = (longest: number, missing: string) =>
  line(longest).refine((text) => /[\p{L}\p{N}]/u.test(text), { error: missing });

export const optionalLine = (longest: number) => line(longest).transform(orNull).nullable().default(null);

export const words = (longest: number, missing: string) =>
  z
    .string()
    .max(40_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` })
    .refine((text) => /[\p{L}\p{N}]/u.test(text), { error: missing });

export const optionalWords = (longest: number) =>
  z
    .string()
    .max(40_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` })
    .transform(orNull)
    .nullable()
    .default(null);

export const mail = line(254).refine(
  (address) => address === '' || /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+$/.test(address),
  {
    error: 'Write the whole mail address, for example ada@example.org.',
  },
);

/** A page elsewhere, by https; null when nothing was typed. */
export const address = z
  .string()
  .max(2_000, 'Shorten this to at most 2000 characters.')
  .nullable()
  .default(null)
  .transform((text, context): string | null => {
    const typed = cleanLine(text ?? '');
    if (typed === '') return null;
    const url = URL.canParse(typed) ? new URL(typed) : null;
    const isFine =
      url !== null &&
      url.protocol === 'https:' &&
      url.username === '' &&
      url.hostname.includes('.') &&
      url.href.length <= 2_000;
    if (isFine) return url.href;
    context.addIssue({ code: 'custom', message: 'Write the whole address, beginning with https://' });
    return z.NEVER;
  });

export const day = z
  .string()
  .max(40, 'Enter a day like 2026-03-31.')
  .transform((text, context): CalendarDate => {
    const read = readCalendarDate(text.trim());
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'Enter a day like 2026-03-31.' });
    return z.NEVER;
  });

/** A box of a form sends "yes" or nothing; the API sends true or false. */
export const ticked = z
  .union([z.boolean(), z.enum(['yes', 'no', ''])])
  .default(false)
  .transform((value) => value === true || value === 'yes');

/** In which hat, as the form or the call names it. */
export const hat = z.string().max(1_000).nullable().default(null);
