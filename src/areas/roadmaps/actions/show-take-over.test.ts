import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { showTakeOver } from './show-take-over.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('without a reading there is nothing to choose from, and strangers choose nothing', async () => {
  const asked = (actor: Parameters<typeof showTakeOver>[1], document: ReturnType<typeof newId<'reading'>> | null) =>
    db.read((tx) => showTakeOver(tx, actor, { key: w.slug, document }));
  expect(codeOf(await asked(w.actor('TEC'), null))).toBe('document-not-found');
  expect(codeOf(await asked(STRANGER, null))).toBe('not-yours');
});
