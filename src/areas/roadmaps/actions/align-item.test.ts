import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { alignItemInput } from '../item-inputs.ts';
import { ALIGNMENT_KINDS, type AlignmentKind } from '../item-types.ts';
import { alignmentsOf } from '../store/item-beside.ts';
import { alignItem } from './align-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const { id: item } = await w.write({ title: 'Read tides' });
const align = (more: object, role: Role = 'ENG') => {
  const link = { kind: 'tracker', url: 'https://example.org/1', title: 'Tides are slow' };
  return db.tx((tx) => alignItem(tx, w.actor(role), { ...alignItemInput.parse({ ...link, ...more }), item }, NOW));
};

test('an item is aligned to any of the kinds of S113, and to a discussion', async () => {
  const kinds = Object.keys(ALIGNMENT_KINDS) as AlignmentKind[];
  expect(kinds).toEqual(['roadmap', 'proposal', 'tracker', 'milestone', 'discussion']);
  for (const kind of kinds)
    mustBeDone(await align({ kind, url: `https://example.org/${kind}`, datedOn: '2024-05-01' }));
  const links = await db.read((tx) => alignmentsOf(tx, item));
  expect(links.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
  expect(links[0]).toMatchObject({ datedOn: '2024-05-01', readOn: '2026-11-25', byName: 'Eng Example' });
});

test('not twice to one address, not with a day that lies ahead, not by administrators or funders', async () => {
  mustBeDone(await align({}));
  expect(codeOf(await align({}))).toBe('aligned-already');
  expect(codeOf(await align({ url: 'https://example.org/2', datedOn: '2026-11-26' }))).toBe('day-ahead');
  for (const role of ['ADM', 'FND', 'FSP', 'FIN'] as const) {
    expect(codeOf(await align({ url: 'https://example.org/3' }, role))).toBe('not-yours');
  }
});

test.each([
  'http://example.org',
  'javascript:alert(1)',
  'https://user@example.org/',
  'https://localhost',
  'example.org',
])('%s is no address', (url) => {
  expect(alignItemInput.safeParse({ kind: 'tracker', url, title: 'x' }).success).toBe(false);
});
