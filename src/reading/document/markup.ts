/** The little of HTML that turns up inside other formats: references, attributes, tags around words. */
import { Forward } from './forward.ts';

/** Roles of reStructuredText and MyST whose text names what they point to. */
export const LINKING_ROLES: ReadonlySet<string> = new Set([
  'doc', 'ref', 'download', 'any', 'gh', 'issue', 'pr', 'pull', 'user', 'pep', 'cve', 'nep',
]); // prettier-ignore

export function oneLine(text: string): string {
  return text.includes('\n') || text.includes('  ') ? text.split(/\s+/).join(' ').trim() : text.trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  copy: '©',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
};

/** The few references that headings and links really hold; others stay as they stand. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
    }
    return ENTITIES[name.toLowerCase()] ?? whole;
  });
}

/** The value of an attribute inside a tag's text, entities decoded, or null. */
export function attributeOf(tag: string, name: string): string | null {
  const lower = tag.toLowerCase();
  let at = lower.indexOf(name);
  while (at >= 0) {
    const before = lower.charCodeAt(at - 1);
    let after = at + name.length;
    while (lower.charCodeAt(after) === 0x20) after += 1;
    if ((before === 0x20 || before === 0x09 || before === 0x0a) && lower.charCodeAt(after) === 0x3d) {
      after += 1;
      while (lower.charCodeAt(after) === 0x20) after += 1;
      const quote = lower.charCodeAt(after);
      if (quote === 0x22 || quote === 0x27) {
        const end = tag.indexOf(quote === 0x22 ? '"' : "'", after + 1);
        return end < 0 ? null : decodeEntities(tag.slice(after + 1, end).trim());
      }
      let end = after;
      while (end < tag.length && tag.charCodeAt(end) > 0x20 && tag.charCodeAt(end) !== 0x3e) end += 1;
      return decodeEntities(tag.slice(after, end));
    }
    at = lower.indexOf(name, at + name.length);
  }
  return null;
}

/** Text without tags and template statements; `{% trans %}` around words leaves the words. */
export function withoutTags(html: string): string {
  let out = '';
  let at = 0;
  const forward = new Forward(html);
  while (at < html.length) {
    const tag = forward.find('<', at);
    const template = forward.find('{%', at);
    const next = tag < 0 ? template : template < 0 ? tag : Math.min(tag, template);
    if (next < 0) break;
    out += html.slice(at, next);
    const close = forward.find(next === tag ? '>' : '%}', next);
    if (close < 0) return oneLine(decodeEntities(out));
    at = close + (next === tag ? 1 : 2);
  }
  return oneLine(decodeEntities(out + html.slice(at)));
}

/** Elements that begin a block of HTML in Markdown, up to the next blank line (CommonMark 4.6). */
export const HTML_BLOCKS = new Set([
  'address', 'article', 'aside', 'base', 'basefont', 'blockquote', 'body', 'caption', 'center', 'col', 'colgroup', 'dd', 'details',
  'dialog', 'dir', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'frame', 'frameset', 'h1', 'h2', 'h3',
  'h4', 'h5', 'h6', 'head', 'header', 'hr', 'html', 'iframe', 'legend', 'li', 'link', 'main', 'menu', 'menuitem', 'nav', 'noframes',
  'ol', 'optgroup', 'option', 'p', 'param', 'search', 'section', 'summary', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'title',
  'tr', 'track', 'ul',
]); // prettier-ignore
