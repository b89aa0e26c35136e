/** Which level of a section is the unit, and what is no work at all (rules 1, 3, 4, 5, 6 and 9). */
import { append } from '../append.ts';
import { withoutEnd } from '../ends.ts';
import type { Block, DefinitionList, Directive, Inline, List, Paragraph, Section } from '../document/index.ts';
import {
  introductionOf,
  isAboutItself,
  isExample,
  pointsAway,
  isAreaLabel,
  isAside,
  isFacetLabel,
  isProposalField,
  isSideFacet,
  isBesidePlan,
  isFacet,
  isGoals,
  isHistory,
  isInvitation,
  isIntroductory,
  isHorizon,
  isLifeCycleLabel,
  isOrientation,
  isPlan,
  isSoftAside,
  isWishList,
  isTasksFacet,
  namesOutcome,
  speaksOfPlans,
  statesNeed,
  tellsOfEnd,
  tellsOfWork,
  statesOwnPlan,
} from './lexicon.ts';
import { linksIn } from './links.ts';
import { statusByLegend } from './legend.ts';
import {
  describesOnly,
  leadOf,
  isChannels,
  isContents,
  isLabelled,
  isReference,
  partsOfList,
  unitsOfList,
} from './lists.ts';
import type { PartFound, Place } from './lists.ts';
import {
  firstStated,
  statusOfHeading,
  statusOfStrike,
  statusOfText,
  statusOfTitle,
  statusParagraph,
  statusWithParts,
  strikeOf,
  underHeading,
} from './status.ts';
import type { Found } from './status.ts';
import { unitsOfTable } from './tables.ts';
import { paragraphsOf, plain, sentences, words } from './text.ts';
import { shorten, titleOfEntry, titleOfHeading, titleOfTerm } from './titles.ts';
import { THRESHOLDS } from './thresholds.ts';
import { MOST_ITEMS } from './types.ts';
import type { RoadmapItem } from './types.ts';

/** The items of a section, its heading included. */
export function itemsOfSection(section: Section, place: Place): RoadmapItem[] {
  const title = titleOfHeading(section.title);
  const say = (taken: 'theme' | 'no item', because: string): void => {
    place.report({ title, line: section.heading.first, taken, because });
  };
  if (isHistory(title)) {
    say('no item', 'a history or changelog tells what was done before, not what is planned');
    return [];
  }
  const isKept = (place.lenient && isBackground(title, section)) || holdsMost(section, place);
  if (isAside(title) && !holdsBoxes(section.children) && !isKept) {
    say('no item', 'the heading announces purpose, process or background');
    return [];
  }
  if (isSoftAside(title) && !place.lenient && !holdsBoxes(section.children)) {
    say('no item', 'an area of focus introduces what stands elsewhere');
    return [];
  }
  if (isLifeCycleLabel(title)) {
    say('no item', 'end-of-life notices are no work to fund');
    return [];
  }
  if (isProposal(section.children)) return oneProposal(section, title, place);
  const { own, sections } = split(withLabels(section.children));
  if (sections.length > 0 && sections.every((inner) => isFacet(titleOfHeading(inner.title)))) {
    return proposalOf(section, title, sections, place);
  }
  const status = statusOfHeading(title) ?? statusOfTitle(plain(section.title)) ?? milestoneStatus(own) ?? place.status;
  const inner: Place = { ...place, path: [...place.path, title], status };
  if (sections.length > 0) {
    const items = itemsBelow(isAside(title) ? [] : own, sections, inner);
    say('theme', 'headings or lists below it hold the work');
    return items;
  }
  return leaf(section, title, own, inner, place, say);
}

/** Fields of a proposal, or several paragraphs labelled "What?", "Why?", "Status": the heading is one piece of work. */
function isProposal(blocks: readonly Block[]): boolean {
  if (blocks.some((block) => block.kind === 'section')) return false;
  const fields = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
  if (fields.filter(({ name }) => isProposalField(name)).length >= 2) return true;
  const [only, ...more] = blocks;
  if (more.length === 0 && only?.kind === 'list' && listsFields(only)) return true;
  const labels = blocks.map(facetOf).filter((label) => label !== null);
  return labels.length >= 2 && labels.some((label) => !isSideFacet(label));
}

/** "Description: ...", "Priority: ...", "Owner: ..." as entries: the sides of one piece of work. */
function listsFields({ items }: List): boolean {
  const labels = items.map((item) => /^([\p{L} ]{2,24}):/u.exec(plain(leadOf(item)))?.[1]?.trim() ?? '');
  const known = labels.filter((label) => isProposalField(label) || isFacetLabel(label));
  if (new Set(labels).size < items.length) return false;
  return known.length >= Math.min(2, items.length) && known.length * 10 >= items.length * 6;
}

/** The bold label before a paragraph that tells one side of a piece of work. */
function facetOf(block: Block): string | null {
  if (block.kind !== 'paragraph') return null;
  const [first] = block.inline;
  if (first?.kind !== 'strong') return null;
  const label = withoutEnd(plain([first]), ':?*.');
  return isFacetLabel(label) ? label : null;
}

function oneProposal(section: Section, title: string, place: Place): RoadmapItem[] {
  const parts: PartFound[] = [];
  let intro: Paragraph | null = null;
  let before: ListKind | null = null;
  let side = false;
  for (const block of section.children) {
    if (block.kind === 'paragraph') {
      intro = block;
      const label = facetOf(block);
      if (label !== null) side = isSideFacet(label);
    } else if (block.kind === 'list' && !listsFields(block)) {
      before = isContents(block, place) ? 'not work' : kindOfList(block, intro, before);
      if (before !== 'not work' && !side) append(parts, partsOfList(block, place));
      intro = null;
    }
  }
  const why = 'its fields or labels tell the sides of one piece of work';
  return [unitOfHeading(section, title, section.children, place, parts, why)];
}

/** Careless levels put the whole document below its first heading. */
function holdsMost(section: Section, place: Place): boolean {
  const inner = section.children.filter((block) => block.kind === 'section');
  const first = inner[0]?.first ?? 0;
  return inner.length > 0 && inner.at(-1)!.last - first + 1 > place.lines * THRESHOLDS.documentShare;
}

/** A heading of background over headings of its own; its own text is still no work. */
function isBackground(title: string, { children }: Section): boolean {
  return isIntroductory(title) && children.some((block) => block.kind === 'section');
}

/** A heading without headings below it: itself the unit, or a theme over what its body lists. */
function leaf(
  section: Section,
  title: string,
  own: readonly Block[],
  inner: Place,
  place: Place,
  say: (taken: 'theme' | 'no item', because: string) => void,
): RoadmapItem[] {
  const body = surveyBody(own, place);
  const orientation = isOrientation(title);
  if (body.tables > 0 || body.definitions > 0) {
    const items = itemsOfOwn(own, inner, true);
    if (items.length > 0) {
      say('theme', body.tables > 0 ? 'a table below it lists the work' : 'entries below it list the work');
      return items;
    }
  }
  // Beside a list of work before it, what spells out a need is work too.
  const isSpelledOut = body.tasks.length > 0 && !(body.work.length > 0 && body.work[0]!.first < body.tasks[0]!.first);
  if (isSpelledOut && !isHorizon(title) && !orientation) {
    const why = 'its text states one goal and the list spells it out';
    const lists = [...body.tasks, ...body.work].sort((a, b) => a.first - b.first);
    return [
      unitOfHeading(
        section,
        title,
        own,
        place,
        lists.flatMap((list) => partsOfList(list, place)),
        why,
      ),
    ];
  }
  if (body.work.length > 0 || body.tasks.length > 0) {
    if (orientation && !holdsBoxes(own)) {
      say('no item', 'aims and orientation are no planned work');
      return [];
    }
    say('theme', 'the entries of the list below it are the work');
    return itemsOfOwn(own, inner, true);
  }
  const prose = proseOf(own);
  const text = prose.join(' ');
  if (text === '') {
    if (namesOutcome(title) && !isHorizon(title) && !orientation) {
      return [unitOfHeading(section, title, own, place, [], 'the heading alone says what is to be done')];
    }
    say('no item', 'nothing stands below it');
    return [];
  }
  if (orientation || isGoals(title)) {
    say('no item', 'aims and orientation are no planned work');
    return [];
  }
  if (isProcess(own)) {
    say('no item', 'its text is about the roadmap, the tracker or contributing');
    return [];
  }
  const told = paragraphUnits(title, own, inner);
  if (told.length > 0) {
    say('theme', 'each paragraph below it is a piece of work');
    return told;
  }
  if (statusOfHeading(title) !== null) {
    say('no item', 'a word of status, and nothing listed below it');
    return [];
  }
  if (body.elsewhere && !tellsOfWork(proseOf(besideLists(own)).flatMap(sentences))) {
    say('no item', 'it only points to other places, or to what stands elsewhere here');
    return [];
  }
  if (tellsOfEnd(text)) {
    say('no item', 'its text tells of an end, not of work');
    return [];
  }
  const isDone = inner.status?.status === 'done';
  if (!isDone && !tellsOfWork(prose.flatMap(sentences)) && !namesOutcome(title) && !isFragment(text)) {
    say('no item', 'its text tells of no work that is wanted, planned or going on');
    return [];
  }
  return [unitOfHeading(section, title, own, place, [], 'prose about work without a list of it')];
}

/** Below a horizon or "wish list" each of several short paragraphs is an entry, although no mark says so. */
function paragraphUnits(title: string, own: readonly Block[], place: Place): RoadmapItem[] {
  const isOpen = isHorizon(title) || isWishList(title) || statusOfHeading(title) !== null;
  const paragraphs = own.filter((block) => block.kind === 'paragraph' && plain(block.inline) !== '') as Paragraph[];
  const isEntry = ({ inline }: Paragraph): boolean => {
    const text = plain(inline);
    return sentences(text).length === 1 && words(text).length <= THRESHOLDS.entryWords;
  };
  const about = paragraphs.filter(({ inline }) => isAboutItself(plain(inline)));
  if (about.length * 2 > paragraphs.length) return [];
  if (!isOpen || paragraphs.length < 2 || paragraphs.length < own.length || !paragraphs.every(isEntry)) return [];
  return paragraphs.map((paragraph) => ({
    ...unitOfProse(paragraph, place),
    title: titleOfEntry(paragraph.inline),
    because: 'one of several short paragraphs below a horizon',
  }));
}

/** The running text of a section; a list that is no work says nothing about it. */
function proseOf(blocks: readonly Block[]): string[] {
  return paragraphsOf(blocks.filter((block) => block.kind !== 'list'));
}

/** Without the paragraphs that lead over to lists. */
function besideLists(blocks: readonly Block[]): Block[] {
  const next = nextTexts(blocks);
  return blocks.filter((_, index) => next[index]?.kind !== 'list');
}

/** "Motivation", "Tasks", "Status" below one heading are the parts of one proposal. */
function proposalOf(section: Section, title: string, sections: readonly Section[], place: Place): RoadmapItem[] {
  const parts = sections
    .filter((inner) => isTasksFacet(titleOfHeading(inner.title)))
    .flatMap((inner) => listsIn(inner.children).flatMap((list) => partsOfList(list, place)));
  return [
    unitOfHeading(
      section,
      title,
      section.children,
      place,
      parts,
      'the headings below it are facets of one piece of work',
    ),
  ];
}

function unitOfHeading(
  section: Section,
  title: string,
  content: readonly Block[],
  place: Place,
  parts: readonly PartFound[],
  because: string,
): RoadmapItem {
  const own =
    statusByLegend(plain(section.title), place.legend) ??
    statusOfTitle(plain(section.title)) ??
    statusOfStrike(strikeOf(section.title)) ??
    milestoneStatus(content);
  const found = firstStated(
    own,
    underHeading(
      statusWithParts(
        statusOfProse(content),
        parts.map((part) => part.found),
      ),
      place.status,
    ),
    place.status,
  );
  place.report({ title, line: section.heading.first, taken: 'unit', because });
  // Parts of finished work are finished unless they say otherwise.
  const done = found.status === 'done';
  return {
    title,
    section: place.path,
    lines: [section.heading.first, lastLine(section)],
    status: found.status,
    statusStated: found.stated,
    links: linksIn([section.title], content),
    parts: parts.map(({ part, found: of }) => (done && !of.stated ? { ...part, status: 'done' as const } : part)),
    anchor: 'heading',
    because,
  };
}

/** The last line of a section's content; definitions and labels after it belong to no item. */
function lastLine(section: Section): number {
  let last = section.heading.last;
  for (const block of section.children) {
    if (block.kind === 'target' && block.of !== 'footnote') continue;
    if (block.kind === 'comment' || block.kind === 'transition' || block.kind === 'markup') continue;
    if (block.kind === 'paragraph' && plain(block.inline) === '') continue;
    if (block.kind === 'directive' && block.name === 'raw') continue;
    last = Math.max(last, block.kind === 'section' ? lastLine(block) : block.last);
  }
  return last;
}

/** The items of blocks that stand below no heading of their own: a document's preamble, a tab, a quote. */
export function itemsOfBlocks(blocks: readonly Block[], place: Place): RoadmapItem[] {
  const { own, sections } = split(withLabels(blocks));
  return itemsBelow(own, sections, place);
}

function itemsBelow(own: readonly Block[], sections: readonly Section[], place: Place): RoadmapItem[] {
  const items = itemsOfOwn(own, place, false);
  const found: { readonly title: string; readonly line: number; readonly items: RoadmapItem[] }[] = [];
  for (let many = items.length, at = 0; at < sections.length && many < MOST_ITEMS && !place.full(); at++) {
    const section = sections[at]!;
    const below = itemsOfSection(section, place);
    found.push({ title: titleOfHeading(section.title), line: section.heading.first, items: below });
    many += below.length;
  }
  const last = found.findLastIndex((section) => section.items.length > 0);
  const plan = found.find((section) => section.items.length > 0 && isPlan(section.title));
  for (const [at, section] of found.entries()) {
    if (plan !== undefined && section !== plan && section.items.length > 0 && !standsBeside(section.title)) {
      const { title, line } = section;
      place.report({ title, line, taken: 'no item', because: 'another section is the plan' });
      continue;
    }
    // Goals that stand before the plan say what it is for; goals that nothing follows are the plan (rule 1).
    if (at < last && section.items.length > 0 && isGoals(section.title)) {
      const { title, line } = section;
      place.report({ title, line, taken: 'no item', because: 'goals before the plan say what it is for' });
    } else append(items, section.items);
  }
  return items;
}

/** Sections that hold work of their own though another one is called the plan. */
function standsBeside(title: string): boolean {
  return isPlan(title) || isHorizon(title) || isBesidePlan(title) || statusOfHeading(title) !== null;
}

/** The items that blocks list themselves; beside a list in a section without sub-headings, paragraphs may be items too. */
function itemsOfOwn(blocks: readonly Block[], place: Place, withProse: boolean): RoadmapItem[] {
  const items: RoadmapItem[] = [];
  const prose: Paragraph[] = [];
  let intro: Paragraph | null = null;
  let before: ListKind | null = null;
  for (const block of blocks) {
    switch (block.kind) {
      case 'paragraph':
        if (block.inline.length > 0) prose.push(block);
        intro = block;
        continue;
      case 'list':
        before = isContents(block, place) ? 'not work' : kindOfList(block, intro, before);
        if (before !== 'not work') append(items, unitsOfList(block, place, 'an entry of a list of work'));
        // What only leads over to a list is no work of its own.
        if (introduces(intro)) prose.pop();
        break;
      case 'table':
        append(items, unitsOfTable(block, place));
        break;
      case 'definitions':
        if (isParameters(block)) break;
        for (const entry of block.entries.slice(0, MOST_ITEMS))
          items.push(unitOfTerm(entry.term, entry.first, entry.last, entry.children, place));
        break;
      case 'directive':
        if (!isAdmonition(block)) append(items, itemsOfDirective(block, place));
        break;
      case 'quote':
        append(items, itemsOfBlocks(block.children, place));
        break;
      default:
        continue;
    }
    intro = null;
  }
  if (items.length === 0 || !withProse || isHorizonPath(place)) return items;
  const streams = prose.filter(isWorkStream).map((paragraph) => unitOfProse(paragraph, place));
  return streams.length === 0 ? items : [...items, ...streams].sort((a, b) => a.lines[0] - b.lines[0]);
}

function unitOfTerm(
  term: readonly Inline[],
  first: number,
  last: number,
  children: readonly Block[],
  place: Place,
): RoadmapItem {
  const own = statusOfTitle(plain(term)) ?? statusOfStrike(strikeOf(term)) ?? statusOfProse(children);
  const parts = listsIn(children).flatMap((list) => partsOfList(list, place));
  const found = firstStated(
    statusWithParts(
      own,
      parts.map((part) => part.found),
    ),
    place.status,
  );
  return {
    title: titleOfTerm(term),
    section: place.path,
    lines: [first, last],
    status: found.status,
    statusStated: found.stated,
    links: linksIn([term], children),
    parts: parts.map(({ part }) => part),
    anchor: 'definition-term',
    because: 'a term in a definition list of plans',
  };
}

/** A tab, drop-down or card around text: its argument is a label. */
function itemsOfDirective(block: Directive, place: Place): RoadmapItem[] {
  const label = block.argument;
  if (label === '') return itemsOfBlocks(block.children, place);
  if (isAside(label)) return [];
  return itemsOfBlocks(block.children, {
    ...place,
    path: [...place.path, label],
    status: statusOfHeading(label) ?? place.status,
  });
}

const ADMONITIONS = new Set([
  'note', 'tip', 'warning', 'hint', 'important', 'attention', 'caution', 'danger', 'error', 'seealso', 'admonition', 'todo',
  'toctree', 'contents', 'image', 'figure', 'versionadded', 'versionchanged', 'deprecated', 'meta', 'raw', 'math', 'code-block',
]); // prettier-ignore

function isAdmonition(block: Directive): boolean {
  return ADMONITIONS.has(block.name);
}

/** What a section's body holds, before deciding about its heading. */
interface Body {
  readonly tables: number;
  readonly definitions: number;
  /** Lists whose entries are units, and lists that spell out the heading's goal. */
  readonly work: readonly List[];
  readonly tasks: readonly List[];
  /** Whether all it lists are other places. */
  readonly elsewhere: boolean;
}

function surveyBody(blocks: readonly Block[], place: Place): Body {
  const work: List[] = [];
  const tasks: List[] = [];
  let definitions = 0;
  let tables = 0;
  let lists = 0;
  let away = 0;
  let intro: Paragraph | null = null;
  let before: ListKind | null = null;
  for (const block of blocks) {
    if (block.kind === 'paragraph') intro = block;
    else if (block.kind === 'list') {
      lists += 1;
      const leads = intro === null ? '' : (sentences(plain(intro.inline)).at(-1) ?? '');
      if (isContents(block, place) || pointsAway(leads)) away += 1;
      before = isContents(block, place) ? 'not work' : kindOfList(block, intro, before);
      if (before === 'tasks') tasks.push(block);
      else if (before === 'work') work.push(block);
      intro = null;
    } else if (block.kind === 'table') tables += 1;
    else if (block.kind === 'definitions') definitions += isParameters(block) ? 0 : 1;
    else if (block.kind === 'quote' || (block.kind === 'directive' && !isAdmonition(block))) {
      const nested = surveyBody(block.children, place);
      append(work, [...nested.work, ...nested.tasks]);
      tables += nested.tables;
      definitions += nested.definitions;
    }
  }
  return { tables, definitions, work, tasks, elsewhere: lists > 0 && away === lists };
}

/** Terms that are code describe an interface. */
function isParameters(list: DefinitionList): boolean {
  return list.entries.every((entry) => entry.term[0]?.kind === 'code');
}

type ListKind = 'work' | 'tasks' | 'not work';

/** What a list is, by its boxes, its labels and the sentence before it. */
function kindOfList(list: List, intro: Paragraph | null, before: ListKind | null): ListKind {
  // Without a word between them the second list goes on with the first.
  if (intro === null && before !== null) return before;
  const boxes = list.items.some((item) => item.checked !== null);
  const text = intro === null ? '' : plain(intro.inline);
  // An invitation between the plan and its list says nothing of the list.
  const last = sentences(text).findLast((sentence) => !isInvitation(sentence)) ?? '';
  const announced = introductionOf(last);
  if (boxes) return 'work';
  if (describesOnly(list) || isReference(list) || isChannels(list)) return 'not work';
  if (announced === 'not work') {
    // "There are other things I want to do. Things like:" are wishes.
    const wished = isExample(last) && sentences(text).slice(0, -1).some(statesNeed);
    return wished ? 'work' : 'not work';
  }
  if (announced === 'tasks' && introduces(intro)) return isLabelled(list) ? 'work' : 'tasks';
  // Options of ours right below a need of ours.
  if (announced === 'none' && list.items.length <= THRESHOLDS.optionEntries && statesNeed(last) && !isLabelled(list))
    return 'tasks';
  return namesOnly(list) && text !== '' && speaksOfPlans(text) ? 'tasks' : 'work';
}

/** Names of things that the sentence before them is about: "Adds connectors for: PostgreSQL, Oracle". */
function namesOnly(list: List): boolean {
  return (
    list.items.length >= 2 &&
    list.items.every((item) => {
      const text = plain(leadOf(item));
      return item.children.length === 1 && isAreaLabel(text) && words(text).length <= 3 && !speaksOfPlans(text);
    })
  );
}

/** A paragraph that leads over to a list: it ends with a colon or in the middle of a sentence. */
function introduces(intro: Paragraph | null): boolean {
  return intro !== null && !/[.!?)]$/.test(plain(intro.inline));
}

/**
 * Paragraphs that are only a label act as headings over what follows (rule 7): before a list or table always, before prose when
 * the section has several of them. The result holds a section for each.
 */
export function withLabels(blocks: readonly Block[]): Block[] {
  const next = nextTexts(blocks);
  const labels = blocks.map((block, index) => labelOf(block, next[index]));
  const several = labels.filter((label) => label !== null).length > 1;
  const out: Block[] = [];
  let open: { title: readonly Inline[]; line: Block; children: Block[] } | null = null;
  const close = (): void => {
    if (open === null) return;
    const { title, line, children } = open;
    const last = children.at(-1)?.last ?? line.last;
    out.push({ kind: 'section', level: LABEL_LEVEL, title, heading: line, children, first: line.first, last });
    open = null;
  };
  for (const [index, block] of blocks.entries()) {
    const label = labels[index] ?? null;
    if (block.kind === 'section') {
      close();
      out.push(block);
    } else if (label !== null && (several || label.listed)) {
      close();
      open = { title: label.title, line: block, children: [] };
    } else if (open === null) out.push(block);
    else (open as { children: Block[] }).children.push(block);
  }
  close();
  return out;
}

/** For each block the next one with text of its own, from one pass: definitions by the thousand may stand between. */
function nextTexts(blocks: readonly Block[]): (Block | undefined)[] {
  const next: (Block | undefined)[] = [];
  let seen: Block | undefined;
  for (let at = blocks.length - 1; at >= 0; at--) {
    next[at] = seen;
    const block = blocks[at]!;
    if (block.kind !== 'markup' && block.kind !== 'comment' && block.kind !== 'target') seen = block;
  }
  return next;
}

/** Below every heading that a document can write. */
const LABEL_LEVEL = 99;

function labelOf(block: Block, next: Block | undefined): { title: readonly Inline[]; listed: boolean } | null {
  if (next === undefined || next.kind === 'section') return null;
  const listed = next.kind === 'list' || next.kind === 'table' || next.kind === 'definitions';
  if (block.kind === 'directive' && block.name === 'rubric' && block.argument !== '') {
    return { title: [{ kind: 'text', text: block.argument, line: block.first }], listed };
  }
  if (block.kind !== 'paragraph') return null;
  const nodes = block.inline.filter((node) => node.kind !== 'text' || !/^[\s:]*$/.test(node.text));
  const only = nodes.length === 1 ? nodes[0]! : null;
  if (only === null) return null;
  const isLabel = only.kind === 'strong' || (only.kind === 'role' && only.role !== '') || only.kind === 'emphasis';
  if (!isLabel) return null;
  const text = withoutEnd(plain([only]), ':');
  // "Last updated: May" is about the document.
  if (/^(?:(?:last|latest) )?(?:revis|updat|version|date|author|draft)\w{0,4}\b[^:]{0,20}:/i.test(text)) return null;
  if (
    text === '' ||
    words(text).length > THRESHOLDS.labelWords ||
    /[.!?]$/.test(text) ||
    introductionOf(plain(block.inline)) !== 'none'
  )
    return null;
  return { title: [{ kind: 'text', text, line: block.first }], listed };
}

/** A few words or links without a verb: a note under a heading that says it all. */
function isFragment(text: string): boolean {
  return (
    words(text).length <= THRESHOLDS.fragmentWords &&
    !/[.!?]$/.test(text) &&
    !/\b(?:is|are|was|were|has|have|had)\b/i.test(text)
  );
}

/** A paragraph about planned or current work of ours, beside a list in the same section. */
function isWorkStream(paragraph: Paragraph): boolean {
  const text = plain(paragraph.inline);
  const all = sentences(text);
  if (all.length < THRESHOLDS.streamSentences || words(text).length < THRESHOLDS.streamWords) return false;
  return all.some(isOwnPlan);
}

function isOwnPlan(sentence: string): boolean {
  return statesOwnPlan(sentence) && !isAboutItself(sentence);
}

function isHorizonPath(place: Place): boolean {
  return place.path.some(isHorizon) || place.status !== null;
}

function unitOfProse(paragraph: Paragraph, place: Place): RoadmapItem {
  const text = plain(paragraph.inline);
  const telling = sentences(text).find(isOwnPlan) ?? text;
  const found = firstStated(statusOfText(text), place.status);
  return {
    title: phraseOf(telling),
    section: place.path,
    lines: [paragraph.first, paragraph.last],
    status: found.status,
    statusStated: found.stated,
    links: linksIn([paragraph.inline], []),
    parts: [],
    anchor: 'prose',
    because: 'a paragraph about work of its own beside a list',
  };
}

/** "Furthermore we would like to improve the benchmarking system, in terms of ..." -> "improve the benchmarking system". */
function phraseOf(sentence: string): string {
  const after =
    /\b(?:we|i)\b(?: \w+){0,2} (?:would like|want|plan|aim|intend|hope|need|propose)(?:s|ed)? (?:to )?(.{3,200})/i.exec(
      sentence,
    );
  const phrase = (
    after?.[1] ?? sentence.replace(/^(?:furthermore|in addition|additionally|also|finally|we)\b,? ?/i, '')
  )
    .replace(/^(?:continue (?:to )?|further )/i, '')
    .replace(/,? \b(?:is|are) (?:also )?(?:in progress|ongoing|under ?way)\b.*/is, '');
  return shorten(phrase.split(', ')[0]!, sentence);
}

function isProcess(blocks: readonly Block[]): boolean {
  const all = paragraphsOf(blocks).flatMap(sentences);
  if (all.length === 0) return false;
  const about = all.filter(isAboutItself).length;
  return about >= all.length * THRESHOLDS.processShare && !all.some(isOwnPlan);
}

/** Status by the running text of a unit, paragraph by paragraph; what a list below says counts for its entries. */
function statusOfProse(blocks: readonly Block[]): Found | null {
  const texts = paragraphsOf(
    blocks.filter((block) => block.kind !== 'list' && block.kind !== 'table' && block.kind !== 'section'),
  );
  const found = texts.map(statusOfText).filter((one) => one !== null);
  return (
    found.find((one) => one.status === 'unclear') ?? found.find((one) => one.status === 'done') ?? found[0] ?? null
  );
}

/** `**Status**: ...`, a field or a box of that name among a section's own blocks. */
function milestoneStatus(blocks: readonly Block[]): Found | null {
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      const found = statusParagraph(plain(block.inline));
      if (found !== null) return found;
    } else if (block.kind === 'directive' && /^status$/i.test(block.argument)) {
      return statusParagraph(`status: ${paragraphsOf(block.children).join(' ')}`);
    } else if (block.kind === 'fields') {
      for (const field of block.fields) {
        if (/^status$/i.test(field.name)) return statusParagraph(`status: ${paragraphsOf(field.children).join(' ')}`);
      }
    }
  }
  return null;
}

function split(blocks: readonly Block[]): { own: Block[]; sections: Section[] } {
  const own: Block[] = [];
  const sections: Section[] = [];
  for (const block of blocks) {
    if (block.kind === 'section') sections.push(block);
    else own.push(block);
  }
  return { own, sections };
}

function listsIn(blocks: readonly Block[]): List[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'list') return [block];
    return block.kind === 'section' || block.kind === 'quote' ? listsIn(block.children) : [];
  });
}

/** Boxes to tick make a list of work whatever stands above it. */
export function holdsBoxes(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    if (block.kind === 'list') return block.items.some((item) => item.checked !== null || holdsBoxes(item.children));
    return (
      (block.kind === 'section' || block.kind === 'quote' || block.kind === 'directive') && holdsBoxes(block.children)
    );
  });
}
