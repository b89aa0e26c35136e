/** A request as the areas see it, and what the parts of the web entrance share. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { noteApiTokenUsed, noteSessionSeen } from '../areas/people/index.ts';
import type { Instant } from '../kernel/dates.ts';
import { cleanLine } from '../kernel/text.ts';
import type { Assets } from '../look/index.ts';
import { askSystem, PUBLIC_ONLY, type Reach } from '../outside/addresses/index.ts';
import type { Db } from '../outside/database/index.ts';
import type { Doors } from '../outside/sign-in/index.ts';
import type { MultipartForm } from '../outside/http/multipart.ts';
import type { ApiRoute, PageRoute, StreamRoute, WebRequest } from '../outside/http/route.ts';
import type { Framing } from './frame.tsx';
import type { LogStream } from './log.ts';
import type { Who } from './running.ts';
import { browserCookieName, sessionCookieName } from './security.ts';

export interface WebSettings {
  /** The address under which people reach us, without a slash at the end; null says http://localhost and the port listened on. */
  readonly baseUrl: string | null;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Addresses or networks of proxies whose X-Forwarded-For is believed; none by default. */
  readonly trustedProxies: readonly string[];
  /** From one network, over all pages; 600 unless said. */
  readonly requestsPerMinute?: number;
  /** With one token, from wherever; 300 unless said. */
  readonly requestsPerMinuteByToken?: number;
}

export interface WebParts {
  readonly db: Db;
  readonly settings: WebSettings;
  readonly routes: readonly PageRoute[];
  readonly streams: readonly StreamRoute[];
  readonly api: readonly ApiRoute[];
  /** What is wrong with the instance beyond an unreachable database (migrations that wait), or null. */
  readonly trouble?: () => Promise<string | null>;
  readonly clock?: () => Instant;
  /** Which addresses the server may be sent to; public ones unless said. */
  readonly reach?: Reach;
  /** Besides the password: sign-in providers, and whether letters are sent; neither unless said. */
  readonly doors?: Doors;
  /** Where log lines go; standard output unless said, nowhere with null. */
  readonly log?: LogStream | null;
  /** How often streams look for news. */
  readonly pollMs?: number;
}

/** What the parts of this entrance share. */
export interface Web extends WebParts {
  readonly reach: Reach;
  readonly doors: Doors;
  readonly app: FastifyInstance;
  readonly assets: Assets;
  readonly frame: Framing;
  readonly now: () => Instant;
  readonly baseUrl: () => string;
  /** Aborted when the server stops. */
  readonly stopping: AbortController;
}

export const USUAL_REACH: Reach = { policy: PUBLIC_ONLY, lookup: askSystem };

const MOST_FIELDS = 2000;

/** The request as the areas see it, but for who asks; null when it holds what no form of ours could send. */
export function readRequest(
  web: Web,
  request: FastifyRequest,
  { fields, files }: MultipartForm,
): Omit<WebRequest, 'tx' | 'actor'> | null {
  const query = new URLSearchParams(request.url.split('?').slice(1).join('?'));
  const params = request.params as Readonly<Record<string, string>>;
  if (fields.size > MOST_FIELDS || query.size > MOST_FIELDS) return null;
  // PostgreSQL keeps no NUL in a text, and nobody types one.
  const texts = [...fields.entries(), ...query.entries(), ...Object.entries(params)].flat();
  if (texts.some((text) => text.includes('\0'))) return null;
  return {
    now: web.now(),
    params,
    query,
    form: fields,
    files,
    path: request.url,
    address: request.ip,
    agent: cleanLine(request.headers['user-agent'] ?? '').slice(0, 300),
    sessionToken: request.cookies[sessionCookieName(web.baseUrl())] ?? null,
    baseUrl: web.baseUrl(),
    reach: web.reach,
    browserToken: request.cookies[browserCookieName(web.baseUrl())] ?? null,
    doors: web.doors,
  };
}

/** The form in a body: none without a body, and no other body is a form. */
export function formIn(body: unknown): MultipartForm {
  if (body === undefined || body === null) return NO_FORM;
  const { fields, files = {} } = body as Partial<MultipartForm>;
  if (!(fields instanceof URLSearchParams)) throw Object.assign(new Error('not a form'), { statusCode: 415 });
  return { fields, files };
}

export const NO_FORM: MultipartForm = { fields: new URLSearchParams(), files: {} };

export function provenanceOf(request: FastifyRequest) {
  const site = request.headers['sec-fetch-site'];
  return { origin: request.headers.origin, fetchSite: Array.isArray(site) ? site.join() : site };
}

/** That a session or a token is in use is noted now and then, after the request's own transaction. Failing to is no reason not to answer. */
export async function noteSeen(
  web: Web,
  who: Who,
  asked: Pick<WebRequest, 'address' | 'agent' | 'now'>,
  request: FastifyRequest,
): Promise<void> {
  const { recognised, token } = who;
  if (token?.isDueForNote === true) {
    await web.db
      .tx((tx) => noteApiTokenUsed(tx, token.id, asked.now))
      .catch((error: unknown) => request.log.warn({ err: error }, 'a token’s use could not be noted'));
  }
  if (recognised === null || !recognised.isDueForNote) return;
  const trace = { address: asked.address, agent: asked.agent };
  await web.db
    .tx((tx) => noteSessionSeen(tx, recognised.session.id, trace, asked.now))
    .catch((error: unknown) => request.log.warn({ err: error }, 'a session’s use could not be noted'));
}
