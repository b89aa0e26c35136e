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
  let nextReview: number | null = null;
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
      const indent = indentOf(text);
      if (baseIndent < 0 || indent < baseIndent) baseIndent = indent;
      section.goals.push(goalOf(item[2]!, line, indent > baseIndent + 1));
    }
    if (FUTURE.test(text)) {
      futureWords++;
      noteVersions(text, line, false, versions);
      noteYears(text, line, false, years);
    }
    if (statedDate === null && textLines <= 14 && STATES_DATE.test(text)) {
      const on = dateIn(text);
      if (on !== null) statedDate = { on, line };
    }
    const near = `${above} ${text}`;
    if (textLines <= 40 && saysStale === null && isAboutItself(near)) {
      if (STALE.test(near)) saysStale = line;
      else if (HISTORICAL.test(near)) saysHistorical ??= line;
    }
    cadence ??= cadenceIn(near, line);
    if (nextReview === null && NEXT_REVIEW.test(near)) nextReview = line;
    if (owners === null && OWNERS.test(text)) owners = line;
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
    nextReview,
    owners,
    loops,
    futureWords,
  };
}

const ITEM = /^\s{0,24}([-*+•]|\d{1,3}[.)])\s+(\S.*)$/;

function indentOf(text: string): number {
  let n = 0;
  while (n < text.length && (text[n] === ' ' || text[n] === '\t')) n += text[n] === '\t' ? 4 : 1;
  return n;
}

function goalOf(text: string, line: number, nested: boolean): Goal {
  const box = /^\[([ xX✓✔])\]\s*/.exec(text);
  if (box !== null) return { text: text.slice(box[0].length), line, done: box[1] !== ' ', marked: true, nested };
  const start = text.slice(0, 60);
  const end = text.slice(-40);
  const done =
    /^(\*\*|__)?(~~|<s>|<del>|<strike>)/i.test(start) ||
    /^\W{0,6}\[?(done|completed|finished|implemented|shipped|released)\b[\]:*)]/i.test(start) ||
    /[([](done|completed|finished|implemented|shipped|merged)!?[)\]][.*_]{0,3}\s*$/i.test(end) ||
    /[✅☑✔✓🎉]|:(white_check_mark|heavy_check_mark|ballot_box_with_check|tada):/u.test(start + end);
  const open =
    /^\W{0,6}\[?(open|ongoing|in progress|pending|todo|planned|deferred|wip)\b[\]:*)]/i.test(start) ||
    /🚧|⏳|:construction:/u.test(start + end);
  return { text, line, done, marked: done || open, nested };
}

/** Headings of a section that only keeps what was finished. */
export function isRecordHeading(heading: string): boolean {
  return /^\W*(recently |already |what we('ve| have)? )?(completed|done|finished|implemented|shipped|achieved|accomplished|past|history)( (items?|goals?|work|features?|tasks?|milestones?|projects?|releases?|so far))?\W*$/i.test(
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
  /\b(date|updated?|as of|last (modified|revised|reviewed|edited|changed)|revised|written|created|version of|status)\b/i;

function datedHeading(text: string, line: number): PlanText['statedDate'] {
  const on = dateIn(text);
  return on === null ? null : { on, line };
}

function isAboutItself(text: string): boolean {
  return /\b(this|these|road ?map|page|document|file|list|section|content|information|plan)\b/i.test(text);
}

const STALE =
  /\b(road ?map|page|document|list|information|content|plan|this|it) (is|are|has become|may be|might be|appears to be|seems|was|has been) (now |currently |quite |very |super |largely |mostly |severely |somewhat |partially |a bit )?(out ?of ?date|out-of-date|outdated|obsolete|stale|deprecated|superseded|retired|unmaintained|no longer (maintained|updated|current|accurate|valid|relevant))\b|\bhas not been (updated|revised|maintained)\b|\b(not|isn't|no longer) (been )?(up ?to ?date|up-to-date|actively maintained|maintained anymore)\b|\bsuper outdated\b|\b(outdated|obsolete|old) (road ?map|page|document)\b/i;

const HISTORICAL =
  /\b(this|the) (road ?map|page|document|file|list|plan)\b.{0,40}\b((of|for) (mostly |only )?(historical|historic) (interest|reference|purposes?)|(mostly|only|now) historical|kept for (historical|history|reference)|(is|was|been) (now )?(archived|superseded)|superseded by)\b/i;

const NEXT_REVIEW =
  /\bnext (scheduled |planned |road ?map )?(review|revision|update|revisit|road ?map (meeting|discussion|review|update))\b|\b(this |the |our )?(road ?map|document|page|plan|list) (will|shall|is to|is going to) (also |then )?(be )?(\w{1,12}ly )?(review|revis|updat|revisit|re-?evaluat|re-?discuss)\w{0,5}\b/i;

const OWNERS =
  /\b(leads?|owners?|champions?|contacts?|coordinators?|assignees?|responsible|stewards?|maintainers?|points? of contact)\b( \w{1,12}){0,2}(\*\*)?\s?(:|=|\()\s?\S|\b(led|owned|coordinated|stewarded|championed|driven) by (@|\[?[A-Z])/;

/** How often the project promises to look at it again. */
export function cadenceIn(text: string, line: number): PlanText['cadence'] {
  if (!/\b(road ?map|review|revis|updat|revisit|plan)/i.test(text)) return null;
  const found =
    /\b(?:every|each|per) (?:other )?(?:(\d{1,2}|two|three|four|six|nine|twelve|eighteen) )?(weeks?|months?|quarters?|years?|release|release cycle)\b/i.exec(
      text,
    ) ?? /\b(?:once|twice|three times|four times) (?:a|per|every|each) (month|quarter|year)\b/i.exec(text);
  if (found !== null && /\b(review|revis|updat|revisit|discuss|plan|meet)/i.test(text)) {
    const whole = found[0].toLowerCase();
    const unit = (found[2] ?? found[1] ?? '').toLowerCase();
    const length = unit.startsWith('week')
      ? 0.25
      : unit.startsWith('month')
        ? 1
        : unit.startsWith('quarter')
          ? 3
          : unit.startsWith('year')
            ? 12
            : 6;
    if (/^(once|twice|three times|four times)/.test(whole)) {
      const times = whole.startsWith('once') ? 1 : whole.startsWith('twice') ? 2 : whole.startsWith('three') ? 3 : 4;
      return { months: Math.max(1, length / times), line };
    }
    const n = found[2] === undefined ? 1 : numberOf(found[1]);
    return { months: Math.max(1, length * n * (/\bother\b/.test(whole) ? 2 : 1)), line };
  }
  const word = /\b(annual(?:ly)?|yearly|quarterly|monthly|bi-?annual(?:ly)?|half-?yearly)\b/i.exec(text);
  if (word !== null && /\b(road ?map)\b/i.test(text) && /\b(review|revis|updat|revisit|discuss|plan)/i.test(text)) {
    const w = word[1]!.toLowerCase();
    return {
      months: w.startsWith('quarter')
        ? 3
        : w.startsWith('month')
          ? 1
          : w.startsWith('bi') || w.startsWith('half')
            ? 6
            : 12,
      line,
    };
  }
  return null;
}

const NUMBERS: Readonly<Record<string, number>> = {
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
    const opens = /^(`{3,}|~{3,})(.*)$/.exec(trimmed);
    // Reserved signs of Markdown's fences underline headings in reStructuredText.
    if (opens !== null && !headings.has(line - 1) && !headings.has(line + 1)) {
      // MyST directives such as {note} hold text; code does not.
      if (!/^\{(note|warning|tip|important|admonition|attention|caution|hint|seealso|todo)\b/.test(opens[2]!))
        fence = opens[1]!;
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
    if (
      /^\.\. [\w-]+::/.test(trimmed) ||
      /^:[\w-]+:(\s|$)/.test(trimmed) ||
      /^([=\-~`^"'#*+.:_<>])\1{2,}$/.test(trimmed)
    )
      continue;
    yield { line, text: raw.includes('<') ? withoutTags(raw) : raw, kind: 'text' };
  }
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
