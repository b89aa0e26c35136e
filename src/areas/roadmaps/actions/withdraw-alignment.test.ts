import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { alignmentsOf } from '../store/item-beside.ts';
import { withdrawAlignment } from './withdraw-alignment.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('a link is taken back once, by those who edit, and counts no more', async () => {
  const { id: item } = await w.itemIn('draft');
  const other = await w.itemIn('draft');
  const [link] = await db.read((tx) => alignmentsOf(tx, item));
  const withdraw = (of = item, role: 'ENG' | 'MNT' = 'MNT') =>
    db.tx((tx) => withdrawAlignment(tx, w.actor(role), { item: of, alignment: link!.id }, NOW));
  expect(codeOf(await withdraw(item, 'ENG'))).toBe('not-yours');
  expect(codeOf(await withdraw(other.id))).toBe('no-such-alignment');
  expect(codeOf(await withdraw())).toBeNull();
  expect(codeOf(await withdraw())).toBe('no-such-alignment');
  expect(await db.read((tx) => alignmentsOf(tx, item))).toEqual([]);
});
