/**
 * Proves that a regular expression takes linear time on every text, or tells the word that shows it may not.
 *
 * The expression becomes an automaton whose states are its characters and classes; a quantifier without an upper bound is a cycle,
 * a search that may begin anywhere a cycle over every character before it. After Weber and Seidl the number of runs a
 * backtracking engine may try on one text grows
 *   - exponentially when one state leads back to itself by one word in two ways,
 *   - polynomially when two different states p, q and one word lead from p to p, from p to q and from q to q.
 * Where the rest of the expression may be empty a run that arrives has matched, so nothing is tried again: such states are left out.
 * `\b` is followed exactly; what lookaround demands is not held against a run, which can only find too much, never too little.
 */

export interface Slow {
  readonly growth: 'exponential' | 'polynomial' | 'unknown';
  /** What repeats, or why nothing is known. */
  readonly by: string;
}

/** Null when `regexp` is linear. */
export function slownessOf(regexp: RegExp): Slow | null {
  let automaton: Automaton;
  try {
    automaton = automatonOf(regexp);
  } catch (error) {
    return { growth: 'unknown', by: error instanceof Error ? error.message : String(error) };
  }
  return exponential(automaton) ?? polynomial(automaton);
}

/* The expression's parts */

type Part =
  | { readonly kind: 'set'; readonly source: string }
  | { readonly kind: 'guard'; readonly guard: Guard }
  | { readonly kind: 'all'; readonly parts: readonly Part[] }
  | { readonly kind: 'any'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly min: number; readonly max: number };

type Guard = '^' | '$' | 'b' | 'B' | 'look';

class Parser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  parse(): Part {
    const part = this.alternatives();
    if (this.at < this.text.length) throw new Error(`unexpected ${this.text[this.at]!}`);
    return part;
  }

  private alternatives(): Part {
    const parts: Part[] = [this.sequence()];
    while (this.text[this.at] === '|') {
      this.at += 1;
      parts.push(this.sequence());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'any', parts };
  }

  private sequence(): Part {
    const parts: Part[] = [];
    while (this.at < this.text.length && this.text[this.at] !== '|' && this.text[this.at] !== ')') {
      parts.push(this.quantified(this.atom()));
    }
    return { kind: 'all', parts };
  }

  private atom(): Part {
    const { text } = this;
    const from = this.at;
    const c = text[from]!;
    this.at += 1;
    if (c === '^' || c === '$') return { kind: 'guard', guard: c };
    if (c === '(') return this.group();
    if (c === '[') {
      while (text[this.at] !== ']') this.at += text[this.at] === '\\' ? 2 : 1;
      this.at += 1;
    } else if (c === '\\') {
      const next = text[this.at]!;
      this.at += 1;
      if (next === 'b' || next === 'B') return { kind: 'guard', guard: next };
      if (/[1-9k]/.test(next)) throw new Error('a backreference');
      if (next === 'p' || next === 'P' || (next === 'u' && text[this.at] === '{'))
        this.at = text.indexOf('}', this.at) + 1;
      else if (next === 'u') this.at += 4;
      else if (next === 'x') this.at += 2;
    } else if (c.charCodeAt(0) >= 0xd800 && c.charCodeAt(0) < 0xdc00) this.at += 1;
    return { kind: 'set', source: text.slice(from, this.at) };
  }

  private group(): Part {
    const { text } = this;
    let isLook = false;
    if (text[this.at] === '?') {
      const mark = /^\?(?:[:=!]|<[=!]|<[a-z]+>)/i.exec(text.slice(this.at));
      if (mark === null) throw new Error('an unknown kind of group');
      isLook = mark[0] !== '?:' && !mark[0].endsWith('>');
      this.at += mark[0].length;
    }
    const inner = this.alternatives();
    this.at += 1;
    if (!isLook) return inner;
    if (isUnbounded(inner)) throw new Error('lookaround without a bound');
    return { kind: 'guard', guard: 'look' };
  }

  private quantified(part: Part): Part {
    const match = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.text.slice(this.at, this.at + 20));
    if (match === null) return part;
    this.at += match[0].length;
    const [, sign, low, comma, high] = match;
    const min = sign === '+' ? 1 : Number(low ?? 0);
    const max =
      sign === '?' ? 1 : sign !== undefined ? Infinity : comma === '' ? min : high === '' ? Infinity : Number(high);
    return { kind: 'repeat', part, min, max };
  }
}

function isUnbounded(part: Part): boolean {
  if (part.kind === 'repeat') return part.max === Infinity || isUnbounded(part.part);
  return (part.kind === 'all' || part.kind === 'any') && part.parts.some(isUnbounded);
}

/* The automaton */

interface Edge {
  readonly to: number;
  readonly guards: readonly Guard[];
}

interface Automaton {
  /** For each state the letters that lead into it. */
  readonly enters: readonly ReadonlySet<number>[];
  readonly edges: readonly (readonly Edge[])[];
  /** The state of a search that has not begun to match; null when the expression is bound to the beginning. */
  readonly search: number | null;
  /** One character for each class of characters that the expression treats alike. */
  readonly letters: readonly { readonly shown: string; readonly isWord: boolean }[];
}

interface Fragment {
  readonly first: Edge[];
  /** Positions that may end it, with what must hold behind them. */
  readonly last: { readonly from: number; readonly guards: readonly Guard[] }[];
  /** Ways through without a character. */
  readonly empty: (readonly Guard[])[];
}

const MOST_STATES = 30_000;

function automatonOf(regexp: RegExp): Automaton {
  const sources: string[] = [];
  const follow: Edge[][] = [];

  const build = (part: Part): Fragment => {
    switch (part.kind) {
      case 'set': {
        const state = sources.length;
        if (state > MOST_STATES) throw new Error('too large to prove');
        sources.push(part.source);
        follow.push([]);
        return { first: [{ to: state, guards: [] }], last: [{ from: state, guards: [] }], empty: [] };
      }
      case 'guard':
        return { first: [], last: [], empty: [[part.guard]] };
      case 'any': {
        const built = part.parts.map(build);
        return {
          first: built.flatMap((one) => one.first),
          last: built.flatMap((one) => one.last),
          empty: built.flatMap((one) => one.empty),
        };
      }
      case 'all':
        return part.parts.map(build).reduce((a, b) => join(a, b), { first: [], last: [], empty: [[]] });
      case 'repeat': {
        let whole: Fragment = { first: [], last: [], empty: [[]] };
        for (let i = 0; i < part.min; i++) whole = join(whole, build(part.part));
        if (part.max === Infinity) {
          const again = build(part.part);
          for (const end of again.last) link(end, again.first);
          return join(whole, { ...again, empty: [[], ...again.empty.filter((guards) => guards.length > 0)] });
        }
        // a{0,3} is (a(a(a)?)?)?, so that no text is matched in two ways.
        let rest: Fragment = { first: [], last: [], empty: [[]] };
        for (let i = part.min; i < part.max; i++) {
          const one = join(build(part.part), rest);
          rest = { ...one, empty: [[], ...one.empty.filter((guards) => guards.length > 0)] };
        }
        return join(whole, rest);
      }
    }
  };
  const link = (end: { readonly from: number; readonly guards: readonly Guard[] }, first: readonly Edge[]): void => {
    for (const edge of first) follow[end.from]!.push({ to: edge.to, guards: [...end.guards, ...edge.guards] });
  };
  const join = (a: Fragment, b: Fragment): Fragment => {
    for (const end of a.last) link(end, b.first);
    return {
      first: [
        ...a.first,
        ...a.empty.flatMap((guards) => b.first.map((edge) => ({ to: edge.to, guards: [...guards, ...edge.guards] }))),
      ],
      last: [
        ...b.last,
        ...b.empty.flatMap((guards) => a.last.map((end) => ({ from: end.from, guards: [...end.guards, ...guards] }))),
      ],
      empty: a.empty.flatMap((left) => b.empty.map((right) => [...left, ...right])),
    };
  };

  const whole = build(new Parser(regexp.source).parse());
  const { letters, members } = lettersOf(sources, regexp);
  // Behind these nothing more is needed: whoever arrives has matched.
  const matched = new Set(whole.last.filter((end) => end.guards.length === 0).map((end) => end.from));
  const isMultiline = regexp.flags.includes('m');
  const possible = (edge: Edge): boolean =>
    !matched.has(edge.to) && (isMultiline || !edge.guards.some((guard) => guard === '^' || guard === '$'));
  const edges = follow.map((list, from) => (matched.has(from) ? [] : list.filter(possible)));
  const enters = sources.map((source) => members.get(source)!);
  const starts = whole.first.filter(possible);
  const isSearch = starts.length > 0 || whole.first.some((edge) => !edge.guards.includes('^'));
  if (!isSearch) return { enters, edges, search: null, letters };
  const search = enters.length;
  return {
    enters: [...enters, new Set(letters.keys())],
    edges: [...edges, [{ to: search, guards: [] }, ...starts]],
    search,
    letters,
  };
}

const SAMPLE = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...Array.from('éÉßÀ中あ–—’‘“”…\u00a0\u2003\u2028\u3000①½✅✔☑✓🚧🏗⏳🔄❌\ufe0f😀€°'),
];

/** The sample's characters that no part of the expression tells apart are one letter. */
function lettersOf(
  sources: readonly string[],
  regexp: RegExp,
): { letters: Automaton['letters']; members: Map<string, Set<number>> } {
  const flags = regexp.flags.replace(/[gy]/g, '');
  const distinct = [...new Set(sources)];
  const tests = distinct.map((source) => new RegExp(`^(?:${source})$`, flags));
  const seen = new Map<string, number>();
  const letters: { shown: string; isWord: boolean }[] = [];
  const members = new Map(distinct.map((source) => [source, new Set<number>()]));
  for (const character of new Set([...SAMPLE, ...Array.from(regexp.source)])) {
    const isWord = /\w/.test(character);
    const vector = tests.map((test) => test.test(character));
    const key = `${isWord}${vector.map(Number).join('')}`;
    if (seen.has(key)) continue;
    const letter = letters.length;
    seen.set(key, letter);
    letters.push({ shown: character, isWord });
    for (const [index, source] of distinct.entries()) if (vector[index]!) members.get(source)!.add(letter);
  }
  return { letters, members };
}

/* What grows */

function exponential(automaton: Automaton): Slow | null {
  for (const component of cyclesOf(automaton)) {
    const inside = new Set(component);
    for (const state of component) {
      const by = twoWays(automaton, state, inside);
      if (by !== null) return { growth: 'exponential', by };
    }
  }
  return null;
}

/** A word that leads from `state` back to it in two ways. */
function twoWays(automaton: Automaton, state: number, inside: ReadonlySet<number>): string | null {
  const { edges } = automaton;
  // Two edges between the same states are two ways already, as in (a*)*.
  for (const from of inside) {
    const to = edges[from]!.map((edge) => edge.to).filter((one) => inside.has(one));
    if (new Set(to).size < to.length) return shown(automaton, [[...automaton.enters[to[0]!]!][0] ?? 0]);
  }
  return search(
    automaton,
    [state, state],
    (at) => at[0] === state && at[1] === state,
    inside,
    (at) => at[0] !== at[1],
  );
}

function polynomial(automaton: Automaton): Slow | null {
  const components = cyclesOf(automaton);
  const looping = components.flat();
  const inCycle = new Map(
    components.flatMap((component) => component.map((state) => [state, new Set(component)] as const)),
  );
  for (const p of looping) {
    const behind = reachable(automaton, p);
    for (const q of looping) {
      if (p === q || q === automaton.search || !behind.has(q)) continue;
      const by = search(automaton, [p, p, q], (at) => at[0] === p && at[1] === q && at[2] === q, null, null, [
        inCycle.get(p)!,
        null,
        inCycle.get(q)!,
      ]);
      if (by !== null) return { growth: 'polynomial', by };
    }
  }
  return null;
}

function reachable({ edges }: Automaton, from: number): Set<number> {
  const found = new Set<number>();
  const waiting = [from];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const { to } of edges[state]!) {
      if (found.has(to)) continue;
      found.add(to);
      waiting.push(to);
    }
  }
  return found;
}

/** Follows several runs on one word; the word that leads from `start` to the end wanted, or null. */
function search(
  automaton: Automaton,
  start: readonly number[],
  isEnd: (at: readonly number[]) => boolean,
  inside: ReadonlySet<number> | null,
  parted: ((at: readonly number[]) => boolean) | null,
  each: readonly (ReadonlySet<number> | null)[] = [],
): string | null {
  // The word is repeated: what stands before its first character is its last.
  for (const isWord of [true, false]) {
    const found = searchAfter(automaton, start, isWord, isEnd, inside, parted, each);
    if (found !== null) return found;
  }
  return null;
}

interface Step {
  readonly at: readonly number[];
  readonly isWord: boolean;
  readonly parted: boolean;
  readonly before: Step | null;
  readonly letter: number;
}

const MOST_STEPS = 400_000;

function searchAfter(
  automaton: Automaton,
  start: readonly number[],
  afterWord: boolean,
  isEnd: (at: readonly number[]) => boolean,
  inside: ReadonlySet<number> | null,
  parted: ((at: readonly number[]) => boolean) | null,
  each: readonly (ReadonlySet<number> | null)[],
): string | null {
  const { edges, enters, letters } = automaton;
  const queue: Step[] = [{ at: start, isWord: afterWord, parted: false, before: null, letter: -1 }];
  const known = new Set<string>();
  for (let next = 0; next < queue.length; next++) {
    const step = queue[next]!;
    for (const [letter, { isWord }] of letters.entries()) {
      const choices = step.at.map((state, run) => [
        ...new Set(
          edges[state]!.filter(
            (edge) =>
              enters[edge.to]!.has(letter) &&
              (inside === null || inside.has(edge.to)) &&
              (each[run]?.has(edge.to) ?? true) &&
              edge.guards.every((guard) =>
                guard === 'b' ? step.isWord !== isWord : guard === 'B' ? step.isWord === isWord : true,
              ),
          ).map((edge) => edge.to),
        ),
      ]);
      if (choices.some((list) => list.length === 0)) continue;
      for (const at of product(choices)) {
        const now: Step = { at, isWord, parted: step.parted || (parted?.(at) ?? true), before: step, letter };
        if (now.parted && isWord === afterWord && isEnd(at)) return shown(automaton, wordOf(now));
        const key = `${at.join()}${isWord}${now.parted}`;
        if (known.has(key)) continue;
        if (known.size > MOST_STEPS) return 'too large to prove';
        known.add(key);
        queue.push(now);
      }
    }
  }
  return null;
}

function wordOf(step: Step): number[] {
  const word: number[] = [];
  for (let back: Step | null = step; back !== null && back.letter >= 0; back = back.before) word.unshift(back.letter);
  return word;
}

function product(choices: readonly (readonly number[])[]): number[][] {
  return choices.reduce<number[][]>((all, list) => all.flatMap((some) => list.map((one) => [...some, one])), [[]]);
}

function shown(automaton: Automaton, word: readonly number[]): string {
  return JSON.stringify(word.map((letter) => automaton.letters[letter]!.shown).join(''));
}

/** States that lead back to themselves, by strongly connected components (Tarjan, without recursion). */
function cyclesOf({ edges }: Automaton): number[][] {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const onStack = new Set<number>();
  const out: number[][] = [];
  for (const root of edges.keys()) {
    if (index.has(root)) continue;
    const work: { state: number; next: number }[] = [{ state: root, next: 0 }];
    while (work.length > 0) {
      const top = work.at(-1)!;
      const { state } = top;
      if (top.next === 0) {
        index.set(state, index.size);
        low.set(state, index.get(state)!);
        stack.push(state);
        onStack.add(state);
      }
      const edge = edges[state]![top.next];
      top.next += 1;
      if (edge !== undefined) {
        if (!index.has(edge.to)) work.push({ state: edge.to, next: 0 });
        else if (onStack.has(edge.to)) low.set(state, Math.min(low.get(state)!, index.get(edge.to)!));
        continue;
      }
      work.pop();
      const above = work.at(-1)?.state;
      if (above !== undefined) low.set(above, Math.min(low.get(above)!, low.get(state)!));
      if (low.get(state) !== index.get(state)) continue;
      const component: number[] = [];
      let one: number;
      do {
        one = stack.pop()!;
        onStack.delete(one);
        component.push(one);
      } while (one !== state);
      if (component.length > 1 || edges[state]!.some((to) => to.to === state)) out.push(component);
    }
  }
  return out;
}
