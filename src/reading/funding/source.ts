/** From the bytes of a funding file to its text, with the limits that every reader of one has. */

export interface SourceProblem {
  readonly what: string;
}

/** The text, or the sentence that says why there is none. */
export function textOf(source: string | Uint8Array, mostBytes: number): { readonly text: string } | SourceProblem {
  if (byteLength(source) > mostBytes) {
    const most = mostBytes.toLocaleString('en-GB');
    return { what: `The file has more than ${most} bytes, and nothing reads a larger one. Make it shorter.` };
  }
  if (typeof source === 'string') return { text: source };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(source) };
  } catch {
    return { what: 'The file is not written in UTF-8. Save it as UTF-8.' };
  }
}

export function byteLength(source: string | Uint8Array): number {
  return typeof source === 'string' ? Buffer.byteLength(source) : source.length;
}

/** Characters as JSON Schema counts them: code points. */
export function charactersIn(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) if (text.codePointAt(at)! > 0xffff) pairs++;
  return text.length - pairs;
}

/** Signs that nobody sees and that change how the rest is shown: control characters but line ends and tabs, overrides of direction, halves of a character. */
export function withoutHidden(text: string): string {
  const whole = text.isWellFormed() ? text : text.replace(/\p{Cs}/gu, '');
  return whole.replace(HIDDEN, '');
}

const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** An address of the web as readers of funding files take it: http or https, a host, no blanks, percent signs only before two digits. */
export function webAddress(text: string): URL | null {
  if (!/^https?:\/\/[^\s\\]+$/.test(text) || /%(?![0-9a-f]{2})/i.test(text)) return null;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.hostname === '' ? null : url;
}
