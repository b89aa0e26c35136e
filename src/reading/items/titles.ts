/** The title of an item in the document's own words (roadmap-items.md section 3). */
import type { Inline } from '../document/index.ts';
import { withoutEnd, withoutEndWhile } from '../ends.ts';
import { statusOfHeading, strikeOf, withoutStatus } from './status.ts';
import { oneLine, plain, sentences, words } from './text.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Longer entries are cut to their leading phrase. */
const SHORT_WORDS = THRESHOLDS.titleWords;

export function titleOfHeading(title: readonly Inline[]): string {
  const marked = stripMarks(plain(title.filter((node) => !isIssueMark(node))));
  const text = withoutEnd(stripIssues(withoutStatus(marked)), ':');
  return stripEnumerator(text) || plain(title);
}

export function titleOfEntry(inline: readonly Inline[]): string {
  const whole = trimBlankText(inline);
  const nodes = statusLabelOf(whole) === null ? whole : trimBlankText(whole.slice(1));
  const first = nodes[0];
  if (first?.kind === 'struck' && strikeOf(nodes) === 'whole') return titleOfEntry(first.children);
  const rest = nodes.slice(1);
  if (first?.kind === 'link') return titleOfLink(first.children, rest);
  if (first?.kind === 'strong') {
    const label = withoutEnd(plain([first]), ':.');
    const after = plain(rest);
    if (label !== '' && (after === '' || /^[:.(–—-]/.test(after) || /[:.]$/.test(plain([first]))))
      return stripIssues(withoutStatus(stripMarks(label))) || stripMarks(label);
  }
  return shorten(plain(withoutTrailingLinks(nodes)), plain(nodes));
}

/** `**Done [#12]** Add support`: a bold label before the title that only tells the state of the work. */
export function statusLabelOf(inline: readonly Inline[]): string | null {
  const nodes = trimBlankText(inline);
  const first = nodes[0];
  if (first?.kind !== 'strong' || nodes.length < 2) return null;
  const label = withoutEnd(stripIssues(plain([first])), ':.').replace(/^[[(]|[\])]$/g, '');
  return statusOfHeading(label) === null ? null : label;
}

/** The text of a link that begins an entry; what follows an identifier; both when the sentence just goes on. */
function titleOfLink(link: readonly Inline[], rest: readonly Inline[]): string {
  const label = plain(link);
  const after = plain(withoutTrailingLinks(rest));
  if (isIdentifier(label) && /^[:\s–—-]*[\p{L}`"]/u.test(after)) {
    return shorten(after.replace(/^[:\s–—-]+/, ''), after);
  }
  const goesOn = /^(?:['’]s\b|[\p{Ll}])/u.test(after);
  const both = oneLine(`${label} ${after}`);
  if (goesOn && words(both).length <= SHORT_WORDS) return shorten(both, both);
  return withoutEnd(withoutStatus(stripMarks(label)), '.');
}

/** `RFC-0011`, `NEP 18`, `#123`: a number under which a thing is kept, not its name. */
function isIdentifier(text: string): boolean {
  return /^\[?(?:[A-Z]{2,12}[ -]?[\dX]{1,6}|#\d+|gh-\d+|[A-Z]{1,6}-[A-Z\d]{1,8})\]?$/.test(text);
}

export function titleOfTerm(term: readonly Inline[]): string {
  const text = plain(withoutTrailingLinks(term));
  return stripMarks(text.replace(/:$/, '')) || plain(term);
}

/** The leading phrase of a sentence; `whole` when cutting leaves nothing. */
export function shorten(text: string, whole: string): string {
  let title = withoutStatus(withoutPriority(stripMarks(oneLine(text))));
  title = stripIssues(withoutStatus(trimEnd(title)));
  const isLong = words(title).length > SHORT_WORDS;
  title = sentences(title)[0] ?? title;
  title = trimEnd(stripEnumerator(title));
  title = trimEnd(withoutTrailingParenthesis(title)).replace(/[,;] see\s\S.{0,200}$/i, '');
  if (words(title).length > SHORT_WORDS) title = trimEnd(leadingPhrase(title));
  else if (isLong) title = trimEnd(beforeColon(title));
  title = trimEnd(withoutDangling(withoutUnclosed(withoutSize(title))));
  return title === '' ? oneLine(whole).slice(0, 200) : title.slice(0, 300);
}

/** `P0:`, `M (P1):`, `[P2]` before a title is its priority. */
function withoutPriority(title: string): string {
  return title.replace(/^(?:[A-Z] ?)?[([]?P[0-5X][)\]]? ?[:–-] (?=\S)|^\[P[0-5X]\] ?/, '');
}

/** `[small]`, `(XL)`: how much work it is. */
function withoutSize(title: string): string {
  return title.replace(/ [[(](?:small|medium|large|huge|xs|s|m|l|xl|xxl)[\])]$/i, '');
}

/** A bracket that was opened for what has been cut away. */
function withoutUnclosed(title: string): string {
  const open = title.lastIndexOf('(');
  return open > 0 && !title.includes(')', open) && title[open - 1] === ' ' ? title.slice(0, open) : title;
}

/** A longer entry is cut at its first colon also when its first sentence is short. */
function beforeColon(title: string): string {
  const colon = title.search(/:\s/);
  return colon > 0 && words(title.slice(0, colon)).length >= 2 ? title.slice(0, colon) : title;
}

/** Words that only lead over to what follows. */
function withoutDangling(title: string): string {
  const match = /,? ?\b(?:such as|including|includes?|for example|for instance|e\.g|i\.e|like|namely)$/i.exec(
    title.slice(-24),
  );
  return match === null ? title : title.slice(0, title.length - match[0].length);
}

/** Up to the first colon, dash, bracket or dependent clause, if enough is left to be a phrase. */
function leadingPhrase(title: string): string {
  const cuts = [
    title.search(/:\s/),
    title.search(/\s(?:--|–|—|-)\s/),
    title.search(/\s\((?!optional)(?=[\p{L}"'“#])/iu),
    title.search(/;\s/),
    title.search(
      /,?\s(?:so that|so|because|since|whenever|when|while|whereas|if|unless|although|in order to|to make sure|to ensure|such that|as long as|until)\s/i,
    ),
    title.search(
      /,\s(?:to|which|where|who|but|following|focus(?:s)?ing|designing|including|allowing|enabling|making|providing|ensuring|giving|resulting|e\.g\.|i\.e\.|for example|especially|such as|with|using|as)\s/i,
    ),
    title.search(
      /\sand\s(?:\w+s\s(?:the|an?|not|no)|(?:should|must|can|will|has|have|is|are)\s(?:the|an?|to|be|not|no))\s/i,
    ),
  ].filter((at) => at > 0 && words(title.slice(0, at)).length >= leastWords(title, at));
  return cuts.length === 0 ? title : title.slice(0, Math.min(...cuts));
}

/** A label before a colon may be one word; before a bracket two are seldom a phrase. */
function leastWords(title: string, at: number): number {
  return title[at] === ':' ? 1 : title[at + 1] === '(' ? 3 : 2;
}

function withoutTrailingParenthesis(title: string): string {
  if (!title.endsWith(')')) return title;
  let depth = 0;
  for (let i = title.length - 1; i >= 0; i--) {
    if (title[i] === ')') depth += 1;
    else if (title[i] === '(') {
      depth -= 1;
      if (depth > 0) continue;
      const inner = title.slice(i + 1, -1);
      // `(s)` and a bracket that is all there is stay.
      if (i === 0 || title[i - 1] !== ' ') return title;
      if (
        /^(?:e\.g\.|i\.e\.|for example|such as|see|cf\.?|so that|related|and|utf|could|note|like|#|gh-|issue|pr\b)/i.test(
          inner,
        )
      ) {
        return title.slice(0, i);
      }
      return words(title).length > SHORT_WORDS ? title.slice(0, i) : title;
    }
  }
  return title;
}

/** Links at the end that are numbers or addresses are the item's links, not its title. */
function withoutTrailingLinks(inline: readonly Inline[]): Inline[] {
  const nodes = trimBlankText(inline);
  while (nodes.length > 1) {
    const last = nodes.at(-1)!;
    // Punctuation goes with the link before it.
    const punctuation = last.kind === 'text' && isPunctuation(last.text);
    const mark = punctuation ? nodes.at(-2)! : last;
    if (nodes.length === (punctuation ? 2 : 1) || !isMark(mark)) break;
    nodes.length -= punctuation ? 2 : 1;
  }
  const last = nodes.at(-1);
  if (last?.kind === 'text' && nodes.length < inline.length) {
    const opened = withoutEnd(last.text, ':').replace(/\((?:see|cf\.?|related to|issues?|prs?)?$/i, '');
    const text = withoutEnd(opened === withoutEnd(last.text, ':') ? last.text : opened, ',;(');
    nodes[nodes.length - 1] = { ...last, text };
  }
  return nodes;
}

/** Nothing but signs, or "and", "see" between them. */
function isPunctuation(text: string): boolean {
  return /^(?:and|see|cf)?$/i.test(text.replace(/[\s,.;()[\]&:]+/g, ' ').trim());
}

function isMark(node: Inline): boolean {
  if (isIssueMark(node)) return true;
  if (node.kind === 'link') return isBareLink(plain(node.children));
  return (
    node.kind === 'struck' && node.children.every((child) => isIssueMark(child) || /^[\s,.;and]*$/.test(plain([child])))
  );
}

function isIssueMark(node: Inline): boolean {
  if (node.kind === 'role') return /^(?:issue|issues|pr|pull|gh|ghissue|ghpull)$/i.test(node.role);
  return node.kind === 'link' && /^(?:#\d+|gh-\d+|\[?#\d+\]?)$/i.test(plain(node.children));
}

function isBareLink(text: string): boolean {
  return /^(?:https?:|www\.|#?\d+$|gh-\d+$|(?:issue|pr|link|details|here|docs?|source|discussion|proposal|tracking issue|\W)\b.{0,12}$)/i.test(
    text,
  );
}

/** Issue numbers in brackets, brackets around nothing, and issue numbers at the end. */
function stripIssues(text: string): string {
  let out = '';
  let at = 0;
  for (let open = nextBracket(text, 0); open >= 0; open = nextBracket(text, open + 1)) {
    if (open < at) continue;
    const inner = /^[^()[\]]{0,200}(?=[)\]])/.exec(text.slice(open + 1, open + 202))?.[0];
    if (inner === undefined || !isIssues(inner)) continue;
    out += `${text.slice(at, open).trimEnd()} `;
    at = open + inner.length + 2;
  }
  let rest = oneLine(out + text.slice(at));
  for (;;) {
    const end = /[\s,:](?:#|gh-)\d{1,9}[,\s]{0,3}$/i.exec(rest.slice(-24));
    if (end === null) return rest;
    rest = withoutEnd(rest.slice(0, -end[0].length), ',:');
  }
}

function nextBracket(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '(' || text[at] === '[') return at;
  return -1;
}

function isIssues(inner: string): boolean {
  const words = inner.split(/[\s,;:]+/).filter((word) => word !== '');
  return (
    words.every((word) => /^(?:see|issue|pr|closes|fixes|#\d+|gh-\d+)$/i.test(word)) &&
    (words.length === 0 || words.some((word) => /\d$/.test(word)))
  );
}

/** Symbols and boxes before or after a title. */
function stripMarks(text: string): string {
  const bare = oneLine(text)
    .replace(/^\[[ xX]\] ?/, '')
    .replace(/^(?:[\p{Extended_Pictographic}\u{fe0f}✓✔☑☐] ?)+/u, '')
    .replace(/^(?::[a-z0-9_+-]{2,40}: ?){1,4}/i, '');
  const words = withoutEndWhile(bare, (c) => /[\p{Extended_Pictographic}\u{fe0f}✓✔☑\s]/u.test(c));
  return withoutAddress(
    withoutShortcodes(words).replace(/^(?:(?:DONE|WIP|COMPLETED?)\b[:\s-]*|TODO ?[:-] ?)(?=[\p{L}\p{N}`"'])/u, ''),
  );
}

/** `:sparkles:` at the end. */
function withoutShortcodes(text: string): string {
  const match = / (?::[a-z0-9_+-]{2,40}: ?){1,4}$/i.exec(text);
  return match === null ? text : text.slice(0, match.index);
}

/** An address at the end, with its scheme or without. */
function withoutAddress(text: string): string {
  const last = text.lastIndexOf(' ') + 1;
  const word = text.slice(last);
  const scheme = word.search(/https?:\/\//i);
  if (scheme >= 0) return text.slice(0, last + scheme).trimEnd();
  return last > 0 && /^(?:[a-z\d-]+\.)+(?:com|org|io|net|dev)\//i.test(word) ? text.slice(0, last).trimEnd() : text;
}

function stripEnumerator(text: string): string {
  return text.replace(/^(?:\d{1,3}[.)]|\(\d{1,3}\)|[a-z][.)])\s+(?=\S)/, '');
}

function trimEnd(text: string): string {
  return withoutEnd(text, '.:;,–—-');
}

function trimBlankText(inline: readonly Inline[]): Inline[] {
  const nodes = [...inline];
  while (nodes[0]?.kind === 'image' || (nodes[0]?.kind === 'text' && nodes[0].text.trim() === '')) nodes.shift();
  while (nodes.at(-1)?.kind === 'image' || isBlankText(nodes.at(-1))) nodes.pop();
  return nodes;
}

function isBlankText(node: Inline | undefined): boolean {
  return node?.kind === 'text' && node.text.trim() === '';
}
