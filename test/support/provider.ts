/** A sign-in provider on this machine, with keys of its own: says what a test wants it to say, honestly or not. */
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import type { SignInProvider } from '../../src/outside/sign-in/index.ts';

/** Who says yes at the provider, and what is wrong with its answer. */
export interface Says {
  readonly subject?: string;
  readonly mail?: string | null;
  readonly mailIsVerified?: boolean;
  /** The address is said only by the user info endpoint. */
  readonly mailApart?: boolean;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed with a key that the provider does not publish. */
  readonly forged?: boolean;
  readonly unsigned?: boolean;
  /** The person says no. */
  readonly error?: string;
  /** The token endpoint: an answer without end, or none. */
  readonly token?: 'endless' | 'silent-error' | 'elsewhere';
}

export interface FakeProvider extends SignInProvider {
  says: Says;
  /** What time it is there. */
  now: () => Date;
  /** How often codes were brought. */
  codesBrought: number;
  /** As the person's browser: opens the address and comes back with where it is sent. */
  visit(address: string): Promise<URL>;
}

interface Issued {
  readonly nonce: string;
  readonly challenge: string;
  readonly back: string;
  isUsed: boolean;
}

/** For a test file; closed after its last test. */
export async function fakeProvider(key = 'example-id'): Promise<FakeProvider> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const codes = new Map<string, Issued>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  afterAll(() => new Promise((closed) => server.close(closed)));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider: FakeProvider = {
    key,
    name: 'Example ID',
    issuer,
    clientId: 'commonwork & co',
    clientSecret: 'a secret: %&+',
    says: {},
    now: () => new Date(),
    codesBrought: 0,
    async visit(address) {
      const sent = await fetch(address, { redirect: 'manual', headers: { accept: 'text/plain' } });
      return new URL(sent.headers.get('location') ?? '');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(response, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          userinfo_endpoint: `${issuer}/user`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          authorization_response_iss_parameter_supported: true,
        });
      case '/keys': {
        const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
        return json(response, { keys: [{ ...jwk, kid: 'one', use: 'sig', alg: 'RS256' }] });
      }
      case '/authorize':
        return authorize(url.searchParams, request, response);
      case '/token':
        return token(new URLSearchParams(await bodyOf(request)), request, response);
      case '/user': {
        const { subject = 'subject-1', mail = 'ana.example@example.org', mailIsVerified = true } = provider.says;
        return json(response, { sub: subject, email: mail, email_verified: mailIsVerified });
      }
      default:
        response.writeHead(404).end();
    }
  }

  function authorize(query: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    const back = query.get('redirect_uri') ?? '';
    const code = randomBytes(16).toString('hex');
    const { nonce = '', code_challenge: challenge = '' } = Object.fromEntries(query);
    codes.set(code, { nonce, challenge, back, isUsed: false });
    const { error } = provider.says;
    const answer = new URLSearchParams({ state: query.get('state') ?? '', iss: issuer });
    answer.set(error === undefined ? 'code' : 'error', error ?? code);
    const to = `${back}?${answer.toString()}`;
    if (request.headers.accept?.includes('html') !== true) {
      response.writeHead(302, { location: to }).end();
      return;
    }
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<!doctype html><html lang="en"><title>Example ID</title><link rel="icon" href="data:,">` +
          `<h1>Example ID</h1><p><a href="${to.replaceAll('&', '&amp;')}">Let Commonwork know who I am</a></p></html>`,
      );
  }

  function token(form: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    provider.codesBrought += 1;
    if (provider.says.token === 'silent-error') return void request.socket.destroy();
    if (provider.says.token === 'elsewhere') return void response.writeHead(307, { location: '/keys' }).end();
    if (provider.says.token === 'endless') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`{"x":"${'x'.repeat(2_000_000)}"}`);
      return;
    }
    const issued = codes.get(form.get('code') ?? '');
    const brought = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const [id, secret] = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64')
      .toString('utf8')
      .split(':')
      .map((one) => new URLSearchParams(`x=${one}`).get('x'));
    if (id !== provider.clientId || secret !== provider.clientSecret) {
      return json(response, { error: 'invalid_client' }, 401);
    }
    if (
      issued === undefined ||
      issued.isUsed ||
      issued.challenge !== brought ||
      issued.back !== form.get('redirect_uri')
    ) {
      return json(response, { error: 'invalid_grant' }, 400);
    }
    issued.isUsed = true;
    json(response, { access_token: 'access', token_type: 'Bearer', id_token: idToken(issued.nonce) });
  }

  function idToken(nonce: string): string {
    const {
      subject = 'subject-1',
      mail = 'ana.example@example.org',
      mailIsVerified = true,
      says,
    } = {
      ...provider.says,
      says: provider.says,
    };
    const seconds = Math.floor(provider.now().getTime() / 1000);
    const aboutMail = says.mailApart === true || mail === null ? {} : { email: mail, email_verified: mailIsVerified };
    const claims = {
      iss: issuer,
      aud: provider.clientId,
      sub: subject,
      nonce,
      iat: seconds,
      exp: seconds + 300,
      ...aboutMail,
      ...says.claims,
    };
    const header = says.unsigned === true ? { alg: 'none' } : { alg: 'RS256', kid: 'one' };
    const signed = `${part(header)}.${part(claims)}`;
    const signer: KeyObject = says.forged === true ? stranger : privateKey;
    const signature = says.unsigned === true ? '' : sign('sha256', Buffer.from(signed), signer).toString('base64url');
    return `${signed}.${signature}`;
  }

  return provider;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const one of request) parts.push(one as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
