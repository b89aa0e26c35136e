import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../../../../test/support/rounds.ts';
import { invitePerson } from '../../people/index.ts';
import { readWaiting } from './read-waiting.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const tec = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const fnd = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });

test('what waits comes from every area, oldest first, each for those who can do something about it', async () => {
  const input = {
    name: 'Rosa Example',
    mail: 'rosa@example.org',
    role: 'TEC',
    project: null,
    baseUrl: BASE_URL,
  } as const;
  mustBeDone(await db.tx((tx) => invitePerson(tx, admin.actor, input, addMinutes(NOW, -5))));
  await declareExamples(db, admin.actor, 1);
  const round = await startTestRound(db, admin.actor);
  await readRound(db, round, await exampleOpener());
  const kinds = async (actor: Parameters<typeof readWaiting>[1]) =>
    (await db.read((tx) => readWaiting(tx, actor, NOW))).map(({ kind }) => kind);
  const all = await kinds(admin.actor);
  expect(all[0]).toBe('invitation-open');
  expect(all).toContain('round-unpublished');
  expect(await kinds(tec.actor)).not.toContain('invitation-open');
  expect(await kinds(tec.actor)).toContain('round-unpublished');
  expect(await kinds(fnd.actor)).toEqual([]);
  expect(await kinds(STRANGER)).toEqual([]);
});
