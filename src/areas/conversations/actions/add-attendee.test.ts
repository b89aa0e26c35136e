import { expect, test } from 'vitest';
import { addTestAttendee, enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addAttendee } from './add-attendee.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('people with an account and names are on the list, nobody twice, and nobody may be named by it', async () => {
  const gathering = await enterTestGathering(db, admin.actor);
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  await addTestAttendee(db, admin.actor, gathering, lead.person);
  await addTestAttendee(db, admin.actor, gathering, 'Noor Example', false);
  const again = { gathering, person: lead.person, name: null, affiliation: null, role: 'speaker' } as const;
  expect(codeOf(await db.tx((tx) => addAttendee(tx, admin.actor, again, NOW)))).toBe('there-already');
  const { attendees } = await gatheringNow(db, gathering);
  expect(attendees.map(({ name, naming }) => [name, naming])).toEqual([
    ['Tec Example', null],
    ['Noor Example', null],
  ]);
});
