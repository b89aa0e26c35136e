import { expect, test } from 'vitest';
import { REACH } from '../../../../test/support/projects.ts';
import { projectRefusals } from '../types.ts';
import { checkRepository } from './check-repository.ts';

test.each([
  ['ext::sh -c id', /ext:: are not accepted here; give one that starts with https:\/\//],
  ['--upload-pack=touch x', /not the address of a repository/],
  ['file:///etc', /file:\/\/ are not accepted here/],
  ['/etc/passwd', /are not accepted here/],
  ['https://10.0.0.1/a/b', /10\.0\.0\.1 is an address inside a private network/],
  ['https://localhost/a/b', /private network/],
  ['https://169.254.169.254/latest/meta-data', /private network/],
  ['https://inside.example/a/b', /inside\.example is an address inside a private network/],
  ['https://user:secret@github.com/a/b', /holds a user name or password/],
  ['numpy', /It looks like https:\/\/example\.org\/owner\/name/],
])('%s is refused at the field, with what to do', async (typed, sentence) => {
  const outcome = await checkRepository(REACH, typed);
  if ('done' in outcome) throw new Error('let through');
  expect(outcome).toMatchObject({ refused: 'url-refused', because: { field: 'url' } });
  expect(projectRefusals['url-refused'].say(outcome.because)).toMatch(sentence);
  expect(JSON.stringify(outcome)).not.toContain('secret@');
});

test('a page of a forge is taken for its repository', async () => {
  expect(await checkRepository(REACH, 'https://github.com/numpy/numpy/blob/main/doc/neps/roadmap.rst')).toMatchObject({
    done: { url: 'https://github.com/numpy/numpy', id: 'numpy/numpy' },
  });
});
