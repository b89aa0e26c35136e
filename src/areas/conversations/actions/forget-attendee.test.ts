import { expect, test } from 'vitest';
import { addTestAttendee, enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { forgetAttendee } from './forget-attendee.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('the name of somebody without an account is erased; that somebody was there stays', async () => {
  const gathering = await enterTestGathering(db, admin.actor);
  const attendee = await addTestAttendee(db, admin.actor, gathering, 'Noor Example', false);
  const forget = (which = attendee) =>
    db.tx((tx) => forgetAttendee(tx, admin.actor, { gathering, attendee: which }, NOW));
  expect([codeOf(await forget()), codeOf(await forget())]).toEqual([null, 'nothing-to-forget']);
  expect((await gatheringNow(db, gathering)).attendees).toMatchObject([{ id: attendee, name: null }]);
  // An account’s name is the account’s.
  const own = await addTestAttendee(db, admin.actor, gathering, admin.person);
  expect(codeOf(await forget(own))).toBe('nothing-to-forget');
});
