import { sourceOf } from './source.ts';
import type { DocumentFormat } from './tree.ts';

const BY_EXTENSION: Readonly<Record<string, DocumentFormat>> = {
  rst: 'rst',
  rest: 'rst',
  md: 'md',
  markdown: 'md',
  mdown: 'md',
  mkd: 'md',
  mkdn: 'md',
  mdx: 'md',
  qmd: 'md',
  rmd: 'md',
  myst: 'myst',
  myst_md: 'myst',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  ipynb: 'ipynb',
  txt: 'text',
  text: 'text',
  adoc: 'text',
  asciidoc: 'text',
  org: 'text',
  textile: 'text',
  wiki: 'text',
  mediawiki: 'text',
};

/** Endings of templates and copies that say nothing about the format: `roadmap.md.tmpl`, `index.html.j2`, `roadmap.rst.txt`. */
const WRAPPERS = new Set([
  'tmpl',
  'tpl',
  'gotmpl',
  'j2',
  'jinja',
  'jinja2',
  'in',
  'erb',
  'tera',
  'txt',
  'njk',
  'liquid',
]);

/** The format that a path promises, or null when it is no document. A name without an ending (ROADMAP) is plain text. */
export function formatOf(path: string): DocumentFormat | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const parts = name.split('.');
  const leadingDot = parts[0] === '' ? 1 : 0;
  if (parts.length - leadingDot < 2) return leadingDot === 1 ? null : 'text';
  let last = parts.length - 1;
  while (last > leadingDot + 1 && WRAPPERS.has(parts[last]!) && BY_EXTENSION[parts[last - 1]!] !== undefined) last -= 1;
  return BY_EXTENSION[parts[last]!] ?? null;
}

/** The format of text without a name, by how it begins. */
export function guessFormat(bytes: Uint8Array): DocumentFormat {
  const { text } = sourceOf(bytes);
  const start = text.slice(0, 2000).trimStart();
  if (/^<(?:!doctype html|html\b|\?xml\b)/i.test(start)) return 'html';
  if (start.startsWith('{') && text.includes('"cells"')) return 'ipynb';
  return sniff(text);
}

/**
 * What a plain text file is written in after all: explicit markup or adorned titles make it reStructuredText, headings with `#`
 * and inline links Markdown. Looks at the beginnings of lines only.
 */
export function sniff(text: string): 'rst' | 'md' | 'text' {
  let at = 0;
  let markdown = 0;
  for (let line = 0; line < 2000 && at < text.length; line++) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const c = text.charCodeAt(at);
    if (c === 0x2e && text.startsWith('.. ', at)) {
      if (text.charCodeAt(at + 3) === 0x5f) return 'rst';
      const colons = text.indexOf('::', at);
      if (colons > 0 && colons < Math.min(end, at + 40)) return 'rst';
    } else if (c === 0x23) {
      let hashes = at;
      while (text.charCodeAt(hashes) === 0x23) hashes += 1;
      if (hashes - at <= 6 && text.charCodeAt(hashes) === 0x20 && hashes + 1 < end) markdown += 1;
    } else if (c === 0x5b && text.slice(at, Math.min(end, at + 200)).includes('](')) markdown += 1;
    at = end + 1;
  }
  return markdown > 0 ? 'md' : 'text';
}
