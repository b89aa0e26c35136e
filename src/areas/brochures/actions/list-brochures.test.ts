import { expect, test } from 'vitest';
import { addBrochure, publishedBrochure } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { NOW } from '../../../../test/support/people.ts';
import { listBrochures } from './list-brochures.ts';

const { db } = await testDatabase();
const { world, made } = await publishedBrochure(db);
await addBrochure(db, world.lead, [{ project: world.wave.project, items: [] }], { title: 'A draft' });

test('everybody sees what is public, the workspace all, representatives those with their project', async () => {
  const titles = async (actor: Parameters<typeof listBrochures>[1]) => {
    const { published, all, own } = await db.read((tx) => listBrochures(tx, actor, NOW));
    return [
      published.map(({ slug }) => slug),
      all?.map(({ title }) => title) ?? null,
      own.map(({ title }) => title).toSorted(),
    ];
  };
  const title = 'Arrays that all of science can stand on';
  expect(await titles({ kind: 'stranger' })).toEqual([[made.slug], null, []]);
  expect(await titles(world.rita.actor)).toEqual([[made.slug], null, [title]]);
  expect(await titles(world.wave.rita.actor)).toEqual([[made.slug], null, ['A draft', title]]);
  const [, all] = await titles(world.lead.actor);
  expect([...(all ?? [])].toSorted()).toEqual(['A draft', title]);
});
