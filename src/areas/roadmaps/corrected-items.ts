/** What people corrected, laid over what was read: by content, item after item, and never where it does not fit. Pure. */
import { markFinder, type ItemMark } from '../../reading/items/index.ts';
import type { CorrectedItems, ItemCorrection, KeptItem, KeptReading, ReadingId, ShownItem } from './types.ts';

type Document = Pick<KeptReading, 'id' | 'repository' | 'path' | 'items'>;

export interface CorrectedRoadmap {
  readonly byReading: ReadonlyMap<ReadingId, CorrectedItems>;
  /** Of documents that are not among these, and found in none of them. */
  readonly homeless: readonly ItemCorrection[];
}

/** A correction belongs to its document; when that is gone, to the one document in which its item is found (a renamed file). */
export function correctedRoadmap(
  documents: readonly Document[],
  corrections: readonly ItemCorrection[],
): CorrectedRoadmap {
  // Most documents were never corrected: nothing is to be found in them.
  const finders = new Map<ReadingId, (mark: ItemMark) => number | null>();
  const findIn = ({ id, items }: Document): ((mark: ItemMark) => number | null) => {
    const find = finders.get(id) ?? markFinder(items.map(markIn));
    finders.set(id, find);
    return find;
  };
  const own = new Map<ReadingId, ItemCorrection[]>(documents.map(({ id }) => [id, []]));
  const homeless: ItemCorrection[] = [];
  for (const correction of corrections) {
    const home = documents.find(
      ({ repository, path }) => repository === correction.repository && path === correction.path,
    );
    const holding =
      home === undefined ? documents.filter((document) => findIn(document)(correction.was) !== null) : [home];
    if (holding.length === 1) own.get(holding[0]!.id)!.push(correction);
    else homeless.push(correction);
  }
  return {
    byReading: new Map(
      documents.map((document) => [
        document.id,
        correctedItems(document.items, own.get(document.id)!, (mark) => findIn(document)(mark)),
      ]),
    ),
    homeless,
  };
}

export function markIn({ title, section, status, mark }: KeptItem): ItemMark {
  return { title, section, status, text: mark.text, digest: mark.digest };
}

/** `corrections` are the live ones of this document, newest first: where two claim the same, the newer holds. */
function correctedItems(
  items: readonly KeptItem[],
  corrections: readonly ItemCorrection[],
  find: (mark: ItemMark) => number | null,
): CorrectedItems {
  const unfit: ItemCorrection[] = [];
  const claimed = new Set<string>();
  const byItem = new Map<number, ItemCorrection[]>();
  const into = new Map<number, number>();
  for (const correction of corrections) {
    const claims = claimsOf(correction, items, find);
    if (claims === null || claims.some((claim) => claimed.has(claim))) {
      unfit.push(correction);
      continue;
    }
    for (const claim of claims) claimed.add(claim);
    const at = find(correction.was)!;
    const standing = byItem.get(at);
    if (standing === undefined) byItem.set(at, [correction]);
    else standing.push(correction);
    if (correction.change.kind === 'merge') for (const other of correction.change.others) into.set(find(other)!, at);
  }
  const merged = Map.groupBy(into.keys(), (other) => into.get(other)!);
  const shown: ShownItem[] = [];
  const setAside: ShownItem[] = [];
  for (const [at, item] of items.entries()) {
    if (into.has(at)) continue;
    const standing = byItem.get(at) ?? [];
    const others = (merged.get(at) ?? []).toSorted((a, b) => a - b).map((other) => items[other]!);
    const one = shownItem(item, `item-${at + 1}`, standing, others);
    const shape = standing.find(({ change }) => ['set-aside', 'split'].includes(change.kind))?.change;
    if (shape?.kind === 'set-aside') setAside.push(one);
    else if (shape?.kind === 'split') shown.push(...splitItems(one, shape.titles));
    else shown.push(one);
  }
  return { items: shown, setAside, unfit };
}

/** What a correction takes hold of, or null when it does not fit this text. */
function claimsOf(
  { was, change }: ItemCorrection,
  items: readonly KeptItem[],
  find: (mark: ItemMark) => number | null,
): readonly string[] | null {
  const at = find(was);
  if (at === null) return null;
  switch (change.kind) {
    case 'retitle':
      return [`title ${at}`];
    case 'restate':
      // The document has said something else since: whoever corrected it did not know that.
      return items[at]!.status === was.status ? [`status ${at}`] : null;
    case 'set-aside':
    case 'split':
      return [`shape ${at}`];
    case 'merge': {
      const others = change.others.map(find);
      if (others.some((other) => other === null || other === at) || new Set(others).size < others.length) return null;
      return [at, ...others].map((one) => `shape ${one}`);
    }
  }
}

function shownItem(
  item: KeptItem,
  anchor: string,
  corrections: readonly ItemCorrection[],
  merged: readonly KeptItem[],
): ShownItem {
  const changes = corrections.map(({ change }) => change);
  const title = changes.find((change) => change.kind === 'retitle')?.title ?? item.title;
  const restated = changes.find((change) => change.kind === 'restate')?.status;
  return {
    key: item.key,
    anchor,
    title,
    section: item.section,
    status: restated ?? item.status,
    statusStated: restated !== undefined || item.statusStated,
    links: [...new Set([item, ...merged].flatMap(({ links }) => links))],
    parts: [item, ...merged].flatMap(({ parts }) => parts),
    places: [item, ...merged].map(({ path, lines }) => ({ path, lines })),
    because: item.because,
    text: item.mark.text,
    readAs: corrections.length === 0 ? null : { title: item.title, status: item.status },
    corrections,
  };
}

/** What the text lists as parts and a person calls items is not listed twice. */
function splitItems(item: ShownItem, titles: readonly string[]): ShownItem[] {
  const named = new Set(titles.map((title) => title.toLowerCase()));
  const parts = item.parts.filter(({ title }) => !named.has(title.toLowerCase()));
  return titles.map((title, at) => {
    const part = item.parts.find((one) => one.title.toLowerCase() === title.toLowerCase());
    return {
      ...item,
      title,
      anchor: at === 0 ? item.anchor : `${item.anchor}-${at + 1}`,
      parts: at === 0 ? parts : [],
      // Said once, at the first.
      corrections: at === 0 ? item.corrections : [],
      ...(part === undefined
        ? {}
        : { status: part.status, places: [{ path: item.places[0]!.path, lines: part.lines }], text: '' }),
    };
  });
}
