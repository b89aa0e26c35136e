import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import type { ItemId } from '../item-types.ts';
import { declineItem } from './decline-item.ts';
import { showItem } from './show-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const decline = (item: ItemId, role: Role = 'PRJ', more: object = {}) => {
  const input = {
    item,
    reason: 'It implies a promise.',
    isPrivate: false,
    discussedAt: null,
    disclosure: null,
    hat: null,
  };
  return db.tx((tx) => declineItem(tx, w.actor(role), { ...input, ...more }, NOW));
};

test.each(['draft', 'proposed', 'approved', 'offered', 'in_work'] as const)(
  'the project says no to an item that is %s',
  async (state) => {
    const { id } = await w.itemIn(state);
    mustBeDone(await decline(id));
    expect(await w.stateOf(id)).toBe('declined');
    expect(codeOf(await decline(id))).toBe('wrong-state');
  },
);

test.each<Role>(['FND', 'ENG', 'ADM', 'TEC', 'DEV', 'FIN', 'MNT', 'FSP'])('%s says no for nobody', async (role) => {
  const { id } = await w.itemIn('proposed');
  expect(codeOf(await decline(id, role))).toBe('not-yours');
});

test('an offer of it leaves the catalogue with this very step', async () => {
  const { id } = await w.itemIn('offered');
  const shown = () =>
    db.read(
      async (tx) =>
        (await sql`select from shown_offer(${NOW}) shown where shown.item = ${id}`.execute(on(tx))).rows.length,
    );
  expect(await shown()).toBe(1);
  mustBeDone(await decline(id));
  expect(await shown()).toBe(0);
});

test('readers outside do not see it; who proposed it reads why, a private reason too', async () => {
  const { id, number } = await w.itemIn('approved');
  const seen = (role: Role | null) =>
    db.read((tx) => showItem(tx, role === null ? STRANGER : w.actor(role), { key: w.slug, number }, NOW));
  expect(codeOf(await seen(null))).toBeNull();
  mustBeDone(await decline(id, 'PRJ', { isPrivate: true }));
  expect(codeOf(await seen(null))).toBe('item-not-found');
  expect(codeOf(await seen('FND'))).toBe('item-not-found');
  expect(mustBeDone(await seen('TEC')).transitions.at(-1)).toMatchObject({
    reason: 'It implies a promise.',
    isPrivate: true,
  });
});
