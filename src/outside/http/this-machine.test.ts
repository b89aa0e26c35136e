import { expect, test } from 'vitest';
import { isFromThisMachine } from './address.ts';

test.each([
  ['http://localhost:4310', '127.0.0.1', true],
  ['http://localhost:4310', '::1', true],
  ['http://[::1]:4310', '::ffff:127.0.0.1', true],
  ['http://localhost:4310', '192.0.2.7', false],
  ['https://work.example.org', '127.0.0.1', false],
  ['http://localhost.example.org', '127.0.0.1', false],
  ['nonsense', '127.0.0.1', false],
])('%s asked from %s: %s', (baseUrl, address, expected) => {
  expect(isFromThisMachine({ baseUrl, address })).toBe(expected);
});
