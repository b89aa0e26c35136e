/** Items out of lists: entries as units, nested entries as parts or units, labels as themes (rules 5 to 8 and 10). */
import { append } from '../append.ts';
import { withoutEnd } from '../ends.ts';
import type { Block, Inline, Item, List } from '../document/index.ts';
import {
  elaborates,
  isAreaLabel,
  isChannel,
  isBareDate,
  isCrossReference,
  isLifeCycle,
  isLifeCycleLabel,
  speaksOfPlans,
} from './lexicon.ts';
import { statusByLegend } from './legend.ts';
import type { Legend } from './legend.ts';
import { linksIn } from './links.ts';
import {
  firstStated,
  statusOfBox,
  statusOfEntry,
  statusOfHeading,
  statusOfStrike,
  statusOfTitle,
  statusWithParts,
  strikeOf,
  underHeading,
} from './status.ts';
import type { Found } from './status.ts';
import { paragraphsOf, plain } from './text.ts';
import { shorten, statusLabelOf, titleOfEntry, titleOfHeading } from './titles.ts';
import { THRESHOLDS } from './thresholds.ts';
import { MOST_ITEMS } from './types.ts';
import type { HeadingReading, Part, RoadmapItem } from './types.ts';

/** Where a list stands: headings above it, and the status they pass down. */
export interface Place {
  readonly path: readonly string[];
  readonly status: Found | null;
  readonly report: (reading: HeadingReading) => void;
  /** Keys of all headings of the document. */
  readonly headings: ReadonlySet<string>;
  /** Labels that the document sets for references to its own parts. */
  readonly labels: ReadonlySet<string>;
  /** What the document's legend says that its symbols mean. */
  readonly legend: Legend;
  /** Lines of the document. */
  readonly lines: number;
  /** Whether areas of focus and what stands below headings of background are read too, because the document has nothing else. */
  readonly lenient: boolean;
  /** Whether so much has been read that this is no roadmap any more; what follows is left out. */
  readonly full: () => boolean;
}

/** The entries of a list of work as units (rules 6, 7, 8). */
export function unitsOfList(list: List, place: Place, because: string): RoadmapItem[] {
  const entries = list.items.slice(0, MOST_ITEMS);
  const labels = labelsAmong(entries);
  const units: RoadmapItem[] = [];
  for (const group of alternatives(entries)) {
    const item = group[0]!;
    if (group.length === 1 && labels.has(item)) append(units, unitsUnderLabel(item, place));
    else {
      const unit = unitOfEntry(group, place, because);
      if (unit !== null) units.push(unit);
    }
  }
  return units;
}

/** Entries that are parts of the unit above them (rules 5 and 7). */
export function partsOfList(list: List, place: Place): PartFound[] {
  const parts: PartFound[] = [];
  for (const item of list.items.slice(0, MOST_ITEMS)) {
    const text = plain(leadOf(item));
    const title = titleOfEntry(leadOf(item));
    if (text === '' || title === '' || isCrossReference(text)) continue;
    const found = firstStated(statusOf(item, place));
    parts.push({
      part: {
        title,
        lines: [item.first, item.last],
        status: found.status,
        anchor: 'list-item',
      },
      found: { ...found, torn: strikeOf(leadOf(item)) === 'part' },
    });
  }
  return parts;
}

export interface PartFound {
  readonly part: Part;
  /** `torn` when some of its text is struck out and some is not. */
  readonly found: Found & { readonly torn: boolean };
}

/** Whether most entries carry a label and text of their own: then they are the units even under one goal (rule 5, exception). */
export function isLabelled(list: List): boolean {
  const labelled = list.items.filter((item) => {
    const lead = leadOf(item).filter((node) => node.kind !== 'text' || node.text.trim() !== '');
    const [first, ...rest] = lead;
    if (first?.kind !== 'strong') return false;
    return plain(rest).length > 1 || item.children.length > 1;
  });
  return labelled.length >= 2 && labelled.length >= list.items.length * THRESHOLDS.labelledShare;
}

/** Labels with descriptions of what exists: nobody wants anything in any of them. */
export function describesOnly(list: List): boolean {
  return isLabelled(list) && !list.items.some((item) => speaksOfPlans(paragraphsOf(item.children).join(' ')));
}

/** Names of code with what each does: the description of an interface that exists. */
export function isReference(list: List): boolean {
  const named = list.items.filter((item) => {
    const [first, second] = leadOf(item);
    return (
      first?.kind === 'code' &&
      !first.text.includes(' ') &&
      second?.kind === 'text' &&
      /^ ?(?:\([^()]{0,60}\) ?)?[:–—-]/.test(second.text)
    );
  });
  return named.length >= 3 && named.length >= list.items.length * THRESHOLDS.referenceShare;
}

/** Places to talk or to follow the project. */
export function isChannels(list: List): boolean {
  const channels = list.items.filter((item) => isChannel(plain(leadOf(item))));
  return channels.length >= 2 && channels.length >= list.items.length * THRESHOLDS.channelShare;
}

/** Entries that are nothing but links into the same page, or that repeat the headings of the document: a table of contents. */
export function isContents(list: List, place: Place): boolean {
  const repeating = list.items.filter(
    (item) => place.headings.has(headingKey(plainLabel(item))) || pointsInside(leadOf(item)[0], place),
  );
  if (repeating.length >= 2 && repeating.length >= list.items.length * THRESHOLDS.contentsShare) return true;
  return (
    list.items.length > 0 &&
    list.items.every((item) => {
      const lead = leadOf(item).filter((node) => node.kind !== 'text' || node.text.trim() !== '');
      const only = lead.length === 1 ? lead[0]! : null;
      // Pages beside this one are no work either.
      if (only?.kind === 'role') return only.role === 'doc' || only.role === 'ref';
      return only?.kind === 'link' && (only.target ?? '#').startsWith('#');
    })
  );
}

/** A reference to a label that the document itself sets. */
function pointsInside(node: Inline | undefined, place: Place): boolean {
  return node?.kind === 'role' && node.role === 'ref' && place.labels.has(node.target.toLowerCase());
}

/** Headings are compared by their letters and digits. */
export function headingKey(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The text of an entry, or of the label before its description. */
function plainLabel(item: Item): string {
  const lead = leadOf(item);
  const [first] = lead;
  return first !== undefined && (first.kind === 'strong' || first.kind === 'link') ? plain([first]) : plain(lead);
}

/** The first paragraph of an entry. */
export function leadOf(item: Item): readonly Inline[] {
  const first = item.children.find((child) => child.kind === 'paragraph');
  return first?.kind === 'paragraph' ? first.inline : [];
}

function nestedLists(blocks: readonly Block[]): List[] {
  return blocks.filter((block) => block.kind === 'list');
}

/**
 * The entries that are only the name of an area over entries of their own. Bold labels always are; bare ones when most entries
 * with nested lists are, so that one short title among outcomes stays a unit.
 */
function labelsAmong(items: readonly Item[]): Set<Item> {
  const parents = items.filter((item) => nestedLists(item.children).length > 0);
  const bold = parents.filter(
    (item) => isBoldOnly(leadOf(item)) && plain(leadOf(item)).split(' ').length <= THRESHOLDS.labelWords,
  );
  const bare = parents.filter((item) => !bold.includes(item) && item.checked === null && isBareLabel(item));
  const most = bold.length + bare.length > parents.length * THRESHOLDS.themeShare && !bare.every(isElaborated);
  return new Set([...bold, ...(most ? bare : [])]);
}

function isBareLabel(item: Item): boolean {
  const lead = leadOf(item);
  if (lead.some((node) => node.kind === 'code' || node.kind === 'link' || node.kind === 'struck')) return false;
  const said = item.children.filter((child) => child.kind !== 'markup' && child.kind !== 'comment');
  return said.length === 2 && isAreaLabel(plain(lead));
}

/** Whether what is nested mostly explains the entry above it. */
function isElaborated(item: Item): boolean {
  const above = plain(leadOf(item));
  const nested = nestedLists(item.children).flatMap((list) => list.items);
  const about = nested.filter((entry) => elaborates(plain(leadOf(entry)), above));
  return about.length >= nested.length * THRESHOLDS.elaboratedShare;
}

function isBoldOnly(inline: readonly Inline[]): boolean {
  const nodes = inline.filter((node) => node.kind !== 'text' || !/^[\s:.]*$/.test(node.text));
  return nodes.length === 1 && nodes[0]!.kind === 'strong';
}

function unitsUnderLabel(item: Item, place: Place): RoadmapItem[] {
  const label = withoutEnd(titleOfHeading(leadOf(item)), ':.');
  if (isLifeCycleLabel(label)) {
    place.report({
      title: label,
      line: item.first,
      taken: 'no item',
      because: 'end-of-life notices are no work to fund',
    });
    return [];
  }
  place.report({
    title: label,
    line: item.first,
    taken: 'theme',
    because: 'an entry that only names an area over entries of its own',
  });
  const status = statusOfHeading(label) ?? statusOfTitle(plain(leadOf(item))) ?? place.status;
  const inner: Place = { ...place, path: [...place.path, label], status };
  return nestedLists(item.children).flatMap((list) => unitsOfList(list, inner, 'an entry below the name of an area'));
}

/** Entries joined by "and/or" are alternatives for one goal: one group (rule 8). Others stand alone. */
function alternatives(items: readonly Item[]): Item[][] {
  const groups: Item[][] = [];
  const loose = items.some((item, index) => index > 0 && item.first > items[index - 1]!.last + 1);
  let open = false;
  for (const item of items) {
    const before = groups.at(-1);
    if (open && before !== undefined) before.push(item);
    else groups.push([item]);
    open = joinsNext(item);
    // Where blank lines part the other entries, those that stand together with an "and/or" are one.
    if (open && loose && before !== undefined && groups.at(-1) !== before && before.at(-1)!.last + 1 === item.first) {
      groups.pop();
      before.push(item);
    }
  }
  return groups;
}

function joinsNext(item: Item): boolean {
  return /\band ?\/ ?or[.,:;]?$/i.test(plain(leadOf(item)));
}

function unitOfEntry(group: readonly Item[], place: Place, because: string): RoadmapItem | null {
  const item = group[0]!;
  const lead = leadOf(item);
  const text = plain(lead);
  if (text === '' || isCrossReference(text) || isLifeCycle(text)) return null;
  if (isBareDate(text) && item.children.length === 1) return null;
  const inner = group.length > 1 ? group.slice(1) : [];
  const nested = nestedLists(item.children).flatMap((list) => partsOfList(list, place));
  const others: List = { kind: 'list', ordered: false, items: inner, first: item.first, last: item.last };
  const alternatives = partsOfList(others, place);
  const parts = [...nested, ...alternatives];
  const own = statusOf(item, place);
  const found = firstStated(
    statusWithParts(
      own,
      parts.map((part) => part.found),
    ),
    place.status,
  );
  return {
    title: titleOfEntry(lead),
    section: place.path,
    lines: [item.first, group.at(-1)!.last],
    status: found.status,
    statusStated: found.stated,
    links: linksIn(
      [],
      group.flatMap((entry) => entry.children),
    ),
    parts: parts.map(({ part }) => part),
    anchor: 'list-item',
    because: group.length > 1 ? 'alternatives for one goal, joined by and/or' : because,
  };
}

/** An entry's own status, without that of its nested entries. */
function statusOf(item: Item, place: Place): Found | null {
  const lead = leadOf(item);
  const own = item.children.filter((child) => child.kind !== 'list');
  const text = paragraphsOf(own).join(' ');
  const told = underHeading(statusOfEntry(text), place.status);
  const strike = strikeOf(lead);
  // "struck text. Done in 1.2" says more than that only a part is struck.
  if (strike === 'part' && told?.status === 'done') return told;
  return statusOfBox(item.checked) ?? statusOfStrike(strike) ?? statusOfLead(lead, place.legend) ?? told;
}

/** A bold or bracketed status before the title, one in brackets behind it, a mark that the legend explains or everybody knows. */
function statusOfLead(lead: readonly Inline[], legend: Legend): Found | null {
  const label = statusLabelOf(lead);
  if (label !== null) return statusOfHeading(label);
  const text = plain(lead);
  return (
    statusByLegend(text, legend) ??
    statusOfTitle(text) ??
    (text.length <= 120 ? null : statusOfTitle(shorten(text, text)))
  );
}
