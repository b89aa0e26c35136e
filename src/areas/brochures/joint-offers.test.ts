/** A share of a joint offer in a brochure: only while all its projects agree to brochures. (S86) */
import { expect, test } from 'vitest';
import { addBrochure, publish, tellProjects } from '../../../test/support/brochures.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { jointWorld } from '../../../test/support/joint.ts';
import { addConsent, addLetter, takeBack } from '../../../test/support/offers.ts';
import { BASE_URL, NOW } from '../../../test/support/people.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import { endJointOffer } from '../roadmaps/index.ts';
import { standingOf } from './actions/show-edition.ts';
import { tellMakers } from './actions/tell-makers.ts';
import { consentsForBrochures } from './store/brochures.ts';
import { findEdition } from './store/editions.ts';

const { db } = await testDatabase();
const { grid, wave, pair, join, newest } = await jointWorld(db);

test('one yes of two is none for brochures; an edition that shows a share loses it with the other project’s no', async () => {
  const offers = await pair();
  mustBeDone(await join(offers));
  const [one, two] = [await newest(offers.one), await newest(offers.two)];
  await addConsent(db, grid, await addLetter(db, grid, [one.id]));
  const letter = await addLetter(db, wave, [two.id]);
  const usable = () => db.read((tx) => consentsForBrochures(tx, NOW, [one.id, two.id]));
  expect((await usable()).size).toBe(0);
  const second = await addConsent(db, wave, letter);
  expect((await usable()).size).toBe(2);

  const { slug } = await addBrochure(db, grid.lead, [{ project: grid.project, items: [one.item] }]);
  await tellProjects(db, grid.lead, slug, [grid.project]);
  await publish(db, grid.lead, slug);
  const standing = async () => {
    const edition = (await db.read((tx) => findEdition(tx, slug, 1)))!;
    return (await db.read((tx) => standingOf(tx, edition, NOW))).items;
  };
  expect(await standing()).toMatchObject([{ item: one.item, standing: 'stands' }]);
  await takeBack(db, wave, second, NOW);
  expect(await standing()).toMatchObject([{ item: one.item, standing: 'joint', since: null }]);
  await addConsent(db, wave, letter);
  expect(await standing()).toMatchObject([{ standing: 'stands' }]);

  const ending = { item: two.item, reason: 'Another cut.', hat: null };
  mustBeDone(await db.tx((tx) => endJointOffer(tx, grid.lead.actor, ending, NOW)));
  expect(await standing()).toMatchObject([{ standing: 'joint' }]);
  const told = { kind: 'joint-offer.ended', project: grid.project, item: one.item, baseUrl: BASE_URL } as const;
  expect(await db.tx((tx) => tellMakers(tx, told, NOW))).toBe(1);
});
