/** What the verbs of offers and consents take, shared by pages and API. Messages say what to do. */
import { z } from 'zod';
import { readId, type Id } from '../../kernel/ids.ts';
import { cleanLine, cleanText } from '../../kernel/text.ts';
import {
  ANSWERS,
  MOST_IN_LETTER,
  MOST_MONTHS,
  MOST_SHARES,
  NOTICE_CHANNELS,
  USES,
  type AnswerWord,
  type NoticeChannel,
  type Use,
} from './offer-types.ts';

const words = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` });
const line = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanLine)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` });
const orNull = (text: string) => (text === '' ? null : text);
/** An empty field of a form says nothing. */
const optional = (longest: number) => words(longest).transform(orNull).nullable().default(null);
const optionalLine = (longest: number) => line(longest).transform(orNull).nullable().default(null);

const optionalAddress = z
  .string()
  .max(2_000, 'Shorten this to at most 2000 characters.')
  .transform((text, context): string | null => {
    const typed = cleanLine(text);
    if (typed === '') return null;
    const url = URL.parse(typed);
    if (url?.protocol === 'https:' && url.username === '' && url.hostname.includes('.') && url.href.length <= 2_000) {
      return url.href;
    }
    context.addIssue({ code: 'custom', message: 'Write the whole address, beginning with https://' });
    return z.NEVER;
  })
  .nullable()
  .default(null);

function id<Noun extends string>(message: string) {
  return z.string().transform((text, context): Id<Noun> => {
    const read = readId<Noun>(text);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

const tick = z
  .union([z.boolean(), z.enum(['yes', ''])])
  .default(false)
  .transform((value) => value === true || value === 'yes');

const uses = z
  .array(z.enum(Object.keys(USES) as [Use, ...Use[]], { error: 'Choose uses from the list.' }))
  .max(2)
  .transform((chosen): readonly Use[] => (Object.keys(USES) as Use[]).filter((use) => chosen.includes(use)));

/** Which capacity, where one has several; kept to one's own by `wearing`. */
const hat = optionalLine(300);

export const makeOfferInput = z.object({
  rates: z.enum(['likely', 'spread'], { error: 'Choose which rates.' }).default('likely'),
  paidReview: tick,
  indirect: tick,
  giveBack: tick,
  viaSponsor: tick,
  heldByProject: tick,
  /** Why larger work says nothing of the time of reviewers (S56). */
  reason: optional(2_000),
  hat,
});
export type MakeOffer = z.output<typeof makeOfferInput>;

export const askForConsentInput = z.object({
  offers: z
    .array(id<'offer'>('Choose offers from the list.'))
    .min(1, 'Choose at least one offer.')
    .max(MOST_IN_LETTER, `Choose at most ${MOST_IN_LETTER} offers for one letter.`)
    .refine((all) => new Set(all).size === all.length, { error: 'Choose each offer once.' }),
  speakers: z
    .array(id<'speaker'>('Choose people from the list.'))
    .min(1, 'Choose at least one representative to write to.')
    .max(20, 'Choose at most 20 people.')
    .refine((all) => new Set(all).size === all.length, { error: 'Choose each person once.' }),
  uses: uses.refine((chosen) => chosen.length > 0, { error: 'Choose what you ask for.' }),
  message: optional(4_000),
  hat,
});
export type AskForConsent = z.output<typeof askForConsentInput>;

export const givenAnswer = z.object({
  request: id<'consent request'>('Choose from what the letter asks.'),
  answer: z.enum(Object.keys(ANSWERS) as [AnswerWord, ...AnswerWord[]], { error: 'Choose an answer from the list.' }),
  /** Of the text that was read, as the page or the API showed it. */
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'Send the digest of the text that was read.'),
  uses: uses.default([]),
  months: z.coerce
    .number({ error: `Choose between 1 and ${MOST_MONTHS} months.` })
    .int(`Choose between 1 and ${MOST_MONTHS} months.`)
    .min(1, `Choose between 1 and ${MOST_MONTHS} months.`)
    .max(MOST_MONTHS, `Choose at most ${MOST_MONTHS} months.`)
    .default(12),
  /** With a yes: shown beside it. With a no: for whoever asked. */
  words: optional(2_000),
  /** A no in words for the project and the workspace only. */
  isPrivate: tick,
});

export const answerConsentInput = z.object({
  answers: z
    .array(givenAnswer)
    .min(1, 'Answer at least one of the questions. What you leave open counts as no.')
    .max(MOST_IN_LETTER)
    .refine((all) => new Set(all.map(({ request }) => request)).size === all.length, {
      error: 'Answer each question once.',
    }),
  /** Null: none declared. In words: they stand aside. */
  interest: z.discriminatedUnion('has', [
    z.object({ has: z.literal('no') }),
    z.object({
      has: z.literal('yes'),
      words: words(2_000).refine((text) => text !== '', {
        error: 'Say in a sentence what you or your employer would gain.',
      }),
    }),
  ]),
  discussedAt: optionalAddress,
  /** What workspace staff who also speak for the project say about being both. */
  disclosure: optional(1_000),
  hat,
});
export type AnswerConsent = z.output<typeof answerConsentInput>;

export const withdrawConsentInput = z.object({
  reason: optional(4_000),
  isPrivate: z
    .union([z.boolean(), z.enum(['yes', 'no', ''])])
    .default(true)
    .transform((value) => value === true || value === 'yes' || value === ''),
});
export type WithdrawConsent = z.output<typeof withdrawConsentInput>;

export const objectInput = z.object({
  reason: words(4_000).refine((text) => text !== '', { error: 'Say why, so that the others can answer.' }),
  hat,
});
export type ObjectToConsent = z.output<typeof objectInput>;

export const settleInput = z.object({
  how: words(2_000).refine((text) => text !== '', { error: 'Say how it was settled, or why it is taken back.' }),
  hat,
});
export type SettleObjection = z.output<typeof settleInput>;

export const noteInclusionInput = z.object({
  channel: z.enum(
    (Object.keys(NOTICE_CHANNELS) as NoticeChannel[]).filter((channel) => channel !== 'consent request') as [
      NoticeChannel,
      ...NoticeChannel[],
    ],
    { error: 'Choose how the project was told.' },
  ),
  told: line(300).refine((text) => text !== '', { error: 'Say who was told: a body, a list, a role.' }),
  url: optionalAddress,
  hat,
});
export type NoteInclusion = z.output<typeof noteInclusionInput>;

export const unpublishInput = z.object({
  reason: words(1_000).refine((text) => text !== '', { error: 'Say why it leaves the catalogue.' }),
  hat,
});
export type UnpublishOffer = z.output<typeof unpublishInput>;

export const endJointInput = z.object({
  reason: words(1_000).refine((text) => text !== '', { error: 'Say why it ends.' }),
  hat,
});
export type EndJointOffer = z.output<typeof endJointInput>;

const share = line(300).refine((text) => text !== '', { error: 'Say in a few words what this project does.' });

export const joinOffersInput = z.object({
  /** What the item's own project does. */
  share,
  others: z
    .array(
      z.object({
        /** Its address, as in /offers/example. */
        offer: line(120).refine((text) => text !== '', { error: 'Choose an offer from the list.' }),
        share,
      }),
    )
    .min(1, 'Choose at least one offer of another project.')
    .max(MOST_SHARES - 1, `Choose at most ${MOST_SHARES - 1} offers of other projects.`),
  hat,
});
export type JoinOffers = z.output<typeof joinOffersInput>;

/** The same, as a page without script sends it. */
export const joinOffersForm = z
  .object({
    share,
    other1: line(120).refine((text) => text !== '', { error: 'Choose an offer from the list.' }),
    share1: share,
    other2: line(120).default(''),
    share2: line(300).default(''),
    hat,
  })
  .superRefine(({ other2, share2 }, context) => {
    if (other2 !== '' && share2 === '') {
      context.addIssue({ code: 'custom', path: ['share2'], message: 'Say in a few words what this project does.' });
    }
    if (other2 === '' && share2 !== '') {
      context.addIssue({
        code: 'custom',
        path: ['other2'],
        message: 'Choose an offer from the list, or empty its share.',
      });
    }
  })
  .transform(({ share: own, other1, share1, other2, share2, hat: worn }): JoinOffers => ({
    share: own,
    others: [{ offer: other1, share: share1 }, ...(other2 === '' ? [] : [{ offer: other2, share: share2 }])],
    hat: worn,
  }));

export const hatInput = z.object({ hat });
