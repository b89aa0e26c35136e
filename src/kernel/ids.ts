import { randomBytes } from 'node:crypto';
import type { Instant } from './dates.ts';

declare const noun: unique symbol;

/** A UUID that knows which noun it names: the id of a project is not the id of a round. */
export type Id<Noun extends string> = string & { readonly [noun]: Noun };

export type PersonId = Id<'person'>;
export type ActLinkId = Id<'act-link'>;
export type SessionId = Id<'session'>;
export type ProjectId = Id<'project'>;
export type RepositoryId = Id<'repository'>;
export type RoundId = Id<'round'>;
export type RunId = Id<'run'>;
export type CorrectionId = Id<'correction'>;
export type EventId = Id<'event'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let lastTime = 0;
let sameTime = 0;

/**
 * A UUID of version 7 (RFC 9562): sorts by the time passed in and, within one program and millisecond, by the order of the calls
 * (a counter of 12 bits, its method 1); 62 random bits.
 */
export function newId<Noun extends string>(now: Instant): Id<Noun> {
  sameTime = now.getTime() === lastTime ? (sameTime + 1) % 4096 : 0;
  lastTime = now.getTime();
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastTime, 0, 6);
  bytes.writeUInt16BE(0x7000 | sameTime, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Noun>;
}

/** The id in a path or form, or null when it is not a UUID. */
export function readId<Noun extends string>(text: string): Id<Noun> | null {
  const lower = text.toLowerCase();
  return UUID.test(lower) ? (lower as Id<Noun>) : null;
}
