import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { sayMission } from '../../../../test/support/profile.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { judgeSubject } from './judge-subject.ts';
import { readFit } from './read-fit.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('a project is held against the mission by its address; its own people do not know', async () => {
  const { project, slug } = await addTestProject(db, admin.actor, 'Example Grid');
  const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
  await sayMission(db, admin.actor);
  const judge = (actor: typeof admin.actor, reason: string | null) =>
    db.tx((tx) => judgeSubject(tx, actor, { project: slug, item: null, fits: false, reason }, NOW));
  expect(codeOf(await judge(speaker.actor, 'x'))).toBe('project-not-found');
  expect(codeOf(await judge(admin.actor, null))).toBe('misfit-reason');
  expect(codeOf(await judge(admin.actor, 'It is a mobile game.'))).toBeNull();
  const shown = mustBeDone(await db.read((tx) => readFit(tx, admin.actor, { project: slug, item: null })));
  expect(shown).toMatchObject({
    subject: { kind: 'project', id: project },
    fits: [{ fits: false, reason: 'It is a mobile game.' }],
  });
});
