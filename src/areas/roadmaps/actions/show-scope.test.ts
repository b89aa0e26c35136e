import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { addScopeLine } from './add-scope-line.ts';
import { showScope } from './show-scope.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('everybody reads the scope page; the project and technical leads write on it', async () => {
  const input = { project: w.project, field: 'aspiration', body: 'Tides of other planets', url: null } as const;
  mustBeDone(await db.tx((tx) => addScopeLine(tx, w.actor('PRJ'), input, NOW)));
  const shown = async (actor: Parameters<typeof showScope>[1]) =>
    mustBeDone(await db.read((tx) => showScope(tx, actor, { key: w.slug })));
  expect(await shown(STRANGER)).toMatchObject({ lines: [{ field: 'aspiration' }], mayAdd: false, mayEnd: false });
  expect(await shown(w.actor('MNT'))).toMatchObject({ mayAdd: true, mayEnd: true });
  expect(codeOf(await db.read((tx) => showScope(tx, STRANGER, { key: 'nowhere' })))).toBe('project-not-found');
});
