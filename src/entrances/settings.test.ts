import { describe, expect, test } from 'vitest';
import { readSettings, SETTING_NAMES, SettingProblem } from './settings.ts';

function problem(env: Record<string, string>): string {
  try {
    readSettings(env, '/srv');
  } catch (error) {
    if (error instanceof SettingProblem) return error.message;
    throw error;
  }
  return '';
}

test('without any setting the program runs for this machine alone', () => {
  expect(readSettings({}, '/srv')).toMatchObject({
    dataFolder: '/srv/data',
    databaseUrl: null,
    host: 'localhost',
    port: 4310,
    baseUrl: null,
    trustedProxies: [],
    mailUrl: null,
    log: 'info',
    workers: 1,
    maxRepositoryBytes: 2000 * 1024 * 1024,
    gitTimeoutMs: 600_000,
    allowLocalRepositories: false,
  });
});

test('an empty value is no value, as in a file of settings with a name and nothing behind it', () => {
  const empty = Object.fromEntries(SETTING_NAMES.map((name) => [name, '']));
  expect(readSettings(empty, '/srv')).toEqual(readSettings({}, '/srv'));
});

test('every setting is understood', () => {
  const env = {
    COMMONWORK_DATA: '/var/lib/example',
    DATABASE_URL: 'postgresql://app:word@db.example.org/commonwork',
    DATABASE_OWNER_URL: 'postgres://owner:word@db.example.org/commonwork',
    COMMONWORK_HOST: '0.0.0.0',
    COMMONWORK_PORT: '8080',
    COMMONWORK_BASE_URL: 'https://work.example.org',
    COMMONWORK_TRUSTED_PROXY: '127.0.0.1, 10.0.0.0/8 fd00::/8',
    COMMONWORK_MAIL_URL: 'smtps://mail.example.org',
    COMMONWORK_MAIL_FROM: 'Example Lab <work@example.org>',
    COMMONWORK_SIGN_IN_PROVIDERS:
      '[{"key":"example-id","name":"Example ID","issuer":"https://id.example.org","clientId":"commonwork","clientSecret":"word"}]',
    COMMONWORK_LOG: 'debug',
    COMMONWORK_WORKERS: '0',
    COMMONWORK_MAX_REPOSITORY_MB: '10',
    COMMONWORK_GIT_TIMEOUT_SECONDS: '5',
    COMMONWORK_ALLOW_LOCAL_REPOSITORIES: 'yes',
  };
  expect(Object.keys(env).sort()).toEqual(SETTING_NAMES.toSorted());
  expect(readSettings(env, '/srv')).toMatchObject({
    dataFolder: '/var/lib/example',
    port: 8080,
    trustedProxies: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'],
    signInProviders: [
      {
        key: 'example-id',
        name: 'Example ID',
        issuer: 'https://id.example.org',
        clientId: 'commonwork',
        clientSecret: 'word',
      },
    ],
    workers: 0,
    allowLocalRepositories: true,
  });
});

describe('what cannot be used is named, with what to write instead', () => {
  test.each([
    ['COMMONWORK_PORT', '70000', 'write a whole number from 0 to 65535'],
    ['COMMONWORK_PORT', '-1', 'write a whole number'],
    ['COMMONWORK_PORT', '80a', 'write a whole number'],
    ['COMMONWORK_BASE_URL', 'work.example.org', 'without a path or a slash at the end'],
    ['COMMONWORK_BASE_URL', 'https://work.example.org/', 'without a path or a slash at the end'],
    ['COMMONWORK_TRUSTED_PROXY', 'proxy.example.org', 'write addresses or networks'],
    ['COMMONWORK_TRUSTED_PROXY', 'abc', 'write addresses or networks'],
    ['COMMONWORK_TRUSTED_PROXY', '10.0.0.0/33', 'write addresses or networks'],
    ['COMMONWORK_MAIL_FROM', 'nobody', 'write a mail address'],
    ['COMMONWORK_LOG', 'loud', 'write silent, info or debug'],
    ['COMMONWORK_ALLOW_LOCAL_REPOSITORIES', 'true', 'write yes or no'],
  ])('%s=%s', (name, value, advice) => {
    expect(problem({ [name]: value })).toContain(`${name} is "${value}": `);
    expect(problem({ [name]: value })).toContain(advice);
  });

  test('all at once, one a line', () => {
    expect(problem({ COMMONWORK_PORT: 'x', COMMONWORK_LOG: 'y' }).split('\n')).toHaveLength(2);
  });

  test('a password is not repeated', () => {
    const said = problem({
      DATABASE_URL: 'mysql://app:secret-word@db/x',
      COMMONWORK_MAIL_URL: 'http://u:secret-word@m',
    });
    expect(said).toContain('DATABASE_URL: write it as postgresql://');
    expect(said).not.toContain('secret-word');
  });

  test('a name that is none, and settings that need each other', () => {
    expect(problem({ COMMONWORK_PROT: '1' })).toContain('There is no setting COMMONWORK_PROT');
    expect(problem({ DATABASE_OWNER_URL: 'postgres://a/b' })).toContain('set both, or neither');
    expect(problem({ COMMONWORK_MAIL_URL: 'smtp://m' })).toContain('COMMONWORK_MAIL_FROM');
  });
});
