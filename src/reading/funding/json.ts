/**
 * JSON of funding files, with the line of everything in it. Numbers stay the digits that were written, since an amount of money
 * never becomes a floating number; keys stay in maps, so that `__proto__` is a key like any other; a key that stands twice is
 * told, since readers disagree about which of the two counts. One pass; wrong text is a value, never thrown.
 */

export type Tree =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'number'; readonly literal: string; readonly line: number }
  | { readonly kind: 'flag'; readonly flag: boolean; readonly line: number }
  | { readonly kind: 'nothing'; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly line: number }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Tree>; readonly line: number };

/** A value without its place in a file: what is kept of keys that nothing knows. */
export type Json = null | boolean | string | JsonNumber | readonly Json[] | ReadonlyMap<string, Json>;

/** The digits as written. */
export interface JsonNumber {
  readonly literal: string;
}

export interface JsonProblem {
  readonly line: number;
  readonly path: string;
  readonly value: string;
  readonly what: string;
}

/** A manifest has five levels, codemeta somewhat more. */
export const MOST_LEVELS = 24;

const MOST_REPEATED = 20;

/** `tree` is null when the text is not JSON; `problems` then says why. Keys that stand twice are problems beside a tree. */
export function readJson(source: string): { readonly tree: Tree | null; readonly problems: readonly JsonProblem[] } {
  const reader = new Reader(source);
  try {
    const tree = reader.document();
    return { tree, problems: reader.repeated };
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return { tree: null, problems: [{ line: error.line, path: error.path, value: '', what: error.message }] };
  }
}

export function plainOf(tree: Tree): Json {
  switch (tree.kind) {
    case 'text':
      return tree.text;
    case 'number':
      return { literal: tree.literal };
    case 'flag':
      return tree.flag;
    case 'nothing':
      return null;
    case 'list':
      return tree.items.map(plainOf);
    case 'object':
      return new Map([...tree.entries].map(([key, value]) => [key, plainOf(value)]));
    default:
      return tree satisfies never;
  }
}

/** The text of a value, two spaces a level, or null where it goes deeper than a reader follows or a number is none. */
export function writeJson(value: Json, indent = '', level = 0): string | null {
  if (level > MOST_LEVELS) return null;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts: string[] = [];
  if (isList(value)) {
    for (const item of value) {
      const text = writeJson(item, inner, level + 1);
      if (text === null) return null;
      parts.push(`${inner}${text}`);
    }
    return parts.length === 0 ? '[]' : `[\n${parts.join(',\n')}\n${indent}]`;
  }
  if (!isObject(value)) return WHOLE_NUMBER.test(value.literal) ? value.literal : null;
  for (const [key, one] of value) {
    const text = writeJson(one, inner, level + 1);
    if (text === null) return null;
    parts.push(`${inner}${JSON.stringify(key)}: ${text}`);
  }
  return parts.length === 0 ? '{}' : `{\n${parts.join(',\n')}\n${indent}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Exclude<Json, readonly Json[]>): value is ReadonlyMap<string, Json> {
  return value instanceof Map;
}

/** `$.funding.plans[0]`, with `["..."]` around keys that are no plain word. */
export function pathOf(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  return /^[A-Za-z_$@][\w$@-]{0,60}$/.test(key) ? `${parent}.${key}` : `${parent}[${JSON.stringify(key.slice(0, 60))}]`;
}

class NotJson extends Error {
  readonly line: number;
  readonly path: string;

  constructor(line: number, path: string, message: string) {
    super(message);
    this.line = line;
    this.path = path;
  }
}

const WHOLE_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORD = /true|false|null/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]+/y;
const LONGEST_NUMBER = 400;

class Reader {
  readonly repeated: JsonProblem[] = [];
  readonly #source: string;
  #at = 0;
  #line = 1;

  constructor(source: string) {
    this.#source = source;
  }

  document(): Tree {
    const tree = this.#value('$', 0);
    this.#skip();
    if (this.#at < this.#source.length) this.#fail('$');
    return tree;
  }

  #value(path: string, level: number): Tree {
    this.#skip();
    const line = this.#line;
    if (level > MOST_LEVELS)
      throw new NotJson(
        line,
        path,
        `Lists and objects stand in one another more than ${MOST_LEVELS} deep. Take some away.`,
      );
    switch (this.#source[this.#at]) {
      case '{':
        return this.#object(path, level, line);
      case '[':
        return this.#list(path, level, line);
      case '"':
        return { kind: 'text', text: this.#string(path), line };
      default:
        return this.#simple(path, line);
    }
  }

  #list(path: string, level: number, line: number): Tree {
    const items: Tree[] = [];
    this.#at++;
    this.#skip();
    if (this.#took(']')) return { kind: 'list', items, line };
    do items.push(this.#value(pathOf(path, items.length), level + 1));
    while (this.#goesOn(path, ']'));
    return { kind: 'list', items, line };
  }

  #object(path: string, level: number, line: number): Tree {
    const entries = new Map<string, Tree>();
    this.#at++;
    this.#skip();
    if (this.#took('}')) return { kind: 'object', entries, line };
    do {
      this.#skip();
      const keyLine = this.#line;
      const key = this.#source[this.#at] === '"' ? this.#string(path) : this.#fail(path);
      const own = pathOf(path, key);
      if (entries.has(key) && this.repeated.length < MOST_REPEATED) {
        const what =
          'This key stands here twice, and readers disagree about which one counts. Take one of the two away.';
        this.repeated.push({ line: keyLine, path: own, value: key, what });
      }
      this.#skip();
      if (!this.#took(':')) this.#fail(own);
      entries.set(key, this.#value(own, level + 1));
    } while (this.#goesOn(path, '}'));
    return { kind: 'object', entries, line };
  }

  /** Whether a comma follows rather than the end of the list or object. */
  #goesOn(path: string, end: string): boolean {
    this.#skip();
    if (this.#took(',')) return true;
    if (!this.#took(end)) this.#fail(path);
    return false;
  }

  #string(path: string): string {
    const from = this.#at++;
    while (this.#source[this.#at] !== '"') {
      PLAIN.lastIndex = this.#at;
      if (PLAIN.test(this.#source)) this.#at = PLAIN.lastIndex;
      else if (this.#source[this.#at] === '\\') this.#at += 2;
      else throw new NotJson(this.#line, path, UNCLOSED);
      if (this.#at >= this.#source.length) throw new NotJson(this.#line, path, UNCLOSED);
    }
    this.#at++;
    try {
      return JSON.parse(this.#source.slice(from, this.#at)) as string;
    } catch {
      throw new NotJson(this.#line, path, 'This is not JSON: a backslash stands before something that needs none.');
    }
  }

  #simple(path: string, line: number): Tree {
    const word = this.#matched(WORD);
    if (word === 'null') return { kind: 'nothing', line };
    if (word !== null) return { kind: 'flag', flag: word === 'true', line };
    const literal = this.#matched(NUMBER) ?? this.#fail(path);
    if (literal.length > LONGEST_NUMBER)
      throw new NotJson(line, path, `A number of ${literal.length} digits stands here. Write a shorter one.`);
    return { kind: 'number', literal, line };
  }

  #matched(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
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

  #fail(path: string): never {
    const what =
      this.#at >= this.#source.length
        ? 'This is not JSON: the text ends too early. Close what is still open.'
        : 'This is not JSON: look for a comma, quotation mark or bracket too few or too many, or a comment.';
    throw new NotJson(this.#line, path, what);
  }
}

const UNCLOSED = 'This is not JSON: a quotation mark is opened here and not closed on its line.';
