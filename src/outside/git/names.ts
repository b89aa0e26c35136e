/** File names as git keeps them: bytes. */

/**
 * A name as text. Valid UTF-8 stays as it is; every other byte becomes `\xHH`, and a backslash that would read
 * as such an escape becomes `\x5c`, so that `pathBytes` gives back the very bytes.
 */
export function decodeName(bytes: Buffer, from = 0, to = bytes.length): string {
  let ascii = true;
  let backslash = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x80) ascii = false;
    else if (byte === 0x5c) backslash = true;
  }
  if (ascii && !backslash) return bytes.toString('latin1', from, to);
  const text = bytes.toString('utf8', from, to);
  const valid = ascii || (!text.includes('\ufffd') ? true : Buffer.from(text, 'utf8').equals(bytes.subarray(from, to)));
  if (valid) return backslash ? text.replace(LOOKS_ESCAPED, '\\x5c') : text;
  return escapeInvalid(bytes.subarray(from, to));
}

/** The bytes of a path that `decodeName` made. */
export function pathBytes(path: string): Buffer {
  if (!path.includes('\\x')) return Buffer.from(path, 'utf8');
  const parts: Buffer[] = [];
  let rest = 0;
  for (const found of path.matchAll(ESCAPE)) {
    parts.push(Buffer.from(path.slice(rest, found.index), 'utf8'), Buffer.from(found[1]!, 'hex'));
    rest = found.index + 4;
  }
  parts.push(Buffer.from(path.slice(rest), 'utf8'));
  return Buffer.concat(parts);
}

const LOOKS_ESCAPED = /\\(?=x[0-9a-f]{2})/g;
const ESCAPE = /\\x([0-9a-f]{2})/g;

function escapeInvalid(bytes: Buffer): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    const taken = Math.max(length, 1);
    if (length === 0) text += `\\x${bytes[at]!.toString(16).padStart(2, '0')}`;
    else if (bytes[at] === 0x5c && /^x[0-9a-f]{2}$/.test(bytes.toString('latin1', at + 1, at + 4))) text += '\\x5c';
    else text += bytes.toString('utf8', at, at + length);
    at += taken;
  }
  return text;
}

/** How many bytes the UTF-8 character at this place has; 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  const slice = bytes.subarray(at, at + length);
  return Buffer.from(slice.toString('utf8', 0, length), 'utf8').equals(slice) ? length : 0;
}

/** Whether a name is not fit to be shown as it is. */
export function isOddName(name: string): boolean {
  return ODD.test(name) || name === '' || name === '.' || name === '..' || name.includes('/');
}

const ODD =
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]|\\x[0-9a-f]{2}|^\s|\s$/;
