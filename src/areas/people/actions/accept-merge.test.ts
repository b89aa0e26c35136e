import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW, tokenIn } from '../../../../test/support/people.ts';
import { findActor } from '../store/actors.ts';
import { acceptMerge, lookAtMerge } from './accept-merge.ts';
import { requestMerge } from './request-merge.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
let n = 0;

/** Somebody with two accounts, and the token of the letter that went to the second. */
async function twice() {
  n += 1;
  const rosa = await addPerson(db, admin, { name: `Rosa ${'x'.repeat(n)} Example`, role: 'TEC' });
  const double = await addPerson(db, admin, { name: `Doppelt ${'x'.repeat(n)} Example`, role: 'ENG' });
  mustBeDone(await db.tx((tx) => requestMerge(tx, rosa.actor, { mail: double.mail, baseUrl: BASE_URL }, NOW)));
  const letters = await db.read((tx) => listOutbox(tx, 1000));
  const letter = letters.find(({ recipient, link }) => recipient === double.mail && link?.includes('/account/merge/'));
  return { rosa, double, token: tokenIn(letter!.link!) };
}

const accept = (actor: Parameters<typeof acceptMerge>[1], token: string, now = NOW) =>
  db.tx((tx) => acceptMerge(tx, actor, { token, baseUrl: BASE_URL }, now));

test('signed in to one and holding the letter to the other, a person makes one of both, once', async () => {
  const { rosa, double, token } = await twice();
  for (let times = 0; times < 2; times++) {
    const asked = mustBeDone(await db.read((tx) => lookAtMerge(tx, rosa.actor, { token }, NOW)));
    expect(asked).toMatchObject({ into: { id: rosa.person }, duplicate: { id: double.person, mail: double.mail } });
  }
  expect(mustBeDone(await accept(rosa.actor, token))).toMatchObject({ roles: 1 });
  expect(codeOf(await accept(rosa.actor, token))).toBe('merge-link-ended');
  const roles = (await db.read((tx) => findActor(tx, rosa.person)))!.grants.map(({ role }) => role);
  expect(roles).toEqual(['TEC', 'ENG']);
  const event = (await db.read((tx) => eventsOf(tx, { kind: 'person', id: double.person }))).find(
    ({ kind }) => kind === 'person.merged',
  );
  expect(event).toMatchObject({ actor: { id: rosa.person } });
});

test('the letter alone is not enough, nor anybody else’s account', async () => {
  const { double, token } = await twice();
  for (const actor of [STRANGER, double.actor, admin.actor]) {
    expect(codeOf(await db.read((tx) => lookAtMerge(tx, actor, { token }, NOW)))).toBe('merge-of-another-account');
    expect(codeOf(await accept(actor, token))).toBe('merge-of-another-account');
  }
});

test('after an hour it is over, and a link that was never made is none', async () => {
  const { rosa, token } = await twice();
  expect(codeOf(await accept(rosa.actor, token, addMinutes(NOW, 60)))).toBe('merge-link-ended');
  expect(codeOf(await accept(rosa.actor, 'nothing'))).toBe('merge-link-ended');
});
