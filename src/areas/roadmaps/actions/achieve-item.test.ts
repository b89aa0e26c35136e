import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { conditionKey } from '../item-text.ts';
import type { ItemId } from '../item-types.ts';
import { achieveItem } from './achieve-item.ts';
import { markCondition } from './mark-condition.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const achieve = (item: ItemId, role: Role = 'MNT') =>
  db.tx((tx) => achieveItem(tx, w.actor(role), { item, reason: null, url: null, hat: null }, NOW));

test('the item stays open until each of three conditions is ticked or waived (S75)', async () => {
  const texts = ['a sparse', 'a distributed', 'a GPU'].map((kind) => `One adoption by ${kind} array library (example)`);
  const { id: item } = await w.itemIn('in_work', { conditions: texts.map((text) => ({ text, outside: true })) });
  for (const [at, text] of texts.entries()) {
    expect(codeOf(await achieve(item))).toBe('conditions-open');
    const kind = at === 1 ? ('waived' as const) : ('met' as const);
    const input = { item, condition: conditionKey(text), kind, reason: 'So it is.', url: null, hat: null };
    mustBeDone(await db.tx((tx) => markCondition(tx, w.actor('PRJ'), input, NOW)));
  }
  mustBeDone(await achieve(item));
  expect(await w.stateOf(item)).toBe('achieved');
});

test.each<Role>(['FND', 'DEV', 'ADM', 'ENG', 'TEC', 'FIN', 'FSP'])('%s calls nothing achieved (4.1)', async (role) => {
  const { id } = await w.itemIn('in_work');
  expect(codeOf(await achieve(id, role))).toBe('not-yours');
});

test('only what is in work', async () => {
  const { id } = await w.itemIn('offered');
  expect(codeOf(await achieve(id, 'PRJ'))).toBe('wrong-state');
});
