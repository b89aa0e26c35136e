import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { noteSignalInput } from '../item-inputs.ts';
import { signalsOf } from '../store/item-beside.ts';
import { noteSignal } from './note-signal.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const { id: item } = await w.write({ title: 'Read tides' });
const note = (more: object = {}, role: Role = 'ENG') => {
  const said = {
    kind: 'community',
    who: 'Units libraries',
    place: 'the mailing list',
    datedOn: '2024-02-01',
    isPublic: 'yes',
  };
  return db.tx((tx) => noteSignal(tx, w.actor(role), { ...noteSignalInput.parse({ ...said, ...more }), item }, NOW));
};

test('who asked, where and when is kept (S70)', async () => {
  mustBeDone(await note());
  const [signal] = await db.read((tx) => signalsOf(tx, item));
  expect(signal).toMatchObject({
    kind: 'community',
    who: 'Units libraries',
    place: 'the mailing list',
    datedOn: '2024-02-01',
    isPublic: true,
    url: null,
  });
});

test('a day that lies ahead, and roles that only read, are refused', async () => {
  expect(codeOf(await note({ datedOn: '2027-01-01' }))).toBe('day-ahead');
  for (const role of ['ADM', 'FND', 'FSP', 'FIN'] as const) expect(codeOf(await note({}, role))).toBe('not-yours');
});
