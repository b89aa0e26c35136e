import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import type { ItemId } from '../item-types.ts';
import { transitionsOf } from '../store/item-transitions.ts';
import { proposeItem } from './propose-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const propose = (item: ItemId, role: Role = 'TEC', more: object = {}) =>
  db.tx((tx) => proposeItem(tx, w.actor(role), { item, seen: 1, reason: null, hat: null, ...more }, NOW));

test('a proposal records who, in which hat, about which wording, and what it rests on', async () => {
  const { id } = await w.itemIn('draft');
  mustBeDone(await propose(id, 'ENG', { reason: 'It came up again.' }));
  await db.read(async (tx) => {
    expect(await transitionsOf(tx, id)).toMatchObject([
      {
        position: 1,
        from: 'draft',
        to: 'proposed',
        wording: 1,
        reason: 'It came up again.',
        byName: 'Eng Example',
        hat: w.actor('ENG').hat,
        links: [{ url: 'https://example.org/issues/1', title: 'Tides are slow' }],
      },
    ]);
    const [event] = await eventsOf(tx, { kind: 'project', id: w.project });
    expect(event).toMatchObject({ kind: 'item.proposed', facts: { item: id, wording: 1 } });
  });
});

test('an item without a rationale is not proposed (S32)', async () => {
  const { id } = await w.write({ title: 'Only a title' });
  expect(codeOf(await propose(id))).toBe('no-rationale');
  expect(await w.stateOf(id)).toBe('draft');
});

test('what a funder asked for first needs a public discussion; what the community wanted before does not (S115)', async () => {
  const { id } = await w.write(GOOD_TEXT);
  await w.signal(id, { datedOn: '2026-03-01' });
  expect(codeOf(await propose(id))).toBe('funder-came-first');
  await w.align(id, { datedOn: '2026-03-01' });
  expect(codeOf(await propose(id))).toBe('funder-came-first');
  await w.align(id, { kind: 'discussion', url: 'https://example.org/list/9', datedOn: '2026-04-01' });
  expect(codeOf(await propose(id))).toBeNull();

  const older = await w.write(GOOD_TEXT);
  await w.signal(older.id, { datedOn: '2026-03-01' });
  await w.align(older.id, { datedOn: '2026-02-28' });
  expect(codeOf(await propose(older.id))).toBeNull();
});

test.each<Role>(['ADM', 'FIN', 'FND', 'FSP'])('%s proposes none', async (role) => {
  const { id } = await w.itemIn('draft');
  expect(codeOf(await propose(id, role))).toBe('not-yours');
});

test('not twice, and not in words that changed meanwhile', async () => {
  const { id } = await w.itemIn('draft');
  expect(codeOf(await propose(id, 'TEC', { seen: 2 }))).toBe('wording-changed');
  const both = await Promise.all([propose(id), propose(id, 'DEV')]);
  expect(both.map(codeOf).filter((code) => code === null)).toHaveLength(1);
  expect(codeOf(await propose(id))).toBe('wrong-state');
});
