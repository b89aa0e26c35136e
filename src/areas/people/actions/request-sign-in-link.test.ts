import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { requestSignInLink } from './request-sign-in-link.ts';

const { db } = await testDatabase();
await makeWorkspace(db);

async function lettersTo(mail: string): Promise<string[]> {
  const letters = await db.read((tx) => listOutbox(tx, 100));
  return letters.filter((one) => one.recipient === mail).map((one) => one.link ?? '');
}

function ask(mail: string) {
  return db.tx((tx) => requestSignInLink(tx, STRANGER, { mail, baseUrl: BASE_URL, next: '/survey' }, NOW));
}

test('the answer is the same for an address without an account, and nothing is sent to it', async () => {
  expect(await ask('nobody@example.org')).toEqual(await ask('ada@example.org'));
  expect(await lettersTo('nobody@example.org')).toEqual([]);
  expect(await lettersTo('ada@example.org')).toHaveLength(1);
});

test('at most three links are out for one account', async () => {
  for (let times = 0; times < 5; times++) await ask('ada@example.org');
  expect(await lettersTo('ada@example.org')).toHaveLength(3);
});

test('the link leads back to where the person was going', async () => {
  const [link] = await lettersTo('ada@example.org');
  expect(new URL(link!).searchParams.get('next')).toBe('/survey');
});
