/** What the verbs of feedback take, shared by pages and API. */
import { z } from 'zod';
import { FEEDBACK_KINDS, type FeedbackKind } from './feedback-types.ts';
import { address, day, hat, mail, optionalLine, optionalWords, orNull, ticked, words } from './inputs.ts';

const WORDS_LENGTH = 5_000;

const kind = z.enum(Object.keys(FEEDBACK_KINDS) as [FeedbackKind, ...FeedbackKind[]], {
  error: 'Choose what kind of feedback it is.',
});
const said = words(WORDS_LENGTH, 'Write what you think.');
const optionalMail = mail.transform(orNull).nullable().default(null);

const given = {
  kind,
  words: said,
  project: optionalLine(200).meta({ description: 'The name of a project; without one it is about the method' }),
  name: optionalLine(100),
  mail: optionalMail,
  mayWrite: ticked.meta({ description: 'They agree to be written to at this address, for the answer' }),
  wishesPublic: ticked.meta({ description: 'They wish their words to be published once they were read' }),
};

/** An address without leave to write to it would be kept for nothing, and leave without an address cannot be used. */
function writable<Shape extends { mail: string | null; mayWrite: boolean }>(
  input: Shape,
  context: z.core.$RefinementCtx<Shape>,
): void {
  if (input.mayWrite && input.mail === null) {
    context.addIssue({ code: 'custom', path: ['mail'], message: 'Write the address to which the answer goes.' });
  }
}

export const giveFeedbackInput = z.object(given).superRefine(writable);

/** Who is signed in has an address already. */
export const giveFeedbackSignedInInput = z.object({ ...given, name: z.null().catch(null), mail: z.null().catch(null) });

export const noteFeedbackInput = z
  .object({
    ...given,
    channel: z.enum(['mail', 'in-person'], { error: 'Choose how it came.' }),
    cameOn: day,
  })
  .superRefine(writable);

export const answerFeedbackInput = z.object({ words: words(WORDS_LENGTH, 'Write the answer.'), hat });

export const endFeedbackInput = z.object({
  kind: z.enum(['acted-on', 'closed'], { error: 'Choose what became of it.' }),
  words: words(2_000, 'Say what was done, or why nothing will be.'),
  link: address,
  hat,
});

export const releaseFeedbackInput = z.object({ summary: optionalWords(2_000) });

export const takeBackFeedbackInput = z.object({ reason: words(500, 'Say why, in a sentence.') });

export const forgetFeedbackInput = z.object({
  what: z.enum(['contact', 'everything'], { error: 'Choose what is erased.' }),
});
