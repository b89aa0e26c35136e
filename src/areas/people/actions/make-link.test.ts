import { expect, test } from 'vitest';
import { addMinutes } from '../../../kernel/dates.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { makeLink } from './make-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('the token is in no table, and each is good for its own time', async () => {
  const link = await db.tx((tx) => makeLink(tx, { purpose: 'sign-in', person: admin.person }, NOW));
  const longer = await db.tx((tx) => makeLink(tx, { purpose: 'sign-in', person: admin.person, minutes: 60 }, NOW));
  expect([link.validUntil, longer.validUntil]).toEqual([addMinutes(NOW, 20), addMinutes(NOW, 60)]);
  const { rows } = await db.read((tx) =>
    sql<{ text: string }>`select one_time_link::text as text from one_time_link`.execute(on(tx)),
  );
  expect(rows.length).toBeGreaterThanOrEqual(2);
  const hex = Buffer.from(link.token).toString('hex');
  for (const { text } of rows) {
    expect(text).not.toContain(link.token);
    expect(text).not.toContain(hex);
  }
});
