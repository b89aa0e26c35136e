/** The web server: it mounts what the areas declare and does everything else, once. */
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ASSET_CACHE, loadAssets, urls } from '../look/index.ts';
import { networkOf } from '../outside/http/address.ts';
import { readMultipart } from '../outside/http/multipart.ts';
import type { PageRoute } from '../outside/http/route.ts';
import { USUAL_DOORS } from '../outside/sign-in/index.ts';
import { sendAnswer, sendProblem, signInFirst } from './answers.ts';
import { mountApi, NOT_JSON, sendError } from './api.ts';
import { framing } from './frame.tsx';
import { logger } from './log.ts';
import { broken, forbidden, foreign, notFound, signedOut, unreadable } from './problem-pages.tsx';
import { formIn, noteSeen, provenanceOf, readRequest, USUAL_REACH, type Web, type WebParts } from './requests.ts';
import { findWho, NOBODY, run, type Who } from './running.ts';
import { headersFor, isFromUs, sessionCookieName } from './security.ts';
import { mountStreams } from './streams.ts';

export type { WebParts } from './requests.ts';

const KILOBYTE = 1024;
const USUAL_BODY_BYTES = 64 * KILOBYTE;
const HEAD_BYTES = 16 * KILOBYTE;
const REQUEST_TIMEOUT_MS = 30_000;
const USUAL_REQUESTS_PER_MINUTE = 600;
const STOP_PATIENCE_MS = 10_000;
const SWEEP_MS = 50;

/** Serves until closed. Closing lets requests in progress finish, ends the streams, and gives up after ten seconds. */
export async function startWeb(parts: WebParts): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { app, baseUrl, stopping } = await buildWeb(parts);
  const closeUnused = followConnections(app.server);
  await app.listen({ host: parts.settings.host, port: parts.settings.port });
  return {
    url: baseUrl(),
    async close() {
      stopping.abort();
      const sweeping = setInterval(closeUnused, SWEEP_MS);
      const impatience = setTimeout(() => app.server.closeAllConnections(), STOP_PATIENCE_MS);
      await app.close();
      clearInterval(sweeping);
      clearTimeout(impatience);
    },
  };
}

/**
 * Browsers keep connections for a next request, and open some before they have one. Node closes neither of a server that stops
 * until a timeout, so the connections that no request is on are closed by hand.
 */
function followConnections(server: Server): () => void {
  const requestsOn = new Map<Socket, number>();
  server.on('connection', (socket) => {
    requestsOn.set(socket, 0);
    socket.once('close', () => requestsOn.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    requestsOn.set(socket, (requestsOn.get(socket) ?? 0) + 1);
    response.once('close', () => {
      if (requestsOn.has(socket)) requestsOn.set(socket, (requestsOn.get(socket) ?? 1) - 1);
    });
  });
  return () => {
    for (const [socket, requests] of requestsOn) if (requests === 0) socket.destroy();
  };
}

/** The app without a socket: tests send requests by `app.inject`. */
export async function buildWeb(parts: WebParts): Promise<Web> {
  const app = newApp(parts);
  const assets = await loadAssets();
  const web: Web = {
    ...parts,
    app,
    assets,
    frame: framing(assets, parts.routes),
    now: parts.clock ?? (() => new Date()),
    reach: parts.reach ?? USUAL_REACH,
    doors: parts.doors ?? USUAL_DOORS,
    baseUrl: () => parts.settings.baseUrl ?? `http://localhost:${portOf(app, parts.settings.port)}`,
    stopping: new AbortController(),
  };
  await mountPlugins(web);
  mountErrors(web);
  mountAssets(web);
  mountHealth(web);
  for (const route of parts.routes) mountPage(web, route);
  mountStreams(web);
  mountApi(web);
  await app.ready();
  return web;
}

function newApp({ settings, log }: WebParts): FastifyInstance {
  return Fastify({
    ...logger(log === undefined ? process.stdout : log),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomBytes(5).toString('hex'),
    requestIdHeader: false,
    trustProxy: settings.trustedProxies.length === 0 ? false : [...settings.trustedProxies],
    bodyLimit: USUAL_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: 2 * REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    http: { maxHeaderSize: HEAD_BYTES },
    frameworkErrors: (_error, _request, reply) => {
      const plain = reply as FastifyReply;
      void plain.code(400).type('text/plain; charset=utf-8').send('This address cannot be read.\n');
    },
  });
}

async function mountPlugins(web: Web): Promise<void> {
  const { app, settings } = web;
  await app.register(cookie);
  await app.register(helmet, headersFor(settings.baseUrl ?? 'http://localhost'));
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method, route: routeOptions.url ?? null, status: reply.statusCode, ms }, 'answered');
  });
  await app.register(rateLimit, {
    global: true,
    max: settings.requestsPerMinute ?? USUAL_REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request) => networkOf(request.ip),
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
  });
  // Only what is asked for is read: forms here, JSON in the API.
  app.removeContentTypeParser(['text/plain', 'application/json']);
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Many programs name the type of a body that they do not send.
    if (body === '') done(null, undefined);
    else void parseJson(request, String(body), done);
  });
  await app.register(formbody, { parser: (text) => ({ fields: new URLSearchParams(text) }) });
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request, body, done) => {
    const read = readMultipart(request.headers['content-type'] ?? '', body as Buffer);
    if (read === null) done(Object.assign(new Error('not a multipart form'), { statusCode: 400 }));
    else done(null, read);
  });
}

// --- pages

function mountPage(web: Web, route: PageRoute): void {
  web.app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.maxBytes ?? USUAL_BODY_BYTES,
    config: route.perMinute === undefined ? {} : { rateLimit: { max: route.perMinute, timeWindow: 60_000 } },
    handler: (request, reply) => servePage(web, route, request, reply),
  });
}

async function servePage(web: Web, route: PageRoute, request: FastifyRequest, reply: FastifyReply) {
  const asked = readRequest(web, request, formIn(request.body));
  if (asked === null) return sendProblem(web, reply, unreadable(400), NOBODY);
  const changes = route.method === 'POST' || route.comesFromElsewhere === true;
  const { postedFromElsewhere = false } = route;
  if (route.method === 'POST' && !postedFromElsewhere && !isFromUs(provenanceOf(request), web.baseUrl())) {
    return sendProblem(web, reply, foreign(web.baseUrl()), NOBODY);
  }
  const { before } = route;
  const ran = await run(web.db, {
    changes,
    permission: route.permission,
    params: asked.params,
    sessionToken: postedFromElsewhere && route.method === 'POST' ? null : asked.sessionToken,
    now: asked.now,
    before: before === undefined ? null : (actor) => before({ ...asked, actor, db: web.db }),
    // `pageRoute` has tied the types of what was found and what is taken together.
    answer: (tx, actor, found) => route.answer({ ...asked, actor, tx }, found as never),
  });
  await noteSeen(web, ran.who, asked, request);
  if (ran.kind === 'answered') return sendAnswer(web, { request, reply, route, asked }, ran.who, ran.answer);
  if (ran.denied === 'forbidden') return sendProblem(web, reply, forbidden(route.permission, request.id), ran.who);
  if (changes) return sendProblem(web, reply, signedOut(), ran.who);
  return sendAnswer(web, { request, reply, route, asked }, ran.who, {
    kind: 'redirect',
    to: signInFirst(asked.path),
  });
}

// --- what is not a page of an area

function mountErrors(web: Web): void {
  const { app } = web;
  // Whoever tries addresses at random is counted like everybody else.
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) =>
    sendProblem(web, reply, notFound(), await whoOrNobody(web, request)),
  );
  app.setErrorHandler(async (error, request, reply) => {
    const status = statusIn(error);
    if (status >= 500) request.log.error({ err: error }, 'a request failed');
    const problem = status >= 500 ? broken(request.id) : unreadable(status);
    if (request.url.startsWith('/api/')) {
      if (problem.status === 415) return sendError(reply, NOT_JSON);
      const code = problem.status === 500 ? 'broken' : problem.status === 429 ? 'too-many' : 'unreadable';
      const message = `${problem.title}. ${problem.text}`;
      const because = problem.status === 500 ? { reference: request.id } : {};
      return sendError(reply, { status: problem.status, code, message, because });
    }
    return sendProblem(web, reply, problem, NOBODY);
  });
}

/** For the frame of a page that is not there; when the database is away as well, that is another matter. */
async function whoOrNobody(web: Web, request: FastifyRequest): Promise<Who> {
  const sessionToken = request.cookies[sessionCookieName(web.baseUrl())] ?? null;
  return web.db.read((tx) => findWho(tx, { sessionToken, now: web.now() })).catch(() => NOBODY);
}

function statusIn(error: unknown): number {
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  return status >= 400 && status < 600 ? status : 500;
}

function mountAssets({ app, assets }: Web): void {
  app.get('/assets/*', { config: { rateLimit: false } }, async (request, reply) => {
    const asset = assets.files.get(request.url.split('?')[0] ?? '');
    if (asset === undefined) {
      return reply.code(404).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send('Not found\n');
    }
    return reply.type(asset.type).header('cache-control', ASSET_CACHE).send(asset.bytes);
  });
}

/** For a load balancer or a watchdog: 200 when the database answers and is of this program's version. */
function mountHealth(web: Web): void {
  web.app.get(urls.health.pattern, { config: { rateLimit: false } }, async (_request, reply) => {
    const trouble = await web.db
      .read((tx) => findWho(tx, { sessionToken: null, now: web.now() }))
      .then(
        () => web.trouble?.() ?? null,
        () => 'the database does not answer',
      );
    return reply
      .code(trouble === null ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(trouble === null ? { ok: true } : { ok: false, trouble });
  });
}

function portOf(app: FastifyInstance, wanted: number): number {
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : wanted;
}
