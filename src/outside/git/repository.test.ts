import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gitVersion, isRecentGit, openLocalRepository, pathBytes, type Repository } from './index.ts';
import { git, makeRepository, must, scratch } from './test-repositories.ts';

const { path: root, remove } = scratch();
afterAll(remove);

async function opened(folder: string, ...more: [limits?: object, signal?: AbortSignal]): Promise<Repository> {
  return must(await openLocalRepository(folder, ...more));
}

async function using<T>(folder: string, ask: (repository: Repository) => Promise<T>): Promise<T> {
  const repository = await opened(folder);
  try {
    return await ask(repository);
  } finally {
    await repository.close();
  }
}

const headOf = async (repository: Repository): Promise<string> => must(await repository.resolve({})).commit.id;

test('the default branch, its files in git order and their contents', async () => {
  const folder = makeRepository(join(root, 'plain.git'), [
    {
      files: { 'README.md': '# Example\n', 'doc/roadmap.rst': 'Roadmap\n=======\n', 'doc-x': 'x', 'doc.txt': 't' },
      entries: [{ path: 'run.sh', mode: '100755', data: '#!/bin/sh\n' }],
      date: '2024-05-06T07:08:09Z',
      message: 'First words\n\nand more',
      author: 'Zoë Example',
    },
  ]);
  await using(folder, async (repository) => {
    const { commit, branch } = must(await repository.resolve({}));
    expect(branch).toBe('main');
    expect(commit).toMatchObject({
      author: 'Zoë Example',
      subject: 'First words',
      date: new Date('2024-05-06T07:08:09Z'),
    });
    const tree = must(await repository.tree(commit.id));
    expect(tree.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'file README.md',
      'file doc-x',
      'file doc.txt',
      'file doc/roadmap.rst',
      'executable run.sh',
    ]);
    expect(tree.map(({ path }) => path)).toEqual(git(folder, ['ls-tree', '-r', '--name-only', 'HEAD']).split('\n'));
    const blobs = await repository.read(tree.map(({ blob }) => blob));
    expect(blobs.get(tree[3]!.blob)).toMatchObject({ bytes: Buffer.from('Roadmap\n=======\n'), size: 16 });
    expect(tree.every(({ oddName }) => !oddName)).toBe(true);
  });
});

test('a repository with a work tree is read by its commits, not by its files', async () => {
  const folder = join(root, 'normal');
  mkdirSync(folder);
  git(folder, ['init', '-q', '-b', 'trunk']);
  writeFileSync(join(folder, 'README'), 'committed\n');
  git(folder, ['add', '.']);
  git(folder, ['commit', '-qm', 'one']);
  writeFileSync(join(folder, 'README'), 'changed\n');
  await using(folder, async (repository) => {
    const { commit, branch } = must(await repository.resolve({}));
    expect(branch).toBe('trunk');
    const [entry] = must(await repository.tree(commit.id));
    expect((await repository.read([entry!.blob])).get(entry!.blob)).toMatchObject({
      bytes: Buffer.from('committed\n'),
    });
  });
  const tree = join(root, 'linked');
  git(folder, ['worktree', 'add', '-q', '-b', 'side', tree]);
  await using(tree, async (repository) => expect(must(await repository.resolve({})).branch).toBe('side'));
});

test('a repository without a config file is read', async () => {
  const folder = makeRepository(join(root, 'noconfig.git'), [{ files: { a: 'a' } }]);
  execFileSync('rm', [join(folder, 'config')]);
  await using(folder, async (repository) =>
    expect(must(await repository.tree(await headOf(repository)))).toHaveLength(1),
  );
});

test('a repository that uses sha256', async () => {
  const folder = makeRepository(join(root, 'sha256.git'), [{ files: { 'a/b': 'x' } }, { files: { c: 'y' } }], {
    format: 'sha256',
  });
  await using(folder, async (repository) => {
    const id = await headOf(repository);
    expect(id).toHaveLength(64);
    const tree = must(await repository.tree(id));
    expect(tree.map(({ path }) => path)).toEqual(['a/b', 'c']);
    expect((await repository.read([tree[0]!.blob])).get(tree[0]!.blob)).toMatchObject({ bytes: Buffer.from('x') });
    expect(must(await repository.history(id, 'c'))).toHaveLength(1);
    expect(must(await repository.blame(id, 'c'))).toHaveLength(1);
  });
});

test('revisions: hash, short hash, branch, tag, remote branch, and what is none', async () => {
  const folder = makeRepository(join(root, 'revisions.git'), [
    { files: { a: '1' } },
    { files: { a: '2' } },
    { files: { a: '3' }, branch: 'feature/x', from: 1 },
  ]);
  const [one, two, three] = ['main~1', 'main', 'feature/x'].map((name) => git(folder, ['rev-parse', name])) as [
    string,
    string,
    string,
  ];
  git(folder, ['tag', 'v1', one]);
  git(folder, ['tag', '-a', '-m', 'two', 'v2', two]);
  git(folder, ['update-ref', 'refs/remotes/origin/old', one]);
  git(folder, ['pack-refs', '--all']);
  git(folder, ['branch', 'loose', three]);
  await using(folder, async (repository) => {
    const id = async (revision: string): Promise<string> => must(await repository.resolve({ revision })).commit.id;
    expect(await id(two)).toBe(two);
    expect(await id(two.toUpperCase())).toBe(two);
    expect(await id(one.slice(0, 7))).toBe(one);
    expect(await id('feature/x')).toBe(three);
    expect(await id('refs/heads/feature/x')).toBe(three);
    expect(await id('heads/main')).toBe(two);
    expect(await id('loose')).toBe(three);
    expect(await id('v1')).toBe(one);
    expect(await id('v2')).toBe(two);
    expect(await id('origin/old')).toBe(one);
    expect(await id('HEAD')).toBe(two);
    expect(must(await repository.resolve({ revision: 'feature/x' })).branch).toBe('feature/x');
    expect(must(await repository.resolve({ revision: 'v1' })).branch).toBe(null);
    const why = async (revision: string): Promise<unknown> => repository.resolve({ revision });
    expect(await why('nope')).toMatchObject({ refused: 'no-such-revision', because: { revision: 'nope' } });
    expect(await why('deadbeef')).toMatchObject({ refused: 'no-such-revision' });
    // A tree is no commit.
    expect(await why(git(folder, ['rev-parse', 'main^{tree}']))).toMatchObject({ refused: 'no-such-revision' });
    for (const odd of [
      'main~1',
      '--all',
      '-x',
      'main..x',
      'a b',
      'x^{tree}',
      ':a',
      'main:a',
      '@{1}',
      'a\nb',
      '',
      '/etc/passwd',
      '../HEAD',
      'x.lock',
    ])
      expect(await why(odd), odd).toMatchObject({ refused: 'bad-revision' });
  });
});

test('a short hash that could be two commits is told as such', async () => {
  const folder = makeRepository(
    join(root, 'ambiguous.git'),
    Array.from({ length: 1500 }, (_, n) => ({ files: { a: String(n) } })),
  );
  const prefixes = git(folder, ['rev-list', 'main'])
    .split('\n')
    .map((id) => id.slice(0, 4))
    .sort();
  const twice = prefixes.find((prefix, n) => prefix === prefixes[n + 1])!;
  await using(folder, async (repository) =>
    expect(await repository.resolve({ revision: twice })).toEqual({
      refused: 'no-such-revision',
      because: { ambiguous: true, revision: twice },
    }),
  );
});

test('without git on the machine everything is a refusal that names it', async () => {
  const folder = makeRepository(join(root, 'nogit.git'), [{ files: { a: '1' } }]);
  const id = git(folder, ['rev-parse', 'main']);
  const path = process.env['PATH'];
  process.env['PATH'] = '/nonexistent';
  try {
    await using(folder, async (repository) => {
      expect(await repository.resolve({})).toMatchObject({ refused: 'git-not-found' });
      expect(await repository.history(id, 'a')).toMatchObject({ refused: 'git-not-found' });
    });
    expect(await gitVersion()).toBe(null);
  } finally {
    process.env['PATH'] = path;
  }
  expect(isRecentGit(await gitVersion())).toBe(true);
  expect(['2.37.9', '1.99', null].some(isRecentGit)).toBe(false);
  expect(['2.38.0', '2.50', '3.0'].every(isRecentGit)).toBe(true);
});

test('an empty repository and a branch without commits are refusals that say so', async () => {
  const folder = makeRepository(join(root, 'empty.git'), []);
  await using(folder, async (repository) => {
    expect(await repository.resolve({})).toEqual({ refused: 'no-commits', because: { branch: 'main', others: [] } });
    expect(await repository.tags()).toEqual([]);
  });
  const unborn = makeRepository(join(root, 'unborn.git'), [{ files: { a: '1' }, branch: 'devel' }]);
  await using(unborn, async (repository) => {
    expect(await repository.resolve({})).toEqual({
      refused: 'no-commits',
      because: { branch: 'main', others: ['devel'] },
    });
    expect(must(await repository.resolve({ revision: 'devel' })).branch).toBe('devel');
  });
});

test('folders that are no repositories', async () => {
  expect(await openLocalRepository(join(root, 'nothing'))).toMatchObject({ refused: 'no-such-folder' });
  mkdirSync(join(root, 'folder'));
  expect(await openLocalRepository(join(root, 'folder'))).toMatchObject({ refused: 'not-a-repository' });
  const reftable = makeRepository(join(root, 'reftable.git'), [{ files: { a: '1' } }]);
  mkdirSync(join(reftable, 'reftable'));
  expect(await openLocalRepository(reftable)).toMatchObject({ refused: 'unsupported-repository' });
});

test('names with a newline, markup, bytes that are no text, and a backslash that looks like an escape come back as they were', async () => {
  const names = [
    Buffer.from('line\nbreak.md'),
    Buffer.from('<script>alert(1)<\u200b.md'),
    Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x6d, 0x64]),
    Buffer.from('back\\x41slash'),
    Buffer.concat([Buffer.from('both\\xff'), Buffer.from([0xff])]),
    Buffer.from('größe.md'),
    Buffer.from('\ufffd-honest'),
    Buffer.from(' space '),
    Buffer.from('"quoted"\t'),
    Buffer.from('-option'),
    Buffer.from(':(glob)*'),
  ];
  const folder = makeRepository(join(root, 'names.git'), [
    { entries: names.map((path) => ({ path, mode: '100644' as const, data: 'x' })) },
  ]);
  await using(folder, async (repository) => {
    const id = await headOf(repository);
    const tree = must(await repository.tree(id));
    const found = tree.map(({ path }) => pathBytes(path).toString('hex')).sort();
    expect(found).toEqual(names.map((name) => name.toString('hex')).sort());
    const odd = new Set(tree.filter(({ oddName }) => oddName).map(({ path }) => path));
    expect(odd).toContain('line\nbreak.md');
    expect(odd).toContain('f\\xff\\xfe.md');
    expect(odd).toContain('back\\x5cx41slash');
    expect(odd).toContain('both\\x5cxff\\xff');
    expect(odd).toContain(' space ');
    expect(odd).not.toContain('größe.md');
    expect(odd).not.toContain('-option');
    for (const path of ['line\nbreak.md', 'größe.md', '-option', ':(glob)*', '"quoted"\t']) {
      const changes = must(await repository.history(id, path));
      expect(
        changes.map((change) => change.path),
        path,
      ).toEqual([path]);
      expect(must(await repository.blame(id, path)), path).toHaveLength(1);
    }
    expect(await repository.history(id, 'f\\xff\\xfe.md')).toMatchObject({ refused: 'odd-path' });
    expect(await repository.blame(id, 'f\\xff\\xfe.md')).toMatchObject({ refused: 'odd-path' });
    expect(await repository.blame(id, 'nothing')).toMatchObject({ refused: 'no-such-path' });
    expect(must(await repository.history(id, '*'))).toEqual([]);
    expect(await repository.blame(id, '*')).toMatchObject({ refused: 'no-such-path' });
  });
});

test('a symbolic link is its text, a submodule a foreign commit, and neither is followed', async () => {
  const foreign = '1234567890123456789012345678901234567890';
  const folder = makeRepository(join(root, 'links.git'), [
    { entries: [{ path: 'ROADMAP.md', mode: '120000', data: '/etc/passwd' }], submodules: { vendor: foreign } },
  ]);
  await using(folder, async (repository) => {
    const tree = must(await repository.tree(await headOf(repository)));
    expect(tree).toEqual([
      { path: 'ROADMAP.md', kind: 'symlink', blob: tree[0]!.blob, oddName: false },
      { path: 'vendor', kind: 'submodule', blob: foreign, oddName: false },
    ]);
    const blobs = await repository.read([tree[0]!.blob, foreign, 'nonsense', 'a\nb']);
    expect(blobs.get(tree[0]!.blob)).toMatchObject({ bytes: Buffer.from('/etc/passwd') });
    expect(blobs.get(foreign)).toEqual({ missing: true });
    expect(blobs.get('nonsense')).toEqual({ missing: true });
    expect(blobs.get('a\nb')).toEqual({ missing: true });
  });
});

test('large files are not taken, pointers of Git LFS are told apart', async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;
  const folder = makeRepository(join(root, 'large.git'), [
    { files: { 'ROADMAP.md': Buffer.alloc(50 * 1024 * 1024, 'a'), 'big.bin': pointer, 'small.md': 'small' } },
  ]);
  await using(folder, async (repository) => {
    const tree = must(await repository.tree(await headOf(repository)));
    const blobs = await repository.read(tree.map(({ blob }) => blob));
    const of = (path: string) => blobs.get(tree.find((entry) => entry.path === path)!.blob);
    expect(of('ROADMAP.md')).toEqual({ tooLarge: true, size: 50 * 1024 * 1024 });
    expect(of('big.bin')).toEqual({ lfsPointer: true, size: 12345 });
    expect(of('small.md')).toMatchObject({ size: 5 });
    const id = await headOf(repository);
    expect(await repository.blame(id, 'ROADMAP.md')).toMatchObject({ refused: 'too-large' });
    expect(must(await repository.history(id, 'ROADMAP.md'))[0]).toMatchObject({ added: null });
  });
});

test('200,000 files are listed; more than the limit, or the same folder a million times, is refused', async () => {
  const names = Array.from({ length: 200_000 }, (_, n) => `d${n % 500}/file-${n}.txt`);
  const folder = makeRepository(join(root, 'many.git'), [
    { entries: names.map((path) => ({ path, mode: '100644' as const, data: 'same' })) },
  ]);
  const id = git(folder, ['rev-parse', 'HEAD']);
  await using(folder, async (repository) => expect(must(await repository.tree(id))).toHaveLength(200_000));
  const limited = await opened(folder, { maxTreeEntries: 100_000 });
  expect(await limited.tree(id)).toEqual({ refused: 'too-many-files', because: { limit: 100_000 } });
  await limited.close();

  // Ten folders that all hold the same ten folders, six levels deep: a million files in seven objects.
  const bomb = makeRepository(join(root, 'bomb.git'), []);
  const blob = git(bomb, ['hash-object', '-w', '--stdin'], 'x');
  let tree = git(bomb, ['mktree'], Array.from({ length: 10 }, (_, n) => `100644 blob ${blob}\tf${n}\n`).join(''));
  for (let level = 0; level < 5; level++)
    tree = git(bomb, ['mktree'], Array.from({ length: 10 }, (_, n) => `040000 tree ${tree}\td${n}\n`).join(''));
  git(bomb, ['update-ref', 'refs/heads/main', git(bomb, ['commit-tree', '-m', 'bomb', tree])]);
  await using(bomb, async (repository) =>
    expect(await repository.tree(await headOf(repository))).toMatchObject({ refused: 'too-many-files' }),
  );

  const deep = makeRepository(join(root, 'deep.git'), [{ files: { [`${'d/'.repeat(600)}f`]: 'x' } }]);
  await using(deep, async (repository) =>
    expect(await repository.tree(await headOf(repository))).toMatchObject({
      refused: 'too-many-files',
      because: { deeper: 250 },
    }),
  );
});

test('a missing object is missing, a damaged one too, and the others still arrive', async () => {
  const folder = makeRepository(join(root, 'holes.git'), [{ files: { 'seed.md': 'seed' } }]);
  const write = (text: string): string => git(folder, ['hash-object', '-w', '--stdin'], text);
  const ids = ['one', 'two', 'three', 'four', 'five'].map(write);
  const pathOf = (id: string): string => join(folder, 'objects', id.slice(0, 2), id.slice(2));
  execFileSync('rm', ['-f', pathOf(ids[1]!)]);
  chmodSync(pathOf(ids[2]!), 0o600);
  writeFileSync(pathOf(ids[2]!), 'this is no object');
  // A header that promises more than there is: git ends when asked for the content.
  chmodSync(pathOf(ids[3]!), 0o600);
  writeFileSync(pathOf(ids[3]!), (await import('node:zlib')).deflateSync(Buffer.from('blob 99\0short')));
  await using(folder, async (repository) => {
    const blobs = await repository.read(ids);
    expect(ids.map((id) => 'bytes' in blobs.get(id)!)).toEqual([true, false, false, false, true]);
    expect(blobs.get(ids[4]!)).toMatchObject({ bytes: Buffer.from('five') });
    // The conversation goes on afterwards.
    expect((await repository.read([ids[0]!])).get(ids[0]!)).toMatchObject({ bytes: Buffer.from('one') });
  });
});

test('history: newest first, merges against their first parent, line counts, since and max', async () => {
  const folder = makeRepository(join(root, 'history.git'), [
    { files: { 'r.md': 'a\nb\n' }, date: '2020-01-01T00:00:00Z', author: 'A Example' },
    { files: { 'r.md': 'a\nb\nc\n' }, date: '2021-01-01T00:00:00Z', author: 'B Example' },
    { files: { other: 'x' }, date: '2021-06-01T00:00:00Z' },
    { files: { 'r.md': 'A\nb\n' }, date: '2021-07-01T00:00:00Z', branch: 'side', from: 1 },
    {
      files: { 'r.md': 'A\nb\nc\nd\n' },
      date: '2022-01-01T00:00:00Z',
      from: 3,
      merge: 4,
      message: 'Merge with a change',
    },
    { files: { bin: Buffer.from([0, 1, 2]) }, date: '2023-01-01T00:00:00Z' },
    { remove: ['r.md'], date: '2024-01-01T00:00:00Z' },
  ]);
  await using(folder, async (repository) => {
    const id = await headOf(repository);
    const changes = must(await repository.history(id, 'r.md'));
    expect(
      changes.map(({ commit, status, added, deleted, parents }) => [
        commit.date.getUTCFullYear(),
        status,
        added,
        deleted,
        parents,
      ]),
    ).toEqual([
      [2024, 'D', 0, 4, 1],
      [2022, 'M', 2, 1, 2],
      [2021, 'M', 1, 1, 1],
      [2021, 'M', 1, 0, 1],
      [2020, 'A', 2, 0, 0],
    ]);
    expect(changes[0]!.blob).toBe(null);
    expect(must(await repository.history(id, 'r.md', { max: 2 }))).toHaveLength(2);
    expect(must(await repository.history(id, 'r.md', { since: new Date('2021-12-01T00:00:00Z') }))).toHaveLength(2);
    expect(must(await repository.history(id, 'bin'))[0]).toMatchObject({ added: null, deleted: null });
    const both = must(await repository.histories(id, ['r.md', 'other', 'none']));
    expect([...both].map(([path, of]) => [path, of.length])).toEqual([
      ['r.md', 5],
      ['other', 1],
      ['none', 0],
    ]);
    expect(must(await repository.histories(id, ['r.md', 'other'], { max: 1 })).get('r.md')).toHaveLength(1);
    expect((await repository.commits([id, '0'.repeat(40)])).get(id)).toMatchObject({
      date: new Date('2024-01-01T00:00:00Z'),
    });
  });
});

test('history follows a file through renamings and through a copy made in the same commit', async () => {
  const text = Array.from({ length: 30 }, (_, n) => `line ${n} of the roadmap`).join('\n');
  const folder = makeRepository(join(root, 'renames.git'), [
    { files: { 'ROADMAP.txt': text, noise: 'n' }, date: '2018-01-01T00:00:00Z' },
    { files: { 'ROADMAP.txt': `${text}\nmore` }, date: '2018-06-01T00:00:00Z' },
    { rename: [['ROADMAP.txt', 'doc/roadmap.rst']], date: '2019-01-01T00:00:00Z' },
    // The detailed one is the old one, the old name gets a new text.
    {
      files: { 'doc/detailed.rst': `${text}\nmore and more`, 'doc/roadmap.rst': 'short' },
      date: '2020-01-01T00:00:00Z',
    },
    { files: { 'doc/detailed.rst': `${text}\nmost` }, date: '2021-01-01T00:00:00Z' },
  ]);
  await using(folder, async (repository) => {
    const id = await headOf(repository);
    const changes = must(await repository.history(id, 'doc/detailed.rst', { follow: true }));
    expect(changes.map(({ commit, path, status }) => [commit.date.getUTCFullYear(), path, status])).toEqual([
      [2021, 'doc/detailed.rst', 'M'],
      [2020, 'doc/detailed.rst', 'C'],
      [2019, 'doc/roadmap.rst', 'R'],
      [2018, 'ROADMAP.txt', 'M'],
      [2018, 'ROADMAP.txt', 'A'],
    ]);
    expect(changes[1]).toMatchObject({ added: 1, deleted: 1 });
    expect(must(await repository.history(id, 'doc/detailed.rst'))).toHaveLength(2);
    expect(must(await repository.history(id, 'doc/detailed.rst', { follow: true, max: 3 }))).toHaveLength(3);
    const blobs = must(await repository.historyBlobs(id, ['doc/detailed.rst']));
    expect(blobs.sort()).toEqual([...new Set(changes.flatMap(({ blob }) => (blob === null ? [] : [blob])))].sort());
  });
});

test('blame gives every line its commit and the time of its author', async () => {
  const folder = makeRepository(join(root, 'blame.git'), [
    { files: { 'r.md': 'one\ntwo\nthree\n' }, date: '2018-01-01T00:00:00Z' },
    { files: { 'r.md': 'one\n2\nthree\n' }, date: '2020-01-01T00:00:00Z', message: 'filename x' },
  ]);
  await using(folder, async (repository) => {
    const id = await headOf(repository);
    const lines = must(await repository.blame(id, 'r.md'));
    expect(lines.map(({ line, time }) => [line, time.getUTCFullYear()])).toEqual([
      [1, 2018],
      [2, 2020],
      [3, 2018],
    ]);
    expect(lines[1]!.commit).toBe(id);
    expect(await repository.blame('main', 'r.md')).toMatchObject({ refused: 'bad-revision' });
    expect(await repository.history('--output=x', 'r.md')).toMatchObject({ refused: 'bad-revision' });
  });
});

test('history and blame without all blobs: changes without counts, lines without renamings, then a refusal', async () => {
  const text = 'first\nsecond\nthird\nfourth\nfifth\n';
  const folder = makeRepository(join(root, 'partial.git'), [
    { files: { 'old.md': text, 'gone.md': 'will be missing' }, date: '2018-01-01T00:00:00Z' },
    { rename: [['old.md', 'new.md']], remove: ['gone.md'], files: { 'side.md': 'x' }, date: '2019-01-01T00:00:00Z' },
    { files: { 'new.md': `${text}sixth\n` }, date: '2020-01-01T00:00:00Z' },
  ]);
  const lose = (revision: string): void => {
    git(folder, ['cat-file', '-e', revision]);
    const id = git(folder, ['rev-parse', revision]);
    const packs = readdirSync(join(folder, 'objects/pack')).filter((name) => name.endsWith('.pack'));
    for (const name of packs) {
      const moved = join(root, name);
      execFileSync('mv', [join(folder, 'objects/pack', name), moved]);
      git(folder, ['unpack-objects', '-q'], execFileSync('cat', [moved]));
      execFileSync('sh', ['-c', 'rm -f "$1"/*.idx "$1"/*.rev', 'sh', join(folder, 'objects/pack')]);
    }
    execFileSync('rm', ['-f', join(folder, 'objects', id.slice(0, 2), id.slice(2))]);
  };
  lose('main~2:gone.md');
  const id = git(folder, ['rev-parse', 'main']);
  await using(folder, async (repository) => {
    // Likeness cannot be judged, but the file moved unchanged.
    const changes = must(await repository.history(id, 'new.md', { follow: true }));
    expect(changes.map(({ path, status }) => [path, status])).toEqual([
      ['new.md', 'M'],
      ['new.md', 'R'],
      ['old.md', 'A'],
    ]);
    expect(must(await repository.blame(id, 'new.md'))).toHaveLength(6);
  });
  lose('main~1:new.md');
  await using(folder, async (repository) => {
    const changes = must(await repository.history(id, 'new.md', { follow: true }));
    expect(changes.map(({ path, added }) => [path, added])).toEqual([
      ['new.md', null],
      ['new.md', null],
      ['old.md', null],
    ]);
    expect(await repository.blame(id, 'new.md')).toMatchObject({ refused: 'missing-objects' });
  });
});

test('tags by date: annotated, plain, a tag of a tag, one of a file, and odd ones', async () => {
  const folder = makeRepository(join(root, 'tags.git'), [
    { files: { a: '1' }, date: '2018-01-01T00:00:00Z' },
    { files: { a: '2' }, date: '2020-01-01T00:00:00Z' },
  ]);
  git(folder, ['tag', 'plain', 'main~1']);
  git(folder, ['-c', 'user.name=A', '-c', 'user.email=a@example.org', 'tag', '-a', '-m', 'x', 'annotated', 'main']);
  git(folder, ['tag', 'file', 'main:a']);
  const undated = git(
    folder,
    ['hash-object', '-t', 'tag', '-w', '--stdin'],
    `object ${git(folder, ['rev-parse', 'main'])}\ntype commit\ntag undated\n\nold\n`,
  );
  git(folder, ['update-ref', 'refs/tags/undated', undated]);
  git(folder, [
    'update-ref',
    'refs/tags/nested/<b>',
    git(folder, ['hash-object', '-t', 'tag', '-w', '--stdin'], `object ${undated}\ntype tag\ntag nested\n\nold\n`),
  ]);
  git(folder, ['pack-refs', '--all']);
  writeFileSync(join(folder, 'refs/tags/broken'), 'garbage\n');
  symlinkSync('/etc/passwd', join(folder, 'refs/tags/link'));
  symlinkSync('/', join(folder, 'refs/tags/everything'));
  await using(folder, async (repository) => {
    const tags = await repository.tags();
    expect(tags.map(({ name }) => name).sort()).toEqual(['annotated', 'nested/<b>', 'plain', 'undated']);
    expect(tags[0]).toEqual({ name: 'plain', date: new Date('2018-01-01T00:00:00Z') });
    expect((await repository.tags((name) => name.startsWith('p'))).map(({ name }) => name)).toEqual(['plain']);
    expect(tags.find(({ name }) => name === 'nested/<b>')!.date).toEqual(new Date('2020-01-01T00:00:00Z'));
  });
});

test('thousands of tags are read beside, while other questions are answered', async () => {
  const commits = Array.from({ length: 1100 }, (_, n) => ({
    files: { a: String(n) },
    date: new Date(Date.UTC(2020, 0, 1 + n)).toISOString(),
  }));
  const folder = makeRepository(join(root, 'manytags.git'), commits);
  const ids = git(folder, ['rev-list', '--reverse', 'main']).split('\n');
  const lines = ids
    .flatMap((id, n) => [`${id} refs/tags/p${n}@1`, `${id} refs/tags/v${n}`])
    .sort((a, b) => (a.slice(41) < b.slice(41) ? -1 : 1));
  writeFileSync(
    join(folder, 'packed-refs'),
    `# pack-refs with: peeled fully-peeled sorted \n${lines.join('\n')}\n${ids.at(-1)} refs/heads/main\n`,
  );
  await using(folder, async (repository) => {
    const [tags, tree] = await Promise.all([repository.tags(), repository.tree(ids[0]!)]);
    expect(tags).toHaveLength(2200);
    expect(tags.at(-1)!.date).toEqual(new Date(Date.UTC(2020, 0, 1100)));
    expect(must(tree)).toHaveLength(1);
  });
});

test('a shallow copy says that its history is not known, except where it is', async () => {
  const full = makeRepository(join(root, 'full.git'), [
    { files: { 'r.md': 'one\n', s: '1' }, date: '2018-01-01T00:00:00Z' },
    { files: { 'r.md': 'one\ntwo\n' }, date: '2019-01-01T00:00:00Z' },
    { files: { 'new.md': 'new\n' }, date: '2020-01-01T00:00:00Z' },
    { files: { s: '2' }, date: '2021-01-01T00:00:00Z' },
  ]);
  const folder = join(root, 'shallow');
  git(root, ['clone', '-q', '--bare', '--depth=3', `file://${full}`, folder]);
  await using(folder, async (repository) => {
    expect(repository.shallow).toBe(true);
    const id = await headOf(repository);
    expect(await repository.history(id, 'r.md')).toMatchObject({ refused: 'history-cut' });
    expect(await repository.blame(id, 'r.md')).toMatchObject({ refused: 'history-cut' });
    expect(must(await repository.history(id, 'new.md'))).toHaveLength(1);
    expect(must(await repository.blame(id, 'new.md'))).toHaveLength(1);
    expect(must(await repository.history(id, 's', { max: 1 }))).toHaveLength(1);
    expect(await repository.resolve({ asOf: new Date('2018-06-01T00:00:00Z') })).toMatchObject({
      refused: 'history-cut',
    });
  });
  await using(full, async (repository) => expect(repository.shallow).toBe(false));
});

test('commits without names, dates or in another encoding are read without complaint', async () => {
  const folder = makeRepository(join(root, 'oddcommits.git'), [{ files: { a: '1' } }]);
  const tree = git(folder, ['rev-parse', 'main^{tree}']);
  const commit = (text: string | Buffer): string =>
    git(folder, ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], text);
  const latin = Buffer.from(
    `tree ${tree}\nauthor J\u00e9r\u00f4me <a@b> 1500000000 +0000\ncommitter J\u00e9r\u00f4me <a@b> 1500000000 +0000\nencoding ISO-8859-1\n\nCaf\u00e9\n`,
    'latin1',
  );
  const far = `tree ${tree}\nauthor A <a> 99999999999999 +0000\ncommitter A <a> -5 +0000\n\nfar\u202eaway\u0007\n`;
  const bare = `tree ${tree}\nauthor\n\n`;
  await using(folder, async (repository) => {
    const of = async (id: string) => must(await repository.resolve({ revision: id })).commit;
    expect(await of(commit(latin))).toMatchObject({
      author: 'Jérôme',
      subject: 'Café',
      date: new Date(1500000000_000),
    });
    expect(await of(commit(far))).toMatchObject({ subject: 'faraway', date: new Date(-5000), authorDate: new Date(0) });
    expect(await of(commit(bare))).toMatchObject({ author: 'unknown', subject: '', date: new Date(0) });
  });
});

test('cancelling ends every question and every process', async () => {
  const folder = makeRepository(join(root, 'cancel.git'), [{ files: { a: '1' } }]);
  const stop = new AbortController();
  const repository = await opened(folder, {}, stop.signal);
  const id = await headOf(repository);
  const [entry] = must(await repository.tree(id));
  stop.abort();
  expect(await repository.resolve({ revision: id.slice(0, 10) })).toMatchObject({ refused: 'cancelled' });
  expect(await repository.history(id, 'a')).toMatchObject({ refused: 'cancelled' });
  expect(await repository.blame(id, 'a')).toMatchObject({ refused: 'cancelled' });
  expect(await repository.bring([entry!.blob])).toMatchObject({ refused: 'cancelled' });
  await expect(repository.read([entry!.blob])).rejects.toThrow(/abort/i);
  await repository.close();
  const own = new AbortController();
  own.abort();
  await using(folder, async (open) => expect(await open.tree(id, own.signal)).toMatchObject({ refused: 'cancelled' }));
});

test('nothing is written to the repository, and nothing is left of our own', async () => {
  const folder = makeRepository(join(root, 'untouched.git'), [
    { files: { 'a.md': '1\n' } },
    { files: { 'a.md': '2\n' } },
  ]);
  const state = (): string =>
    (readdirSync(folder, { recursive: true }) as string[])
      .sort()
      .map((name) => {
        const { mtimeMs, size, mode } = statSync(join(folder, name));
        return `${name} ${mtimeMs} ${size} ${mode}`;
      })
      .join('\n');
  const before = state();
  let place = '';
  await using(folder, async (repository) => {
    const id = await headOf(repository);
    await repository.tree(id);
    await repository.history(id, 'a.md', { follow: true });
    await repository.blame(id, 'a.md');
    await repository.tags();
    await repository.resolve({ asOf: new Date('2020-01-01T00:00:00Z') });
    place = repository.place;
  });
  expect(state()).toBe(before);
  expect(place).toBe(folder);
  expect(existsSync(join(folder, 'index'))).toBe(false);
});
