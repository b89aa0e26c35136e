import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addTestPasskey } from '../../../../test/support/passkeys.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW, type TestPerson } from '../../../../test/support/people.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { listFactors } from '../store/factors.ts';
import type { FactorId } from '../types.ts';
import { removeFactor } from './remove-factor.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

async function remove(who: TestPerson, factor: FactorId, { sendsMail = false, now = NOW } = {}) {
  const input = { factor, sessionToken: who.token, baseUrl: BASE_URL, sendsMail };
  return codeOf(await db.tx((tx) => removeFactor(tx, who.actor, input, now)));
}

test('one of several goes; the journal and a mail say so; it is not there a second time', async () => {
  const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
  const { factor } = await addTestPasskey(db, ana, { name: 'old phone' });
  expect(await remove(ana, factor, { now: addMinutes(NOW, 10) })).toBe('proof-needed');
  expect(await remove(admin, factor)).toBe('no-such-factor');
  expect(await remove(ana, factor)).toBe(null);
  expect(await remove(ana, factor)).toBe('no-such-factor');
  await db.read(async (tx) => {
    expect((await listFactors(tx, ana.person)).map(({ kind }) => kind)).toEqual(['password']);
    const [event] = await eventsOf(tx, { kind: 'person', id: ana.person });
    expect(event).toMatchObject({ kind: 'factor.removed', facts: { factor, factorKind: 'passkey' } });
    const letters = (await listOutbox(tx, 1000)).filter((one) => one.recipient === ana.mail);
    expect(letters.find((one) => one.subject.includes('removed'))?.body).toContain('"old phone"');
  });
});

test('the last one stays where no mail is sent, and may go where it is; also when two go at once', async () => {
  const bea = await addPerson(db, admin, { name: 'Bea Example', role: 'ENG' });
  const { factor } = await addTestPasskey(db, bea);
  const [password] = await db.read((tx) => listFactors(tx, bea.person));
  const codes = await Promise.all([remove(bea, factor), remove(bea, password!.id)]);
  expect(new Set(codes)).toEqual(new Set([null, 'last-factor']));
  const [last] = await db.read((tx) => listFactors(tx, bea.person));
  expect(await remove(bea, last!.id)).toBe('last-factor');
  expect(await remove(bea, last!.id, { sendsMail: true })).toBe(null);
  expect(await db.read((tx) => listFactors(tx, bea.person))).toEqual([]);
});
