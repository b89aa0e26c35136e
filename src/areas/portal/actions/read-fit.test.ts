import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { readFit } from './read-fit.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('what we think of a project is for the workspace’s people alone', async () => {
  const { project, slug } = await addTestProject(db, admin.actor, 'Example Grid');
  const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
  const finance = await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' });
  const read = (actor: Parameters<typeof readFit>[1], item: number | null = null) =>
    db.read((tx) => readFit(tx, actor, { project: slug, item }));
  expect([codeOf(await read(STRANGER)), codeOf(await read(speaker.actor))]).toEqual([
    'project-not-found',
    'project-not-found',
  ]);
  expect(mustBeDone(await read(finance.actor))).toMatchObject({ fits: [], mayJudge: false, profile: null });
  // No item of it was ever offered.
  expect(codeOf(await read(admin.actor, 1))).toBe('project-not-found');
});
