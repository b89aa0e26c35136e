import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { NO_VALUE } from '../rulebook-types.ts';
import { rulebookOf } from '../store/rulebook.ts';
import { setSuggestionAside } from './set-suggestion-aside.ts';
import { suggestRulebook } from './suggest-rulebook.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const suggest = (text: string) =>
  db.tx((tx) =>
    suggestRulebook(
      tx,
      { kind: 'program', program: 'jobs' },
      { project, round: null, suggestions: [{ field: 'review', value: { ...NO_VALUE, text }, evidence: [] }] },
      NOW,
    ),
  );
const open = async () => (await db.read((tx) => rulebookOf(tx, project))).suggestions;

test('what was set aside is not suggested again; something else is', async () => {
  await suggest('Two people.');
  const [first] = await open();
  const aside = (actor = keeper.actor) =>
    db.tx((tx) => setSuggestionAside(tx, actor, { project, suggestion: first!.id }, NOW));
  expect(codeOf(await aside(sales.actor))).toBe('not-allowed');
  mustBeDone(await aside());
  expect(codeOf(await aside())).toBe('suggestion-answered');
  expect(await open()).toEqual([]);
  await suggest('Two people.');
  expect(await open()).toEqual([]);
  await suggest('Three people.');
  expect((await open()).map(({ value }) => value.text)).toEqual(['Three people.']);
  const kinds = (await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }))).map(({ kind }) => kind);
  expect(kinds).toContain('rulebook.set-aside');
});
