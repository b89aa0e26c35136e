import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace, YES } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { rewordItemInput } from '../item-inputs.ts';
import type { ItemId } from '../item-types.ts';
import { approvedWordingOf, itemById, wordingsOf } from '../store/items.ts';
import { approveItem } from './approve-item.ts';
import { declineItem } from './decline-item.ts';
import { rewordItem } from './reword-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const reword = (item: ItemId, seen: number, more: object, role: Role = 'TEC') =>
  db.tx((tx) =>
    rewordItem(tx, w.actor(role), { ...rewordItemInput.parse({ text: { ...GOOD_TEXT, ...more }, seen }), item }, NOW),
  );

test('a change is the next wording; the one before stays as it was', async () => {
  const { id } = await w.itemIn('draft');
  mustBeDone(await reword(id, 1, { goal: 'A minute a year.' }));
  await db.read(async (tx) => {
    const wordings = await wordingsOf(tx, id);
    expect(wordings.map(({ number, goal }) => [number, goal])).toEqual([
      [2, 'A minute a year.'],
      [1, ''],
    ]);
    expect((await itemById(tx, id, { lock: false }))!.wording.number).toBe(2);
  });
});

test('who had an older wording before them is told, and two at once are not both taken', async () => {
  const { id } = await w.itemIn('draft');
  mustBeDone(await reword(id, 1, { goal: 'One.' }));
  expect(codeOf(await reword(id, 1, { goal: 'Two.' }))).toBe('wording-changed');
  const both = await Promise.all([reword(id, 2, { goal: 'Left.' }), reword(id, 2, { goal: 'Right.' })]);
  expect(new Set(both.map(codeOf))).toEqual(new Set([null, 'wording-changed']));
});

test('the same words again are no wording', async () => {
  const { id } = await w.itemIn('draft');
  expect(codeOf(await reword(id, 1, {}))).toBe('nothing-changed');
});

test('what was approved stays approved as it was, until the project says yes to the new one', async () => {
  const { id } = await w.itemIn('approved');
  mustBeDone(await reword(id, 1, { goal: 'Quite another goal.' }));
  const approved = await db.read((tx) => approvedWordingOf(tx, id, NOW));
  expect(approved).toMatchObject({ number: 1, goal: '' });
});

test('a wording that changed since it was read is not approved by mistake', async () => {
  const { id } = await w.itemIn('proposed');
  mustBeDone(await reword(id, 1, { goal: 'Slipped in.' }));
  expect(codeOf(await db.tx((tx) => approveItem(tx, w.actor('PRJ'), { item: id, ...YES }, NOW)))).toBe(
    'wording-changed',
  );
});

test.each<Role>(['ADM', 'ENG', 'FIN', 'FND', 'FSP'])('%s rewords nothing', async (role) => {
  const { id } = await w.itemIn('draft');
  expect(codeOf(await reword(id, 1, { goal: 'Mine.' }, role))).toBe('not-yours');
});

test('what is over stays as it is', async () => {
  const { id } = await w.itemIn('draft');
  const no = { item: id, reason: 'No.', isPrivate: false, discussedAt: null, disclosure: null, hat: null };
  mustBeDone(await db.tx((tx) => declineItem(tx, w.actor('PRJ'), no, NOW)));
  expect(codeOf(await reword(id, 1, { goal: 'Still.' }))).toBe('item-is-over');
});
