/**
 * The catalogue with 10,000 projects and 200,000 items, about 60,000 of them in it with a live consent: the first page and a search
 * through the built server, beside the very same statements sent by hand through `pg`, query by query in one run.
 *
 *   npm run bench catalogue [-- --queries 240] [--scale 1] [--folder FOLDER]
 *
 * FOLDER keeps the data between runs; without it a temporary one is made and removed. Needs a build (npm run prepare).
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get as httpGet } from 'node:http';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { STRANGER } from '../src/kernel/actor.ts';
import { mustBeDone } from '../src/kernel/refusal.ts';
import { SKILLS, WORK_TYPES } from '../src/kernel/vocabulary.ts';
import { makeSetUpLink, setUpWorkspace } from '../src/areas/people/index.ts';
import { readCatalogueQuery } from '../src/areas/roadmaps/catalogue-inputs.ts';
import { findOffers } from '../src/areas/roadmaps/store/catalogue.ts';
import { openDatabase, type OpenDatabase } from '../src/outside/database/index.ts';
import { catalogueWords, makeCatalogue } from './_catalogue-data.ts';

const MAIN = resolve(import.meta.dirname, '../dist/main.js');
const FIRST_PAGE_MS = 50;
const SEARCH_P95_MS = 100;
const FIRST_PAGES = 60;

async function main(): Promise<number> {
  if (!existsSync(MAIN)) {
    console.log('skipped: dist/ is not built; run "npm run prepare" first.');
    return 0;
  }
  const kept = option('--folder');
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'commonwork-bench-'));
  const database = await openDatabase({ dataFolder: folder, databaseUrl: null, databaseOwnerUrl: null });
  let server: ChildProcess | null = null;
  try {
    await fill(database, Number(option('--scale') ?? 1));
    const port = await freePort();
    server = await serve(folder, port);
    return await measure(database, `http://localhost:${port}`, Number(option('--queries') ?? 240));
  } finally {
    await end(server);
    await database.close();
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** The data, unless the folder has them; then whether the two rules of what may be shown agree. */
async function fill(database: OpenDatabase, scale: number): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl! });
  await owner.connect();
  try {
    const { rows } = await owner.query(`select exists (select from project) as made`);
    if (rows[0].made !== true) {
      await database.db.tx(async (tx) => {
        const now = new Date();
        const { token } = mustBeDone(await makeSetUpLink(tx, { kind: 'program', program: 'command' }, {}, now));
        const person = { name: 'Ada Example', mail: 'ada@example.org', password: 'correct horse battery staple' };
        const from = { trace: { address: '192.0.2.7', agent: 'bench' }, previousToken: null };
        mustBeDone(await setUpWorkspace(tx, STRANGER, { token, workspace: 'Example Lab', ...person, ...from }, now));
      });
      console.log('making the data');
      const lists = { workTypes: Object.keys(WORK_TYPES), skills: Object.keys(SKILLS) };
      const made = await makeCatalogue(owner, lists, new Date(), scale);
      console.log(
        `${made.projects} projects, ${made.items} items, ${made.versions} versions, ${made.publications} publications`,
      );
    }
    const [agreed] = (
      await owner.query(
        `select (select count(*)::int from found_offer(now())) as found, (select count(*)::int from shown_offer(now())) as shown,
                (select count(*)::int from found_offer(now()) where offer not in (select offer from shown_offer(now()))) as amiss`,
      )
    ).rows;
    console.log(`${agreed.shown} may be shown now; ${agreed.found} are found, ${agreed.amiss} of them amiss`);
    if (agreed.shown !== agreed.found || agreed.amiss !== 0) throw new Error('what is found is not what may be shown');
  } finally {
    await owner.end();
  }
}

// --- the program

async function serve(folder: string, port: number): Promise<ChildProcess> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TMPDIR: process.env['TMPDIR'],
    COMMONWORK_DATA: folder,
    COMMONWORK_PORT: String(port),
    COMMONWORK_LOG: 'silent',
    COMMONWORK_WORKERS: '0',
    // So many questions come from one machine: each says that it comes from another.
    COMMONWORK_TRUSTED_PROXY: '127.0.0.1, ::1',
  };
  const child = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 200; tries++) {
    const up = await ask(`http://localhost:${port}/healthz`, 0).catch(() => null);
    if (up !== null && up.status === 200) return child;
    await pause(100);
  }
  throw new Error('the server did not start');
}

async function end(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await gone;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function ask(url: string, n: number): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((done, failed) => {
    const headers = { 'x-forwarded-for': `198.51.${Math.floor(n / 250) % 250}.${n % 250}` };
    const request = httpGet(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.on('error', failed);
  });
}

// --- measuring

interface Timed {
  /** What the statements took of a processor, on average; null where the system does not tell. */
  processorMs: number | null;
  readonly page: number[];
  readonly store: number[];
  readonly byHand: number[];
}

async function measure(database: OpenDatabase, baseUrl: string, queries: number): Promise<number> {
  const byHand = new pg.Client({ connectionString: database.appUrl });
  await byHand.connect();
  const load = () => loadavg()[0]!.toFixed(1);
  console.log(`${cpus().length} processors, load ${load()}, Node ${process.version}`);
  try {
    const first = await together(
      database,
      byHand,
      baseUrl,
      Array.from({ length: FIRST_PAGES }, () => ''),
    );
    const searched = searches(queries);
    const search = await together(database, byHand, baseUrl, searched);
    console.log(`load ${load()} at the end; milliseconds`);
    console.log('                         median     p95     max   p95 beside by hand');
    for (const [name, timed] of [
      ['first page', first],
      ['search', search],
    ] as const) {
      for (const [how, all] of [
        ['page by HTTP', timed.page],
        ['store', timed.store],
        ['same SQL by hand', timed.byHand],
      ] as const) {
        const [median, p95, most] = [0.5, 0.95, 1].map((share) => quantile(all, share).toFixed(1).padStart(7));
        const ratio = (quantile(all, 0.95) / quantile(timed.byHand, 0.95)).toFixed(2);
        console.log(`${`${name}, ${how}`.padEnd(29)}${median} ${p95} ${most}   ${ratio}`);
      }
    }
    for (const [name, timed] of [
      ['first page', first],
      ['search', search],
    ] as const)
      if (timed.processorMs !== null)
        console.log(`${name}: the statements take ${timed.processorMs.toFixed(1)} ms of a processor on average`);
    for (const { query, ms } of slowest(searched, search.page)) console.log(`  ${ms.toFixed(0)} ms  /offers?${query}`);
    const met = [
      check(`first page: median under ${FIRST_PAGE_MS} ms`, quantile(first.page, 0.5) < FIRST_PAGE_MS),
      check(`first page: p95 under ${FIRST_PAGE_MS} ms`, quantile(first.page, 0.95) < FIRST_PAGE_MS),
      check(`search: p95 under ${SEARCH_P95_MS} ms`, quantile(search.page, 0.95) < SEARCH_P95_MS),
    ];
    return met.every(Boolean) ? 0 : 1;
  } finally {
    await byHand.end();
    agent.destroy();
  }
}

/** Each query three ways, one right after the other, in an order that turns. */
async function together(
  database: OpenDatabase,
  byHand: pg.Client,
  baseUrl: string,
  queries: readonly string[],
): Promise<Timed> {
  const timed: Timed = { page: [], store: [], byHand: [], processorMs: null };
  const now = new Date();
  // Connections and plans are there before anything is counted.
  for (let n = 0; n < 10; n++) {
    await ask(`${baseUrl}/offers?q=array`, n);
    await database.db.read((tx) => findOffers(tx, readCatalogueQuery(new URLSearchParams('q=array')), now));
    await byHand.query('select 1');
  }
  const { rows } = await byHand.query('select pg_backend_pid() as pid');
  const before = processorMs(rows[0].pid as number);
  for (const [n, query] of queries.entries()) {
    const asked = readCatalogueQuery(new URLSearchParams(query));
    const statements = await statementsOf(() => database.db.read((tx) => findOffers(tx, asked, now)));
    const ways: readonly (() => Promise<void>)[] = [
      async () => {
        const began = performance.now();
        const { status } = await ask(`${baseUrl}/offers?${query}`, n);
        timed.page.push(performance.now() - began);
        if (status !== 200) throw new Error(`${status} for /offers?${query}`);
      },
      async () => {
        const began = performance.now();
        await database.db.read((tx) => findOffers(tx, asked, now));
        timed.store.push(performance.now() - began);
      },
      async () => {
        const began = performance.now();
        for (const { text, values } of statements) await byHand.query({ text, values });
        timed.byHand.push(performance.now() - began);
      },
    ];
    for (let way = 0; way < ways.length; way++) await ways[(n + way) % ways.length]!();
  }
  const after = processorMs(rows[0].pid as number);
  if (before !== null && after !== null) timed.processorMs = (after - before) / queries.length;
  return timed;
}

/** What a process has used of a processor: on a machine that does other things as well, the waiting is not in it. */
function processorMs(pid: number): number | null {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return null;
  const fields = readFileSync(path, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** What the program sends for it, with its values. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  // Called with its own `this` below.
  // oxlint-disable-next-line typescript/unbound-method
  const original = pg.Client.prototype.query;
  const spy = function (this: pg.Client, ...args: unknown[]): unknown {
    const [sent] = args;
    if (typeof sent === 'string') statements.push({ text: sent, values: [] });
    else if (typeof sent === 'object' && sent !== null && 'text' in sent) {
      const { text, values } = sent as { text: string; values?: unknown[] };
      statements.push({ text, values: values ?? [] });
    }
    return Reflect.apply(original, this, args) as unknown;
  };
  pg.Client.prototype.query = spy as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return statements;
}

/** Words as they fall in the texts, halves of words, slips of the hand, filters, orders: the same in every run. */
function searches(count: number): readonly string[] {
  const words = catalogueWords();
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  // A third of the words that people look for are among the commonest.
  const word = () => (random() < 0.34 ? words[Math.floor(random() * 150)]! : oneOf(words));
  const slip = (text: string) => {
    const at = 1 + Math.floor(random() * (text.length - 2));
    const [a, b] = [text[at]!, text[at + 1] ?? ''];
    return `${text.slice(0, at)}${random() < 0.5 ? `${b}${a}` : b}${text.slice(at + 2)}`;
  };
  return Array.from({ length: count }, (_, n) => {
    const query = new URLSearchParams();
    const wanted = Array.from({ length: 1 + (n % 3) }, word);
    if (n % 5 === 1) wanted[0] = slip(wanted[0]!);
    if (n % 7 === 2) wanted.push(wanted.pop()!.slice(0, 4));
    if (n % 8 !== 5) query.set('q', wanted.join(' '));
    if (n % 3 === 0) query.set('work', oneOf(Object.keys(WORK_TYPES)));
    if (n % 4 === 1) query.set('skill', oneOf(Object.keys(SKILLS)));
    if (n % 6 === 3) query.set('effort', oneOf(['days', 'months', 'years', 'more']));
    if (n % 10 === 4) query.set('level', oneOf(['pitch', 'technical', 'wish list']));
    if (n % 9 === 5) query.set('sort', oneOf(['newest', 'effort', 'project']));
    if (n % 11 === 6) query.set('per', oneOf(['once', 'year']));
    return query.toString();
  });
}

// --- words and numbers

function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function slowest(queries: readonly string[], ms: readonly number[]) {
  return queries
    .map((query, n) => ({ query, ms: ms[n]! }))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 5);
}

function check(what: string, isMet: boolean): boolean {
  console.log(`${isMet ? 'met    ' : 'missed '} ${what}`);
  return isMet;
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, 'localhost', () => {
      const at = server.address();
      server.close(() => done(typeof at === 'object' && at !== null ? at.port : 0));
    });
  });
}

process.exitCode = await main();
