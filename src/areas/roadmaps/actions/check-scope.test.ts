import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { checkScopeInput } from '../item-inputs.ts';
import { scopeChecksOf } from '../store/item-beside.ts';
import { outOfScopeItems } from '../store/item-lists.ts';
import { addScopeLine } from './add-scope-line.ts';
import { checkScope } from './check-scope.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('what was found last counts, with the line it was held against (S68)', async () => {
  const { id: item } = await w.itemIn('draft');
  const { project } = w;
  const out = { project, field: 'out', body: 'Maps', url: null } as const;
  const line = mustBeDone(await db.tx((tx) => addScopeLine(tx, w.actor('PRJ'), out, NOW)));
  const check = (more: object, role: 'ENG' | 'DEV' = 'DEV') =>
    db.tx((tx) =>
      checkScope(tx, w.actor(role), { ...checkScopeInput.parse({ reason: 'So it says.', ...more }), item }, NOW),
    );
  expect(codeOf(await check({ verdict: 'out', line }, 'ENG'))).toBe('not-yours');
  expect(codeOf(await check({ verdict: 'out', line: item }))).toBe('no-such-scope-line');
  mustBeDone(await check({ verdict: 'out', line }));
  expect(await db.read((tx) => outOfScopeItems(tx, project))).toMatchObject([{ id: item, verdict: 'out' }]);
  mustBeDone(await check({ verdict: 'in' }));
  const checks = await db.read((tx) => scopeChecksOf(tx, item));
  expect(checks.map(({ verdict, line: held }) => [verdict, held])).toEqual([
    ['in', null],
    ['out', line],
  ]);
  expect(await db.read((tx) => outOfScopeItems(tx, project))).toEqual([]);
});
