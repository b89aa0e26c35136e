/** What the verbs about interests take. */
import { z } from 'zod';
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import { readId, type ProjectId } from '../../kernel/ids.ts';
import { parseAmount, readCurrency, sayAmountRefusal } from '../../kernel/money.ts';
import { refused } from '../../kernel/refusal.ts';
import { cleanLine, cleanText } from '../../kernel/text.ts';
import { INTEREST_KINDS, VISIBILITIES, type InterestId } from './interest-types.ts';

function optional(longest: number, clean: (text: string) => string) {
  return z
    .string()
    .max(4 * longest, `Use at most ${longest} characters.`)
    .transform(clean)
    .pipe(z.string().max(longest, `Use at most ${longest} characters.`))
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null);
}

const DAY = 'Enter a day like 2026-03-31.';
const day = z.string(DAY).transform((text, context): CalendarDate => {
  const read = readCalendarDate(text.trim());
  if (read !== null && read >= '1950-01-01' && read < '2200-01-01') return read;
  context.addIssue({ code: 'custom', message: DAY });
  return z.NEVER;
});

export const declareInterestInput = z
  .object({
    kind: z.enum(INTEREST_KINDS, 'Choose what kind of interest it is.'),
    organisation: optional(120, cleanLine),
    project: z
      .string()
      .nullable()
      .default(null)
      .transform((text, context): ProjectId | null => {
        if (text === null || text === '') return null;
        const read = readId<'project'>(text);
        if (read === null) context.addIssue({ code: 'custom', message: 'Choose a project.' });
        return read;
      }),
    since: day,
    until: z.union([z.literal('').transform(() => null), z.null(), day], DAY).default(null),
    visibility: z.enum(VISIBILITIES, 'Choose who may read it.'),
    words: optional(1000, cleanText),
  })
  .superRefine((interest, context) => {
    if (interest.organisation === null && interest.project === null) {
      context.addIssue({
        code: 'custom',
        path: ['organisation'],
        message: 'Name the organisation, a project, or both.',
      });
    }
    if (interest.until !== null && interest.until < interest.since) {
      context.addIssue({ code: 'custom', path: ['until'], message: 'Choose a day after it began, or leave it empty.' });
    }
  });
export type DeclareInterest = z.output<typeof declareInterestInput>;

export const endInterestInput = z.object({
  interest: z.string().transform((text, context): InterestId => {
    const read = readId<'interest'>(text);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'Choose an interest.' });
    return z.NEVER;
  }),
  /** The last day on which it held. */
  until: day,
});
export type EndInterest = z.output<typeof endInterestInput>;

export const setInterestLimitInput = z
  .object({ amount: z.string('Enter an amount.').max(40), currency: z.string('Choose a currency.').max(10) })
  .transform(({ amount, currency: code }, context) => {
    const currency = readCurrency(code);
    if (currency === null) {
      context.addIssue({ code: 'custom', path: ['currency'], message: 'Enter a currency’s three letters, like USD.' });
      return z.NEVER;
    }
    const read = parseAmount(amount.trim(), currency);
    if (refused(read) || read.done.minor < 0n) {
      const message = refused(read) ? sayAmountRefusal(read.refused, currency) : 'Enter zero or more.';
      context.addIssue({ code: 'custom', path: ['amount'], message });
      return z.NEVER;
    }
    return read.done;
  });
export type SetInterestLimit = z.output<typeof setInterestLimitInput>;
