/** What a text that plans work says: its goals, what is done, what it is about, and what it tells of its own age. */
import type { Outline } from '../document/index.ts';
import type { Lines } from './types.ts';
import { dateIn, proseWords } from './words.ts';

export interface Goal {
  readonly text: string;
  readonly line: number;
  readonly done: boolean;
  /** Whether the text says at all if it is done: a box, a strike, a sign. */
  readonly marked: boolean;
  /** Nested goals are parts of the one above. */
  readonly nested: boolean;
  /** Nothing but a link to another page: it leads somewhere and plans nothing. */
  readonly leadsOn: boolean;
}

export interface PlanSection {
  /** The headings above, the outermost first, its own last. */
  readonly headings: readonly string[];
  readonly lines: Lines;
  readonly words: number;
  readonly goals: readonly Goal[];
}

export interface PlanText {
  readonly lines: Lines;
  readonly words: number;
  readonly sections: readonly PlanSection[];
  readonly goals: readonly Goal[];
  readonly statedDate: { readonly on: string; readonly line: number } | null;
  readonly saysStale: number | null;
  readonly saysHistorical: number | null;
  readonly years: readonly { readonly year: number; readonly line: number; readonly heading: boolean }[];
  readonly versions: readonly VersionNamed[];
  readonly cadence: { readonly months: number; readonly line: number } | null;
  /** The time ahead that it says it is about. */
  readonly horizon: { readonly months: number; readonly line: number } | null;
  /** Where it says of itself that there is no roadmap, or that it is kept elsewhere. */
  readonly saysNone: number | null;
  readonly saysElsewhere: number | null;
  /** Where it says that somebody will look at it again. */
  readonly nextReview: number | null;
  /** Where it names who will do something about it. */
  readonly owners: number | null;
  /** Where the text is filled from elsewhere when the site is built. */
  readonly loops: readonly { readonly collection: string; readonly line: number }[];
  readonly futureWords: number;
}

export interface VersionNamed {
  readonly major: number;
  readonly minor: number;
  readonly patch: number | null;
  readonly text: string;
  readonly line: number;
  readonly heading: boolean;
}

const MOST_CHARACTERS = 1000;

/** Reads the lines of a range (the whole document without one) with the headings that the outline found. */
export function readPlan(lines: readonly string[], outline: Outline, range: Lines | null = null): PlanText {
  const [first, last] = range ?? [1, lines.length];
  const headingAt = new Map(
    outline.headings.filter(({ line }) => line >= first && line <= last).map((heading) => [heading.line, heading]),
  );
  const sections: { headings: string[]; lines: [number, number]; words: number; goals: Goal[] }[] = [];
  const stack: { level: number; text: string }[] = [];
  let section = { headings: [] as string[], lines: [first, last] as [number, number], words: 0, goals: [] as Goal[] };
  sections.push(section);
  const years: { year: number; line: number; heading: boolean }[] = [];
  const versions: VersionNamed[] = [];
  const loops: { collection: string; line: number }[] = [];
  let statedDate: PlanText['statedDate'] = null;
  let saysStale: number | null = null;
  let saysHistorical: number | null = null;
  let cadence: PlanText['cadence'] = null;
  let horizon: PlanText['horizon'] = null;
  let saysNone: number | null = null;
  let saysElsewhere: number | null = null;
  let nextReview: number | null = null;
  const table = new TableRows();
  let lastItem: { readonly goals: Goal[]; readonly indent: number } | null = null;
  let owners: number | null = null;
  let futureWords = 0;
  let textLines = 0;
  let baseIndent = -1;
  let above = '';

  for (const { line, text, kind } of textLinesOf(lines, first, last, headingAt)) {
    if (kind === 'template') {
      const loop =
        /\{%-?\s*for\s+\w+\s+in\s+([\w.[\]"']{1,80})/.exec(text) ??
        /\{%-?\s*assign\s+\w+\s*=\s*(site\.[\w.]{1,80})/.exec(text);
      if (loop !== null) loops.push({ collection: loop[1]!, line });
      continue;
    }
    const heading = headingAt.get(line);
    if (heading !== undefined) {
      table.leave();
      lastItem = null;
      section.lines[1] = line - 1;
      while (stack.length > 0 && stack.at(-1)!.level >= heading.level) stack.pop();
      stack.push({ level: heading.level, text: heading.text });
      section = { headings: stack.map((entry) => entry.text), lines: [line, last], words: 0, goals: [] };
      sections.push(section);
      baseIndent = -1;
      noteVersions(heading.text, line, true, versions);
      noteYears(heading.text, line, true, years);
      if (statedDate === null && textLines < 12) statedDate = datedHeading(heading.text, line);
      above = '';
      continue;
    }
    textLines++;
    const words = proseWords(text);
    section.words += words.length;
    const item = ITEM.exec(text);
    if (item !== null) {
      table.leave();
      const indent = indentOf(text);
      if (baseIndent < 0 || indent < baseIndent) baseIndent = indent;
      section.goals.push(goalOf(item[1]!, item[2]!, line, indent > baseIndent + 1));
      lastItem = { goals: section.goals, indent };
    } else {
      table.take(text, line, section.goals);
      // What an entry says of its being done may stand at the end of its last line.
      if (lastItem !== null && indentOf(text) > lastItem.indent) {
        const last = lastItem.goals.at(-1);
        if (last !== undefined && !last.done && DONE_END.test(text.slice(-40)))
          lastItem.goals[lastItem.goals.length - 1] = { ...last, done: true, marked: true };
      } else lastItem = null;
    }
    if (FUTURE.test(text)) {
      futureWords++;
      noteVersions(text, line, false, versions);
      noteYears(text, line, false, years);
    }
    if (statedDate === null && textLines <= 14) {
      // "as of" may end a line, and its date open the next.
      const on = STATES_DATE.test(text) ? dateIn(text) : ENDS_IN_STATING.test(above) ? dateIn(text.slice(0, 30)) : null;
      if (on !== null) statedDate = { on, line };
    }
    const near = `${above} ${text}`;
    if (textLines <= 40 && saysStale === null && isAboutItself(near)) {
      if (saysItIsStale(near)) saysStale = line;
      else if (HISTORICAL.test(near)) saysHistorical ??= line;
    }
    cadence ??= cadenceIn(near, line);
    if (textLines <= 40) {
      horizon ??= horizonIn(near, line);
      if (saysNone === null && SAYS_NONE.test(near)) saysNone = line;
      if (saysElsewhere === null && SAYS_ELSEWHERE.test(near)) saysElsewhere = line;
    }
    if (nextReview === null && NEXT_REVIEW.test(near)) nextReview = line;
    if (owners === null && (OWNERS.test(text) || LED_BY.test(text))) owners = line;
    above = text;
  }
  return {
    lines: [first, last],
    words: sections.reduce((sum, { words }) => sum + words, 0),
    sections,
    goals: sections.flatMap(({ goals }) => goals),
    statedDate,
    saysStale,
    saysHistorical,
    years,
    versions,
    cadence,
    horizon,
    saysNone,
    saysElsewhere,
    nextReview,
    owners,
    loops,
    futureWords,
  };
}

const ITEM = /^\s{0,24}([-*+•✓✔✅☑☐□⬜]|\d{1,3}[.)])\s+(\S.*)$/u;

const DONE_END = /[([](done|completed|finished|implemented|shipped|merged)!?[)\]][.*_]{0,3}\s*$/i;

function indentOf(text: string): number {
  let n = 0;
  while (n < text.length && (text[n] === ' ' || text[n] === '\t')) n += text[n] === '\t' ? 4 : 1;
  return n;
}

function goalOf(bullet: string, text: string, line: number, nested: boolean): Goal {
  const leadsOn = isOnlyALink(text);
  const box = /^\[([ xX✓✔])\]\s*/.exec(text);
  if (box !== null)
    return { text: text.slice(box[0].length), line, done: box[1] !== ' ', marked: true, nested, leadsOn };
  if (/[✓✔✅☑☐□⬜]/u.test(bullet)) return { text, line, done: /[✓✔✅☑]/u.test(bullet), marked: true, nested, leadsOn };
  const start = text.slice(0, 60);
  const end = text.slice(-40);
  const done =
    /^(\*\*|__)?(~~|<s>|<del>|<strike>)/i.test(start) ||
    /^\W{0,6}\[?(done|completed|finished|implemented|shipped|released)\b[\]:*)]/i.test(start) ||
    DONE_END.test(end) ||
    /[✅☑✔✓🎉]|:(white_check_mark|heavy_check_mark|ballot_box_with_check|tada):/u.test(start + end);
  const open =
    /^\W{0,6}\[?(open|ongoing|in progress|pending|todo|planned|deferred|wip)\b[\]:*)]/i.test(start) ||
    /🚧|⏳|:construction:/u.test(start + end);
  return { text, line, done, marked: done || open, nested, leadsOn };
}

/** `[Page](page.md)`, `` `Page <page.html>`_ ``, `:doc:`...``: a way on, unless it leads to an issue, which is a goal. */
function isOnlyALink(text: string): boolean {
  const plain = text.slice(0, 400).trim();
  if (/#\d|\/(issues|pull|pulls|merge_requests)\/\d/.test(plain)) return false;
  return /^[*_\s]{0,4}(\[[^\]]{1,200}\](\([^)]{1,300}\)|\[[^\]]{0,100}\])|`[^`]{1,200}`_{1,2}|:(doc|ref):`[^`]{1,200}`)[*_\s]{0,4}[.,:;]?$/.test(
    plain,
  );
}

/** Rows of tables are goals too: what a project means to do often stands with its state in a second column. */
class TableRows {
  private header: string | null = null;
  private kind: 'pipes' | 'grid' | null = null;
  private skipped = false;
  private collected: Goal[] = [];

  take(text: string, line: number, into: Goal[]): void {
    const trimmed = text.trim();
    if (/^\+[-=+]{3,}\+$/.test(trimmed)) {
      this.kind = 'grid';
      // What stood above the double rule was the head.
      if (trimmed.includes('=')) {
        this.header = this.collected.map(({ text: words }) => words).join(' ');
        this.skipped = isHistory(this.header);
        into.length -= this.collected.length;
        this.collected = [];
      }
      return;
    }
    if (!trimmed.startsWith('|') || trimmed.indexOf('|', 1) < 0) {
      this.leave();
      return;
    }
    if (/^\|[\s:|-]{3,}$/.test(trimmed) && trimmed.includes('-')) {
      this.kind = 'pipes';
      this.skipped = this.header !== null && isHistory(this.header);
      return;
    }
    if (this.kind === null) {
      this.header = trimmed;
      return;
    }
    if (this.skipped || into.length >= MOST_ROWS) return;
    const cells = trimmed
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    const first = cells[0] ?? '';
    // A row of a grid goes on in the lines below it.
    if (first === '' || !/[\p{L}\p{N}]/u.test(first)) return;
    const done = cells.slice(1).some((cell) => DONE_CELL.test(cell));
    const open = cells.slice(1).some((cell) => OPEN_CELL.test(cell));
    const goal: Goal = { text: cells.filter((cell) => cell !== '').join('; '), line, done, marked: done || open, nested: false, leadsOn: false }; // prettier-ignore
    into.push(goal);
    this.collected.push(goal);
  }

  /** What follows is no row: the goals that were collected are no head. */
  leave(): void {
    this.kind = null;
    this.header = null;
    this.skipped = false;
    this.collected = [];
  }
}

const MOST_ROWS = 2000;
const DONE_CELL =
  /^\W{0,8}(done|completed?|finished|implemented|shipped|released|merged|delivered|closed|x)\W{0,8}$|[✅☑✔✓]|:(white_check_mark|heavy_check_mark):/iu;
const OPEN_CELL =
  /^\W{0,8}(in progress|planned|to ?do|open|pending|not started|wip|proposed|ongoing|started|under way|backlog|future|tbd)\W{0,8}$|[🚧⏳]/iu;

/** A table of versions with their days tells what was, not what will be. */
function isHistory(header: string): boolean {
  return (
    /\b(release|released|version)\b/i.test(header) && /\b(date|released|end of (life|support)|eol)\b/i.test(header)
  );
}

/** Headings of a section that only keeps what was finished. */
export function isRecordHeading(heading: string): boolean {
  return /^\W*(recently |already |what we('ve| have)? )?(completed|done|finished|implemented|shipped|achieved|accomplished|past|history)( (items?|goals?|work|features?|tasks?|milestones?|projects?|releases?|so far))?\W*$/i.test(
    heading,
  );
}

/** Headings of what stands beside a plan: how releases are made, how to take part, how to use what is here. */
export function isBesideHeading(heading: string): boolean {
  return /^\W*(the |our )?((minor|major|patch|feature) releases?|releases? (process|policy|policies|cycle|cycles|cadence|schedule|history|procedure)|(version|release) history|(past|previous|earlier) releases|usage|requirements|licen[cs]e|installation|get(ting)? involved|how to (contribute|help|get involved|propose)|updating (this|the) [\w -]{1,30})\b/i.test(
    heading,
  );
}

/** Headings that say that everything under them is done. */
export function isDoneHeading(heading: string): boolean {
  return (
    /[([]?\b(completed|done|finished|shipped|achieved|accomplished|already implemented)\b[)\]]?\s*$/i.test(heading) ||
    /[✅☑✔]/u.test(heading)
  );
}

/** Words of a sentence about what is to come. */
const FUTURE =
  /\b(will|plans?|planned|planning|next|upcoming|toward|towards|target(ed|ing|s)?|release[ds]?|before|by|until|expect(ed)?|aim(s|ed|ing)?|goals?|milestone|schedul\w{0,5}|soon|future|should|want|would|intend\w{0,3}|propose[ds]?)\b/i;

const STATES_DATE =
  /\b(date|updated?|as of|last (modified|revised|reviewed|edited|changed)|revised|written|created|drafted|version of|status)\b/i;

const ENDS_IN_STATING = /\b(date|updated?|as of|modified|revised|reviewed|written)( on| in)?:?\s*$/i;

function datedHeading(text: string, line: number): PlanText['statedDate'] {
  const on = dateIn(text);
  return on === null ? null : { on, line };
}

function isAboutItself(text: string): boolean {
  return /\b(this|these|road ?map|page|document|file|list|section|content|information|plan)\b/i.test(text);
}

/** "It is deprecated" is more often said of what a plan is about than of the plan. Spelled out, so that each can be proven linear. */
const STALE: readonly RegExp[] = [
  /\b(road ?map|page|document|list|information|content|plan|this|it) (is|are|has become|may be|might be|appears to be|seems|was|has been) ((\w{1,12}ly|now|quite|very|super|way|somewhat|rather|a bit|a little) ){0,2}(out ?of ?date|out-of-date|outdated|no longer (maintained|updated|current|accurate|valid|relevant))\b/i,
  /\b(road ?map|page|document|list|plan) (is|are|has become|may be|might be|appears to be|seems|was|has been) ((\w{1,12}ly|now|quite|very|super|way|somewhat|rather|a bit|a little) ){0,2}(obsolete|stale|deprecated|superseded|retired|unmaintained)\b/i,
  /\b(road ?map|page|document|list|plan|this|it) has not been (updated|revised|maintained)\b/i,
  /\b(road ?map|page|document|list|plan|this|it) (is|are|has) ?(not|n't|no longer) (been )?(kept )?(up ?to ?date|up-to-date|actively maintained|maintained anymore)\b/i,
  /\b(hopelessly|badly|terribly|super|very|quite|way|severely|largely|somewhat) (outdated|out of date|obsolete|stale)\b/i,
  /\b(outdated|obsolete|old) (road ?map|page|document)\b/i,
];

function saysItIsStale(text: string): boolean {
  return STALE.some((words) => words.test(text));
}

const HISTORICAL =
  /\b(this|the) (road ?map|page|document|file|list|plan)\b.{0,40}\b((of|for) (mostly |only )?(historical|historic) (interest|reference|purposes?)|(mostly|only|now) historical|kept for (historical|history|reference)|(is|was|been) (now )?(archived|superseded)|superseded by)\b/i;

const NEXT_REVIEW =
  /\bnext (scheduled |planned |road ?map )?(review|revision|update|revisit|road ?map (meeting|discussion|review|update))\b|\b(this |the |our )?(road ?map|document|page|plan|list) (will|shall|is to|is going to) (also |then )?(be )?(\w{1,12}ly )?(review|revis|updat|revisit|re-?evaluat|re-?discuss)\w{0,5}\b/i;

const OWNERS =
  /\b(leads?|owners?|champions?|contacts?|coordinators?|assignees?|responsible|stewards?|maintainers?|points? of contact)\b( \w{1,12}){0,2}(\*\*)?\s?(:|=|\()\s?\S/i;
const LED_BY = /\b(led|owned|coordinated|stewarded|championed|driven) by (@|\[?[A-Z])/;

const SAYS_NONE =
  /\b(do(es)? not|don['’]t|doesn['’]t) (currently |yet )?(have|maintain|keep|publish) (an? |any )?((single|formal|official|fixed|public|detailed|concrete|definite|strict|long-?term|central) ){0,2}road ?maps?\b|\bthere is (currently |as yet )?no ((single|formal|official|public|fixed) )?road ?map\b/i;

const SAYS_ELSEWHERE =
  /\broad ?map\b[^.]{0,60}\b(is|are|has been|was|lives?|can be found|gets?) (now |also |currently |being )?(maintained|tracked|kept|managed|available|published|hosted|moved|found|organi[sz]ed|recorded|on|in|at|here)\b|\b(see|refer to|visit|check|consult|look at)\b[^.]{0,80}\b(road ?map|milestones?|project boards?)\b/i;

/** How often the project promises to look at it again: the promise, its matter and its measure stand in one sentence. */
export function cadenceIn(text: string, line: number): PlanText['cadence'] {
  for (const sentence of text.split(/[.;!?](?:\s|$)/)) {
    if (!/\b(review|revis|updat|revisit|re-?evaluat|refresh|re-?discuss)/i.test(sentence)) continue;
    if (!/\b(road ?maps?|document|page|plan|priorities|list|technical direction|it)\b/i.test(sentence)) continue;
    const months = everyMonths(sentence);
    if (months !== null) return { months, line };
  }
  return null;
}

function everyMonths(sentence: string): number | null {
  const every =
    /\b(?:every|each|per) (other )?(?:(\d{1,2}|two|three|four|six|nine|twelve|eighteen)(?: to (?:\d{1,2}|\w{3,8}))? )?(weeks?|months?|quarters?|years?|(?:major |minor |feature )?releases?(?: cycle)?)\b/i.exec(
      sentence,
    );
  if (every !== null) return Math.max(1, lengthOf(every[3]!) * numberOf(every[2]) * (every[1] === undefined ? 1 : 2));
  const times = /\b(once|twice|three times|four times) (?:a|per|every|each) (month|quarter|year)\b/i.exec(sentence);
  if (times !== null) {
    const word = times[1]!.toLowerCase();
    const n = word === 'once' ? 1 : word === 'twice' ? 2 : word === 'three times' ? 3 : 4;
    return Math.max(1, lengthOf(times[2]!) / n);
  }
  const word = /\b(annual(?:ly)?|yearly|quarterly|monthly|bi-?annual(?:ly)?|half-?yearly|semi-?annual(?:ly)?)\b/i.exec(
    sentence,
  );
  if (word === null) return null;
  const w = word[1]!.toLowerCase();
  if (w.startsWith('quarter')) return 3;
  if (w.startsWith('month')) return 1;
  return /^(bi|half|semi)/.test(w) ? 6 : 12;
}

function lengthOf(unit: string): number {
  const word = unit.toLowerCase();
  if (word.startsWith('week')) return 0.25;
  if (word.startsWith('month')) return 1;
  if (word.startsWith('quarter')) return 3;
  return word.startsWith('year') ? 12 : 6;
}

const HORIZON =
  /\b(?:next|coming|following|upcoming) (?:~ ?|about |approximately |roughly )?(?:(?:(\d{1,2}|one|two|three|four|five|six|nine|twelve|eighteen)(?: ?[-–] ?| to | or ))?(\d{1,2}|one|two|three|four|five|six|nine|twelve|eighteen)[ -])?(months?|years?|quarters?)\b/i;

/** "the roadmap for the next 2 years", "over the next ~12 months". */
function horizonIn(text: string, line: number): PlanText['horizon'] {
  const found = HORIZON.exec(text);
  if (
    found === null ||
    !/\b(road ?map|plan(s|ned)?|document|goals?|priorit\w{2,5}|outline|work|focus|direction)\b/i.test(text)
  )
    return null;
  const unit = found[3]!.toLowerCase();
  // "in the next months" says no length.
  if (found[2] === undefined && unit.endsWith('s')) return null;
  return { months: lengthOf(unit) * numberOf(found[2]), line };
}

const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  five: 5,
  two: 2,
  three: 3,
  four: 4,
  six: 6,
  nine: 9,
  twelve: 12,
  eighteen: 18,
};

function numberOf(text: string | undefined): number {
  return text === undefined ? 1 : (NUMBERS[text.toLowerCase()] ?? Math.max(1, Number(text)));
}

const VERSION = /(?<![\w.])v?(\d{1,3})\.(\d{1,3}|x)(?:\.(\d{1,3}|x))?(?![\w%]|\.\d)/gi;

function noteVersions(text: string, line: number, heading: boolean, into: VersionNamed[]): void {
  for (const match of text.slice(0, MOST_CHARACTERS).matchAll(VERSION)) {
    if (into.length >= 200) return;
    const minor = match[2]!.toLowerCase() === 'x' ? 0 : Number(match[2]);
    const patch = match[3] === undefined || match[3].toLowerCase() === 'x' ? null : Number(match[3]);
    into.push({ major: Number(match[1]), minor, patch, text: match[0], line, heading });
  }
}

function noteYears(
  text: string,
  line: number,
  heading: boolean,
  into: { year: number; line: number; heading: boolean }[],
): void {
  for (const match of text.slice(0, MOST_CHARACTERS).matchAll(/(?<![\w/.#-])(20[0-4]\d)(?![\w/]|[-.]\d)/g)) {
    if (into.length < 200) into.push({ year: Number(match[1]), line, heading });
  }
}

interface TextLine {
  readonly line: number;
  readonly text: string;
  readonly kind: 'text' | 'template';
}

/** The lines a reader reads: no code, no comments, no front matter, no markup of their own. */
export function* textLinesOf(
  lines: readonly string[],
  first: number,
  last: number,
  headings: ReadonlyMap<number, unknown> = new Map(),
): Generator<TextLine> {
  let fence: string | null = null;
  let comment = false;
  let frontMatter = first === 1 && lines[0]?.trim() === '---';
  for (let line = first; line <= Math.min(last, lines.length); line++) {
    const raw = lines[line - 1]!.slice(0, MOST_CHARACTERS);
    const trimmed = raw.trim();
    if (frontMatter) {
      if (line > 1 && (trimmed === '---' || trimmed === '...')) frontMatter = false;
      else if (line > 1 && /^(title|description)\s*:/i.test(trimmed)) yield { line, text: trimmed, kind: 'text' };
      continue;
    }
    if (fence !== null) {
      if (trimmed.startsWith(fence)) fence = null;
      continue;
    }
    const opens = fenceOf(trimmed);
    // Reserved signs of Markdown's fences underline headings in reStructuredText.
    if (opens !== null && !headings.has(line - 1) && !headings.has(line + 1)) {
      // MyST directives such as {note} hold text; code does not.
      if (!/^\{(note|warning|tip|important|admonition|attention|caution|hint|seealso|todo)\b/.test(opens.info))
        fence = opens.mark;
      continue;
    }
    if (comment) {
      if (trimmed.includes('-->')) comment = false;
      continue;
    }
    if (trimmed.startsWith('<!--') && !trimmed.includes('-->')) {
      comment = true;
      continue;
    }
    if (trimmed === '') continue;
    if (trimmed.includes('{%')) {
      yield { line, text: trimmed, kind: 'template' };
      continue;
    }
    if (/^\.\. [\w-]+::/.test(trimmed) || /^:[\w-]+:(\s|$)/.test(trimmed) || isRule(trimmed)) continue;
    yield { line, text: raw.includes('<') ? withoutTags(raw) : raw, kind: 'text' };
  }
}

/** Three or more backquotes or tildes at the beginning of a line, and what follows them. */
function fenceOf(line: string): { mark: string; info: string } | null {
  const sign = line[0];
  if (sign !== '`' && sign !== '~') return null;
  let length = 1;
  while (line[length] === sign) length += 1;
  return length < 3 ? null : { mark: line.slice(0, length), info: line.slice(length) };
}

/** One sign from end to end: an underline or a rule. */
function isRule(line: string): boolean {
  const sign = line[0];
  if (sign === undefined || line.length < 3 || !`=-~\`^"'#*+.:_<>`.includes(sign)) return false;
  for (let at = 1; at < line.length; at++) if (line[at] !== sign) return false;
  return true;
}

function withoutTags(text: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    if (open < 0) return out + text.slice(at);
    const next = text[open + 1] ?? '';
    const close = /[a-z/!]/i.test(next) ? text.indexOf('>', open) : -1;
    if (close < 0) {
      out += text.slice(at, open + 1);
      at = open + 1;
    } else {
      const tag = text.slice(open, Math.min(close, open + 40)).toLowerCase();
      out += text.slice(at, open);
      if (/^<li[\s>]?/.test(tag) && out.trim() === '') out = '* ';
      // `link <https://...>`_ of reStructuredText: the address goes, as it does elsewhere.
      at = close + 1;
    }
  }
}

const NONTECHNICAL_HEADING =
  /\b(communit(y|ies)|governance|outreach(ing)?|fund(ing|raising|s)?|sustainab\w{0,8}|diversity|inclusion|inclusive\w{0,4}|equity|mentor\w{0,7}|contributors?|contributor experience|onboarding|events?|sprints?|workshops?|marketing|promotion|advocacy|finances?|financial|organi[sz]ation(al)?|people|maintainers?|engag\w{0,5}|adoption|education|training|teaching|sponsor\w{0,5}|grants?|partnerships?|social|team building|staff\w{0,3}|hiring|non-?technical|project management|policy|policies|legal|trademarks?)\b/i;

const NONTECHNICAL_GOAL =
  /\b(communit(y|ies)|contributors?|mentor\w{0,7}|newsletter|governance|steering|council|meetings?|conferences?|sprints?|workshops?|hackathons?|fund(s|ed|ing|raising)?|grants?|sponsor\w{0,5}|donat\w{0,5}|hir(e|es|ing)|staff|salar(y|ies)|survey(s|ed)?|diversity|inclusi\w{1,6}|equity|under-?represented|maintainers?|outreach|social media|twitter|mastodon|blog|code of conduct|onboarding|newcomers?|new members?|budget|fiscal|non-?profit|foundation|NumFOCUS|partner(s|ships?)?|compan(y|ies)|institution(s|al)?|volunteers?|interns?|internships?|recruit\w{0,5}|retention|roles?|working groups?|talks?|tutorials at|teach(ing|ers?)|adoption|legal|trademark|paid|finance\w{0,3})\b/i;

/** Sections that plan work for the people around the software (rule of survey-truth: a headed section with two or more such goals). */
export function nontechnicalSections(plan: PlanText): PlanSection[] {
  return plan.sections.filter((section) => {
    const heading = section.headings.some((text) => NONTECHNICAL_HEADING.test(text));
    if (!heading) return false;
    const goals = section.goals.filter(({ text, nested }) => !nested && NONTECHNICAL_GOAL.test(text));
    return goals.length >= 2;
  });
}

/** Sections that plan work on the software: whatever has content and is not the other kind, nor only explains the document. */
export function technicalSections(plan: PlanText, nontechnical: readonly PlanSection[]): PlanSection[] {
  return plan.sections.filter(
    (section) =>
      !nontechnical.includes(section) &&
      (section.goals.length > 0 || section.words >= 25) &&
      !section.headings.some((text) => NONTECHNICAL_HEADING.test(text)),
  );
}
