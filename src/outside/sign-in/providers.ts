/**
 * Sign-in by another place (OpenID Connect, code flow with PKCE, state and nonce). The provider is named in the settings and trusted with
 * addresses of its own; how long it may take and how much it may say is ours to limit.
 */
import type { ServerMetadata } from 'openid-client';
import type { Instant } from '../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../kernel/refusal.ts';
import { cleanLine, shorten } from '../../kernel/text.ts';
import type { SignInProvider } from './doors.ts';
import { derivedToken } from './tokens.ts';

/** A provider and what it says of itself. */
export interface FoundProvider {
  readonly provider: SignInProvider;
  readonly server: ServerMetadata;
}

/** Who the provider says somebody is. */
export interface SaidIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Only when the provider says that the person reads it. */
  readonly mail: string | null;
  /** To know the account by. */
  readonly label: string | null;
}

export type ProviderRefusal = 'provider-unreachable' | 'provider-said-no' | 'provider-not-believed';

const TIMEOUT_SECONDS = 10;
const LARGEST_ANSWER_BYTES = 1024 * 1024;
const FOUND_FOR_MS = 10 * 60_000;
/** Clocks differ. */
const TOLERATED_SECONDS = 30;
const LONGEST_SUBJECT = 255;
const LONGEST_LABEL = 80;

const found = new Map<string, { readonly at: number; readonly provider: FoundProvider }>();

/** Asks the provider where its doors are; the answer is good for ten minutes. */
export async function findProvider(
  provider: SignInProvider,
  now: Instant,
): Promise<Outcome<FoundProvider, ProviderRefusal>> {
  const key = `${provider.issuer} ${provider.clientId}`;
  const known = found.get(key);
  if (known !== undefined && Math.abs(now.getTime() - known.at) < FOUND_FOR_MS) return done(known.provider);
  const { allowInsecureRequests, customFetch, discovery } = await import('openid-client');
  try {
    const config = await discovery(new URL(provider.issuer), provider.clientId, provider.clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      [customFetch]: limitedFetch,
      execute: isOpen(provider) ? [allowInsecureRequests] : [],
    });
    const answer = { provider, server: { ...config.serverMetadata() } };
    found.set(key, { at: now.getTime(), provider: answer });
    return done(answer);
  } catch (error) {
    return refuse('provider-unreachable', { provider: provider.name, trouble: troubleIn(error) });
  }
}

interface Begun {
  /** Where the provider sends the browser back to. */
  readonly back: string;
  readonly state: string;
  /** The secret in the browser's cookie: what only this browser can answer with follows from it. */
  readonly browserToken: string;
}

/** Where the browser goes to say who it belongs to. */
export async function addressAtProvider(at: FoundProvider, { back, state, browserToken }: Begun): Promise<string> {
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
  const address = buildAuthorizationUrl(await configuration(at, null), {
    redirect_uri: back,
    response_type: 'code',
    scope: 'openid email profile',
    state,
    nonce: nonceOf(browserToken, state),
    code_challenge: await calculatePKCECodeChallenge(verifierOf(browserToken, state)),
    code_challenge_method: 'S256',
  });
  return address.href;
}

/** What the browser came back with, taken to the provider and checked: signature, issuer, audience, nonce, times. */
export async function identityFromReturn(
  at: FoundProvider,
  { back, state, browserToken }: Begun,
  query: URLSearchParams,
  now: Instant,
): Promise<Outcome<SaidIdentity, ProviderRefusal>> {
  const { authorizationCodeGrant, fetchUserInfo } = await import('openid-client');
  try {
    const config = await configuration(at, now);
    const tokens = await authorizationCodeGrant(config, new URL(`${back}?${query.toString()}`), {
      expectedState: state,
      expectedNonce: nonceOf(browserToken, state),
      pkceCodeVerifier: verifierOf(browserToken, state),
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || claims.sub === '' || claims.sub.length > LONGEST_SUBJECT) {
      return refuse('provider-not-believed', { provider: at.provider.name, trouble: 'no subject' });
    }
    // Many say the mail address only when they are asked for it apart.
    const asksApart = claims['email'] === undefined && at.server.userinfo_endpoint !== undefined;
    const said = asksApart ? await fetchUserInfo(config, tokens.access_token, claims.sub) : claims;
    const mail = typeof said['email'] === 'string' ? cleanLine(said['email']) : null;
    const isRead = said['email_verified'] === true;
    return done({
      issuer: claims.iss,
      subject: claims.sub,
      mail: isRead && mail !== null && mail.length <= 254 ? mail : null,
      label: labelIn([mail, said['preferred_username'], said['name']]),
    });
  } catch (error) {
    return refuse(kindOf(error), { provider: at.provider.name, trouble: troubleIn(error) });
  }
}

function labelIn(candidates: readonly unknown[]): string | null {
  const label = candidates.find((one): one is string => typeof one === 'string' && cleanLine(one) !== '');
  return label === undefined ? null : shorten(cleanLine(label), LONGEST_LABEL);
}

function nonceOf(browserToken: string, state: string): string {
  return derivedToken(browserToken, `nonce\n${state}`);
}

function verifierOf(browserToken: string, state: string): string {
  return derivedToken(browserToken, `verifier\n${state}`);
}

/** Time is passed in: what the library takes for now is moved to it. */
async function configuration({ provider, server }: FoundProvider, now: Instant | null) {
  const client = await import('openid-client');
  const skew = now === null ? 0 : Math.round((now.getTime() - Date.now()) / 1000);
  const metadata = { [client.clockSkew]: skew, [client.clockTolerance]: TOLERATED_SECONDS };
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const auth = methods.includes('client_secret_post') ? client.ClientSecretPost : client.ClientSecretBasic;
  const config = new client.Configuration(server, provider.clientId, metadata, auth(provider.clientSecret));
  config.timeout = TIMEOUT_SECONDS;
  config[client.customFetch] = limitedFetch;
  if (isOpen(provider)) client.allowInsecureRequests(config);
  // The signature is checked although the token comes straight from the provider: a proxy between may be somebody else's.
  client.enableNonRepudiationChecks(config);
  return config;
}

/** The settings let only this machine's own provider go without TLS. */
function isOpen({ issuer }: SignInProvider): boolean {
  return issuer.startsWith('http:');
}

/** No further than where it was sent, and no more than a megabyte. */
async function limitedFetch(url: string, options: object): Promise<Response> {
  const answer = await fetch(url, { ...(options as RequestInit), redirect: 'error' });
  const parts: Uint8Array[] = [];
  let size = 0;
  if (answer.body !== null) {
    for await (const part of answer.body as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      if (size > LARGEST_ANSWER_BYTES) throw new TypeError('the answer is too large');
      parts.push(part);
    }
  }
  const hasBody = ![204, 205, 304].includes(answer.status);
  return new Response(hasBody ? Buffer.concat(parts) : null, { status: answer.status, headers: answer.headers });
}

/** The provider said that it will not say; or it could not be asked; or what it said is not what it should be. */
function kindOf(error: unknown): ProviderRefusal {
  if (error instanceof Error && error.name === 'AuthorizationResponseError') return 'provider-said-no';
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'OAUTH_TIMEOUT' || error instanceof TypeError) return 'provider-unreachable';
  return 'provider-not-believed';
}

/** For whoever runs the instance: the code of what is wrong, never a text that came from outside. */
function troubleIn(error: unknown): string {
  const named = error instanceof Error && 'error' in error ? error.error : null;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  for (const one of [named, code]) if (typeof one === 'string' && /^\w{1,60}$/.test(one)) return one;
  return 'no answer';
}
