import { expect, test } from 'vitest';
import { addTestAttendee, enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { publicGathering } from '../gathering-rules.ts';
import { answerNaming } from './answer-naming.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

const funder = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
const gathering = await enterTestGathering(db, admin.actor);
const theirs = await addTestAttendee(db, admin.actor, gathering, funder.person);
const guest = await addTestAttendee(db, admin.actor, gathering, 'Noor Example', false);
const say = (actor: typeof admin.actor, attendee: typeof guest, answer: 'yes' | 'no', heard: string | null = null) =>
  db.tx((tx) => answerNaming(tx, actor, { gathering, attendee, answer, heard }, NOW));
const named = async () => publicGathering(await gatheringNow(db, gathering)).named.map(({ name }) => name);

test('somebody with an account says it themselves, and takes it back', async () => {
  expect(codeOf(await say(admin.actor, theirs, 'yes'))).toBe('own-word-only');
  expect(codeOf(await say(admin.actor, theirs, 'no'))).toBe('own-word-only');
  expect(await named()).toEqual([]);
  expect(codeOf(await say(funder.actor, theirs, 'yes'))).toBeNull();
  expect(await named()).toEqual(['Fnd Example']);
  expect(codeOf(await say(funder.actor, theirs, 'no'))).toBeNull();
  expect(await named()).toEqual([]);
});

test('for a name without an account staff notes how they said so', async () => {
  expect(codeOf(await say(admin.actor, guest, 'yes'))).toBe('heard-how');
  expect(codeOf(await say(funder.actor, guest, 'yes', 'I know them.'))).toBe('no-such-attendee');
  expect(codeOf(await say(admin.actor, guest, 'yes', 'By mail on 20 November.'))).toBeNull();
  expect(await named()).toEqual(['Noor Example']);
});

test('who was not there finds nothing, and the database takes nobody’s yes for another', async () => {
  const other = await addPerson(db, admin, { name: 'Fsp Example', role: 'FND' });
  expect(codeOf(await say(other.actor, theirs, 'yes'))).toBe('no-such-gathering');
  const directly = db.tx((tx) =>
    sql`insert into gathering_naming (id, attendee, answer, heard, at, by_person)
        values (gen_random_uuid(), ${theirs}, 'yes', 'heard', ${NOW}, ${admin.person})`.execute(on(tx)),
  );
  await expect(directly).rejects.toThrow(/only they themselves/);
});
