import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject, giveStanding, pngOf } from '../../../../test/support/projects.ts';
import { editProjectInput } from '../inputs.ts';
import { readLogo } from '../logo.ts';
import { logoUse } from '../store/care.ts';
import { acceptLogo } from './accept-logo.ts';
import { editProject } from './edit-project.ts';
import { withdrawLogo } from './withdraw-logo.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
await giveStanding(db, admin.actor, { project, person: speaker.person, matters: ['trademark'] });
await db.tx(async (tx) => {
  const input = editProjectInput.parse({ name: 'Example Grid', version: 0, logoAlt: 'a grid' });
  const logo = mustBeDone(readLogo(pngOf(20, 20)));
  mustBeDone(await editProject(tx, admin.actor, { ...input, project, logo }, NOW));
});

test('the agreement is withdrawn by whoever speaks for the project, at once', async () => {
  const withdraw = (actor = speaker.actor) => db.tx((tx) => withdrawLogo(tx, actor, { project }, NOW));
  expect(codeOf(await withdraw())).toBe('logo-not-accepted');
  mustBeDone(await db.tx((tx) => acceptLogo(tx, speaker.actor, { project }, NOW)));
  expect(codeOf(await withdraw(admin.actor))).toBe('not-allowed');
  mustBeDone(await withdraw());
  expect((await db.read((tx) => logoUse(tx, project)))?.accepted).toBe(false);
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]?.kind).toBe('logo.withdrawn');
});
