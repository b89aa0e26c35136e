import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, checkedUrl } from '../../../../test/support/projects.ts';
import { proposalsOf } from '../store/proposals.ts';
import { repositoriesOf } from '../store/repositories.ts';
import { acceptProposal } from './accept-proposal.ts';
import { addRepository } from './add-repository.ts';
import { declineProposal } from './decline-proposal.ts';
import { proposeRepositories } from './propose-repositories.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });

async function propose(address: string) {
  const foundIn = { repository: 'example/example-grid', path: 'README.md', line: 7, commit: '278f85f' };
  const links = [{ target: address, foundIn }];
  await db.tx((tx) => proposeRepositories(tx, { kind: 'program', program: 'jobs' }, { project, links }, NOW));
  const proposals = await db.read((tx) => proposalsOf(tx, project));
  return proposals.find(({ url }) => url === address)!.id;
}

test('a representative accepts, says what it is for, and the repository joins the set', async () => {
  const proposal = await propose('https://github.com/example/grid-tools');
  const url = await checkedUrl('https://github.com/example/grid-tools');
  const input = { project, proposal, url, role: 'website' as const };
  const repository = mustBeDone(await db.tx((tx) => acceptProposal(tx, speaker.actor, input, NOW)));
  await db.read(async (tx) => {
    expect((await repositoriesOf(tx, project)).at(-1)).toMatchObject({
      id: repository,
      name: 'example/grid-tools',
      role: 'website',
    });
    expect((await proposalsOf(tx, project))[0]?.answer).toEqual({
      kind: 'accepted',
      by: speaker.person,
      byName: 'Prj Example',
      at: NOW,
    });
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({
      kind: 'proposal.accepted',
      facts: { proposal, repository },
    });
  });
  expect(await db.tx((tx) => acceptProposal(tx, speaker.actor, input, NOW))).toMatchObject({
    refused: 'proposal-answered',
    because: { answer: 'accepted' },
  });
});

test('another address than the proposed one is not accepted under its name', async () => {
  const proposal = await propose('https://github.com/example/governance');
  const url = await checkedUrl('https://github.com/elsewhere/governance');
  expect(await db.tx((tx) => acceptProposal(tx, admin.actor, { project, proposal, url }, NOW))).toMatchObject({
    refused: 'no-such-proposal',
  });
});

test('a declined proposal can be accepted after all; both answers are kept', async () => {
  const proposal = await propose('https://github.com/example/council');
  mustBeDone(await db.tx((tx) => declineProposal(tx, admin.actor, { project, proposal }, NOW)));
  const url = await checkedUrl('https://github.com/example/council');
  mustBeDone(await db.tx((tx) => acceptProposal(tx, admin.actor, { project, proposal, url }, NOW)));
  const answered = (await db.read((tx) => proposalsOf(tx, project))).find(({ id }) => id === proposal);
  expect(answered?.answer?.kind).toBe('accepted');
  const kinds = (await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }))).map(({ kind }) => kind);
  expect(kinds.slice(0, 2)).toEqual(['proposal.accepted', 'proposal.declined']);
});

test('one that was added by hand meanwhile is in the set already', async () => {
  const proposal = await propose('https://github.com/example/website');
  const url = await checkedUrl('https://github.com/example/website');
  mustBeDone(await db.tx((tx) => addRepository(tx, admin.actor, { project, url, repository: null }, NOW)));
  expect(await db.tx((tx) => acceptProposal(tx, admin.actor, { project, proposal, url }, NOW))).toMatchObject({
    refused: 'repository-twice',
  });
});

test('an engagement lead accepts nothing', async () => {
  const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const proposal = await propose('https://github.com/example/site');
  const url = await checkedUrl('https://github.com/example/site');
  expect(await db.tx((tx) => acceptProposal(tx, sales.actor, { project, proposal, url }, NOW))).toMatchObject({
    refused: 'not-allowed',
  });
});
