/** What the verbs of the workspace's profile take, shared by pages and API. */
import { z } from 'zod';
import { cleanLine, cleanText } from '../../kernel/text.ts';

const MOST_TOPICS = 20;
const TOPIC_LENGTH = 80;

const words = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` });
const optional = (longest: number) =>
  words(longest)
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null);

/** In a form one topic a line; in the API a list. */
const focus = z
  .union([z.string().max(10_000, 'Make this much shorter.'), z.array(z.string().max(1_000)).max(100)])
  .default([])
  .transform((given, context): readonly string[] => {
    const topics = (typeof given === 'string' ? given.split('\n') : given)
      .map(cleanLine)
      .filter((topic) => topic !== '');
    const isFine = topics.length <= MOST_TOPICS && topics.every((topic) => topic.length <= TOPIC_LENGTH);
    if (isFine) return [...new Set(topics)];
    context.addIssue({
      code: 'custom',
      message: `Write at most ${MOST_TOPICS} topics, one a line, each of at most ${TOPIC_LENGTH} characters.`,
    });
    return z.NEVER;
  });

export const editWorkspaceProfileInput = z.object({
  mission: words(2_000).refine((text) => /[\p{L}\p{N}]/u.test(text), { error: 'Say what the workspace is for.' }),
  focus,
  majority: optional(1_000),
  /** The version that was read; 0 where there was none. */
  version: z.coerce.number().pipe(z.int().min(0)),
});
