import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { COVERAGE } from '../care-types.ts';
import { coverageOf } from '../store/care.ts';
import { setCoverage } from './set-coverage.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const set = (status: keyof typeof COVERAGE, actor = admin.actor) =>
  db.tx((tx) => setCoverage(tx, actor, { project, status }, NOW));

test('the workspace says how it takes part; the newest counts', async () => {
  expect(await db.read((tx) => coverageOf(tx, project))).toBe('none');
  expect(codeOf(await set('maintainer', speaker.actor))).toBe('not-allowed');
  mustBeDone(await set('contributor'));
  expect(codeOf(await set('contributor'))).toBe('nothing-changed');
  mustBeDone(await set('aims'));
  expect(await db.read((tx) => coverageOf(tx, project))).toBe('aims');
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]).toMatchObject({
    kind: 'coverage.set',
    facts: { coverage: 'aims' },
  });
});

test('no sentence of it says that anybody is employed', () => {
  for (const sentence of Object.values(COVERAGE)) expect(sentence).not.toMatch(/employ|staff|hire|our |payroll/i);
});
