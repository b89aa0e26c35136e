/** What the verbs of this area take, checked once at the entrances. */
import { z } from 'zod';
import { calendarDate, readCalendarDate, type CalendarDate, type Instant } from '../../kernel/dates.ts';
import { readId, type ProjectId } from '../../kernel/ids.ts';
import { cleanLine, cleanText } from '../../kernel/text.ts';

import { CORRECTABLE, CORRECT_ANSWERS, CORRECT_VERDICTS } from './types.ts';

const projectId = z
  .string()
  .transform((text) => readId<'project'>(text))
  .refine((id): id is ProjectId => id !== null, 'This is not the id of a project.');

const day = z
  .string()
  .trim()
  .transform((text) => readCalendarDate(text))
  .refine((date): date is CalendarDate => date !== null, 'Write the day as 2018-09-25 (year, month, day).');

export const ROUND_LIMIT = 1_000;

/** `asOf` defaults to the day of the request, the title to the month looked back to. */
export const startRoundInput = (now: Instant) =>
  z.object({
    title: z
      .string()
      .default('')
      .transform(cleanLine)
      .pipe(z.string().max(120, 'Keep the title under 120 characters.')),
    asOf: day.default(calendarDate(now)),
    note: z
      .string()
      .default('')
      .transform(cleanText)
      .pipe(z.string().max(2_000, 'Keep the note under 2,000 characters.')),
    projects: z.union([z.literal('all'), z.array(projectId).max(ROUND_LIMIT)]),
  });
export type StartRound = z.output<ReturnType<typeof startRoundInput>>;

export const stopRoundInput = z.object({
  manner: z.enum(['after-current', 'at-once']).default('after-current'),
});

/** A person's reason, shown to readers. */
const reason = z
  .string()
  .transform(cleanText)
  .pipe(
    z
      .string()
      .min(1, 'Say why, in a sentence that readers will see.')
      .max(2_000, 'Keep the reason under 2,000 characters.'),
  );

export const withdrawRoundInput = z.object({
  reason,
});

export const correctAnswerInput = z
  .object({
    key: z.enum(CORRECTABLE),
    answer: z.enum([...CORRECT_VERDICTS, ...CORRECT_ANSWERS], 'Choose the right answer.'),
    reason,
    link: z
      .string()
      .default('')
      .transform(cleanLine)
      .refine(
        (text) => text === '' || (text.length <= 2_000 && /^https:\/\/[^\s/.]+\.\S+$/.test(text)),
        'Give a full address that starts with https://, or leave it empty.',
      )
      .transform((text) => (text === '' ? null : text)),
  })
  .refine(({ key, answer }) => (key === 'roadmap' ? isVerdict(answer) : isAnswer(answer)), {
    path: ['answer'],
    message: 'This answer does not fit the question.',
  });
export type CorrectAnswer = z.output<typeof correctAnswerInput>;

function isVerdict(answer: string): boolean {
  return (CORRECT_VERDICTS as readonly string[]).includes(answer);
}

function isAnswer(answer: string): boolean {
  return (CORRECT_ANSWERS as readonly string[]).includes(answer);
}
