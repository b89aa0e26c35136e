import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { addScopeLineInput } from '../item-inputs.ts';
import { scopeLinesOf } from '../store/item-frames.ts';
import { addScopeLine } from './add-scope-line.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const add = (more: object, role: Role = 'MNT') =>
  db.tx((tx) => addScopeLine(tx, w.actor(role), { ...addScopeLineInput.parse(more), project: w.project }, NOW));

test('what is in, what is hoped for and what is out are three columns (S68)', async () => {
  for (const field of ['current', 'aspiration', 'out']) mustBeDone(await add({ field, body: `Tides, ${field}` }));
  const lines = await db.read((tx) => scopeLinesOf(tx, w.project));
  expect(lines.map(({ field }) => field)).toEqual(['current', 'aspiration', 'out']);
  expect(codeOf(await add({ field: 'out', body: 'Tides, out' }))).toBe('nothing-changed');
});

test.each<Role>(['ADM', 'ENG', 'DEV', 'FIN', 'FND', 'FSP'])('%s adds none', async (role) => {
  expect(codeOf(await add({ field: 'out', body: 'Maps' }, role))).toBe('not-yours');
});
