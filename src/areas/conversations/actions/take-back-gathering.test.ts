import { expect, test } from 'vitest';
import { enterTestGathering } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone, refused } from '../../../kernel/refusal.ts';
import { deactivatePerson } from '../../people/index.ts';
import { publishGathering } from './publish-gathering.ts';
import { showGathering } from './show-gathering.ts';
import { takeBackGathering } from './take-back-gathering.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('the steward takes it back, nobody outside finds it then, and it can be published again', async () => {
  const gathering = await enterTestGathering(db, admin.actor);
  const other = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const takeBack = (actor: typeof admin.actor) =>
    db.tx((tx) => takeBackGathering(tx, actor, { gathering, reason: 'A name was wrong.' }, NOW));
  const isThere = async () => !refused(await db.read((tx) => showGathering(tx, STRANGER, gathering, NOW)));
  expect(codeOf(await takeBack(admin.actor))).toBe('not-published');
  mustBeDone(await db.tx((tx) => publishGathering(tx, admin.actor, { gathering }, NOW)));
  expect(await isThere()).toBe(true);
  expect(codeOf(await takeBack(other.actor))).toBe('steward-only');
  expect(codeOf(await takeBack(admin.actor))).toBeNull();
  expect(await isThere()).toBe(false);
  mustBeDone(await db.tx((tx) => publishGathering(tx, admin.actor, { gathering }, NOW)));
  expect(await isThere()).toBe(true);
});

test('an administrator stands in for a steward whose account is closed, and for no other', async () => {
  const steward = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const gathering = await enterTestGathering(db, steward.actor);
  mustBeDone(await db.tx((tx) => publishGathering(tx, steward.actor, { gathering }, NOW)));
  const takeBack = () =>
    db.tx((tx) => takeBackGathering(tx, admin.actor, { gathering, reason: 'A name was wrong.' }, NOW));
  expect(codeOf(await takeBack())).toBe('steward-only');
  const closing = { person: steward.person, reason: 'They left.' };
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, closing, NOW)));
  expect(codeOf(await takeBack())).toBeNull();
});
