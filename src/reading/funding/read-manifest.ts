/**
 * Reads a funding.json: against the published schema v1.1.0 and against floss.fund's own validator, which is stricter (it counts
 * bytes where the schema counts characters, wants at least one project, a known currency, guids without doubled hyphens ...).
 * Its traps are not inherited: guids are unique over the whole list, the limit of the history is measured on the history, and a
 * missing version is only told, since the schema allows it.
 */
import { decimalsOf } from '../../kernel/money.ts';
import { currencyOf, decimalOf, digitsAfterPoint, isWithin } from './amounts.ts';
import { Findings } from './findings.ts';
import { pathOf, plainOf, readJson, type Json, type Tree } from './json.ts';
import { charactersIn, textOf, webAddress, withoutHidden } from './source.ts';
import {
  CHANNEL_TYPES,
  ENTITY_ROLES,
  ENTITY_TYPES,
  FREQUENCIES,
  PLAN_STATUSES,
  type Finding,
  type FundingManifest,
  type ManifestAddress,
  type ManifestChannel,
  type ManifestEntity,
  type ManifestPlan,
  type ManifestProject,
  type ManifestYear,
  type Others,
} from './types.ts';

export type ManifestReading =
  | { readonly manifest: FundingManifest; readonly version: string | null; readonly findings: readonly Finding[] }
  | { readonly manifest: null; readonly findings: readonly Finding[] };

/** What crawlers read at most. */
export const LARGEST_MANIFEST_BYTES = 320_000;
export const WELL_KNOWN_PATH = '/.well-known/funding-manifest-urls';
const LARGEST_AMOUNT = 1_000_000_000n;

/** The manifest, with remarks, or everything that is wrong with it. Never throws. */
export function readFundingManifest(source: string | Uint8Array): ManifestReading {
  const findings = new Findings();
  const nowhere = { path: '$', line: null, value: '', rule: 'json' } as const;
  const text = textOf(source, LARGEST_MANIFEST_BYTES);
  if ('what' in text) {
    findings.error({ ...nowhere, sentence: text.what });
    return { manifest: null, findings: findings.all() };
  }
  if (text.text.startsWith('\ufeff'))
    findings.error({
      ...nowhere,
      sentence: 'The file begins with a byte order mark, at which readers of JSON stop. Save it as UTF-8 without one.',
    });
  const { tree, problems } = readJson(text.text.replace(/^\ufeff/, ''));
  for (const { line, path, value, what } of problems)
    findings.error({ rule: 'json', path, line, value, sentence: what });
  if (tree === null) return { manifest: null, findings: findings.all() };
  return new ManifestReader(findings).read(tree);
}

interface Place {
  readonly tree: Tree | undefined;
  readonly path: string;
  readonly line: number;
}

interface Length {
  readonly least?: number;
  readonly most: number;
}

/** Each method reads one kind of value, tells what is wrong with it and goes on with an empty one: the manifest is given out only when nothing was wrong. */
class ManifestReader {
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  read(tree: Tree): ManifestReading {
    const root = this.#object({ tree, path: '$', line: 1 }, ['$schema', 'version', 'entity', 'projects', 'funding']);
    this.#optionalText(root.at('$schema'), { most: 250 });
    const version = this.#version(root.at('version'));
    const entity = this.#entity(root.at('entity'));
    const projects = this.#list(root.at('projects'), { least: 1, most: 30 }, 'project', (place) =>
      this.#project(place),
    );
    const place = root.at('funding');
    const funding = this.#object(place, ['channels', 'plans', 'history']);
    const channels = this.#list(funding.at('channels'), { least: 1, most: 10 }, 'channel', (one) => this.#channel(one));
    const guids = new Set(channels.map(({ guid }) => guid));
    const plans = this.#list(funding.at('plans'), { least: 1, most: 10 }, 'plan', (one) => this.#plan(one, guids));
    const history = this.#list(funding.at('history'), { most: 50 }, 'year', (one) => this.#year(one));
    this.#unique(projects, root.at('projects'), 'error');
    this.#unique(channels, funding.at('channels'), 'error');
    this.#unique(plans, funding.at('plans'), 'remark');
    const findings = this.#findings.all();
    if (this.#findings.hasErrors) return { manifest: null, findings };
    return {
      manifest: {
        entity,
        projects,
        funding: { channels, plans, history, others: funding.others },
        others: root.others,
      },
      version,
      findings,
    };
  }

  #version(place: Place): string | null {
    if (place.tree === undefined || place.tree.kind === 'nothing') {
      this.#remark(
        place,
        'validator',
        'No version is given, which the schema allows and floss.fund does not. Write "version": "v1.1.0".',
      );
      return null;
    }
    const version = this.#text(place, { most: 64 });
    if (place.tree.kind === 'text' && !/^v1(?:\.\d{1,6}){0,2}(?:[-+][\w.+-]*)?$/.test(version))
      this.#error(place, 'validator', 'This is not the version of a manifest that is read today. Write "v1.1.0".');
    return version;
  }

  #entity(place: Place): ManifestEntity {
    const own = this.#object(place, ['type', 'role', 'name', 'email', 'phone', 'description', 'webpageUrl']);
    return {
      type: this.#oneOf(own.at('type'), ENTITY_TYPES),
      role: this.#oneOf(own.at('role'), ENTITY_ROLES),
      name: this.#text(own.at('name'), { least: 2, most: 250 }),
      email: this.#email(own.at('email')),
      phone: this.#phone(own.at('phone')),
      description: this.#text(own.at('description'), { least: 5, most: 2000 }),
      webpageUrl: this.#address(own.at('webpageUrl')),
      others: own.others,
    };
  }

  #project(place: Place): ManifestProject {
    const own = this.#object(place, ['guid', 'name', 'description', 'webpageUrl', 'repositoryUrl', 'licenses', 'tags']);
    return {
      guid: this.#guid(own.at('guid')),
      name: this.#text(own.at('name'), { least: 1, most: 250 }),
      description: this.#text(own.at('description'), { least: 5, most: 2000 }),
      webpageUrl: this.#address(own.at('webpageUrl')),
      repositoryUrl: this.#address(own.at('repositoryUrl')),
      licenses: this.#list(own.at('licenses'), { least: 1, most: 5 }, 'licence', (one) => this.#licence(one)),
      tags: this.#list(own.at('tags'), { least: 1, most: 10 }, 'tag', (one) => this.#tag(one)),
      others: own.others,
    };
  }

  #channel(place: Place): ManifestChannel {
    const own = this.#object(place, ['guid', 'type', 'address', 'description']);
    return {
      guid: this.#guid(own.at('guid')),
      type: this.#oneOf(own.at('type'), CHANNEL_TYPES),
      address: this.#optionalText(own.at('address'), { most: 250 }),
      description: this.#optionalText(own.at('description'), { most: 500 }),
      others: own.others,
    };
  }

  #plan(place: Place, known: ReadonlySet<string>): ManifestPlan {
    const own = this.#object(place, [
      'guid',
      'status',
      'name',
      'description',
      'amount',
      'currency',
      'frequency',
      'channels',
    ]);
    const currency = this.#currency(own.at('currency'), 'error');
    return {
      guid: this.#guid(own.at('guid')),
      status: this.#oneOf(own.at('status'), PLAN_STATUSES),
      name: this.#text(own.at('name'), { least: 3, most: 250 }),
      description: this.#optionalText(own.at('description'), { most: 500 }),
      amount: this.#amount(own.at('amount'), currency, 'error'),
      currency,
      frequency: this.#oneOf(own.at('frequency'), FREQUENCIES),
      channels: this.#list(own.at('channels'), { most: 10 }, 'channel', (one) => {
        const guid = this.#text(one, { most: 32 });
        if (!known.has(guid) && one.tree?.kind === 'text')
          this.#error(
            one,
            'validator',
            'No channel has this guid. Name one of funding.channels, or add the channel there.',
          );
        return guid;
      }),
      others: own.others,
    };
  }

  #year(place: Place): ManifestYear {
    const own = this.#object(place, ['year', 'income', 'expenses', 'taxes', 'currency', 'description']);
    const currency = this.#currency(own.at('currency'), 'remark');
    const amount = (key: string, severity: Finding['severity']): string | null =>
      own.has(key) ? this.#amount(own.at(key), currency, severity) : null;
    return {
      year: this.#calendarYear(own.at('year')),
      income: amount('income', 'error'),
      expenses: amount('expenses', 'error'),
      taxes: amount('taxes', 'remark'),
      currency,
      description: this.#optionalText(own.at('description'), { most: 500 }),
      others: own.others,
    };
  }

  /* Values */

  #address(place: Place): ManifestAddress {
    const own = this.#object(place, ['url', 'wellKnown']);
    const url = this.#url(own.at('url'));
    const at = own.at('wellKnown');
    const written = this.#optionalText(at, { most: 250 });
    if (written !== null) {
      const proof = webAddress(written);
      if (proof === null || !written.endsWith(WELL_KNOWN_PATH))
        this.#error(
          at,
          'schema',
          `This must be a web address that ends in ${WELL_KNOWN_PATH}. Correct it or take the key away.`,
        );
      else if (webAddress(url) !== null && proof.host !== webAddress(url)?.host)
        this.#remark(
          at,
          'ours',
          `This file proves nothing about ${url}: it is on another host. Put it on the host of that address.`,
        );
    }
    return { url, wellKnown: written, others: own.others };
  }

  #url(place: Place): string {
    const url = this.#text(place, { least: 1, most: 250 });
    if (place.tree?.kind === 'text' && url !== '' && (webAddress(url) === null || url.length < 10))
      this.#error(place, 'schema', 'This is not a web address. Write it whole, beginning with https://.');
    return url;
  }

  #email(place: Place): string {
    const email = this.#text(place, { least: 1, most: 250 });
    if (place.tree?.kind === 'text' && email !== '' && !isEmail(email))
      this.#error(place, 'validator', 'This is not an e-mail address. Write it alone, as in funding@example.org.');
    return email;
  }

  #phone(place: Place): string | null {
    const phone = this.#optionalText(place, { most: 32 });
    if (phone !== null && !/^\+?\d+(?:-\d+)*$/.test(phone))
      this.#error(place, 'validator', 'Write digits and single hyphens only, as in +49-30-123456.');
    return phone;
  }

  #guid(place: Place): string {
    const guid = this.#text(place, { least: 3, most: 32 });
    if (guid === '') return guid;
    if (!/^[a-z0-9-]+$/.test(guid))
      this.#error(place, 'schema', 'A guid has small letters a to z, digits and hyphens only.');
    else if (guid.startsWith('-') || guid.endsWith('-') || guid.includes('--'))
      this.#error(
        place,
        'validator',
        'A guid begins and ends with a letter or digit, and no two hyphens follow each other.',
      );
    return guid;
  }

  #tag(place: Place): string {
    const tag = this.#text(place, { least: 2, most: 32 });
    if (tag === '') return tag;
    if (!/^[a-z0-9-]+$/.test(tag))
      this.#error(place, 'schema', 'A tag has small letters a to z, digits and hyphens only.');
    else if (tag.startsWith('-') || tag.endsWith('-') || tag.includes('--'))
      this.#error(
        place,
        'validator',
        'A tag begins and ends with a letter or digit, and no two hyphens follow each other.',
      );
    return tag;
  }

  /** By form only: new identifiers appear every month, and no list is kept here. */
  #licence(place: Place): string {
    const licence = this.#text(place, { least: 2, most: 64 });
    if (licence.startsWith('spdx:') && !isSpdxIdentifier(licence.slice(5)))
      this.#error(
        place,
        'validator',
        'After “spdx:” stands one identifier of the SPDX list, as in spdx:BSD-3-Clause. Write several licences one by one.',
      );
    return licence;
  }

  #currency(place: Place, severity: Finding['severity']): string {
    const currency = this.#text(place, { least: 1, most: 250 });
    if (currency === '') return currency;
    if (!/^[A-Z]{3}$/.test(currency))
      this.#error(place, 'schema', 'A currency has three capitals (ISO 4217), as in EUR.');
    else if (currencyOf(currency) === null) {
      const sentence = 'This is no currency in use (ISO 4217). Write a code such as EUR or USD.';
      this.#tell(severity, place, stricter(severity), sentence);
    }
    return currency;
  }

  #amount(place: Place, currency: string, severity: Finding['severity']): string {
    if (!this.#present(place)) return '0';
    if (place.tree.kind !== 'number') {
      this.#error(
        place,
        'schema',
        'An amount is a number without quotation marks and without a currency, as in 1000 or 12.50.',
      );
      return '0';
    }
    const amount = decimalOf(place.tree.literal);
    if (amount === null) {
      this.#error(
        place,
        'ours',
        'This number has more digits than an amount of money. Write it out, as in 1000 or 12.50.',
      );
      return '0';
    }
    const known = currencyOf(currency);
    const decimals = known === null ? null : decimalsOf(known);
    if (!isWithin(amount, LARGEST_AMOUNT))
      this.#tell(severity, place, stricter(severity), 'An amount lies between 0 and 1,000,000,000.');
    else if (decimals !== null && digitsAfterPoint(amount) > decimals)
      this.#remark(place, 'ours', `${currency} has ${decimals} digits after the point. Round the amount to them.`);
    return amount;
  }

  #calendarYear(place: Place): number {
    if (!this.#present(place)) return 0;
    const literal = place.tree.kind === 'number' ? place.tree.literal : '';
    if (!/^-?\d+$/.test(literal)) {
      this.#error(place, 'schema', 'A year is a whole number without quotation marks, as in 2025.');
      return 0;
    }
    const year = /^\d{4}$/.test(literal) ? Number(literal) : 0;
    if (year < 1970 || year > 2075) this.#error(place, 'validator', 'A year lies between 1970 and 2075.');
    return year;
  }

  #oneOf<T extends string>(place: Place, known: readonly T[]): T {
    const text = this.#text(place, { most: 64 });
    const found = known.find((one) => one === text);
    if (found === undefined && place.tree?.kind === 'text') {
      const near = known.find((one) => one === text.trim().toLowerCase().replace('organization', 'organisation'));
      this.#error(place, 'schema', near === undefined ? `Write one of ${known.join(', ')}.` : `Write it as ${near}.`);
    }
    return found ?? known[0]!;
  }

  /* Shapes */

  /** The schema counts characters, the validator bytes: both must be content. */
  #text(place: Place, { least = 0, most }: Length): string {
    if (!this.#present(place)) return '';
    if (place.tree.kind !== 'text') {
      this.#error(place, 'schema', 'A text stands here, between quotation marks.');
      return '';
    }
    const text = withoutHidden(place.tree.text);
    if (text !== place.tree.text)
      this.#remark(
        place,
        'ours',
        'Signs that nobody can see stand in this text; it is read without them. Take them out.',
      );
    const bytes = Buffer.byteLength(text);
    const characters = bytes === text.length ? bytes : charactersIn(text);
    if (characters > most)
      this.#error(place, 'schema', `At most ${most} characters fit here, and these are ${characters}. Shorten it.`);
    else if (bytes > most) {
      const why = `Bytes count at floss.fund: at most ${most} fit, and these ${characters} characters take ${bytes}`;
      this.#error(place, 'validator', `${why}. Shorten it.`);
    } else if (bytes < least) {
      const few =
        least === 1
          ? 'This is empty. Fill it in.'
          : `At least ${least} characters stand here, and these are ${characters}.`;
      this.#error(place, 'validator', few);
    }
    return text;
  }

  /** Absent and empty are one. */
  #optionalText(place: Place, length: Length): string | null {
    if (place.tree === undefined) return null;
    const text = this.#text(place, length);
    return text === '' ? null : text;
  }

  #list<T>(place: Place, { least = 0, most }: Length, noun: string, each: (place: Place) => T): readonly T[] {
    const { tree } = place;
    const nouns = `${noun}s`;
    if (tree === undefined) {
      const isMissing = noun !== 'year';
      const rule = noun === 'project' ? 'validator' : 'schema';
      if (isMissing)
        this.#error(place, rule, `“${keyOf(place)}” is missing, a list of at most ${most} ${nouns}. Add it.`);
      return [];
    }
    if (tree.kind !== 'list') {
      this.#error(place, 'schema', `A list stands here, between [ and ].`);
      return [];
    }
    const { length } = tree.items;
    if (length > most) {
      const rule = noun === 'licence' || noun === 'tag' ? 'schema' : 'validator';
      this.#error(place, rule, `At most ${most} ${nouns} fit here, and these are ${length}. Take some away.`);
    }
    if (length < least) this.#error(place, 'validator', `At least one ${noun} belongs here. Add it.`);
    return tree.items
      .slice(0, most)
      .map((item, at) => each({ tree: item, path: pathOf(place.path, at), line: item.line }));
  }

  #object(place: Place, known: readonly string[]): ObjectReading {
    const isObject = this.#present(place) && place.tree.kind === 'object';
    const entries = place.tree?.kind === 'object' ? place.tree.entries : NO_ENTRIES;
    if (!isObject && place.tree !== undefined) this.#error(place, 'schema', 'An object stands here, between { and }.');
    const others = new Map<string, Json>();
    for (const [key, tree] of entries) if (!known.includes(key)) others.set(key, plainOf(tree));
    return {
      others,
      has: (key) => entries.has(key),
      // Below what is no object nothing more is told: one finding says it.
      at: (key) => ({
        tree: entries.get(key) ?? (isObject ? undefined : NOTHING_TOLD),
        path: pathOf(place.path, key),
        line: entries.get(key)?.line ?? place.line,
      }),
    };
  }

  #present(place: Place): place is Place & { readonly tree: Tree } {
    if (place.tree === NOTHING_TOLD) return false;
    if (place.tree !== undefined) return true;
    this.#error(place, 'schema', `“${keyOf(place)}” is missing. Add it.`);
    return false;
  }

  #unique(list: readonly { readonly guid: string }[], place: Place, severity: Finding['severity']): void {
    const seen = new Map<string, number>();
    for (const [at, { guid }] of list.entries()) {
      const before = seen.get(guid);
      if (guid !== '' && before !== undefined) {
        const item = place.tree?.kind === 'list' ? place.tree.items[at] : undefined;
        const here = {
          tree: { kind: 'text', text: guid, line: item?.line ?? place.line } as const,
          path: pathOf(pathOf(place.path, at), 'guid'),
          line: item?.line ?? place.line,
        };
        this.#tell(
          severity,
          here,
          stricter(severity),
          `Number ${before + 1} of the list has this guid already. Give each its own.`,
        );
      } else seen.set(guid, at);
    }
  }

  #error(place: Place, rule: Finding['rule'], sentence: string): void {
    this.#tell('error', place, rule, sentence);
  }

  #remark(place: Place, rule: Finding['rule'], sentence: string): void {
    this.#tell('remark', place, rule, sentence);
  }

  #tell(severity: Finding['severity'], { tree, path, line }: Place, rule: Finding['rule'], sentence: string): void {
    if (tree === NOTHING_TOLD) return;
    const told = { rule, path, line, value: shownOf(tree), sentence };
    if (severity === 'error') this.#findings.error(told);
    else this.#findings.remark(told);
  }
}

interface ObjectReading {
  readonly others: Others;
  readonly has: (key: string) => boolean;
  readonly at: (key: string) => Place;
}

const NO_ENTRIES: ReadonlyMap<string, Tree> = new Map();
/** Stands for everything below a value of the wrong kind. */
const NOTHING_TOLD: Tree = { kind: 'nothing', line: 0 };

/** What the validator lets pass is a rule of ours. */
function stricter(severity: Finding['severity']): Finding['rule'] {
  return severity === 'error' ? 'validator' : 'ours';
}

function keyOf({ path }: Place): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function shownOf(tree: Tree | undefined): string {
  switch (tree?.kind) {
    case undefined:
      return '';
    case 'text':
      return tree.text;
    case 'number':
      return tree.literal;
    case 'flag':
      return String(tree.flag);
    case 'nothing':
      return 'null';
    case 'list':
      return `a list of ${tree.items.length}`;
    case 'object':
      return 'an object';
    default:
      return tree satisfies never;
  }
}

export function isSpdxIdentifier(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9.-]*\+?$/.test(text);
}

/** A dot-atom, an at sign, a host name; letters of every script. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1) return false;
  const local = text.slice(0, at).split('.');
  const host = text.slice(at + 1).split('.');
  return (
    local.every((part) => /^[\w!#$%&'*+/=?^`{|}~\u00a1-\uffff-]+$/.test(part)) &&
    host.length > 1 &&
    host.every((part) => /^[\w\u00a1-\uffff-]+$/.test(part) && !part.startsWith('-') && !part.endsWith('-'))
  );
}
