import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, countLayers } from './support/architecture.ts';
import { checkMigrations, type Migration } from './support/migration-rules.ts';
import { readImports, type SourceFile } from './support/source-facts.ts';

const ROOT = join(import.meta.dirname, '..');

describe('the house as it stands', () => {
  const files = filesUnder('src');

  test('was really looked at', () => {
    expect(files.filter((file) => /\.tsx?$/.test(file.path)).length).toBeGreaterThan(30);
    const layersOnDisk = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(layersOnDisk.length).toBeGreaterThanOrEqual(4);
    const counts = countLayers(files);
    for (const layer of layersOnDisk) {
      expect([layer.name, counts.get(layer.name as 'kernel') ?? 0]).not.toEqual([layer.name, 0]);
    }
    const imports = files
      .filter((file) => /\.tsx?$/.test(file.path))
      .reduce((sum, file) => sum + readImports(file).length, 0);
    expect(imports).toBeGreaterThan(files.length);
  });

  test('keeps every rule', () => {
    expect(check(files)).toEqual([]);
  });

  test('keeps its migrations', () => {
    const migrations = readdirSync(join(ROOT, 'migrations'))
      .filter((name) => !name.startsWith('.'))
      .toSorted()
      .map((name): Migration => {
        const text = readFileSync(join(ROOT, 'migrations', name), 'utf8');
        return { name, text, digest: createHash('sha256').update(text).digest('hex') };
      });
    expect(checkMigrations(migrations, readFileSync(join(ROOT, 'test/migrations.sha256'), 'utf8'))).toEqual([]);
  });
});

describe('imports are read', () => {
  const read = (text: string, path = 'src/kernel/a.ts') =>
    readImports({ path, text }).map((one) => [one.specifier, one.names.join(' '), one.typesOnly]);

  test('in every form in which they can be written', () => {
    expect(read(`import { a, type B } from './one.ts';`)).toEqual([['./one.ts', 'a B', false]]);
    expect(read(`import type { B } from './two.ts';`)).toEqual([['./two.ts', 'B', true]]);
    expect(read(`import { type B, type C } from './two.ts';`)).toEqual([['./two.ts', 'B C', true]]);
    expect(read(`import * as all from './three.ts';`)).toEqual([['./three.ts', '*', false]]);
    expect(read(`import './four.ts';`)).toEqual([['./four.ts', '', false]]);
    expect(read(`export { x as y } from './five.ts';`)).toEqual([['./five.ts', 'x', false]]);
    expect(read(`export * from './six.ts';`)).toEqual([['./six.ts', '*', false]]);
    expect(read(`export type { T } from './seven.ts';`)).toEqual([['./seven.ts', 'T', true]]);
    expect(read(`export const load = async () => (await import('./eight.ts')).load();`)).toEqual([
      ['./eight.ts', '*', false],
    ]);
    expect(read(`export type T = import('./nine.ts').T;`)).toEqual([['./nine.ts', '*', true]]);
  });

  test('and not where they are only talked about', () => {
    expect(read(`// import { a } from './one.ts';\nexport const text = "import { a } from './one.ts'";`)).toEqual([]);
    expect(read(`export const p = () => <p>import x from './one.ts'</p>;`, 'src/look/a.tsx')).toEqual([]);
  });
});

describe('the checker', () => {
  const TIDY: Readonly<Record<string, string>> = {
    'src/kernel/money.ts': `import { createHash } from 'node:crypto'; export const money = createHash;`,
    'src/reading/rst.ts': `import { money } from '../kernel/money.ts'; export const rst = money;`,
    'src/outside/database/index.ts': `import { Kysely } from 'kysely'; export const on = Kysely; export type Tx = string;`,
    'src/outside/http/route.ts': `import type { Tx } from '../database/index.ts'; export type Route = Tx;`,
    'src/look/urls.ts': `export const urls = { home: () => '/' };`,
    'src/areas/projects/README.md': 'A project is a declared set of repositories.',
    'src/areas/projects/types.ts': `export type Project = string;`,
    'src/areas/projects/index.ts': `export type { Project } from './types.ts'; export { addProject } from './actions/add-project.ts';`,
    'src/areas/projects/actions/add-project.ts': `import { save } from '../store.ts'; export async function addProject() { return save(); }`,
    'src/areas/projects/actions/add-project.test.ts': `import { addProject } from './add-project.ts'; addProject();`,
    'src/areas/projects/store.ts': `import { on } from '../../outside/database/index.ts'; export const save = on;`,
    'src/areas/survey/README.md': 'A survey asks every project of a portfolio the same questions.',
    'src/areas/survey/rules.ts': `import type { Project } from '../projects/index.ts'; export type Rule = Project;`,
    'src/areas/survey/pages.tsx': `import { urls } from '../../look/urls.ts';
      export const page = (data: string) => <p><a href={urls.home()}>home</a> <a href={\`#\${data}\`}>here</a> <a href="/x">x</a></p>;`,
    'src/areas/survey/web.ts': `import type { Route } from '../../outside/http/route.ts'; import { page } from './pages.tsx'; export const routes: Route[] = [page];`,
    'src/entrances/web.ts': `import { routes } from '../areas/survey/web.ts'; export const web = routes;`,
    'src/main.ts': `const web = await import('./entrances/web.ts'); web.start();`,
  };
  const checked = (changes: Readonly<Record<string, string>>) =>
    check(Object.entries({ ...TIDY, ...changes }).map(([path, text]): SourceFile => ({ path, text })));

  test('finds nothing in a tidy house', () => {
    expect(checked({})).toEqual([]);
  });

  const untidy: ReadonlyArray<readonly [what: string, changes: Readonly<Record<string, string>>, sentence: RegExp]> = [
    [
      'the kernel importing outside, though only a type',
      { 'src/kernel/a.ts': `import type { Tx } from '../outside/database/index.ts'; export type A = Tx;` },
      /^src\/kernel\/a\.ts:1 imports \.\.\/outside\/database\/index\.ts: kernel may import kernel, never outside\.$/,
    ],
    [
      'the kernel importing a package',
      { 'src/kernel/a.ts': `import { z } from 'zod'; export const a = z;` },
      /the kernel needs no package/,
    ],
    [
      'the kernel reading files',
      { 'src/kernel/a.ts': `import { readFileSync } from 'node:fs'; export const a = readFileSync;` },
      /kernel does no input or output/,
    ],
    [
      'reading that opens a file',
      { 'src/reading/a.ts': `import { readFile } from 'node:fs/promises'; export const a = readFile;` },
      /reading does no input or output/,
    ],
    [
      'reading that imports outside',
      { 'src/reading/a.ts': `export { on } from '../outside/database/index.ts';` },
      /reading may import kernel and reading, never outside/,
    ],
    [
      'look importing an area lazily',
      { 'src/look/a.ts': `export const a = () => import('../areas/projects/index.ts');` },
      /look may import kernel and look, never areas/,
    ],
    [
      'outside importing reading',
      { 'src/outside/git/a.ts': `import { rst } from '../../reading/rst.ts'; export const a = rst;` },
      /outside may import kernel and outside, never reading/,
    ],
    [
      'an area importing an entrance',
      { 'src/areas/survey/web.ts': `import { web } from '../../entrances/web.ts'; export const a = web;` },
      /areas may import .*never entrances/,
    ],
    [
      'main importing an area',
      { 'src/main.ts': `import './areas/survey/web.ts';` },
      /main may import kernel, outside and entrances, never areas/,
    ],
    [
      'an area importing upwards',
      { 'src/areas/projects/rules.ts': `export type { Rule } from '../survey/index.ts';` },
      /projects has rank 1 and survey rank 2; areas import only downwards/,
    ],
    [
      'equal ranks importing each other',
      {
        'src/areas/people/README.md': 'x',
        'src/areas/ledger/README.md': 'x',
        'src/areas/people/rules.ts': `export type { L } from '../ledger/index.ts';`,
      },
      /people has rank 0 and ledger rank 0/,
    ],
    [
      'an area coming in by the window',
      { 'src/areas/survey/rules.ts': `import type { Project } from '../projects/types.ts'; export type A = Project;` },
      /the only door of projects is its index\.ts/,
    ],
    [
      'an area without a rank',
      { 'src/areas/widgets/README.md': 'x', 'src/areas/widgets/types.ts': `export type W = 1;` },
      /src\/areas\/widgets has no rank/,
    ],
    [
      'a web.ts that takes values from another area',
      { 'src/areas/survey/web.ts': `import { addProject } from '../projects/index.ts'; export const a = addProject;` },
      /web\.ts may take only types from other areas/,
    ],
    [
      'pages that import the store',
      { 'src/areas/projects/pages.tsx': `import { save } from './store.ts'; export const a = save;` },
      /pages\.ts may not import its area's store/,
    ],
    [
      'rules that import the store',
      { 'src/areas/projects/rules.ts': `import { save } from './store.ts'; export const a = save;` },
      /rules\.ts may not import its area's store/,
    ],
    [
      'a pure helper that imports outside',
      { 'src/areas/projects/postings.ts': `import { on } from '../../outside/http/route.ts'; export const a = on;` },
      /a pure helper may not import this of outside/,
    ],
    [
      'an action that makes markup',
      {
        'src/areas/projects/actions/add-project.ts': `import { a } from '../../../look/a.ts'; export const addProject = a;`,
      },
      /an action may not import look/,
    ],
    [
      'an action that imports pages',
      {
        'src/areas/projects/pages.tsx': '',
        'src/areas/projects/actions/add-project.ts': `import { a } from '../pages.tsx'; export const addProject = a;`,
      },
      /an action may not import its area's pages/,
    ],
    [
      'a web.ts that opens the database',
      {
        'src/areas/survey/web.ts': `import { connect } from '../../outside/database/index.ts'; export const a = connect;`,
      },
      /web\.ts may not import this of outside/,
    ],
    [
      'an index that exports everything',
      { 'src/areas/projects/index.ts': `export * from './types.ts';` },
      /a door lists its names one by one/,
    ],
    [
      'SQL in an action',
      {
        'src/areas/projects/actions/add-project.ts': `import { sql } from '../../../outside/database/index.ts'; export const addProject = sql;`,
      },
      /SQL is written in an area's store\.ts only/,
    ],
    [
      'SQL in an entrance',
      { 'src/entrances/web.ts': `import { on } from '../outside/database/index.ts'; export const a = on;` },
      /SQL is written in an area's store\.ts only/,
    ],
    [
      'kysely in a rule',
      { 'src/areas/projects/rules.ts': `import { sql } from 'kysely'; export const a = sql;` },
      /kysely is spoken to from src\/outside\/ and store only/,
    ],
    [
      'pg in a store',
      { 'src/areas/projects/store.ts': `import pg from 'pg'; export const a = pg;` },
      /pg is spoken to from src\/outside\/ only/,
    ],
    [
      'an entrance that reaches into an area',
      { 'src/entrances/web.ts': `import { save } from '../areas/projects/store.ts'; export const a = save;` },
      /an entrance reaches an area through/,
    ],
    [
      'a link made from data',
      { 'src/areas/survey/pages.tsx': `export const a = (x: { url: string }) => <a href={x.url}>x</a>;` },
      /pages\.tsx:1 follows an address made from data/,
    ],
    [
      'a link that may turn into a script',
      { 'src/areas/survey/pages.tsx': `export const a = (x: string) => <a href={\`\${x}/y\`}>x</a>;` },
      /follows an address made from data/,
    ],
    [
      'a link hidden in a spread',
      { 'src/areas/survey/pages.tsx': `export const a = (x: object) => <a {...x}>x</a>;` },
      /follows an address made from data/,
    ],
    [
      'a form sent to data',
      { 'src/areas/survey/pages.tsx': `export const a = (x: string) => <form action={x} />;` },
      /follows an address made from data/,
    ],
    [
      'markup set by hand',
      {
        'src/areas/survey/pages.tsx': `export const a = (x: string) => <p dangerouslySetInnerHTML={{ __html: x }} />;`,
      },
      /sets markup by hand/,
    ],
    [
      'a rule that asks the clock',
      { 'src/areas/projects/rules.ts': `export const a = () => new Date();` },
      /rules\.ts:1 asks the clock/,
    ],
    ['reading that asks the clock', { 'src/reading/rst.ts': `export const a = () => Date.now();` }, /asks the clock/],
    [
      'a rule with a stopwatch',
      { 'src/areas/projects/rules.ts': `export const a = () => performance.now();` },
      /measures time/,
    ],
    [
      'a job that reaches for the database',
      { 'src/areas/projects/jobs.ts': `import { on } from '../../outside/database/index.ts'; export const a = on;` },
      /jobs\.ts may not import this of outside/,
    ],
    [
      'a rule that reads the environment',
      { 'src/areas/projects/rules.ts': `export const a = () => process.env['HOME'];` },
      /reads process\.env/,
    ],
    [
      'an action without a test',
      { 'src/areas/projects/actions/drop-project.ts': `export const dropProject = 1;` },
      /drop-project\.ts has no test beside it/,
    ],
    [
      'an action that is not named after its file',
      { 'src/areas/projects/actions/add-project.ts': `export const insert = 1;` },
      /does not export addProject/,
    ],
    [
      'an area without a README',
      { 'src/areas/people/types.ts': `export type P = 1;` },
      /src\/areas\/people has no README/,
    ],
    ['a README like a novel', { 'src/areas/projects/README.md': 'line\n'.repeat(40) }, /README\.md is longer than/],
    [
      'an import without extension',
      { 'src/kernel/a.ts': `import { money } from './money'; export const a = money;` },
      /without its extension/,
    ],
    [
      'an import whose name is computed',
      { 'src/entrances/web.ts': `export const a = (name: string) => import(name);` },
      /whose name is computed/,
    ],
    ['a default export', { 'src/kernel/a.ts': `export default 1;` }, /has a default export/],
    ['a file in no layer', { 'src/util/a.ts': `export const a = 1;` }, /src\/util\/a\.ts lies in no layer/],
    [
      'a program importing from the tests',
      { 'src/kernel/a.ts': `import { x } from '../../test/support/x.ts'; export const a = x;` },
      /lies outside src\/; only tests may/,
    ],
    [
      'a Node module by its old name',
      { 'src/outside/a.ts': `import fs from 'fs'; export const a = fs;` },
      /write node:fs/,
    ],
  ];

  test.each(untidy)('sees %s', (_, changes, sentence) => {
    const found = checked(changes);
    expect(found.filter((one) => sentence.test(one))).not.toEqual([]);
  });

  test('lets what the house needs pass', () => {
    expect(
      checked({
        'src/areas/projects/pages/list.tsx': `import { a } from '../rules.ts'; export const list = a;`,
        'src/areas/projects/rules.ts': `import { rst } from '../../reading/rst.ts'; export const a = rst;`,
        'src/areas/projects/web.test.ts': `import { web } from '../../entrances/web.ts'; web(new Date());`,
        'src/areas/projects/web.ts': `import type { Tx } from '../../outside/database/index.ts'; export const read = (tx: Tx) => tx;`,
        'src/areas/portal/README.md': 'x',
        'src/areas/projects/licence.ts': `import type { Blob } from '../../outside/git/index.ts'; export type B = Blob;`,
        'src/areas/projects/commands.ts': `import { readFileSync } from 'node:fs'; import { a } from '../../outside/git/index.ts'; export const c = [a, readFileSync];`,
        'src/areas/projects/exports.ts': `import { urls } from '../../look/index.ts'; export const csv = urls;`,
        'src/areas/projects/actions/add-project.ts': `export const addProject = () => performance.now();`,
        'src/look/islands/progress.ts': `export const now = () => Date.now();`,
        'src/areas/portal/web.ts': `import { addProject } from '../projects/index.ts'; export const a = addProject;`,
        'src/outside/git/run.ts': `import { spawn } from 'node:child_process'; export const run = () => spawn('git', { timeout: Date.now() });`,
      }),
    ).toEqual([]);
  });
});

describe('the check of migrations', () => {
  const first: Migration = { name: '0001-people.sql', text: 'create table person ();', digest: 'aa' };
  const second: Migration = { name: '0002-projects.sql', text: 'create table project ();', digest: 'bb' };
  const list = '# sealed\naa  0001-people.sql\nbb  0002-projects.sql\n';

  test('passes what is sealed', () => {
    expect(checkMigrations([first, second], list)).toEqual([]);
  });

  test.each([
    ['a changed one', [{ ...first, digest: 'cc' }, second], /0001-people\.sql has changed/],
    ['one that is gone', [first], /0002-projects\.sql is gone/],
    [
      'a new one that is not sealed',
      [first, second, { name: '0003-survey.sql', text: '', digest: 'cc' }],
      /add to test\/migrations\.sha256: cc {2}0003-survey\.sql/,
    ],
    ['a gap', [first, { ...second, name: '0003-projects.sql' }], /should have number 0002/],
    ['a number twice', [first, { ...second, name: '0001-projects.sql' }], /should have number 0002/],
    [
      'one that imports',
      [{ ...first, text: 'select 1;\n\\i other.sql' }, second],
      /0001-people\.sql:2 is a command of psql/,
    ],
    ['an odd name', [{ ...first, name: 'people.sql' }, second], /is not named NNNN-what\.sql/],
  ] as const)('sees %s', (_, migrations, sentence) => {
    expect(checkMigrations(migrations, list).filter((one) => sentence.test(one))).not.toEqual([]);
  });
});

function filesUnder(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|md)$/.test(entry.name))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      return { path: full.slice(ROOT.length + 1).replaceAll('\\', '/'), text: readFileSync(full, 'utf8') };
    });
}
