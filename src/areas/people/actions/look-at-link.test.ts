import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { lookAtLink } from './look-at-link.ts';
import { makeLink } from './make-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('it says what the link is for, as often as it is asked', async () => {
  const { token } = await db.tx((tx) => makeLink(tx, { purpose: 'sign-in', person: admin.person }, NOW));
  for (let times = 0; times < 3; times++) {
    const seen = mustBeDone(await db.read((tx) => lookAtLink(tx, { purpose: 'sign-in', token }, NOW)));
    expect(seen).toMatchObject({ purpose: 'sign-in', person: { name: 'Ada Example' } });
  }
});

test.each(['set-up', 'invitation'] as const)('a sign-in link is no %s link', async (purpose) => {
  const { token } = await db.tx((tx) => makeLink(tx, { purpose: 'sign-in', person: admin.person }, NOW));
  expect(codeOf(await db.read((tx) => lookAtLink(tx, { purpose, token }, NOW)))).toBe('link-ended');
});

test.each(['', 'x', "' or 1=1", 'é'.repeat(100)])('%j opens nothing', async (token) => {
  expect(codeOf(await db.read((tx) => lookAtLink(tx, { purpose: 'sign-in', token }, NOW)))).toBe('link-ended');
});
