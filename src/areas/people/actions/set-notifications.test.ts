import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { allSettings } from '../notification-rules.ts';
import { notificationSettings } from '../store/notifications.ts';
import { setNotifications } from './set-notifications.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('quiet until somebody wishes otherwise; then as they wish, and announced', async () => {
  const read = () => db.read((tx) => notificationSettings(tx, admin.person));
  expect(new Set(Object.values(await read()))).toEqual(new Set(['digest']));
  for (const settings of [allSettings({ asked: 'at-once' }), allSettings({ survey: 'never' })]) {
    mustBeDone(await db.tx((tx) => setNotifications(tx, admin.actor, settings, NOW)));
    expect(await read()).toEqual(settings);
  }
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: admin.person }));
  expect(event).toMatchObject({ kind: 'notifications.set', facts: { survey: 'never', asked: 'digest' } });
});

test('a stranger sets nothing', async () => {
  expect(codeOf(await db.tx((tx) => setNotifications(tx, STRANGER, allSettings({}), NOW)))).toBe('signed-out');
});
