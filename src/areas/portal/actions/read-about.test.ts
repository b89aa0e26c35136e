import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { readAbout } from './read-about.ts';
import { setFunding } from './set-funding.ts';

const { db } = await testDatabase();

test('contacts stand by role, and administrators alone may change what we are for', async () => {
  expect(codeOf(await db.read((tx) => readAbout(tx, STRANGER)))).toBe('no-workspace');
  const admin = await makeWorkspace(db);
  const contacts = { funders: 'work@example.org', projects: null };
  const input = { project: null, replaces: null, settings: { entity: null, channels: [], contacts } };
  mustBeDone(await db.tx((tx) => setFunding(tx, admin.actor, input, NOW)));
  const about = { name: 'Example Lab', profile: null, contacts };
  expect(mustBeDone(await db.read((tx) => readAbout(tx, STRANGER)))).toMatchObject({ ...about, mayEdit: false });
  expect(mustBeDone(await db.read((tx) => readAbout(tx, admin.actor)))).toMatchObject({ ...about, mayEdit: true });
});
