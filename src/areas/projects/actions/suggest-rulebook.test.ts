import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { NO_VALUE, type SuggestedRule } from '../rulebook-types.ts';
import { rulebookOf } from '../store/rulebook.ts';
import { suggestRulebook } from './suggest-rulebook.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
const program = { kind: 'program', program: 'jobs' } as const;
const suggestions: readonly SuggestedRule[] = [
  {
    field: 'cla',
    value: { ...NO_VALUE, choices: ['dco'] },
    evidence: [{ repository: 'example/example-grid', path: 'CONTRIBUTING.md', lines: [3, 3], commit: '278f85f' }],
  },
  { field: 'style', value: NO_VALUE, evidence: [] },
];
const suggest = () => db.tx((tx) => suggestRulebook(tx, program, { project, round: null, suggestions }, NOW));

test('what a survey read is kept once, with its lines; what says nothing is not kept', async () => {
  expect(mustBeDone(await suggest())).toBe(1);
  expect(mustBeDone(await suggest())).toBe(0);
  const { entries, suggestions: open } = await db.read((tx) => rulebookOf(tx, project));
  expect(entries).toEqual([]);
  expect(open).toMatchObject([suggestions[0]]);
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]).toMatchObject({
    kind: 'rulebook.suggested',
    facts: { suggestions: 1 },
  });
});

test('a person does not suggest: they say what holds', async () => {
  const outcome = await db.tx((tx) => suggestRulebook(tx, keeper.actor, { project, round: null, suggestions }, NOW));
  expect(codeOf(outcome)).toBe('not-allowed');
});
