import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { notificationsOf } from '../store/notifications.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { notify } from './notify.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

const told = () => db.read((tx) => notificationsOf(tx, eng.person, addDays(NOW, -1), 10));
const tell = (sentence: string, link: string | null = null) =>
  db.tx((tx) => notify(tx, { person: eng.person, kind: 'project', sentence, link }, NOW));

test('what somebody is told is one line without what cannot be seen, and never too long', async () => {
  await tell('Ada\u202e changed\nthe profile.', '/projects/numpy');
  await tell('x'.repeat(1000));
  const [long, short] = await told();
  expect(short).toMatchObject({ sentence: 'Ada changed the profile.', link: '/projects/numpy', kind: 'project' });
  expect(long!.sentence).toHaveLength(400);
});

test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example'])(
  'a link that leads elsewhere (%s) is a bug of ours and is not kept',
  async (link) => {
    await expect(tell('x', link)).rejects.toThrow();
  },
);

test('a closed account is told nothing', async () => {
  const before = (await told()).length;
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: eng.person, reason: 'left' }, NOW)));
  await tell('Still here?');
  expect(await told()).toHaveLength(before);
});
