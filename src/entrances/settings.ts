/** Every setting, read and checked once. docs/settings.md says what each is for; a test keeps the two together. */
import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { SignInProvider } from '../outside/sign-in/index.ts';

export interface Settings {
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end; null says http://localhost and the port. */
  readonly baseUrl: string | null;
  readonly trustedProxies: readonly string[];
  readonly mailUrl: string | null;
  readonly mailFrom: string | null;
  /** Places that say who somebody is (OpenID Connect). */
  readonly signInProviders: readonly SignInProvider[];
  readonly log: 'silent' | 'info' | 'debug';
  /** Workers inside `serve`; 0 leaves all background work to `commonwork worker`. */
  readonly workers: number;
  readonly maxRepositoryBytes: number;
  readonly gitTimeoutMs: number;
  /** Folders of this machine may be declared as repositories. Off: whoever may add a project could otherwise read them. */
  readonly allowLocalRepositories: boolean;
}

/** A setting that cannot be used; the message names it, its value and what to do. */
export class SettingProblem extends Error {
  override readonly name = 'SettingProblem';
}

const postgres = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'write it as postgresql://user:password@host:5432/database')
  .transform((text): string | null => text)
  .default(null);

const wholeNumber = (least: number, most: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `write a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `write a whole number from ${least} to ${most}`)
    .default(usual);

const oneLine = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\u0000-\u001f\u007f]*$/);

const PROVIDER = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/),
  name: oneLine(60),
  issuer: z.string().max(300).refine(isIssuer),
  clientId: oneLine(300),
  clientSecret: oneLine(1000),
});

const HOW_PROVIDERS =
  'write one line of JSON: [{"key":"example-id","name":"Example ID","issuer":"https://id.example.org","clientId":"...","clientSecret":"..."}]; ' +
  'the key in small letters, each once; the issuer with https, or http on this machine';

const SCHEMA = z.object({
  COMMONWORK_DATA: z.string().default('data'),
  DATABASE_URL: postgres,
  DATABASE_OWNER_URL: postgres,
  COMMONWORK_HOST: z.string().default('localhost'),
  COMMONWORK_PORT: wholeNumber(0, 65_535, 4310),
  COMMONWORK_BASE_URL: z
    .string()
    .regex(/^https?:\/\/[^/?#\s]+$/, 'write it as https://work.example.org, without a path or a slash at the end')
    .transform((text): string | null => text)
    .default(null),
  COMMONWORK_TRUSTED_PROXY: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
    .refine((all) => all.every(isNetwork), 'write addresses or networks, separated by commas: 127.0.0.1, 10.0.0.0/8'),
  COMMONWORK_MAIL_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'write it as smtp://user:password@host:587 or smtps://...')
    .transform((text): string | null => text)
    .default(null),
  COMMONWORK_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n@]*@[^\r\n]+$/, 'write a mail address, with or without a name: Example Lab <work@example.org>')
    .transform((text): string | null => text)
    .default(null),
  COMMONWORK_SIGN_IN_PROVIDERS: z
    .string()
    .transform((text, context): readonly SignInProvider[] => {
      const read = z.array(PROVIDER).max(10).safeParse(jsonIn(text));
      if (read.success && new Set(read.data.map(({ key }) => key)).size === read.data.length) return read.data;
      context.addIssue({ code: 'custom', message: HOW_PROVIDERS });
      return z.NEVER;
    })
    .default([]),
  COMMONWORK_LOG: z.enum(['silent', 'info', 'debug'], 'write silent, info or debug').default('info'),
  COMMONWORK_WORKERS: wholeNumber(0, 16, 1),
  COMMONWORK_MAX_REPOSITORY_MB: wholeNumber(1, 100_000, 2_000),
  COMMONWORK_GIT_TIMEOUT_SECONDS: wholeNumber(5, 86_400, 600),
  COMMONWORK_ALLOW_LOCAL_REPOSITORIES: z
    .enum(['yes', 'no'], 'write yes or no')
    .default('no')
    .transform((text) => text === 'yes'),
});

export const SETTING_NAMES = Object.keys(SCHEMA.shape);

/** Not repeated in messages: they hold passwords. */
const SECRET = new Set(['DATABASE_URL', 'DATABASE_OWNER_URL', 'COMMONWORK_MAIL_URL', 'COMMONWORK_SIGN_IN_PROVIDERS']);

/** Throws a SettingProblem with one line for each setting that cannot be used. An empty value counts as not set. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, cwd: string): Settings {
  const given = Object.fromEntries(
    SETTING_NAMES.flatMap((name) => (env[name] === undefined || env[name] === '' ? [] : [[name, env[name]]])),
  );
  const parsed = SCHEMA.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      const value = SECRET.has(name) ? '' : ` is "${given[name] ?? ''}"`;
      return `${name}${value}: ${message}.`;
    });
    throw new SettingProblem(lines.join('\n'));
  }
  const values = parsed.data;
  const unknown = Object.keys(env).filter((name) => name.startsWith('COMMONWORK_') && !KNOWN.has(name));
  if (unknown.length > 0) {
    throw new SettingProblem(`There is no setting ${unknown.join(', ')}. docs/settings.md lists them all.`);
  }
  if (values.DATABASE_OWNER_URL !== null && values.DATABASE_URL === null) {
    throw new SettingProblem('DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither.');
  }
  if (values.COMMONWORK_MAIL_URL !== null && values.COMMONWORK_MAIL_FROM === null) {
    throw new SettingProblem('COMMONWORK_MAIL_URL is set without COMMONWORK_MAIL_FROM: say whom mail comes from.');
  }
  return {
    dataFolder: isAbsolute(values.COMMONWORK_DATA) ? values.COMMONWORK_DATA : resolve(cwd, values.COMMONWORK_DATA),
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    host: values.COMMONWORK_HOST,
    port: values.COMMONWORK_PORT,
    baseUrl: values.COMMONWORK_BASE_URL,
    trustedProxies: values.COMMONWORK_TRUSTED_PROXY,
    mailUrl: values.COMMONWORK_MAIL_URL,
    mailFrom: values.COMMONWORK_MAIL_FROM,
    signInProviders: values.COMMONWORK_SIGN_IN_PROVIDERS,
    log: values.COMMONWORK_LOG,
    workers: values.COMMONWORK_WORKERS,
    maxRepositoryBytes: values.COMMONWORK_MAX_REPOSITORY_MB * 1024 * 1024,
    gitTimeoutMs: values.COMMONWORK_GIT_TIMEOUT_SECONDS * 1000,
    allowLocalRepositories: values.COMMONWORK_ALLOW_LOCAL_REPOSITORIES,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** As the provider writes itself; without TLS only on this machine. */
function isIssuer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '') return false;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere);
}

/** An address or a network of addresses; "abc" is made of the right letters and is neither. */
function isNetwork(text: string): boolean {
  const [, address = '', bits = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

/** Used by the tests and by the tools around the program, not settings of it. */
const KNOWN = new Set([...SETTING_NAMES, 'COMMONWORK_BROWSER', 'COMMONWORK_TEST_RUN']);
