import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import type { FoundLink } from '../proposals.ts';
import { openProposals } from '../rules.ts';
import { proposalsOf } from '../store/proposals.ts';
import { repositoriesOf } from '../store/repositories.ts';
import { archiveProject } from './archive-project.ts';
import { declineProposal } from './decline-proposal.ts';
import { proposeRepositories } from './propose-repositories.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const survey = { kind: 'program', program: 'jobs' } as const;
const { project } = await addTestProject(db, admin.actor, 'Example Grid');

function linksTo(...targets: string[]): FoundLink[] {
  const foundIn = { repository: 'example/example-grid', path: 'README\n<script>.md', line: 7, commit: '278f85f' };
  return targets.map((target) => ({ target, foundIn }));
}

test('the survey’s reading leaves proposals, with the very line they rest on, and nothing joins the set', async () => {
  const links = linksTo('https://github.com/example/governance', 'https://github.com/example/example-grid/wiki');
  expect(await db.tx((tx) => proposeRepositories(tx, survey, { project, links }, NOW))).toEqual({ done: 2 });
  await db.read(async (tx) => {
    const proposals = await proposalsOf(tx, project);
    expect(new Map(proposals.map((one) => [one.name, one.role]))).toEqual(
      new Map([
        ['example/governance', 'governance'],
        ['example/example-grid.wiki', 'wiki'],
      ]),
    );
    expect(proposals[0]).toMatchObject({
      answer: null,
      foundIn: { repository: 'example/example-grid', path: 'README\n<script>.md', line: 7, commit: '278f85f' },
    });
    expect(await repositoriesOf(tx, project)).toHaveLength(1);
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({
      kind: 'repositories.proposed',
      actor: { kind: 'program', id: 'jobs' },
      facts: { proposals: 2 },
    });
  });
});

test('reading again proposes nothing twice, also not what was declined', async () => {
  const [first] = await db.read((tx) => proposalsOf(tx, project));
  mustBeDone(await db.tx((tx) => declineProposal(tx, admin.actor, { project, proposal: first!.id }, NOW)));
  const links = linksTo(
    'https://github.com/Example/Governance.git',
    'https://github.com/example/example-grid/wiki/Home',
  );
  expect(await db.tx((tx) => proposeRepositories(tx, survey, { project, links }, NOW))).toEqual({ done: 0 });
  await db.read(async (tx) => {
    expect(openProposals(await proposalsOf(tx, project), await repositoriesOf(tx, project))).toHaveLength(1);
  });
});

test('an archived project gets none, and a person without the role makes none', async () => {
  const { project: old } = await addTestProject(db, admin.actor, 'Example Old');
  mustBeDone(await db.tx((tx) => archiveProject(tx, admin.actor, { project: old, reason: 'unmaintained' }, NOW)));
  const links = linksTo('https://github.com/example/governance');
  expect(await db.tx((tx) => proposeRepositories(tx, survey, { project: old, links }, NOW))).toEqual({ done: 0 });
  const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  expect(await db.tx((tx) => proposeRepositories(tx, sales.actor, { project, links }, NOW))).toMatchObject({
    refused: 'not-allowed',
  });
});
