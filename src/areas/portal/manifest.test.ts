/** Manifests at their limits: what does not fit is left out and said, what is missing stops it, and what comes out is valid. */
import { expect, test } from 'vitest';
import { schemaProblems, strictProblems } from '../../../test/support/funding-schema.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { readFundingManifest } from '../../reading/funding/index.ts';
import type { FoundOffer, OfferContent, OfferId } from '../roadmaps/index.ts';
import type { DescribedProject, FundingSettings } from './funding-types.ts';
import { buildManifest } from './manifest.ts';
import { faultsOf } from './funding-faults.ts';

const NOW = new Date('2026-11-25T10:00:00Z');
const addresses = {
  offer: (slug: string) => `https://work.example.org/offers/${slug}`,
  project: (slug: string) => `https://work.example.org/projects/${slug}`,
};
const settings: FundingSettings = {
  entity: {
    type: 'organisation',
    role: 'steward',
    name: 'Example Lab',
    email: 'funding@example.org',
    phone: null,
    description: 'An example.',
    webpageUrl: 'https://work.example.org/',
  },
  channels: [{ name: 'Bank transfer', type: 'bank', address: null, description: null }],
  contacts: { funders: null, projects: null },
};

function project(n: number, more: Partial<DescribedProject> = {}): DescribedProject {
  return {
    id: `p${n}` as ProjectId,
    slug: `project-${n}`,
    name: `Project ${n}`,
    summary: 'A project of the examples.',
    licence: 'MIT OR Apache-2.0',
    homepage: null,
    repository: `https://forge.example.org/o/p${n}`,
    addedAt: NOW,
    ...more,
  };
}

function offer(of: number, n: number, more: Partial<OfferContent> = {}): FoundOffer {
  const together = { low: '100000.00', likely: '150000.50', high: '200000.00' };
  const content = {
    title: `Need ${n}`,
    summary: 'It is needed.',
    workTypes: ['feature', 'infrastructure_ci'],
    estimate: { currency: 'USD', once: { together }, yearly: null },
    ...more,
  } as unknown as OfferContent;
  const named = {
    id: `p${of}` as ProjectId,
    slug: `project-${of}`,
    name: `Project ${of}`,
    example: true,
    label: 'Roadmap',
  };
  return {
    id: `o${of}-${n}` as OfferId,
    slug: `project-${of}-need-${n}`,
    number: 1,
    content,
    publishedAt: NOW,
    project: named,
  };
}

const range = (length: number) => Array.from({ length }, (_, n) => n + 1);

test('thirty projects and ten plans at most, the newest first; what is left out is said', () => {
  const projects = range(40).map((n) => project(n));
  const offers = range(40).map((n) => offer(n, n));
  const manifest = buildManifest({ settings, projects, offers, addresses });
  if (manifest.kind !== 'complete') throw new Error(JSON.stringify(manifest));
  expect(schemaProblems(manifest.text)).toEqual([]);
  expect(strictProblems(manifest.text)).toEqual([]);
  expect(manifest.projects).toHaveLength(30);
  expect(manifest.projects[0]).toBe('project-1');
  const read = readFundingManifest(manifest.text).manifest!;
  expect(read.funding.plans.map(({ name }) => name)).toEqual(range(10).map((n) => `Need ${n}`));
  expect(manifest.leftOut).toHaveLength(10 + 20);
});

test.each<[string, Partial<Parameters<typeof buildManifest>[0]>, RegExp]>([
  ['no settings', { settings: null }, /who asks for funds/],
  ['no channel', { settings: { ...settings, channels: [] } }, /a channel/],
  ['no offer', { offers: [] }, /an offer that its project agreed to show/],
  ['no licence', { projects: [project(1, { licence: null })] }, /a licence/],
  ['no description', { projects: [project(1, { summary: 'abc' })] }, /a description/],
  ['no repository', { projects: [project(1, { repository: null })] }, /a public repository/],
  ['a project that is not shown', { projects: [] }, /a project with licence/],
  [
    'no sum',
    { offers: [offer(1, 1, { estimate: { once: null, yearly: null, currency: 'USD' } as never })] },
    /a sum of money/,
  ],
])('with %s there is none, and it is said what is missing', (_, more, lack) => {
  const manifest = buildManifest({ settings, projects: [project(1)], offers: [offer(1, 1)], addresses, ...more });
  expect(manifest.kind === 'incomplete' && manifest.lacks.join('; ')).toMatch(lack);
});

test('hostile and long words fit or are left to the reader to see', () => {
  const manifest = buildManifest({
    settings,
    projects: [project(1, { summary: '波'.repeat(300) })],
    offers: [
      offer(1, 1, { title: 'x', summary: '波'.repeat(600) }),
      offer(1, 2, { title: '"}{\\', summary: '</script>\u2028' }),
      offer(1, 3, {
        estimate: {
          currency: 'USD',
          once: { together: { low: '1', likely: '99999999999', high: '99999999999' } },
          yearly: null,
        } as never,
      }),
      offer(1, 4, {
        estimate: {
          currency: 'JPY',
          once: null,
          yearly: { together: { low: '100', likely: '200', high: '300' } },
        } as never,
      }),
    ],
    addresses,
  });
  if (manifest.kind !== 'complete') throw new Error(JSON.stringify(manifest));
  expect(schemaProblems(manifest.text)).toEqual([]);
  expect(strictProblems(manifest.text)).toEqual([]);
  const { plans } = readFundingManifest(manifest.text).manifest!.funding;
  expect(plans.map(({ name, amount, frequency }) => [name, amount, frequency])).toEqual([
    ['Project 1: x', '150000.50', 'one-time'],
    ['"}{\\', '150000.50', 'one-time'],
    ['Need 4', '200', 'yearly'],
  ]);
});

test('settings that readers would refuse are told by field', () => {
  expect(faultsOf(settings)).toEqual([]);
  expect(faultsOf({ ...settings, entity: null })).toEqual([]);
  const wrong = {
    ...settings,
    entity: { ...settings.entity!, email: 'nobody', description: 'x', webpageUrl: 'ftp://x' },
  };
  expect(faultsOf(wrong).map(({ path }) => path.join('.'))).toEqual(
    expect.arrayContaining(['entity.email', 'entity.description', 'entity.webpageUrl']),
  );
});
