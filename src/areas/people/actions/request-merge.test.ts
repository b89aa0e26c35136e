import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { OPEN_MERGE_REQUESTS } from '../leaving-rules.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { requestMerge } from './request-merge.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const rosa = await addPerson(db, admin, { name: 'Rosa Example', role: 'TEC' });
const double = await addPerson(db, admin, { name: 'Rosa Doppelt', role: 'ENG' });
const closed = await addPerson(db, admin, { name: 'Closed Example', role: 'ENG' });
mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: closed.person, reason: 'left' }, NOW)));

const ask = (mail: string, actor: Parameters<typeof requestMerge>[1] = rosa.actor) =>
  db.tx((tx) => requestMerge(tx, actor, { mail, baseUrl: BASE_URL }, NOW));
const letters = async () =>
  (await db.read((tx) => listOutbox(tx, 100))).filter(({ subject }) => subject.startsWith('Is this account'));

test('the answer is the same for an address that has no account, a closed one, or one’s own', async () => {
  for (const mail of ['nobody@example.org', closed.mail, rosa.mail]) {
    expect(await ask(mail)).toEqual({ done: 'sent-if-known' });
  }
  expect(await letters()).toEqual([]);
  expect(codeOf(await ask(double.mail, STRANGER))).toBe('signed-out');
});

test('the letter goes to the other account, and a mailbox is not flooded', async () => {
  for (let times = 0; times < OPEN_MERGE_REQUESTS + 2; times++) await ask(double.mail.toUpperCase());
  const sent = await letters();
  expect(sent).toHaveLength(OPEN_MERGE_REQUESTS);
  expect(sent[0]).toMatchObject({ recipient: double.mail });
  expect(sent[0]!.link).toMatch(/^http:\/\/localhost:4000\/account\/merge\/[\w-]{43}$/);
});
