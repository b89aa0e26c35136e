/** What the verbs of a project's own word, of help and of coverage take. */
import { z } from 'zod';
import { cleanText } from '../../kernel/text.ts';
import { line, readable } from './inputs.ts';
import { COVERAGE, QUESTION_KEYS, type Coverage, type ProjectQuestion } from './care-types.ts';

const WORDS_LENGTH = 300;
const WISH_LENGTH = 2000;

const answer = z
  .union([z.enum(['yes', 'no']), z.literal('').transform(() => null)], { error: 'Choose yes or no.' })
  .nullable()
  .default(null);
const words = line(WORDS_LENGTH)
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .default(null);

/** An answer to each question, or none; `doneWords` and so on say more. */
export const answerQuestionsInput = z.object({
  done: answer,
  doneWords: words,
  funds: answer,
  fundsWords: words,
  volunteers: answer,
  volunteersWords: words,
});

export function answersIn(read: z.output<typeof answerQuestionsInput>) {
  return QUESTION_KEYS.flatMap((question: ProjectQuestion) => {
    const said = read[question];
    return said === null ? [] : [{ question, answer: said, words: read[`${question}Words`] }];
  });
}

function text(longest: number, missing: string) {
  return z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((typed) => typed.length <= longest, { error: `Shorten this to at most ${longest} characters.` })
    .refine((typed) => /[\p{L}\p{N}]/u.test(typed), { error: missing });
}

const mail = z
  .string()
  .trim()
  .max(254, 'Shorten the address.')
  .regex(/^[^\s@<>"]+@[^\s@<>"]+$/, 'Write the whole mail address, for example ada@example.org.');

/** Who has no account leaves a name and an address, so that somebody can answer. */
export const askForHelpInput = z.object({
  wish: text(WISH_LENGTH, 'Say what you would like help with.'),
  name: readable(80, 'Write your name.').optional(),
  mail: mail.optional(),
});

export const askAsStrangerInput = askForHelpInput.extend({
  name: readable(80, 'Write your name.'),
  mail,
});

export const takeHelpInput = z.object({ owner: z.uuid({ error: 'Choose who sees to it.' }) });

export const noteHelpInput = z.object({ words: text(WISH_LENGTH, 'Write the note.') });

export const closeHelpInput = z.object({
  outcome: z.enum(['helped', 'not-now'], { error: 'Choose how it ended.' }),
  words: text(WISH_LENGTH, 'Say what was done, or why not now.'),
});

export const setCoverageInput = z.object({
  status: z.enum(Object.keys(COVERAGE) as [Coverage, ...Coverage[]], { error: 'Choose one.' }),
});
