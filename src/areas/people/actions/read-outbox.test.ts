import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { invitePerson } from './invite-person.ts';
import { readOutbox, readOutboxMail } from './read-outbox.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

test('only administrators read it: its links open accounts', async () => {
  const read = (actor: typeof admin.actor | typeof STRANGER) => db.read((tx) => readOutbox(tx, actor, {}, NOW));
  expect(codeOf(await read(STRANGER))).toBe('signed-out');
  expect(codeOf(await read(eng.actor))).toBe('not-allowed');
  const [letter] = mustBeDone(await read(admin.actor));
  expect(letter).toMatchObject({ recipientName: 'Eng Example', state: 'waiting', linkEnd: 'used' });
  const one = (actor: typeof admin.actor, mail = letter!.id) =>
    db.read((tx) => readOutboxMail(tx, actor, { mail }, NOW));
  expect(codeOf(await one(eng.actor))).toBe('not-allowed');
  expect(mustBeDone(await one(admin.actor))).toEqual(letter);
  expect(codeOf(await one(admin.actor, newId<'mail'>(NOW)))).toBe('no-such-mail');
});

test('of a link that was not used yet nothing is said, and of one that was taken back that it was', async () => {
  const grant = { name: 'Ned Example', mail: 'ned@example.org', role: 'ENG', project: null } as const;
  const newest = async () => mustBeDone(await db.read((tx) => readOutbox(tx, admin.actor, {}, NOW)))[0];
  const invitation = mustBeDone(
    await db.tx((tx) => invitePerson(tx, admin.actor, { ...grant, baseUrl: 'https://x.example' }, NOW)),
  );
  expect(await newest()).toMatchObject({ recipient: 'ned@example.org', linkEnd: null });
  await db.tx((tx) => withdrawInvitation(tx, admin.actor, { invitation }, NOW));
  expect(await newest()).toMatchObject({ recipient: 'ned@example.org', linkEnd: 'taken back' });
});
