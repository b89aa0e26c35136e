/** `/api/v1`: the operations that areas declare, in JSON, each parsed and answered by its own schemas, and their description. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Refusal, RefusalSheet } from '../kernel/refusal.ts';
import { urls } from '../look/index.ts';
import { fieldErrors } from '../outside/http/form.ts';
import type { Answer, ApiRequest, ApiRoute } from '../outside/http/route.ts';
import { sendAnswer } from './answers.ts';
import { describeApi } from './openapi.ts';
import { entryOf, run, statusOf } from './running.ts';
import { isFromUs } from './security.ts';
import { NO_FORM, noteSeen, provenanceOf, readRequest, type Web } from './requests.ts';

export const API_PREFIX = '/api/v1';

interface ApiError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly because?: object;
}

export function mountApi(web: Web): void {
  for (const route of web.api) {
    web.app.route({
      method: route.method,
      url: `${API_PREFIX}${route.path}`,
      ...(route.maxBytes === undefined ? {} : { bodyLimit: route.maxBytes }),
      config: route.perMinute === undefined ? {} : { rateLimit: { max: route.perMinute, timeWindow: 60_000 } },
      handler: (request, reply) => serveOperation(web, route, request, reply),
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

async function serveOperation(web: Web, route: ApiRoute, request: FastifyRequest, reply: FastifyReply) {
  const asked = readRequest(web, request, NO_FORM);
  if (isForm(request.body)) return sendError(reply, NOT_JSON);
  if (asked === null || !canBeKept(request.body)) return sendError(reply, UNREADABLE);
  const changes = route.method !== 'GET';
  if (changes && !isFromUs(provenanceOf(request), web.baseUrl())) return sendError(reply, FOREIGN);
  const query = read(route.query, queryObject(asked.query));
  const sent = read(route.body, request.body ?? {}); // without a body nothing is said, which is all that many verbs need

  const { params, now, baseUrl, reach } = asked;
  const parsed = { params, now, baseUrl, reach, query: query.value, body: sent.value };
  const { before } = route;
  const ran = await run(web.db, {
    changes,
    permission: route.permission,
    params: asked.params,
    sessionToken: asked.sessionToken,
    now: asked.now,
    before:
      before === undefined || query.problem !== null || sent.problem !== null
        ? null
        : (actor) => before({ ...parsed, actor } as Omit<ApiRequest<never, never>, 'tx'>),
    // `apiRoute` has tied the types of schemas, of what was found and of what is taken together.
    answer: async (tx, actor, found) => {
      const problem = query.problem ?? sent.problem;
      if (problem !== null) return { kind: 'json', status: 422, body: { malformed: problem } };
      return route.answer({ ...parsed, actor, tx } as ApiRequest<never, never>, found as never);
    },
  });
  await noteSeen(web, ran.who, asked, request);
  if (ran.kind === 'denied') return sendError(reply, ran.denied === 'forbidden' ? FORBIDDEN : SIGNED_OUT);
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
  if (answer.kind !== 'json')
    return sendAnswer(web, { request, reply, route: pageLike(route), asked }, ran.who, answer);
  return sendAnswer(web, { request, reply, route: pageLike(route), asked }, ran.who, promised(route, answer));
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
const SIGNED_OUT: ApiError = { status: 401, code: 'signed-out', message: 'Sign in first.' };
const FORBIDDEN: ApiError = { status: 403, code: 'forbidden', message: 'Your roles do not allow this.' };
const FOREIGN: ApiError = {
  status: 403,
  code: 'foreign',
  message: 'A changing request must come from this site: send its address in the header Origin.',
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
  return reply.code(status).header('cache-control', 'no-store').send({ error: { code, message, because } });
}
