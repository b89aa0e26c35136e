import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { giveStanding } from '../../../../test/support/projects.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../../../../test/support/rounds.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { readProjectPage } from './read-project-page.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const [project, other] = await declareExamples(db, admin.actor, 2);

test('a project’s page is found by name and by id, and shows to each reader what they may see', async () => {
  const round = await startTestRound(db, admin.actor);
  await readRound(db, round, await exampleOpener());
  const shown = async (actor: Actor, key = 'avocet') =>
    mustBeDone(await db.read((tx) => readProjectPage(tx, actor, { key }, NOW)));
  expect(await shown(STRANGER)).toMatchObject({ verdicts: [], mayEdit: false, seesLocal: false });
  expect((await shown(admin.actor, project)).verdicts.map(({ verdict }) => verdict)).toEqual(['good']);
  const elsewhere = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project: other! });
  expect((await shown(elsewhere.actor)).mayEdit).toBe(false);
  // A representative whom the register does not name may edit, and is told that they cannot approve yet.
  expect(await shown(elsewhere.actor, 'bittern')).toMatchObject({ mayEdit: true, lacksStanding: true });
  await giveStanding(db, admin.actor, { project: other!, person: elsewhere.person });
  expect(await shown(elsewhere.actor, 'bittern')).toMatchObject({ mayEdit: true, lacksStanding: false });
});

test('a project that is not there is not found', async () => {
  expect(codeOf(await db.read((tx) => readProjectPage(tx, STRANGER, { key: '../etc' }, NOW)))).toBe(
    'project-not-found',
  );
});
