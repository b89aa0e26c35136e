/** `commonwork doctor`: what this machine and these settings lack, a line each, with what to do about it. Looks; changes nothing. */
import { existsSync } from 'node:fs';
import { refused } from '../kernel/refusal.ts';
import { count } from '../kernel/text.ts';
import {
  brokenInvariants,
  DatabaseProblem,
  houseInvariants,
  inspectLogin,
  openDatabase,
  pendingOn,
  readMigrations,
  reportEmbedded,
} from '../outside/database/index.ts';
import { findProvider, type SignInProvider } from '../outside/sign-in/index.ts';
import { answers, freeBytes, gitVersion, mayWrite, nearestFolder } from '../outside/machine/index.ts';
import { pdfEngine, type PdfEngine } from '../outside/pdf/index.ts';
import { EXIT, type Command } from '../outside/terminal/command.ts';
import { readSettings, SettingProblem, type Settings } from './settings.ts';

interface Finding {
  readonly state: 'ok' | 'warn' | 'fail';
  readonly about: string;
  readonly says: string;
}

const OLDEST_NODE = 24;
const OLDEST_GIT = 'git 2.38';
const LITTLE_SPACE_BYTES = 2 * 1024 ** 3;
const NO_SPACE_BYTES = 200 * 1024 ** 2;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'say whether this machine has what Commonwork needs',
  takes: 0,
  usage:
    'commonwork doctor\n\nChanges nothing. Ends with 1 when something must be put right before Commonwork can run.',
  async run(terminal) {
    const findings: Finding[] = [];
    const tell = (finding: Finding): void => {
      findings.push(finding);
      terminal.out(`${finding.state.padEnd(5)} ${finding.about}: ${finding.says.replaceAll('\n', '\n      ')}\n`);
    };
    tell(node(process.versions.node));
    tell(git(await gitVersion()));
    tell(documents(pdfEngine()));
    const settings = settingsOr(tell, () => readSettings(terminal.env, terminal.cwd));
    if (settings !== null) {
      for (const finding of await folder(settings)) tell(finding);
      for (const finding of await database(settings)) tell(finding);
      tell(await mail(settings));
      for (const finding of address(settings)) tell(finding);
      for (const one of settings.signInProviders) tell(await provider(one, terminal.now));
    }
    const failed = findings.filter(({ state }) => state === 'fail').length;
    const warned = findings.filter(({ state }) => state === 'warn').length;
    terminal.out(failed + warned === 0 ? 'All is well.\n' : `${failed} to put right, ${count(warned, 'warning')}.\n`);
    return failed === 0 ? EXIT.done : EXIT.refused;
  },
};

function settingsOr(tell: (finding: Finding) => void, read: () => Settings): Settings | null {
  try {
    const settings = read();
    tell({ state: 'ok', about: 'settings', says: 'all can be used' });
    return settings;
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    tell({ state: 'fail', about: 'settings', says: error.message });
    return null;
  }
}

function node(version: string): Finding {
  const fine = Number.parseInt(version, 10) >= OLDEST_NODE;
  return {
    state: fine ? 'ok' : 'fail',
    about: 'Node.js',
    says: fine ? version : `${version} is too old; use ${OLDEST_NODE} or later`,
  };
}

/** Older ones lack options that keep a repository from running programs. */
export function git(version: string | null): Finding {
  if (version === null) return { state: 'fail', about: 'git', says: `not found; install ${OLDEST_GIT} or later` };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fine = major > 2 || (major === 2 && minor >= 38);
  return {
    state: fine ? 'ok' : 'fail',
    about: 'git',
    says: fine ? version : `${version} is too old; install ${OLDEST_GIT} or later`,
  };
}

/** Without any, everything but documents works. */
export function documents({ name, says }: PdfEngine): Finding {
  return { state: name === 'native' ? 'ok' : 'warn', about: 'documents', says };
}

async function folder({ dataFolder }: Settings): Promise<readonly Finding[]> {
  const near = nearestFolder(dataFolder);
  const about = 'data folder';
  if (!(await mayWrite(near))) {
    return [
      {
        state: 'fail',
        about,
        says: `${near} cannot be written by this user; set COMMONWORK_DATA to a folder that can`,
      },
    ];
  }
  const free = await freeBytes(near);
  const room = `${(free / 1024 ** 3).toFixed(1)} GB free`;
  const state = free < NO_SPACE_BYTES ? 'fail' : free < LITTLE_SPACE_BYTES ? 'warn' : 'ok';
  return [
    { state: 'ok', about, says: existsSync(dataFolder) ? dataFolder : `${dataFolder}, made at the first start` },
    { state, about: 'disk space', says: state === 'ok' ? room : `${room}; clones and the database need more` },
  ];
}

async function database(settings: Settings): Promise<readonly Finding[]> {
  try {
    return settings.databaseUrl === null ? await embedded(settings) : await server(settings, settings.databaseUrl);
  } catch (error) {
    if (error instanceof DatabaseProblem) return [{ state: 'fail', about: 'database', says: error.message }];
    const reason = error instanceof Error ? error.message : String(error);
    return [{ state: 'fail', about: 'database', says: `cannot be used: ${reason}` }];
  }
}

async function embedded(settings: Settings): Promise<readonly Finding[]> {
  const { version, made, runsAs } = await reportEmbedded(settings.dataFolder);
  const says = `embedded PostgreSQL ${version}, run as ${runsAs}`;
  if (made === null) return [{ state: 'ok', about: 'database', says: `${says}, made at the first start` }];
  return [{ state: 'ok', about: 'database', says }, ...(await inside(settings))];
}

async function server(settings: Settings, url: string): Promise<readonly Finding[]> {
  const app = await inspectLogin('DATABASE_URL', url);
  const owner =
    settings.databaseOwnerUrl === null ? null : await inspectLogin('DATABASE_OWNER_URL', settings.databaseOwnerUrl);
  const findings: Finding[] = [{ state: 'ok', about: 'database', says: `PostgreSQL ${app.version}, as ${app.login}` }];
  if (app.mayOwn) {
    findings.push({
      state: 'warn',
      about: 'database roles',
      says: `the login ${app.login} can act as the owner too, so the program could lift its own limits; give it a login of its own and set DATABASE_OWNER_URL for migrations (docs/running.md)`,
    });
  }
  const ready = app.ready && (owner === null || owner.ready);
  if (!ready)
    return [
      ...findings,
      {
        state: 'warn',
        about: 'database roles',
        says: 'not made yet; the first start or "commonwork migrate" makes them',
      },
    ];
  return [...findings, ...(await inside(settings))];
}

/** What stands in the database: its version, and whether the roles are what they should be. */
async function inside(settings: Settings): Promise<readonly Finding[]> {
  const opened = await openDatabase(settings, { migrations: null });
  try {
    const all = await readMigrations();
    const waiting = await pendingOn(opened.appUrl, all);
    if (waiting.length === all.length)
      return [{ state: 'ok', about: 'tables', says: 'none yet; the first start makes them' }];
    const tables: Finding =
      waiting.length === 0
        ? { state: 'ok', about: 'tables', says: 'up to date' }
        : {
            state: 'warn',
            about: 'tables',
            says: `${count(waiting.length, 'migration')} to apply; the next start or "commonwork migrate" does it (make a backup first)`,
          };
    const broken = await brokenInvariants(opened.db, houseInvariants);
    const roles = broken.map(({ name }): Finding => ({
      state: 'fail',
      about: 'database roles',
      says: `this should hold and does not: ${name}`,
    }));
    return [
      tables,
      ...(roles.length > 0
        ? roles
        : [
            {
              state: 'ok',
              about: 'database roles',
              says: 'the program owns nothing and may do what was granted',
            } as const,
          ]),
    ];
  } finally {
    await opened.close();
  }
}

async function mail({ mailUrl }: Settings): Promise<Finding> {
  if (mailUrl === null) {
    return {
      state: 'warn',
      about: 'mail',
      says: 'no server is set (COMMONWORK_MAIL_URL); letters wait on the outbox page, where an administrator copies their links',
    };
  }
  const { hostname, port, protocol } = new URL(mailUrl);
  const number = port === '' ? (protocol === 'smtps:' ? 465 : 587) : Number(port);
  const there = await answers(hostname, number);
  return there
    ? { state: 'ok', about: 'mail', says: `${hostname}:${number} answers` }
    : { state: 'warn', about: 'mail', says: `${hostname}:${number} does not answer; letters wait until it does` };
}

async function provider(one: SignInProvider, now: Date): Promise<Finding> {
  const about = `sign-in by ${one.name}`;
  const found = await findProvider(one, now);
  if (!refused(found)) return { state: 'ok', about, says: `${one.issuer} answers` };
  return {
    state: 'warn',
    about,
    says: `${one.issuer} does not say where its doors are (${String(found.because['trouble'])}); check the issuer, letter by letter`,
  };
}

function address({ baseUrl, port, trustedProxies }: Settings): readonly Finding[] {
  const about = 'address';
  if (baseUrl === null) {
    return [
      {
        state: 'ok',
        about,
        says: `http://localhost:${port}, for this machine only; set COMMONWORK_BASE_URL to serve others`,
      },
    ];
  }
  const { protocol, hostname } = new URL(baseUrl);
  const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  if (protocol === 'http:' && !local) {
    return [
      {
        state: 'warn',
        about,
        says: `${baseUrl} is not encrypted: passwords would travel in the open; put a proxy with TLS in front`,
      },
    ];
  }
  if (protocol === 'https:' && trustedProxies.length === 0) {
    return [
      {
        state: 'warn',
        about,
        says: `${baseUrl} needs a proxy in front, and COMMONWORK_TRUSTED_PROXY does not name it: all visitors count as one`,
      },
    ];
  }
  return [{ state: 'ok', about, says: baseUrl }];
}
