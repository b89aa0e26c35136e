import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW, tokenIn } from '../../../../test/support/people.ts';
import { invitePerson } from './invite-person.ts';
import { lookAtLink } from './look-at-link.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

test('a withdrawn invitation cannot be accepted, and is withdrawn once, by an administrator', async () => {
  const input = { name: 'Bob', mail: 'bob@example.org', role: 'TEC', project: null, baseUrl: BASE_URL } as const;
  const invitation = mustBeDone(await db.tx((tx) => invitePerson(tx, admin.actor, input, NOW)));
  const letters = await db.read((tx) => listOutbox(tx, 100));
  const token = tokenIn(letters.find((one) => one.recipient === input.mail)!.link!);
  const withdraw = (actor: typeof admin.actor | typeof STRANGER) =>
    db.tx(async (tx) => codeOf(await withdrawInvitation(tx, actor, { invitation }, NOW)));
  const look = () => db.read(async (tx) => codeOf(await lookAtLink(tx, { purpose: 'invitation', token }, NOW)));

  expect(await withdraw(STRANGER)).toBe('signed-out');
  expect(await withdraw(eng.actor)).toBe('not-allowed');
  expect(await look()).toBe(null);
  expect(await withdraw(admin.actor)).toBe(null);
  expect(await look()).toBe('link-ended');
  expect(await withdraw(admin.actor)).toBe('no-such-invitation');
  const events = await db.read((tx) => eventsOf(tx, { kind: 'invitation', id: invitation }));
  expect(events.map((event) => event.kind)).toEqual(['invitation.withdrawn', 'person.invited']);
});
