import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { helpState } from '../care-rules.ts';
import { helpRequests } from '../store/care.ts';
import { askForHelp } from './ask-for-help.ts';
import { possibleOwners, takeHelp } from './take-help.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const asked = await db.tx((tx) => askForHelp(tx, speaker.actor, { project, wish: 'Please help.', contact: null }, NOW));
const request = mustBeDone(asked);
const take = (owner: typeof lead, actor = admin.actor) =>
  db.tx((tx) => takeHelp(tx, actor, { request, owner: owner.person }, NOW));

test('a request becomes a task with an owner of the workspace, and may be handed on', async () => {
  expect(codeOf(await take(lead, speaker.actor))).toBe('not-allowed');
  expect(codeOf(await take(speaker))).toBe('no-such-owner');
  mustBeDone(await take(lead));
  expect(codeOf(await take(lead))).toBe('nothing-changed');
  mustBeDone(await take(admin, lead.actor));
  const [one] = await db.read((tx) => helpRequests(tx, { id: request }));
  expect([helpState(one!), one!.owner?.name]).toEqual(['taken', 'Ada Example']);
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]).toMatchObject({
    kind: 'help.taken',
    facts: { request, owner: admin.person },
  });
  expect((await db.read(possibleOwners)).map(({ name }) => name)).toEqual(['Ada Example', 'Tec Example']);
});
