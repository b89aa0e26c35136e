import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone, refused } from '../../../kernel/refusal.ts';
import { addActLink } from '../../../../test/support/act-links.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { lookAtActLink } from './look-at-act-link.ts';
import { renewActLink } from './renew-act-link.ts';
import { spendActLink } from './spend-act-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const LATER = addDays(NOW, 20);

const renew = (token: string, now = LATER) =>
  db.tx((tx) => renewActLink(tx, { token, validUntil: addDays(now, 14) }, now));

async function whyNot(token: string, now = LATER) {
  const outcome = await renew(token, now);
  return refused(outcome) ? [outcome.refused, outcome.because.why] : 'renewed';
}

test('one that ran out is renewed once, for the same person and act', async () => {
  const { token, subject, id } = await addActLink(db, admin.actor, { project });
  const { made, link } = mustBeDone(await renew(token));
  expect(link).toMatchObject({ id, recipient: { name: 'Rosa Example', mail: 'rosa@example.org' } });
  expect(await whyNot(token)).toEqual(['act-link-not-to-renew', 'renewed']);
  const old = await db.read((tx) => lookAtActLink(tx, { token }, LATER));
  expect(refused(old) && old.because.why).toBe('renewed');
  const input = { token: made.token, act: 'answer-consent', subject };
  expect(mustBeDone(await db.tx((tx) => spendActLink(tx, input, LATER))).link.renews).toBe(id);
});

test('two who press at the same moment get one letter', async () => {
  const { token } = await addActLink(db, admin.actor, { project });
  const outcomes = await Promise.all([1, 2].map(() => whyNot(token)));
  expect(outcomes).toContainEqual('renewed');
  expect(outcomes).toContainEqual(['act-link-not-to-renew', 'renewed']);
});

test('one that is open, used or unknown is not renewed', async () => {
  const { token, subject } = await addActLink(db, admin.actor, { project });
  expect(await whyNot(token, NOW)).toEqual(['act-link-not-to-renew', 'open']);
  mustBeDone(await db.tx((tx) => spendActLink(tx, { token, act: 'answer-consent', subject }, NOW)));
  expect(await whyNot(token)).toEqual(['act-link-not-to-renew', 'used']);
  expect(await whyNot('nothing')).toEqual(['act-link-ended', 'unknown']);
});
