import { expect, test } from 'vitest';
import { costSettingsOn, ratesOn } from '../../areas/capacity/index.ts';
import { namedProjects, standingFor } from '../../areas/projects/index.ts';
import { readCalendarDate } from '../../kernel/dates.ts';
import { showMoney } from '../../kernel/money.ts';
import { refused } from '../../kernel/refusal.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { installJobs } from '../../outside/jobs/index.ts';
import { QUEUES } from '../queues.ts';
import { makeExampleWorkspace } from './workspace.ts';

test('a button pressed twice at once makes one example workspace, and the second press is told so', async () => {
  const database = await freshDatabase();
  await installJobs(database.ownerUrl, QUEUES);
  const input = { baseUrl: 'http://localhost', trace: { address: '', agent: '' }, previousToken: null };
  const made = await Promise.all(
    [1, 2].map(() => database.db.tx((tx) => makeExampleWorkspace(tx, input, new Date('2026-11-25T12:00:00Z')))),
  );
  expect(made.map((one) => (refused(one) ? one.refused : 'made')).toSorted()).toEqual(['already-set-up', 'made']);
  // The rates of domain 8.2 stand in the book.
  const day = readCalendarDate('2026-11-25')!;
  const rates = await database.db.read((tx) => ratesOn(tx, day));
  expect(rates.map((rate) => `${rate.role} ${showMoney(rate.likely)}`)).toContain('community_lead $90,000');
  expect(await database.db.read((tx) => costSettingsOn(tx, day))).toMatchObject({ hoursInYear: 1840, indirect: 1500 });
  // The register names who speaks for the first project.
  const [first] = await database.db.read((tx) => namedProjects(tx, null));
  const standing = await database.db.read((tx) => standingFor(tx, first!.id, 'offers', day));
  expect(standing.map(({ body }) => body)).toEqual(['Avocet steering council (example)']);
  await database.close();
});
