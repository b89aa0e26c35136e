import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Actor, Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import type { ItemId } from '../item-types.ts';
import { alignmentsOf } from '../store/item-beside.ts';
import { startItem } from './start-item.ts';
import { withdrawAlignment } from './withdraw-alignment.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const start = (item: ItemId, actor: Actor = w.actor('MNT')) =>
  db.tx((tx) => startItem(tx, actor, { item, reason: 'Two volunteers begin.', url: null, hat: null }, NOW));

test('volunteers start on what is offered, and so does the system when an agreement is active', async () => {
  const one = await w.itemIn('offered');
  mustBeDone(await start(one.id));
  expect(await w.stateOf(one.id)).toBe('in_work');
  const two = await w.itemIn('offered');
  mustBeDone(await start(two.id, { kind: 'program', program: 'jobs' }));
  expect(await w.stateOf(two.id)).toBe('in_work');
});

test('an item without a link to where it is wanted cannot start (S18)', async () => {
  const { id } = await w.itemIn('offered');
  for (const { id: alignment } of await db.read((tx) => alignmentsOf(tx, id))) {
    mustBeDone(await db.tx((tx) => withdrawAlignment(tx, w.actor('TEC'), { item: id, alignment }, NOW)));
  }
  expect(codeOf(await start(id))).toBe('not-aligned');
});

test('what is large is discussed before (S19)', async () => {
  const { id } = await w.itemIn('offered', { scale: ['users'] });
  expect(codeOf(await start(id))).toBe('large-without-discussion');
  await w.align(id, { kind: 'discussion', url: 'https://example.org/list/3', datedOn: '2026-01-01' });
  expect(codeOf(await start(id))).toBeNull();
});

test('not before it is offered, and not by those who only read', async () => {
  const approved = await w.itemIn('approved');
  expect(codeOf(await start(approved.id))).toBe('wrong-state');
  const { id } = await w.itemIn('offered');
  for (const role of ['ADM', 'ENG', 'FIN', 'FND', 'FSP'] as Role[]) {
    expect(codeOf(await start(id, w.actor(role)))).toBe('not-yours');
  }
});
