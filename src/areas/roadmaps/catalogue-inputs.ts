/** What the catalogue is asked, by the address of its page and by programs. */
import { z } from 'zod';
import { inUnit, parseTime, type Recurrence } from '../../kernel/effort.ts';
import { refused } from '../../kernel/refusal.ts';
import { cleanLine } from '../../kernel/text.ts';
import { SKILLS, WORK_TYPES, type Skill, type WorkType } from '../../kernel/vocabulary.ts';
import {
  CATALOGUE_SORTS,
  EFFORT_BANDS,
  LONGEST_QUERY,
  type CatalogueQuery,
  type EffortBand,
} from './catalogue-types.ts';
import { LEVELS } from './types.ts';

export const OFFERS_ON_A_PAGE = 25;
const MOST_AT_ONCE = 100;
const LONGEST_SLUG = 120;
const LONGEST_CURSOR = 2_000;

/** The word of a list, or null when it has no such word. */
function wordOf<Word extends string>(list: Readonly<Record<Word, unknown>>, text: string): Word | null {
  return Object.hasOwn(list, text) ? (text as Word) : null;
}

const BANDS = Object.keys(EFFORT_BANDS) as readonly EffortBand[];

/** From an address that anybody may have typed: what means nothing is left out, so that a link never leads to an error. */
export function readCatalogueQuery(query: URLSearchParams): CatalogueQuery {
  const one = (name: string) => query.get(name) ?? '';
  const band = BANDS.find((name) => name === one('effort')) ?? null;
  return {
    q: cleanLine(one('q').slice(0, 2 * LONGEST_QUERY)).slice(0, LONGEST_QUERY),
    work: wordOf(WORK_TYPES, one('work')),
    skill: wordOf(SKILLS, one('skill')),
    level: LEVELS.find((level) => level === one('level')) ?? null,
    per: one('per') === 'once' || one('per') === 'year' ? (one('per') as Recurrence) : null,
    project: one('project') === '' ? null : one('project').slice(0, LONGEST_SLUG),
    effortFrom: band === null ? null : EFFORT_BANDS[band].from,
    effortTo: band === null ? null : EFFORT_BANDS[band].to,
    sort: wordOf(CATALOGUE_SORTS, one('sort')),
    after: one('after') === '' ? null : one('after').slice(0, LONGEST_CURSOR),
    limit: OFFERS_ON_A_PAGE,
  };
}

const effort = z
  .string()
  .max(60, 'Write person-years, for example 0.25.')
  .transform((text, context): number => {
    const read = parseTime(text);
    if (!refused(read)) return Math.round(inUnit(read.done, 'year') * 1000);
    context.addIssue({ code: 'custom', message: 'Write person-years, for example 0.25, or “3 months”.' });
    return z.NEVER;
  });

const keys = <Word extends string>(list: Readonly<Record<Word, unknown>>) => Object.keys(list) as [Word, ...Word[]];

const filters = {
  q: z
    .string()
    .max(LONGEST_QUERY, `Search for at most ${LONGEST_QUERY} characters.`)
    .default('')
    .meta({ description: 'Words of the need, of the project or of who benefits; misspelt ones are forgiven' }),
  work: z.enum(keys<WorkType>(WORK_TYPES)).optional(),
  skill: z.enum(keys<Skill>(SKILLS)).optional(),
  level: z.enum(LEVELS).optional(),
  per: z.enum(['once', 'year']).optional().meta({ description: 'Needed once, or again each year' }),
  project: z.string().min(1).max(LONGEST_SLUG).optional().meta({ description: 'The name in its address, or its id' }),
  effortFrom: effort.optional().meta({ description: 'The least likely effort: person-years, or another unit by name' }),
  effortTo: effort.optional(),
  sort: z.enum(keys(CATALOGUE_SORTS)).optional(),
};

const whole = (least: number, most: number) => z.coerce.number().pipe(z.int().min(least).max(most));

export const findOffersInput = z
  .object({
    ...filters,
    after: z.string().max(LONGEST_CURSOR).optional().meta({ description: 'The `next` of the answer before' }),
    limit: whole(1, MOST_AT_ONCE).default(OFFERS_ON_A_PAGE),
  })
  .transform(({ q, work, skill, level, per, project, effortFrom, effortTo, sort, after, limit }): CatalogueQuery => ({
    q: cleanLine(q),
    work: work ?? null,
    skill: skill ?? null,
    level: level ?? null,
    per: per ?? null,
    project: project ?? null,
    effortFrom: effortFrom ?? null,
    effortTo: effortTo ?? null,
    sort: sort ?? null,
    after: after ?? null,
    limit,
  }));
