/** Whether an item is proposed, in progress, done or unclear, by the marks and words that the document gives it (section 4). */
import type { Inline } from '../document/index.ts';
import { withoutEndWhile } from '../ends.ts';
import { plain } from './text.ts';
import type { Status } from './types.ts';

export interface Found {
  readonly status: Status;
  readonly stated: boolean;
}

const DEFAULT: Found = { status: 'proposed', stated: false };

/** A heading, column or label that gives its status to the entries below. */
export function statusOfHeading(heading: string): Found | null {
  const whole = withoutEndWhile(heading.replace(/^[^\p{L}]+/u, ''), (c) => !/[\p{L}\p{N})]/u.test(c));
  // "In progress (under active development)": what stands in brackets says it once more.
  const bracket = whole.endsWith(')') ? whole.lastIndexOf('(') : -1;
  const text = bracket > 0 ? whole.slice(0, bracket).trimEnd() : whole;
  if (
    /^(?:(?:recently|already|newly|previously) )?(?:done|completed?|finished|implemented|released|shipped|accomplished|closed|achieved|resolved|delivered)(?: (?:items?|work|tasks?|features?|goals?|milestones?|projects?))?(?: (?:in|for|with|by|since|until|during|as of) .{1,40})?$/i.test(
      text,
    )
  ) {
    return { status: 'done', stated: true };
  }
  if (
    /^(?:(?:work )?in[ -]progress|ongoing|under ?way|doing|active(?:ly)?|active (?:work|priorities|items?|projects?|development)|currently (?:in progress|under ?way|working on)|working on|wip|started)(?: (?:items?|work|tasks?|features?|projects?))?(?: (?:in|for|with|by|since|until|during|as of) .{1,40})?$/i.test(
      text,
    )
  ) {
    return { status: 'in progress', stated: true };
  }
  if (
    /^(?:open|planned|to-?do|backlog|proposed|not (?:yet )?started|wish ?list|provisional|considering|under consideration)(?: (?:items?|work|tasks?|features?|projects?|ideas?))?(?: (?:in|for|with|by|since|until|during|as of) .{1,40})?$/i.test(
      text,
    )
  ) {
    return { status: 'proposed', stated: true };
  }
  return null;
}

/** A document that says in its title that its entries are finished. */
export function statusOfDocument(title: string): Found | null {
  return /\b(?:completed|finished|implemented|shipped|accomplished|delivered)\b/i.test(title) &&
    !/\bto be\b/i.test(title)
    ? { status: 'done', stated: true }
    : null;
}

/** The word of a status column: the first status that the cell names. */
export function statusOfCell(cell: string): Found | null {
  const text = cell.trim();
  if (text === '' || text.length > 200) return null;
  if (
    /^(?:\W*)(?:not (?:yet )?(?:started|done|complete)|open|planned|to-?do|proposed|backlog|pending|❌|no\b)/i.test(
      text,
    )
  ) {
    return { status: 'proposed', stated: true };
  }
  if (
    /\b(?:in[ -]progress|ongoing|under ?way|wip|started|partial(?:ly)?|under review|in review|alpha|beta)\b|🚧|🔄|⏳/iu.test(
      text,
    )
  ) {
    return { status: 'in progress', stated: true };
  }
  if (
    /\b(?:done|completed?|finished|implemented|released|shipped|merged|closed|accomplished)\b|✅|✔|☑|✓/iu.test(text)
  ) {
    return { status: 'done', stated: true };
  }
  return null;
}

/** `**Status**: Completed` as a paragraph of its own. */
export function statusParagraph(text: string): Found | null {
  const match = /^status(?:\s*:)?\s*(\S.{0,79})/i.exec(text);
  return match === null ? null : statusOfCell(match[1]!.split(/\s[-–—]\s/, 1)[0]!);
}

const SUFFIX =
  /[([]\s*(in[ -]progress|wip|done|completed?|accomplished|finished|implemented|merged|released|shipped|delay(?:ed)?|deferred|postponed)\b[^)\]]{0,60}[)\]]/i;

/** `[Done] Title`, `(Deferred): Title`, `Done: Title`. */
const STATUS_FIRST =
  /^\W{0,3}(?:[[(] ?|(?=[a-z -]{3,16}:))((?:work )?in[ -]progress|wip|ongoing|started|under ?way|active|done|completed?|accomplished|finished|implemented|merged|released|shipped|deferred|postponed|planned|proposed|open|to-?do|not started|future|on hold|backlog)(?: ?[\])]|(?=:))[:\s–—-]*/i;

/** A status in brackets before or at the end of a title, or in capitals before it. */
export function statusOfTitle(title: string): Found | null {
  const prefix = /^\W{0,3}(DONE|COMPLETED?|WIP|IN PROGRESS|FINISHED)\b/.exec(title);
  const first = STATUS_FIRST.exec(title);
  if (first !== null && /^to-?do$/i.test(first[1]!)) return null;
  if (first !== null)
    return statusOfHeading(first[1]!) ?? statusOfCell(first[1]!) ?? { status: 'proposed', stated: true };
  const word = prefix?.[1] ?? SUFFIX.exec(title.slice(-80))?.[1];
  if (word !== undefined) {
    const status = /progress|wip/i.test(word) ? 'in progress' : /^(?:de|po)/i.test(word) ? 'proposed' : 'done';
    return { status, stated: true };
  }
  const ends = title.slice(0, 8) + title.slice(-8);
  if (/[✅✔☑✓]/u.test(ends) || /:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):/.test(title)) {
    return { status: 'done', stated: true };
  }
  if (/🚧|⏳/u.test(ends) || /:(?:construction|hourglass\w{0,20}):/.test(title))
    return { status: 'in progress', stated: true };
  return null;
}

/** Without the status in brackets before or after it. */
export function withoutStatus(title: string): string {
  const rest = title.replace(STATUS_FIRST, '').trimEnd();
  const text = rest === '' ? title : rest;
  if (!text.endsWith(')') && !text.endsWith(']')) return text;
  const open = Math.max(text.lastIndexOf('('), text.lastIndexOf('['));
  // A day of release is part of what a release is called.
  const isStatus = open >= 0 && SUFFIX.test(text.slice(open)) && !/\b(?:19|20)\d\d\b/.test(text.slice(open));
  return isStatus ? text.slice(0, open).trimEnd() : text;
}

const PROGRESS =
  /\b(?:in progress|under ?way|ongoing|being (?:developed|implemented|worked on|migrated|rewritten|rolled out)|currently (?:working|developing|implementing|writing|being)|work has (?:started|begun)|(?:started|begun) (?:working|implementing|to (?:make use|work|implement))|under (?:active )?development|already partially|work in progress)\b/i;
const FINISHED =
  /\b(?:has|have) (?:now |already |just )*been (?:\w+ and )?(?:merged|completed|implemented|accomplished|released|finished|shipped|landed)\b|\b(?:is|are) (?:now|already) (?:done|completed?|implemented|finished|merged)\b|\b(?:goal|work|project|task|effort|this) was (?:completed|accomplished|finished|done)\b|(?:^|[.:;)!] )(?:done|implemented|completed|finished|released|shipped|merged|added|fixed|available) (?:as of|in|since|with|by) (?:the )?(?:v|version |release )?\d/i;
const SOME_DONE =
  /\bwork (?:was|has been) done\b|\b(?:was|were|is|are|been) (?:only |already )?(?:partially|partly|mostly|largely) (?:done|implemented|completed?|finished)\b/i;
const MORE_NEEDED =
  /\b(?:more|further|additional) (?:work|testing|effort)\b|\bstill (?:need|needs|needed|missing|required|to be)\b|\bnot yet\b|\bbut\b[^.]{0,40}\b(?:are|is|do|does) not\b|\bremains? to be\b/i;
/** An entry told in the past tense among plans; `Improved handling` is no past tense. */
const TOLD =
  /^(?:added|implemented|fixed|removed|introduced|migrated|moved|created|refactored|enabled|replaced|dropped|converted|rewrote|switched|merged)\b/i;
const OPEN_QUESTION =
  /\b(?:can|could|should) we\b[^.?]{1,160}\?|^(?:should|shall|what|how|why|when|where|which|who|is|are|can|could|do|does|will|would)\b[^.?!]{3,200}\?\s*$/i;

/** A sentence that is nothing but the word: "Done as of version 0.3." */
const DONE_SENTENCE =
  /(?:^|[.!?] )(?:done|completed|implemented|finished|merged|released|shipped)(?: (?:as of|in|since|with|by|on)\b[^.!?]{0,40}(?:\.\d[^.!?\s]{0,10}){0,3})? ?[.!]? ?$/i;

/** What running text says about the state of the work; null when it says nothing. */
export function statusOfText(whole: string): Found | null {
  // What stands in brackets is about something beside the work.
  const text = whole.replace(/\([^()]{0,300}\)/g, ' ');
  if (SOME_DONE.test(text) && MORE_NEEDED.test(text)) return { status: 'unclear', stated: false };
  if (FINISHED.test(text) || DONE_SENTENCE.test(text))
    return MORE_NEEDED.test(text) ? { status: 'unclear', stated: false } : { status: 'done', stated: true };
  if (PROGRESS.test(text)) return { status: 'in progress', stated: true };
  return null;
}

/** An entry of a list by its own words: as running text, and by tense and question. */
export function statusOfEntry(text: string): Found | null {
  if (TOLD.test(text)) return { status: 'unclear', stated: false };
  return statusOfText(text) ?? (OPEN_QUESTION.test(text) ? { status: 'unclear', stated: false } : null);
}

export type Strike = 'whole' | 'part' | 'none';

/** What may stand behind struck text without opening it again: "done, see the manual". */
const SAID_DONE = /^\W*(?:\w+ )?(?:done|completed?|finished|implemented|merged|released|shipped|closed)\b/i;

/** How much of a text is struck out. */
export function strikeOf(inline: readonly Inline[]): Strike {
  let struck = '';
  let open = '';
  for (const node of inline) {
    if (node.kind === 'struck') struck += plain([node]);
    // The issue behind struck text is not more of it.
    else if (node.kind !== 'link') open += plain([node]);
  }
  open = open.replace(/\b(?:issues?|prs?|pull requests?|see)\b|#\d{1,9}/gi, '');
  if (!/[\p{L}\p{N}]/u.test(struck)) return 'none';
  return /[\p{L}\p{N}]/u.test(open) && !SAID_DONE.test(open) ? 'part' : 'whole';
}

export function statusOfStrike(strike: Strike): Found | null {
  if (strike === 'whole') return { status: 'done', stated: true };
  return strike === 'part' ? { status: 'unclear', stated: false } : null;
}

export function statusOfBox(checked: boolean | null): Found | null {
  return checked === null ? null : { status: checked ? 'done' : 'proposed', stated: true };
}

/** A unit whose parts are done in part only is unclear; done when all of them are. */
export function statusWithParts(
  own: Found | null,
  parts: readonly (Found & { readonly torn: boolean })[],
): Found | null {
  if (own?.status === 'done') return own;
  const done = parts.filter((part) => part.status === 'done').length;
  const torn = parts.some((part) => part.torn);
  if (parts.length > 0 && done === parts.length)
    return own === null ? { status: 'done', stated: true } : { status: 'unclear', stated: false };
  if (done > 0 || torn) return { status: 'unclear', stated: false };
  return own;
}

/** Below a heading that says "completed" or "open", words such as "ongoing" in the text are about something beside the work. */
export function underHeading(told: Found | null, heading: Found | null): Found | null {
  return heading?.stated === true && told?.status === 'in progress' ? null : told;
}

/** The first that says something, else proposed by default. */
export function firstStated(...found: readonly (Found | null)[]): Found {
  for (const one of found) if (one !== null) return one;
  return DEFAULT;
}
