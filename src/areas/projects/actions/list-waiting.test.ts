import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { enterSpeakerInput } from '../register-inputs.ts';
import { NO_VALUE } from '../rulebook-types.ts';
import { proposalsOf } from '../store/proposals.ts';
import { confirmSpeaker } from './confirm-speaker.ts';
import { declineProposal } from './decline-proposal.ts';
import { enterSpeaker } from './enter-speaker.ts';
import { listWaiting } from './list-waiting.ts';
import { proposeRepositories } from './propose-repositories.ts';
import { suggestRulebook } from './suggest-rulebook.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const { project: other } = await addTestProject(db, admin.actor, 'Example Wave');
const own = await addPerson(db, admin, { name: 'Own Example', role: 'MNT', project });
const elsewhere = await addPerson(db, admin, { name: 'Other Example', role: 'PRJ', project: other });
const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

const waiting = (actor: Parameters<typeof listWaiting>[1]) => db.read((tx) => listWaiting(tx, actor, NOW));

test('repositories wait for those who may answer, until they are answered', async () => {
  const foundIn = { repository: 'example/example-grid', path: 'README.md', line: 7, commit: '278f85f' };
  const links = ['governance', 'example-grid/wiki'].map((name) => ({
    target: `https://github.com/example/${name}`,
    foundIn,
  }));
  await db.tx(async (tx) => mustBeDone(await proposeRepositories(tx, admin.actor, { project, links }, NOW)));
  for (const { actor } of [admin, own]) {
    expect(await waiting(actor)).toEqual([
      {
        kind: 'repositories-proposed',
        sentence: '2 repositories are proposed for Example Grid: say whether they belong to it.',
        link: '/projects/example-grid/edit',
        action: 'Answer',
        since: NOW,
        who: 'you',
      },
    ]);
  }
  for (const actor of [elsewhere.actor, sales.actor, STRANGER]) expect(await waiting(actor)).toEqual([]);

  for (const { id } of await db.read((tx) => proposalsOf(tx, project))) {
    await db.tx(async (tx) => mustBeDone(await declineProposal(tx, own.actor, { project, proposal: id }, NOW)));
  }
  expect(await waiting(own.actor)).toEqual([]);
});

test('an entry of the register waits for an administrator whom it does not name, until it is confirmed', async () => {
  const input = enterSpeakerInput.parse({
    kind: 'person',
    people: [elsewhere.person],
    matters: ['offers'],
    source: 'https://example.org/governance',
    validFrom: '2026-11-01',
  });
  const entered = await db.tx((tx) => enterSpeaker(tx, admin.actor, { ...input, project: other }, NOW));
  const entry = mustBeDone(entered);
  expect((await waiting(admin.actor)).map(({ kind, link }) => [kind, link])).toEqual([
    ['speaker-unconfirmed', '/projects/example-wave/speakers'],
  ]);
  expect(await waiting(elsewhere.actor)).toEqual([]);
  const confirmation = { project: other, entry, place: 'the source' };
  await db.tx(async (tx) => mustBeDone(await confirmSpeaker(tx, admin.actor, confirmation, NOW)));
  expect(await waiting(admin.actor)).toEqual([]);
});

test('what a survey suggests for a rulebook waits for the project’s own people', async () => {
  const value = { ...NO_VALUE, choices: ['dco'] };
  const suggestions = [{ field: 'cla', value, evidence: [] }] as const;
  const program = { kind: 'program', program: 'jobs' } as const;
  await db.tx((tx) => suggestRulebook(tx, program, { project, round: null, suggestions }, NOW));
  expect((await waiting(own.actor)).map(({ kind, sentence }) => [kind, sentence])).toEqual([
    ['rules-suggested', 'A survey suggests 1 line for the rulebook of Example Grid: say whether it holds.'],
  ]);
  expect(await waiting(sales.actor)).toEqual([]);
});
