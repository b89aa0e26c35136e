import { expect, test } from 'vitest';
import { publishedBrochure, takeBack } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { BASE_URL, NOW } from '../../../../test/support/people.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { tellMakers } from './tell-makers.ts';

const { db } = await testDatabase();
const { world, made, one, two } = await publishedBrochure(db);
const { project } = world;
const tell = (item: typeof one.offer.item) =>
  db.tx((tx) => tellMakers(tx, { kind: 'consent.withdrawn', project, item, baseUrl: BASE_URL }, NOW));

test('whoever made a brochure is told what is gone from it, once a brochure', async () => {
  await takeBack(db, world.rita, one.consent);
  expect(await tell(one.offer.item)).toBe(1);
  const letter = (await db.read((tx) => listOutbox(tx, 100))).find(({ subject }) => subject.includes('changed'));
  expect(letter?.recipientName).toBe('Eng Example');
  expect(letter?.body).toContain('Example Grid took its consent to');
  expect(letter?.link).toBe(`${BASE_URL}/brochures/${made.slug}/record`);
});

test('nobody is told of what still stands', async () => {
  expect(await tell(two.offer.item)).toBe(0);
});
