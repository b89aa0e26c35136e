/** A roadmap's tree to its items, by the rules of reference/roadmap-items.md section 2. Pure; no document is known by name. */
import { append } from '../append.ts';
import type { Block, DocumentTree, Section } from '../document/index.ts';
import { legendOf } from './legend.ts';
import { isRoadmapTitle, isSoftAside } from './lexicon.ts';
import { headingKey, isContents } from './lists.ts';
import type { Place } from './lists.ts';
import { itemsOfBlocks, itemsOfSection } from './sections.ts';
import { statusOfDocument } from './status.ts';
import { paragraphsOf, plain } from './text.ts';
import { titleOfHeading } from './titles.ts';
import { MOST_ITEMS } from './types.ts';
import type { HeadingReading, ItemsReading } from './types.ts';

export type { Anchor, HeadingReading, ItemsReading, Lines, Part, RoadmapItem, Status } from './types.ts';

export function readItems(tree: DocumentTree): ItemsReading {
  const reading = readOnce(tree, false);
  const isSkipped = reading.headings.some(({ title, taken }) => taken === 'no item' && isSoftAside(title));
  return reading.items.length === 0 && isSkipped ? readOnce(tree, true) : reading;
}

function readOnce(tree: DocumentTree, lenient: boolean): ItemsReading {
  const headings: HeadingReading[] = [];
  const place: Place = {
    path: [],
    status: null,
    report: (reading) => headings.push(reading),
    full: () => headings.length > MOST_ITEMS,
    headings: new Set(tree.children.flatMap(headingKeys)),
    legend: legendOf(tree),
    lines: tree.lines,
    lenient,
  };
  const sections = tree.children.filter((block) => block.kind === 'section');
  const title = titleSection(sections, place);
  const items = itemsOfBlocks(
    tree.children.filter((block) => block.kind !== 'section'),
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
    append(items, itemsOfBlocks(section.children, { ...place, status: statusOfDocument(plain(section.title)) }));
  }
  return {
    items: items.slice(0, MOST_ITEMS),
    headings: headings.sort((a, b) => a.line - b.line).slice(0, MOST_ITEMS),
  };
}

/** The one heading over everything; or the first of several when it only introduces. */
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
  // "Roadmap" over its parts, with "Contributing" beside it; but not the first of several roadmaps.
  const isOnly =
    /\broad ?-?map\b/i.test(name) && !sections.slice(1).some((other) => /\broad ?-?map/i.test(plain(other.title)));
  return first.level < second.level || isOnly ? first : null;
}

function headingKeys(block: Block): string[] {
  return block.kind === 'section' ? [headingKey(plain(block.title)), ...block.children.flatMap(headingKeys)] : [];
}
