import { expect, test } from 'vitest';
import { feedbackNow, giveTestFeedback } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { feedbackState } from '../feedback-rules.ts';
import type { FeedbackId } from '../feedback-types.ts';
import { answerFeedback } from './answer-feedback.ts';
import { takeBackFeedback } from './take-back-feedback.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const words = 'The report says what was done, and the project reads it first.';
const answer = (actor: typeof admin.actor, feedback: FeedbackId) =>
  db.tx((tx) => answerFeedback(tx, actor, { feedback, words, baseUrl: BASE_URL }, NOW));
const letters = async () =>
  (await db.read((tx) => listOutbox(tx, 100))).filter(({ subject }) => subject.includes('feedback'));

test('an answer goes by mail where leave to write was given, without what they wrote, and moves it from new to answered', async () => {
  const id = await giveTestFeedback(db);
  expect(feedbackState(await feedbackNow(db, id))).toBe('new');
  expect(mustBeDone(await answer(admin.actor, id))).toEqual({ sent: true });
  const after = await feedbackNow(db, id);
  expect(feedbackState(after)).toBe('answered');
  expect(after.answers).toMatchObject([
    { words, sent: true, byName: 'Ada Example', hat: 'workspace administrator, Example Lab' },
  ]);
  const [letter] = await letters();
  expect(letter).toMatchObject({ recipient: 'noor@example.org', link: `${BASE_URL}/feedback` });
  expect(letter!.body).toContain(words);
  expect(letter!.body).not.toContain('excuse');
  expect((await db.read((tx) => eventsOf(tx, { kind: 'feedback', id })))[0]).toMatchObject({
    kind: 'feedback.answered',
    facts: { sent: true },
  });
});

test('without leave no letter leaves; to somebody with an account it goes there', async () => {
  const before = (await letters()).length;
  expect(mustBeDone(await answer(admin.actor, await giveTestFeedback(db, { mayWrite: false })))).toEqual({
    sent: false,
  });
  expect(
    mustBeDone(await answer(admin.actor, await giveTestFeedback(db, { mayWrite: true, name: null, mail: null }))),
  ).toEqual({ sent: false });
  expect(await letters()).toHaveLength(before);
  const own = await giveTestFeedback(db, { name: null, mail: null, mayWrite: true }, speaker.actor);
  expect(mustBeDone(await answer(admin.actor, own))).toEqual({ sent: true });
  expect((await letters())[0]).toMatchObject({ recipient: speaker.mail });
});

test('with the first answer to somebody who wished it, their words are public; taken back, a second answer does not bring them back', async () => {
  const id = await giveTestFeedback(db, { wishesPublic: true });
  expect((await feedbackNow(db, id)).release).toBeNull();
  await answer(admin.actor, id);
  expect((await feedbackNow(db, id)).release).toMatchObject({ summary: null });
  await db.tx((tx) => takeBackFeedback(tx, admin.actor, { feedback: id, reason: 'It names somebody.' }, NOW));
  await answer(admin.actor, id);
  expect((await feedbackNow(db, id)).release).toBeNull();
});

test('a representative answers for their own project alone; with several hats they say which', async () => {
  const method = await giveTestFeedback(db);
  const own = await giveTestFeedback(db, { project: 'Example Grid' });
  expect(codeOf(await answer(speaker.actor, method))).toBe('not-allowed');
  const undecided = {
    ...speaker.actor,
    hat: null,
    hats: [...speaker.actor.hats, { ...speaker.actor.hats[0]!, capacity: 'board member' }],
  };
  expect(codeOf(await answer(undecided, own))).toBe('say-in-which-capacity');
  expect(codeOf(await answer(speaker.actor, own))).toBeNull();
});
