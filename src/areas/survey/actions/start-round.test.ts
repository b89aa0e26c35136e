import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { announcedOf, declareExamples, runsOf, startTestRound } from '../../../../test/support/rounds.ts';
import type { CalendarDate } from '../../../kernel/dates.ts';
import { roundById } from '../store/rounds.ts';
import { allRounds } from '../store/rounds.ts';
import { startRound } from './start-round.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('a round without any project to read is refused and leaves nothing behind', async () => {
  const input = { title: '', note: '', asOf: '2026-11-25' as CalendarDate, projects: 'all' as const };
  expect(codeOf(await db.tx((tx) => startRound(tx, admin.actor, input, NOW)))).toBe('no-projects-chosen');
  expect(await db.read(allRounds)).toEqual([]);
});

test('a round freezes its projects and their repositories, is named by its month, and waits for a worker', async () => {
  const [grid] = await declareExamples(db, admin.actor, 3);
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const round = await startTestRound(db, lead.actor, 'all', '2018-09-25' as CalendarDate);
  const kept = (await db.read((tx) => roundById(tx, round)))!;
  expect([kept.title, kept.state, kept.runs.waiting, kept.startedBy]).toEqual([
    'September 2018',
    'running',
    3,
    lead.person,
  ]);
  expect(await announcedOf(db, round)).toEqual(['round.started']);
  expect((await runsOf(db, round)).map(({ name, state }) => [name, state])).toEqual([
    ['Avocet', 'waiting'],
    ['Bittern', 'waiting'],
    ['Brackwater', 'waiting'],
  ]);

  const one = await startTestRound(db, lead.actor, [grid!]);
  expect(await runsOf(db, one)).toHaveLength(1);
});

test('a day in the future is refused', async () => {
  const input = { title: '', note: '', asOf: '2026-11-26' as CalendarDate, projects: 'all' as const };
  expect(codeOf(await db.tx((tx) => startRound(tx, admin.actor, input, NOW)))).toBe('as-of-in-future');
});
