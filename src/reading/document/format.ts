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
