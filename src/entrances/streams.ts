/** Server-sent events: the state of long work, looked up twice a second while somebody watches, with no transaction held in between. */
import { setTimeout as wait } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from '../outside/http/address.ts';
import type { StreamRoute, WebRequest } from '../outside/http/route.ts';
import { sendProblem } from './answers.ts';
import { forbidden, notFound, signedOut, unreadable } from './problem-pages.tsx';
import { denial, findWho, NOBODY } from './running.ts';
import { NO_FORM, readRequest, type Web } from './requests.ts';

const POLL_MS = 500;
/** A comment now and then keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;
/** So often it is asked again whether the session lives and may. */
const CHECK_MS = 5_000;
const MOST_PER_VISITOR = 8;
const MOST_AT_ALL = 400;

type Asked = Omit<WebRequest, 'tx' | 'actor'>;

export function mountStreams(web: Web): void {
  const open = new Map<string, number>();
  for (const route of web.streams) {
    web.app.get(route.path, (request, reply) => serveStream(web, route, open, request, reply));
  }
}

async function serveStream(
  web: Web,
  route: StreamRoute,
  open: Map<string, number>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const asked = readRequest(web, request, NO_FORM);
  if (asked === null) return sendProblem(web, reply, unreadable(400), NOBODY);
  const who = await web.db.read((tx) => findWho(tx, asked));
  const denied = denial(who, { permission: route.permission, params: asked.params });
  if (denied === 'signed-out') return sendProblem(web, reply, signedOut(), who);
  if (denied === 'forbidden') return sendProblem(web, reply, forbidden(route.permission, request.id), who);
  const first = await route.watch({ ...asked, actor: who.actor }, web.db);
  if (first === null) return sendProblem(web, reply, notFound(), who);

  const visitor = who.recognised?.session.id ?? networkOf(asked.address);
  const watching = open.get(visitor) ?? 0;
  const all = [...open.values()].reduce((sum, n) => sum + n, 0);
  if (watching >= MOST_PER_VISITOR || all >= MOST_AT_ALL) return sendProblem(web, reply, unreadable(429), who);
  open.set(visitor, watching + 1);
  const release = () => {
    const left = (open.get(visitor) ?? 1) - 1;
    if (left === 0) open.delete(visitor);
    else open.set(visitor, left);
  };
  // Closing the stream alone would wait for the next state before it told the loop below.
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort();
    release();
  });
  const signal = AbortSignal.any([web.stopping.signal, gone.signal]);
  const stream = Readable.from(events(web, route, asked, first, { request, signal }), { objectMode: false });
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream);
}

async function* events(
  web: Web,
  route: StreamRoute,
  asked: Asked,
  first: { readonly state: unknown; readonly last: boolean },
  { request, signal }: { readonly request: FastifyRequest; readonly signal: AbortSignal },
): AsyncGenerator<string> {
  let sent = '';
  let quietMs = 0;
  let uncheckedMs = 0;
  const pollMs = web.pollMs ?? POLL_MS;
  let found: typeof first | null = first;
  let actor = (await whoWatches(web, route, asked))?.actor ?? null;
  while (found !== null && actor !== null && !signal.aborted) {
    const state = JSON.stringify(found.state);
    if (state !== sent) {
      // JSON has no line ends of its own, so a state is one line.
      yield `data: ${state}\n\n`;
      sent = state;
      quietMs = 0;
    } else if (quietMs >= HEARTBEAT_MS) {
      yield ': still here\n\n';
      quietMs = 0;
    }
    if (found.last) return;
    await wait(pollMs, undefined, { signal }).catch(() => {});
    quietMs += pollMs;
    uncheckedMs += pollMs;
    if (uncheckedMs >= CHECK_MS) {
      uncheckedMs = 0;
      actor = (await whoWatches(web, route, asked))?.actor ?? null;
      if (actor === null) return;
    }
    try {
      found = await route.watch({ ...asked, now: web.now(), actor }, web.db);
    } catch (error) {
      request.log.error({ err: error }, 'a stream failed');
      return;
    }
  }
}

/** Who is behind the stream now; null when they may no longer see it. */
async function whoWatches(web: Web, route: StreamRoute, asked: Asked) {
  const who = await web.db.read((tx) => findWho(tx, { sessionToken: asked.sessionToken, now: web.now() }));
  return denial(who, { permission: route.permission, params: asked.params }) === null ? who : null;
}
