/** The little of HTML that turns up inside other formats: references, attributes, tags around words. */
import { Forward } from './forward.ts';

/** Roles of reStructuredText and MyST whose text names what they point to. */
export const LINKING_ROLES: ReadonlySet<string> = new Set([
  'doc', 'ref', 'download', 'any', 'gh', 'issue', 'pr', 'pull', 'user', 'pep', 'cve', 'nep',
]); // prettier-ignore

export function oneLine(text: string): string {
  return text.includes('\n') || text.includes('  ') ? text.split(/\s+/).join(' ').trim() : text.trim();
}

/** Named references by their characters, in pairs; the rest of the two thousand is not met in documents. */
const ENTITIES = new Map<string, string>(
  `amp & lt < gt > quot " apos ' ndash – mdash — hellip … copy © reg ® trade ™ rsquo ’ lsquo ‘ rdquo ” ldquo “ sbquo ‚ bdquo „ laquo « raquo »
  lsaquo ‹ rsaquo › bull • middot · times × divide ÷ plusmn ± deg ° micro µ para ¶ sect § euro € pound £ yen ¥ cent ¢ larr ← rarr → uarr ↑ darr ↓
  harr ↔ rArr ⇒ lArr ⇐ hArr ⇔ infin ∞ ne ≠ le ≤ ge ≥ asymp ≈ equiv ≡ minus − frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ check ✓ cross ✗
  star ☆ starf ★ iexcl ¡ iquest ¿ ordm º ordf ª not ¬ dagger † Dagger ‡ permil ‰ sum ∑ prod ∏ radic √ alpha α beta β gamma γ delta δ epsilon ε
  theta θ lambda λ mu μ pi π sigma σ phi φ omega ω Delta Δ Sigma Σ Omega Ω agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç
  egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù
  uacute ú ucirc û uuml ü yacute ý thorn þ yuml ÿ szlig ß Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ Ccedil Ç Egrave È Eacute É
  Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö Oslash Ø Ugrave Ù Uacute Ú Ucirc Û
  Uuml Ü Yacute Ý THORN Þ OElig Œ oelig œ Scaron Š scaron š Zcaron Ž zcaron ž vert | lbrack [ rbrack ] lbrace { rbrace } lpar ( rpar ) num #
  ast * lowbar _ grave \` colon : semi ; comma , period . excl ! quest ? sol / bsol \\ commat @ dollar $ percnt % plus + equals = hyphen ‐`
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, word, index, all) => {
      if (index % 2 === 1) pairs.push([all[index - 1]!, word]);
      return pairs;
    }, [])
    .concat([
      ['nbsp', '\u00a0'],
      ['ensp', '\u2002'],
      ['emsp', '\u2003'],
      ['thinsp', '\u2009'],
      ['shy', ''],
      ['zwj', ''],
      ['zwnj', ''],
      ['lrm', ''],
      ['rlm', ''],
      ['Tab', ' '],
      ['NewLine', ' '],
    ]),
);

/** The references that headings and links really hold; others stay as they stand. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,9});/gi, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
    }
    return ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase()) ?? whole;
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
