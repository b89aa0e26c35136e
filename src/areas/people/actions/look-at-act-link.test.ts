import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone, refused } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { addActLink } from '../../../../test/support/act-links.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { actLinkRefusals } from '../types.ts';
import { lookAtActLink } from './look-at-act-link.ts';
import { withdrawActLink } from './withdraw-act-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');

const look = (token: string, now = NOW) => db.read((tx) => lookAtActLink(tx, { token }, now));

async function sentence(token: string, now = NOW): Promise<string> {
  const outcome = await look(token, now);
  return refused(outcome) ? actLinkRefusals[outcome.refused].say(outcome.because) : 'open';
}

test('it says for whom and for what it is, as often as a scanner fetches it', async () => {
  const { token, subject, id } = await addActLink(db, admin.actor, { project });
  for (let times = 0; times < 5; times++) {
    const { link, actor } = mustBeDone(await look(token));
    expect(link).toMatchObject({ act: 'answer-consent', subject, recipient: { name: 'Rosa Example' }, spentAt: null });
    expect(actor).toEqual({
      kind: 'link',
      link: id,
      name: 'Rosa Example',
      act: 'answer-consent',
      subject,
      grants: [{ role: 'PRJ', project }],
      hats: [{ capacity: 'project representative', affiliation: 'Example Grid', comesWith: 'role', project }],
      hat: 'project representative, Example Grid',
    });
  }
});

test('one that is over says why, and what to do', async () => {
  const { token, id } = await addActLink(db, admin.actor, { project });
  expect(await sentence(token, addDays(NOW, 13.9))).toBe('open');
  expect(await sentence(token, addDays(NOW, 14))).toMatch(/ran out on 9 December 2026\. Ask for a new one/);
  mustBeDone(await db.tx((tx) => withdrawActLink(tx, admin.actor, { link: id }, NOW)));
  expect(await sentence(token)).toMatch(/taken back on 25 November 2026/);
});

test.each(['', 'x', "' or 1=1", 'é'.repeat(100)])('%j opens nothing', async (token) => {
  expect(await sentence(token)).toMatch(/not known here/);
});

test('nor does one whose recipient was erased', async () => {
  const { token, id } = await addActLink(db, admin.actor, { project });
  await db.tx((tx) => sql`delete from act_link_recipient where link = ${id}`.execute(on(tx)));
  expect(await sentence(token)).toMatch(/not known here/);
});
