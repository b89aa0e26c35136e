import { expect, test } from 'vitest';
import { refused } from '../kernel/refusal.ts';
import { gitRefusals } from '../outside/git/index.ts';
import { repositoryOpener } from './open-repository.ts';

const settings = { dataFolder: '/nonexistent/data', maxRepositoryBytes: 1_000_000, gitTimeoutMs: 5_000 };
const lost = { id: 'lost/lost', url: '/nonexistent/secret/lost.git', revision: null };

test('a folder that cannot be opened is named as the project names it, not by where it lies', async () => {
  const open = repositoryOpener({ ...settings, allowLocalRepositories: true });
  const outcome = await open(lost, new AbortController().signal);
  if (!refused(outcome)) throw new Error('it should not be there');
  expect(gitRefusals[outcome.refused].say(outcome.because)).toBe('There is no folder lost/lost.');
});

test('where folders are not allowed, none is opened', async () => {
  const open = repositoryOpener({ ...settings, allowLocalRepositories: false });
  const outcome = await open(lost, new AbortController().signal);
  expect(refused(outcome) && outcome.refused).not.toBe('no-such-folder');
  expect(refused(outcome)).toBe(true);
});
