import { expect, test } from 'vitest';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { allSettings } from '../notification-rules.ts';
import { notify } from './notify.ts';
import { setNotifications } from './set-notifications.ts';
import { tellAtOnce } from './tell-at-once.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const loud = await addPerson(db, admin, { name: 'Loud Example', role: 'ENG' });
const quiet = await addPerson(db, admin, { name: 'Quiet Example', role: 'ENG' });

const tell = (person: typeof loud) =>
  db.tx((tx) =>
    notify(
      tx,
      { person: person.person, kind: 'asked', sentence: 'Rosa asks you to confirm an entry.', link: '/projects/numpy' },
      NOW,
    ),
  );
const lettersTo = async (person: typeof loud) =>
  (await db.read((tx) => listOutbox(tx, 100))).filter(
    ({ recipient, subject }) => recipient === person.mail && subject.startsWith('Rosa'),
  );

test('whoever wishes it gets a letter each, once, however many workers there are; others none', async () => {
  await db.tx((tx) => setNotifications(tx, loud.actor, allSettings({ asked: 'at-once' }), NOW));
  for (let times = 0; times < 3; times++) await tell(loud);
  await tell(quiet);
  const written = await Promise.all([1, 2, 3].map(() => db.tx((tx) => tellAtOnce(tx, { baseUrl: BASE_URL }, NOW))));
  expect(written.reduce((sum, n) => sum + n, 0)).toBe(3);
  expect(await db.tx((tx) => tellAtOnce(tx, { baseUrl: BASE_URL }, NOW))).toBe(0);
  const letters = await lettersTo(loud);
  expect(letters).toHaveLength(3);
  expect(letters[0]!.body).toMatch(
    /http:\/\/localhost:4000\/projects\/numpy\n[\s\S]*\nhttp:\/\/localhost:4000\/letters\//,
  );
  expect(await lettersTo(quiet)).toEqual([]);
});
