/**
 * codemeta.json, 2.0 and 3.x: what a project says of itself to programs. The shape of `funding` is not settled
 * (codemeta/codemeta#274), so texts, objects and lists of both are taken. E-mail addresses of people are left where they stand.
 */
import { Findings } from './findings.ts';
import { readJson, type Tree } from './json.ts';
import { isSpdxIdentifier } from './read-manifest.ts';
import { charactersIn, textOf, webAddress, withoutHidden } from './source.ts';
import type { Finding } from './types.ts';

export interface Codemeta {
  readonly version: '1.0' | '2.0' | '3.0' | '3.1' | 'unknown';
  readonly name: string | null;
  readonly description: string | null;
  /** Addresses are http or https, or null. */
  readonly codeRepository: string | null;
  readonly issueTracker: string | null;
  readonly continuousIntegration: string | null;
  readonly readme: string | null;
  readonly developmentStatus: string | null;
  readonly licences: readonly CodemetaLicence[];
  readonly authors: readonly CodemetaParty[];
  readonly maintainers: readonly CodemetaParty[];
  readonly contributors: readonly CodemetaParty[];
  readonly funders: readonly CodemetaParty[];
  readonly funding: readonly CodemetaFunding[];
}

export interface CodemetaLicence {
  /** SPDX identifier, out of an address of spdx.org or as written; null for other licences. */
  readonly spdx: string | null;
  readonly written: string;
}

export interface CodemetaParty {
  readonly name: string;
  readonly kind: 'person' | 'organisation';
  readonly url: string | null;
}

export interface CodemetaFunding {
  readonly text: string;
  readonly url: string | null;
  readonly funder: string | null;
}

export type CodemetaReading =
  | { readonly codemeta: Codemeta; readonly findings: readonly Finding[] }
  | { readonly codemeta: null; readonly findings: readonly Finding[] };

const LARGEST_BYTES = 1_000_000;
const LONGEST_NAME = 250;
const LONGEST_TEXT = 5_000;
const LONGEST_URL = 500;
const MOST_PARTIES = 500;

export function readCodemeta(source: string | Uint8Array): CodemetaReading {
  const findings = new Findings();
  const whole = (sentence: string): CodemetaReading => {
    findings.error({ rule: 'json', path: '$', line: null, value: '', sentence });
    return { codemeta: null, findings: findings.all() };
  };
  const text = textOf(source, LARGEST_BYTES);
  if ('what' in text) return whole(text.what);
  const { tree, problems } = readJson(text.text.replace(/^\ufeff/, ''));
  const severity = tree === null ? 'error' : 'remark';
  for (const { line, path, value, what } of problems)
    findings[severity]({ rule: 'json', path, line, value, sentence: what });
  if (tree === null) return { codemeta: null, findings: findings.all() };
  const own = softwareIn(tree);
  if (own === null)
    return whole('This is no codemeta.json: it holds no object about software. Begin it with { and "@context".');
  const read = new CodemetaReader(own, findings).read();
  return { codemeta: read, findings: findings.all() };
}

type Entries = ReadonlyMap<string, Tree>;

/** The object itself, the first of a list, or the software of a `@graph`. */
function softwareIn(tree: Tree): Entries | null {
  if (tree.kind === 'list') {
    const first = tree.items[0];
    return first?.kind === 'object' ? first.entries : null;
  }
  if (tree.kind !== 'object') return null;
  const graph = tree.entries.get('@graph');
  if (graph?.kind !== 'list') return tree.entries;
  const found = graph.items.find((item) => item.kind === 'object' && /Software/.test(wordIn(item.entries, '@type')));
  return found?.kind === 'object' ? new Map([...tree.entries, ...found.entries]) : null;
}

class CodemetaReader {
  readonly #entries: Entries;
  readonly #findings: Findings;

  constructor(entries: Entries, findings: Findings) {
    this.#entries = entries;
    this.#findings = findings;
  }

  read(): Codemeta {
    return {
      version: versionOf(this.#entries.get('@context')),
      name: this.#text('name', LONGEST_NAME),
      description: this.#text('description', LONGEST_TEXT),
      codeRepository: this.#address('codeRepository'),
      issueTracker: this.#address('issueTracker'),
      continuousIntegration: this.#address('continuousIntegration') ?? this.#address('contIntegration'),
      readme: this.#address('readme'),
      developmentStatus: this.#developmentStatus(),
      licences: this.#each('license')
        .map(licenceOf)
        .filter((one) => one !== null),
      authors: this.#parties('author'),
      maintainers: this.#parties('maintainer'),
      contributors: this.#parties('contributor'),
      funders: this.#parties('funder'),
      funding: this.#each('funding')
        .map(fundingOf)
        .filter((one) => one !== null),
    };
  }

  #each(key: string): readonly Tree[] {
    const tree = this.#entries.get(key);
    if (tree === undefined || tree.kind === 'nothing') return [];
    const list = tree.kind === 'list' ? tree.items : tree.kind === 'object' ? (listIn(tree.entries) ?? [tree]) : [tree];
    if (list.length > MOST_PARTIES)
      this.#remark(key, tree, `Only the first ${MOST_PARTIES} of ${list.length} are read.`);
    return list.slice(0, MOST_PARTIES);
  }

  #text(key: string, most: number): string | null {
    const tree = this.#each(key)[0];
    if (tree === undefined) return null;
    if (tree.kind !== 'text') {
      this.#remark(key, tree, 'A text belongs here, between quotation marks.');
      return null;
    }
    const text = withoutHidden(tree.text).trim();
    if (charactersIn(text) <= most) return text === '' ? null : text;
    this.#remark(
      key,
      tree,
      `At most ${most} characters are read here, and these are ${charactersIn(text)}. Shorten it.`,
    );
    return null;
  }

  /** `git+https://…` is written by package tools. */
  #address(key: string): string | null {
    const tree = this.#each(key)[0];
    if (tree === undefined) return null;
    const written = (
      tree.kind === 'object' ? wordIn(tree.entries, '@id') || wordIn(tree.entries, 'url') : textIn(tree)
    ).trim();
    const url = addressIn(written.replace(/^git\+/, ''));
    if (url === null && written !== '')
      this.#remark(key, tree, 'This is not a web address. Write it whole, beginning with https://.');
    return url;
  }

  /** A word of repostatus.org, or its address. */
  #developmentStatus(): string | null {
    const text = this.#text('developmentStatus', LONGEST_NAME);
    const word = text === null ? null : /repostatus\.org\/#?(\w{1,40})$/.exec(text.replace(/\/$/, ''));
    return word?.[1] ?? text;
  }

  #parties(key: string): readonly CodemetaParty[] {
    return this.#each(key)
      .map(partyOf)
      .filter((party) => party !== null);
  }

  #remark(key: string, tree: Tree, sentence: string): void {
    this.#findings.remark({ rule: 'ours', path: `$.${key}`, line: tree.line, value: textIn(tree), sentence });
  }
}

function versionOf(context: Tree | undefined): Codemeta['version'] {
  const texts = context?.kind === 'list' ? context.items.map(textIn) : context === undefined ? [] : [textIn(context)];
  for (const text of texts) {
    const found = /codemeta(?:-|\/|\/v)?([123])\.(\d)/.exec(text);
    if (found === null) continue;
    const version = `${found[1]!}.${found[2]!}`;
    if (version === '1.0' || version === '2.0' || version === '3.0' || version === '3.1') return version;
  }
  return 'unknown';
}

function licenceOf(tree: Tree): CodemetaLicence | null {
  const written = clipped(
    tree.kind === 'object'
      ? wordIn(tree.entries, '@id') ||
          wordIn(tree.entries, 'url') ||
          wordIn(tree.entries, 'identifier') ||
          wordIn(tree.entries, 'name')
      : textIn(tree),
    LONGEST_URL,
  );
  if (written === '') return null;
  const address = /^https?:\/\/(?:www\.)?spdx\.org\/licenses\/([\w.+-]{1,100})$/i.exec(written.replace(/\/$/, ''));
  const id = (address?.[1] ?? written).replace(/\.(?:html|json|txt|rdf)$/, '');
  return { spdx: isSpdxIdentifier(id) && (address !== null || isLikelyIdentifier(id)) ? id : null, written };
}

/** `BSD-3-Clause`, `MIT`, `Apache-2.0`; but not `Proprietary` or `See`. */
function isLikelyIdentifier(text: string): boolean {
  return (
    /\d/.test(text) ||
    /^(?:MIT|ISC|Zlib|NCSA|Unlicense|WTFPL|X11|PostgreSQL|Ruby|curl|Beerware|OpenSSL|Vim|Xnet)$/.test(text)
  );
}

function partyOf(tree: Tree): CodemetaParty | null {
  if (tree.kind === 'text') {
    const name = clipped(tree.text, LONGEST_NAME);
    return name === '' ? null : { name, kind: 'person', url: addressIn(name) };
  }
  if (tree.kind !== 'object') return null;
  const { entries } = tree;
  const whole =
    wordIn(entries, 'name') || [wordIn(entries, 'givenName'), wordIn(entries, 'familyName')].filter(Boolean).join(' ');
  const url = addressIn(wordIn(entries, '@id') || wordIn(entries, 'id')) ?? addressIn(wordIn(entries, 'url'));
  const name = clipped(whole, LONGEST_NAME) || (url ?? '');
  const isOrganisation = /organi[sz]ation|company|ngo|corporation|consortium/i.test(
    wordIn(entries, '@type') || wordIn(entries, 'type'),
  );
  return name === '' ? null : { name, kind: isOrganisation ? 'organisation' : 'person', url };
}

function fundingOf(tree: Tree): CodemetaFunding | null {
  if (tree.kind !== 'object') {
    const text = clipped(textIn(tree), LONGEST_TEXT);
    return text === '' ? null : { text, url: addressIn(text), funder: null };
  }
  const { entries } = tree;
  const by = entries.get('funder');
  const funder = by === undefined ? null : (partyOf(by.kind === 'list' ? (by.items[0] ?? by) : by)?.name ?? null);
  const url = addressIn(wordIn(entries, 'url')) ?? addressIn(wordIn(entries, '@id'));
  const words =
    wordIn(entries, 'name') || wordIn(entries, 'identifier') || wordIn(entries, 'description') || (url ?? funder ?? '');
  const text = clipped(words, LONGEST_TEXT);
  return text === '' ? null : { text, url, funder };
}

/** `{"@list": [...]}` keeps an order. */
function listIn(entries: Entries): readonly Tree[] | null {
  const list = entries.get('@list');
  return list?.kind === 'list' ? list.items : null;
}

/** The words of a text, a number, or a list of texts; of two given names both. */
function textIn(tree: Tree): string {
  if (tree.kind === 'text') return tree.text;
  if (tree.kind === 'number') return tree.literal;
  if (tree.kind === 'list')
    return tree.items
      .slice(0, 10)
      .map((item) => (item.kind === 'text' ? item.text : ''))
      .join(' ');
  if (tree.kind === 'object') return wordIn(tree.entries, '@value');
  return '';
}

function wordIn(entries: Entries, key: string): string {
  const tree = entries.get(key);
  return tree === undefined || tree.kind === 'object' ? '' : textIn(tree).trim();
}

function clipped(text: string, most: number): string {
  const seen = withoutHidden(text.slice(0, 4 * most)).trim();
  return seen.length <= most ? seen : `${seen.slice(0, most - 1).toWellFormed()}…`;
}

function addressIn(text: string): string | null {
  const url = text.length > LONGEST_URL ? null : webAddress(text.trim());
  return url === null ? null : url.href;
}
