import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { rewordItemInput } from '../item-inputs.ts';
import { wordingsOf } from '../store/items.ts';
import { rewordItem } from './reword-item.ts';
import { undoWording } from './undo-wording.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('going back is a new wording with the old words, and nothing is taken out', async () => {
  const { id } = await w.itemIn('draft');
  const other = rewordItemInput.parse({ text: { ...GOOD_TEXT, goal: 'Another.' }, seen: 1 });
  mustBeDone(await db.tx((tx) => rewordItem(tx, w.actor('TEC'), { ...other, item: id }, NOW)));
  const back = (to: number, seen: number, role: 'TEC' | 'ENG' = 'TEC') =>
    db.tx((tx) => undoWording(tx, w.actor(role), { item: id, back: to, seen }, NOW));
  expect(codeOf(await back(1, 2, 'ENG'))).toBe('not-yours');
  expect(codeOf(await back(1, 1))).toBe('wording-changed');
  expect(codeOf(await back(2, 2))).toBe('no-such-wording');
  expect(codeOf(await back(9, 2))).toBe('no-such-wording');
  mustBeDone(await back(1, 2));
  const wordings = await db.read((tx) => wordingsOf(tx, id));
  expect(wordings.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(wordings[0]!.digest).toBe(wordings[2]!.digest);
});
