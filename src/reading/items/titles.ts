/** The title of an item in the document's own words (roadmap-items.md section 3). */
import type { Inline } from '../document/index.ts';
import { strikeOf, withoutStatus } from './status.ts';
import { oneLine, plain, sentences, words } from './text.ts';

/** Longer entries are cut to their leading phrase. */
const SHORT_WORDS = 12;

export function titleOfHeading(title: readonly Inline[]): string {
  let text = stripMarks(plain(title.filter((node) => !isIssueMark(node))));
  text = withoutStatus(text);
  text = stripIssues(text);
  return stripEnumerator(text) || plain(title);
}

export function titleOfEntry(inline: readonly Inline[]): string {
  const nodes = trimBlankText(inline);
  const first = nodes[0];
  if (first?.kind === 'struck' && strikeOf(nodes) === 'whole') return titleOfEntry(first.children);
  const rest = nodes.slice(1);
  if (first?.kind === 'link') return titleOfLink(first.children, rest);
  if (first?.kind === 'strong') {
    const label = plain([first]).replace(/[:.\s]+$/, '');
    const after = plain(rest);
    if (label !== '' && (after === '' || /^[:.(–—-]/.test(after) || /[:.]$/.test(plain([first]))))
      return stripMarks(label);
  }
  return shorten(plain(withoutTrailingLinks(nodes)), plain(nodes));
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
  return stripMarks(label);
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
  let title = stripMarks(oneLine(text));
  title = stripIssues(withoutStatus(trimEnd(title)));
  title = sentences(title)[0] ?? title;
  title = trimEnd(stripEnumerator(title));
  title = trimEnd(withoutTrailingParenthesis(title)).replace(/[,;] see\s\S.{0,200}$/i, '');
  if (words(title).length > SHORT_WORDS) title = trimEnd(leadingPhrase(title));
  return title === '' ? oneLine(whole).slice(0, 200) : title.slice(0, 300);
}

/** Up to the first colon, dash, bracket or dependent clause, if enough is left to be a phrase. */
function leadingPhrase(title: string): string {
  const cuts = [
    title.search(/:\s/),
    title.search(/\s(?:--|–|—|-)\s/),
    title.search(/\s\((?!optional)/i),
    title.search(/;\s/),
    title.search(
      /,?\s(?:so that|so|because|since|whenever|when|while|whereas|if|unless|although|in order to|to make sure|to ensure|such that|as long as|until)\s/i,
    ),
    title.search(
      /,\s(?:which|where|who|but|following|focus(?:s)?ing|designing|including|allowing|e\.g\.|i\.e\.|for example|especially|such as|with|using|as)\s/i,
    ),
    title.search(/\sand\s(?:\w+s|should|must|can|will|has|have|is|are)\s(?:the|a|an|to|be|not|no)\s/i),
  ].filter((at) => at > 0 && words(title.slice(0, at)).length >= (title[at] === ':' ? 1 : 2));
  return cuts.length === 0 ? title : title.slice(0, Math.min(...cuts));
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
    const punctuation = last.kind === 'text' && /^[\s,.;()[\]&]*(?:and|see|cf\.?)?[\s,.;()[\]&:]*$/i.test(last.text);
    const mark = punctuation ? nodes.at(-2)! : last;
    if (nodes.length === (punctuation ? 2 : 1) || !isMark(mark)) break;
    nodes.length -= punctuation ? 2 : 1;
  }
  const last = nodes.at(-1);
  if (last?.kind === 'text' && nodes.length < inline.length) {
    const text = last.text
      .replace(/[\s,;]*\((?:see|cf\.?|related to|issues?|prs?)?[\s:]*$/i, '')
      .replace(/[\s,;(]+$/, '');
    nodes[nodes.length - 1] = { ...last, text };
  }
  return nodes;
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

function stripIssues(text: string): string {
  return oneLine(
    text
      .replace(/\s*[([](?:(?:see|issue|pr|closes|fixes)?[\s:]*(?:#|gh-)\d+[,\s]*)+[)\]]/gi, ' ')
      .replace(/\s*[([]\s*[,;]*\s*[)\]]/g, ' ')
      .replace(/[\s,:]+(?:(?:#|gh-)\d+[,\s]*)+$/i, ''),
  );
}

/** Symbols and boxes before or after a title. */
function stripMarks(text: string): string {
  return oneLine(
    text
      .replace(/^\[[ xX]\]\s*/, '')
      .replace(/^(?:[\p{Extended_Pictographic}\u{fe0f}✓✔☑☐]\s*)+/u, '')
      .replace(/(?:\s*[\p{Extended_Pictographic}\u{fe0f}✓✔☑])+$/u, '')
      .replace(/^(?:DONE|WIP|TODO|COMPLETED?)\b[:\s-]*(?=[\p{L}\p{N}`"'])/u, '')
      .replace(/\s+(?:[a-z\d-]+\.)+(?:com|org|io|net|dev)\/\S*$/i, '')
      .replace(/\s*https?:\/\/\S+$/i, ''),
  );
}

function stripEnumerator(text: string): string {
  return text.replace(/^(?:\d{1,3}[.)]|\(\d{1,3}\)|[a-z][.)])\s+(?=\S)/, '');
}

function trimEnd(text: string): string {
  return text.replace(/[\s.:;,–—-]+$/, '');
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
