import { expect, test } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { publicBrochures } from '../../areas/brochures/index.ts';
import { listPeople } from '../../areas/people/index.ts';
import { logoUse, namedProjects, projectProfile, type ProjectProfile } from '../../areas/projects/index.ts';
import { shownOffers, usableOffers, type ShownOffer } from '../../areas/roadmaps/index.ts';
import { STRANGER } from '../../kernel/actor.ts';
import { installJobs } from '../../outside/jobs/index.ts';
import { QUEUES } from '../queues.ts';
import { COMMUNITIES } from './communities.ts';
import { makeExampleLife } from './life.ts';
import { ILLUSTRATIVE } from './projects.ts';
import { makeExampleWorkspace } from './workspace.ts';

const NOW = new Date('2026-11-25T12:00:00Z');

test('sixty days of an example workspace: people, registers, six offers, one no, one open, one taken back', async () => {
  const database = await freshDatabase();
  await installJobs(database.ownerUrl, QUEUES);
  const { db } = database;
  const tools = { db, baseUrl: 'http://localhost', clock: () => NOW };
  // Before there is a workspace, and in one that is no example, nothing is made.
  await makeExampleLife(tools);
  const input = { baseUrl: 'http://localhost', trace: { address: '', agent: '' }, previousToken: null };
  await db.tx((tx) => makeExampleWorkspace(tx, input, NOW));
  await makeExampleLife(tools);
  // A job may be delivered twice.
  await makeExampleLife(tools);

  const people = await db.read((tx) => listPeople(tx));
  expect(people).toHaveLength(14);
  expect(people.every(({ name }) => name.endsWith('(example)'))).toBe(true);

  const all = await db.read((tx) => namedProjects(tx, null));
  expect(all).toHaveLength(40);
  const publicly = await db.read((tx) => namedProjects(tx, STRANGER));
  expect(publicly).toHaveLength(39);
  const idOf = (name: string) => all.find((project) => project.name === name)!.id;
  const profileOf = (name: string): Promise<ProjectProfile> =>
    db.read(async (tx) => (await projectProfile(tx, { kind: 'program', program: 'jobs' }, idOf(name)))!);
  expect((await profileOf('Zostera')).register.optOuts[0]?.reason).toContain('implies a promise');
  expect((await profileOf('conda-forge')).words.map(({ question }) => question).toSorted()).toEqual([
    'done',
    'funds',
    'volunteers',
  ]);
  expect((await profileOf('Gannet')).help).toHaveLength(1);
  for (const { name } of COMMUNITIES) {
    expect(await db.read((tx) => logoUse(tx, idOf(name))), name).toMatchObject({ accepted: true });
  }

  const projects = all.map(({ id }) => id);
  const shown = await db.read((tx) => shownOffers(tx, NOW, { projects }));
  expect(shown.map(({ offer }) => offer.content.project.name).toSorted()).toEqual([
    ...Array.from({ length: 3 }, () => 'NumPy'),
    ...Array.from({ length: 3 }, () => 'SciPy'),
  ]);
  expect(shown.every(({ offer }) => offer.content.project.note === ILLUSTRATIVE)).toBe(true);
  expect(await db.read((tx) => usableOffers(tx, NOW, 'brochure', { projects }))).toHaveLength(6);

  const brochures = await db.read((tx) => publicBrochures(tx, NOW));
  expect(brochures.map((one) => [one.title, one.projects.length])).toEqual(
    expect.arrayContaining([
      ['Arrays that science stands on', 2],
      ['Seven communities we know', 7],
      ['Figures and arrays for public bodies', 2],
    ]),
  );
  expect(brochures).toHaveLength(3);

  // The sums of domain 8.7.
  const sum = (words: string) => figures(shown.find(({ offer }) => offer.content.title.includes(words))!);
  expect([sum('website'), sum('every kind of array'), sum('pull requests')]).toEqual([
    'once 77500.00-77500.00',
    'once 150000.00-300000.00',
    'yearly 150000.00-150000.00',
  ]);
  const outside = shown.flatMap(({ offer }) => offer.content.doneWhen.filter((condition) => condition.outside));
  expect(outside.filter(({ text }) => text.endsWith('array library has adopted it in a release.'))).toHaveLength(3);
  await database.close();
});

function figures({ offer }: ShownOffer): string {
  const { once, yearly } = offer.content.estimate;
  const [name, part] = once === null ? (['yearly', yearly!] as const) : (['once', once] as const);
  return `${name} ${part.together.low}-${part.together.high}`;
}
