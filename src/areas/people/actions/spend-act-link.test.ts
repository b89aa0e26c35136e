import { expect, test } from 'vitest';
import { isBoundTo, personOf, rolesOf } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { holds, holdsSomewhere, permission } from '../../../kernel/permission.ts';
import { mustBeDone, refused } from '../../../kernel/refusal.ts';
import { eventsOf, showEventText, verifyChains } from '../../../outside/journal/index.ts';
import { addActLink } from '../../../../test/support/act-links.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { peoplePermissions } from '../rules.ts';
import { lookAtActLink } from './look-at-act-link.ts';
import { spendActLink } from './spend-act-link.ts';
import { withdrawActLink } from './withdraw-act-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const { project: other } = await addTestProject(db, admin.actor, 'Example Wave');

const spend = (input: Parameters<typeof spendActLink>[1], now = NOW) => db.tx((tx) => spendActLink(tx, input, now));
const act = 'answer-consent';

test('fetched twice by a scanner it is still good; the person’s own click spends it, once', async () => {
  const { token, subject, id } = await addActLink(db, admin.actor, { project });
  for (let times = 0; times < 2; times++) await db.read((tx) => lookAtActLink(tx, { token }, NOW));
  const { actor } = mustBeDone(await spend({ token, act, subject }));
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'act-link', id }));
  expect(event).toMatchObject({ kind: 'act-link.used', actor: { kind: 'link', id } });
  expect(showEventText(event!, 'hat')).toBe('project representative, Example Grid');
  expect(actor.name).toBe('Rosa Example');

  const again = await spend({ token, act, subject });
  expect(refused(again) && again).toMatchObject({ refused: 'act-link-ended', because: { why: 'used' } });
  expect(codeOf(await db.read((tx) => lookAtActLink(tx, { token }, NOW)))).toBe('act-link-ended');
  expect((await db.read(verifyChains)).faults).toEqual([]);
});

test('of two clicks at the same moment one gets through', async () => {
  const { token, subject } = await addActLink(db, admin.actor, { project });
  const codes = await Promise.all([1, 2, 3].map(async () => codeOf(await spend({ token, act, subject }))));
  expect(codes.filter((code) => code === null)).toHaveLength(1);
  expect(codes.filter((code) => code === 'act-link-ended')).toHaveLength(2);
});

test('another act, or the same about something else, is refused and leaves it as it was', async () => {
  const { token, subject } = await addActLink(db, admin.actor, { project });
  expect(codeOf(await spend({ token, act: 'sign', subject }))).toBe('act-link-of-another-act');
  expect(codeOf(await spend({ token, act, subject: newId(NOW) }))).toBe('act-link-of-another-act');
  mustBeDone(await spend({ token, act, subject }));
});

test('a verb that refuses leaves it good', async () => {
  const { token, subject } = await addActLink(db, admin.actor, { project });
  const verb = db.tx(async (tx) => {
    mustBeDone(await spendActLink(tx, { token, act, subject }, NOW));
    throw new Error('the verb refused');
  });
  await expect(verb).rejects.toThrow('the verb refused');
  mustBeDone(await spend({ token, act, subject }));
});

test('one for taking back works until it ends, and not after', async () => {
  const made = await addActLink(db, admin.actor, { project, act: 'withdraw-consent', use: 'until-it-ends' });
  const input = { token: made.token, act: 'withdraw-consent', subject: made.subject };
  for (let times = 0; times < 3; times++) mustBeDone(await spend(input));
  expect(codeOf(await spend(input, addDays(NOW, 14)))).toBe('act-link-ended');
});

test('run out or withdrawn, it does nothing', async () => {
  const { token, subject, id } = await addActLink(db, admin.actor, { project });
  expect(codeOf(await spend({ token, act, subject }, addDays(NOW, 15)))).toBe('act-link-ended');
  mustBeDone(await db.tx((tx) => withdrawActLink(tx, admin.actor, { link: id }, NOW)));
  expect(codeOf(await spend({ token, act, subject }))).toBe('act-link-ended');
});

test('whoever acts by it holds the role for that project, that one act, and no account', async () => {
  const { token, subject } = await addActLink(db, admin.actor, { project });
  const { actor } = mustBeDone(await spend({ token, act, subject }));
  const approve = permission('approve-item', 'Approve / withdraw an item or offer, opt out', 'A', ['PRJ'], ['PRJ']);
  expect([holds(actor, approve, project), holds(actor, approve, other), holds(actor, approve)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([isBoundTo(actor, act, subject), isBoundTo(actor, act, project), isBoundTo(actor, 'sign', subject)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(isBoundTo(admin.actor, 'sign', subject)).toBe(true);
  expect(personOf(actor)).toBe(null);
  expect(rolesOf(actor)).toEqual(['PRJ', 'PUB']);
  for (const needed of [peoplePermissions.stateHat, peoplePermissions.seePeople]) {
    expect([holds(actor, needed), holdsSomewhere(actor, needed)]).toEqual([false, false]);
  }
});
