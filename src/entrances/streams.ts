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
  // From the first moment on: who leaves while we look something up must not be watched for for ever.
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const asked = readRequest(web, request, NO_FORM);
  if (asked === null) return sendProblem(web, reply, unreadable(400), NOBODY);
  const who = await web.db.read((tx) => findWho(tx, asked));
  const denied = denial(who, { permission: route.permission, params: asked.params });
  if (denied === 'signed-out') return sendProblem(web, reply, signedOut(), who);
  if (denied === 'forbidden') return sendProblem(web, reply, forbidden(route.permission, request.id), who);
  const first = await route.watch({ ...asked, actor: who.actor }, web.db);
  if (first === null) return sendProblem(web, reply, notFound(), who);

  const release = take(open, who.recognised?.session.id ?? networkOf(asked.address));
  if (release === null) return sendProblem(web, reply, unreadable(429), who);
  if (gone.signal.aborted) release();
  else gone.signal.addEventListener('abort', release, { once: true });
  const signal = AbortSignal.any([web.stopping.signal, gone.signal]);
  const states = statesOf(web, route, { ...asked, actor: who.actor }, first, signal);
  const stream = Readable.from(logged(states, request), { objectMode: false });
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream);
}

/** A place for one more stream of this visitor, as the way to give it back; null when there is none. */
function take(open: Map<string, number>, visitor: string): (() => void) | null {
  const watching = open.get(visitor) ?? 0;
  const all = [...open.values()].reduce((sum, n) => sum + n, 0);
  if (watching >= MOST_PER_VISITOR || all >= MOST_AT_ALL) return null;
  open.set(visitor, watching + 1);
  return () => {
    const left = (open.get(visitor) ?? 1) - 1;
    if (left === 0) open.delete(visitor);
    else open.set(visitor, left);
  };
}

type State = NonNullable<Awaited<ReturnType<StreamRoute['watch']>>>;

/** Each new state once, until the last one, until nothing is to be seen any more, or until somebody leaves: the visitor, or we. */
async function* statesOf(
  web: Web,
  route: StreamRoute,
  asked: Omit<WebRequest, 'tx'>,
  first: State,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const pollMs = web.pollMs ?? POLL_MS;
  let { actor } = asked;
  let found: State | null = first;
  let sent = '';
  let quietMs = 0;
  let uncheckedMs = 0;
  while (found !== null && !signal.aborted) {
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
      const who = await web.db.read((tx) => findWho(tx, { sessionToken: asked.sessionToken, now: web.now() }));
      if (denial(who, { permission: route.permission, params: asked.params }) !== null) return;
      ({ actor } = who);
    }
    found = await route.watch({ ...asked, now: web.now(), actor }, web.db);
  }
}

/** A stream that fails ends; the browser opens it again, and learns by an answer what is wrong. */
async function* logged(states: AsyncGenerator<string>, request: FastifyRequest): AsyncGenerator<string> {
  try {
    yield* states;
  } catch (error) {
    request.log.error({ err: error }, 'a stream failed');
  }
}
