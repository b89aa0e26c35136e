import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace } from '../../../../test/support/people.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../../../../test/support/rounds.ts';
import type { EventId } from '../../../kernel/ids.ts';
import { readJournal } from './read-journal.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('what happened is told newest first, with who, what and about what', async () => {
  const [project] = await declareExamples(db, admin.actor, 1);
  await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project: project! });
  const round = await startTestRound(db, admin.actor);
  await readRound(db, round, await exampleOpener());
  const { entries, older } = await db.read((tx) => readJournal(tx, { before: null }));
  const told = entries.map(({ who, what, about }) => [who, what, about?.words ?? null]);
  expect(told).toContainEqual(['Ada Example', 'started a survey round', 'November 2026']);
  expect(told).toContainEqual(['background work', 'The round finished', 'November 2026']);
  expect(told).toContainEqual(['Ada Example', 'added the project', 'Avocet']);
  expect(told).toContainEqual(['Ada Example', 'invited a person', null]);
  expect(older).toBe(null);
});

test('older entries come page by page, each once', async () => {
  for (let n = 0; n < 60; n++) await startTestRound(db, admin.actor);
  const seen: string[] = [];
  let before: EventId | null = null;
  for (let page = 0; page < 9; page++) {
    const { entries, older } = await db.read((tx) => readJournal(tx, { before }));
    seen.push(...entries.map(({ id }) => id));
    if (older === null) break;
    before = older as EventId;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(60);
});
