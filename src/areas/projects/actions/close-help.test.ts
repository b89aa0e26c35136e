import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { openRequests, helpRequests, helpTracesOf } from '../store/care.ts';
import { askForHelp } from './ask-for-help.ts';
import { closeHelp } from './close-help.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const request = mustBeDone(
  await db.tx((tx) => askForHelp(tx, speaker.actor, { project, wish: 'Please help.', contact: null }, NOW)),
);
const input = { request, outcome: 'not-now', words: 'Nobody is free before spring.' } as const;

test('"not now" is an end with words; it leaves the list of those that wait and stays on record', async () => {
  expect(codeOf(await db.tx((tx) => closeHelp(tx, speaker.actor, input, NOW)))).toBe('not-allowed');
  mustBeDone(await db.tx((tx) => closeHelp(tx, admin.actor, input, NOW)));
  expect(codeOf(await db.tx((tx) => closeHelp(tx, admin.actor, input, NOW)))).toBe('request-closed');
  await db.read(async (tx) => {
    expect((await openRequests(tx)).count).toBe(0);
    expect(await helpRequests(tx, { show: 'waiting' })).toEqual([]);
    expect(await helpRequests(tx, { show: 'closed' })).toMatchObject([
      { answer: { outcome: 'not-now', words: input.words, byName: 'Ada Example' } },
    ]);
    expect(await helpTracesOf(tx, project)).toMatchObject([{ state: 'not-now', answeredAt: NOW }]);
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({
      kind: 'help.answered',
      facts: { outcome: 'not-now' },
    });
  });
});
