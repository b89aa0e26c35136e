import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { fakeProvider } from '../../../../test/support/provider.ts';
import { roundTrip } from '../../../../test/support/provider-return.ts';
import { addDays, addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listFactors } from '../store/factors.ts';
import { grantsOf } from '../store/grants.ts';
import { listOpenInvitations } from '../store/invitations.ts';
import { findPersonByMail } from '../store/persons.ts';
import { checkProof } from './check-proof.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { invitePerson } from './invite-person.ts';
import { recogniseSession } from './recognise-session.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const provider = await fakeProvider();
provider.now = () => NOW;

function invite(mail: string) {
  const input = { name: 'Invited Example', mail, role: 'TEC', project: null, baseUrl: BASE_URL } as const;
  return db.tx(async (tx) => mustBeDone(await invitePerson(tx, admin.actor, input, NOW)));
}

test('a mail address that has an account here opens nothing; connected, it does', async () => {
  const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
  const says = { subject: 'ana', mail: ana.mail };
  expect(codeOf(await roundTrip(db, provider, null, says))).toBe('not-connected');
  expect(await db.read((tx) => listFactors(tx, ana.person))).toHaveLength(1);
  mustBeDone(await roundTrip(db, provider, ana, says));
  const arrived = mustBeDone(await roundTrip(db, provider, null, { ...says, mail: 'another@example.org' }));
  expect(arrived).toMatchObject({ kind: 'signed-in', session: { person: ana.person } });
  const token = arrived.kind === 'signed-in' ? arrived.session.token : '';
  const known = await db.read((tx) => recogniseSession(tx, token, NOW));
  expect(known?.session.proof).toBe('oidc');
  // Being known there opens the door, and not the drawer with the keys.
  const proof = await db.tx((tx) => checkProof(tx, ana.actor, { sessionToken: token }, NOW));
  expect(codeOf(proof)).toBe('proof-needed');
  const [, connected] = await db.read((tx) => listFactors(tx, ana.person));
  expect(connected).toMatchObject({ kind: 'oidc', name: ana.mail, lastUsedAt: NOW });

  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: ana.person, reason: 'left' }, NOW)));
  expect(codeOf(await roundTrip(db, provider, null, says))).toBe('not-connected');
});

test('whoever is invited at the very address that the provider says they read joins with it', async () => {
  await invite('bea@example.org');
  const says = { subject: 'bea', mail: 'Bea@Example.org', mailApart: true };
  mustBeDone(await roundTrip(db, provider, null, says));
  await db.read(async (tx) => {
    const bea = (await findPersonByMail(tx, 'bea@example.org'))!;
    expect(bea.name).toBe('Invited Example');
    expect(await grantsOf(tx, bea.id)).toMatchObject([{ role: 'TEC' }]);
    expect((await listFactors(tx, bea.id)).map(({ kind }) => kind)).toEqual(['oidc']);
    expect(await listOpenInvitations(tx)).toEqual([]);
    const kinds = (await eventsOf(tx, { kind: 'person', id: bea.id })).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['person.joined', 'provider.connected', 'session.started']);
  });
  mustBeDone(await roundTrip(db, provider, null, says));
});

test('not by an address that nobody checked, nor by an invitation that has run out', async () => {
  await invite('cleo@example.org');
  const says = { subject: 'cleo', mail: 'cleo@example.org' };
  expect(codeOf(await roundTrip(db, provider, null, { ...says, mailIsVerified: false }))).toBe('not-connected');
  expect(codeOf(await roundTrip(db, provider, null, { ...says, claims: { email_verified: 'true' } }))).toBe(
    'not-connected',
  );
  expect(codeOf(await roundTrip(db, provider, null, { subject: 'cleo', mail: null }))).toBe('not-connected');
  const later = addMinutes(addDays(NOW, 7), 1);
  provider.now = () => later;
  expect(codeOf(await roundTrip(db, provider, null, says, later))).toBe('not-connected');
  provider.now = () => NOW;
  expect(await db.read((tx) => findPersonByMail(tx, 'cleo@example.org'))).toBe(null);
  expect(codeOf(await roundTrip(db, provider, null, says))).toBe(null);
});
