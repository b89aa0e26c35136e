import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { conditionKey } from '../item-text.ts';
import { marksOf } from '../store/item-beside.ts';
import { markCondition } from './mark-condition.ts';
import { unmarkCondition } from './unmark-condition.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('a mark is taken back once, and the condition can be marked anew', async () => {
  const { id: item } = await w.itemIn('draft', { conditions: [{ text: 'Adopted elsewhere' }] });
  const met = {
    item,
    condition: conditionKey('Adopted elsewhere'),
    kind: 'met',
    reason: 'It was.',
    url: null,
    hat: null,
  } as const;
  const mark = mustBeDone(await db.tx((tx) => markCondition(tx, w.actor('PRJ'), met, NOW)));
  const unmark = (role: 'DEV' | 'MNT') => db.tx((tx) => unmarkCondition(tx, w.actor(role), { item, mark }, NOW));
  expect(codeOf(await unmark('DEV'))).toBe('not-yours');
  expect(codeOf(await unmark('MNT'))).toBeNull();
  expect(codeOf(await unmark('MNT'))).toBe('no-such-mark');
  expect(await db.read((tx) => marksOf(tx, item))).toEqual([]);
  mustBeDone(await db.tx((tx) => markCondition(tx, w.actor('PRJ'), met, NOW)));
});
