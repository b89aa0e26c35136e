import { expect, test } from 'vitest';
import { asAdmin } from '../../../../test/support/server.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, checkedUrl, giveStanding, pngOf } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { brokenInvariants } from '../../../outside/database/index.ts';
import { acceptProposal } from '../actions/accept-proposal.ts';
import { confirmRule } from '../actions/confirm-rule.ts';
import { optOut } from '../actions/opt-out.ts';
import { editProject } from '../actions/edit-project.ts';
import { proposeRepositories } from '../actions/propose-repositories.ts';
import { removeRepository } from '../actions/remove-repository.ts';
import { editProjectInput } from '../inputs.ts';
import { readLogo } from '../logo.ts';
import { NO_VALUE } from '../rulebook-types.ts';
import { projectInvariants } from './invariants.ts';
import { proposalsOf } from './proposals.ts';

const { db, adminUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const foundIn = { repository: 'example/example-grid', path: 'README.md', line: 1, commit: '278f85f' };
const address = 'https://github.com/example/governance';
await db.tx(async (tx) => {
  const logo = mustBeDone(readLogo(pngOf(40, 40)));
  const said = editProjectInput.parse({ name: 'Example Grid', version: 0 });
  mustBeDone(await editProject(tx, admin.actor, { ...said, project, logo }, NOW));
  mustBeDone(await proposeRepositories(tx, admin.actor, { project, links: [{ target: address, foundIn }] }, NOW));
  const [proposal] = await proposalsOf(tx, project);
  const input = { project, proposal: proposal!.id, url: await checkedUrl(address) };
  const repository = mustBeDone(await acceptProposal(tx, admin.actor, input, NOW));
  const rule = {
    project,
    field: 'style',
    version: 0,
    value: { ...NO_VALUE, text: 'PEP 8.' },
    suggestion: null,
  } as const;
  mustBeDone(await confirmRule(tx, admin.actor, rule, NOW));
  mustBeDone(await removeRepository(tx, admin.actor, { project, repository, reason: '' }, NOW));
});
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
await giveStanding(db, admin.actor, { project, person: speaker.person });
const leaving = { project, reason: 'It implies a promise.', isPrivate: true };
await db.tx(async (tx) => mustBeDone(await optOut(tx, speaker.actor, leaving, NOW)));

test('the verbs keep every invariant', async () => {
  expect(await brokenInvariants(db, projectInvariants)).toEqual([]);
});

test.each([
  [
    'every project has a repository in its set',
    `insert into repository_removal (id, repository, reason, at) select gen_random_uuid(), id, '', now() from live_repository`,
  ],
  [
    'short names are unique in a set',
    `update repository set name = 'same'; update repository_removal set restored_at = now()`,
  ],
  ['every edit of a profile is kept', 'update project set version = version + 1'],
  [
    'an accepted proposal is in the set, or was removed from it later',
    `update repository set url_key = url_key || 'x'`,
  ],
  [
    'a logo is a picture that is kept',
    `insert into file (digest, type, bytes) values (sha256('<svg/>'), 'image/svg+xml', '<svg/>'); update project set logo = sha256('<svg/>')`,
  ],
  [
    'nobody confirmed an entry that names them',
    `update speaker_confirmation set by_person = (select person from speaker limit 1)`,
  ],
  [
    'a project was left out by an entry of its own register that was confirmed before',
    `alter table speaker_confirmation disable trigger all; delete from speaker_confirmation`,
  ],
  ['no version of a rulebook field is missing', `update rulebook_entry set version = version + 1`],
  ['who speaks for a project does so under the name that it has', `update affiliation set name = name || ' once'`],
])('it is found when it does not hold that %s', async (name, damage) => {
  await asAdmin(adminUrl, async (client) => {
    await client.query(`begin; ${damage}`);
    const invariant = projectInvariants.find((one) => one.name === name)!;
    expect((await client.query(invariant.sql)).rows).not.toEqual([]);
    await client.query('rollback');
  });
});
