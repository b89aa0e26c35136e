import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { BASE_URL, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { allSettings } from '../notification-rules.ts';
import type { NotificationKind } from '../notification-types.ts';
import { notificationSettings } from '../store/notifications.ts';
import { makeLetterLink } from './make-letter-link.ts';
import { lookAtLetterLink, setNotificationsByLetter, stopLetters } from './set-notifications-by-letter.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const settings = () => db.read((tx) => notificationSettings(tx, admin.person));

async function tokenOf(kind: NotificationKind | null): Promise<string> {
  const made = await db.tx((tx) => makeLetterLink(tx, { person: admin.person, kind, baseUrl: BASE_URL }, NOW));
  return made.settings.split('/').at(-1)!;
}

test('looking changes nothing; setting and stopping do, as often as one likes', async () => {
  const token = await tokenOf('survey');
  for (let times = 0; times < 2; times++) {
    expect(mustBeDone(await db.read((tx) => lookAtLetterLink(tx, { token }, NOW)))).toMatchObject({ kind: 'survey' });
  }
  expect(await settings()).toEqual(allSettings({}));
  for (let times = 0; times < 2; times++) mustBeDone(await db.tx((tx) => stopLetters(tx, { token }, NOW)));
  expect(await settings()).toEqual(allSettings({ survey: 'never' }));
  const wished = allSettings({ asked: 'at-once' });
  mustBeDone(await db.tx((tx) => setNotificationsByLetter(tx, { token, settings: wished }, NOW)));
  expect(await settings()).toEqual(wished);
});

test('the daily letter’s link stops the daily letter', async () => {
  const token = await tokenOf(null);
  const after = mustBeDone(await db.tx((tx) => stopLetters(tx, { token }, NOW))).settings;
  expect(Object.values(after)).not.toContain('digest');
  expect(await settings()).toEqual(after);
});

test.each(['', 'x', "' or 1=1"])('%j opens nothing', async (token) => {
  const given = { token, settings: allSettings({}) };
  expect(codeOf(await db.read((tx) => lookAtLetterLink(tx, given, NOW)))).toBe('letter-link-ended');
  expect(codeOf(await db.tx((tx) => setNotificationsByLetter(tx, given, NOW)))).toBe('letter-link-ended');
  expect(codeOf(await db.tx((tx) => stopLetters(tx, given, NOW)))).toBe('letter-link-ended');
});
