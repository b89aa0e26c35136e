import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { scopeLinesOf } from '../store/item-frames.ts';
import { addScopeLine } from './add-scope-line.ts';
import { endScopeLine } from './end-scope-line.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('a line comes off the page once, by the project or a technical lead', async () => {
  const { project } = w;
  const input = { project, field: 'out', body: 'Maps', url: null } as const;
  const line = mustBeDone(await db.tx((tx) => addScopeLine(tx, w.actor('PRJ'), input, NOW)));
  const end = (role: 'ENG' | 'TEC') => db.tx((tx) => endScopeLine(tx, w.actor(role), { project, line }, NOW));
  expect(codeOf(await end('ENG'))).toBe('not-yours');
  expect(codeOf(await end('TEC'))).toBeNull();
  expect(codeOf(await end('TEC'))).toBe('no-such-scope-line');
  expect(await db.read((tx) => scopeLinesOf(tx, project))).toEqual([]);
});
