/** Cutting at the end of a text. `/[:.\s]+$/` looks at every run of blanks in the text again and again; this looks at the end only. */

/** Without the white space and the `signs` at its end. */
export function withoutEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && (signs.includes(text[end - 1]!) || text[end - 1]!.trim() === '')) end -= 1;
  return text.slice(0, end);
}

/** Without the characters at its end that `drops` names, whole code points. */
export function withoutEndWhile(text: string, drops: (character: string) => boolean): string {
  let end = text.length;
  while (end > 0) {
    const low = text.charCodeAt(end - 1);
    const from = low >= 0xdc00 && low < 0xe000 && end > 1 ? end - 2 : end - 1;
    if (!drops(text.slice(from, end))) break;
    end = from;
  }
  return text.slice(0, end);
}
