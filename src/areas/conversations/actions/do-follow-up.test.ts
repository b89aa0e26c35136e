import { expect, test } from 'vitest';
import { enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { addFollowUp } from './add-follow-up.ts';
import { doFollowUp } from './do-follow-up.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('whoever took it on says that it is done, once; another does not', async () => {
  const gathering = await enterTestGathering(db, admin.actor);
  const owner = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const other = await addPerson(db, admin, { name: 'Dev Example', role: 'DEV' });
  const input = { gathering, words: 'Write the minutes.', owner: owner.person };
  const followUp = mustBeDone(await db.tx((tx) => addFollowUp(tx, admin.actor, input, NOW)));
  const finish = (actor: typeof admin.actor) => db.tx((tx) => doFollowUp(tx, actor, { gathering, followUp }, NOW));
  expect(codeOf(await finish(other.actor))).toBe('not-allowed');
  expect([codeOf(await finish(owner.actor)), codeOf(await finish(owner.actor))]).toEqual([null, 'done-already']);
  expect((await gatheringNow(db, gathering)).followUps[0]!.doneAt).toEqual(NOW);
});
