import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { fakeProvider } from '../../../../test/support/provider.ts';
import { comeBack, goTo, roundTrip } from '../../../../test/support/provider-return.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { listFactors } from '../store/factors.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
const bea = await addPerson(db, admin, { name: 'Bea Example', role: 'ENG' });
const provider = await fakeProvider();
provider.now = () => NOW;

test('an account there opens one account here; the journal and a mail say so', async () => {
  expect(codeOf(await roundTrip(db, provider, ana, { subject: 'ana', mail: 'ana@work.example' }))).toBe(null);
  await db.read(async (tx) => {
    const [, connected] = await listFactors(tx, ana.person);
    expect(connected).toMatchObject({ kind: 'oidc', issuer: provider.issuer, name: 'ana@work.example' });
    const [event] = await eventsOf(tx, { kind: 'person', id: ana.person });
    expect(event).toMatchObject({ kind: 'provider.connected', facts: { factor: connected!.id } });
    const letters = (await listOutbox(tx, 1000)).filter((one) => one.recipient === ana.mail);
    expect(letters.some((one) => one.subject.includes('Example ID was connected'))).toBe(true);
  });
  expect(codeOf(await roundTrip(db, provider, ana, { subject: 'ana' }))).toBe('already-connected');
  expect(codeOf(await roundTrip(db, provider, ana, { subject: 'another' }))).toBe('already-connected');
  expect(codeOf(await roundTrip(db, provider, bea, { subject: 'ana' }))).toBe('connected-to-another');
});

test('of two that connect the same account at the same moment, one does', async () => {
  provider.says = { subject: 'shared' };
  const cleo = await addPerson(db, admin, { name: 'Cleo Example', role: 'ENG' });
  const ways = await Promise.all([bea, cleo].map(async (who) => ({ who, there: await goTo(db, provider, who) })));
  const codes = (await Promise.all(ways.map(({ who, there }) => comeBack(db, provider, who, there)))).map(codeOf);
  expect(new Set(codes)).toEqual(new Set([null, 'connected-to-another']));
});

test('without fresh proof nobody is sent there', async () => {
  await expect(goTo(db, provider, ana, addMinutes(NOW, 10))).rejects.toThrow('proof-needed');
});
