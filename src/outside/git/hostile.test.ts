/** Repositories prepared by somebody else. Every planted program writes its name into a folder that must stay empty. */

import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLocalRepository, type Repository } from './index.ts';
import { git, makeRepository, must, scratch } from './test-repositories.ts';

const { path: root, remove } = scratch();
const marks = join(root, 'marks');
const program = join(root, 'planted');
afterAll(remove);

beforeAll(() => {
  mkdirSync(marks);
  writeFileSync(program, `#!/bin/sh\ntouch "${marks}/ran-$$"\nexit 1\n`);
  chmodSync(program, 0o755);
});

const ran = (): number => readdirSync(marks).length;

/** Asks everything there is to ask. */
async function askEverything(folder: string): Promise<void> {
  const repository = must(await openLocalRepository(folder, { timeoutMs: 10_000 }));
  try {
    const { commit } = must(await repository.resolve({}));
    await repository.resolve({ asOf: new Date('2019-06-01T00:00:00Z') });
    await repository.resolve({ revision: commit.id.slice(0, 8) });
    const tree = must(await repository.tree(commit.id));
    expect(tree.length).toBeGreaterThan(0);
    await repository.read([...tree.map(({ blob }) => blob), '1'.repeat(40)]);
    await repository.bring([...tree.map(({ blob }) => blob), '1'.repeat(40)]);
    for (const { path } of tree) {
      await repository.history(commit.id, path, { follow: true });
      await repository.blame(commit.id, path);
    }
    await repository.histories(
      commit.id,
      tree.map(({ path }) => path),
    );
    await repository.historyBlobs(
      commit.id,
      tree.map(({ path }) => path),
    );
    await repository.tags();
  } finally {
    await repository.close();
  }
}

/** Signed in form, with attributes, and one blob lost that its config promises to fetch. */
function trap(name: string): string {
  const folder = makeRepository(join(root, name), [
    {
      files: {
        'ROADMAP.md': 'one\ntwo\n',
        '.gitattributes': '* diff=evil filter=evil\n',
        '.mailmap': 'A <a@b> <ada@example.org>\n',
      },
      date: '2018-01-01T00:00:00Z',
    },
    { rename: [['ROADMAP.md', 'doc.md']], files: { 'lost.md': 'this will be lost\n' }, date: '2019-01-01T00:00:00Z' },
    { files: { 'doc.md': 'one\n2\n' }, remove: [], date: '2020-01-01T00:00:00Z' },
  ]);
  const head = git(folder, ['cat-file', 'commit', 'HEAD']);
  const signed = head.replace(
    '\n\n',
    '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n aaaa\n -----END PGP SIGNATURE-----\n\n',
  );
  git(folder, [
    'update-ref',
    'refs/heads/main',
    git(folder, ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], signed),
  ]);
  const lost = git(folder, ['rev-parse', 'HEAD:lost.md']);
  rmSync(join(folder, 'objects', lost.slice(0, 2), lost.slice(2)));
  const hooks = join(root, `${name}-hooks`);
  mkdirSync(hooks);
  for (const hook of [
    'post-index-change',
    'reference-transaction',
    'fsmonitor-watchman',
    'post-checkout',
    'pre-auto-gc',
  ])
    symlinkSync(program, join(hooks, hook));
  cpSync(hooks, join(folder, 'hooks'), { recursive: true, force: true });
  mkdirSync(join(folder, 'info'), { recursive: true });
  writeFileSync(join(folder, 'info/attributes'), '* diff=evil filter=evil\n');
  writeFileSync(
    join(folder, 'config'),
    `[core]
\trepositoryformatversion = 1
\tbare = true
\tfsmonitor = ${program}
\tsshCommand = ${program}
\tgitProxy = ${program}
\taskPass = ${program}
\tpager = ${program}
\teditor = ${program}
\talternateRefsCommand = ${program}
\thooksPath = ${hooks}
\tattributesFile = ${folder}/info/attributes
[extensions]
\tpartialClone = origin
\tworktreeConfig = true
[remote "origin"]
\turl = ${folder}
\tpromisor = true
\tpartialclonefilter = blob:none
\tuploadpack = ${program}
[remote "other"]
\turl = ext::${program}
\tpromisor = true
[remote "third"]
\turl = ssh://example.invalid/x
\tpromisor = true
\tvcs = evil
[protocol]
\tallow = always
[protocol "ext"]
\tallow = always
[diff]
\texternal = ${program}
[diff "evil"]
\ttextconv = ${program}
\tcommand = ${program}
\tbinary = false
[filter "evil"]
\tclean = ${program}
\tsmudge = ${program}
\tprocess = ${program}
\trequired = true
[log]
\tshowSignature = true
\tmailmap = true
[gpg]
\tprogram = ${program}
[gpg "ssh"]
\tprogram = ${program}
[pager]
\tlog = ${program}
\tblame = ${program}
[alias]
\tlog = !${program}
\tcat-file = !${program}
[credential]
\thelper = !${program}
[uploadpack]
\tpackObjectsHook = ${program}
`,
  );
  return folder;
}

test('the trap works: git itself runs the planted programs when it is started in such a repository', () => {
  const folder = trap('control.git');
  const env = { PATH: process.env['PATH'] ?? '', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  const asks = [
    ['cat-file', '-p', 'HEAD:lost.md'],
    ['log', '-1'],
    ['blame', 'HEAD', '--', 'doc.md'],
  ];
  for (const args of asks) {
    const before = ran();
    spawnSync('git', args, { cwd: folder, env });
    expect(ran(), args.join(' ')).toBeGreaterThan(before);
  }
  rmSync(marks, { recursive: true });
  mkdirSync(marks);
});

test('no program named in a config, hook or attributes file is run, whatever is asked', async () => {
  await askEverything(trap('trap.git'));
  expect(ran()).toBe(0);
});

test('the same inside a work tree, with a config of the work tree and an index', async () => {
  const bare = trap('forwork.git');
  const folder = join(root, 'work');
  mkdirSync(folder);
  renameSync(bare, join(folder, '.git'));
  writeFileSync(join(folder, '.git/config.worktree'), `[core]\n\tfsmonitor = ${program}\n`);
  appendFileSync(join(folder, '.git/config'), `[core]\n\tbare = false\n\tworktree = /\n`);
  writeFileSync(join(folder, '.gitattributes'), '* diff=evil filter=evil\n');
  writeFileSync(join(folder, 'doc.md'), 'not committed\n');
  await askEverything(folder);
  expect(ran()).toBe(0);
});

test('variables of our own environment do not reach git', async () => {
  const folder = makeRepository(join(root, 'env.git'), [{ files: { a: '1\n' } }]);
  const planted: Record<string, string> = {
    GIT_DIR: '/nonexistent',
    GIT_EXTERNAL_DIFF: program,
    GIT_SSH_COMMAND: program,
    GIT_TRACE: join(marks, 'trace'),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: program,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: '/nonexistent',
  };
  Object.assign(process.env, planted);
  try {
    await askEverything(folder);
  } finally {
    for (const name of Object.keys(planted)) delete process.env[name];
  }
  expect(ran()).toBe(0);
});

test('pipes in place of files do not hold us up', async () => {
  const folder = makeRepository(join(root, 'pipes.git'), [{ files: { a: '1\n' } }]);
  const pipe = join(root, 'pipe');
  execFileSync('mkfifo', [pipe]);
  appendFileSync(
    join(folder, 'config'),
    `[include]\n\tpath = ${pipe}\n[mailmap]\n\tfile = ${pipe}\n[blame]\n\tignoreRevsFile = ${pipe}\n`,
  );
  rmSync(join(folder, 'packed-refs'), { force: true });
  for (const name of [
    'packed-refs',
    'shallow',
    'refs/heads/pipe',
    'refs/tags/pipe',
    'info/grafts',
    'info/attributes',
  ]) {
    mkdirSync(join(folder, 'info'), { recursive: true });
    execFileSync('mkfifo', [join(folder, name)]);
  }
  await askEverything(folder);
  const repository = must(await openLocalRepository(folder));
  expect(await repository.resolve({ revision: 'pipe' })).toMatchObject({ refused: 'no-such-revision' });
  await repository.close();

  const config = makeRepository(join(root, 'pipeconfig.git'), [{ files: { a: '1\n' } }]);
  rmSync(join(config, 'config'));
  execFileSync('mkfifo', [join(config, 'config')]);
  await askEverything(config);

  // An object that is a pipe: git itself waits, for as long as we let it.
  const object = makeRepository(join(root, 'pipeobject.git'), [{ files: { a: '1\n' } }]);
  mkdirSync(join(object, 'objects/12'), { recursive: true });
  execFileSync('mkfifo', [join(object, 'objects/12', '3'.repeat(38))]);
  const slow = must(await openLocalRepository(object, { timeoutMs: 300 }));
  expect((await slow.read([`12${'3'.repeat(38)}`])).get(`12${'3'.repeat(38)}`)).toEqual({ missing: true });
  expect(await slow.resolve({})).toMatchObject({ refused: 'took-too-long' });
  await slow.close();
});

test('objects of other repositories are not read through alternates or links', async () => {
  const secret = makeRepository(join(root, 'secret.git'), [{ files: { 'secret.txt': 'the secret\n' } }]);
  const id = git(secret, ['rev-parse', 'HEAD:secret.txt']);
  const fresh = (name: string): string => makeRepository(join(root, name), [{ files: { a: '1\n' } }]);

  const alternates = fresh('alternates.git');
  mkdirSync(join(alternates, 'objects/info'), { recursive: true });
  writeFileSync(join(alternates, 'objects/info/alternates'), `${secret}/objects\n`);
  expect(await openLocalRepository(alternates)).toMatchObject({
    refused: 'borrowed-objects',
    because: { place: alternates },
  });

  git(secret, ['repack', '-a', '-d', '-q']);
  const pack = fresh('linkedpack.git');
  const name = readdirSync(join(secret, 'objects/pack')).find((file) => file.endsWith('.pack'))!;
  for (const extension of ['.pack', '.idx'])
    symlinkSync(
      join(secret, 'objects/pack', name.replace('.pack', extension)),
      join(pack, 'objects/pack', name.replace('.pack', extension)),
    );
  expect(await openLocalRepository(pack)).toMatchObject({ refused: 'borrowed-objects' });

  const objects = fresh('linkedobjects.git');
  rmSync(join(objects, 'objects'), { recursive: true });
  symlinkSync(join(secret, 'objects'), join(objects, 'objects'));
  expect(await openLocalRepository(objects)).toMatchObject({ refused: 'borrowed-objects' });

  const folder = join(root, 'linkedgit');
  mkdirSync(folder);
  symlinkSync(secret, join(folder, '.git'));
  expect(await openLocalRepository(folder)).toMatchObject({ refused: 'not-a-repository' });

  const pointer = join(root, 'pointer');
  mkdirSync(pointer);
  writeFileSync(join(pointer, '.git'), `gitdir: ${secret}\n`);
  expect(await openLocalRepository(pointer)).toMatchObject({
    refused: 'not-a-repository',
    because: { pointsTo: secret },
  });

  // A linked work tree that only pretends: the folder it names does not know it.
  const forged = join(root, 'forged');
  mkdirSync(join(forged, 'wt'), { recursive: true });
  writeFileSync(join(forged, '.git'), `gitdir: ${forged}/wt\n`);
  writeFileSync(join(forged, 'wt/gitdir'), join(forged, '.git'));
  writeFileSync(join(forged, 'wt/commondir'), secret);
  writeFileSync(join(forged, 'wt/HEAD'), 'ref: refs/heads/main\n');
  expect(await openLocalRepository(forged)).toMatchObject({ refused: 'not-a-repository' });

  const plain = must(await openLocalRepository(fresh('plain.git')));
  expect((await plain.read([id])).get(id)).toEqual({ missing: true });
  await plain.close();
});

test('refs that are links, lead upward or are no refs are not refs', async () => {
  const secret = makeRepository(join(root, 'secretrefs.git'), [{ files: { x: '1\n' } }]);
  const folder = makeRepository(join(root, 'refs.git'), [{ files: { a: '1\n' } }]);
  symlinkSync(join(secret, 'refs/heads/main'), join(folder, 'refs/heads/linked'));
  symlinkSync(join(secret, 'refs'), join(folder, 'refs/elsewhere'));
  symlinkSync('/', join(folder, 'refs/heads/everything'));
  writeFileSync(join(folder, 'refs/heads/loop'), 'ref: refs/heads/loop\n');
  writeFileSync(join(folder, 'refs/heads/up'), 'ref: refs/heads/../../../secretrefs.git/refs/heads/main\n');
  const repository = must(await openLocalRepository(folder));
  for (const revision of ['linked', 'elsewhere/heads/main', 'loop', 'up'])
    expect(await repository.resolve({ revision }), revision).toMatchObject({ refused: 'no-such-revision' });
  await repository.close();
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/../../../secretrefs.git/refs/heads/main\n');
  const upward: Repository = must(await openLocalRepository(folder));
  expect(await upward.resolve({})).toMatchObject({ refused: 'damaged' });
  await upward.close();
});

test.skipIf(process.getuid?.() !== 0)(
  'a repository that belongs to somebody else is read all the same, for nothing of it is obeyed',
  async () => {
    const folder = trap('foreign.git');
    execFileSync('chown', ['-R', '65534:65534', folder]);
    const { status } = spawnSync('git', ['log', '-1'], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } });
    expect(status).not.toBe(0);
    await askEverything(folder);
    expect(ran()).toBe(0);
  },
);

test('an object that unpacks to more than we allow is stopped, not held in memory', async () => {
  const folder = makeRepository(join(root, 'inflate.git'), [{ files: { a: '1\n' } }]);
  // A tree of 60 MB that takes 60 KB on disk.
  const huge = git(
    folder,
    ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'],
    Buffer.alloc(60 * 1024 * 1024),
  );
  const commit = git(
    folder,
    ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'],
    `tree ${huge}\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n`,
  );
  const repository = must(await openLocalRepository(folder, { maxBytesOut: 16 * 1024 * 1024 }));
  expect(await repository.tree(commit)).toMatchObject({ refused: 'missing-objects' });
  expect(must(await repository.tree(git(folder, ['rev-parse', 'main'])))).toHaveLength(1);
  await repository.close();
  expect(existsSync(folder)).toBe(true);
});

test('a tree that is no tree is damage, not a crash', async () => {
  const folder = makeRepository(join(root, 'badtree.git'), [{ files: { a: '1\n' } }]);
  for (const bytes of [
    'rubbish',
    '100644 name',
    '100644 name\0short',
    '999999999999 x\0',
    '100644',
    '\0\0\0',
    '40000 d\0',
  ]) {
    const tree = git(folder, ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], bytes);
    const commit = git(
      folder,
      ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'],
      `tree ${tree}\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n`,
    );
    const repository = must(await openLocalRepository(folder));
    expect(await repository.tree(commit), bytes).toMatchObject({ refused: 'damaged' });
    await repository.close();
  }
  const none = git(
    folder,
    ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'],
    'author A <a> 1 +0000\n\nx\n',
  );
  const repository = must(await openLocalRepository(folder));
  expect(await repository.tree(none)).toMatchObject({ refused: 'no-such-revision' });
  await repository.close();
});
