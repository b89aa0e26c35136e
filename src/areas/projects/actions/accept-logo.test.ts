import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject, giveStanding, pngOf } from '../../../../test/support/projects.ts';
import { editProjectInput } from '../inputs.ts';
import { readLogo } from '../logo.ts';
import { logoUse } from '../store/care.ts';
import { findProject } from '../store/projects.ts';
import { acceptLogo } from './accept-logo.ts';
import { editProject } from './edit-project.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const accept = (actor = speaker.actor) => db.tx((tx) => acceptLogo(tx, actor, { project }, NOW));
const use = () => db.read((tx) => logoUse(tx, project));

async function edit(change: { readonly logoAlt?: string | null; readonly logoNote?: string }, width?: number) {
  const { profile, version } = (await db.read((tx) => findProject(tx, project)))!;
  const { logo: _, ...said } = profile;
  const input = editProjectInput.parse({ ...said, version, ...change });
  const logo = width === undefined ? ('keep' as const) : mustBeDone(readLogo(pngOf(width, 20)));
  mustBeDone(await db.tx((tx) => editProject(tx, admin.actor, { ...input, project, logo }, NOW)));
}

test('the project agrees to exactly what is there: picture, words and note', async () => {
  expect(codeOf(await accept())).toBe('no-standing');
  await giveStanding(db, admin.actor, { project, person: speaker.person, matters: ['trademark'] });
  expect(codeOf(await accept())).toBe('logo-incomplete');
  await edit({}, 20);
  expect(codeOf(await accept())).toBe('logo-incomplete');
  await edit({ logoAlt: 'four interlocked squares' });
  expect(codeOf(await accept(admin.actor))).toBe('not-allowed');
  mustBeDone(await accept());
  expect(codeOf(await accept())).toBe('logo-accepted-already');
  expect(await use()).toMatchObject({ alt: 'four interlocked squares', note: null, accepted: true });
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]?.kind).toBe('logo.accepted');
});

test('another picture, other words or another note ask again', async () => {
  await edit({ logoNote: 'With the mark.' });
  expect((await use())?.accepted).toBe(false);
  mustBeDone(await accept());
  await edit({}, 40);
  expect((await use())?.accepted).toBe(false);
});
