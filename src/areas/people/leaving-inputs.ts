/** What the verbs about leaving take. */
import { z } from 'zod';
import { readId, type PersonId } from '../../kernel/ids.ts';
import { cleanLine } from '../../kernel/text.ts';

const person = z.string('Choose a person.').transform((text, context): PersonId => {
  const read = readId<'person'>(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'Choose a person.' });
  return z.NEVER;
});

function reason(whenMissing: string) {
  return z
    .string(whenMissing)
    .max(1600, 'Use at most 400 characters.')
    .transform(cleanLine)
    .pipe(z.string().min(1, whenMissing).max(400, 'Use at most 400 characters.'));
}

const mail = z
  .string('Enter a mail address.')
  .max(1000, 'This is too long for a mail address.')
  .transform(cleanLine)
  .pipe(z.string().min(1, 'Enter a mail address.').max(254, 'This is too long for a mail address.'));

export const mergeAccountsInput = z.object({
  duplicate: person,
  into: person,
  reason: reason('Say how you know that both are one person.'),
});
export type MergeAccounts = z.output<typeof mergeAccountsInput>;

export const requestMergeInput = z.object({ mail });
export type RequestMerge = z.output<typeof requestMergeInput>;

export const handOverInput = z.object({ from: person, to: person, reason: reason('Say why it is handed over.') });
export type HandOver = z.output<typeof handOverInput>;

/** One's own: whoever takes over is named by their address, so that nobody need see a list of everybody. */
export const handOverOwnInput = z.object({ mail, reason: reason('Say why you hand it over.') });
export type HandOverOwn = z.output<typeof handOverOwnInput>;
