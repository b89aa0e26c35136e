/**
 * FUNDING.yml: where a repository's sponsor button leads. The file is nearly always flat, one key a line; that form is read here
 * without loading a reader of YAML (25 ms of processor time, which the survey cannot spend on one answer), and what is written in
 * any other form is left to one.
 */
import { Findings } from './findings.ts';
import { readFlat, type Entry, type Written } from './flat-yaml.ts';
import { textOf, webAddress } from './source.ts';
import type { Finding } from './types.ts';

export const PLATFORMS = [
  'github',
  'patreon',
  'open_collective',
  'ko_fi',
  'tidelift',
  'community_bridge',
  'lfx_crowdfunding',
  'liberapay',
  'issuehunt',
  'otechie',
  'polar',
  'buy_me_a_coffee',
  'thanks_dev',
  'custom',
] as const;
export type Platform = (typeof PLATFORMS)[number];

export interface FundingLink {
  readonly platform: Platform;
  /** The platform's name for people: "Open Collective". */
  readonly name: string;
  readonly handle: string;
  /** https; null when what is written makes no address. */
  readonly url: string | null;
  readonly line: number;
}

export interface FundingYml {
  readonly links: readonly FundingLink[];
  /** Keys that no platform has, as they stood. */
  readonly others: readonly { readonly key: string; readonly values: readonly string[]; readonly line: number }[];
  readonly findings: readonly Finding[];
}

const LARGEST_BYTES = 50_000;

interface PlatformFacts {
  readonly name: string;
  readonly most: number;
  readonly isHandle: (text: string) => boolean;
  readonly url: (handle: string) => string;
  readonly form: string;
}

const isWord = (text: string): boolean => /^[\w.~-]{1,100}$/.test(text);
const plain = (name: string, before: string): PlatformFacts => ({
  name,
  most: 1,
  isHandle: isWord,
  url: (handle) => `${before}${handle}`,
  form: 'the name of the account alone',
});

const FACTS: Readonly<Record<Exclude<Platform, 'custom'>, PlatformFacts>> = {
  github: {
    ...plain('GitHub Sponsors', 'https://github.com/sponsors/'),
    // One organisation and up to four people.
    most: 5,
    isHandle: (text) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/.test(text),
  },
  patreon: plain('Patreon', 'https://www.patreon.com/'),
  open_collective: {
    ...plain('Open Collective', 'https://opencollective.com/'),
    // A project of a collective has two names.
    isHandle: (text) => /^[\w.~-]{1,100}(?:\/projects\/[\w.~-]{1,100})?$/.test(text),
  },
  ko_fi: plain('Ko-fi', 'https://ko-fi.com/'),
  tidelift: {
    name: 'Tidelift',
    most: 1,
    isHandle: (text) => /^(?:npm|pypi|rubygems|maven|packagist|nuget)\/[\w.@:/~-]{1,200}$/.test(text),
    url: (handle) => `https://tidelift.com/funding/github/${handle}`,
    form: 'platform/package, as in pypi/numpy, with one of npm, pypi, rubygems, maven, packagist, nuget',
  },
  community_bridge: plain('LFX Crowdfunding', 'https://crowdfunding.lfx.linuxfoundation.org/projects/'),
  lfx_crowdfunding: plain('LFX Crowdfunding', 'https://crowdfunding.lfx.linuxfoundation.org/projects/'),
  liberapay: plain('Liberapay', 'https://liberapay.com/'),
  issuehunt: {
    ...plain('IssueHunt', 'https://issuehunt.io/r/'),
    isHandle: (text) => /^[\w.~-]{1,100}(?:\/[\w.~-]{1,100})?$/.test(text),
  },
  otechie: plain('Otechie', 'https://otechie.com/'),
  polar: plain('Polar', 'https://polar.sh/'),
  buy_me_a_coffee: plain('Buy Me a Coffee', 'https://www.buymeacoffee.com/'),
  thanks_dev: {
    name: 'thanks.dev',
    most: 1,
    isHandle: (text) => /^(?:[du]\/[a-z]{2}\/)?[\w.~-]{1,100}$/.test(text),
    url: (handle) => `https://thanks.dev/${handle}`,
    form: 'u/gh/NAME',
  },
};
const MOST_CUSTOM = 4;

/** With every form of YAML; its reader is loaded where the file needs it. */
export async function readFundingYml(source: string | Uint8Array): Promise<FundingYml> {
  const text = textOf(source, LARGEST_BYTES);
  if ('what' in text) return refusedWith(text.what, null);
  const flat = readFlat(text.text);
  if (flat !== null) return linksOf(flat);
  const { readWritten } = await import('./full-yaml.ts');
  const read = readWritten(text.text);
  return 'entries' in read ? linksOf(read.entries) : refusedWith(read.what, read.line);
}

/** At once, or null where the file has another form than one key a line. */
export function readFlatFundingYml(text: string): FundingYml | null {
  const entries = text.length > LARGEST_BYTES ? null : readFlat(text);
  return entries === null ? null : linksOf(entries);
}

function refusedWith(sentence: string, line: number | null): FundingYml {
  const findings = new Findings();
  findings.error({ rule: 'ours', path: '', line, value: '', sentence });
  return { links: [], others: [], findings: findings.all() };
}

function linksOf(entries: readonly Entry[]): FundingYml {
  const findings = new Findings();
  const links: FundingLink[] = [];
  const others: { key: string; values: readonly string[]; line: number }[] = [];
  const seen = new Map<string, number>();
  for (const { key, line, values } of entries) {
    const before = seen.get(key);
    seen.set(key, before ?? line);
    const told = { rule: 'ours', path: key, line, value: key } as const;
    if (before !== undefined)
      findings.error({
        ...told,
        sentence: `This key stands already on line ${before}, and YAML allows it once. Put all into one list.`,
      });
    const platform = PLATFORMS.find((known) => known === key);
    if (platform === undefined) {
      others.push({ key, values: values.map(({ text }) => text), line });
      findings.remark({
        ...told,
        sentence: 'GitHub knows no platform of this name. Use custom with an address, or one of its own names.',
      });
      continue;
    }
    const most = platform === 'custom' ? MOST_CUSTOM : FACTS[platform].most;
    if (values.length > most)
      findings.remark({
        ...told,
        sentence: `GitHub shows ${most === 1 ? 'one' : `at most ${most}`} here, and these are ${values.length}.`,
      });
    for (const written of values)
      links.push(platform === 'custom' ? customLink(written, findings) : linkOf(platform, written, findings));
  }
  return { links, others, findings: findings.all() };
}

function linkOf(platform: Exclude<Platform, 'custom'>, { text, line }: Written, findings: Findings): FundingLink {
  const { name, isHandle, url, form } = FACTS[platform];
  const link = { platform, name, handle: text, line };
  // A dot alone would climb out of the address.
  if (isHandle(text) && !text.split('/').some((part) => part === '.' || part === '..'))
    return { ...link, url: url(text) };
  const sentence = `This is no account of ${name}. Write ${form}.`;
  findings.error({ rule: 'ours', path: platform, line, value: text, sentence });
  return { ...link, url: null };
}

/** Addresses may stand without their scheme; http becomes https. */
function customLink({ text, line }: Written, findings: Findings): FundingLink {
  const link = { platform: 'custom', name: 'its own page', handle: text, line } as const;
  const hasScheme = /^[a-z][a-z0-9+.-]{0,20}:/i.test(text) && !/^[\w.-]{1,200}:\d/.test(text);
  const url = webAddress(
    hasScheme ? text.replace(/^http:/i, 'https:').replace(/^https:/i, 'https:') : `https://${text}`,
  );
  const told = { rule: 'ours', path: 'custom', line, value: text } as const;
  if (url === null || !url.hostname.includes('.') || url.username !== '' || text.length > 500) {
    findings.error({
      ...told,
      sentence: 'This is no web address. Write it whole, beginning with https://, in quotation marks.',
    });
    return { ...link, url: null };
  }
  if (/^http:/i.test(text))
    findings.remark({ ...told, sentence: 'The address begins with http; it is followed with https. Write it so.' });
  return { ...link, url: url.href };
}

/** "Open Collective numpy, GitHub Sponsors numpy and matplotlib", for one line of text. */
export function sayLinks(links: readonly FundingLink[]): string {
  const byName = new Map<string, string[]>();
  for (const { name, platform, handle, url } of links) {
    if (url === null) continue;
    const said = platform === 'custom' ? new URL(url).host : handle;
    byName.set(name, [...(byName.get(name) ?? []), said]);
  }
  return [...byName]
    .map(([name, handles]) => (name === 'its own page' ? handles.join(', ') : `${name} ${listed(handles)}`))
    .join(', ');
}

function listed(words: readonly string[]): string {
  return words.length <= 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
