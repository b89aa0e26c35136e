import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { rewordItemInput } from '../item-inputs.ts';
import { itemsAwaitingDecision } from '../store/item-lists.ts';
import { approvedWordingOf } from '../store/items.ts';
import { approveWording } from './approve-wording.ts';
import { rewordItem } from './reword-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('a later wording counts from the project’s yes on; until then it waits, and the one before counts', async () => {
  const { id: item } = await w.itemIn('approved');
  const approve = (seen: number, role: Role = 'PRJ') =>
    db.tx((tx) =>
      approveWording(tx, w.actor(role), { item, seen, discussedAt: null, disclosure: null, hat: null }, NOW),
    );
  const counts = async () => (await db.read((tx) => approvedWordingOf(tx, item, NOW)))?.number;
  expect(codeOf(await approve(1))).toBe('wording-approved');
  const next = rewordItemInput.parse({ text: { ...GOOD_TEXT, goal: 'A minute a year.' }, seen: 1 });
  mustBeDone(await db.tx((tx) => rewordItem(tx, w.actor('TEC'), { ...next, item }, NOW)));
  expect(await counts()).toBe(1);
  expect(await db.read((tx) => itemsAwaitingDecision(tx, [w.project], NOW))).toMatchObject([{ kind: 'new wording' }]);
  for (const role of ['FND', 'ENG', 'TEC', 'MNT', 'ADM'] as const)
    expect(codeOf(await approve(2, role))).toBe('not-yours');
  expect(codeOf(await approve(1))).toBe('wording-changed');
  mustBeDone(await approve(2));
  expect(await counts()).toBe(2);
  expect(await db.read((tx) => itemsAwaitingDecision(tx, [w.project], NOW))).toEqual([]);
});

test('of a draft there is no wording to approve', async () => {
  const { id: item } = await w.itemIn('draft');
  const input = { item, seen: 1, discussedAt: null, disclosure: null, hat: null };
  expect(codeOf(await db.tx((tx) => approveWording(tx, w.actor('PRJ'), input, NOW)))).toBe('wrong-state');
});
