/** Password hashes: argon2id with 19 MiB and two passes (OWASP's first choice), off the event loop. */
import type { Options } from '@node-rs/argon2';
import { newToken } from './tokens.ts';

/** The package's default algorithm is argon2id; the test reads it back from the hash. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  return hash(asTyped(password), COST);
}

/**
 * Whether the password is the one behind the hash. Without a hash (no such account, or one without a password) the same work is
 * done against a decoy, so that the time taken does not tell whether an account exists.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const { verify } = await import('@node-rs/argon2');
  const matches = await verify(stored ?? (await decoyHash()), asTyped(password));
  return matches && stored !== null;
}

let decoy: Promise<string> | null = null;

/** A hash of the same cost that no password opens. Made once, before the first comparison that needs it. */
export function decoyHash(): Promise<string> {
  decoy ??= hashPassword(newToken());
  return decoy;
}

/** The same keys give the same password whichever way a keyboard composes accents. */
function asTyped(password: string): string {
  return password.normalize('NFKC');
}
