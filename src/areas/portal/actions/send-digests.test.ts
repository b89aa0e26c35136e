import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/dates.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../../../../test/support/rounds.ts';
import { sendDigests } from './send-digests.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

test('workers that look at the same moment write each letter once, to those for whom something is new', async () => {
  await declareExamples(db, admin.actor, 1);
  await readRound(db, await startTestRound(db, admin.actor), await exampleOpener());
  const run = (now: Date) => sendDigests({ db, baseUrl: BASE_URL, clock: () => now });
  const written = await Promise.all([run(NOW), run(NOW)]);
  expect(written[0] + written[1]).toBe(1);
  expect(await run(NOW)).toBe(0);
  expect(await run(addDays(NOW, 1))).toBe(0);
  const letters = (await db.read((tx) => listOutbox(tx, 100))).filter(({ subject }) =>
    subject.startsWith('Example Lab:'),
  );
  expect(letters.map(({ recipient }) => recipient)).toEqual([admin.mail]);
  expect(letters[0]!.body).toContain('is read: 1 project. Look it through');
  expect(letters.some(({ recipient }) => recipient === eng.mail)).toBe(false);
});
