import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { giveUpHat } from './give-up-hat.ts';
import { recogniseSession } from './recognise-session.ts';
import { stateHat } from './state-hat.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const input = { capacity: 'board member', affiliation: 'Example Foundation' };

test('a hat given up is worn no more, is announced, and can be stated again', async () => {
  const hat = mustBeDone(await db.tx((tx) => stateHat(tx, eng.actor, input, NOW)));
  expect(codeOf(await db.tx((tx) => giveUpHat(tx, admin.actor, { hat }, NOW)))).toBe('no-such-hat');
  mustBeDone(await db.tx((tx) => giveUpHat(tx, eng.actor, { hat }, NOW)));
  const recognised = await db.read((tx) => recogniseSession(tx, eng.token, NOW));
  expect(recognised?.actor.hat).toBe('engagement lead, Example Lab');
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: eng.person }));
  expect(event?.kind).toBe('hat.given-up');
  expect(codeOf(await db.tx((tx) => giveUpHat(tx, eng.actor, { hat }, NOW)))).toBe('no-such-hat');
  mustBeDone(await db.tx((tx) => stateHat(tx, eng.actor, input, NOW)));
});

test('a stranger has none to give up', async () => {
  const hat = mustBeDone(await db.tx((tx) => stateHat(tx, admin.actor, input, NOW)));
  expect(codeOf(await db.tx((tx) => giveUpHat(tx, STRANGER, { hat }, NOW)))).toBe('signed-out');
});
