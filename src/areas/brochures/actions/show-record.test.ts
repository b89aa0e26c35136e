import { expect, test } from 'vitest';
import { publishedBrochure, takeBack } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listBrochuresWaiting } from './list-brochures-waiting.ts';
import { showRecord } from './show-record.ts';

const { db } = await testDatabase();
const { world, made, three } = await publishedBrochure(db);

test('the seller sees what is gone, since when and why', async () => {
  await takeBack(db, world.wave.rita, three.consent);
  const { editions } = mustBeDone(await db.read((tx) => showRecord(tx, world.lead.actor, { slug: made.slug }, NOW)));
  expect(editions[0]?.standing.items.at(-1)).toMatchObject({ standing: 'withdrawn', since: NOW });
  const waiting = await db.read((tx) => listBrochuresWaiting(tx, world.lead.actor, NOW));
  expect(waiting.map(({ sentence }) => sentence)).toEqual([
    'An item of the brochure “Arrays that all of science can stand on” lost the project’s word.',
  ]);
});

test('it is for the workspace’s people', async () => {
  const ask = (actor: typeof world.lead.actor, slug = made.slug) =>
    db.read(async (tx) => codeOf(await showRecord(tx, actor, { slug }, NOW)));
  expect([await ask(world.rita.actor), await ask(world.admin.actor, 'nowhere')]).toEqual(['not-allowed', 'not-found']);
});
