import { expect, test } from 'vitest';
import { feedbackNow, giveTestFeedback } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { listReleased } from './list-feedback.ts';
import { releaseFeedback } from './release-feedback.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('nobody’s words are published without their wish: summed up they are, and with the wish as they stand', async () => {
  const feedback = await giveTestFeedback(db);
  const release = (summary: string | null, id = feedback) =>
    db.tx((tx) => releaseFeedback(tx, admin.actor, { feedback: id, summary }, NOW));
  expect(codeOf(await release(null))).toBe('needs-summary');
  mustBeDone(await release('Somebody asks who checks best effort.'));
  expect(codeOf(await release('Again.'))).toBe('released-already');
  const wished = await giveTestFeedback(db, { wishesPublic: true, kind: 'idea' });
  mustBeDone(await release(null, wished));
  const { entries } = await db.read((tx) => listReleased(tx, null));
  expect(entries.map(({ kind, text }) => [kind, text?.by])).toEqual([
    ['idea', 'giver'],
    ['concern', 'workspace'],
  ]);
  expect(JSON.stringify(entries.find(({ id }) => id === feedback))).not.toMatch(/excuse|noor/i);
});

test('only an administrator releases, and not even the database without the wish', async () => {
  const feedback = await giveTestFeedback(db);
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  expect(codeOf(await db.tx((tx) => releaseFeedback(tx, lead.actor, { feedback, summary: 'x' }, NOW)))).toBe(
    'not-allowed',
  );
  const directly = db.tx((tx) =>
    sql`insert into feedback_release (id, feedback, at) values (gen_random_uuid(), ${feedback}, ${NOW})`.execute(
      on(tx),
    ),
  );
  await expect(directly).rejects.toThrow(/without their wish/);
  expect((await feedbackNow(db, feedback)).release).toBeNull();
});
