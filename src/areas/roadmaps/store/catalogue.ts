/**
 * Finding among the offers that stand in the catalogue: many are counted and found by found_offer(at), which reads little; each that is
 * shown goes through shown_offer(at) besides. Both ask consent and opt-out at that very moment.
 */
import type { Instant } from '../../../kernel/dates.ts';
import type { Recurrence } from '../../../kernel/effort.ts';
import { readId, type ProjectId } from '../../../kernel/ids.ts';
import type { Skill, WorkType } from '../../../kernel/vocabulary.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import {
  EFFORT_BANDS,
  type CatalogueFilters,
  type CataloguePage,
  type CatalogueProject,
  type CatalogueQuery,
  type CatalogueSort,
  type EffortBand,
  type Facets,
  type FoundOffer,
  type Understood,
} from '../catalogue-types.ts';
import { soughtWords, spacedQuery, unspacedQuery, wordsLike, type SoughtWord } from '../catalogue-words.ts';
import type { ItemState } from '../item-types.ts';
import { readContent } from '../offer-content.ts';
import type { OfferId, PublicationId, ShownOffer } from '../offer-types.ts';
import type { Level } from '../types.ts';
import { shownOffers } from './offers.ts';

/** What is looked for, in the two dictionaries: words of languages with spaces, pairs of characters of the others. Joined by "and". */
interface TextQuery {
  readonly spaced: string;
  readonly unspaced: string;
}

/** A page of what stands in the catalogue at the moment and fits, with how many there are of each kind. */
export async function findOffers(tx: Tx, query: CatalogueQuery, now: Instant): Promise<CataloguePage> {
  const words = soughtWords(query.q);
  // All of it is few pages in memory: the planner thinks of a disk that turns, and would read everything instead. What is found stays in memory.
  await sql`select set_config('random_page_cost', '1.1', true), set_config('work_mem', '16MB', true)`.execute(on(tx));
  // Signs alone are something that no offer has.
  if (query.q.trim() !== '' && words.length === 0) return nothing({ kind: 'words' });
  if (words.length === 0) return page(tx, query, null, { kind: 'everything' }, now);
  const exact = await page(tx, query, all(words), { kind: 'words' }, now);
  if (exact.total > 0) return exact;
  const like = await meant(tx, words, now);
  if (like !== null) {
    const found = await page(tx, query, all(like.words), { kind: 'like', words: like.told }, now);
    if (found.total > 0) return found;
  }
  if (words.length === 1) return exact;
  const found = await page(tx, query, any(like?.words ?? words.map((word) => [word])), { kind: 'some' }, now);
  return found.total > 0 ? found : exact;
}

/** Every word, or for a word one of those it was taken for. */
function all(words: readonly (SoughtWord | readonly SoughtWord[])[]): TextQuery {
  const groups = words.map((word) => ('text' in word ? [word] : word));
  const either = (group: readonly SoughtWord[]) => `(${group.map(spacedQuery).join(' | ')})`;
  return {
    spaced: groups
      .filter((group) => group.every(({ isUnspaced }) => !isUnspaced))
      .map(either)
      .join(' & '),
    unspaced: groups
      .flat()
      .filter(({ isUnspaced }) => isUnspaced)
      .map(unspacedQuery)
      .join(' & '),
  };
}

function any(words: readonly (readonly SoughtWord[])[]): TextQuery {
  const flat = words.flat().filter(({ isUnspaced }) => !isUnspaced);
  return { spaced: flat.map(spacedQuery).join(' | '), unspaced: '' };
}

/** Words that nothing in the catalogue has are taken for those like them; null where there is nothing to take them for. */
async function meant(
  tx: Tx,
  words: readonly SoughtWord[],
  now: Instant,
): Promise<{ readonly words: readonly (readonly SoughtWord[])[]; readonly told: readonly string[] } | null> {
  const told: string[] = [];
  const taken: (readonly SoughtWord[])[] = [];
  for (const word of words) {
    const like = word.isUnspaced || (await isFound(tx, word, now)) ? [] : await likeWords(tx, word, now);
    told.push(...like);
    taken.push(like.length === 0 ? [word] : like.map((text) => ({ text, isUnspaced: false, isPrefix: false })));
  }
  return told.length === 0 ? null : { words: taken, told };
}

async function isFound(tx: Tx, word: SoughtWord, now: Instant): Promise<boolean> {
  const query = matching(all([word]));
  // How many have half a word nobody knows beforehand: a plan that hopes for an early hit would read everything when there is none.
  const { rows } = word.isPrefix
    ? await sql<{ found: boolean }>`
        with hit as materialized (select publication from catalogue_text where search @@ ${query})
        select exists (select from hit join found_offer(${now}) entry on entry.publication = hit.publication) as found`.execute(
        on(tx),
      )
    : await sql<{ found: boolean }>`
        select exists (select from catalogue_text text join found_offer(${now}) entry on entry.publication = text.publication
                        where text.search @@ ${query}) as found`.execute(on(tx));
  return rows[0]!.found;
}

const LEAST_LIKENESS = '0.2';
const MOST_CANDIDATES = 40;

/** Of the words of the catalogue those that differ by a slip of the hand, and by which something is found that may be shown. */
async function likeWords(tx: Tx, { text }: SoughtWord, now: Instant): Promise<readonly string[]> {
  if (text.length <= 3) return [];
  await sql`select set_config('pg_trgm.similarity_threshold', ${LEAST_LIKENESS}, true)`.execute(on(tx));
  const { rows } = await sql<{ word: string }>`
    select word from catalogue_word
     where word % ${text} and length(word) between ${text.length - 2} and ${text.length + 2}
     order by similarity(word, ${text}) desc, word limit ${MOST_CANDIDATES}`.execute(on(tx));
  const like: string[] = [];
  for (const word of wordsLike(
    text,
    rows.map((row) => row.word),
  )) {
    if (await isFound(tx, { text: word, isUnspaced: false, isPrefix: false }, now)) like.push(word);
  }
  return like;
}

function matching({ spaced, unspaced }: TextQuery) {
  return sql`(to_tsquery('english', ${spaced}) && to_tsquery('simple', ${unspaced}))`;
}

const BANDS = Object.keys(EFFORT_BANDS) as readonly EffortBand[];
const MOST_PROJECTS = 12;
/** Among more than so many a list of a dozen projects helps nobody to choose. */
const MOST_COUNTED_BY_PROJECT = 2_000;

interface Counted {
  readonly kind: 'work' | 'skill' | 'level' | 'per' | 'band';
  readonly word: string;
  readonly n: number;
}

interface PageRow {
  total: number;
  page:
    | readonly { offer: OfferId; publication: PublicationId; key: number | string; tier: number; us: number }[]
    | null;
  counted: readonly Counted[] | null;
  projects: readonly { id: ProjectId; slug: string; name: string; n: number }[] | null;
}

/** The page and all counts in one statement, then what is shown of the page's offers. */
async function page(
  tx: Tx,
  query: CatalogueQuery,
  text: TextQuery | null,
  understood: Understood,
  now: Instant,
): Promise<CataloguePage> {
  const sort = sortOf(query, text);
  const cursor = readCursor(query.after, sort);
  const isEverything = text === null && !isFiltered(query);
  const { rows } = isEverything
    ? await sql<PageRow>`
        with page as (${pageOf(sql`found_offer(${now})`, query, sort, cursor)}), unshown as materialized (
          select * from unshown_entry(${now})
        ), off as (${countedIn(sql`unshown`)}), counted as (
          select every.kind, every.word, every.n - coalesce(off.n, 0) as n
            from catalogue_count every left join off on off.kind = every.kind and off.word = every.word)
        select (select coalesce(sum(n), 0)::int from counted where kind = 'per') as total,
          (select json_agg(page) from page) as page,
          (select json_agg(counted) from counted where n > 0) as counted, null as projects`.execute(on(tx))
    : await sql<PageRow>`
        with found as materialized (
          select entry.publication, entry.offer, entry.project, entry.at, entry.work_words, entry.skill_words, entry.level,
                 entry.yearly, entry.effort_likely, ${text === null ? sql`0` : sql`(text.title @@ ${matching(text)})::int`} as tier
            from found_offer(${now}) entry
            ${text === null ? sql`` : sql`join catalogue_text text on text.publication = entry.publication`}
           where ${text === null ? sql`true` : sql`text.search @@ ${matching(text)}`} and ${conditions(query)}
        ), page as (${pageOf(sql`found`, query, sort, cursor)}), counted as (${countedIn(sql`found`)})
        select (select count(*)::int from found) as total,
          (select json_agg(page) from page) as page,
          (select json_agg(counted) from counted) as counted,
          case when (select count(*) from found) <= ${MOST_COUNTED_BY_PROJECT} then (select json_agg(most) from (
             select project.id, project.slug, project.name, most.n from (
               select found.project, count(*)::int as n from found group by found.project order by n desc, found.project
                limit ${MOST_PROJECTS}) most
             join visible_project project on project.id = most.project order by most.n desc, project.name) most) end as projects`.execute(
        on(tx),
      );
  const row = rows[0]!;
  const listed = (row.page ?? []).slice(0, query.limit);
  const before = Math.min(cursor?.before ?? 0, Math.max(0, row.total - listed.length));
  const last = listed.at(-1);
  const hasMore = last !== undefined && (row.page ?? []).length > query.limit;
  return {
    offers: await inOrder(tx, now, listed),
    understood,
    sort,
    total: row.total,
    before,
    next: hasMore ? writeCursor({ ...last, before: before + listed.length }, sort) : null,
    facets: facetsOf(row, query),
  };
}

type Fragment = ReturnType<typeof sql>;

/** One more than the page takes, so that it is known whether there is another. */
function pageOf(source: Fragment, { limit }: CatalogueQuery, sort: CatalogueSort, cursor: Cursor | null): Fragment {
  return sql`
    select found.offer, found.publication, ${sort === 'relevance' ? sql`found.tier` : sql`0`} as tier, ${SORT_KEYS[sort]} as key,
           (extract(epoch from found.at) * 1000000)::bigint as us
      from ${source} found ${sort === 'project' ? sql`join visible_project project on project.id = found.project` : sql``}
     where ${cursor === null ? sql`true` : after(sort, cursor)}
     order by ${ORDERS[sort]} limit ${limit + 1}`;
}

/** How many there are of each kind: equal lists are counted together before they are taken apart. */
function countedIn(source: Fragment): Fragment {
  return sql`
    select 'work' as kind, word, sum(n)::int as n from (select work_words, count(*) as n from ${source} group by work_words) alike
     cross join lateral string_to_table(trim(work_words), ' ') word group by word
    union all
    select 'skill', word, sum(n)::int from (select skill_words, count(*) as n from ${source} group by skill_words) alike
     cross join lateral string_to_table(trim(skill_words), ' ') word group by word
    union all
    select kinds.kind, kinds.word, sum(n)::int from (
      select level, yearly, effort_band(effort_likely) as band, count(*) as n from ${source} group by level, yearly, band) alike
     cross join lateral (values ('level', level), ('per', case when yearly then 'year' else 'once' end), ('band', band::text))
       kinds (kind, word) group by kinds.kind, kinds.word`;
}

function nothing(understood: Understood): CataloguePage {
  const none = { total: 0, page: null, counted: null, projects: null };
  return {
    offers: [],
    understood,
    sort: 'newest',
    total: 0,
    before: 0,
    next: null,
    facets: facetsOf(none, NO_FILTERS),
  };
}

export const NO_FILTERS: CatalogueFilters = {
  q: '',
  work: null,
  skill: null,
  level: null,
  per: null,
  project: null,
  effortFrom: null,
  effortTo: null,
};

function isFiltered(query: CatalogueFilters): boolean {
  const { work, skill, level, per, project, effortFrom, effortTo } = query;
  return [work, skill, level, per, project, effortFrom, effortTo].some((one) => one !== null);
}

function conditions({ work, skill, level, per, project, effortFrom, effortTo }: CatalogueFilters) {
  const all = [
    ...(work === null ? [] : [sql`strpos(entry.work_words, ${` ${work} `}) > 0`]),
    ...(skill === null ? [] : [sql`strpos(entry.skill_words, ${` ${skill} `}) > 0`]),
    ...(level === null ? [] : [sql`entry.level = ${level}`]),
    ...(per === null ? [] : [sql`entry.yearly = ${per === 'year'}`]),
    ...(project === null
      ? []
      : [
          sql`entry.project = (select id from visible_project known where known.slug = ${project} or known.id = ${readId(project)}::uuid limit 1)`,
        ]),
    ...(effortFrom === null ? [] : [sql`entry.effort_likely >= ${effortFrom}`]),
    ...(effortTo === null ? [] : [sql`entry.effort_likely <= ${effortTo}`]),
  ];
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

// --- order and where the next page begins

function sortOf({ sort }: CatalogueQuery, text: TextQuery | null): CatalogueSort {
  if (sort === null || (sort === 'relevance' && text === null)) return text === null ? 'newest' : 'relevance';
  return sort;
}

const SORT_KEYS = {
  relevance: sql`0`,
  newest: sql`0`,
  effort: sql`found.effort_likely`,
  project: sql`project.name`,
};

/** Whatever the order is, the newest come first among equals; a best match has all words in its title. */
const ORDERS = {
  relevance: sql`found.tier desc, found.at desc, found.publication desc`,
  newest: sql`found.at desc, found.publication desc`,
  effort: sql`found.effort_likely, found.at desc, found.publication desc`,
  project: sql`project.name, found.at desc, found.publication desc`,
};

interface Cursor {
  readonly tier: number;
  readonly key: number | string;
  /** Microseconds, as the database keeps them. */
  readonly us: number;
  readonly publication: PublicationId;
  /** How many came before; for the reader's eyes only. */
  readonly before: number;
}

function after(sort: CatalogueSort, { tier, key, us, publication }: Cursor) {
  const later = sql`(found.at, found.publication) < (timestamptz 'epoch' + ${us}::bigint * interval '1 microsecond', ${publication}::uuid)`;
  switch (sort) {
    case 'relevance':
      return sql`(found.tier < ${tier} or (found.tier = ${tier} and ${later}))`;
    case 'newest':
      return later;
    case 'effort':
      return sql`(found.effort_likely > ${Number(key)} or (found.effort_likely = ${Number(key)} and ${later}))`;
    case 'project':
      return sql`(project.name > ${String(key)} or (project.name = ${String(key)} and ${later}))`;
  }
}

const LARGEST_US = 8e15;
const LONGEST_CURSOR = 2_000;

function writeCursor({ tier, key, us, publication, before }: Cursor, sort: CatalogueSort): string {
  return Buffer.from(JSON.stringify([sort, tier, key, us, publication, before])).toString('base64url');
}

/** What we wrote; a cursor of another order, or that somebody made up, begins at the beginning. */
function readCursor(text: string | null, sort: CatalogueSort): Cursor | null {
  if (text === null || text.length > LONGEST_CURSOR) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [of, tier, key, us, publication, before]: readonly unknown[] = parts;
  const id = typeof publication === 'string' ? readId<'publication'>(publication) : null;
  const isNumber = (value: unknown, most: number): value is number =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
  if (of !== sort || id === null || !isNumber(tier, 1) || !isNumber(us, LARGEST_US) || !isNumber(before, 1e9))
    return null;
  if (sort === 'project' ? typeof key !== 'string' || key.includes('\0') : !isNumber(key, 2e9)) return null;
  return { tier, key: key as number | string, us, publication: id, before };
}

// --- counts

function facetsOf({ counted, projects }: Omit<PageRow, 'page'>, query: CatalogueFilters): Facets {
  const of = <Word extends string>(kind: Counted['kind'], isSet: boolean): ReadonlyMap<Word, number> =>
    new Map(isSet ? [] : (counted ?? []).flatMap((one) => (one.kind === kind ? [[one.word as Word, one.n]] : [])));
  const bands = of<string>('band', query.effortFrom !== null || query.effortTo !== null);
  return {
    work: of<WorkType>('work', query.work !== null),
    skill: of<Skill>('skill', query.skill !== null),
    level: of<Level>('level', query.level !== null),
    per: of<Recurrence>('per', query.per !== null),
    effort: new Map([...bands].map(([band, n]) => [BANDS[Number(band)]!, n])),
    projects: query.project === null ? (projects ?? []).map(({ n, ...project }) => ({ ...project, count: n })) : [],
  };
}

// --- lists that need no search

/** The newest that may be shown, of all projects or of one. */
export async function newestOffers(
  tx: Tx,
  now: Instant,
  { limit, project = null }: { readonly limit: number; readonly project?: ProjectId | null },
): Promise<readonly FoundOffer[]> {
  const { rows } = await sql<{ offer: OfferId }>`
    select entry.offer from found_offer(${now}) entry
     where ${project === null ? sql`true` : sql`entry.project = ${project}`}
     order by entry.at desc, entry.publication desc limit ${limit}`.execute(on(tx));
  return inOrder(tx, now, rows);
}

/** The offers of the projects that have the newest ones: of so many projects all that were published lately, at most ten of each. */
export async function newestProjects(tx: Tx, now: Instant, projects: number): Promise<readonly FoundOffer[]> {
  const { rows } = await sql<{ offer: OfferId }>`
    with latest as materialized (
      select entry.project, entry.offer, entry.at, entry.publication from found_offer(${now}) entry
       order by entry.at desc, entry.publication desc limit ${projects * 20})
    select ranked.offer from (
      select latest.*, row_number() over (partition by project order by at desc, publication desc) as nth,
             max(at) over (partition by project) as newest from latest) ranked
     where ranked.nth <= 10
       and ranked.project in (select project from latest group by project order by max(at) desc, project limit ${projects})
     order by ranked.at desc, ranked.publication desc limit ${projects * 10}`.execute(on(tx));
  return inOrder(tx, now, rows);
}

/** One of each of as many projects, the newest first: for whoever looks for something to begin a talk with (S30). */
export async function starterOffers(tx: Tx, now: Instant, limit: number): Promise<readonly FoundOffer[]> {
  const { rows } = await sql<{ offer: OfferId }>`
    select offer from (
      select distinct on (latest.project) latest.project, latest.offer, latest.at from (
        select entry.project, entry.offer, entry.at from found_offer(${now}) entry
         order by entry.at desc, entry.publication desc limit ${limit * 20}) latest
       order by latest.project, latest.at desc) one
     order by one.at desc limit ${limit}`.execute(on(tx));
  return inOrder(tx, now, rows);
}

/** What may be shown of them, asked of the one rule; in their order. */
async function inOrder(
  tx: Tx,
  now: Instant,
  rows: readonly { readonly offer: OfferId }[],
): Promise<readonly FoundOffer[]> {
  if (rows.length === 0) return [];
  const { rows: shown } = await sql<FoundRow>`
    select version.id, version.slug, version.number, version.content, shown.published_at, project.id as project, project.slug as project_slug,
           project.name as project_name, project.example, project.label
      from shown_among(${rows.map(({ offer }) => offer)}::uuid[], ${now}) shown
      join offer_version version on version.id = shown.offer
      join visible_project project on project.id = shown.project`.execute(on(tx));
  const byId = new Map(shown.map((row) => [row.id, row]));
  return rows.flatMap(({ offer }) => {
    const row = byId.get(offer);
    return row === undefined ? [] : [readFound(row)];
  });
}

interface FoundRow {
  id: OfferId;
  slug: string;
  number: number;
  content: string;
  published_at: Instant;
  project: ProjectId;
  project_slug: string;
  project_name: string;
  example: boolean;
  label: string;
}

function readFound(row: FoundRow): FoundOffer {
  const { id, slug, number, project, example, label } = row;
  const named = { id: project, slug: row.project_slug, name: row.project_name, example, label };
  return { id, slug, number, content: readContent(row.content), publishedAt: row.published_at, project: named };
}

export async function countOffers(tx: Tx, now: Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from found_offer(${now})`.execute(on(tx));
  return rows[0]!.n;
}

/** What an address of an offer leads to: what may be shown under it, or what became of what could once be read there. */
export type OfferPlace =
  | { readonly kind: 'shown'; readonly offer: ShownOffer; readonly itemState: ItemState }
  /** The address names an older version, or the id of this one; the words of another version are shown nowhere. */
  | { readonly kind: 'elsewhere'; readonly slug: string; readonly isOlder: boolean }
  /** It stood in the catalogue once. */
  | { readonly kind: 'gone'; readonly because: 'withdrawn' | 'expired' | 'not offered' }
  | { readonly kind: 'unknown' };

export async function offerAt(tx: Tx, key: string, now: Instant): Promise<OfferPlace> {
  const { rows } = await sql<PlaceRow>`
    with asked as (
      select version.item, version.id as version, version.slug = ${key} as by_slug from offer_version version
       where (version.slug = ${key} and version.number = 1) or version.id = ${readId(key)}::uuid limit 1)
    select asked.by_slug, asked.version, item.state, shown.offer as shown,
           (select first.slug from offer_version first where first.item = asked.item and first.number = 1) as slug,
           exists (select from offer_publication once where once.item = asked.item) as was_public,
           exists (select from offer_publication once join consent_withdrawal withdrawal on withdrawal.consent = once.consent
                    where once.item = asked.item) or item.state in ('declined', 'opted_out') as withdrawn,
           exists (select from offer_publication once join consent on consent.id = once.consent
                    where once.item = asked.item and once.ended_at is null and consent.valid_until <= ${now}) as expired
      from asked join roadmap_item item on item.id = asked.item
      left join shown_offer(${now}) shown on shown.item = asked.item`.execute(on(tx));
  const row = rows[0];
  if (row === undefined || (row.shown === null && !row.was_public)) return { kind: 'unknown' };
  if (row.shown === null) {
    return { kind: 'gone', because: row.withdrawn ? 'withdrawn' : row.expired ? 'expired' : 'not offered' };
  }
  if (!row.by_slug) return { kind: 'elsewhere', slug: row.slug, isOlder: row.version !== row.shown };
  const [offer] = await shownOffers(tx, now, { offers: [row.shown] });
  return offer === undefined ? { kind: 'unknown' } : { kind: 'shown', offer, itemState: row.state };
}

interface PlaceRow {
  by_slug: boolean;
  version: OfferId;
  state: ItemState;
  shown: OfferId | null;
  slug: string;
  was_public: boolean;
  withdrawn: boolean;
  expired: boolean;
}

/** For a filter that names a project: how it is called, where it may be shown. */
export async function projectInCatalogue(tx: Tx, key: string): Promise<CatalogueProject | null> {
  const { rows } = await sql<CatalogueProject>`
    select known.id, known.slug, known.name from visible_project known
     where not known.archived and (known.slug = ${key} or known.id = ${readId(key)}::uuid) limit 1`.execute(on(tx));
  return rows[0] ?? null;
}
