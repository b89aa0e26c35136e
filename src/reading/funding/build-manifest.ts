/** A funding manifest put together from what is known of projects: guids made and kept apart, references by name, nothing shortened. */
import { decimalString, money, type Currency, type Money } from '../../kernel/money.ts';
import { slug } from '../../kernel/text.ts';
import { isSpdxIdentifier } from './read-manifest.ts';
import type {
  ChannelType,
  EntityRole,
  EntityType,
  Finding,
  Frequency,
  FundingManifest,
  ManifestAddress,
  Others,
  PlanStatus,
} from './types.ts';
import { writeFundingManifest } from './write-manifest.ts';

export interface ManifestParts {
  readonly entity: {
    readonly type: EntityType;
    readonly role: EntityRole;
    readonly name: string;
    readonly email: string;
    readonly phone?: string;
    readonly description: string;
    readonly webpageUrl: AddressPart;
  };
  readonly projects: readonly ProjectPart[];
  readonly channels: readonly ChannelPart[];
  readonly plans: readonly PlanPart[];
  readonly history?: readonly YearPart[];
}

/** An address alone, or with the file that proves it. */
type AddressPart = string | { readonly url: string; readonly wellKnown: string | null };

interface ProjectPart {
  /** What its guid is made of. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly webpageUrl: AddressPart;
  readonly repositoryUrl: AddressPart;
  /** An SPDX expression; each licence in it becomes an entry. */
  readonly licence: string;
  readonly tags: readonly string[];
}

interface ChannelPart {
  readonly slug: string;
  readonly type: ChannelType;
  readonly address?: string;
  readonly description?: string;
}

interface PlanPart {
  readonly slug: string;
  readonly status: PlanStatus;
  readonly name: string;
  readonly description?: string;
  /** Nought stands for any amount, as the specification has it. */
  readonly amount: Money;
  readonly frequency: Frequency;
  /** Slugs of channels. */
  readonly channels: readonly string[];
}

interface YearPart {
  readonly year: number;
  /** The three in the smallest unit of the one currency. */
  readonly incomeMinor?: bigint;
  readonly expensesMinor?: bigint;
  readonly taxesMinor?: bigint;
  readonly currency: Currency;
  readonly description?: string;
}

export type ManifestBuilding =
  | { readonly manifest: FundingManifest; readonly text: string }
  | { readonly manifest: null; readonly findings: readonly Finding[] };

/** The manifest and its text, or which fields neither schema nor validator would take: what is too long is told, never cut. */
export function manifestFor(parts: ManifestParts): ManifestBuilding {
  const projects = guidsFor(parts.projects.map((one) => one.slug));
  const channels = guidsFor(parts.channels.map((one) => one.slug));
  const plans = guidsFor(parts.plans.map((one) => one.slug));
  const channelOf = new Map(parts.channels.map((one, at) => [one.slug, channels[at]!]));
  const manifest: FundingManifest = {
    entity: {
      ...parts.entity,
      phone: parts.entity.phone ?? null,
      webpageUrl: addressOf(parts.entity.webpageUrl),
      others: NONE,
    },
    projects: parts.projects.map((one, at) => ({
      guid: projects[at]!,
      name: one.name,
      description: one.description,
      webpageUrl: addressOf(one.webpageUrl),
      repositoryUrl: addressOf(one.repositoryUrl),
      licenses: manifestLicences(one.licence),
      tags: one.tags,
      others: NONE,
    })),
    funding: {
      channels: parts.channels.map((one, at) => ({
        guid: channels[at]!,
        type: one.type,
        address: one.address ?? null,
        description: one.description ?? null,
        others: NONE,
      })),
      plans: parts.plans.map((one, at) => ({
        guid: plans[at]!,
        status: one.status,
        name: one.name,
        description: one.description ?? null,
        amount: one.amount.minor === 0n ? '0' : decimalString(one.amount),
        currency: one.amount.currency,
        frequency: one.frequency,
        // A slug that no channel has stays as it is, so that the refusal names it.
        channels: one.channels.map((channel) => channelOf.get(channel) ?? channel),
        others: NONE,
      })),
      history: (parts.history ?? []).map((one) => ({
        year: one.year,
        income: minorText(one.incomeMinor, one.currency),
        expenses: minorText(one.expensesMinor, one.currency),
        taxes: minorText(one.taxesMinor, one.currency),
        currency: one.currency,
        description: one.description ?? null,
        others: NONE,
      })),
      others: NONE,
    },
    others: NONE,
  };
  const written = writeFundingManifest(manifest);
  return written.text === null ? { manifest: null, findings: written.findings } : { manifest, text: written.text };
}

const NONE: Others = new Map();
const LONGEST_GUID = 32;

function addressOf(part: AddressPart): ManifestAddress {
  return typeof part === 'string' ? { url: part, wellKnown: null, others: NONE } : { ...part, others: NONE };
}

function minorText(minor: bigint | undefined, currency: Currency): string | null {
  return minor === undefined ? null : decimalString(money(currency, minor));
}

/**
 * A guid for each slug, all different: small letters, digits and single hyphens, 3 to 32. The same list gives the same guids, and
 * one is changed only where it must be: too short, too long, or taken by an earlier one.
 */
export function guidsFor(slugs: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  // Whoever has a guid by right keeps it, wherever it stands in the list.
  const whole = slugs.map((raw) => guidOf(raw, ''));
  const rightful = new Set(slugs.filter((raw, at) => raw === whole[at]));
  return slugs.map((raw, at) => {
    let guid = whole[at]!;
    for (let n = 2; taken.has(guid) || (rightful.has(guid) && raw !== guid); n++) guid = guidOf(raw, `-${n}`);
    taken.add(guid);
    return guid;
  });
}

function guidOf(raw: string, ending: string): string {
  const plain = slug(raw).replace(/-{2,}/g, '-');
  const cut = plain.slice(0, LONGEST_GUID - ending.length);
  const trimmed = cut.endsWith('-') ? cut.slice(0, -1) : cut;
  const guid = `${trimmed}${ending}`;
  return guid.length >= 3 ? guid : `${guid}-id`.slice(0, LONGEST_GUID);
}

/** The licences of an SPDX expression one by one; one with an exception as words, since the list of identifiers has none such. */
export function manifestLicences(expression: string): readonly string[] {
  const words = expression.replace(/[()]/g, ' ').split(/\s+/).filter(Boolean);
  const licences: string[] = [];
  let current: string[] = [];
  const close = (): void => {
    const [only] = current;
    const text = current.join(' ');
    if (text !== '')
      licences.push(
        current.length === 1 && isSpdxIdentifier(only!) && !only!.startsWith('LicenseRef-') ? `spdx:${text}` : text,
      );
    current = [];
  };
  for (const word of words) {
    if (/^(?:AND|OR)$/i.test(word)) close();
    else current.push(word);
  }
  close();
  return [...new Set(licences)];
}

/** Words as tags: small letters, digits, hyphens, 2 to 32, each once, at most ten; what makes no tag is left for the caller to see. */
export function tagsFor(words: readonly string[]): {
  readonly tags: readonly string[];
  readonly leftOut: readonly string[];
} {
  const tags: string[] = [];
  const leftOut: string[] = [];
  for (const word of words) {
    const tag = /[a-z0-9]/i.test(word) ? slug(word) : '';
    if (tags.includes(tag)) continue;
    if (tag.length < 2 || tag.length > 32 || tags.length === 10) leftOut.push(word);
    else tags.push(tag);
  }
  return { tags, leftOut };
}
