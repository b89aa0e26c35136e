import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace, YES } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Actor, type Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import type { ItemId } from '../item-types.ts';
import { itemsAwaitingDecision } from '../store/item-lists.ts';
import { transitionsOf } from '../store/item-transitions.ts';
import { approvedWordingOf } from '../store/items.ts';
import { approveItem } from './approve-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const approve = (item: ItemId, actor: Actor = w.actor('PRJ')) =>
  db.tx((tx) => approveItem(tx, actor, { item, ...YES }, NOW));

test('the project’s yes is kept with the wording, the place of the discussion and the hat', async () => {
  const { id } = await w.itemIn('proposed');
  const waiting = () => db.read((tx) => itemsAwaitingDecision(tx, [w.project], NOW));
  expect(await waiting()).toMatchObject([{ kind: 'proposed', title: 'Read tides in parallel', slug: w.slug }]);
  mustBeDone(await approve(id));
  expect(await waiting()).toEqual([]);
  await db.read(async (tx) => {
    expect((await transitionsOf(tx, id)).at(-1)).toMatchObject({
      to: 'approved',
      wording: 1,
      byName: 'Prj Example',
      hat: w.actor('PRJ').hat,
      links: [{ url: YES.discussedAt }],
    });
    expect(await approvedWordingOf(tx, id, NOW)).toMatchObject({ number: 1 });
  });
});

describe('everybody else is refused, by name (S1, section 3)', () => {
  test.each<Role>(['FND', 'ENG', 'ADM', 'TEC', 'DEV', 'FIN', 'MNT', 'FSP'])('%s', async (role) => {
    const { id } = await w.itemIn('proposed');
    expect(codeOf(await approve(id, w.actor(role)))).toBe('not-yours');
    expect(await w.stateOf(id)).toBe('proposed');
  });
  test('strangers and programs', async () => {
    const { id } = await w.itemIn('proposed');
    expect(codeOf(await approve(id, STRANGER))).toBe('not-yours');
    expect(codeOf(await approve(id, { kind: 'program', program: 'jobs' }))).toBe('not-yours');
  });
});

test('a funder’s ask that came to light after the proposal stands in the way until it is discussed', async () => {
  const { id } = await w.itemIn('proposed');
  await w.signal(id, { datedOn: '2024-01-01' });
  expect(codeOf(await approve(id))).toBe('funder-came-first');
  await w.align(id, { kind: 'discussion', url: 'https://example.org/list/2', datedOn: '2026-11-01' });
  expect(codeOf(await approve(id))).toBeNull();
});

test('a draft is not approved, nor twice', async () => {
  const draft = await w.itemIn('draft');
  expect(codeOf(await approve(draft.id))).toBe('wrong-state');
  const { id } = await w.itemIn('proposed');
  const both = await Promise.all([approve(id), approve(id)]);
  expect(new Set(both.map(codeOf))).toEqual(new Set([null, 'wrong-state']));
});
