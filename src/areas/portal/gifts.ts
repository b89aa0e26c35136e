/** Where a project takes gifts, as the survey read it in the project's own files. Pure. */
import { readFlatFundingYml, type FundingLink } from '../../reading/funding/index.ts';
import type { DescribedProject, FundingSettings, Gift } from './funding-types.ts';

/** The survey's answer on funding, with the addresses of its repositories. */
export interface ReadFunding {
  readonly repositories: readonly { readonly id: string; readonly url: string | null }[];
  readonly reasons: readonly {
    readonly text: string;
    readonly evidence: readonly {
      readonly repository: string;
      readonly path: string;
      readonly lines: readonly [number, number] | null;
      readonly commit: string;
      readonly quote: readonly string[];
    }[];
  }[];
}

const FILES = /(^|\/)(funding\.ya?ml|funding\.json|codemeta\.json)$/i;
const MOST_GIFTS = 8;

export function giftsIn({ repositories, reasons }: ReadFunding): readonly Gift[] {
  return reasons.slice(0, MOST_GIFTS).flatMap(({ text, evidence }) => {
    const [first] = evidence;
    if (first === undefined) return [];
    const url = repositories.find(({ id }) => id === first.repository)?.url ?? null;
    const { commit, path, lines } = first;
    const links = FILES.test(path) && !/json$/i.test(path) ? linksIn(first.quote) : [];
    return [{ words: text, source: { repository: url, commit, path, lines }, links }];
  });
}

function linksIn(quote: readonly string[]): Gift['links'] {
  const read = readFlatFundingYml(quote.join('\n'));
  return (read?.links ?? []).flatMap(({ name, handle, url }: FundingLink) =>
    url === null ? [] : [{ name, handle, url }],
  );
}

/** A first filling of a project's own funding settings: nothing of it counts before somebody has looked at it and saved it. */
export function prefilled(project: DescribedProject, gifts: readonly Gift[]): FundingSettings {
  return {
    entity: {
      type: 'group',
      role: 'owner',
      name: project.name,
      email: '',
      phone: null,
      description: project.summary,
      webpageUrl: project.homepage ?? '',
    },
    channels: gifts
      .flatMap(({ links }) => links)
      .slice(0, 4)
      .map(({ name, handle, url }) => ({
        name: slugOf(name, handle),
        type: 'payment-provider',
        address: url,
        description: name,
      })),
    contacts: { funders: null, projects: null },
  };
}

function slugOf(name: string, handle: string): string {
  return `${name}-${handle}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 32);
}
