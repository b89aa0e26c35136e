import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { CAME_FROM, codeOf, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { giveUpHat } from './give-up-hat.ts';
import { recogniseSession } from './recognise-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { stateHat } from './state-hat.ts';
import { wearHat } from './wear-hat.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const OFFICE = 'workspace administrator, Example Lab';
const QUANT = 'engineer, Larkspur Quant';

async function actorIn(token: string) {
  return (await db.read((tx) => recogniseSession(tx, token, NOW)))!.actor;
}

async function wear(worn: string | null, token: string | null = admin.token) {
  const actor = token === null ? STRANGER : await actorIn(token);
  return db.tx((tx) => wearHat(tx, actor, { worn, token }, NOW));
}

test('a single hat is worn by itself; with several, the one chosen is worn in this session only', async () => {
  expect((await actorIn(admin.token)).hat).toBe(OFFICE);
  const stated = { capacity: 'engineer', affiliation: 'Larkspur Quant' };
  const hat = mustBeDone(await db.tx((tx) => stateHat(tx, admin.actor, stated, NOW)));
  expect((await actorIn(admin.token)).hat).toBe(null);
  mustBeDone(await wear(QUANT));
  expect((await actorIn(admin.token)).hat).toBe(QUANT);
  const input = { mail: admin.mail, password: PASSWORD, ...CAME_FROM };
  const other = mustBeDone(await db.tx((tx) => signInWithPassword(tx, STRANGER, input, NOW)));
  expect((await actorIn(other.token)).hat).toBe(null);

  mustBeDone(await wear(null));
  expect((await actorIn(admin.token)).hat).toBe(null);
  mustBeDone(await wear(QUANT));
  mustBeDone(await db.tx((tx) => giveUpHat(tx, admin.actor, { hat }, NOW)));
  expect((await actorIn(admin.token)).hat).toBe(OFFICE);
});

test('somebody else’s hat cannot be worn, nor any by a stranger', async () => {
  expect(codeOf(await wear('steering council, NumPy'))).toBe('no-such-hat');
  expect(codeOf(await wear(null, null))).toBe('signed-out');
  expect(codeOf(await db.tx((tx) => wearHat(tx, admin.actor, { worn: null, token: null }, NOW)))).toBe('signed-out');
});
