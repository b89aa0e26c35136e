/** What the verbs of this area take, checked once at the entrances. */
import { z } from 'zod';
import { cleanLine, cleanText } from '../../kernel/text.ts';

const LONGEST_TITLE = 300;
export const MOST_TITLES = 20;

const title = z
  .string()
  .transform(cleanLine)
  .pipe(
    z
      .string()
      .min(1, 'Write the title as it should stand.')
      .max(LONGEST_TITLE, `Keep a title under ${LONGEST_TITLE} characters.`),
  );

/** A list, or one a line. */
const titles = z
  .union([z.string().transform((text) => text.split('\n')), z.array(z.string())])
  .transform((all) => [...new Set(all.map(cleanLine).filter((one) => one !== ''))])
  .pipe(
    z
      .array(z.string().max(LONGEST_TITLE, `Keep each title under ${LONGEST_TITLE} characters.`))
      .min(2, 'Write at least two titles, each on a line of its own.')
      .max(MOST_TITLES, `Split into at most ${MOST_TITLES} items.`),
  );

const why = {
  reason: z
    .string()
    .transform(cleanText)
    .pipe(
      z
        .string()
        .min(1, 'Say why, in a sentence that readers will see.')
        .max(2_000, 'Keep the reason under 2,000 characters.'),
    ),
  link: z
    .string()
    .default('')
    .transform(cleanLine)
    .refine(
      (text) => text === '' || (text.length <= 2_000 && /^https:\/\/[^\s/.]+\.\S+$/.test(text)),
      'Give a full address that starts with https://, or leave it empty.',
    )
    .transform((text) => (text === '' ? null : text)),
};

export const correctItemInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('retitle'), title, ...why }),
  z.object({
    kind: z.literal('restate'),
    status: z.enum(['proposed', 'in progress', 'done', 'unclear'], 'Choose the right status.'),
    ...why,
  }),
  z.object({ kind: z.literal('set-aside'), ...why }),
  z.object({ kind: z.literal('split'), titles, ...why }),
  z.object({
    kind: z.literal('merge'),
    /** Keys of the other items. */
    others: z
      .array(z.string().max(64))
      .min(1, 'Choose at least one other item.')
      .max(MOST_TITLES, `Merge at most ${MOST_TITLES} others at a time.`),
    ...why,
  }),
]);
export type CorrectItem = z.output<typeof correctItemInput>;
