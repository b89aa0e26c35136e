/** How an answer becomes a response: status, headers, caching, body. */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addMinutes, type Instant } from '../kernel/dates.ts';
import type { Refusal, RefusalSheet } from '../kernel/refusal.ts';
import { urls } from '../look/index.ts';
import { ownPathOr } from '../outside/http/next.ts';
import type { Answer, BrowserCookie, PageRoute, WebRequest } from '../outside/http/route.ts';
import { LeavingPage } from './leaving-page.tsx';
import { ProblemPage, type Problem } from './problem-pages.tsx';
import { entryOf, statusOf, type Who } from './running.ts';
import { browserCookieName, FILE_POLICY, sessionCookieName, sessionCookieOptions } from './security.ts';
import type { Web } from './requests.ts';

export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly route: Pick<PageRoute, 'path' | 'method'>;
  readonly asked: Omit<WebRequest, 'tx' | 'actor'>;
  /** The headers that say who asks. */
  readonly vary?: string;
}

const HTML = 'text/html; charset=utf-8';

export function sendAnswer(web: Web, exchange: Exchange, who: Who, answer: Answer): FastifyReply {
  const { reply } = exchange;
  const status = statusOf(answer);
  switch (answer.kind) {
    case 'page': {
      if (answer.refused !== undefined) waitHeader(reply, answer.refused.refusal);
      const title = status === 200 ? answer.title : `Error: ${answer.title}`;
      const html = web.frame({ ...answer, title }, who);
      return sendBody(exchange, who, status, HTML, html);
    }
    case 'redirect':
      if (answer.cookie !== undefined) setSession(web, reply, answer.cookie);
      return reply.header('cache-control', 'no-store').code(303).header('location', ownPath(answer.to)).send();
    case 'file': {
      reply.header('content-security-policy', FILE_POLICY);
      if (answer.name !== null) reply.header('content-disposition', attachment(answer.name));
      return sendBody(exchange, who, 200, answer.type, answer.body, answer.etag);
    }
    case 'leave': {
      keepBrowser(web, reply, answer.browser, exchange.asked.now);
      const body = LeavingPage({ to: answer.to, siteName: answer.siteName });
      const html = web.frame({ title: `On to ${answer.siteName}`, body, plain: true }, who);
      // Not a redirect: browsers hold what a form leads to against `form-action`, wherever the other site then sends people.
      reply.header('refresh', `0;url=${answer.to}`);
      return sendBody(exchange, who, 200, HTML, html);
    }
    case 'json':
      if (answer.browser !== undefined) keepBrowser(web, reply, answer.browser, exchange.asked.now);
      return sendBody(exchange, who, status, 'application/json; charset=utf-8', JSON.stringify(answer.body));
    case 'refusal':
      return sendRefusal(web, exchange, who, answer);
  }
}

function sendRefusal(
  web: Web,
  exchange: Exchange,
  who: Who,
  { refusal, sheet }: { readonly refusal: Refusal; readonly sheet: RefusalSheet<string> },
): FastifyReply {
  const entry = entryOf({ refusal, sheet });
  if (entry.kind === 'signed-out' && exchange.route.method === 'GET') {
    return sendAnswer(web, exchange, who, {
      kind: 'redirect',
      to: signInFirst(exchange.asked.path),
    });
  }
  waitHeader(exchange.reply, refusal);
  const status = statusOf({ kind: 'refusal', refusal, sheet });
  const needsSignIn = entry.kind === 'signed-out' || (entry.kind === 'gone' && who.actor.kind === 'stranger');
  const step = needsSignIn ? { step: { label: 'Sign in', to: urls.signIn({}) } } : {};
  const problem = { status, title: TITLES[entry.kind], text: entry.say(refusal.because), ...step };
  return sendProblem(web, exchange.reply, problem, who);
}

const TITLES = {
  malformed: 'This cannot be read',
  'signed-out': 'You are signed out',
  forbidden: 'This is not for you',
  'not-found': 'This is not here',
  conflict: 'This cannot be done now',
  gone: 'This has ended',
  'too-large': 'This is too large',
  'too-many': 'Too many attempts',
  unreachable: 'This could not be reached',
} as const;

export function sendProblem(web: Web, reply: FastifyReply, problem: Problem, who: Who): FastifyReply {
  const html = web.frame({ title: problem.title, body: ProblemPage({ problem }) }, who);
  return reply.code(problem.status).type(HTML).header('cache-control', 'no-store').send(html);
}

/**
 * What everybody may read is kept by browsers and asked for again by its digest; what is shown to somebody signed in, or opened by a
 * secret in the address, is kept by nobody.
 */
function sendBody(
  { request, reply, route, asked, vary = 'cookie' }: Exchange,
  who: Who,
  status: number,
  type: string,
  body: string | Buffer,
  etag?: string,
): FastifyReply {
  reply.code(status).type(type);
  // Whoever was given a secret address may have put it where machines read.
  if (route.path.includes(':token')) reply.header('x-robots-tag', 'noindex, nofollow');
  const isPublic =
    status === 200 &&
    route.method === 'GET' &&
    who.actor.kind === 'stranger' &&
    asked.sessionToken === null &&
    !route.path.includes(':token');
  if (!isPublic) return reply.header('cache-control', 'private, no-store').send(body);
  const tag = `"${etag ?? createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`;
  reply.header('cache-control', 'public, no-cache').header('vary', vary).header('etag', tag);
  if (isKnown(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return reply.send(body);
}

function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

function setSession(web: Web, reply: FastifyReply, session: { token: string; expires: Date } | null): void {
  const name = sessionCookieName(web.baseUrl());
  if (session === null) {
    reply.clearCookie(name, { ...sessionCookieOptions(web.baseUrl(), new Date(0)) });
  } else {
    reply.setCookie(name, session.token, sessionCookieOptions(web.baseUrl(), session.expires));
  }
}

const BROWSER_KEPT_MINUTES = 60;

function keepBrowser(web: Web, reply: FastifyReply, { token }: BrowserCookie, now: Instant): void {
  const options = sessionCookieOptions(web.baseUrl(), addMinutes(now, BROWSER_KEPT_MINUTES));
  reply.setCookie(browserCookieName(web.baseUrl()), token, options);
}

/** Whoever signed in goes on to where they wanted to be, unless that address is too long to be carried along. */
export function signInFirst(wanted: string): string {
  const to = urls.signIn({}, { next: wanted });
  return ownPathOr(to, '') === '' ? urls.signIn({}) : to;
}

/** Areas redirect to addresses of `urls` only; anything else is a bug that must not send people elsewhere. */
function ownPath(to: string): string {
  const path = ownPathOr(to.split('#')[0] ?? '', '');
  if (path === '') throw new Error('a redirect to an address that is not ours');
  const fragment = /#[\w-]+$/.exec(to)?.[0] ?? '';
  return `${path}${fragment}`;
}

function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_').slice(0, 120);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replaceAll("'", '%27')}`;
}

function waitHeader(reply: FastifyReply, refusal: Refusal): void {
  const { seconds } = refusal.because;
  if (typeof seconds === 'number') reply.header('retry-after', String(Math.ceil(seconds)));
}
