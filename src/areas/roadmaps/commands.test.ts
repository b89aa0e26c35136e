import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '../../outside/terminal/command.ts';
import { roadmapCompareCommand, roadmapReadCommand } from './commands.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cw-roadmap-'));
  await writeFile(join(folder, 'ROADMAP.md'), PLAN);
  await writeFile(join(folder, 'picture.md'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]));
  await writeFile(join(folder, 'roadmap.xyz'), PLAN);
  await writeFile(join(folder, 'huge.md'), Buffer.alloc(20_000_001, 'a\n'));
  await writeFile(join(folder, 'long.md'), `# Roadmap\n\n${'## Speed\nWe want more of it.\n'.repeat(60_000)}`);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const PLAN = `# Roadmap

## Next
- [x] Add sound [#1](https://forge.example/1)
- [ ] =1+1 with two parts
  - left
  - right
`;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (args: readonly string[], stdin = ''): Promise<Ran> => runCommand(roadmapReadCommand, args, stdin);
const compare = (args: readonly string[], stdin = ''): Promise<Ran> => runCommand(roadmapCompareCommand, args, stdin);

async function runCommand(command: Command, args: readonly string[], stdin: string): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await command.run({
    args,
    env: {},
    cwd: folder,
    now: new Date('2026-11-25T12:00:00Z'),
    out: (text) => (out += text),
    err: (text) => (err += text),
    isTty: false,
    stdin: async () => Buffer.from(stdin),
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

test('JSON is the contract of the design, key by key', async () => {
  const { code, out, err } = await run(['ROADMAP.md', '--format', 'json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual({
    items: [
      {
        title: 'Add sound',
        section: ['Next'],
        lines: [4, 4],
        status: 'done',
        links: ['https://forge.example/1'],
        parts: [],
      },
      {
        title: '=1+1 with two parts',
        section: ['Next'],
        lines: [5, 7],
        status: 'proposed',
        links: [],
        parts: [
          { title: 'left', lines: [6, 6], status: 'proposed' },
          { title: 'right', lines: [7, 7], status: 'proposed' },
        ],
      },
    ],
  });
});

test('--explain says how each heading was taken, in JSON beside the items', async () => {
  const { out } = await run(['ROADMAP.md', '--format', 'json', '--explain']);
  const answer = JSON.parse(out) as { items: { because: string }[]; headings: { title: string; taken: string }[] };
  expect(answer.headings.map(({ title, taken }) => [title, taken])).toEqual([
    ['Roadmap', 'title'],
    ['Next', 'theme'],
  ]);
  expect(answer.items[0]?.because).toBe('an entry of a list of work');
});

test('the table is for reading', async () => {
  const { out } = await run(['ROADMAP.md', '--explain']);
  expect(out).toBe(
    [
      'Next',
      '  4         done         Add sound',
      '                         (an entry of a list of work)',
      '  5-7       proposed     =1+1 with two parts',
      '    6       proposed       - left',
      '    7       proposed       - right',
      '                         (an entry of a list of work)',
      '',
      'How the headings were taken',
      '      1  title    Roadmap: the first heading, over all others, is the title of the document',
      '      3  theme    Next: the entries of the list below it are the work',
      '',
    ].join('\n'),
  );
  expect((await run(['-', '--as', 'md'], '# Roadmap\n')).out).toBe('No items are listed in this document.\n');
});

test('CSV has a row for every item and part, and no spreadsheet calculates with a title', async () => {
  const { out } = await run(['ROADMAP.md', '--format', 'csv']);
  expect(out.split('\n')).toEqual([
    'title,section,first line,last line,status,part of,links',
    'Add sound,Next,4,4,done,,https://forge.example/1',
    "'=1+1 with two parts,Next,5,7,proposed,,",
    "left,Next,6,6,proposed,'=1+1 with two parts,",
    "right,Next,7,7,proposed,'=1+1 with two parts,",
    '',
  ]);
});

test('standard input is read, its format told or guessed', async () => {
  const rst = 'Roadmap\n=======\n\nSpeed\n-----\nWe want more.\n';
  for (const args of [
    ['-', '--as', 'rst', '--format', 'json'],
    ['-', '--format', 'json'],
  ]) {
    const { code, out } = await run(args, rst);
    expect([code, (JSON.parse(out) as { items: { title: string }[] }).items[0]?.title]).toEqual([0, 'Speed']);
  }
});

test('--as overrules what the name says', async () => {
  expect(JSON.parse((await run(['roadmap.xyz', '--as', 'md', '--format', 'json'])).out)).toMatchObject({
    items: [{ title: 'Add sound' }, {}],
  });
});

test('what cannot be read is said in one sentence, with the exit code of its kind', async () => {
  const refusals = [
    [['gone.md'], 3, 'There is no file gone.md.'],
    [['ROADMAP.md/x.md'], 3, 'There is no file ROADMAP.md/x.md.'],
    [['.'], 1, '. is a folder; name the document in it.'],
    [['picture.md'], 1, 'picture.md is not text.'],
    [['huge.md'], 1, 'huge.md is larger than 20 MB; that is no roadmap.'],
    [
      ['roadmap.xyz'],
      2,
      'The name roadmap.xyz does not tell the format; say it with --as rst, md, myst, html or ipynb.',
    ],
  ] as const;
  for (const [args, code, sentence] of refusals) {
    expect(await run(args)).toEqual({ code, out: '', err: `${sentence}\n` });
  }
});

test('wrong arguments are refused with the usage, control characters made visible', async () => {
  for (const [args, sentence] of [
    [[], 'Name the document to read, or - for standard input.'],
    [['a.md', 'b.md'], 'Name one document only.'],
    [['a.md', '--as', 'docx\u001b[2J'], String.raw`--as knows rst, md, myst, html, ipynb; not docx\x1b[2J.`],
    [['a.md', '--format', 'xml'], '--format knows table, json, csv; not xml.'],
    [['a.md', '--colour'], "Unknown option '--colour'"],
  ] as const) {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).toContain('Usage: commonwork roadmap read');
  }
});

test('a document longer than we read is read to there, and the command says so', async () => {
  const { code, out, err } = await run(['long.md', '--format', 'json']);
  expect(code).toBe(0);
  expect(err).toMatch(
    /^Read to line \d+ only: the document is longer than we read\.\nOnly the first 5,000 pieces of work are listed\.\n$/,
  );
  expect((JSON.parse(out) as { items: unknown[] }).items.length).toBe(5000);
});

test('a device, a pipe or standard input without end is not read without end', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe.md')]);
  for (const name of ['pipe.md', '/dev/zero', '/dev/null']) {
    const { code, err } = await run([name, '--as', 'md']);
    expect(code).toBe(1);
    expect(err).toContain(`${name} is a device or a pipe. Name a document`);
  }
  expect((await run(['-', '--as', 'md'], 'a\n'.repeat(10_000_001))).err).toContain('larger than 20 MB');
});

const LATER = PLAN.replace('[ ] =1+1', '[x] =1+1').replace('- [x] Add sound', '- [x] Add colour');

test('two texts are compared: the sentence, then the lists', async () => {
  const { code, out, err } = await compare(['ROADMAP.md', '-', '--as', 'md'], LATER);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('1 new, 1 done, 1 dropped since the older text. 0 items unchanged.');
  expect(out).toMatch(/New\n\+ 4 +Next > Add colour/);
  expect(out).toMatch(/Dropped\n- 4 +Next > Add sound/);
});

test('a comparison as JSON names both sides of each pair', async () => {
  const { out } = await compare(['ROADMAP.md', '-', '--as', 'md', '--format', 'json'], LATER);
  const { done, ...rest } = JSON.parse(out) as { done: unknown[]; new: unknown[]; dropped: unknown[]; same: unknown[] };
  expect(done).toMatchObject([
    { before: { lines: [5, 7], status: 'proposed' }, after: { lines: [5, 7], status: 'done' }, changes: ['status'] },
  ]);
  expect([rest.new.length, rest.dropped.length, rest.same.length]).toEqual([1, 1, 0]);
});

test.each([
  [['ROADMAP.md'], 2, /Name two documents/],
  [['-', '-'], 2, /Only one of the two/],
  [['ROADMAP.md', 'missing.md'], 3, /no file missing\.md/],
  [['ROADMAP.md', 'picture.md'], 1, /not text/],
  [['ROADMAP.md', 'ROADMAP.md', '--format', 'csv'], 2, /--format knows table, json/],
])('a comparison that cannot be made says why: %j', async (args, code, words) => {
  const ran = await compare(args);
  expect([ran.code, ran.out]).toEqual([code, '']);
  expect(ran.err).toMatch(words);
});
