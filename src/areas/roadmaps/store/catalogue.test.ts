/** What is found is what may be shown, at every moment: found_offer(at) and shown_offer(at) never differ. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addCouncil,
  addItem,
  addShownOffer,
  addWindow,
  offersWorld,
  type OffersWorld,
} from '../../../../test/support/offers.ts';
import { addPerson, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { addDays, type Instant } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { sql } from '../../../outside/database/index.ts';
import { on } from '../../../outside/database/index.ts';
import { optIn, optOut } from '../../projects/index.ts';
import { unpublishOffer } from '../actions/unpublish-offer.ts';
import { withdrawConsent } from '../actions/withdraw-consent.ts';
import { EFFORT_BANDS, type CatalogueQuery } from '../catalogue-types.ts';
import { roadmapInvariants } from './invariants.ts';
import {
  countOffers,
  findOffers,
  newestOffers,
  NO_FILTERS,
  offerAt,
  projectInCatalogue,
  starterOffers,
} from './catalogue.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const other = await anotherProject('Example 波 Wave');

const FAR = addDays(NOW, 800);

async function anotherProject(name: string): Promise<OffersWorld> {
  const { project, slug } = await addTestProject(db, world.admin.actor, name);
  const rita = await addPerson(db, world.admin, { name: `Rita ${slug}`, role: 'PRJ', project });
  const sol = await addPerson(db, world.admin, { name: `Sol ${slug}`, role: 'PRJ', project });
  const [first, second, guest] = await addCouncil(db, { admin: world.admin, project, people: [rita, sol] });
  return { ...world, project, slug, rita, sol, speakers: { rita: first!, sol: second!, gus: guest! } };
}

/** The same by both rules, and by the counts of the first page. */
async function expectAgreement(at: Instant): Promise<void> {
  await db.read(async (tx) => {
    const { rows } = await sql<{ found: string[]; shown: string[]; among: string[] }>`
      select (select coalesce(array_agg(offer order by offer), '{}') from found_offer(${at})) as found,
             (select coalesce(array_agg(offer order by offer), '{}') from shown_offer(${at})) as shown,
             (select coalesce(array_agg(offer order by offer), '{}')
                from shown_among((select coalesce(array_agg(id), '{}') from offer_version), ${at})) as among`.execute(
      on(tx),
    );
    const { found, shown, among } = rows[0]!;
    expect(found).toEqual(shown);
    expect(among).toEqual(shown);
    const page = await findOffers(tx, { ...NO_FILTERS, sort: null, after: null, limit: 100 }, at);
    expect(page.total).toBe(shown.length);
    expect(page.offers.map(({ id }) => id).toSorted()).toEqual(shown);
    // Counted one by one as a filter does it, and all at once as the first page does.
    for (const [work, n] of page.facets.work) {
      const filtered = await findOffers(tx, { ...NO_FILTERS, work, sort: null, after: null, limit: 1 }, at);
      expect([work, n]).toEqual([work, filtered.total]);
    }
    expect([...page.facets.per.values()].reduce((sum, n) => sum + n, 0)).toBe(shown.length);
    expect([...page.facets.effort.values()].reduce((sum, n) => sum + n, 0)).toBe(shown.length);
  });
}

function find(query: Partial<CatalogueQuery>, at: Instant = NOW) {
  return db.read((tx) => findOffers(tx, { ...NO_FILTERS, sort: null, after: null, limit: 25, ...query }, at));
}

const titles = async (query: Partial<CatalogueQuery>, at?: Instant) =>
  (await find(query, at)).offers.map(({ content }) => content.title);

describe('what is found is what may be shown', () => {
  test('through every way in which an offer comes and goes', { timeout: 120_000 }, async () => {
    await expectAgreement(NOW);
    const first = await addShownOffer(db, world, { title: 'First of all' });
    const second = await addShownOffer(db, world, { title: 'Second of all', workTypes: ['security'] });
    const third = await addShownOffer(db, other, {
      title: 'Third of all',
      beneficiaries: [],
      conditions: [],
      workTypes: ['translation', 'documentation'],
    });
    await addItem(db, world, { title: 'Not offered yet' });
    await expectAgreement(NOW);
    expect(await titles({})).toHaveLength(3);
    // Before it was published, and after the consents ran out.
    await expectAgreement(addDays(NOW, -1));
    await expectAgreement(FAR);
    expect(await titles({}, FAR)).toEqual([]);

    const later = addDays(NOW, 2);
    mustBeDone(
      await db.tx((tx) =>
        withdrawConsent(tx, world.sol.actor, { consent: first.consent, reason: null, isPrivate: true }, later),
      ),
    );
    await expectAgreement(later);
    mustBeDone(
      await db.tx((tx) =>
        unpublishOffer(
          tx,
          world.lead.actor,
          { item: second.offer.item, reason: 'It is done elsewhere.', hat: null },
          later,
        ),
      ),
    );
    await expectAgreement(later);
    expect(await titles({}, later)).toEqual(['Third of all']);

    mustBeDone(
      await db.tx((tx) =>
        optOut(
          tx,
          other.rita.actor,
          { project: other.project, reason: 'It implies a promise.', isPrivate: true },
          later,
        ),
      ),
    );
    await expectAgreement(later);
    expect(await titles({}, later)).toEqual([]);
    expect(await db.read((tx) => projectInCatalogue(tx, other.slug))).toBe(null);
    mustBeDone(await db.tx((tx) => optIn(tx, other.rita.actor, { project: other.project }, later)));
    await expectAgreement(later);
    expect(await titles({}, later)).toEqual(['Third of all']);
    expect(await db.read((tx) => countOffers(tx, later))).toBe(1);
    expect((await db.read((tx) => offerAt(tx, third.offer.slug, later))).kind).toBe('shown');
  });

  test('an objection stops it until it is settled, and inside the window nothing can be published', async () => {
    const { consent } = await addShownOffer(db, other, { title: 'Objected to', beneficiaries: [], conditions: [] });
    const before = await db.read((tx) => countOffers(tx, NOW));
    const objection = randomUUID();
    await db.tx((tx) =>
      sql`insert into consent_objection (id, consent, reason, at, hat) values (${objection}, ${consent}, 'Not yet.', ${NOW}, 'representative')`.execute(
        on(tx),
      ),
    );
    await expectAgreement(NOW);
    expect(await db.read((tx) => countOffers(tx, NOW))).toBe(before - 1);
    await db.tx((tx) =>
      sql`update consent_objection set settled_at = ${NOW}, settled_how = 'Talked over.' where id = ${objection}`.execute(
        on(tx),
      ),
    );
    await expectAgreement(NOW);
    expect(await db.read((tx) => countOffers(tx, NOW))).toBe(before);

    await addWindow(db, world, 7);
    await expect(addShownOffer(db, world, { title: 'Too early' })).rejects.toThrow('no-live-consent');
    await expectAgreement(NOW);
  });

  test('an address that led to it says what became of it, and nothing of what it said', async () => {
    const gone = await addShownOffer(db, other, { title: 'Here and gone' });
    const later = addDays(NOW, 3);
    expect((await db.read((tx) => offerAt(tx, gone.offer.slug, NOW))).kind).toBe('shown');
    expect(await db.read((tx) => offerAt(tx, gone.offer.id, NOW))).toEqual({
      kind: 'elsewhere',
      slug: gone.offer.slug,
      isOlder: false,
    });
    expect(await db.read((tx) => offerAt(tx, gone.offer.slug, FAR))).toEqual({ kind: 'gone', because: 'expired' });
    mustBeDone(
      await db.tx((tx) =>
        withdrawConsent(tx, other.rita.actor, { consent: gone.consent, reason: null, isPrivate: true }, later),
      ),
    );
    expect(await db.read((tx) => offerAt(tx, gone.offer.slug, later))).toEqual({ kind: 'gone', because: 'withdrawn' });
    for (const key of ['no-such-thing', 'x'.repeat(5000), "'; --", '%', '00000000-0000-7000-8000-000000000000'])
      expect(await db.read((tx) => offerAt(tx, key, NOW))).toEqual({ kind: 'unknown' });
  });
});

describe('finding', () => {
  const at = addDays(NOW, 1);
  beforeAll(async () => {
    // Words of the usual text stand in none of these.
    const plain = { beneficiaries: [{ who: 'Users', gain: '' }], conditions: [] };
    const needs = [
      { title: 'Sparse arrays for everyone', summary: 'Half the memory.', skills: ['code'], workTypes: ['feature'] },
      {
        title: 'A website newcomers can use',
        summary: 'Structure and design.',
        skills: ['writing', 'ui_ux'],
        workTypes: ['website', 'documentation'],
      },
      { title: 'Tensor kernels', summary: 'Sparse ones among them.', skills: ['code'], workTypes: ['performance'] },
      {
        title: 'Somebody who answers',
        summary: 'A community liaison.',
        skills: ['community'],
        workTypes: ['community_liaison'],
        estimate: {
          currency: 'USD',
          priceDate: '2026-06-01',
          lines: [{ role: 'community_lead', name: null, low: '0.5', likely: '0.75', high: '1', per: 'year' }],
          fixed: [],
        },
      },
      { title: '数组标准 for all', summary: '数组应当互通。', skills: ['code'], workTypes: ['feature'] },
      { title: 'Schrödinger solvers', summary: 'Equations of motion.', skills: ['code'], workTypes: ['feature'] },
    ];
    for (const [n, need] of needs.entries())
      await addShownOffer(db, other, { ...plain, ...need }, new Date(at.getTime() + n * 60_000));
  }, 120_000);
  const now = addDays(NOW, 2);

  test.each<[string, Partial<CatalogueQuery>, readonly string[]]>([
    ['a word, in its title first', { q: 'sparse' }, ['Sparse arrays for everyone', 'Tensor kernels']],
    ['half a word', { q: 'newcom' }, ['A website newcomers can use']],
    ['two words anywhere', { q: 'design website' }, ['A website newcomers can use']],
    ['the name of the project', { q: 'wave tensor' }, ['Tensor kernels']],
    ['a script without spaces, by a pair', { q: '数组' }, ['数组标准 for all']],
    ['and by the middle of a run', { q: '标准' }, ['数组标准 for all']],
    ['or a single character', { q: '组' }, ['数组标准 for all']],
    ['a letter with an accent', { q: 'Schrödinger' }, ['Schrödinger solvers']],
    ['a skill', { skill: 'community' }, ['Somebody who answers']],
    ['a kind of work', { work: 'website' }, ['A website newcomers can use']],
    ['what is needed each year', { per: 'year' }, ['Somebody who answers']],
    ['an effort', { effortFrom: 251, effortTo: 1000 }, ['Somebody who answers']],
    ['a word and a skill', { q: 'sparse', skill: 'writing' }, []],
    ['a level that none has', { level: 'wish list' }, []],
    ['a project that is not there', { project: 'nowhere' }, []],
  ])('by %s', async (_, query, expected) => {
    expect(await titles(query, now)).toEqual(expected);
  });

  test('misspelt words are taken for those like them, and the reader is told which', async () => {
    const found = await find({ q: 'spasre' }, now);
    expect(found.understood).toEqual({ kind: 'like', words: ['sparse'] });
    expect(found.total).toBe(2);
    expect((await find({ q: 'webiste newcomers' }, now)).offers.map(({ content }) => content.title)).toEqual([
      'A website newcomers can use',
    ]);
    expect((await find({ q: 'schrodinger' }, now)).understood).toEqual({ kind: 'like', words: ['schrödinger'] });
    expect((await find({ q: 'qqqqzzzz' }, now)).total).toBe(0);
  });

  test('words of offers that are not shown are told to nobody', async () => {
    const hidden = await addShownOffer(
      db,
      other,
      { title: 'Xylophonics', summary: 'A word that nothing else has.' },
      now,
    );
    expect((await find({ q: 'xylophonisc' }, addDays(now, 1))).understood).toEqual({
      kind: 'like',
      words: ['xylophonics'],
    });
    mustBeDone(
      await db.tx((tx) =>
        withdrawConsent(
          tx,
          other.rita.actor,
          { consent: hidden.consent, reason: null, isPrivate: true },
          addDays(now, 1),
        ),
      ),
    );
    expect(await find({ q: 'xylophonisc' }, addDays(now, 1))).toMatchObject({
      total: 0,
      understood: { kind: 'words' },
    });
  });

  test('where no offer has all words, those that have some are shown, and it is said', async () => {
    const found = await find({ q: 'tensor website' }, now);
    expect(found.understood).toEqual({ kind: 'some' });
    expect(found.offers.map(({ content }) => content.title).toSorted()).toEqual([
      'A website newcomers can use',
      'Tensor kernels',
    ]);
  });

  const HOSTILE: Readonly<Record<string, string>> = {
    'signs of the query language': "a & !b | (c <-> d):* ' \\ <->",
    'an open bracket': '!(',
    'an open quote': '"unclosed \'',
    'signs of patterns': '% _ * ? [a-z]',
    'another statement': "'; drop table project; --",
    'ten thousand letters': 'a'.repeat(10_000),
    'five thousand characters without a space': '数'.repeat(5_000),
    'five hundred words': Array.from({ length: 500 }, (_, n) => `w${n}`).join(' '),
    'nothing that can be seen': '\u202e\ufeff\u200b',
    'half a character': '\ud800 \udc00',
    'a picture': '🦀',
    'other forms of letters': 'ﬁne ① ｆｕｌｌ',
    'words that mean nothing': 'the of and',
    'an address': 'http://example.org/?q=1#x',
    numbers: '-5 1e999 0x10',
  };
  test.each(Object.keys(HOSTILE))('nothing that is typed is more than words: %s', async (name) => {
    expect((await find({ q: HOSTILE[name]! }, now)).total).toBeGreaterThanOrEqual(0);
  });

  test('every offer comes once, whatever the order and the length of a page, also while others come and go', async () => {
    for (const sort of ['newest', 'effort', 'project', 'relevance'] as const) {
      for (const limit of [1, 2, 4]) {
        const seen: string[] = [];
        for (let after: string | null = null, n = 0; n < 20; n++) {
          const { offers, next, before, total } = await find(
            { sort, after, limit, ...(sort === 'relevance' ? { q: 'for' } : {}) },
            now,
          );
          expect(before).toBe(seen.length);
          seen.push(...offers.map(({ id }) => id));
          expect(seen.length).toBeLessThanOrEqual(total);
          after = next;
          if (next === null) break;
        }
        expect(new Set(seen).size).toBe(seen.length);
        if (sort !== 'relevance') expect(seen).toHaveLength((await find({}, now)).total);
      }
    }
    const { next } = await find({ sort: 'newest', limit: 2 }, now);
    await addShownOffer(db, other, { title: 'Came between the pages' }, now);
    const second = await find({ sort: 'newest', limit: 2, after: next }, now);
    expect(second.offers.map(({ content }) => content.title)).not.toContain('Came between the pages');
  });

  test('a cursor that we did not write begins at the beginning or finds less, and breaks nothing', async () => {
    const made = (text: string) => Buffer.from(text).toString('base64url');
    const id = '00000000-0000-7000-8000-000000000000';
    for (const after of [
      'x',
      '',
      'bnVsbA',
      'A'.repeat(5_000),
      made('[1,2,3]'),
      made('["newest",0,0,1e300,"x",0]'),
      made(`["newest",0,0,-5,"${id}",0]`),
      made(`["newest",0,0,8e15,"${id}",1e9]`),
      made(`["project",0,"\\u0000",8,"${id}",0]`),
      made(`["effort",0,"1; --",8,"${id}",0]`),
    ]) {
      for (const sort of ['newest', 'effort', 'project'] as const)
        expect((await find({ after, sort }, now)).total).toBeGreaterThan(0);
    }
  });

  test('starters are of as many projects', async () => {
    const starters = await db.read((tx) => starterOffers(tx, now, 5));
    expect(new Set(starters.map(({ project }) => project.id)).size).toBe(starters.length);
    expect(starters.length).toBeGreaterThan(0);
    const own = await db.read((tx) => newestOffers(tx, now, { project: other.project, limit: 3 }));
    expect(own.every(({ project }) => project.id === other.project)).toBe(true);
    expect(own).toHaveLength(3);
  });
});

test('the bands of the filter are those by which the database counts', async () => {
  const bands = Object.values(EFFORT_BANDS);
  for (const [n, { from, to }] of bands.entries()) {
    for (const effort of [from, to]) {
      if (effort === null) continue;
      const { rows } = await db.read((tx) =>
        sql<{ band: number }>`select effort_band(${effort}) as band`.execute(on(tx)),
      );
      expect([effort, rows[0]!.band]).toEqual([effort, n]);
    }
  }
});

test('what is kept for finding agrees with what is published', async () => {
  for (const { name, sql: query } of roadmapInvariants) {
    const { rows } = await db.read((tx) => sql.raw(query).execute(on(tx)));
    expect([name, rows]).toEqual([name, []]);
  }
});

test('the application can write none of it', async () => {
  for (const statement of [
    sql`delete from catalogue_entry`,
    sql`update catalogue_entry set valid_until = 'infinity'`,
    sql`insert into catalogue_count (kind, word, n) values ('work', 'x', 1)`,
    sql`insert into catalogue_word (word) values ('anything')`,
    sql`delete from catalogue_text`,
  ]) {
    await expect(db.tx((tx) => statement.execute(on(tx)))).rejects.toMatchObject({ code: '42501' });
  }
});
