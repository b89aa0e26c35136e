import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { noteInterviewInput } from '../item-inputs.ts';
import { interviewOf, itemById } from '../store/items.ts';
import { forgetInterviewee } from './forget-interviewee.ts';
import { noteInterview } from './note-interview.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('the name and the notes go, that there was a talk stays', async () => {
  const talk = { text: GOOD_TEXT, interviewedOn: '2026-11-20', name: 'Ada Maintainer (example)', notes: 'By phone.' };
  const input = { ...noteInterviewInput.parse(talk), project: w.project };
  const made = mustBeDone(await db.tx((tx) => noteInterview(tx, w.actor('ENG'), input, NOW)));
  const forget = (role: 'ENG' | 'MNT') => db.tx((tx) => forgetInterviewee(tx, w.actor(role), { item: made.id }, NOW));
  expect(codeOf(await forget('ENG'))).toBe('not-yours');
  expect(codeOf(await forget('MNT'))).toBeNull();
  await db.read(async (tx) => {
    expect(await interviewOf(tx, made.id)).toEqual({ name: null, notes: null, erasedOn: '2026-11-25' });
    expect((await itemById(tx, made.id, { lock: false }))!.interviewedOn).toBe('2026-11-20');
  });
  expect(codeOf(await forget('MNT'))).toBe('nothing-to-forget');
});
