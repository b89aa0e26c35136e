import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import {
  announcedOf,
  declareExamples,
  exampleOpener,
  readRound,
  startTestRound,
} from '../../../../test/support/rounds.ts';
import { publishedRounds, roundById } from '../store/rounds.ts';
import { publishRound } from './publish-round.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
await declareExamples(db, admin.actor, 1);

test('a round is published when it has finished, once', async () => {
  const open = await exampleOpener();
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const round = await startTestRound(db, lead.actor);
  const publish = () => db.tx((tx) => publishRound(tx, lead.actor, { round }, NOW));
  expect(codeOf(await publish())).toBe('round-not-finished');
  expect(await db.read(publishedRounds)).toEqual([]);
  await readRound(db, round, open);
  expect(codeOf(await publish())).toBe(null);
  expect((await db.read((tx) => roundById(tx, round)))!.published).toEqual(NOW);
  expect(codeOf(await publish())).toBe('already-published');
  expect((await announcedOf(db, round)).at(-1)).toBe('round.published');
});
