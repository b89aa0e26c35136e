import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import type { ItemId } from '../item-types.ts';
import { optOutItem } from './opt-out-item.ts';
import { showItems } from './show-items.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const leave = (item: ItemId, role: Role = 'PRJ') =>
  db.tx((tx) =>
    optOutItem(tx, w.actor(role), { item, reason: null, isPrivate: true, disclosure: null, hat: null }, NOW),
  );

test.each(['draft', 'proposed', 'approved', 'offered', 'in_work'] as const)(
  'an item that is %s is left out by the project',
  async (state) => {
    const { id } = await w.itemIn(state);
    mustBeDone(await leave(id));
    expect(await w.stateOf(id)).toBe('opted_out');
    expect(codeOf(await leave(id))).toBe('wrong-state');
  },
);

test('nothing public shows it afterwards', async () => {
  const { id } = await w.itemIn('approved');
  const query = { level: null, state: null, view: 'all' } as const;
  const listed = async () => {
    const shown = mustBeDone(await db.read((tx) => showItems(tx, STRANGER, { key: w.slug, query }, NOW)));
    return shown.items.some((one) => one.id === id);
  };
  expect(await listed()).toBe(true);
  mustBeDone(await leave(id));
  expect(await listed()).toBe(false);
});

test.each<Role>(['FND', 'ENG', 'ADM', 'TEC', 'DEV', 'FIN', 'MNT', 'FSP'])('%s leaves nothing out', async (role) => {
  const { id } = await w.itemIn('approved');
  expect(codeOf(await leave(id, role))).toBe('not-yours');
});
