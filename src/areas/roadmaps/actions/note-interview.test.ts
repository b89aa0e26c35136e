import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace, YES } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { noteInterviewInput } from '../item-inputs.ts';
import { interviewOf, itemById } from '../store/items.ts';
import { approveItem } from './approve-item.ts';
import { noteInterview } from './note-interview.ts';
import { proposeItem } from './propose-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const talk = {
  text: GOOD_TEXT,
  interviewedOn: '2026-11-20',
  name: 'Ada Maintainer (example)',
  notes: 'The big ticket.',
};
const note = (more: object = {}, role: 'ENG' | 'ADM' = 'ENG') =>
  db.tx((tx) =>
    noteInterview(tx, w.actor(role), { ...noteInterviewInput.parse({ ...talk, ...more }), project: w.project }, NOW),
  );

test('an item from a talk keeps when and with whom, and still needs the representative’s approval (S36)', async () => {
  const made = mustBeDone(await note());
  await db.read(async (tx) => {
    const item = (await itemById(tx, made.id, { lock: false }))!;
    expect(item).toMatchObject({ provenance: 'interview', interviewedOn: '2026-11-20', state: 'draft' });
    expect(await interviewOf(tx, made.id)).toEqual({ name: talk.name, notes: talk.notes, erasedOn: null });
  });
  const proposal = { item: made.id, seen: 1, reason: null, hat: null };
  mustBeDone(await db.tx((tx) => proposeItem(tx, w.actor('ENG'), proposal, NOW)));
  for (const role of ['ENG', 'TEC', 'ADM', 'FND', 'MNT'] as const) {
    expect(codeOf(await db.tx((tx) => approveItem(tx, w.actor(role), { item: made.id, ...YES }, NOW)))).toBe(
      'not-yours',
    );
  }
  expect(await w.stateOf(made.id)).toBe('proposed');
  mustBeDone(await db.tx((tx) => approveItem(tx, w.actor('PRJ'), { item: made.id, ...YES }, NOW)));
  expect(await w.stateOf(made.id)).toBe('approved');
});

test('a talk that lies ahead has not been, and an administrator notes none', async () => {
  expect(codeOf(await note({ interviewedOn: '2026-11-26' }))).toBe('day-ahead');
  expect(codeOf(await note({}, 'ADM'))).toBe('not-yours');
});
