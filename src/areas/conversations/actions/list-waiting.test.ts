import { expect, test } from 'vitest';
import { addTestAttendee, enterTestGathering, giveTestFeedback } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { addFollowUp } from './add-follow-up.ts';
import { answerFeedback } from './answer-feedback.ts';
import { listWaiting } from './list-waiting.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const kinds = async (actor: typeof admin.actor) =>
  (await db.read((tx) => listWaiting(tx, actor, NOW))).map(({ kind }) => kind);

test('unanswered feedback, answers without an outcome and what one took on wait on the first page of those who can do something', async () => {
  expect(await kinds(admin.actor)).toEqual([]);
  const feedback = await giveTestFeedback(db);
  expect(await kinds(admin.actor)).toEqual(['feedback-unanswered']);
  expect(await kinds(lead.actor)).toEqual([]);
  mustBeDone(await db.tx((tx) => answerFeedback(tx, admin.actor, { feedback, words: 'Yes.', baseUrl: BASE_URL }, NOW)));
  expect(await kinds(admin.actor)).toEqual(['feedback-without-outcome']);
  const gathering = await enterTestGathering(db, admin.actor);
  await addTestAttendee(db, admin.actor, gathering, lead.person);
  const input = { gathering, words: 'Write the minutes.', owner: lead.person };
  mustBeDone(await db.tx((tx) => addFollowUp(tx, admin.actor, input, NOW)));
  const [waiting] = await db.read((tx) => listWaiting(tx, lead.actor, NOW));
  expect(waiting).toMatchObject({
    kind: 'follow-up-open',
    link: `/events/${gathering}`,
    sentence: expect.stringContaining('Write the minutes.'),
  });
});
