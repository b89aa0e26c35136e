import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { CAME_FROM, codeOf, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { changeHats } from './change-hats.ts';
import { recogniseSession } from './recognise-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

function wear(hats: readonly string[], worn: string | null) {
  return db.tx((tx) => changeHats(tx, admin.actor, { hats: [...hats], worn, token: admin.token }, NOW));
}

async function hatIn(token: string): Promise<string | null | undefined> {
  return (await db.read((tx) => recogniseSession(tx, token, NOW)))?.actor.hat;
}

test('without hats there is none to wear; a single one is always worn', async () => {
  expect(await hatIn(admin.token)).toBe(null);
  mustBeDone(await wear(['maintainer of NumPy'], null));
  expect(await hatIn(admin.token)).toBe('maintainer of NumPy');
});

test('with several, none is worn until one is chosen, in this session only', async () => {
  mustBeDone(await wear(['maintainer of NumPy', 'Larkspur Quant'], null));
  expect(await hatIn(admin.token)).toBe(null);
  mustBeDone(await wear(['maintainer of NumPy', 'Larkspur Quant'], 'Larkspur Quant'));
  expect(await hatIn(admin.token)).toBe('Larkspur Quant');
  const input = { mail: admin.mail, password: PASSWORD, ...CAME_FROM };
  const other = mustBeDone(await db.tx((tx) => signInWithPassword(tx, STRANGER, input, NOW)));
  expect(await hatIn(other.token)).toBe(null);
});

test('somebody else’s hat cannot be worn, and one given up is taken off', async () => {
  expect(codeOf(await wear(['maintainer of NumPy', 'Larkspur Quant'], 'steering council'))).toBe('no-such-hat');
  mustBeDone(await wear(['maintainer of NumPy', 'board member'], null));
  expect(await hatIn(admin.token)).toBe(null);
});

test('a stranger has none to change', async () => {
  const input = { hats: ['x'], worn: null, token: null };
  expect(codeOf(await db.tx((tx) => changeHats(tx, STRANGER, input, NOW)))).toBe('signed-out');
});
