/** Which level of a section is the unit, and what is no work at all (rules 1, 3, 4, 5, 6 and 9). */
import type { Block, Directive, Inline, List, Paragraph, Section } from '../document/index.ts';
import {
  introductionOf,
  isAboutItself,
  isAside,
  isFacet,
  isHistory,
  isHorizon,
  isLifeCycleLabel,
  isOrientation,
  isTasksFacet,
  speaksOfPlans,
  statesNeed,
  statesOwnPlan,
} from './lexicon.ts';
import { linksIn } from './links.ts';
import { isBoldOnly, isContents, isLabelled, partsOfList, unitsOfList } from './lists.ts';
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
} from './status.ts';
import type { Found } from './status.ts';
import { unitsOfTable } from './tables.ts';
import { paragraphsOf, plain, sentences, words } from './text.ts';
import { shorten, titleOfHeading, titleOfTerm } from './titles.ts';
import type { RoadmapItem } from './types.ts';

/** A heading, or a paragraph that acts as one, with the blocks below it up to the next. */
interface Group {
  readonly title: readonly Inline[] | null;
  readonly label: string | null;
  readonly line: number;
  readonly blocks: readonly Block[];
}

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
  if (isAside(title) && !holdsBoxes(section.children)) {
    say('no item', 'the heading announces purpose, process or background');
    return [];
  }
  if (isLifeCycleLabel(title)) {
    say('no item', 'end-of-life notices are no work to fund');
    return [];
  }
  const { own, sections } = split(section.children);
  if (sections.length > 0 && sections.every((inner) => isFacet(titleOfHeading(inner.title)))) {
    return proposalOf(section, title, sections, place);
  }
  const status = statusOfHeading(title) ?? statusOfTitle(plain(section.title)) ?? milestoneStatus(own) ?? place.status;
  const inner: Place = { ...place, path: [...place.path, title], status };
  if (sections.length > 0) {
    const items = [
      ...itemsOfBody(own, inner, 'under sub-headings'),
      ...sections.flatMap((child) => itemsOfSection(child, inner)),
    ];
    say('theme', 'headings or lists below it hold the work');
    return items;
  }
  return leaf(section, title, own, inner, place, say);
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
  const body = surveyBody(own);
  const orientation = isOrientation(title);
  if (body.groups.length > 1 || body.tables.length > 0 || body.definitions > 0) {
    const items = itemsOfBody(own, inner, 'in a section');
    if (items.length > 0) {
      say('theme', body.tables.length > 0 ? 'a table below it lists the work' : 'entries below it list the work');
      return items;
    }
  }
  if (body.tasks.length > 0 && !isHorizon(title) && !orientation) {
    const why = 'its text states one goal and the list spells it out';
    return [unitOfHeading(section, title, own, place, body.tasks.flatMap(partsOfList), why)];
  }
  if (body.work.length > 0 || body.tasks.length > 0) {
    if (orientation && !holdsBoxes(own)) {
      say('no item', 'aims and orientation are no planned work');
      return [];
    }
    say('theme', 'the entries of the list below it are the work');
    return itemsOfBody(own, inner, 'in a section');
  }
  const text = paragraphsOf(own).join(' ');
  if (text === '') {
    say('no item', 'nothing stands below it');
    return [];
  }
  if (orientation) {
    say('no item', 'aims and orientation are no planned work');
    return [];
  }
  if (isProcess(own)) {
    say('no item', 'its text is about the roadmap, the tracker or contributing');
    return [];
  }
  if (!speaksOfPlans(text) && words(text).length > 8) {
    say('no item', 'its text tells of no work that is wanted, planned or going on');
    return [];
  }
  return [unitOfHeading(section, title, own, place, [], 'prose about work without a list of it')];
}

/** "Motivation", "Tasks", "Status" below one heading are the parts of one proposal. */
function proposalOf(section: Section, title: string, sections: readonly Section[], place: Place): RoadmapItem[] {
  const parts = sections
    .filter((inner) => isTasksFacet(titleOfHeading(inner.title)))
    .flatMap((inner) => listsIn(inner.children).flatMap(partsOfList));
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
    statusOfTitle(plain(section.title)) ?? statusOfStrike(strikeOf(section.title)) ?? milestoneStatus(content);
  const found = firstStated(
    own,
    statusWithParts(
      statusOfProse(content),
      parts.map((part) => part.found),
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
    last = Math.max(last, block.kind === 'section' ? lastLine(block) : block.last);
  }
  return last;
}

/** The items in blocks that stand below no further headings; labels in bold act as such. */
export function itemsOfBody(
  blocks: readonly Block[],
  place: Place,
  where: 'in a section' | 'under sub-headings',
): RoadmapItem[] {
  const items: RoadmapItem[] = [];
  for (const group of groupsOf(blocks)) {
    const status = group.label === null ? null : statusOfHeading(group.label);
    const inner: Place =
      group.label === null ? place : { ...place, path: [...place.path, group.label], status: status ?? place.status };
    if (group.label !== null && (isAside(group.label) || isLifeCycleLabel(group.label))) {
      place.report({ title: group.label, line: group.line, taken: 'no item', because: 'the label announces no work' });
      continue;
    }
    const found = itemsOfGroup(group, inner, where);
    if (group.label !== null && found.length > 0) {
      place.report({
        title: group.label,
        line: group.line,
        taken: 'theme',
        because: 'a label over the entries below it',
      });
    }
    items.push(...found);
  }
  return items;
}

function itemsOfGroup(group: Group, place: Place, where: 'in a section' | 'under sub-headings'): RoadmapItem[] {
  const items: RoadmapItem[] = [];
  const prose: Paragraph[] = [];
  let intro: Paragraph | null = null;
  let before: ListKind | null = null;
  for (const block of group.blocks) {
    switch (block.kind) {
      case 'paragraph':
        if (block.inline.length > 0) prose.push(block);
        intro = block;
        continue;
      case 'list':
        before = isContents(block) ? 'not work' : kindOfList(block, intro, before);
        if (before !== 'not work') {
          items.push(...unitsOfList(block, place, 'an entry of a list of work'));
        }
        break;
      case 'table':
        items.push(...unitsOfTable(block, place));
        break;
      case 'definitions':
        for (const entry of block.entries)
          items.push(unitOfTerm(entry.term, entry.first, entry.last, entry.children, place));
        break;
      case 'directive':
        if (!isAdmonition(block)) items.push(...itemsOfDirective(block, place, where));
        break;
      case 'quote':
        items.push(...itemsOfBody(block.children, place, where));
        break;
      default:
        continue;
    }
    if (block.kind === 'list' && intro !== null && intro.last < block.first)
      prose.splice(prose.indexOf(intro), introduces(intro) ? 1 : 0);
    intro = null;
  }
  if (items.length === 0 || where !== 'in a section' || isHorizonPath(place)) return items;
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
  const parts = listsIn(children).flatMap(partsOfList);
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
function itemsOfDirective(block: Directive, place: Place, where: 'in a section' | 'under sub-headings'): RoadmapItem[] {
  const label = block.argument;
  if (label === '' || isAside(label)) return label === '' ? itemsOfBody(block.children, place, where) : [];
  const status = statusOfHeading(label) ?? place.status;
  return itemsOfBody(block.children, { ...place, path: [...place.path, label], status }, where);
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
  readonly groups: readonly Group[];
  readonly tables: readonly Block[];
  readonly definitions: number;
  /** Lists whose entries are units, and lists that spell out the heading's goal. */
  readonly work: readonly List[];
  readonly tasks: readonly List[];
}

function surveyBody(blocks: readonly Block[]): Body {
  const groups = groupsOf(blocks);
  const work: List[] = [];
  const tasks: List[] = [];
  let definitions = 0;
  const tables: Block[] = [];
  for (const group of groups) {
    let intro: Paragraph | null = null;
    let before: ListKind | null = null;
    for (const block of group.blocks) {
      if (block.kind === 'paragraph') intro = block;
      else if (block.kind === 'list') {
        const kind: ListKind = isContents(block) ? 'not work' : kindOfList(block, intro, before);
        before = kind;
        if (kind === 'tasks' && group.label === null) tasks.push(block);
        else if (kind !== 'not work') work.push(block);
        intro = null;
      } else if (block.kind === 'table') tables.push(block);
      else if (block.kind === 'definitions') definitions += 1;
      else if (block.kind === 'directive' && !isAdmonition(block)) {
        const nested = surveyBody(block.children);
        work.push(...nested.work, ...nested.tasks);
        tables.push(...nested.tables);
        definitions += nested.definitions;
      }
    }
  }
  return { groups, tables, definitions, work, tasks };
}

type ListKind = 'work' | 'tasks' | 'not work';

/** What a list is, by its boxes, its labels and the sentence before it. */
function kindOfList(list: List, intro: Paragraph | null, before: ListKind | null): ListKind {
  // Without a word between them the second list goes on with the first.
  if (intro === null && before !== null) return before;
  const boxes = list.items.some((item) => item.checked !== null);
  const text = intro === null ? '' : plain(intro.inline);
  const last = sentences(text).at(-1) ?? '';
  const announced = introductionOf(last);
  if (boxes) return 'work';
  if (announced === 'not work') return 'not work';
  if (announced === 'tasks' && introduces(intro)) return isLabelled(list) ? 'work' : 'tasks';
  // Options of ours right below a need of ours.
  if (announced === 'none' && list.items.length <= 8 && statesNeed(last) && !isLabelled(list)) return 'tasks';
  return 'work';
}

/** A paragraph that leads over to a list: it ends with a colon or in the middle of a sentence. */
function introduces(intro: Paragraph | null): boolean {
  return intro !== null && !/[.!?)]$/.test(plain(intro.inline));
}

/** Parts the blocks at labels: bold paragraphs, paragraphs of one role, rubrics, each with something below it. */
function groupsOf(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  let title: readonly Inline[] | null = null;
  let label: string | null = null;
  let line = blocks[0]?.first ?? 0;
  let open: Block[] = [];
  const close = (): void => {
    if (open.length > 0 || label !== null) groups.push({ title, label, line, blocks: open });
    open = [];
  };
  for (const [index, block] of blocks.entries()) {
    const found = labelOf(block, blocks[index + 1]);
    if (found === null) open.push(block);
    else {
      close();
      title = block.kind === 'paragraph' ? block.inline : null;
      label = found;
      line = block.first;
    }
  }
  close();
  return groups;
}

function labelOf(block: Block, next: Block | undefined): string | null {
  if (block.kind === 'directive' && block.name === 'rubric' && block.argument !== '') return block.argument;
  if (block.kind !== 'paragraph' || next === undefined) return null;
  if (next.kind !== 'list' && next.kind !== 'table' && next.kind !== 'definitions') return null;
  const nodes = block.inline.filter((node) => node.kind !== 'text' || !/^[\s:]*$/.test(node.text));
  const only = nodes.length === 1 ? nodes[0]! : null;
  if (only === null || (only.kind !== 'role' && !isBoldOnly(block.inline))) return null;
  const text = plain([only]).replace(/[:\s]+$/, '');
  return text !== '' && words(text).length <= 8 && introductionOf(plain(block.inline)) === 'none' ? text : null;
}

/** A paragraph about planned or current work of ours, beside a list in the same section. */
function isWorkStream(paragraph: Paragraph): boolean {
  const text = plain(paragraph.inline);
  const all = sentences(text);
  if (all.length < 2 || words(text).length < 25) return false;
  return all.some((sentence) => statesOwnPlan(sentence) && !isAboutItself(sentence));
}

function isHorizonPath(place: Place): boolean {
  return place.path.some(isHorizon) || place.status !== null;
}

function unitOfProse(paragraph: Paragraph, place: Place): RoadmapItem {
  const text = plain(paragraph.inline);
  const telling = sentences(text).find((sentence) => statesOwnPlan(sentence) && !isAboutItself(sentence)) ?? text;
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
    .replace(/,? \b(?:is|are) (?:also )?(?:in progress|ongoing|under ?way)\b.*$/i, '');
  return shorten(phrase.split(', ')[0]!, sentence);
}

function isProcess(blocks: readonly Block[]): boolean {
  const all = paragraphsOf(blocks).flatMap(sentences);
  if (all.length === 0) return false;
  const about = all.filter(isAboutItself).length;
  return about * 10 >= all.length * 6 && !all.some((sentence) => statesOwnPlan(sentence) && !isAboutItself(sentence));
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

/** `**Status**: ...` or a field of that name among a section's own blocks. */
function milestoneStatus(blocks: readonly Block[]): Found | null {
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      const found = statusParagraph(plain(block.inline));
      if (found !== null) return found;
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
function holdsBoxes(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    if (block.kind === 'list') return block.items.some((item) => item.checked !== null || holdsBoxes(item.children));
    return (
      (block.kind === 'section' || block.kind === 'quote' || block.kind === 'directive') && holdsBoxes(block.children)
    );
  });
}
