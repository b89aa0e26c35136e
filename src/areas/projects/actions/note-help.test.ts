import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { helpRequests } from '../store/care.ts';
import { askForHelp } from './ask-for-help.ts';
import { closeHelp } from './close-help.ts';
import { noteHelp } from './note-help.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const request = mustBeDone(
  await db.tx((tx) => askForHelp(tx, speaker.actor, { project, wish: 'Please help.', contact: null }, NOW)),
);
const note = (words: string, actor = admin.actor) => db.tx((tx) => noteHelp(tx, actor, { request, words }, NOW));

test('notes are kept in their order, for the workspace only, until the request is closed', async () => {
  expect(codeOf(await note('Mine?', speaker.actor))).toBe('not-allowed');
  mustBeDone(await note('Wrote to them.'));
  mustBeDone(await note('Call on Monday.'));
  const [one] = await db.read((tx) => helpRequests(tx, { id: request }));
  expect(one!.notes.map(({ words }) => words)).toEqual(['Wrote to them.', 'Call on Monday.']);
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]?.kind).toBe('help.noted');
  const closing = { request, outcome: 'helped', words: 'Draft merged.' } as const;
  mustBeDone(await db.tx((tx) => closeHelp(tx, admin.actor, closing, NOW)));
  expect(codeOf(await note('Too late.'))).toBe('request-closed');
});
