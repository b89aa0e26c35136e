import { expect, test } from 'vitest';
import { addTestAttendee, enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { removeAttendee } from './remove-attendee.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('who was not there is taken off the list, once', async () => {
  const gathering = await enterTestGathering(db, admin.actor);
  const attendee = await addTestAttendee(db, admin.actor, gathering, 'Noor Example', false);
  const remove = () => db.tx((tx) => removeAttendee(tx, admin.actor, { gathering, attendee }, NOW));
  expect([codeOf(await remove()), codeOf(await remove())]).toEqual([null, 'no-such-attendee']);
  expect((await gatheringNow(db, gathering)).attendees).toEqual([]);
});
