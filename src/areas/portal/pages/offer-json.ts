/** Offers as programs read them: what the project agreed to, and nothing beside. */
import { z } from 'zod';
import { SKILLS, WORK_TYPES } from '../../../kernel/vocabulary.ts';
import { urls } from '../../../look/index.ts';
import { LEVELS, offerFigures, type FoundOffer, type ShownOffer } from '../../roadmaps/index.ts';

const keys = <Word extends string>(list: Readonly<Record<Word, unknown>>) => Object.keys(list) as [Word, ...Word[]];

const range = z.object({ low: z.string(), likely: z.string(), high: z.string() });
const named = z.object({ id: z.uuid(), slug: z.string(), name: z.string(), example: z.boolean(), label: z.string() });
const kinds = { workTypes: z.array(z.enum(keys(WORK_TYPES))), skills: z.array(z.enum(keys(SKILLS))) };

/** For whom a level of a roadmap is written (domain S67, S69). */
export const AUDIENCES = {
  pitch: 'funders',
  technical: 'maintainers and contributors',
  'wish list': 'contributors',
  scope: 'everyone',
} as const;

export const foundShape = z
  .object({
    slug: z.string(),
    url: z.string(),
    title: z.string(),
    summary: z.string(),
    level: z.enum(LEVELS),
    audience: z.enum(Object.values(AUDIENCES)).meta({ description: 'For whom the level is written' }),
    project: named,
    ...kinds,
    effort: z.array(z.string()).meta({ description: 'In words: what is needed once, then what is needed each year' }),
    estimate: z.object({ currency: z.string(), once: range.nullable(), yearly: range.nullable() }),
    publishedAt: z.string().meta({ format: 'date-time' }),
  })
  .meta({ id: 'FoundOffer' });

export function foundJson(
  { slug, content, project, publishedAt }: FoundOffer,
  baseUrl: string,
): z.input<typeof foundShape> {
  const { once, yearly, currency } = content.estimate;
  return {
    slug,
    url: `${baseUrl}${urls.offer({ offer: slug })}`,
    title: content.title,
    summary: content.summary,
    level: content.level,
    audience: AUDIENCES[content.level],
    project,
    workTypes: [...content.workTypes],
    skills: [...content.skills],
    effort: [...offerFigures(content).effort],
    estimate: { currency, once: once?.together ?? null, yearly: yearly?.together ?? null },
    publishedAt: publishedAt.toISOString(),
  };
}

const part = z.object({
  effort: range.nullable(),
  legs: z.array(range.extend({ kind: z.string(), label: z.string(), formula: z.string() })),
  together: range,
});

export const offerShape = z
  .object({
    slug: z.string(),
    url: z.string(),
    version: z.int(),
    digest: z.string().meta({ description: 'SHA-256 of the very text that the project agreed to' }),
    state: z.enum(['offered', 'in work']),
    audience: z.enum(Object.values(AUDIENCES)),
    project: named,
    content: z.object({
      title: z.string(),
      summary: z.string(),
      level: z.enum(LEVELS),
      need: z.string(),
      why: z.string(),
      beneficiaries: z.array(z.object({ who: z.string(), gain: z.string() })),
      decides: z.object({ words: z.string(), url: z.string().nullable() }),
      discussed: z.array(
        z.object({ kind: z.string(), title: z.string(), url: z.string(), datedOn: z.string().nullable() }),
      ),
      ...kinds,
      doneWhen: z.array(z.object({ text: z.string(), outside: z.boolean() })),
      cadence: z.string(),
      healthEffect: z.string(),
      volunteerImpact: z.string(),
      reviewTime: z.string(),
      estimate: z.object({
        currency: z.string(),
        priceDate: z.string(),
        hoursInYear: z.number(),
        rates: z.enum(['likely', 'spread']),
        once: part.nullable(),
        yearly: part.nullable(),
      }),
      notPromised: z.array(z.string()),
      standing: z.string(),
    }),
    consent: z.object({
      decidedBy: z.string().nullable(),
      hat: z.string(),
      on: z.string().meta({ format: 'date-time' }),
      until: z.string().meta({ format: 'date-time' }),
      discussedAt: z.string().nullable(),
      words: z.string().nullable(),
    }),
  })
  .meta({ id: 'Offer' });

export function offerJson({ offer, consent, project }: ShownOffer, isInWork: boolean, baseUrl: string): unknown {
  return {
    slug: offer.slug,
    url: `${baseUrl}${urls.offer({ offer: offer.slug })}`,
    version: offer.number,
    digest: offer.digest,
    state: isInWork ? 'in work' : 'offered',
    audience: AUDIENCES[offer.content.level],
    project,
    content: offer.content,
    consent,
  };
}
