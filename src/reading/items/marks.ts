/**
 * What an item is known by when its document is read again: normalised title, section path and own text, never its line numbers.
 * A person's correction is kept under such a mark, and found again by it or said to fit no longer.
 */
import { createHash } from 'node:crypto';
import { likeness, normaliseSection, normaliseText, normaliseTitle, wordSet } from './normal.ts';
import type { RoadmapItem, Status } from './types.ts';

export interface ItemMark {
  readonly title: string;
  readonly section: readonly string[];
  /** As it was read then: a correction of a status that the document has changed since is about something else. */
  readonly status: Status;
  /** The item's own text, normalised, as far as it is compared. */
  readonly text: string;
  /** SHA-256 of the whole own text, normalised; hex. */
  readonly digest: string;
}

/** Of one item, this much of the file is taken as its own text. */
const OWN_LINES = 400;
const OWN_CHARACTERS = 20_000;
/** As much of it is kept for comparing; the digest stands for the whole. */
const KEPT_CHARACTERS = 1_000;

export function markOf(
  item: Pick<RoadmapItem, 'title' | 'section' | 'status' | 'lines'>,
  lines: readonly string[],
): ItemMark {
  const [first, last] = item.lines;
  const own = lines.slice(first - 1, Math.min(last, first - 1 + OWN_LINES));
  const text = normaliseText(own.join('\n').slice(0, OWN_CHARACTERS));
  return {
    title: item.title,
    section: item.section,
    status: item.status,
    text: text.slice(0, KEPT_CHARACTERS),
    digest: createHash('sha256').update(text).digest('hex'),
  };
}

/** The same for the same content, wherever it stands: 32 hex digits. */
export function markKey({ title, section, digest }: Pick<ItemMark, 'title' | 'section' | 'digest'>): string {
  return createHash('sha256')
    .update(`${normaliseTitle(title)}\0${normaliseSection(section)}\0${digest}`)
    .digest('hex')
    .slice(0, 32);
}

/** A text that keeps so much of its words is the same text, mended. */
const MENDED = 0.7;
/** Fewer words say too little to know an item again by them in another section. */
const TELLING_WORDS = 8;

/** Where a title is the whole entry, mending the text mends the title: then nearly all words must be kept, and by one entry alone. */
const NEARLY_THE_SAME = 0.8;

/** Finds marks among the items of one reading; made once for many marks. */
export function markFinder(items: readonly ItemMark[]): (mark: ItemMark) => number | null {
  const byKey = groups(items, markKey);
  const byPlace = groups(items, placeOf);
  const byContent = groups(items, contentOf);
  const bySection = groups(items, ({ section }) => normaliseSection(section));
  const words = new Map<number, ReadonlySet<string>>();
  const wordsOf = (at: number): ReadonlySet<string> => {
    const known = words.get(at) ?? wordSet(items[at]!.text);
    words.set(at, known);
    return known;
  };
  const found = new WeakMap<ItemMark, { readonly at: number | null }>();
  return (mark) => {
    const known = found.get(mark) ?? { at: find(mark) };
    found.set(mark, known);
    return known.at;
  };

  function find(mark: ItemMark): number | null {
    // Two that are alike in everything cannot be told apart: better none than the wrong one.
    const same = byKey.get(markKey(mark));
    if (same !== undefined) return same.length === 1 ? same[0]! : null;
    const there = byPlace.get(placeOf(mark)) ?? [];
    if (there.length > 1) return null;
    if (there.length === 1) {
      return likeness(wordSet(mark.text), wordsOf(there[0]!)) >= MENDED ? there[0]! : null;
    }
    const own = wordSet(mark.text);
    if (own.size < TELLING_WORDS) return null;
    const moved = byContent.get(contentOf(mark)) ?? [];
    if (moved.length > 0) return moved.length === 1 ? moved[0]! : null;
    const near = (bySection.get(normaliseSection(mark.section)) ?? []).filter(
      (at) => likeness(own, wordsOf(at)) >= NEARLY_THE_SAME,
    );
    return near.length === 1 ? near[0]! : null;
  }
}

function placeOf({ title, section }: ItemMark): string {
  return `${normaliseTitle(title)}\0${normaliseSection(section)}`;
}

function contentOf({ title, digest }: ItemMark): string {
  return `${normaliseTitle(title)}\0${digest}`;
}

function groups(items: readonly ItemMark[], keyOf: (mark: ItemMark) => string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [at, item] of items.entries()) {
    const key = keyOf(item);
    const group = found.get(key);
    if (group === undefined) found.set(key, [at]);
    else group.push(at);
  }
  return found;
}
