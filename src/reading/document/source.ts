/** From the bytes of a file to its text and lines, within limits, whatever the bytes are. */
import { LIMITS } from './tree.ts';
import type { Cut } from './tree.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
const western = new TextDecoder('windows-1252');

export interface Source {
  /** Without byte order mark; a lone carriage return is a space, so only line feeds end lines. */
  readonly text: string;
  readonly cuts: readonly Cut[];
}

/** The text of a file, cut at a line's end when it is longer than the limit. */
export function sourceOf(input: Uint8Array | string): Source {
  const { text, cut } = typeof input === 'string' ? cutText(input) : decode(input);
  const body = plainBreaks(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  return { text: body, cuts: cut ? [{ because: 'size', line: countLines(body) }] : [] };
}

/** Whether bytes are a picture, archive or program rather than text: a NUL near the beginning, as git decides it. */
export function isBinary(bytes: Uint8Array): boolean {
  if (utf16Of(bytes) !== null) return false;
  const end = Math.min(bytes.length, 8000);
  for (let i = 0; i < end; i++) if (bytes[i] === 0) return true;
  return false;
}

export function countLines(text: string): number {
  let lines = 0;
  let at = text.indexOf('\n');
  let after = 0;
  while (at >= 0) {
    lines += 1;
    after = at + 1;
    at = text.indexOf('\n', after);
  }
  return after < text.length ? lines + 1 : lines;
}

/** The lines without their ends; the text ends with a line feed or not, that makes no line more. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

function decode(bytes: Uint8Array): { text: string; cut: boolean } {
  const cut = bytes.length > LIMITS.bytes;
  const wide = utf16Of(bytes);
  if (wide !== null) {
    return { text: new TextDecoder(wide).decode(bytes.subarray(0, LIMITS.bytes & ~1)), cut };
  }
  const part = cut ? bytes.subarray(0, lastLineEnd(bytes)) : bytes;
  try {
    return { text: utf8.decode(part), cut };
  } catch {
    // Old documents are often Latin-1. One foreign byte must not make the rest unreadable.
    return { text: western.decode(part), cut };
  }
}

function lastLineEnd(bytes: Uint8Array): number {
  const at = bytes.lastIndexOf(0x0a, LIMITS.bytes - 1);
  if (at > 0) return at + 1;
  let end = LIMITS.bytes;
  while (end > LIMITS.bytes - 4 && (bytes[end]! & 0xc0) === 0x80) end -= 1;
  return end;
}

function cutText(text: string): { text: string; cut: boolean } {
  if (text.length <= LIMITS.bytes) return { text, cut: false };
  const at = text.lastIndexOf('\n', LIMITS.bytes - 1);
  return { text: text.slice(0, at > 0 ? at + 1 : LIMITS.bytes), cut: true };
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function plainBreaks(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', ' ') : text;
}
