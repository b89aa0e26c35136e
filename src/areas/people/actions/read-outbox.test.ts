import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { readOutbox, readOutboxMail } from './read-outbox.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

test('only administrators read it: its links open accounts', async () => {
  const read = (actor: typeof admin.actor | typeof STRANGER) => db.read((tx) => readOutbox(tx, actor, {}, NOW));
  expect(codeOf(await read(STRANGER))).toBe('signed-out');
  expect(codeOf(await read(eng.actor))).toBe('not-allowed');
  const [letter] = mustBeDone(await read(admin.actor));
  expect(letter).toMatchObject({ recipientName: 'Eng Example', state: 'waiting' });
  const one = (actor: typeof admin.actor, mail = letter!.id) =>
    db.read((tx) => readOutboxMail(tx, actor, { mail }, NOW));
  expect(codeOf(await one(eng.actor))).toBe('not-allowed');
  expect(mustBeDone(await one(admin.actor))).toEqual(letter);
  expect(codeOf(await one(admin.actor, newId<'mail'>(NOW)))).toBe('no-such-mail');
});
