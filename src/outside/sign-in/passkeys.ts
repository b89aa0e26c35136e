/**
 * Passkeys, as WebAuthn has them: what a browser is asked, and whether its answer is good. Nothing here is kept. No attestation is asked
 * for, so none with certificates is read: whose make an authenticator is does not matter to us, and a chain of certificates is a lot of
 * foreign input.
 */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { siteName } from '../../kernel/site-name.ts';

/** A passkey as we keep it. */
export interface KeptPasskey {
  /** Base64url, as the browser names it. */
  readonly credential: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** How often it was used, as it says itself; 0 for ever with most that are copied between devices. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** It may live on several devices (a password manager's), and does. */
  readonly mayBeCopied: boolean;
  readonly isCopied: boolean;
}

export type AskToMakePasskey = PublicKeyCredentialCreationOptionsJSON;
export type AskForPasskey = PublicKeyCredentialRequestOptionsJSON;

/** What a browser sent: read no further than to see what it is about. */
export interface SentPasskey {
  readonly credential: string;
  readonly challenge: string;
  /** The id that we gave the account when the passkey was made, or null. */
  readonly account: string | null;
  readonly raw: unknown;
}

/** EdDSA, ES256 and RS256: what authenticators speak. Named, so that a new version of Node or of the library does not change the list. */
const ALGORITHMS = [-8, -7, -257];
const CEREMONY_MS = 5 * 60_000;
const LONGEST_SENT = 40_000;
const LONGEST_CREDENTIAL = 1400;

/** Asks for a new passkey that says by itself whose it is, so that nobody types an address to sign in. */
export async function askToMakePasskey(asked: {
  readonly baseUrl: string;
  readonly site: string;
  readonly account: string;
  readonly name: string;
  readonly mail: string;
  readonly known: readonly { readonly credential: string; readonly transports: readonly string[] }[];
  readonly challenge: string;
}): Promise<AskToMakePasskey> {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  return generateRegistrationOptions({
    rpName: asked.site,
    rpID: siteName(asked.baseUrl) ?? '',
    userID: bytesOf(asked.account.replaceAll('-', ''), 'hex'),
    userName: asked.mail,
    userDisplayName: asked.name,
    challenge: bytesOf(asked.challenge, 'base64url'),
    timeout: CEREMONY_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: [...ALGORITHMS],
    excludeCredentials: asked.known.map(({ credential, transports }) => ({
      id: credential,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'preferred' },
  });
}

/** Asks for any passkey of this site, or for one of those named. */
export async function askForPasskey(asked: {
  readonly baseUrl: string;
  readonly known: readonly { readonly credential: string; readonly transports: readonly string[] }[];
  readonly challenge: string;
}): Promise<AskForPasskey> {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  return generateAuthenticationOptions({
    rpID: siteName(asked.baseUrl) ?? '',
    challenge: bytesOf(asked.challenge, 'base64url'),
    timeout: CEREMONY_MS,
    allowCredentials: asked.known.map(({ credential, transports }) => ({
      id: credential,
      transports: [...transports],
    })),
    userVerification: 'preferred',
  });
}

/** What a form carried as the browser's answer; null when it is none. */
export function readSentPasskey(text: string): SentPasskey | null {
  if (text.length > LONGEST_SENT) return null;
  try {
    const raw = JSON.parse(text) as { id?: unknown; response?: { clientDataJSON?: unknown; userHandle?: unknown } };
    const client = raw.response?.clientDataJSON;
    if (typeof raw.id !== 'string' || typeof client !== 'string') return null;
    if (!/^[\w-]+$/.test(raw.id) || raw.id.length > LONGEST_CREDENTIAL) return null;
    const said = JSON.parse(Buffer.from(client, 'base64url').toString('utf8')) as { challenge?: unknown };
    if (typeof said.challenge !== 'string') return null;
    return { credential: raw.id, challenge: said.challenge, account: accountIn(raw.response?.userHandle), raw };
  } catch {
    return null;
  }
}

/** The new passkey, when the answer is one to this challenge, for this site; else null. */
export async function checkNewPasskey(sent: SentPasskey, baseUrl: string): Promise<KeptPasskey | null> {
  const rpID = siteName(baseUrl);
  if (rpID === null || (await carriesCertificates(sent))) return null;
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: sent.raw as RegistrationResponseJSON,
      expectedChallenge: sent.challenge,
      expectedOrigin: new URL(baseUrl).origin,
      expectedRPID: rpID,
      requireUserVerification: false,
      supportedAlgorithmIDs: [...ALGORITHMS],
    });
    if (registrationInfo === undefined) return null;
    const { credential, credentialDeviceType, credentialBackedUp } = registrationInfo;
    return {
      credential: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: transportsIn(sent.raw),
      mayBeCopied: credentialDeviceType === 'multiDevice',
      isCopied: credentialBackedUp,
    };
  } catch {
    return null; // the library says no by throwing, in words for programmers
  }
}

/** What the passkey says of itself now, when the answer to this challenge was made with its key; else null. */
export async function checkPasskey(
  sent: SentPasskey,
  kept: KeptPasskey,
  baseUrl: string,
): Promise<Pick<KeptPasskey, 'counter' | 'isCopied'> | null> {
  const rpID = siteName(baseUrl);
  if (rpID === null) return null;
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: sent.raw as AuthenticationResponseJSON,
      expectedChallenge: sent.challenge,
      expectedOrigin: new URL(baseUrl).origin,
      expectedRPID: rpID,
      requireUserVerification: false,
      // A counter that does not grow is not a wrong signature: `isPerhapsACopy` tells the two apart.
      credential: { id: kept.credential, publicKey: bytesOf(kept.publicKey, 'base64url'), counter: 0 },
    });
    return verified
      ? { counter: authenticationInfo.newCounter, isCopied: authenticationInfo.credentialBackedUp }
      : null;
  } catch {
    return null;
  }
}

/** A counter that went back, or stood still, means that two devices count: one of them may hold a stolen copy (WebAuthn 6.1.1). */
export function isPerhapsACopy(kept: number, said: number): boolean {
  return (kept > 0 || said > 0) && said <= kept;
}

async function carriesCertificates(sent: SentPasskey): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const { response } = sent.raw as { response?: { attestationObject?: unknown } };
  try {
    const decoded = decodeAttestationObject(bytesOf(String(response?.attestationObject), 'base64url'));
    // "packed" without certificates is what some browsers leave of an attestation when none was asked for.
    const isPlain = decoded.get('fmt') === 'none' || decoded.get('fmt') === 'packed';
    return !isPlain || decoded.get('attStmt').get('x5c') !== undefined;
  } catch {
    return true;
  }
}

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** A hint for the next time, in the browser's words; nothing else is kept of it. */
function transportsIn(raw: unknown): readonly string[] {
  const { response } = raw as { response?: { transports?: unknown } };
  const said: readonly unknown[] = Array.isArray(response?.transports) ? response.transports : [];
  return TRANSPORTS.filter((one) => said.includes(one));
}

function accountIn(handle: unknown): string | null {
  if (typeof handle !== 'string' || handle === '') return null;
  const hex = Buffer.from(handle, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function bytesOf(text: string, encoding: 'base64url' | 'hex'): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, encoding));
}
