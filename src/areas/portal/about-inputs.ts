/** What judging a project or an offer takes. */
import { z } from 'zod';
import { cleanText } from '../../kernel/text.ts';

const REASON_LENGTH = 1_000;

export const judgeSubjectInput = z.object({
  fits: z
    .union([z.boolean(), z.enum(['yes', 'no'])], { error: 'Choose whether it fits.' })
    .transform((said) => said === true || said === 'yes'),
  reason: z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((text) => text.length <= REASON_LENGTH, { error: `Shorten this to at most ${REASON_LENGTH} characters.` })
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null),
  hat: z.string().max(1_000).nullable().default(null),
});
