/**
 * funding.json from what stands here now: settings, projects, and offers that may be shown at that moment. Nothing in it is made up;
 * while something is missing there is no manifest, and what is missing is said. Pure. (issue 4, 6; funding-platforms section 5)
 */
import { decimalsOf, parseAmount, showMoneyRange, type Money } from '../../kernel/money.ts';
import { refused } from '../../kernel/refusal.ts';
import { shorten } from '../../kernel/text.ts';
import { WORK_TYPES } from '../../kernel/vocabulary.ts';
import { manifestFor, tagsFor, type Finding } from '../../reading/funding/index.ts';
import type { FoundOffer } from '../roadmaps/index.ts';
import { MOST_PLANS, MOST_PROJECTS, type DescribedProject, type FundingSettings } from './funding-types.ts';

const LONGEST_PLAN_TEXT = 500;

export type Manifest =
  | {
      readonly kind: 'complete';
      readonly text: string;
      /** The parts in addresses of those that are in it. */
      readonly projects: readonly string[];
      readonly plans: number;
      /** Offers that fit no plan: the tables of readers end somewhere. */
      readonly leftOut: readonly string[];
    }
  | { readonly kind: 'incomplete'; readonly lacks: readonly string[]; readonly findings: readonly Finding[] };

export interface ManifestFacts {
  readonly settings: FundingSettings | null;
  /** Of the offers, in any order. */
  readonly projects: readonly DescribedProject[];
  /** The newest first. */
  readonly offers: readonly FoundOffer[];
  readonly addresses: Addresses;
}

/** Whole addresses of our own pages. */
export interface Addresses {
  readonly offer: (slug: string) => string;
  readonly project: (slug: string) => string;
}

/** Projects with the newest offers come first; of their offers the newest are plans, each with its likely sum. */
export function buildManifest({ settings, projects, offers, addresses }: ManifestFacts): Manifest {
  const lacks: string[] = [];
  const entity = settings?.entity ?? null;
  if (entity === null) lacks.push('who asks for funds: a name, an e-mail address, a description and a page');
  if ((settings?.channels ?? []).length === 0) lacks.push('a channel through which money comes');
  if (offers.length === 0) lacks.push('an offer that its project agreed to show');
  const leftOut: string[] = [];
  const order = [...new Set(offers.map(({ project }) => project.id))];
  const byId = new Map(projects.map((project) => [project.id, project]));
  const told = order.flatMap((id) => byId.get(id) ?? []);
  const whole = told.filter((project) => {
    const missing = missingOf(project);
    if (missing.length > 0) leftOut.push(`${project.name}: it lacks ${missing.join(', ')}.`);
    return missing.length === 0;
  });
  const taken = whole.slice(0, MOST_PROJECTS);
  for (const { name } of whole.slice(MOST_PROJECTS))
    leftOut.push(`${name}: a manifest holds ${MOST_PROJECTS} projects.`);
  if (offers.length > 0 && taken.length === 0) {
    // Of one project it can be said what it lacks; of several the first that is whole is enough.
    lacks.push(
      ...(told.length === 1
        ? missingOf(told[0]!).map((what) => `of ${told[0]!.name} ${what}`)
        : ['a project with licence, description and public repository']),
    );
  }
  if (settings === null || entity === null || lacks.length > 0) return { kind: 'incomplete', lacks, findings: [] };

  const names = new Set(taken.map(({ id }) => id));
  const plans = offers
    .filter(({ project }) => names.has(project.id))
    .flatMap((offer) => planOf(offer, settings, addresses));
  for (const { name } of plans.slice(MOST_PLANS)) leftOut.push(`${name}: a manifest holds ${MOST_PLANS} plans.`);
  if (plans.length === 0) return { kind: 'incomplete', lacks: ['an offer with a sum of money'], findings: [] };
  const built = manifestFor({
    entity: {
      type: entity.type,
      role: entity.role,
      name: entity.name,
      email: entity.email,
      ...(entity.phone === null ? {} : { phone: entity.phone }),
      description: entity.description,
      webpageUrl: entity.webpageUrl,
    },
    projects: taken.map((project) => ({
      slug: project.slug,
      name: project.name,
      description: project.summary,
      // Where nothing is named as its home, our own page about it is.
      webpageUrl: project.homepage ?? addresses.project(project.slug),
      repositoryUrl: project.repository ?? '',
      licence: project.licence ?? '',
      tags: tagsOf(offers.filter((offer) => offer.project.id === project.id)),
    })),
    channels: settings.channels.map(({ name, type, address, description }) => ({
      slug: name,
      type,
      ...(address === null ? {} : { address }),
      ...(description === null ? {} : { description }),
    })),
    plans: plans.slice(0, MOST_PLANS),
  });
  if (built.manifest === null) {
    return { kind: 'incomplete', lacks: built.findings.map(({ sentence }) => sentence), findings: built.findings };
  }
  return {
    kind: 'complete',
    text: built.text,
    projects: taken.map(({ slug }) => slug),
    plans: Math.min(plans.length, MOST_PLANS),
    leftOut,
  };
}

function missingOf({ summary, licence, repository }: DescribedProject): readonly string[] {
  return [
    ...(summary.length < 5 ? ['a description of at least five letters'] : []),
    ...(licence === null ? ['a licence'] : []),
    ...(repository === null ? ['a public repository'] : []),
  ];
}

/** The kinds of work that are offered, as tags: what the project itself is about nobody has told us. */
function tagsOf(offers: readonly FoundOffer[]): readonly string[] {
  return tagsFor(offers.flatMap(({ content }) => content.workTypes.map((type) => WORK_TYPES[type]))).tags;
}

/** What is needed once is a plan of one payment, else it is one a year; the range and the page stand in its description. */
function planOf({ slug, content, project }: FoundOffer, { channels }: FundingSettings, addresses: Addresses) {
  const { once, yearly, currency } = content.estimate;
  const part = once ?? yearly;
  if (part === null) return [];
  const amounts = [part.together.low, part.together.likely, part.together.high].map((text) =>
    parseAmount(text, currency),
  );
  if (amounts.some(refused)) return [];
  const [low, likely, high] = amounts.map((amount) => (amount as { done: Money }).done) as [Money, Money, Money];
  // Nought would mean "any amount", and above a thousand million nothing is taken.
  if (likely.minor === 0n || isOverLimit(likely)) return [];
  const link = addresses.offer(slug);
  const also = once !== null && yearly !== null ? ' Something is needed each year besides.' : '';
  const figures = `Estimate: ${showMoneyRange(low, high)}${once === null ? ' a year' : ''}.${also}`;
  const room = LONGEST_PLAN_TEXT - Buffer.byteLength(`${figures}  ${link}`) - 4;
  return [
    {
      slug,
      status: 'active' as const,
      name: content.title.length < 3 ? `${project.name}: ${content.title}` : content.title,
      description: `${shortenBytes(content.summary, room)} ${figures} ${link}`.trim(),
      amount: likely,
      frequency: once === null ? ('yearly' as const) : ('one-time' as const),
      channels: channels.map(({ name }) => name),
    },
  ];
}

const LARGEST_WHOLE = 1_000_000_000n;

function isOverLimit({ minor, currency }: Money): boolean {
  return minor > LARGEST_WHOLE * 10n ** BigInt(decimalsOf(currency));
}

function shortenBytes(text: string, bytes: number): string {
  let short = shorten(text, Math.max(0, bytes));
  while (Buffer.byteLength(short) > bytes && short.length > 1) short = shorten(text, short.length - 10);
  return bytes <= 0 ? '' : short;
}
