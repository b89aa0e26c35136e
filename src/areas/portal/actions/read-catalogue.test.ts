import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addShownOffer, offersWorld } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { optOut } from '../../projects/index.ts';
import { readCatalogueQuery } from '../../roadmaps/index.ts';
import { readCatalogue } from './read-catalogue.ts';
import { setFunding } from './set-funding.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const read = (query: string) => db.read((tx) => readCatalogue(tx, readCatalogueQuery(new URLSearchParams(query)), NOW));

test('what is found comes with the project of the filter and with whom to write to', async () => {
  expect(await read('')).toMatchObject({ found: { total: 0 }, project: null, contacts: { funders: null } });
  await addShownOffer(db, world);
  const settings = { entity: null, channels: [], contacts: { funders: 'eng@example.org', projects: null } };
  mustBeDone(await db.tx((tx) => setFunding(tx, world.admin.actor, { project: null, replaces: null, settings }, NOW)));
  const shown = await read(`project=${world.slug}`);
  expect(shown).toMatchObject({
    found: { total: 1 },
    project: { name: 'Example Grid' },
    contacts: { funders: 'eng@example.org' },
  });
  const left = { project: world.project, reason: 'A promise.', isPrivate: true };
  mustBeDone(await db.tx((tx) => optOut(tx, world.rita.actor, left, NOW)));
  expect(await read(`project=${world.slug}`)).toMatchObject({ found: { total: 0 }, project: null });
});
