import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import type { ItemId } from '../item-types.ts';
import { transitionsOf } from '../store/item-transitions.ts';
import { retireItem } from './retire-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const retire = (item: ItemId, role: Role = 'PRJ') => {
  const input = { item, reason: 'Python does this now.', discussedAt: null, disclosure: null, hat: null };
  return db.tx((tx) => retireItem(tx, w.actor(role), input, NOW));
};

test('work that is not pursued any more is retired by the project, with its reason', async () => {
  const { id } = await w.itemIn('in_work');
  mustBeDone(await retire(id));
  const steps = await db.read((tx) => transitionsOf(tx, id));
  expect(steps.at(-1)).toMatchObject({ from: 'in_work', to: 'retired', reason: 'Python does this now.' });
});

test('only what is in work, and only by the project', async () => {
  const offered = await w.itemIn('offered');
  expect(codeOf(await retire(offered.id))).toBe('wrong-state');
  for (const role of ['FND', 'ENG', 'TEC', 'MNT', 'ADM'] as const) {
    expect(codeOf(await retire(offered.id, role))).toBe('not-yours');
  }
});
