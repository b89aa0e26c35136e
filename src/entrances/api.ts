/** `/api/v1`: the operations that areas declare, in JSON, each parsed and answered by its own schemas, and their description. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { peopleRefusals } from '../areas/people/index.ts';
import type { Refusal, RefusalSheet } from '../kernel/refusal.ts';
import { urls } from '../look/index.ts';
import { fieldErrors } from '../outside/http/form.ts';
import type { Answer, ApiRequest, ApiRoute } from '../outside/http/route.ts';
import { tokenDigest } from '../outside/sign-in/index.ts';
import { sendAnswer } from './answers.ts';
import { describeApi } from './openapi.ts';
import { entryOf, run, statusOf, type Denied } from './running.ts';
import { bearerIn, challenge, isFromUs } from './security.ts';
import { NO_FORM, noteSeen, provenanceOf, readRequest, type Web } from './requests.ts';

export const API_PREFIX = '/api/v1';

/** Half of what a network may: one program does not use up the share of everybody beside it. */
const USUAL_REQUESTS_PER_MINUTE_BY_TOKEN = 300;

interface ApiError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly because?: object;
}

export function mountApi(web: Web): void {
  const waitInSeconds = countTokens(web);
  for (const route of web.api) {
    web.app.route({
      method: route.method,
      url: `${API_PREFIX}${route.path}`,
      ...(route.maxBytes === undefined ? {} : { bodyLimit: route.maxBytes }),
      config: route.perMinute === undefined ? {} : { rateLimit: { max: route.perMinute, timeWindow: 60_000 } },
      handler: (request, reply) => serveOperation(web, route, waitInSeconds, request, reply),
    });
  }
  const description = describeApi(web.api);
  web.app.get(urls.openApi.pattern, (_request, reply) => {
    const document = { ...description, servers: [{ url: `${web.baseUrl()}${API_PREFIX}` }] };
    return reply.header('cache-control', 'public, no-cache').send(document);
  });
  web.app.all(`${API_PREFIX}/*`, (_request, reply) =>
    sendError(reply, { status: 404, code: 'not-found', message: 'There is no such operation.' }),
  );
}

async function serveOperation(
  web: Web,
  route: ApiRoute,
  waitInSeconds: (request: FastifyRequest) => Promise<number>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const secret = bearerIn(request.headers.authorization);
  if (secret !== null) {
    const wait = await waitInSeconds(request);
    if (wait > 0) return sendError(reply.header('retry-after', String(wait)), TOO_MANY);
  }
  const asked = readRequest(web, request, NO_FORM);
  if (isForm(request.body)) return sendError(reply, NOT_JSON);
  if (asked === null || !canBeKept(request.body)) return sendError(reply, UNREADABLE);
  const changes = route.method !== 'GET';
  if (changes && secret === null && !isFromUs(provenanceOf(request), web.baseUrl())) return sendError(reply, FOREIGN);
  const query = read(route.query, queryObject(asked.query));
  const sent = read(route.body, request.body ?? {}); // without a body nothing is said, which is all that many verbs need

  const { params, now, baseUrl, reach, doors, address, agent } = asked;
  // Who sends a token means the token, whatever cookie came along.
  const sessionToken = secret === null ? asked.sessionToken : null;
  const told = { params, now, baseUrl, reach, doors, address, agent, sessionToken };
  const parsed = { ...told, query: query.value, body: sent.value };
  const { before } = route;
  const ran = await run(web.db, {
    changes,
    permission: route.permission,
    params: asked.params,
    sessionToken,
    bearer: secret === null ? null : { secret, ofSession: route.sessionOnly === true },
    now: asked.now,
    before:
      before === undefined || query.problem !== null || sent.problem !== null
        ? null
        : (actor) => before({ ...parsed, actor, db: web.db } as unknown as Parameters<typeof before>[0]),
    // `apiRoute` has tied the types of schemas, of what was found and of what is taken together.
    answer: async (tx, actor, found) => {
      const problem = query.problem ?? sent.problem;
      if (problem !== null) return { kind: 'json', status: 422, body: { malformed: problem } };
      return route.answer({ ...parsed, actor, tx } as ApiRequest<never, never>, found as never);
    },
  });
  await noteSeen(web, ran.who, asked, request);
  if (ran.kind === 'denied') return sendDenied(reply, ran);
  const { answer } = ran;
  if (answer.kind === 'refusal') return sendError(reply, errorOf(answer));
  const malformed = query.problem ?? sent.problem;
  if (malformed !== null) {
    return sendError(reply, {
      status: 422,
      code: 'malformed',
      message: 'What was sent cannot be read.',
      because: malformed,
    });
  }
  const exchange = { request, reply, route: pageLike(route), asked, vary: 'cookie, authorization' };
  return sendAnswer(web, exchange, ran.who, answer.kind === 'json' ? promised(route, answer) : answer);
}

/** Tokens are counted by themselves, beside what is counted for the network: seconds to wait, or 0. By digest: a secret is kept nowhere. */
function countTokens({ app, settings }: Web): (request: FastifyRequest) => Promise<number> {
  const count = app.createRateLimit({
    max: settings.requestsPerMinuteByToken ?? USUAL_REQUESTS_PER_MINUTE_BY_TOKEN,
    timeWindow: 60_000,
    keyGenerator: ({ headers }) => tokenDigest(bearerIn(headers.authorization) ?? '').toString('base64url'),
  });
  return async (request) => {
    const counted = await count(request);
    return !counted.isAllowed && counted.isExceeded ? Math.max(1, counted.ttlInSeconds) : 0;
  };
}

function sendDenied(reply: FastifyReply, { denied, token }: Denied): FastifyReply {
  if (token === undefined) return sendError(reply, denied === 'forbidden' ? FORBIDDEN : SIGNED_OUT);
  const error = errorOf({ refusal: token, sheet: peopleRefusals });
  const code = denied === 'forbidden' ? 'insufficient_scope' : 'invalid_token';
  reply.header('www-authenticate', challenge({ error: code, sentence: error.message }));
  return sendError(reply, error);
}

/** The parsers of forms are there for the pages. */
function isForm(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'fields' in body && body.fields instanceof URLSearchParams;
}

/** PostgreSQL keeps no NUL in a text, and what is nested so deep that it cannot be walked is nothing that we asked for. */
function canBeKept(body: unknown): boolean {
  try {
    return !JSON.stringify(body ?? null).includes('\\u0000');
  } catch {
    return false;
  }
}

/** The schema is the promise: what it does not name does not leave the house. Dates become text first, as JSON has them. */
function promised(route: ApiRoute, answer: Extract<Answer, { kind: 'json' }>): Answer {
  if ((answer.status ?? 200) >= 400) return answer;
  return { ...answer, body: route.response.parse(JSON.parse(JSON.stringify(answer.body))) };
}

function pageLike(route: ApiRoute): { readonly path: string; readonly method: 'GET' | 'POST' } {
  return { path: route.path, method: route.method === 'GET' ? 'GET' : 'POST' };
}

function read(schema: z.ZodType | undefined, value: unknown) {
  if (schema === undefined) return { value: undefined, problem: null };
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { value: parsed.data, problem: null }
    : { value: undefined, problem: { fields: fieldErrors(parsed.error) } };
}

/** A name that comes several times is a list. */
function queryObject(query: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const all = query.getAll(name);
      return [name, all.length === 1 ? all[0]! : all];
    }),
  );
}

const UNREADABLE: ApiError = { status: 400, code: 'unreadable', message: 'This request cannot be read.' };
export const NOT_JSON: ApiError = {
  status: 415,
  code: 'unreadable',
  message: 'Nothing was changed. Send JSON, with the header Content-Type: application/json.',
};
const SIGNED_OUT: ApiError = { status: 401, code: 'signed-out', message: 'Sign in first, or send a token.' };
const TOO_MANY: ApiError = {
  status: 429,
  code: 'too-many',
  message: 'Too many requests with this token. Wait as many seconds as the header Retry-After says.',
};
const FORBIDDEN: ApiError = { status: 403, code: 'forbidden', message: 'Your roles do not allow this.' };
const FOREIGN: ApiError = {
  status: 403,
  code: 'foreign',
  message: 'A changing request must come from this site (send its address in the header Origin) or carry a token.',
};

function errorOf({ refusal, sheet }: { readonly refusal: Refusal; readonly sheet: RefusalSheet<string> }): ApiError {
  const entry = entryOf({ refusal, sheet });
  return {
    status: statusOf({ kind: 'refusal', refusal, sheet }),
    code: refusal.refused,
    message: entry.say(refusal.because),
    because: refusal.because,
  };
}

export function sendError(reply: FastifyReply, { status, code, message, because = {} }: ApiError): FastifyReply {
  if (status === 401 && !reply.hasHeader('www-authenticate')) reply.header('www-authenticate', challenge(null));
  return reply.code(status).header('cache-control', 'no-store').send({ error: { code, message, because } });
}
