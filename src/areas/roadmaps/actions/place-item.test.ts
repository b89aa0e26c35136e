import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { placeItemInput } from '../item-inputs.ts';
import type { ItemId } from '../item-types.ts';
import { itemById } from '../store/items.ts';
import { placeItem } from './place-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const place = (item: ItemId, more: object, role: 'TEC' | 'ENG' = 'TEC') =>
  db.tx((tx) => placeItem(tx, w.actor(role), { ...placeItemInput.parse(more), item }, NOW));

test('an item moves to another level and under another, as far as what hangs under it allows (S67)', async () => {
  const technical = await w.write(GOOD_TEXT);
  const pitch = await w.write(GOOD_TEXT);
  expect(codeOf(await place(pitch.id, { level: 'pitch' }, 'ENG'))).toBe('not-yours');
  expect(codeOf(await place(pitch.id, { level: 'pitch' }))).toBe('no-parent-no-reason');
  mustBeDone(await place(pitch.id, { level: 'pitch', parent: technical.id }));
  expect(codeOf(await place(pitch.id, { level: 'pitch', parent: technical.id }))).toBe('nothing-changed');
  expect(codeOf(await place(technical.id, { level: 'pitch', noParentBecause: 'Because.' }))).toBe('holds-others');
  expect(codeOf(await place(technical.id, { level: 'technical', parent: technical.id }))).toBe('parent-not-above');
  expect(await db.read((tx) => itemById(tx, pitch.id, { lock: false }))).toMatchObject({
    level: 'pitch',
    parent: technical.id,
  });
});

test('two that are hung under each other at once do not make a circle', async () => {
  const [one, two] = [await w.write(GOOD_TEXT), await w.write(GOOD_TEXT)];
  const both = await Promise.all([
    place(one.id, { level: 'wish list', parent: two.id }),
    place(two.id, { level: 'wish list', parent: one.id }),
  ]);
  expect(both.filter((outcome) => codeOf(outcome) === null)).toHaveLength(1);
});
