import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { listUnendedSessions } from '../store/sessions.ts';
import { recogniseSession } from './recognise-session.ts';
import { startSession } from './start-session.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const trace = { address: '2001:db8::1', agent: 'x'.repeat(5000) };

test('the secret is in no table, and lasts at most 30 days', async () => {
  const input = { person: admin.person, proof: 'password', trace, previousToken: null } as const;
  const begun = await db.tx((tx) => startSession(tx, STRANGER, input, NOW));
  expect(begun.expires).toEqual(addDays(NOW, 30));
  const { rows } = await db.read((tx) =>
    sql<{ text: string }>`select session::text as text from session`.execute(on(tx)),
  );
  expect(rows).toHaveLength(2);
  for (const { text } of rows) expect(text).not.toContain(begun.token);
  const listed = await db.read((tx) => listUnendedSessions(tx, admin.person));
  expect(listed.map((one) => one.agent?.length)).toContain(300);
});

test('the session brought along ends, also somebody else’s', async () => {
  const input = { person: admin.person, proof: 'link', trace, previousToken: admin.token } as const;
  const begun = await db.tx((tx) => startSession(tx, STRANGER, input, NOW));
  expect(await db.read((tx) => recogniseSession(tx, admin.token, NOW))).toBe(null);
  expect(await db.read((tx) => recogniseSession(tx, begun.token, NOW))).not.toBe(null);
});
