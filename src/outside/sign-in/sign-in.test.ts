import { expect, test } from 'vitest';
import { countingKey, decoyHash, hashPassword, newApiSecret, newToken, passwordMatches, tokenDigest } from './index.ts';

test('a token is 256 random bits, fit for an address, and only its digest is kept', () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  expect(tokens.size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const [token] = tokens;
  expect(tokenDigest(token!)).toHaveLength(32);
  expect(tokenDigest(token!).toString('latin1')).not.toContain(token!);
});

test('a token for the API is as random, and says what it is', () => {
  expect(newApiSecret()).toMatch(/^cw_[A-Za-z0-9_-]{43}$/);
  expect(newApiSecret()).not.toBe(newApiSecret());
});

test('a password opens its own hash and no other', async () => {
  const hash = await hashPassword('correct horse battery');
  expect(await passwordMatches(hash, 'correct horse battery')).toBe(true);
  expect(await passwordMatches(hash, 'correct horse batterY')).toBe(false);
});

test('the cost of a hash is the one that design names', async () => {
  expect(await hashPassword('x')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('without an account the same work is done and nothing matches', async () => {
  const decoy = await decoyHash();
  expect(decoy.split('$').slice(0, 4)).toEqual((await hashPassword('x')).split('$').slice(0, 4));
  expect(await passwordMatches(null, 'anything')).toBe(false);
});

test('an accent typed in two ways is one password', async () => {
  const hash = await hashPassword('caf\u00e9 au lait, bien chaud');
  expect(await passwordMatches(hash, 'cafe\u0301 au lait, bien chaud')).toBe(true);
});

test('attempts by account and by address are counted under unrelated keys', () => {
  expect(countingKey('account', 'a')).not.toEqual(countingKey('address', 'a'));
});
