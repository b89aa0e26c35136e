import { expect, test } from 'vitest';
import { documentAt } from '../../../test/support/documents.ts';
import { classify } from './classify.ts';
import { topicsOf } from './paths.ts';

const kinds = (path: string, text: string): readonly string[] =>
  classify([documentAt(path, text)]).map(({ kind }) => kind);

test('pages about an election are not the governance of the project', () => {
  const text = '# Steering committee\n\nMembers vote by consensus; the council decides on roles.\n';
  expect(kinds('steering-committee.md', text)).toContain('governance');
  expect(kinds('elections/2031/steering-committee.md', text)).not.toContain('governance');
});

test('RELEASE.md tells how a release is made, or what one brought: its words decide', () => {
  const how = '# Grid\n\nBump the version number, tag it, upload to PyPI and announce it.\n';
  expect(kinds('RELEASE.md', how)).toContain('release-process');
  expect(kinds('RELEASE.md', '# Grid\n\nThis release brings colours.\n')).not.toContain('release-process');
});

test.each([
  ['coc.md', '# Grid\n\nBe kind.\n', 'code-of-conduct'],
  ['docs/contrib_howto.md', '# Grid\n\nWrite to us first.\n', 'contributing'],
  ['guides/contributor/README.md', '# Grid\n\nWrite to us first.\n', 'contributing'],
  ['doc/make_release.rst', 'Grid\n====\n\nAsk Ada (example).\n', 'release-process'],
])('%s is what its name says', (path, text, kind) => {
  expect(kinds(path, text)).toContain(kind);
});

test('a licence may stand on a page of the documentation, not anywhere', () => {
  expect(topicsOf('doc/source/license.md')).toEqual(['license']);
  expect(topicsOf('docs/LICENSE.txt')).toEqual(['license']);
  expect(topicsOf('vendor/thing/license.md')).not.toContain('license');
  expect(topicsOf('doc/source/license_check.md')).not.toContain('license');
});
