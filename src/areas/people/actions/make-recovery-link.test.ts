import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addTestPasskey } from '../../../../test/support/passkeys.ts';
import {
  addApiToken,
  addPerson,
  BASE_URL,
  codeOf,
  makeWorkspace,
  NOW,
  type TestPerson,
} from '../../../../test/support/people.ts';
import { fakeProvider } from '../../../../test/support/provider.ts';
import { roundTrip } from '../../../../test/support/provider-return.ts';
import { asAdmin } from '../../../../test/support/server.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { listApiTokens } from '../store/api-tokens.ts';
import { listFactors } from '../store/factors.ts';
import { findPerson } from '../store/persons.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { makeRecoveryLink } from './make-recovery-link.ts';
import { recogniseSession } from './recognise-session.ts';

const { db, adminUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const provider = await fakeProvider();
provider.now = () => NOW;

function make(who: TestPerson, by: TestPerson, { mail = null as string | null, now = NOW } = {}) {
  const reason = 'a call, her voice, and the name of her dog';
  const input = { person: who.person, reason, mail, sessionToken: by.token, baseUrl: BASE_URL };
  return db.tx((tx) => makeRecoveryLink(tx, by.actor, input, now));
}

test('every earlier way in ends and is listed; the old address is told; the journal has who, why and what', async () => {
  const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
  const { factor } = await addTestPasskey(db, ana, { name: 'lost phone' });
  mustBeDone(await roundTrip(db, provider, ana, { subject: 'ana', mail: null }));
  await addApiToken(db, ana);
  const made = mustBeDone(await make(ana, admin, { mail: 'ana@new.example' }));

  expect(made.removed.map(({ kind }) => kind)).toEqual(['password', 'passkey', 'oidc']);
  expect(made.validUntil).toEqual(addMinutes(NOW, 60));
  await db.read(async (tx) => {
    expect(await listFactors(tx, ana.person)).toEqual([]);
    expect(await recogniseSession(tx, ana.token, NOW)).toBe(null);
    expect((await listApiTokens(tx, ana.person, 10)).every(({ revokedAt }) => revokedAt !== null)).toBe(true);
    expect((await findPerson(tx, ana.person))?.mail).toBe('ana@new.example');
    const events = await eventsOf(tx, { kind: 'person', id: ana.person });
    const event = events.find(({ kind }) => kind === 'recovery.made');
    expect(event).toMatchObject({
      actor: { id: admin.person },
      texts: { reason: { text: expect.stringContaining('her dog') } },
    });
    expect(JSON.stringify(event?.facts)).toContain(factor);
    const letters = (await listOutbox(tx, 1000)).filter((one) => one.recipient === ana.mail);
    expect(letters.find((one) => one.subject.includes('recovered'))?.body).toContain('ana@new.example');
    expect(JSON.stringify([events, letters])).not.toContain(made.token);
  });
  const { rows } = await asAdmin(adminUrl, (client) => client.query('select * from recovery'));
  expect(JSON.stringify(rows)).not.toContain(made.token);
});

test('only by an administrator who showed a moment ago that it is them, for somebody else’s open account', async () => {
  const bea = await addPerson(db, admin, { name: 'Bea Example', role: 'ENG' });
  const other = await addPerson(db, admin, { name: 'Other Admin', role: 'ADM' });
  expect(codeOf(await make(other, bea))).toBe('not-allowed');
  expect(codeOf(await make(bea, other, { now: addMinutes(NOW, 10) }))).toBe('proof-needed');
  expect(codeOf(await make(other, other))).toBe('not-oneself');
  expect(codeOf(await make(bea, other, { mail: admin.mail }))).toBe('already-a-member');
  expect(codeOf(await make({ ...bea, person: newId<'person'>(NOW) }, other))).toBe('no-such-person');
  expect(await db.read((tx) => listFactors(tx, bea.person))).toHaveLength(1);
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: bea.person, reason: 'left' }, NOW)));
  expect(codeOf(await make(bea, other))).toBe('person-deactivated');
});
