import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { askAsStrangerInput } from '../care-inputs.ts';
import { MOST_OPEN_REQUESTS } from '../care-rules.ts';
import { openRequests, helpRequests, helpTracesOf } from '../store/care.ts';
import { askForHelp } from './ask-for-help.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const wish = 'We have notes of a sprint and nobody to write them up.';
const contact = { name: 'Noor Example', mail: 'noor@example.org' };
const ask = (actor: Parameters<typeof askForHelp>[1], of: typeof contact | null, at = project) =>
  db.tx((tx) => askForHelp(tx, actor, { project: at, wish, contact: of }, NOW));

test('a representative, staff on their behalf, and a maintainer without an account ask; each waits as a task', async () => {
  mustBeDone(await ask(speaker.actor, null));
  mustBeDone(await ask(admin.actor, null));
  const request = mustBeDone(await ask(STRANGER, contact));
  const waiting = await db.read((tx) => helpRequests(tx, { show: 'waiting' }));
  expect(waiting.map(({ askedAs, contact: who, owner }) => [askedAs, who?.mail ?? null, owner])).toEqual([
    ['project', null, null],
    ['workspace', null, null],
    ['form', 'noor@example.org', null],
  ]);
  expect((await db.read(openRequests)).count).toBe(3);
  // The journal knows that somebody asked, not what and who.
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(event).toMatchObject({ kind: 'help.asked', facts: { request } });
  expect(JSON.stringify(event)).not.toMatch(/sprint|noor/i);
});

test('a project’s requests may not pile up, whoever sends them', async () => {
  const { project: other } = await addTestProject(db, admin.actor, 'Example Wave');
  for (let n = 0; n < MOST_OPEN_REQUESTS; n++) mustBeDone(await ask(STRANGER, contact, other));
  expect(codeOf(await ask(STRANGER, contact, other))).toBe('too-many-requests');
  expect(await db.read((tx) => helpTracesOf(tx, other))).toHaveLength(MOST_OPEN_REQUESTS);
});

test('who has no account says who they are', () => {
  const wrong = askAsStrangerInput.safeParse({ wish: '…', name: '', mail: 'x' });
  expect(wrong.error?.issues.map(({ path }) => path[0])).toEqual(['wish', 'name', 'mail']);
});
