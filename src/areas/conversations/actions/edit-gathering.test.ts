import { expect, test } from 'vitest';
import { enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { editGathering } from './edit-gathering.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('what was said before is kept; nobody writes over what they have not seen', async () => {
  const gathering = await enterTestGathering(db, admin.actor);
  const { text } = await gatheringNow(db, gathering);
  const edit = (version: number, title: string) =>
    db.tx((tx) => editGathering(tx, admin.actor, { gathering, version, text: { ...text, title } }, NOW));
  expect(codeOf(await edit(1, text.title))).toBe('nothing-changed');
  const both = await Promise.all([edit(1, 'One'), edit(1, 'Two')]);
  expect(new Set(both.map(codeOf))).toEqual(new Set(['changed-meanwhile', null]));
  const { rows } = await db.read((tx) =>
    sql<{ title: string }>`select title from gathering_text where gathering = ${gathering} order by number`.execute(
      on(tx),
    ),
  );
  expect(rows.map(({ title }) => title)).toEqual(['Example workshop', (await gatheringNow(db, gathering)).text.title]);
});
