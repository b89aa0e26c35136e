import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createServer as createTcp, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PUBLIC_ONLY, type AddressPolicy } from '../addresses/index.ts';
import { gitRefusals, openClone, type CloneOptions, type Repository } from './index.ts';
import { git, makeRepository, must, processesWith, scratch, type MadeCommit } from './test-repositories.ts';
import { gitBackend, serve, type TestServer } from './test-server.ts';

const { path: root, remove } = scratch();
const LOCAL: AddressPolicy = { ssh: false, local: true, privateAddresses: [] };
const servers: TestServer[] = [];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  remove();
});

const texts = Array.from({ length: 30 }, (_, n) => [`doc/page-${n}.md`, `page ${n}\n`] as const);
const SOURCE: MadeCommit[] = [
  { files: { 'ROADMAP.md': 'one\n', ...Object.fromEntries(texts) }, date: '2018-01-01T00:00:00Z' },
  { files: { 'ROADMAP.md': 'one\ntwo\n' }, date: '2019-01-01T00:00:00Z' },
  { rename: [['ROADMAP.md', 'doc/roadmap.md']], date: '2020-01-01T00:00:00Z' },
  { files: { 'doc/roadmap.md': 'one\n2\nthree\n' }, date: '2021-01-01T00:00:00Z' },
];

function source(name: string, commits: readonly MadeCommit[] = SOURCE): string {
  const folder = makeRepository(join(root, 'sources', name), commits);
  git(folder, ['config', 'uploadpack.allowFilter', 'true']);
  git(folder, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  return folder;
}

let made = 0;
function fresh(allow: AddressPolicy = LOCAL, more: Partial<CloneOptions> = {}): CloneOptions {
  return { folder: join(root, `clones-${(made += 1)}`), allow, ...more };
}

async function listen(answer: Parameters<typeof serve>[0]): Promise<TestServer & { readonly allow: AddressPolicy }> {
  const server = await serve(answer);
  servers.push(server);
  return { ...server, allow: { ...PUBLIC_ONLY, privateAddresses: [`127.0.0.1:${server.port}`] } };
}

const headOf = async (repository: Repository): Promise<string> => must(await repository.resolve({})).commit.id;
const leftIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

// Every git that is started goes through a program that counts, the ones that git starts itself included.
const bin = join(root, 'bin');
const trace = join(root, 'trace');
const path = process.env['PATH'] ?? '';
beforeAll(() => {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(bin);
  mkdirSync(trace);
  writeFileSync(join(bin, 'git'), `#!/bin/sh\nGIT_TRACE2_EVENT="${trace}" exec "${real}" "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
});

/** The git commands that ran during some work, by verb. */
async function counted<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly commands: string[] }> {
  const before = new Set(readdirSync(trace));
  process.env['PATH'] = `${bin}${delimiter}${path}`;
  try {
    const result = await work();
    const commands = readdirSync(trace)
      .filter((name) => !before.has(name))
      .flatMap((name) => readFileSync(join(trace, name), 'utf8').split('\n'))
      .filter((line) => line.includes('"event":"cmd_name"'))
      .map((line) => String((JSON.parse(line) as { name: unknown }).name));
    return { result, commands };
  } finally {
    process.env['PATH'] = path;
  }
}

test('a blobless clone is made, read with one process, and its blobs and histories come in one fetch each', async () => {
  const folder = source('counted.git');
  const options = fresh();
  const opened = await counted(async () => {
    const repository = must(await openClone(`file://${folder}`, options));
    return { repository, id: await headOf(repository) };
  });
  const { repository, id } = opened.result;
  expect(opened.commands.filter((name) => name === 'clone' || name === 'cat-file').sort()).toEqual([
    'cat-file',
    'clone',
  ]);

  const reading = await counted(async () => {
    const tree = must(await repository.tree(id));
    return { tree, empty: await repository.read(tree.map(({ blob }) => blob)) };
  });
  expect(reading.commands).toEqual([]);
  const { tree, empty } = reading.result;
  expect(tree).toHaveLength(31);
  expect([...empty.values()].every((blob) => 'missing' in blob)).toBe(true);

  const ids = tree.map(({ blob }) => blob);
  const bringing = await counted(() => repository.bring(ids));
  expect(bringing.result).toEqual({ done: { brought: new Set(ids).size, missing: [] } });
  expect(bringing.commands.filter((name) => name === 'fetch')).toHaveLength(1);

  const again = await counted(async () => ({
    blobs: await repository.read(ids),
    brought: await repository.bring(ids),
  }));
  expect(again.commands).toEqual([]);
  expect([...again.result.blobs.values()].every((blob) => 'bytes' in blob)).toBe(true);
  expect(again.result.brought).toEqual({ done: { brought: 0, missing: [] } });

  const history = await counted(async () => {
    const blobs = must(await repository.historyBlobs(id, ['doc/roadmap.md']));
    const brought = must(await repository.bring(blobs));
    const lines = must(await repository.blame(id, 'doc/roadmap.md'));
    return { blobs, brought, lines };
  });
  expect(history.result.blobs).toHaveLength(3);
  expect(history.result.brought).toEqual({ brought: 2, missing: [] });
  expect(history.result.lines.map(({ time }) => time.getUTCFullYear())).toEqual([2018, 2021, 2021]);
  expect(history.commands.filter((name) => name === 'fetch')).toHaveLength(1);
  const changes = must(await repository.history(id, 'doc/roadmap.md', { follow: true }));
  expect(changes.map(({ added }) => added)).toEqual([2, 0, 1, 1]);
  await repository.close();
  expect(leftIn(options.folder)).toEqual([expect.stringMatching(/counted.*\.git$/)]);
});

test('a blob that even the origin does not have is told, and a lost connection is a refusal', async () => {
  const folder = source('lost.git');
  const repository = must(await openClone(folder, fresh()));
  const [first] = must(await repository.tree(await headOf(repository)));
  expect(await repository.bring([first!.blob, '1'.repeat(40)])).toEqual({
    done: { brought: 1, missing: ['1'.repeat(40)] },
  });
  execFileSync('mv', [folder, `${folder}.away`]);
  expect(await repository.bring(['2'.repeat(40)])).toMatchObject({ refused: 'not-there' });
  await repository.close();
});

test('an update brings new commits, forgets deleted branches, follows a renamed default branch and is cheap when there is no news', async () => {
  const folder = source('updated.git', [...SOURCE, { files: { x: '1' }, branch: 'old', from: 1 }]);
  git(folder, ['tag', 'v1', 'main']);
  const options = fresh();
  const first = must(await openClone(folder, options));
  expect((await first.tags()).map(({ name }) => name)).toEqual(['v1']);
  expect(must(await first.resolve({ revision: 'old' })).branch).toBe('old');

  const still = await counted(async () => must(await openClone(folder, options)).close());
  expect(still.commands.filter((name) => name === 'fetch' || name === 'clone')).toEqual([]);

  git(folder, ['branch', '-m', 'main', 'trunk']);
  git(folder, ['symbolic-ref', 'HEAD', 'refs/heads/trunk']);
  git(folder, ['branch', '-D', 'old']);
  const tree = git(folder, ['rev-parse', 'trunk^{tree}']);
  git(folder, [
    'update-ref',
    'refs/heads/trunk',
    git(folder, ['-c', 'user.name=A', 'commit-tree', '-p', 'trunk', '-m', 'news', tree]),
  ]);
  git(folder, ['tag', '-f', 'v1', 'trunk']);
  git(folder, ['tag', 'v2', 'trunk']);
  const second = must(await openClone(folder, options));
  expect(must(await second.resolve({}))).toMatchObject({ branch: 'trunk', commit: { subject: 'news' } });
  expect(await second.resolve({ revision: 'old' })).toMatchObject({ refused: 'no-such-revision' });
  expect((await second.tags()).map(({ name }) => name).sort()).toEqual(['v1', 'v2']);
  // The reader that was open before goes on.
  expect(must(await first.tree(await headOf(first)))).toHaveLength(31);
  await first.close();
  await second.close();
});

test('an empty repository is cloned, refused with its reason, and read once it has commits', async () => {
  const folder = source('empty.git', []);
  const options = fresh();
  const repository = must(await openClone(folder, options));
  expect(await repository.resolve({})).toMatchObject({ refused: 'no-commits' });
  await repository.close();
  makeRepository(folder, SOURCE);
  const later = must(await openClone(folder, options));
  expect(must(await later.tree(await headOf(later)))).toHaveLength(31);
  await later.close();
});

test('over http: cloned through the pinned address, under a name that nobody else knows', async () => {
  source('served.git');
  const server = await listen(gitBackend(join(root, 'sources')));
  const allow = { ...PUBLIC_ONLY, privateAddresses: [`forge.example:${server.port}`] };
  const lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  const steps: string[] = [];
  const options = fresh(allow, { lookup, onProgress: (text) => steps.push(text) });
  const repository = must(await openClone(`http://forge.example:${server.port}/served.git`, options));
  const id = await headOf(repository);
  const blobs = must(await repository.tree(id)).map(({ blob }) => blob);
  expect(must(await repository.bring(blobs)).brought).toBe(new Set(blobs).size);
  expect('bytes' in (await repository.read(blobs)).get(blobs[0]!)!).toBe(true);
  expect(server.requests.every((line) => line.includes(`forge.example:${server.port}`))).toBe(true);
  expect(repository.place).toBe(`http://forge.example:${server.port}/served.git`);
  expect(steps[0]).toBe('Asking for the repository');
  await repository.close();

  // The same name again, resolving to a private address that no policy names: nothing is asked.
  const asked = server.requests.length;
  const rebound = await openClone('https://forge.example/served.git', { ...options, allow: PUBLIC_ONLY, lookup });
  expect(rebound).toMatchObject({ refused: 'private-address', because: { host: 'forge.example' } });
  expect(server.requests).toHaveLength(asked);
});

test('a redirect to a private address is not followed, and the refusal names the new address', async () => {
  const inside = await listen((_request, response) => response.end('secret'));
  for (const status of [301, 302, 307, 308]) {
    const server = await listen((request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${inside.port}${request.url}` }).end();
    });
    const options = fresh(server.allow);
    const refusal = await openClone(`http://127.0.0.1:${server.port}/a/b`, options);
    expect(refusal).toEqual({
      refused: 'moved',
      because: { host: '127.0.0.1', location: `http://127.0.0.1:${inside.port}/a/b` },
    });
    expect(leftIn(options.folder)).toEqual([]);
  }
  expect(inside.requests).toEqual([]);
  const cloud = await listen((_request, response) => {
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/\u0007'.replace('\u0007', '') }).end();
  });
  const refusal = await openClone(`http://127.0.0.1:${cloud.port}/a/b`, fresh(cloud.allow));
  if (!('refused' in refusal)) throw new Error('followed');
  expect(gitRefusals[refusal.refused].say(refusal.because)).toBe(
    'The repository has moved to http://169.254.169.254/latest/meta-data/. Give the new address.',
  );
});

test('a redirect after the first answer, and alternates of the old protocol, lead nowhere either', async () => {
  const inside = await listen((_request, response) => response.end('secret'));
  const posted = await listen((request, response) => {
    if (request.method === 'GET') return gitBackend(join(root, 'sources'))(request, response);
    request.resume();
    response.writeHead(307, { location: `http://127.0.0.1:${inside.port}/x` }).end();
  });
  source('posted.git');
  expect(await openClone(`http://127.0.0.1:${posted.port}/posted.git`, fresh(posted.allow))).toMatchObject({
    refused: 'moved',
  });

  const id = '1'.repeat(40);
  const dumb = await listen((request, response) => {
    const file = new URL(request.url ?? '/', 'http://x').pathname.replace(/^\/a\/b/, '');
    const files: Record<string, string> = {
      '/info/refs': `${id}\trefs/heads/main\n`,
      '/HEAD': 'ref: refs/heads/main\n',
      '/objects/info/http-alternates': `http://127.0.0.1:${inside.port}/objects\n`,
      '/objects/info/alternates': `http://127.0.0.1:${inside.port}/objects\n`,
      '/objects/info/packs': '\n',
    };
    const text = files[file];
    if (text === undefined) response.writeHead(404);
    response.end(text ?? '');
  });
  expect(await openClone(`http://127.0.0.1:${dumb.port}/a/b`, fresh(dumb.allow))).toHaveProperty('refused');
  expect(inside.requests).toEqual([]);
});

test('what a forge may answer, as refusals: sign in, not there, broken, rubbish', async () => {
  const answers: [number, string][] = [
    [401, 'needs-sign-in'],
    [403, 'needs-sign-in'],
    [404, 'not-there'],
    [500, 'unreachable'],
    [200, 'not-there'],
  ];
  for (const [status, why] of answers) {
    const server = await listen((_request, response) => {
      response.writeHead(status, { 'www-authenticate': 'Basic realm="x"' }).end('<html>\u001b[31m rubbish');
    });
    const options = fresh(server.allow);
    const refusal = await openClone(`http://127.0.0.1:${server.port}/a/b`, options);
    if (!('refused' in refusal)) throw new Error('taken');
    expect(refusal.refused).toBe(why);
    const sentence = gitRefusals[refusal.refused].say(refusal.because);
    expect(sentence).toContain('127.0.0.1');
    expect(JSON.stringify(refusal)).not.toMatch(/u001b|rubbish/);
    expect(leftIn(options.folder)).toEqual([]);
  }
  const closed = await listen(() => undefined);
  await closed.close();
  expect(await openClone(`http://127.0.0.1:${closed.port}/a/b`, fresh(closed.allow))).toMatchObject({
    refused: 'unreachable',
  });
  expect(await openClone(`file://${root}/sources/nothing.git`, fresh())).toMatchObject({ refused: 'not-there' });
});

test('addresses that git could take for a program or an option never reach it', async () => {
  const planted = join(root, 'planted-by-address');
  for (const address of [
    `ext::sh -c "touch ${planted}"`,
    `--upload-pack=touch ${planted}`,
    `-u touch ${planted}`,
    `file://${root}/$(touch ${planted})`,
  ]) {
    const options = fresh();
    expect(await openClone(address, options), address).toHaveProperty('refused');
    expect(leftIn(options.folder)).toEqual([]);
  }
  for (const address of [
    'file:///etc',
    '/etc',
    'https://10.0.0.1/a/b',
    'http://169.254.169.254/x',
    'https://localhost/a/b',
  ])
    expect(await openClone(address, fresh(PUBLIC_ONLY)), address).toHaveProperty('refused');
  expect(existsSync(planted)).toBe(false);
});

test('a host that never answers is given up, and no process of it is left', async () => {
  const silent = createTcp(() => undefined);
  await new Promise<void>((settle) => silent.listen(0, '127.0.0.1', settle));
  const { port } = silent.address() as AddressInfo;
  const allow = { ...PUBLIC_ONLY, privateAddresses: [`127.0.0.1:${port}`] };
  const options = fresh(allow, { limits: { stallMs: 700 } });
  expect(await openClone(`http://127.0.0.1:${port}/a/b`, options)).toEqual({
    refused: 'no-answer',
    because: { host: '127.0.0.1' },
  });
  const total = fresh(allow, { limits: { transferMs: 400 } });
  expect(await openClone(`http://127.0.0.1:${port}/a/b`, total)).toMatchObject({ refused: 'took-too-long' });
  const stop = new AbortController();
  const cancelled = fresh(allow, { signal: stop.signal });
  setTimeout(() => stop.abort(), 300);
  expect(await openClone(`http://127.0.0.1:${port}/a/b`, cancelled)).toMatchObject({ refused: 'cancelled' });
  await pause(100);
  expect(processesWith(`127.0.0.1:${port}`)).toEqual([]);
  for (const { folder } of [options, total, cancelled]) expect(leftIn(folder)).toEqual([]);
  silent.close();
});

test('a repository over the size limit is stopped and nothing of it is left, neither at first nor in an update', async () => {
  const folder = source('big.git', [{ files: { 'a.md': 'a\n' } }]);
  const small = { maxRepositoryBytes: 1024 * 1024 };
  const options = fresh(LOCAL, { limits: small });
  await must(await openClone(folder, options)).close();
  // Blobs do not come with a blobless clone; a commit message does, and noise does not get smaller.
  const noise = randomBytes(4 * 1024 * 1024).toString('base64');
  const tree = git(folder, ['rev-parse', 'main^{tree}']);
  git(folder, ['update-ref', 'refs/heads/main', git(folder, ['commit-tree', '-p', 'main', tree], noise)]);
  expect(await openClone(folder, options)).toEqual({ refused: 'repository-too-large', because: { megabytes: 1 } });
  expect(
    readdirSync(options.folder, { recursive: true }).filter((name) => /tmp_|part-|lock$/.test(String(name))),
  ).toEqual([]);

  const first = fresh(LOCAL, { limits: small });
  expect(await openClone(folder, first)).toMatchObject({ refused: 'repository-too-large' });
  expect(leftIn(first.folder)).toEqual([]);

  const roomy = must(await openClone(folder, { ...options, limits: {} }));
  expect(await headOf(roomy)).toBe(git(folder, ['rev-parse', 'main']));
  await roomy.close();
  // Over the limit from the start: made anew, and that is too large as well.
  expect(await openClone(folder, options)).toMatchObject({ refused: 'repository-too-large' });
  expect(leftIn(options.folder)).toEqual([]);
});

test('two who want the same clone at once do not collide, and each gets it', async () => {
  const folder = source('shared.git');
  const options = fresh();
  const work = await counted(() => Promise.all([1, 2, 3].map(() => openClone(folder, options))));
  expect(work.commands.filter((name) => name === 'clone')).toHaveLength(1);
  for (const opened of work.result) {
    const repository = must(opened);
    expect(must(await repository.tree(await headOf(repository)))).toHaveLength(31);
    await repository.close();
  }
  expect(leftIn(options.folder)).toHaveLength(1);
});

test('what a killed program left, a lock and half a clone, is cleared away', async () => {
  const folder = source('killed.git');
  const options = fresh();
  await must(await openClone(folder, options)).close();
  const [name] = leftIn(options.folder);
  const lock = join(options.folder, `${name}.lock`);
  mkdirSync(join(options.folder, `${name}.part-1234`));
  writeFileSync(join(options.folder, name!, 'objects/pack/tmp_pack_left'), 'half');
  // Git's own locks stay behind when it is killed.
  for (const left of [
    'packed-refs.lock',
    'HEAD.lock',
    'refs/heads/main.lock',
    'objects/info/commit-graphs/commit-graph-chain.lock',
  ])
    writeFileSync(join(options.folder, name!, left), '');
  git(folder, [
    'update-ref',
    'refs/heads/main',
    git(folder, ['commit-tree', '-p', 'main', '-m', 'news', git(folder, ['rev-parse', 'main^{tree}'])]),
  ]);
  // A process that is no more.
  const gone = spawn('true');
  await new Promise((settle) => gone.on('close', settle));
  const { hostname } = await import('node:os');
  writeFileSync(lock, JSON.stringify({ token: 'x', host: hostname(), pid: gone.pid, started: '1' }));
  const taken = must(await openClone(folder, options));
  expect(must(await taken.resolve({})).commit.subject).toBe('news');
  await taken.close();
  expect(leftIn(options.folder)).toEqual([name]);
  expect(
    readdirSync(join(options.folder, name!), { recursive: true }).filter((file) => /tmp_|\.lock$/.test(String(file))),
  ).toEqual([]);
  // One of another machine that gave no sign of life for a minute; its number may well be in use here.
  writeFileSync(lock, JSON.stringify({ token: 'x', host: 'elsewhere', pid: process.pid, started: null }));
  const past = new Date(Date.now() - 60_000);
  utimesSync(lock, past, past);
  await must(await openClone(folder, options)).close();
  // Our own number with another beginning: a container that was started again.
  writeFileSync(lock, JSON.stringify({ token: 'x', host: hostname(), pid: process.pid, started: '1' }));
  await must(await openClone(folder, options)).close();
  expect(leftIn(options.folder)).toEqual([name]);
});

test('a lock that is held is respected: waiting is told, ends, and can be cancelled', async () => {
  const folder = source('held.git');
  const options = fresh();
  await must(await openClone(folder, options)).close();
  const [name] = leftIn(options.folder);
  writeFileSync(
    join(options.folder, `${name}.lock`),
    JSON.stringify({ token: 'x', host: 'elsewhere', pid: 1, started: null }),
  );
  const steps: string[] = [];
  expect(
    await openClone(folder, { ...options, limits: { transferMs: 500 }, onProgress: (text) => steps.push(text) }),
  ).toMatchObject({ refused: 'in-use' });
  expect(steps).toEqual(['Waiting for another program that fetches this repository']);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 200);
  expect(await openClone(folder, { ...options, signal: stop.signal })).toMatchObject({ refused: 'cancelled' });
  expect(existsSync(join(options.folder, `${name}.lock`))).toBe(true);
});

test('a clone that is damaged is made anew, and a folder that cannot be written is a refusal', async () => {
  const folder = source('renewed.git');
  const options = fresh();
  await must(await openClone(folder, options)).close();
  const [name] = leftIn(options.folder);
  writeFileSync(join(options.folder, name!, 'HEAD.tmp'), '');
  execFileSync('rm', ['-rf', join(options.folder, name!, 'objects')]);
  const repository = must(await openClone(folder, options));
  expect(must(await repository.tree(await headOf(repository)))).toHaveLength(31);
  await repository.close();
  writeFileSync(join(root, 'a-file'), '');
  expect(await openClone(folder, { ...options, folder: join(root, 'a-file', 'below') })).toMatchObject({
    refused: 'cannot-write',
  });
});

test('when our program is killed, its transfer ends with it', async () => {
  const silent = createTcp(() => undefined);
  await new Promise<void>((settle) => silent.listen(0, '127.0.0.1', settle));
  const { port } = silent.address() as AddressInfo;
  const script = `
    import { openClone } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    console.log('started');
    await openClone('http://127.0.0.1:${port}/a/b', { folder: ${JSON.stringify(join(root, 'clones-killed'))}, allow: { ssh: false, local: false, privateAddresses: ['127.0.0.1:${port}'] } });
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((settle) => child.stdout.once('data', settle));
  await waitFor(() => processesWith('remote-http').some((line) => line.includes(`:${port}`)));
  child.kill('SIGKILL');
  await waitFor(() => processesWith(`127.0.0.1:${port}/a/b`).length === 0);
  silent.close();
});

async function waitFor(is: () => boolean): Promise<void> {
  for (let tries = 0; !is(); tries++) {
    if (tries > 100) throw new Error('it did not come to pass in ten seconds');
    await pause(100);
  }
}

test('by ssh only when allowed, to the checked address, with no question and no agent forwarded', async () => {
  const said = join(root, 'ssh-said');
  writeFileSync(join(bin, 'ssh'), `#!/bin/sh\nprintf '%s\\n' "$@" > "${said}"\nexit 255\n`);
  chmodSync(join(bin, 'ssh'), 0o755);
  const lookup = () => Promise.resolve([{ address: '140.82.121.4', family: 4 }]);
  process.env['PATH'] = `${bin}${delimiter}${path}`;
  try {
    const refusal = await openClone(
      'git@forge.example:owner/name.git',
      fresh({ ...PUBLIC_ONLY, ssh: true }, { lookup }),
    );
    expect(refusal).toMatchObject({ refused: 'unreachable' });
    const words = readFileSync(said, 'utf8').split('\n');
    for (const word of [
      'BatchMode=yes',
      'HostName=140.82.121.4',
      'HostKeyAlias=forge.example',
      'ProxyCommand=none',
      'git@forge.example',
    ])
      expect(words).toContain(word);
    expect(words.some((word) => word.includes("git-upload-pack '/owner/name.git'"))).toBe(true);
  } finally {
    process.env['PATH'] = path;
  }
});
