import { expect, test } from 'vitest';
import { giveTestFeedback } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays, addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone, refused } from '../../../kernel/refusal.ts';
import { answerFeedback } from './answer-feedback.ts';
import { listFeedback, listReleased, RELEASED_AT_ONCE, showFeedback } from './list-feedback.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const funder = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
let from = 0;
const give = (more = {}, now = NOW) => giveTestFeedback(db, { address: `10.0.${from++}.1`, ...more }, STRANGER, now);

test('response times: median and range over what is answered, and what is not answered counts as that', async () => {
  expect((await db.read((tx) => listReleased(tx, null))).figures).toMatchObject({
    total: 0,
    response: null,
    oldestWaiting: null,
  });
  const hours = [2, 24, 240];
  for (const after of hours) {
    const feedback = await give({ wishesPublic: true });
    const at = addMinutes(NOW, 60 * after);
    const input = { feedback, words: 'Thanks.', baseUrl: BASE_URL };
    await db.tx(async (tx) => mustBeDone(await answerFeedback(tx, admin.actor, input, at)));
    // A second answer does not make the first one later.
    await db.tx(async (tx) => mustBeDone(await answerFeedback(tx, admin.actor, input, addDays(at, 9))));
  }
  const waiting = addMinutes(NOW, 5);
  await give({ kind: 'idea' }, waiting);
  const { figures } = await db.read((tx) => listReleased(tx, null));
  expect(figures).toMatchObject({
    total: 4,
    byKind: { criticism: 0, concern: 3, idea: 1, other: 0 },
    byState: { new: 1, answered: 3, 'acted-on': 0, closed: 0 },
    response: { answered: 3, medianHours: 24, shortestHours: 2, longestHours: 240 },
    oldestWaiting: waiting,
  });
});

test('a representative reads what is about their own project; a funder nothing', async () => {
  const own = await give({ project: 'Example Grid' });
  const method = await give();
  const all = await db.read((tx) => listFeedback(tx, admin.actor, 'waiting'));
  const theirs = await db.read((tx) => listFeedback(tx, speaker.actor, 'waiting'));
  expect(all.entries.map(({ id }) => id)).toEqual(expect.arrayContaining([own, method]));
  expect(theirs.entries.map(({ id }) => id)).toEqual([own]);
  expect(theirs.counts.new).toBe(1);
  expect((await db.read((tx) => listFeedback(tx, funder.actor, 'waiting'))).entries).toEqual([]);
  expect(refused(await db.read((tx) => showFeedback(tx, speaker.actor, method)))).toBe(true);
  expect(refused(await db.read((tx) => showFeedback(tx, speaker.actor, own)))).toBe(false);
});

test('the public list goes on in pages, each entry once', async () => {
  for (let n = 0; n < RELEASED_AT_ONCE + 2; n++) {
    const feedback = await give({ wishesPublic: true }, addMinutes(NOW, n));
    await db.tx((tx) =>
      answerFeedback(tx, admin.actor, { feedback, words: 'Thanks.', baseUrl: BASE_URL }, addDays(NOW, 1)),
    );
  }
  const first = await db.read((tx) => listReleased(tx, null));
  const second = await db.read((tx) => listReleased(tx, first.older));
  expect(first.entries).toHaveLength(RELEASED_AT_ONCE);
  const ids = [...first.entries, ...second.entries].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(second.older).toBeNull();
});
