import { expect, test } from 'vitest';
import { feedbackNow, giveTestFeedback } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { forgetFeedback } from './forget-feedback.ts';
import { listReleased } from './list-feedback.ts';
import { releaseFeedback } from './release-feedback.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('who gave it is erased; then what they said, and with it its public place; it stays counted', async () => {
  const feedback = await giveTestFeedback(db, { wishesPublic: true });
  const forget = (what: 'contact' | 'everything') =>
    db.tx((tx) => forgetFeedback(tx, admin.actor, { feedback, what }, NOW));
  mustBeDone(await db.tx((tx) => releaseFeedback(tx, admin.actor, { feedback, summary: null }, NOW)));
  mustBeDone(await forget('contact'));
  expect(await feedbackNow(db, feedback)).toMatchObject({ contact: null, words: expect.stringContaining('excuse') });
  expect(codeOf(await forget('contact'))).toBe('nothing-to-forget');
  mustBeDone(await forget('everything'));
  expect(await feedbackNow(db, feedback)).toMatchObject({ words: null, release: null });
  expect(codeOf(await forget('everything'))).toBe('nothing-to-forget');
  const { entries, figures } = await db.read((tx) => listReleased(tx, null));
  expect([entries.length, figures.total]).toEqual([0, 1]);
});

test('the row itself stays for the application’s role, and a funder erases nothing', async () => {
  const feedback = await giveTestFeedback(db);
  const funder = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
  const input = { feedback, what: 'everything' } as const;
  expect(codeOf(await db.tx((tx) => forgetFeedback(tx, funder.actor, input, NOW)))).toBe('not-allowed');
  await expect(db.tx((tx) => sql`delete from feedback where id = ${feedback}`.execute(on(tx)))).rejects.toThrow();
  await expect(db.tx((tx) => sql`update feedback set kind = 'idea'`.execute(on(tx)))).rejects.toThrow();
});
