/** What keeps the door: where a request comes from, the session cookie, the headers of every answer. Decision 003. */
import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Instant } from '../kernel/dates.ts';

/** No inline script, no inline style, nothing from elsewhere; pictures may also be written into the page. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

/** For files that people brought (logos, exports): whatever is in them, it is only looked at. */
export const FILE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

const YEAR_SECONDS = 365 * 24 * 3600;

export function headersFor(baseUrl: string): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    strictTransportSecurity: isHttps(baseUrl) ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
    // Not "no-referrer": with that, browsers send "Origin: null" with our own forms. Other sites learn nothing either way.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  };
}

export function isHttps(baseUrl: string): boolean {
  return baseUrl.startsWith('https://');
}

// --- where a changing request comes from

export interface Provenance {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

/**
 * Whether a changing request comes from our own pages. Every browser in use sends at least one of the two headers with a form, and
 * no page elsewhere can write them. What both say must agree.
 */
export function isFromUs({ origin, fetchSite }: Provenance, baseUrl: string): boolean {
  if (origin === undefined && fetchSite === undefined) return false;
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
  return origin === undefined || isOurOrigin(origin, baseUrl);
}

/** On a machine of one's own, localhost goes by several names; a name that merely resolves to it is none of them. */
function isOurOrigin(origin: string, baseUrl: string): boolean {
  const ours = new URL(baseUrl);
  if (origin === ours.origin) return true;
  if (!URL.canParse(origin)) return false;
  const theirs = new URL(origin);
  return (
    isLoopback(ours.hostname) &&
    isLoopback(theirs.hostname) &&
    theirs.protocol === ours.protocol &&
    theirs.port === ours.port
  );
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

// --- the token of a program

/**
 * The secret in `Authorization: Bearer ...`, or null. Another scheme is none of ours (a proxy in front may ask for a password of its
 * own). No page elsewhere can make a browser send this header, so a request that carries it needs no proof of where it comes from.
 */
export function bearerIn(authorization: string | undefined): string | null {
  const [scheme = '', ...rest] = (authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' ? rest.join(' ').trim() : null;
}

/** What a program is told beside a refusal (RFC 6750, 3): nothing more than the scheme when it sent no token. */
export function challenge(trouble: { readonly error: string; readonly sentence: string } | null): string {
  const realm = 'Bearer realm="Commonwork"';
  if (trouble === null) return realm;
  const sentence = trouble.sentence.replaceAll('"', "'").replace(/[^\x20-\x5b\x5d-\x7e]/g, '');
  return `${realm}, error="${trouble.error}", error_description="${sentence}"`;
}

// --- the session cookie

/** Over https the prefix binds the cookie to exactly this host; without it cookies do not know ports, so the name says ours. */
export function sessionCookieName(baseUrl: string): string {
  if (isHttps(baseUrl)) return '__Host-commonwork';
  return `commonwork-${new URL(baseUrl).port || '80'}`;
}

/** Beside the session: by it a browser is known again that comes back from an authenticator or a sign-in provider. */
export function browserCookieName(baseUrl: string): string {
  return `${sessionCookieName(baseUrl)}-browser`;
}

export function sessionCookieOptions(baseUrl: string, expires: Instant): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(baseUrl), expires };
}
