/** A roadmap's tree to its items, by the rules of reference/roadmap-items.md section 2. Pure; no document is known by name. */
import { append } from '../append.ts';
import type { Block, DocumentTree, Section } from '../document/index.ts';
import { legendOf } from './legend.ts';
import { isRoadmapTitle, isSchedule, speaksOfPlans } from './lexicon.ts';
import { headingKey, isContents } from './lists.ts';
import type { Place } from './lists.ts';
import { holdsBoxes, itemsOfBlocks, itemsOfSection } from './sections.ts';
import { statusOfDocument } from './status.ts';
import { paragraphsOf, plain } from './text.ts';
import { titleOfHeading } from './titles.ts';
import { MOST_ITEMS } from './types.ts';
import type { HeadingReading, ItemsReading, RoadmapItem } from './types.ts';

export { comparisonSentence, compareItems } from './compare.ts';
export type { ComparedItem, ItemChange, ItemComparison, ItemPair } from './compare.ts';
export { markFinder, markKey, markOf } from './marks.ts';
export type { ItemMark } from './marks.ts';
export type { Anchor, HeadingReading, ItemsReading, Lines, Part, RoadmapItem, Status } from './types.ts';

export function readItems(tree: DocumentTree): ItemsReading {
  const strictly = read(tree, false);
  if (strictly.items.length > 0) return strictly;
  // Plans below a heading such as "Background", and nowhere else: there they are.
  const leniently = read(tree, true);
  return leniently.items.length > 0 ? leniently : strictly;
}

function read(tree: DocumentTree, lenient: boolean): ItemsReading {
  const headings: HeadingReading[] = [];
  const place: Place = {
    path: [],
    status: null,
    report: (reading) => headings.push(reading),
    full: () => headings.length > MOST_ITEMS,
    headings: new Set(tree.children.flatMap(headingKeys)),
    labels: new Set(tree.children.flatMap(labelsOf)),
    legend: legendOf(tree),
    lines: tree.lines,
    lenient,
  };
  const page = pageOfCollection(tree.children);
  const children = page === null ? tree.children : [page];
  const sections = children.filter((block) => block.kind === 'section');
  const title = page === null ? titleSection(sections, place) : null;
  const items = itemsOfBlocks(
    children.filter((block) => block.kind !== 'section'),
    place,
  );
  for (const section of sections) {
    if (items.length >= MOST_ITEMS || place.full()) break;
    if (section !== title) {
      append(items, itemsOfSection(section, place));
      continue;
    }
    headings.push({
      title: titleOfHeading(section.title),
      line: section.heading.first,
      taken: 'title',
      because: 'the first heading, over all others, is the title of the document',
    });
    append(items, itemsUnderTitle(section.children, { ...place, status: statusOfDocument(plain(section.title)) }));
  }
  return {
    items: withoutSchedules(items, tree, place).slice(0, MOST_ITEMS),
    // What is said last about a heading holds.
    headings: [...new Map(headings.map((heading) => [heading.line, heading])).values()]
      .sort((a, b) => a.line - b.line)
      .slice(0, MOST_ITEMS),
  };
}

const MOST_COMPARED = 200;
const MOST_SCHEDULES = 50;

/** A schedule most of whose entries stand elsewhere too is no list of its own (rule 11). */
function withoutSchedules(items: readonly RoadmapItem[], tree: DocumentTree, place: Place): readonly RoadmapItem[] {
  const schedules = tree.children.flatMap(schedulesIn).slice(0, MOST_SCHEDULES);
  if (schedules.length === 0) return items;
  const inside = (item: RoadmapItem, { first, last }: Section): boolean =>
    item.lines[0] >= first && item.lines[1] <= last;
  const outside = items.filter((item) => !schedules.some((schedule) => inside(item, schedule)));
  const known = outside.slice(0, MOST_COMPARED).map(({ title }) => wordsOf(title));
  const repeating = schedules.filter((schedule) => {
    const own = items.filter((item) => inside(item, schedule)).slice(0, MOST_COMPARED);
    const repeated = own.filter(({ title }) => known.some((other) => isWithin(wordsOf(title), other)));
    return repeated.length > 0 && repeated.length * 2 >= own.length;
  });
  for (const { title, heading } of repeating) {
    const because = 'a schedule of what stands elsewhere';
    place.report({ title: titleOfHeading(title), line: heading.first, taken: 'no item', because });
  }
  return items.filter((item) => !repeating.some((schedule) => inside(item, schedule)));
}

function schedulesIn(block: Block): Section[] {
  if (block.kind !== 'section') return [];
  return isSchedule(plain(block.title)) ? [block] : block.children.flatMap(schedulesIn);
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(headingKey(title).split(' '));
}

/** Whether one title has all words of the other; one word alone is no likeness unless it is all of both. */
function isWithin(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [less, more] = one.size <= other.size ? [one, other] : [other, one];
  return (less.size > 1 || more.size === 1) && [...less].every((word) => more.has(word));
}

/** Before sections that list the work, a list after a paragraph that plans nothing says what the project is (rule 1). */
function itemsUnderTitle(blocks: readonly Block[], place: Place): RoadmapItem[] {
  const first = blocks.findIndex((block) => block.kind === 'section');
  const preamble = blocks.slice(0, Math.max(0, first));
  if (preamble.some((block) => block.kind === 'list') && isDescription(preamble) && !holdsBoxes(preamble)) {
    const below = itemsOfBlocks(blocks.slice(first), place);
    if (below.length > 0) return below;
  }
  return itemsOfBlocks(blocks, place);
}

function isDescription(preamble: readonly Block[]): boolean {
  const lists = preamble.flatMap((block, at) => (block.kind === 'list' ? [preamble[at - 1]] : []));
  return lists.every((intro) => intro?.kind === 'paragraph' && !speaksOfPlans(paragraphsOf([intro]).join(' ')));
}

/** The one heading over everything; or the first of several when it only introduces, or when the work stands below it alone. */
function titleSection(sections: readonly Section[], place: Place): Section | null {
  const [first, second] = sections;
  if (first === undefined) return null;
  if (second === undefined) return first;
  const introduces = first.children.every(
    (block) =>
      block.kind !== 'section' && block.kind !== 'table' && (block.kind !== 'list' || isContents(block, place)),
  );
  const name = titleOfHeading(first.title);
  if (introduces && (isRoadmapTitle(name) || paragraphsOf(first.children).length === 0)) return first;
  if (!isRoadmapTitle(name) || !first.children.some((block) => block.kind === 'section')) return null;
  // "Roadmap" over its parts, with "Contributing" or "Completed" beside it; but not the first of several roadmaps.
  const others = sections.slice(1);
  const isOnly = /\broad ?-?map\b/i.test(name) && !others.some((other) => /\broad ?-?map/i.test(plain(other.title)));
  const apart: Place = { ...place, report: () => {} };
  const isAlone = (): boolean => others.every((other) => itemsOfSection(other, apart).length === 0);
  return first.level < second.level || isOnly || isAlone() ? first : null;
}

/**
 * A page of a collection (`_goals/maps.md`) is one piece of work: it has no heading, and its fields say what it is called. A page
 * that calls itself a roadmap is read as any other.
 */
function pageOfCollection(blocks: readonly Block[]): Section | null {
  const [fields, ...rest] = blocks;
  if (fields?.kind !== 'fields' || rest.length === 0 || rest.some((block) => block.kind === 'section')) return null;
  const named = ['title', 'name', 'description'].map((name) => fields.fields.find((field) => field.name === name));
  const field = named.find((found) => found !== undefined && found.children.length > 0);
  const paragraph = field?.children[0];
  if (field === undefined || paragraph?.kind !== 'paragraph' || isRoadmapTitle(plain(paragraph.inline))) return null;
  const span = { first: field.first, last: rest.at(-1)!.last };
  return { kind: 'section', level: 1, title: paragraph.inline, heading: field, children: rest, ...span };
}

function labelsOf(block: Block): string[] {
  if (block.kind === 'target') return block.of === 'label' ? [block.name] : [];
  return block.kind === 'section' ? block.children.flatMap(labelsOf) : [];
}

function headingKeys(block: Block): string[] {
  return block.kind === 'section' ? [headingKey(plain(block.title)), ...block.children.flatMap(headingKeys)] : [];
}
