import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { proposalsOf } from '../store/proposals.ts';
import { repositoriesOf } from '../store/repositories.ts';
import { declineProposal } from './decline-proposal.ts';
import { proposeRepositories } from './propose-repositories.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
const foundIn = { repository: 'example/example-grid', path: 'README.md', line: 7, commit: '278f85f' };
const links = [{ target: 'https://github.com/example/governance', foundIn }];
await db.tx((tx) => proposeRepositories(tx, { kind: 'program', program: 'jobs' }, { project, links }, NOW));
const [proposed] = await db.read((tx) => proposalsOf(tx, project));
const proposal = proposed!.id;

test('a stranger declines nothing, and what is not there is not declined', async () => {
  expect(await db.tx((tx) => declineProposal(tx, STRANGER, { project, proposal }, NOW))).toMatchObject({
    refused: 'signed-out',
  });
  const other = newId<'repository proposal'>(NOW);
  expect(await db.tx((tx) => declineProposal(tx, admin.actor, { project, proposal: other }, NOW))).toMatchObject({
    refused: 'no-such-proposal',
  });
});

test('a maintainer declines: the answer is kept, the set stays as it is', async () => {
  mustBeDone(await db.tx((tx) => declineProposal(tx, keeper.actor, { project, proposal }, NOW)));
  await db.read(async (tx) => {
    expect((await proposalsOf(tx, project))[0]?.answer).toMatchObject({ kind: 'declined', byName: 'Mnt Example' });
    expect(await repositoriesOf(tx, project)).toHaveLength(1);
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({ kind: 'proposal.declined' });
  });
  expect(await db.tx((tx) => declineProposal(tx, keeper.actor, { project, proposal }, NOW))).toMatchObject({
    refused: 'proposal-answered',
  });
});
