import { expect, test } from 'vitest';
import { enterTestGathering, gatheringNow, DAY } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { enterGatheringInput } from '../gathering-inputs.ts';
import { enterGathering } from './enter-gathering.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('somebody of the workspace enters an event with its parts and themes, and is its steward', async () => {
  const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const id = await enterTestGathering(db, lead.actor);
  expect(await gatheringNow(db, id)).toMatchObject({
    kind: 'workshop',
    steward: { person: lead.person, name: 'Eng Example' },
    version: 1,
    text: {
      title: 'Example workshop',
      parts: [
        { title: 'Morning', theme: 'Roadmaps' },
        { title: 'Afternoon', theme: null },
      ],
    },
    publication: null,
  });
});

test('a maintainer does not', async () => {
  const { project } = await addTestProject(db, admin.actor, 'Example Grid');
  const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
  const text = {
    title: 'x',
    startsOn: DAY('2026-11-01'),
    endsOn: DAY('2026-11-01'),
    place: null,
    about: null,
    parts: [],
  };
  expect(codeOf(await db.tx((tx) => enterGathering(tx, keeper.actor, { kind: 'call', text }, NOW)))).toBe(
    'not-allowed',
  );
});

test('parts are read a line each; an event does not end before it begins', () => {
  const typed = {
    kind: 'forum',
    title: 'Forum',
    startsOn: '2026-11-02',
    endsOn: '',
    parts: 'Morning | Money | more\n\n Evening ',
  };
  expect(enterGatheringInput.parse(typed).parts).toEqual([
    { title: 'Morning', theme: 'Money | more' },
    { title: 'Evening', theme: null },
  ]);
  expect(enterGatheringInput.safeParse({ ...typed, parts: '| only a theme' }).success).toBe(false);
  expect(enterGatheringInput.safeParse({ ...typed, parts: 'a\n'.repeat(21) }).success).toBe(false);
  const early = enterGatheringInput.safeParse({ ...typed, endsOn: '2026-11-01' });
  expect(early.error?.issues.map(({ path }) => path[0])).toEqual(['endsOn']);
});
