import { expect, test } from 'vitest';
import { enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { addFollowUp } from './add-follow-up.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('what follows has somebody who does it', async () => {
  const gathering = await enterTestGathering(db, admin.actor);
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const add = (owner: PersonId, actor = admin.actor) =>
    db.tx((tx) => addFollowUp(tx, actor, { gathering, words: 'Write the minutes.', owner }, NOW));
  expect(codeOf(await add(lead.person))).toBeNull();
  expect(codeOf(await add('00000000-0000-7000-8000-000000000000' as PersonId))).toBe('no-such-person');
  expect((await gatheringNow(db, gathering)).followUps).toMatchObject([{ ownerName: 'Tec Example', doneAt: null }]);
  const funder = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
  expect(codeOf(await add(lead.person, funder.actor))).toBe('not-allowed');
});
