/** Bare web addresses in running text, found without regular expressions. */

/** Where a bare address that begins at `from` ends: before white space, brackets and closing punctuation. */
export function endOfAddress(text: string, from: number, limit: number): number {
  let end = from;
  let round = 0;
  let square = 0;
  while (end < limit) {
    const c = text.charCodeAt(end);
    if (c <= 0x20 || c === 0x3c || c === 0x3e || c === 0x22 || c === 0x60) break;
    if (c === 0x7b || c === 0x7d || c === 0x7c || c === 0x5c) break;
    if (c === 0x28) round += 1;
    else if (c === 0x5b) square += 1;
    else if (c === 0x29 && --round < 0) break;
    else if (c === 0x5d && --square < 0) break;
    end += 1;
  }
  while (end > from && isClosing(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

/** `.`, `,`, `;`, `:`, `!`, `?`, `'`, `*`, `_` at the end of an address belong to the sentence. */
function isClosing(c: number): boolean {
  return (
    c === 0x2e ||
    c === 0x2c ||
    c === 0x3b ||
    c === 0x3a ||
    c === 0x21 ||
    c === 0x3f ||
    c === 0x27 ||
    c === 0x2a ||
    c === 0x5f ||
    c === 0x7e
  );
}

/** Where the scheme of an address starts whose colon is at `colon`, or -1 when `://` of http or https is not there. */
export function startOfAddress(text: string, colon: number): number {
  if (text.charCodeAt(colon + 1) !== 0x2f || text.charCodeAt(colon + 2) !== 0x2f) return -1;
  if (text.startsWith('https', colon - 5)) return colon - 5;
  if (text.startsWith('http', colon - 4)) return colon - 4;
  return -1;
}
