import { expect, test } from 'vitest';
import { CONCERN, DAY, feedbackNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { noteFeedback } from './note-feedback.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const noted = { ...CONCERN, channel: 'in-person', cameOn: DAY('2026-11-20') } as const;

test('staff notes what was said to them; it counts from the day on which it came', async () => {
  const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const id = mustBeDone(await db.tx((tx) => noteFeedback(tx, lead.actor, noted, NOW)));
  expect(await feedbackNow(db, id)).toMatchObject({
    channel: 'in-person',
    cameAt: new Date('2026-11-20T00:00:00Z'),
    contact: { name: 'Noor Example', mail: 'noor@example.org' },
    entered: { byName: 'Eng Example' },
  });
  const late = { ...noted, cameOn: DAY('2026-11-26') };
  expect(codeOf(await db.tx((tx) => noteFeedback(tx, lead.actor, late, NOW)))).toBe('came-later');
});

test('nobody else does', async () => {
  const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
  const funder = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
  for (const { actor } of [keeper, funder]) {
    expect(codeOf(await db.tx((tx) => noteFeedback(tx, actor, noted, NOW)))).toBe('not-allowed');
  }
});
