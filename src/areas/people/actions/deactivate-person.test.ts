import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf, showEventText } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { grantsOf } from '../store/grants.ts';
import { findPerson } from '../store/persons.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { recogniseSession } from './recognise-session.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

function close(by: typeof admin, reason = 'left the lab') {
  return db.tx((tx) => deactivatePerson(tx, by.actor, { person: bob.person, reason }, NOW));
}

test('only an administrator closes an account', async () => {
  expect(codeOf(await close(eng))).toBe('not-allowed');
  expect(await db.read((tx) => recogniseSession(tx, bob.token, NOW))).not.toBe(null);
});

test('a closed account is signed out everywhere, its record stays, and the reason with it', async () => {
  mustBeDone(await close(admin));
  await db.read(async (tx) => {
    expect(await recogniseSession(tx, bob.token, NOW)).toBe(null);
    expect((await findPerson(tx, bob.person))?.deactivation).toMatchObject({
      by: admin.person,
      reason: 'left the lab',
    });
    expect(await grantsOf(tx, bob.person)).toMatchObject([{ role: 'ENG' }]);
    const [event] = await eventsOf(tx, { kind: 'person', id: bob.person });
    expect(event!.kind).toBe('person.deactivated');
    expect(showEventText(event!, 'reason')).toBe('left the lab');
  });
  expect(codeOf(await close(admin))).toBe('already-deactivated');
});
