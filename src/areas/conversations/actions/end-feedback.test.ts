import { expect, test } from 'vitest';
import { feedbackNow, giveTestFeedback } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { feedbackState } from '../feedback-rules.ts';
import { answerFeedback } from './answer-feedback.ts';
import { endFeedback, type EndFeedback } from './end-feedback.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const done = { kind: 'acted-on', words: 'The page says so now.', link: 'https://example.org/change' } as const;
const end = (input: EndFeedback, actor = admin.actor) => db.tx((tx) => endFeedback(tx, actor, input, NOW));

test('new, answered, acted on: in this order and no other', async () => {
  const feedback = await giveTestFeedback(db);
  expect(codeOf(await end({ feedback, ...done }))).toBe('not-answered-yet');
  mustBeDone(await db.tx((tx) => answerFeedback(tx, admin.actor, { feedback, words: 'Yes.', baseUrl: BASE_URL }, NOW)));
  mustBeDone(await end({ feedback, ...done }));
  const after = await feedbackNow(db, feedback);
  expect(feedbackState(after)).toBe('acted-on');
  expect(after.outcome).toMatchObject({ link: 'https://example.org/change', byName: 'Ada Example' });
  expect(codeOf(await end({ feedback, kind: 'closed', words: 'No.', link: null }))).toBe('closed-already');
  const again = await db.tx((tx) =>
    answerFeedback(tx, admin.actor, { feedback, words: 'More.', baseUrl: BASE_URL }, NOW),
  );
  expect(codeOf(again)).toBe('closed-already');
});

test('it is closed with a reason also without an answer; of two who end it at once one is told', async () => {
  const feedback = await giveTestFeedback(db);
  const closed = { feedback, kind: 'closed', words: 'An advertisement.', link: null } as const;
  const both = await Promise.all([end(closed), end(closed)]);
  expect(new Set(both.map(codeOf))).toEqual(new Set(['closed-already', null]));
  expect(feedbackState(await feedbackNow(db, feedback))).toBe('closed');
});

test('finance does not, and the database itself takes nothing as acted on that was not answered', async () => {
  const feedback = await giveTestFeedback(db);
  const finance = await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' });
  expect(codeOf(await end({ feedback, kind: 'closed', words: 'No.', link: null }, finance.actor))).toBe('not-allowed');
  const directly = db.tx((tx) =>
    sql`insert into feedback_outcome (feedback, kind, words, at) values (${feedback}, 'acted-on', 'x', ${NOW})`.execute(
      on(tx),
    ),
  );
  await expect(directly).rejects.toThrow(/after an answer/);
});
