import { expect, test } from 'vitest';
import { LOCAL_REACH, REACH } from '../../../../test/support/projects.ts';
import { readPortfolioFile } from './read-portfolio-file.ts';

async function problemsOf(text: string, reach = REACH): Promise<unknown> {
  const read = await readPortfolioFile(reach, { text, format: 'auto' });
  return 'refused' in read ? read.because['problems'] : [];
}

test('addresses come out in one form, names are filled in, fields are read by the register’s own rules', async () => {
  const text = `
- name: Example Grid
  licence: mit or Apache-2.0
  repositories:
    - github.com/Example/grid.git
    - { url: https://github.com/example/grid-site, id: example/site, role: website }
`;
  expect(await readPortfolioFile(REACH, { text, format: 'yaml' })).toEqual({
    done: {
      projects: [
        {
          line: 2,
          profile: {
            name: 'Example Grid',
            summary: '',
            licence: 'mit OR Apache-2.0',
            homepage: null,
            label: 'Roadmap',
            note: null,
            example: false,
            logo: null,
            logoAlt: null,
            logoNote: null,
          },
          repositories: [
            { url: 'https://github.com/Example/grid', name: 'Example/grid', role: null, local: false },
            { url: 'https://github.com/example/grid-site', name: 'example/site', role: 'website', local: false },
          ],
        },
      ],
    },
  });
});

test('every address that may not be reached is named with its line, and so is every field that a form would not take', async () => {
  const text = [
    'name,url,licence,homepage',
    'A,ext::sh -c id,MIT,',
    'B,--upload-pack=touch x,,',
    'C,file:///etc,,',
    'D,https://inside.example/a/b,,',
    'E,https://github.com/a/e,BSD three,javascript:alert(1)',
  ].join('\n');
  expect(await problemsOf(text)).toEqual([
    expect.stringMatching(/^Line 2: .*ext:: are not accepted/),
    expect.stringMatching(/^Line 3: .*not the address of a repository/),
    expect.stringMatching(/^Line 4: .*file:\/\/ are not accepted/),
    expect.stringMatching(/^Line 5: inside\.example is an address inside a private network/),
    expect.stringMatching(/^Line 6: “E”, licence: Write the licence in its SPDX short form/),
    expect.stringMatching(/^Line 6: “E”, homepage: .*https:\/\//),
  ]);
});

test('malformed YAML is refused with its line', async () => {
  expect(await problemsOf('projects:\n  - name: A\n   - name: B\n')).toEqual([
    expect.stringMatching(/^Line 3: This is not valid YAML\./),
  ]);
});

test('each host is looked up once, however often it is named', async () => {
  const asked: string[] = [];
  const counting = { ...REACH, lookup: (host: string) => (asked.push(host), REACH.lookup(host)) };
  const rows = Array.from(
    { length: 50 },
    (_, n) => `P${n},${n % 2 ? 'github.com' : 'https://codeberg.org'}/example/p${n}`,
  );
  expect(await problemsOf(`name,url\n${rows.join('\n')}`, counting)).toEqual([]);
  expect(asked.sort()).toEqual(['codeberg.org', 'github.com']);
});

test('a file that would have us ask about hundreds of hosts is refused, and no more than a hundred are asked', async () => {
  let asked = 0;
  const counting = { ...REACH, lookup: (host: string) => (asked++, REACH.lookup(host)) };
  const rows = Array.from({ length: 300 }, (_, n) => `P${n},https://host${n}.example/a/b`);
  const read = await readPortfolioFile(counting, { text: `name,url\n${rows.join('\n')}`, format: 'csv' });
  expect(read).toMatchObject({
    refused: 'portfolio-refused',
    because: { why: expect.stringMatching(/names 300 hosts/) },
  });
  expect(asked).toBeLessThanOrEqual(100);
});

test('folders are read only where the policy says so', async () => {
  const text = '[{"name":"Local","repositories":["/srv/git/local.git"]}]';
  expect(await problemsOf(text)).toHaveLength(1);
  expect(await readPortfolioFile(LOCAL_REACH, { text, format: 'json' })).toMatchObject({
    done: { projects: [{ repositories: [{ url: 'file:///srv/git/local.git', local: true }] }] },
  });
});
