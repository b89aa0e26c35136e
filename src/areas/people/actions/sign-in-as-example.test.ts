import { expect, test } from 'vitest';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addPerson, CAME_FROM, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { deactivatePerson, recogniseSession } from '../index.ts';
import { signInAsExample } from './sign-in-as-example.ts';

test('in a real workspace nobody signs in as somebody else', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const admin = await makeWorkspace(db);
  const outcome = await db.tx((tx) => signInAsExample(tx, STRANGER, { person: admin.person, ...CAME_FROM }, NOW));
  expect(codeOf(outcome)).toBe('not-allowed');
  await database.close();
});

test('in an example workspace anyone looks through the eyes of its people, but not of those whose account is closed', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const admin = await makeWorkspace(db, NOW, { example: true });
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const started = mustBeDone(
    await db.tx((tx) => signInAsExample(tx, STRANGER, { person: lead.person, ...CAME_FROM }, NOW)),
  );
  expect((await db.read((tx) => recogniseSession(tx, started.token, NOW)))?.actor.person).toBe(lead.person);
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: lead.person, reason: 'left' }, NOW)));
  const outcome = await db.tx((tx) => signInAsExample(tx, STRANGER, { person: lead.person, ...CAME_FROM }, NOW));
  expect(codeOf(outcome)).toBe('not-allowed');
  await database.close();
});
