import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPortfolio, type PortfolioFormat, type PortfolioProject } from './index.ts';

const numpy: Omit<PortfolioProject, 'line' | 'repositories'> = {
  name: 'NumPy',
  asOf: null,
  summary: null,
  licence: null,
  homepage: null,
  label: null,
  note: null,
  example: false,
};

async function projectsIn(text: string, format?: PortfolioFormat) {
  const outcome = await readPortfolio(text, format === undefined ? {} : { format });
  if ('refused' in outcome) throw new Error(String(outcome.because['why']));
  return outcome.done.projects;
}

async function problemsIn(text: string, hint: { format?: PortfolioFormat; fileName?: string } = {}) {
  const outcome = await readPortfolio(text, hint);
  return 'refused' in outcome ? outcome.because['problems'] : [];
}

test('the contract of the survey is read from JSON', async () => {
  const text = JSON.stringify({
    projects: [
      {
        name: 'NumPy',
        asOf: '2018-09-25',
        repositories: [{ id: 'numpy/numpy', url: 'https://github.com/numpy/numpy', revision: '278f85f' }],
      },
    ],
  });
  expect(await projectsIn(text)).toMatchObject([
    {
      ...numpy,
      asOf: '2018-09-25',
      repositories: [{ id: 'numpy/numpy', url: 'https://github.com/numpy/numpy', revision: '278f85f', role: null }],
    },
  ]);
});

test('YAML keeps every scalar as the text that was written: 1234e56 is a commit', async () => {
  const text = `
projects:
  - name: NumPy
    example: true
    repositories:
      - url: https://github.com/numpy/numpy
        revision: 1234e56
      - url: https://github.com/numpy/numpy.org
        role: website
  - name: SciPy
    asOf: 2018-09-25
    repositories: [ https://github.com/scipy/scipy ]
`;
  expect(await projectsIn(text)).toMatchObject([
    {
      name: 'NumPy',
      example: true,
      line: 3,
      repositories: [
        { revision: '1234e56', role: null, line: 6 },
        { url: 'https://github.com/numpy/numpy.org', role: 'website', line: 8 },
      ],
    },
    { name: 'SciPy', asOf: '2018-09-25', repositories: [{ url: 'https://github.com/scipy/scipy', revision: null }] },
  ]);
});

test('in CSV a row is a repository, and rows of one name are one project', async () => {
  const text = [
    'Project;URL;As of;Licence;Role',
    'NumPy;https://github.com/numpy/numpy;2018-09-25;BSD-3-Clause;code',
    'SciPy;https://github.com/scipy/scipy;;;',
    'NumPy;https://github.com/numpy/numpy.org;;;website',
  ].join('\r\n');
  expect(await projectsIn(text)).toMatchObject([
    {
      name: 'NumPy',
      asOf: '2018-09-25',
      licence: 'BSD-3-Clause',
      repositories: [{ role: 'code' }, { role: 'website' }],
    },
    { name: 'SciPy', licence: null, repositories: [{ url: 'https://github.com/scipy/scipy', line: 3 }] },
  ]);
});

test('the format is told from the name of the file, or from how the text begins', async () => {
  expect(await projectsIn('\ufeffname,url\nA,https://a.example/b/c\n')).toHaveLength(1);
  expect(await projectsIn('- name: A\n  repositories: [https://a.example/b/c]\n')).toHaveLength(1);
  expect(await projectsIn('  [{"name":"A","repositories":["https://a.example/b/c"]}]')).toHaveLength(1);
  expect(await problemsIn('name,url\nA,https://a.example/b/c\n', { fileName: 'x.json' })).toEqual([
    'Line 1: This is not valid JSON. Look for a comma, quotation mark or bracket too few or too many.',
  ]);
});

test('two projects of one name are refused, whatever the case, and both places are named', async () => {
  const yaml = [
    'projects:',
    '  - name: NumPy',
    '    repositories: [https://github.com/numpy/numpy]',
    '  - name: " numpy "',
    '    repositories: [https://github.com/numpy/numpy]',
  ].join('\n');
  expect(await problemsIn(yaml)).toEqual([
    'Line 4: Two projects are called “numpy”; the other is line 2. Names are unique in a portfolio.',
  ]);
  const json = '[{"name":"A","repositories":["u"]},{"name":"a","repositories":["u"]}]';
  expect(await problemsIn(json)).toEqual([
    'Line 1: Two projects are called “a”; the other is project 1. Names are unique in a portfolio.',
  ]);
});

test.each<[string, string, PortfolioFormat]>([
  ['malformed YAML', 'projects:\n  - name: A\n   - name: B\n', 'yaml'],
  ['a YAML key given twice', 'projects:\n  - name: A\n    name: B\n    repositories: [u]\n', 'yaml'],
  ['a YAML alias', 'projects:\n  - name: A\n    repositories: *all\n', 'yaml'],
  ['malformed JSON', '{"projects": [\n  {"name": "A"},\n  ,]\n}', 'json'],
  ['JSON that ends early', '{"projects": [\n  {"name": "A"},\n  ', 'json'],
  ['a key of JSON that is not closed', '{"projects": [\n  {"name": "A",\n   "repositories: ["u"]}]}', 'json'],
  ['a key of JSON given twice', '[{"name": "A",\n "repositories": ["u"],\n "name": "B"}]', 'json'],
  ['JSON nested too deep', `[\n[\n${'['.repeat(100_000)}`, 'json'],
  ['YAML nested too deep', `projects:\n  - name: A\n    repositories: ${'['.repeat(60_000)}`, 'yaml'],
  ['YAML in blocks nested too deep', `projects:\n  - name: A\n  - ${'- '.repeat(20)}x`, 'yaml'],
  ['a YAML quotation mark left open', 'projects:\n  -\n    name: "A\n    repositories: [u]\n', 'yaml'],
  ['an unknown key of JSON', '[{"name": "A",\n "repositories": [{"url": "u",\n "revison": "1"}]}]', 'json'],
  ['an unknown key of YAML', 'projects:\n  - name: A\n    repos: [u]\n    repositories: [u]\n', 'yaml'],
  ['a project of JSON without repositories', '[{"name":"A","repositories":["u"]},\n\n{"name":"B"}]', 'json'],
  ['a CSV row without an address', 'name,url\nA,https://a.example/b/c\nB,\n', 'csv'],
  ['a CSV quotation mark left open', 'name,url\n\nA,"https://a.example/b/c\n', 'csv'],
])('%s is refused with its line, the third', async (_, text, format) => {
  const problems = await problemsIn(text, { format });
  expect(problems).toEqual([expect.stringMatching(/^Line 3: \S/)]);
});

test.each<[string, string, RegExp]>([
  ['nothing', ' \n ', /is empty/],
  ['no list', '{"name":"A"}', /a list called “projects”/],
  ['an empty list', '{"projects":[]}', /lists no project/],
  ['a project without a name', '[{"repositories":["u"]}]', /Project 1 has no name/],
  ['a name of marks only', '[{"name":"…\u200b","repositories":["u"]}]', /Project 1 has no name/],
  ['a project without repositories', '[{"name":"A"}]', /“A” has no repositories/],
  ['a list for a name', '[{"name":["A"],"repositories":["u"]}]', /“name” must be a text/],
  ['a day that is none', '[{"name":"A","asOf":"2018-02-31","repositories":["u"]}]', /2018-09-25, not “2018-02-31”/],
  ['an unknown role', '[{"name":"A","repositories":[{"url":"u","role":"mirror"}]}]', /“mirror” is no role/],
  [
    'a row that contradicts another',
    'name,url,licence\nA,u,MIT\nA,v,BSD-3-Clause\n',
    /another licence here than on line 2/,
  ],
  ['a table without an address', 'name,repository\nA,b/c\n', /must name the columns/],
])('%s is refused with what to do', async (_, text, sentence) => {
  expect(await problemsIn(text)).toEqual([expect.stringMatching(sentence)]);
});

test.each<[string, string, string]>([
  [
    'of a project',
    '- name: A\n  repositores: [u]\n',
    'Line 2: There is no “repositores” in a project. Did you mean “repositories”?',
  ],
  [
    'of a repository',
    '[{"name":"A","repositories":[{"url":"u","branch":"x"}]}]',
    'Line 1: There is no “branch” in a repository. Known are id, url, revision, role.',
  ],
  [
    'of the whole',
    'projekts: []\n',
    'A portfolio is a list called “projects”, each with a name and its repositories. Is it “projekts”?',
  ],
  [
    'of a table',
    'name,url,as off\nA,u,2018-09-25\n',
    'Line 1: There is no “as off” in a portfolio. Did you mean “asOf”?',
  ],
])('a key %s that nothing reads is refused with the one that was meant', async (_, text, sentence) => {
  expect(await problemsIn(text)).toContainEqual(expect.stringContaining(sentence));
});

test('a file in UTF-16 is named as one, with what to do', async () => {
  for (const text of ['name,url\nA,https://a.example/b/c\n', '{"projects": []}', 'projects:\n  - name: A\n']) {
    const bytes = Buffer.from(text, 'utf16le');
    for (const file of [bytes, Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]), bytes.swap16()]) {
      expect(await problemsIn(file.toString('utf8'))).toEqual([expect.stringMatching(/UTF-16. Save it as UTF-8/)]);
    }
  }
});

test('what is JSON is read and what is not is refused, as the runtime sees it', async () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  await fc.assert(
    fc.asyncProperty(
      value,
      fc.nat(),
      fc.constantFrom('', ',', '"', '\\', '}', ']', '1', 'e', '.', '-', ':', ' ', '\n', 'n'),
      async (json, at, sign) => {
        const whole = JSON.stringify({ projects: [json] }, null, 1);
        const place = at % (whole.length + 1);
        const text = whole.slice(0, place) + sign + whole.slice(place + (at % 2));
        const isJson = (() => {
          try {
            JSON.parse(text);
            return true;
          } catch {
            return false;
          }
        })();
        const complaints = (await problemsIn(text, { format: 'json' })) as readonly string[];
        expect(complaints.some((one) => one.includes('not valid JSON'))).toBe(!isJson);
      },
    ),
    { numRuns: 2000 },
  );
});

test('several mistakes are all named at once, in the order of the file', async () => {
  const text = 'projects:\n  - name: A\n  - repositories: [u]\n  - name: C\n    asOf: soon\n    repositories: [u]\n';
  expect(await problemsIn(text)).toEqual([
    'Line 2: “A” has no repositories.',
    'Line 3: Project 2 has no name.',
    'Line 4: “C”: write the day as 2018-09-25, not “soon”.',
  ]);
});

test('hostile names come out clean: no control characters, no direction marks, markup as text', async () => {
  const [project] = await projectsIn(
    JSON.stringify([{ name: 'Evil\u202e\n<script>alert(1)</script>\u0000', repositories: ['https://a.example/b/c'] }]),
  );
  expect(project?.name).toBe('Evil <script>alert(1)</script>');
});

test('a cell that a spreadsheet would run as a formula is read back as it was', async () => {
  expect(await projectsIn("name,url,summary\nA,https://a.example/b/c,'=1+1\n")).toMatchObject([{ summary: '=1+1' }]);
});

test('nesting without end, bombs of aliases and books are refused, and no text makes the reader throw', async () => {
  expect(await problemsIn('['.repeat(100_000))).toHaveLength(1);
  expect(await problemsIn('- '.repeat(50_000), { format: 'yaml' })).not.toEqual([]);
  expect(await problemsIn(`a: &a [x]\nb: [${'*a,'.repeat(1000)}]\nprojects: *a\n`, { format: 'yaml' })).toHaveLength(
    20,
  );
  expect(await problemsIn('a'.repeat(200_001), { format: 'yaml' })).toEqual([expect.stringMatching(/at most 200 KB/)]);
  expect(await problemsIn('a'.repeat(2_000_001))).toEqual(['The portfolio is larger than 2 MB.']);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc
          .array(
            fc.constantFrom('name:', ' - ', '[', '{', '"', ',', 'url', '\n', '  ', ':', '&a', '*a', '? ', '!!x', '|'),
          )
          .map((parts) => parts.join('')),
      ),
      fc.constantFrom('json', 'yaml', 'csv' as const),
      async (text, format: PortfolioFormat) => {
        await readPortfolio(text, { format });
      },
    ),
    { numRuns: 400 },
  );
});

test('the line of an error in JSON is the line where no ending could mend it', async () => {
  const pieces = [
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-',
    '0.5e2',
    'true',
    'nul',
    '\n',
    ' ',
    '\\',
    '\\u00e',
    'T',
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), async (parts) => {
      const text = `[\n${parts.join('\n')}`;
      const problems = await problemsIn(text, { format: 'json' });
      const stated = Number(/^Line (\d+): This is not valid JSON/.exec(String((problems as string[])[0]))?.[1] ?? 0);
      let message = '';
      try {
        JSON.parse(text);
      } catch (error) {
        message = (error as Error).message;
      }
      const position = /position (\d+)/.exec(message)?.[1];
      if (position !== undefined && !message.includes('end of JSON')) {
        expect({ text, stated }).toEqual({ text, stated: text.slice(0, Number(position)).split('\n').length });
      } else expect(stated > 0).toBe(message !== '');
    }),
    { numRuns: 1500 },
  );
});

test('JSON nested without end is refused in one pass', async () => {
  expect(await problemsIn('['.repeat(900_000), { format: 'json' })).toHaveLength(1);
  expect(await problemsIn('['.repeat(400_000) + ']'.repeat(400_000), { format: 'json' })).toHaveLength(1);
});
