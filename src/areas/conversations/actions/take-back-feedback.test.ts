import { expect, test } from 'vitest';
import { feedbackNow, giveTestFeedback } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listReleased } from './list-feedback.ts';
import { releaseFeedback } from './release-feedback.ts';
import { takeBackFeedback } from './take-back-feedback.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('what is taken back is read by nobody outside, stays counted, and the reason is kept', async () => {
  const feedback = await giveTestFeedback(db, { wishesPublic: true });
  const takeBack = () =>
    db.tx((tx) => takeBackFeedback(tx, admin.actor, { feedback, reason: 'It names somebody.' }, NOW));
  expect(codeOf(await takeBack())).toBe('not-released');
  mustBeDone(await db.tx((tx) => releaseFeedback(tx, admin.actor, { feedback, summary: null }, NOW)));
  mustBeDone(await takeBack());
  const { entries, figures } = await db.read((tx) => listReleased(tx, null));
  expect([entries, figures.total]).toEqual([[], 1]);
  expect((await feedbackNow(db, feedback)).wasReleased).toBe(true);
  expect((await db.read((tx) => eventsOf(tx, { kind: 'feedback', id: feedback })))[0]?.kind).toBe(
    'feedback.taken-back',
  );
});
