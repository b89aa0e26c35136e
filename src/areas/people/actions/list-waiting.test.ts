import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { invitePerson } from './invite-person.ts';
import { listWaiting } from './list-waiting.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

test('an invitation waits for whoever was invited, and for an administrator once its link ran out', async () => {
  const input = {
    name: 'Rosa Example',
    mail: 'rosa@example.org',
    role: 'TEC',
    project: null,
    baseUrl: BASE_URL,
  } as const;
  mustBeDone(await db.tx((tx) => invitePerson(tx, admin.actor, input, NOW)));
  const waiting = (actor: Parameters<typeof listWaiting>[1], now = NOW) => db.read((tx) => listWaiting(tx, actor, now));
  expect(await waiting(admin.actor)).toMatchObject([
    { kind: 'invitation-open', who: { name: 'Rosa Example' }, since: NOW, link: '/people' },
  ]);
  expect(await waiting(admin.actor, addDays(NOW, 7))).toMatchObject([
    { kind: 'invitation-run-out', who: 'you', since: addDays(NOW, 7) },
  ]);
  for (const actor of [eng.actor, STRANGER]) expect(await waiting(actor)).toEqual([]);
});
