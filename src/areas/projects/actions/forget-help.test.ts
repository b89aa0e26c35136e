import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { helpRequests } from '../store/care.ts';
import { askForHelp } from './ask-for-help.ts';
import { forgetHelp } from './forget-help.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const contact = { name: 'Noor Example', mail: 'noor@example.org' };
const request = mustBeDone(
  await db.tx((tx) => askForHelp(tx, STRANGER, { project, wish: 'Please help.', contact }, NOW)),
);

test('who asked goes, what was asked stays', async () => {
  expect(codeOf(await db.tx((tx) => forgetHelp(tx, speaker.actor, { request }, NOW)))).toBe('not-allowed');
  mustBeDone(await db.tx((tx) => forgetHelp(tx, admin.actor, { request }, NOW)));
  const [one] = await db.read((tx) => helpRequests(tx, { id: request }));
  expect(one).toMatchObject({ contact: null, wish: 'Please help.' });
  expect(codeOf(await db.tx((tx) => forgetHelp(tx, admin.actor, { request }, NOW)))).toBe('nothing-to-forget');
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]?.kind).toBe('help.forgotten');
});
