import { expect, test } from 'vitest';
import { addTestNote, enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { withdrawNote } from './withdraw-note.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('a withdrawn note leaves no words behind', async () => {
  const gathering = await enterTestGathering(db, admin.actor);
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const note = await addTestNote(db, admin.actor, gathering);
  const withdraw = (actor: typeof admin.actor) => db.tx((tx) => withdrawNote(tx, actor, { gathering, note }, NOW));
  expect(codeOf(await withdraw(lead.actor))).toBe('not-your-note');
  expect([codeOf(await withdraw(admin.actor)), codeOf(await withdraw(admin.actor))]).toEqual([null, 'note-withdrawn']);
  expect((await gatheringNow(db, gathering)).notes).toMatchObject([{ words: null }]);
  const { rows } = await db.read((tx) => sql`select from gathering_note_words`.execute(on(tx)));
  expect(rows).toHaveLength(0);
});
