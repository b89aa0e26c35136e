/** Secrets that a person carries for us: session cookies, one-time links, tokens for the API. We keep only their digest. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** 256 random bits, safe in an address and in a cookie. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** A token for the API: the beginning says what it is, to people and to the programs that look for lost secrets in repositories. */
export function newApiSecret(): string {
  return `cw_${newToken()}`;
}

/** What is stored of a token. The token is random and long, so one round of SHA-256 is enough. */
export function tokenDigest(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** A digest by which attempts are counted without keeping whose they were; the purpose keeps lists from being joined. */
export function countingKey(purpose: 'account' | 'address', subject: string): Buffer {
  return createHash('sha256').update(`${purpose}\n${subject}`, 'utf8').digest();
}

/** A secret that follows from another one and from what it is for: it need not be kept to be known again. */
export function derivedToken(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose, 'utf8').digest('base64url');
}
