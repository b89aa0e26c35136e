import { cleanLine, shorten } from '../../kernel/text.ts';
import type { CommitInfo } from './types.ts';

export interface ReadCommit {
  readonly info: CommitInfo;
  readonly tree: string;
  readonly parents: readonly string[];
}

/** A commit object. Old and hostile ones lack headers or carry impossible dates: those become the year 1970, never an error. */
export function readCommit(id: string, bytes: Buffer): ReadCommit {
  const { headers, message } = split(bytes);
  const text = decoder(one(headers, 'encoding'));
  const author = readSignature(one(headers, 'author'), text);
  const committer = readSignature(one(headers, 'committer'), text);
  return {
    info: {
      id,
      date: committer.at,
      authorDate: author.at,
      author: author.name,
      subject: subjectOf(text(message)),
    },
    tree: one(headers, 'tree')?.toString('latin1') ?? '',
    parents: headers.filter(([name]) => name === 'parent').map(([, value]) => value.toString('latin1')),
  };
}

/** An annotated tag: what it names and when it was made; null for the oldest ones, which carry no date. */
export function readTag(bytes: Buffer): { readonly object: string; readonly date: Date | null } {
  const { headers } = split(bytes);
  const tagger = one(headers, 'tagger');
  return {
    object: one(headers, 'object')?.toString('latin1') ?? '',
    date: tagger === undefined ? null : readSignature(tagger, (value) => value.toString('utf8')).at,
  };
}

export function moment(seconds: number): Date {
  return Number.isFinite(seconds) && Math.abs(seconds) < 8.64e12 ? new Date(seconds * 1000) : new Date(0);
}

export function subjectOf(message: string): string {
  const end = message.indexOf('\n');
  return shorten(cleanLine((end === -1 ? message : message.slice(0, end)).slice(0, 2000)), 500);
}

export function authorName(raw: string): string {
  return shorten(cleanLine(raw.slice(0, 2000)), 200) || 'unknown';
}

type Header = readonly [name: string, value: Buffer];

function split(bytes: Buffer): { readonly headers: Header[]; readonly message: Buffer } {
  const headers: Header[] = [];
  let at = 0;
  while (at < bytes.length && bytes[at] !== 0x0a) {
    const found = bytes.indexOf(0x0a, at);
    const end = found === -1 ? bytes.length : found;
    const space = bytes.indexOf(0x20, at);
    // A line that starts with a space continues the one before (signatures): not needed here.
    if (space > at && space < end) headers.push([bytes.toString('latin1', at, space), bytes.subarray(space + 1, end)]);
    at = end + 1;
  }
  return { headers, message: bytes.subarray(Math.min(at + 1, bytes.length)) };
}

function one(headers: readonly Header[], name: string): Buffer | undefined {
  return headers.find(([header]) => header === name)?.[1];
}

/** `Name <mail> seconds zone` */
function readSignature(
  raw: Buffer | undefined,
  text: (bytes: Buffer) => string,
): { readonly name: string; readonly at: Date } {
  if (raw === undefined) return { name: 'unknown', at: new Date(0) };
  const mail = raw.indexOf(0x3c);
  const end = raw.lastIndexOf(0x3e);
  const seconds = /^ *(-?\d{1,15})/.exec(raw.toString('latin1', end + 1));
  return {
    name: authorName(text(mail === -1 ? raw : raw.subarray(0, mail))),
    at: seconds === null ? new Date(0) : moment(Number(seconds[1])),
  };
}

function decoder(encoding: Buffer | undefined): (bytes: Buffer) => string {
  if (encoding === undefined) return (bytes) => bytes.toString('utf8');
  try {
    const named = new TextDecoder(encoding.toString('latin1').slice(0, 40));
    return (bytes) => named.decode(bytes);
  } catch {
    return (bytes) => bytes.toString('utf8');
  }
}
