/** The web entrance without a socket: requests as a browser on the base URL would send them. */
import { afterAll } from 'vitest';
import type { FastifyInstance } from 'fastify';

type Response = Awaited<ReturnType<FastifyInstance['inject']>>;
import { areas } from '../../src/entrances/registry.ts';
import { buildWeb, type WebParts } from '../../src/entrances/web.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { BASE_URL, NOW } from './people.ts';

export interface Sent {
  /** The secret of the session to send as a cookie. */
  readonly as?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestWeb {
  readonly baseUrl: string;
  get(path: string, sent?: Sent): Promise<Response>;
  /** A form, sent from our own page. */
  post(path: string, form?: Readonly<Record<string, string>> | URLSearchParams, sent?: Sent): Promise<Response>;
  send(request: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
    readonly path: string;
    readonly body?: string | Buffer;
    readonly headers?: Readonly<Record<string, string>>;
  }): Promise<Response>;
  /** The log, a line each. */
  readonly log: readonly string[];
  /** Moves the clock. */
  setNow(now: Date): void;
}

export interface TestWebOptions extends Partial<Omit<WebParts, 'db' | 'settings' | 'log' | 'clock'>> {
  readonly baseUrl?: string;
  readonly requestsPerMinute?: number;
  readonly requestsPerMinuteByToken?: number;
  readonly trustedProxies?: readonly string[];
}

/** With the routes of every area unless others are given; closed after the file's last test. */
export async function testWeb(db: Db, options: TestWebOptions = {}): Promise<TestWeb> {
  const { baseUrl = BASE_URL, requestsPerMinute = 100_000, trustedProxies = [], ...others } = options;
  const { requestsPerMinuteByToken = 100_000, ...parts } = others;
  const log: string[] = [];
  let now = NOW;
  const web = await buildWeb({
    db,
    settings: { baseUrl, host: '127.0.0.1', port: 0, trustedProxies, requestsPerMinute, requestsPerMinuteByToken },
    routes: areas.flatMap((area) => area.routes),
    streams: areas.flatMap((area) => area.streams),
    api: areas.flatMap((area) => area.api),
    clock: () => now,
    log: { write: (line) => log.push(line) },
    ...parts,
  });
  afterAll(() => web.app.close());
  const cookie = (token: string | null | undefined): Record<string, string> =>
    token === null || token === undefined ? {} : { cookie: `${cookieName(baseUrl)}=${token}` };
  return {
    baseUrl,
    log,
    setNow: (to) => {
      now = to;
    },
    get: (path, sent = {}) =>
      web.app.inject({ method: 'GET', url: path, headers: { ...cookie(sent.as), ...sent.headers } }),
    post: (path, form = {}, sent = {}) =>
      web.app.inject({
        method: 'POST',
        url: path,
        payload: new URLSearchParams(form).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: baseUrl,
          'sec-fetch-site': 'same-origin',
          ...cookie(sent.as),
          ...sent.headers,
        },
      }),
    send: ({ method, path, body, headers = {} }) =>
      web.app.inject({ method, url: path, headers, ...(body === undefined ? {} : { payload: body }) }),
  };
}

export function cookieName(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? '__Host-commonwork' : `commonwork-${new URL(baseUrl).port || '80'}`;
}

/** The session secret in an answer's cookie, or null. */
export function tokenSet(response: Response): string | null {
  const set = response.cookies.find((one) => one.name.endsWith('commonwork') || one.name.startsWith('commonwork-'));
  return set === undefined || set.value === '' ? null : set.value;
}
