import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { addPerson, CAME_FROM, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { makeAdminLink } from './make-admin-link.ts';
import { signInWithLink } from './sign-in-with-link.ts';

const PROGRAM = { kind: 'program', program: 'command' } as const;

test('it opens the administrator’s account for an hour, once, and leaves a trace', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const make = (mail: string | null) => db.tx((tx) => makeAdminLink(tx, PROGRAM, { mail }, NOW));
  expect(codeOf(await make(null))).toBe('not-set-up');
  const admin = await makeWorkspace(db);
  const link = mustBeDone(await make(null));
  expect(link.person.id).toBe(admin.person);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: admin.person }));
  expect(event).toMatchObject({ kind: 'admin-link.made', actor: { kind: 'program', id: 'command' } });

  const use = (now: Date) => db.tx((tx) => signInWithLink(tx, STRANGER, { token: link.token, ...CAME_FROM }, now));
  expect(codeOf(await use(addMinutes(NOW, 60)))).toBe('link-ended');
  expect(mustBeDone(await use(addMinutes(NOW, 59))).person).toBe(admin.person);
  expect(codeOf(await use(addMinutes(NOW, 59)))).toBe('link-ended');
  await database.close();
});

test('among several it must be said which; others than administrators get none', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const admin = await makeWorkspace(db);
  const second = await addPerson(db, admin, { name: 'Second Example', role: 'ADM' });
  const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const make = (mail: string | null) => db.tx((tx) => makeAdminLink(tx, PROGRAM, { mail }, NOW));
  expect(await make(null)).toEqual({
    refused: 'several-administrators',
    because: { mails: [admin.mail, second.mail] },
  });
  expect(mustBeDone(await make(second.mail.toUpperCase())).person.id).toBe(second.person);
  expect(codeOf(await make(eng.mail))).toBe('not-an-administrator');
  expect(codeOf(await db.tx((tx) => makeAdminLink(tx, admin.actor, { mail: null }, NOW)))).toBe('not-allowed');
  await database.close();
});
