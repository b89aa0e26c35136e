/**
 * A roadmap at two dates: which items are new, done since, dropped, changed or the same. Matched by content, never by line: first the
 * same title in the same section, then the same title anywhere, then likeness of title and text.
 */
import { likeness, normaliseSection, normaliseText, normaliseTitle, wordSet } from './normal.ts';
import type { Status } from './types.ts';

export interface ComparedItem {
  readonly title: string;
  readonly section: readonly string[];
  readonly status: Status;
  /** Its own text, as far as it is known; normalised or not. */
  readonly text?: string;
  readonly parts: readonly { readonly title: string }[];
}

/** What is another than before. `part`: what was an item of its own has become a part of one, or the other way round. */
export type ItemChange = 'title' | 'section' | 'status' | 'part';

export interface ItemPair<Item> {
  readonly before: Item;
  readonly after: Item;
  /** Empty when it is the same. */
  readonly changes: readonly ItemChange[];
}

export interface ItemComparison<Item> {
  /** In the later text alone. */
  readonly fresh: readonly Item[];
  /** Open before, done after. */
  readonly done: readonly ItemPair<Item>[];
  /** In the earlier text alone: no longer listed, which may mean done, moved elsewhere or given up. */
  readonly dropped: readonly Item[];
  readonly changed: readonly ItemPair<Item>[];
  readonly same: readonly ItemPair<Item>[];
}

export function compareItems<Item extends ComparedItem>(
  before: readonly Item[],
  after: readonly Item[],
): ItemComparison<Item> {
  const old = before.map(prepared);
  const now = after.map(prepared);
  const pairs: Pairing = { ofOld: new Map(), ofNow: new Map() };
  pairEqual(old, now, pairs, ({ title, section }) => (title === '' ? null : `${title}\0${section}`));
  pairEqual(old, now, pairs, ({ title }) => (title === '' ? null : title));
  pairAlike(old, now, pairs);
  const turned = partsTurned(old, now, pairs, { old: before, now: after });
  return {
    fresh: after.filter((_, at) => !pairs.ofNow.has(at) && !turned.ofNow.has(at)),
    dropped: before.filter((_, at) => !pairs.ofOld.has(at) && !turned.ofOld.has(at)),
    ...sorted(before, after, old, now, pairs, turned),
  };
}

/** "12 new, 3 done, 5 dropped since 2018". What there is none of is left out; when nothing is left, that is said. */
export function comparisonSentence({ fresh, done, dropped, changed }: ItemComparison<unknown>, since: string): string {
  const counts = [
    [fresh.length, 'new'],
    [done.length, 'done'],
    [dropped.length, 'dropped'],
    [changed.length, 'changed'],
  ] as const;
  const said = counts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return said.length === 0
    ? `Nothing new, done, dropped or changed since ${since}`
    : `${said.join(', ')} since ${since}`;
}

interface Prepared {
  readonly title: string;
  readonly section: string;
  /** Words of title and text, for likeness. */
  readonly words: ReadonlySet<string>;
  readonly titleWords: ReadonlySet<string>;
}

interface Pairing {
  readonly ofOld: Map<number, number>;
  readonly ofNow: Map<number, number>;
}

function prepared(item: ComparedItem): Prepared {
  const title = normaliseTitle(item.title);
  const text = item.text === undefined ? '' : normaliseText(item.text.slice(0, MOST_TEXT));
  const titleWords = tellingWords(title);
  const words = new Set([...titleWords, ...tellingWords(text)]);
  return { title, section: normaliseSection(item.section), titleWords, words };
}

const MOST_TEXT = 1_000;

/** Words that stand in every plan: two entries that share these alone share nothing. */
const PLAIN = new Set(
  (
    'a an and are as at be better by can for from has have in into is it its more new not of on or our so that the their this to we will with ' +
    'add allow create enable ensure extend implement improve introduce make move provide remove support update use'
  ).split(' '),
);

function tellingWords(normalised: string): ReadonlySet<string> {
  const words = wordSet(normalised);
  const telling = new Set([...words].filter((word) => !PLAIN.has(word)));
  return telling.size === 0 ? words : telling;
}

function pair(pairs: Pairing, old: number, now: number): void {
  pairs.ofOld.set(old, now);
  pairs.ofNow.set(now, old);
}

/** Those with the same key, in their order: the second of three stays the second. */
function pairEqual(
  old: readonly Prepared[],
  now: readonly Prepared[],
  pairs: Pairing,
  keyOf: (item: Prepared) => string | null,
): void {
  const waiting = new Map<string, number[]>();
  for (const [at, item] of old.entries()) {
    const key = pairs.ofOld.has(at) ? null : keyOf(item);
    if (key === null) continue;
    const group = waiting.get(key);
    if (group === undefined) waiting.set(key, [at]);
    else group.push(at);
  }
  const taken = new Map<string, number>();
  for (const [at, item] of now.entries()) {
    const key = pairs.ofNow.has(at) ? null : keyOf(item);
    if (key === null) continue;
    const next = taken.get(key) ?? 0;
    const partner = waiting.get(key)?.[next];
    if (partner === undefined) continue;
    taken.set(key, next + 1);
    pair(pairs, partner, at);
  }
}

/** Only words that few items share make two of them candidates, so that the work grows with the items and not with their square. */
const RAREST_WORDS = 8;
const MOST_SHARERS = 24;
const ALIKE_IN_SECTION = 0.5;
const ALIKE_ELSEWHERE = 0.65;
/** Texts are rewritten over the years; a title that keeps two telling words and most of the others may stand for itself. */
const TITLE_ALONE = 0.85;

function byTitle(a: Prepared, b: Prepared, alike: number): number {
  const shared = (alike * (a.titleWords.size + b.titleWords.size)) / 2;
  return shared >= 2 ? alike * TITLE_ALONE : 0;
}

/** Titles that share nothing name two things, however much the texts below them share. */
const TITLES_SHARE = 0.2;

function pairAlike(old: readonly Prepared[], now: readonly Prepared[], pairs: Pairing): void {
  const sharers = new Map<string, number[]>();
  for (const [at, { words }] of old.entries()) {
    if (pairs.ofOld.has(at)) continue;
    for (const word of words) {
      const group = sharers.get(word);
      if (group === undefined) sharers.set(word, [at]);
      else group.push(at);
    }
  }
  const candidates: { old: number; now: number; score: number }[] = [];
  for (const [at, item] of now.entries()) {
    if (pairs.ofNow.has(at)) continue;
    const rare = [...item.words]
      .map((word) => sharers.get(word) ?? [])
      .filter((group) => group.length > 0 && group.length <= MOST_SHARERS)
      .sort((a, b) => a.length - b.length)
      .slice(0, RAREST_WORDS);
    for (const other of new Set(rare.flat())) {
      const before = old[other]!;
      const inSection = before.section === item.section;
      const titles = likeness(before.titleWords, item.titleWords);
      if (titles < TITLES_SHARE) continue;
      const score = Math.max((likeness(before.words, item.words) + titles) / 2, byTitle(before, item, titles));
      if (score >= (inSection ? ALIKE_IN_SECTION : ALIKE_ELSEWHERE))
        candidates.push({ old: other, now: at, score: score + (inSection ? 0.05 : 0) });
    }
  }
  candidates.sort((a, b) => b.score - a.score || a.old - b.old || a.now - b.now);
  for (const one of candidates) {
    if (!pairs.ofOld.has(one.old) && !pairs.ofNow.has(one.now)) pair(pairs, one.old, one.now);
  }
}

interface Turned {
  /** Item of its own before, by the item it is a part of now. */
  readonly ofOld: ReadonlyMap<number, number>;
  /** Item of its own now, by the item it was a part of before. */
  readonly ofNow: ReadonlyMap<number, number>;
}

/** An area name such as "Documentation" turns up as a part of anything. */
const TELLING_TITLE_WORDS = 2;

function partsTurned(
  old: readonly Prepared[],
  now: readonly Prepared[],
  pairs: Pairing,
  parts: { readonly old: readonly ComparedItem[]; readonly now: readonly ComparedItem[] },
): Turned {
  const turn = (items: readonly Prepared[], taken: ReadonlyMap<number, number>, others: readonly ComparedItem[]) => {
    const owners = new Map<string, number>();
    for (const [at, { parts: own }] of others.entries()) {
      for (const { title } of own) {
        const key = normaliseTitle(title);
        if (!owners.has(key)) owners.set(key, at);
      }
    }
    const found = new Map<number, number>();
    for (const [at, item] of items.entries()) {
      if (taken.has(at) || item.titleWords.size < TELLING_TITLE_WORDS) continue;
      const owner = owners.get(item.title);
      if (owner !== undefined) found.set(at, owner);
    }
    return found;
  };
  return { ofOld: turn(old, pairs.ofOld, parts.now), ofNow: turn(now, pairs.ofNow, parts.old) };
}

/** In the order of the later text; what turned into a part of something stands where that does. */
function sorted<Item extends ComparedItem>(
  before: readonly Item[],
  after: readonly Item[],
  old: readonly Prepared[],
  now: readonly Prepared[],
  pairs: Pairing,
  turned: Turned,
): Pick<ItemComparison<Item>, 'done' | 'changed' | 'same'> {
  const absorbed = Map.groupBy(turned.ofOld, ([, owner]) => owner);
  const done: ItemPair<Item>[] = [];
  const changed: ItemPair<Item>[] = [];
  const same: ItemPair<Item>[] = [];
  for (const [at, item] of after.entries()) {
    const earlier = pairs.ofNow.get(at);
    if (earlier !== undefined) {
      const changes = changesOf(before[earlier]!, item, old[earlier]!, now[at]!);
      const both = { before: before[earlier]!, after: item, changes };
      if (item.status === 'done' && before[earlier]!.status !== 'done') done.push(both);
      else (changes.length === 0 ? same : changed).push(both);
    }
    const whole = turned.ofNow.get(at);
    if (whole !== undefined) changed.push({ before: before[whole]!, after: item, changes: ['part'] });
    for (const [part] of absorbed.get(at) ?? [])
      changed.push({ before: before[part]!, after: item, changes: ['part'] });
  }
  return { done, changed, same };
}

function changesOf(before: ComparedItem, after: ComparedItem, old: Prepared, now: Prepared): ItemChange[] {
  return [
    ...(old.title === now.title ? [] : (['title'] as const)),
    ...(old.section === now.section ? [] : (['section'] as const)),
    ...(before.status === after.status ? [] : (['status'] as const)),
  ];
}
