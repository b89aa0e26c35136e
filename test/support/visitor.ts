/** Somebody at an instance without a browser: forms and API calls as pages of the instance send them, with a session. */
import { PASSWORD } from './people.ts';
import type { Instance } from './instance.ts';

export interface Visitor {
  /** The session, to be given to a page of the browser. */
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
  get(path: string): Promise<Response>;
  /** Sends a form; where it leads is not followed. */
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<Response>;
  api<Body>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<ApiAnswer<Body>>;
}

export interface ApiAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** What the API says when it refuses. */
export interface ApiError {
  readonly error: { readonly code: string; readonly message: string };
}

export function stranger({ baseUrl }: Instance): Visitor {
  return visitor(baseUrl, []);
}

/** Takes the set-up link; the answer is the first administrator. */
export async function setUp(instance: Instance): Promise<Visitor> {
  const path = new URL(await instance.setUpLink()).pathname;
  const fields = { workspace: 'Example Lab', name: 'Ada Example', mail: 'ada@example.org', password: PASSWORD };
  return visitor(instance.baseUrl, sessionIn(await stranger(instance).post(path, fields)));
}

/** Takes the link of an invitation; the answer is whoever was invited. */
export async function joinBy(instance: Instance, link: string, name: string): Promise<Visitor> {
  const answer = await stranger(instance).post(new URL(link).pathname, { name, password: PASSWORD });
  return visitor(instance.baseUrl, sessionIn(answer));
}

function visitor(baseUrl: string, cookies: Visitor['cookies']): Visitor {
  const headers = {
    origin: baseUrl,
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
  };
  return {
    cookies,
    get: (path) => fetch(`${baseUrl}${path}`, { headers, redirect: 'manual' }),
    post: (path, fields = {}) =>
      fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' }),
    api: async (method, path, body) => {
      const answer = await fetch(`${baseUrl}/api/v1${path}`, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json() };
    },
  };
}

function sessionIn(answer: Response): Visitor['cookies'] {
  const set = answer.headers.getSetCookie().map((cookie) => /^([^=]+)=([^;]+)/.exec(cookie));
  if (set[0]?.[1] === undefined) throw new Error(`no session was begun: the answer was ${answer.status}`);
  return set.flatMap((found) => (found === null ? [] : [{ name: found[1]!, value: found[2]! }]));
}
