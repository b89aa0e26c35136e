import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { markConditionInput } from '../item-inputs.ts';
import { conditionKey } from '../item-text.ts';
import { marksOf } from '../store/item-beside.ts';
import { markCondition } from './mark-condition.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const SPARSE = 'Adopted by one sparse library (example)';
const { id: item } = await w.itemIn('in_work', { conditions: [{ text: SPARSE, outside: true }] });
const mark = (more: object = {}, role: Role = 'MNT') => {
  const said = { condition: conditionKey(SPARSE), kind: 'met', reason: 'Merged there.' };
  return db.tx((tx) =>
    markCondition(tx, w.actor(role), { ...markConditionInput.parse({ ...said, ...more }), item }, NOW),
  );
};

test.each<Role>(['ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'FND', 'FSP'])('%s marks nothing as met (4.1)', async (role) => {
  expect(codeOf(await mark({}, role))).toBe('not-yours');
});

test('a condition of the wording is marked once, with a reason and a hat (S75)', async () => {
  expect(codeOf(await mark({ condition: conditionKey('Other words') }))).toBe('no-such-condition');
  mustBeDone(await mark({ kind: 'waived', reason: 'Nobody needs it any more.' }));
  expect(codeOf(await mark())).toBe('marked-already');
  expect(await db.read((tx) => marksOf(tx, item))).toMatchObject([
    { condition: conditionKey(SPARSE), kind: 'waived', byName: 'Mnt Example', hat: w.actor('MNT').hat },
  ]);
});
