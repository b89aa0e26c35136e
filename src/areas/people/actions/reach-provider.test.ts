import { expect, test } from 'vitest';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { fakeProvider } from '../../../../test/support/provider.ts';
import { reachProvider } from './reach-provider.ts';

const provider = await fakeProvider();

test('a provider of the settings is asked where its doors are; another one does not exist', async () => {
  const doors = { providers: [provider], sendsMail: false };
  const reached = await reachProvider(doors, 'example-id', NOW);
  expect(reached).toMatchObject({ done: { server: { token_endpoint: `${provider.issuer}/token` } } });
  expect(codeOf(await reachProvider(doors, 'other-id', NOW))).toBe('no-such-provider');
});

test('one that is not there, or that calls itself otherwise, is not gone to', async () => {
  const gone = { ...provider, issuer: 'http://localhost:9' };
  expect(codeOf(await reachProvider({ providers: [gone], sendsMail: false }, 'example-id', NOW))).toBe(
    'provider-unreachable',
  );
  const otherwise = { ...provider, issuer: provider.issuer.replace('localhost', '127.0.0.1') };
  expect(codeOf(await reachProvider({ providers: [otherwise], sendsMail: false }, 'example-id', NOW))).toBe(
    'provider-unreachable',
  );
});
