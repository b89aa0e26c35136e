import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, giveStanding } from '../../../../test/support/projects.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { optOutsOf } from '../store/opt-outs.ts';
import { countProjects } from '../store/views.ts';
import { optIn } from './opt-in.ts';
import { optOut } from './opt-out.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
await giveStanding(db, admin.actor, { project, person: speaker.person });

test('only the project itself asks to be shown again; that it was left out stays on record', async () => {
  expect(codeOf(await db.tx((tx) => optIn(tx, speaker.actor, { project }, NOW)))).toBe('not-opted-out');
  const input = { project, reason: 'It implies a promise.', isPrivate: false };
  mustBeDone(await db.tx((tx) => optOut(tx, speaker.actor, input, NOW)));
  expect(codeOf(await db.tx((tx) => optIn(tx, admin.actor, { project }, NOW)))).toBe('not-allowed');
  expect(await db.read(countProjects)).toBe(0);

  const later = addDays(NOW, 1);
  mustBeDone(await db.tx((tx) => optIn(tx, speaker.actor, { project }, later)));
  await db.read(async (tx) => {
    expect(await countProjects(tx)).toBe(1);
    expect(await optOutsOf(tx, project)).toMatchObject([
      { reason: input.reason, ended: { at: later, byName: 'Prj Example' } },
    ]);
    const [back, away] = await eventsOf(tx, { kind: 'project', id: project });
    expect(back?.kind).toBe('project.opted-in');
    expect(away).toMatchObject({ kind: 'project.opted-out', texts: { reason: { text: input.reason } } });
  });
  mustBeDone(await db.tx((tx) => optOut(tx, speaker.actor, input, later)));
});
