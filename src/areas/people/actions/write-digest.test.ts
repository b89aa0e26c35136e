import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/dates.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { allSettings, digestDay, NOTIFICATION_DAYS } from '../notification-rules.ts';
import { digestsDue, notificationsOf } from '../store/notifications.ts';
import { notify } from './notify.ts';
import { setNotifications } from './set-notifications.ts';
import { writeDigest } from './write-digest.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const people = await Promise.all(
  ['Ana', 'Bob', 'Eve', 'Kim'].map((name) => addPerson(db, admin, { name: `${name} Example`, role: 'ENG' })),
);
const [ana, bob, eve, kim] = people as [typeof admin, typeof admin, typeof admin, typeof admin];
type One = typeof admin;

const write = ({ person }: One, now: Date, waiting: readonly Waiting[] = []) =>
  db.tx((tx) => writeDigest(tx, { person, waiting, baseUrl: BASE_URL }, now));
const tell = ({ person }: One, sentence: string, now: Date) =>
  db.tx((tx) => notify(tx, { person, kind: 'project', sentence, link: '/projects/numpy' }, now));
const due = (now: Date) => db.read((tx) => digestsDue(tx, digestDay(now), 100));

async function lettersTo({ mail }: One) {
  const all = await db.read((tx) => listOutbox(tx, 1000));
  return all.filter(({ recipient, subject }) => recipient === mail && subject.startsWith('Example Lab:'));
}

function waits(since: Date): Waiting {
  return { kind: 'x', sentence: 'A round waits.', link: '/survey/1', action: 'Look', since, who: 'you' };
}

test('one letter a day with all that is new, and none when nothing is', async () => {
  await tell(ana, 'Ada changed the profile.', NOW);
  await tell(ana, 'Ada added a repository.', NOW);
  expect(await due(NOW)).toContain(ana.person);
  const became = await Promise.all([1, 2, 3].map(() => write(ana, NOW, [waits(NOW)])));
  expect(became.filter((one) => one === 'written')).toHaveLength(1);
  expect(await due(NOW)).not.toContain(ana.person);
  const [letter, another] = await lettersTo(ana);
  expect(another).toBe(undefined);
  expect(letter!.subject).toBe('Example Lab: 1 thing waits for you');
  expect(letter!.body).toContain('Ada changed the profile. http://localhost:4000/projects/numpy');
  expect(letter!.body).toContain('Ada added a repository.');
  expect(letter!.body).toContain('A round waits. http://localhost:4000/survey/1');
  expect(letter!.body).toMatch(/http:\/\/localhost:4000\/letters\/[\w-]{43}/);

  // The same still waits tomorrow: nothing new, no letter.
  expect(await write(ana, addDays(NOW, 1), [waits(NOW)])).toBe('nothing-new');
  expect(await write(ana, addDays(NOW, 2), [waits(NOW), waits(addDays(NOW, 1.5))])).toBe('written');
  expect(await lettersTo(ana)).toHaveLength(2);
});

test('what waits is left out where somebody wishes to hear of it in another way', async () => {
  await db.tx((tx) => setNotifications(tx, bob.actor, allSettings({ asked: 'never' }), NOW));
  expect(await write(bob, NOW, [waits(NOW)])).toBe('nothing-new');
  await tell(bob, 'Ada changed the profile.', NOW);
  expect(await write(bob, addDays(NOW, 1), [waits(NOW)])).toBe('written');
  expect((await lettersTo(bob))[0]!.body).not.toContain('A round waits.');
});

test('whoever wishes nothing in it is not even looked at', async () => {
  const never = { asked: 'never', answered: 'never', project: 'at-once', survey: 'never', account: 'never' } as const;
  await db.tx((tx) => setNotifications(tx, eve.actor, never, NOW));
  expect(await due(NOW)).not.toContain(eve.person);
});

test('what is told goes after a season', async () => {
  await tell(kim, 'Long ago.', NOW);
  const later = addDays(NOW, NOTIFICATION_DAYS + 1);
  await write(kim, later);
  expect(await db.read((tx) => notificationsOf(tx, kim.person, addDays(NOW, -1), 10))).toEqual([]);
  const { rows } = await db.read((tx) =>
    sql<{ n: bigint }>`select count(*) as n from digest where person = ${kim.person}`.execute(on(tx)),
  );
  expect(rows[0]!.n).toBe(1n);
});
