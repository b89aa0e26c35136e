import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../../../../test/support/rounds.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { publishRound } from '../../survey/index.ts';
import { readHome } from './read-home.ts';

const { db } = await testDatabase();
const home = (actor = STRANGER) => db.read((tx) => readHome(tx, actor, NOW));

test('before anyone set it up, the first page says so', async () => {
  expect(await home()).toEqual({ kind: 'new' });
});

test('a stranger sees published rounds only; who steers rounds is told what waits', async () => {
  const admin = await makeWorkspace(db);
  const [own] = await declareExamples(db, admin.actor, 1, { lost: true });
  const maintainer = await addPerson(db, admin, { name: 'Mika Example', role: 'MNT', project: own! });
  const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const round = await startTestRound(db, admin.actor);
  expect(await home()).toMatchObject({ kind: 'portal', rounds: [], projects: 2 });
  expect(await home(maintainer.actor)).toMatchObject({
    kind: 'today',
    own: [{ name: 'Avocet', slug: 'avocet' }],
    running: [],
  });
  expect(await home(sales.actor)).toMatchObject({ own: [], running: [{ round: { id: round } }] });
  expect(await home(admin.actor)).toMatchObject({ kind: 'today', waiting: [], mayStart: true });

  await readRound(db, round, await exampleOpener());
  const waiting = await home(admin.actor);
  expect(waiting.kind === 'today' && waiting.waiting.map(({ kind, who }) => [kind, who])).toEqual([
    ['round-not-reached', 'you'],
    ['round-unpublished', 'you'],
  ]);
  expect(await home(sales.actor)).toMatchObject({ kind: 'today', waiting: [], mayStart: false });

  await db.tx((tx) => publishRound(tx, admin.actor, { round }, NOW));
  const portal = await home();
  expect(portal.kind === 'portal' && portal.rounds.map((one) => one.round.id)).toEqual([round]);
  expect(portal.kind === 'portal' && portal.bars.map(({ label }) => label)).toEqual(['2018', 'November 2026']);
});
