/**
 * JSON with the line of everything in it, and the line of what is wrong with it: neither is kept by the runtime's own reader, which
 * reads here what stands between two quotation marks. One pass.
 */
import { keyOf, MOST_LEVELS, TOO_DEEP, type Key, type Tree } from './keys.ts';
import type { Problems } from './problems.ts';

export function readJson(source: string, problems: Problems): Tree | null {
  const reader = new Reader(source);
  try {
    const tree = reader.document();
    for (const { line, what } of reader.remarks) problems.add(line, what);
    return problems.any ? null : (tree ?? { kind: 'text', text: '', line: 1 });
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    problems.add(error.line, error.message);
    return null;
  }
}

class NotJson extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const SIMPLE = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]+/y;

class Reader {
  readonly remarks: { readonly line: number; readonly what: string }[] = [];
  readonly #source: string;
  #at = 0;
  #line = 1;

  constructor(source: string) {
    this.#source = source;
  }

  document(): Tree | null {
    const tree = this.#value(0);
    this.#skip();
    if (this.#at < this.#source.length) this.#fail();
    return tree;
  }

  /** Null for null. */
  #value(depth: number): Tree | null {
    this.#skip();
    const line = this.#line;
    if (depth > MOST_LEVELS) throw new NotJson(line, TOO_DEEP);
    switch (this.#source[this.#at]) {
      case '{':
        return this.#map(depth, line);
      case '[':
        return this.#list(depth, line);
      case '"':
        return { kind: 'text', text: this.#string(), line };
      default:
        return this.#simple(line);
    }
  }

  #list(depth: number, line: number): Tree {
    const items: Tree[] = [];
    this.#at++;
    this.#skip();
    if (this.#took(']')) return { kind: 'list', items, line };
    do items.push(this.#value(depth + 1) ?? { kind: 'text', text: '', line: this.#line });
    while (this.#goesOn(']'));
    return { kind: 'list', items, line };
  }

  #map(depth: number, line: number): Tree {
    const entries = new Map<string, Tree>();
    const keys: Key[] = [];
    const seen = new Set<string>();
    this.#at++;
    this.#skip();
    if (this.#took('}')) return { kind: 'map', entries, keys, line };
    do {
      this.#skip();
      const key = keyOf(this.#source[this.#at] === '"' ? this.#string() : this.#fail(), this.#line);
      if (seen.has(key.name)) this.remarks.push({ line: key.line, what: `“${key.shown}” stands here twice.` });
      seen.add(key.name);
      keys.push(key);
      this.#skip();
      if (!this.#took(':')) this.#fail();
      const value = this.#value(depth + 1);
      if (value !== null) entries.set(key.name, value);
    } while (this.#goesOn('}'));
    return { kind: 'map', entries, keys, line };
  }

  /** Whether a comma follows rather than the end of the list or map. */
  #goesOn(end: string): boolean {
    this.#skip();
    if (this.#took(',')) return true;
    if (!this.#took(end)) this.#fail();
    return false;
  }

  #string(): string {
    const from = this.#at++;
    while (this.#source[this.#at] !== '"') {
      PLAIN.lastIndex = this.#at;
      if (PLAIN.test(this.#source)) this.#at = PLAIN.lastIndex;
      else if (this.#source[this.#at] === '\\') this.#at += 2;
      else if (this.#at < this.#source.length) throw new NotJson(this.#line, UNCLOSED);
      if (this.#at >= this.#source.length) throw new NotJson(this.#line, UNCLOSED);
    }
    this.#at++;
    try {
      return JSON.parse(this.#source.slice(from, this.#at)) as string;
    } catch {
      throw new NotJson(this.#line, 'This is not valid JSON. A backslash stands here for nothing that is known.');
    }
  }

  #simple(line: number): Tree | null {
    SIMPLE.lastIndex = this.#at;
    const text = SIMPLE.exec(this.#source)?.[0];
    if (text === undefined) return this.#fail();
    this.#at += text.length;
    return text === 'null' ? null : { kind: 'text', text, line };
  }

  #skip(): void {
    for (;;) {
      const sign = this.#source[this.#at];
      if (sign === '\n') this.#line++;
      else if (sign !== ' ' && sign !== '\t' && sign !== '\r') return;
      this.#at++;
    }
  }

  #took(sign: string): boolean {
    if (this.#source[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #fail(): never {
    const what =
      this.#at >= this.#source.length
        ? 'The text ends too early.'
        : 'Look for a comma, quotation mark or bracket too few or too many.';
    throw new NotJson(this.#line, `This is not valid JSON. ${what}`);
  }
}

const UNCLOSED = 'This is not valid JSON. A quotation mark is opened here and not closed on its line.';
