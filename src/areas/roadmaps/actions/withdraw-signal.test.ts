import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { signalsOf } from '../store/item-beside.ts';
import { withdrawSignal } from './withdraw-signal.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('a note of who asked is taken back once, and counts no more', async () => {
  const { id: item } = await w.write({ title: 'Read tides' });
  await w.signal(item);
  const [signal] = await db.read((tx) => signalsOf(tx, item));
  const withdraw = (role: 'ENG' | 'TEC') =>
    db.tx((tx) => withdrawSignal(tx, w.actor(role), { item, signal: signal!.id }, NOW));
  expect(codeOf(await withdraw('ENG'))).toBe('not-yours');
  expect(codeOf(await withdraw('TEC'))).toBeNull();
  expect(codeOf(await withdraw('TEC'))).toBe('no-such-signal');
  expect(await db.read((tx) => signalsOf(tx, item))).toEqual([]);
});
