import { expect, test } from 'vitest';
import { addDays, addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { lookAtLink } from './look-at-link.ts';
import { makeSetUpLink } from './make-set-up-link.ts';

const { db } = await testDatabase();
const make = () => db.tx((tx) => makeSetUpLink(tx, { kind: 'program', program: 'command' }, {}, NOW));
const look = (token: string, now = NOW) =>
  db.read(async (tx) => codeOf(await lookAtLink(tx, { purpose: 'set-up', token }, now)));

test('each start makes a new link for a day and ends the one before', async () => {
  const first = mustBeDone(await make());
  const second = mustBeDone(await make());
  expect(await look(first.token)).toBe('link-ended');
  expect(await look(second.token, addMinutes(NOW, 24 * 60 - 1))).toBe(null);
  expect(await look(second.token, addDays(NOW, 1))).toBe('link-ended');
});

test('a workspace that is set up needs none', async () => {
  await makeWorkspace(db);
  expect(codeOf(await make())).toBe('already-set-up');
});
