/** Two projects of one workspace whose items are offered together; made by the verbs themselves. */
import { expect } from 'vitest';
import { joinOffers } from '../../src/areas/roadmaps/actions/join-offers.ts';
import { publishOffer } from '../../src/areas/roadmaps/actions/publish-offer.ts';
import type { Offer } from '../../src/areas/roadmaps/offer-types.ts';
import { countOffers, findOffers, newestOffers, offerAt } from '../../src/areas/roadmaps/store/catalogue.ts';
import { roadmapInvariants } from '../../src/areas/roadmaps/store/invariants.ts';
import { offersOf, shownOffers, usableOffers } from '../../src/areas/roadmaps/store/offers.ts';
import type { Instant } from '../../src/kernel/dates.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { on, sql, type Db } from '../../src/outside/database/index.ts';
import { addConsent, addCouncil, addLetter, addOffer, offersWorld, type OffersWorld } from './offers.ts';
import { addPerson, NOW } from './people.ts';
import { addTestProject } from './projects.ts';

const NO_FILTERS = {
  q: '',
  project: null,
  work: null,
  skill: null,
  level: null,
  per: null,
  effortFrom: null,
  effortTo: null,
} as const;

/** Everywhere that a funder or a seller could come upon it. */
export const EVERYWHERE = ['shown', 'search', 'list', 'feed', 'page', 'brochure'];

export async function jointWorld(db: Db) {
  const grid = await offersWorld(db);
  const wave = await another(db, grid, 'Example Wave');
  let numbers = 0;

  async function pair() {
    const title = `Arrays ${++numbers}`;
    return { one: await addOffer(db, grid, { title }), two: await addOffer(db, wave, { title: `${title} too` }) };
  }

  function join({ one, two }: { one: Offer; two: Offer }, actor = grid.lead.actor) {
    const others = [{ offer: two.slug, share: 'adopts it' }];
    return db.tx((tx) => joinOffers(tx, actor, { item: one.item, share: 'writes it', others, hat: null }, NOW));
  }

  const newest = async ({ item }: Offer) => (await db.read((tx) => offersOf(tx, item)))[0]!;

  const publish = (offer: Offer, now = NOW) =>
    db.tx((tx) => publishOffer(tx, grid.lead.actor, { offer: offer.id, hat: null }, now));

  const placesOf = (offer: Offer, at: Instant): Promise<readonly string[]> =>
    db.read(async (tx) => {
      const query = { ...NO_FILTERS, sort: null, after: null, limit: 100 };
      const has = (all: readonly { readonly id: string }[]) => all.some(({ id }) => id === offer.id);
      const places: Readonly<Record<string, boolean>> = {
        shown: (await shownOffers(tx, at, { items: [offer.item] })).length > 0,
        search: has((await findOffers(tx, { ...query, q: offer.content.title }, at)).offers),
        list: has((await findOffers(tx, query, at)).offers),
        feed: has(await newestOffers(tx, at, { limit: 100 })),
        page: (await offerAt(tx, offer.slug, at)).kind === 'shown',
        brochure: (await usableOffers(tx, at, 'brochure', { items: [offer.item] })).length > 0,
      };
      return Object.keys(places).filter((place) => places[place]);
    });

  /** What is counted at once agrees with what is listed one by one, and the rows with each other. */
  const expectAgreement = (at: Instant): Promise<void> =>
    db.read(async (tx) => {
      const page = await findOffers(tx, { ...NO_FILTERS, sort: null, after: null, limit: 100 }, at);
      expect(page.total).toBe(page.offers.length);
      expect(await countOffers(tx, at)).toBe(page.offers.length);
      expect([...page.facets.per.values()].reduce((sum, n) => sum + n, 0)).toBe(page.offers.length);
      for (const { sql: query } of roadmapInvariants) expect((await sql.raw(query).execute(on(tx))).rows).toEqual([]);
    });

  /** Joined, and both projects said yes; neither is published. */
  async function agreedPair() {
    const offers = await pair();
    mustBeDone(await join(offers));
    const one = await newest(offers.one);
    const two = await newest(offers.two);
    const first = await addConsent(db, grid, await addLetter(db, grid, [one.id]));
    const letter = await addLetter(db, wave, [two.id]);
    const second = await addConsent(db, wave, letter);
    return { one, two, first, second, letter };
  }

  async function shownPair() {
    const agreed = await agreedPair();
    mustBeDone(await publish(agreed.one));
    mustBeDone(await publish(agreed.two));
    return agreed;
  }

  return { grid, wave, pair, join, newest, publish, placesOf, expectAgreement, agreedPair, shownPair };
}

/** A second project of the same workspace, with a council of its own. */
async function another(db: Db, world: OffersWorld, name: string): Promise<OffersWorld> {
  const { project, slug } = await addTestProject(db, world.admin.actor, name);
  const rita = await addPerson(db, world.admin, { name: `Rita of ${name}`, role: 'PRJ', project });
  const sol = await addPerson(db, world.admin, { name: `Sol of ${name}`, role: 'PRJ', project });
  const [first, second, gus] = await addCouncil(db, { admin: world.admin, project, people: [rita, sol] });
  return { ...world, project, slug, rita, sol, speakers: { rita: first!, sol: second!, gus: gus! } };
}
