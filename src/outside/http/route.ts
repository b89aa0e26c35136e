/** What an area's `web.ts` and `api.ts` declare: addresses with their permission and the function that answers. The entrance does the rest. */
import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Refusal, RefusalSheet } from '../../kernel/refusal.ts';
import type { Reach } from '../addresses/index.ts';
import type { Tx, Db } from '../database/index.ts';
import type { Doors } from '../sign-in/doors.ts';

export interface WebRequest {
  readonly actor: Actor;
  readonly now: Instant;
  /** Open for the length of the request: read-only for GET, changing for POST, rolled back when a refusal is answered. */
  readonly tx: Tx;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  /** Files of a multipart form, by field; a file field left empty is absent. */
  readonly files: Readonly<Record<string, UploadedFile>>;
  /** The address of the page itself, with its query. */
  readonly path: string;
  /** Who asks, for rate limits and session lists; behind a trusted proxy the client's own address. */
  readonly address: string;
  readonly agent: string;
  /** The secret of the session cookie, or null. */
  readonly sessionToken: string | null;
  /** The address under which people reach us, without a slash at the end. */
  readonly baseUrl: string;
  /** Which addresses the server may be sent to, as the settings say. */
  readonly reach: Reach;
  /** The secret by which this browser is known again when it comes back from an authenticator or a provider, or null. */
  readonly browserToken: string | null;
  readonly doors: Doors;
}

/** What a file field carried; its name and type are the browser's claims, its bytes are hostile. */
export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A cookie to set or, with null, to clear. */
export type SessionCookie = { readonly token: string; readonly expires: Instant } | null;

/** Kept by the browser for an hour, for `browserToken`. */
export type BrowserCookie = { readonly token: string };

export type Answer =
  | {
      readonly kind: 'page';
      readonly title: string;
      /** Which entry of the navigation is current. */
      readonly nav?: NavKey;
      readonly body: VNode;
      /** From 400 on, nothing that the request wrote is kept. */
      readonly status?: number;
      /** A form shown again because its verb refused: the status comes from the sheet, and what was written is kept only where the sheet says so. */
      readonly refused?: { readonly refusal: Refusal; readonly sheet: RefusalSheet<string> };
      /** Names of the small scripts the page is better with; every page works without. */
      readonly islands?: readonly string[];
      /** Without script, the page loads itself again after so many seconds (progress). */
      readonly refreshSeconds?: number;
      /** A letter or a sign-in page has no navigation. */
      readonly plain?: boolean;
    }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookie?: SessionCookie }
  | {
      readonly kind: 'file';
      readonly name: string | null;
      readonly type: string;
      readonly body: string | Buffer;
      readonly etag?: string;
    }
  | { readonly kind: 'json'; readonly status?: number; readonly body: unknown; readonly browser?: BrowserCookie }
  /** On to a site that the settings name, by way of a page that says so. */
  | {
      readonly kind: 'leave';
      readonly to: string;
      readonly siteName: string;
      readonly browser: BrowserCookie;
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal; readonly sheet: RefusalSheet<string> };

export type NavKey =
  | 'today'
  | 'offers'
  | 'survey'
  | 'projects'
  | 'people'
  | 'outbox'
  | 'journal'
  | 'how'
  | 'account'
  | 'rates'
  | 'brochures';

/** Without a transaction: slow work that has to read opens short ones of its own. */
export interface BeforeRequest extends Omit<WebRequest, 'tx'> {
  readonly db: Db;
}

/** One address of the web pages. */
export interface PageRoute {
  readonly method: 'GET' | 'POST';
  /** A pattern of `look/urls.ts`. */
  readonly path: string;
  readonly permission: Permission;
  /** The file of the action behind it, for the map; null for pages that only read. */
  readonly action: string | null;
  /** Slow work (names looked up, forges asked, documents set): after the roles were checked, before the transaction opens. */
  readonly before?: (request: BeforeRequest) => Promise<unknown>;
  /**
   * Another site sends people back here, which it can only do by GET: this one changes things all the same. Its verb itself must make
   * sure that this very browser was sent away before.
   */
  readonly comesFromElsewhere?: true;
  /** Typed by `pageRoute`: what `before` found comes second. */
  readonly answer: (request: WebRequest, found: never) => Promise<Answer>;
  /** At most so many requests a minute from one address (forms that send mail or check passwords). */
  readonly perMinute?: number;
  /** Also posted by programs that know no page of ours (RFC 8058): the secret in the address is the proof, and no session counts. */
  readonly postedFromElsewhere?: true;
  /** The largest body taken, for forms with files; 64 KB unless said. */
  readonly maxBytes?: number;
}

/** Declares a page that does outside work first, so that its handler sees the type of what was found. */
export function pageRoute<Found>(
  route: Omit<PageRoute, 'before' | 'answer'> & {
    readonly before: (request: BeforeRequest) => Promise<Found>;
    readonly answer: (request: WebRequest, found: Found) => Promise<Answer>;
  },
): PageRoute {
  return route;
}

/** Changes on this stream reach the browser as server-sent events; no transaction is held while it is open. */
export interface StreamRoute {
  readonly path: string;
  readonly permission: Permission;
  /** Called about twice a second with a fresh read: the state to send, and whether it is the last. Sent only when it differs. */
  readonly watch: (
    request: Omit<WebRequest, 'tx'>,
    db: Db,
  ) => Promise<{ readonly state: unknown; readonly last: boolean } | null>;
}

export interface ApiRequest<Query, Body> {
  readonly actor: Actor;
  readonly now: Instant;
  readonly tx: Tx;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly address: string;
  readonly agent: string;
  /** The secret of the session cookie, or null: always null when a token was sent. */
  readonly sessionToken: string | null;
  readonly baseUrl: string;
  readonly reach: Reach;
  readonly doors: Doors;
}

/** One operation of `/api/v1`; the OpenAPI document is made from these. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under `/api/v1`, with `:name` parameters. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly action: string | null;
  readonly perMinute?: number;
  readonly maxBytes?: number;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** Opened by a session and by no token, whatever its scope. */
  readonly sessionOnly?: true;
  /** As for pages: slow work with no transaction open. */
  readonly before?: (request: Omit<ApiRequest<never, never>, 'tx'> & { readonly db: Db }) => Promise<unknown>;
  /** Typed by `apiRoute` from the schemas above and from what `before` found. */
  readonly answer: (request: ApiRequest<never, never>, found: never) => Promise<Answer>;
}

/** Declares an API operation so that its handler sees the parsed types of its own schemas. */
export function apiRoute<Query extends z.ZodType, Body extends z.ZodType, Found = undefined>(
  route: Omit<ApiRoute, 'answer' | 'before' | 'query' | 'body'> & {
    readonly query?: Query;
    readonly body?: Body;
    readonly before?: (
      request: Omit<ApiRequest<z.output<Query>, z.output<Body>>, 'tx'> & { readonly db: Db },
    ) => Promise<Found>;
    readonly answer: (request: ApiRequest<z.output<Query>, z.output<Body>>, found: Found) => Promise<Answer>;
  },
): ApiRoute {
  return route;
}
