import { expect, test } from 'vitest';
import type { ProjectId } from '../../../kernel/ids.ts';
import type { FoundOffer, OfferContent, OfferId } from '../../roadmaps/index.ts';
import { feedText } from './feeds.ts';

const HOSTILE = ']]><script>alert(1)</script> & "quoted" \u2028 波 🦀';
const offer: FoundOffer = {
  id: 'o' as OfferId,
  slug: 'a-need',
  number: 2,
  content: {
    title: HOSTILE,
    summary: HOSTILE,
    standing: HOSTILE,
    workTypes: ['feature'],
    estimate: { currency: 'USD', hoursInYear: 1840, once: null, yearly: null },
  } as unknown as OfferContent,
  publishedAt: new Date('2026-11-25T10:00:00Z'),
  project: { id: 'p' as ProjectId, slug: 'p', name: HOSTILE, example: true, label: HOSTILE },
};
const parts = {
  title: HOSTILE,
  description: HOSTILE,
  page: '/offers',
  atom: '/offers/feed.atom',
  json: '/offers/feed.json',
  baseUrl: 'https://work.example.org',
  offers: [offer],
  since: new Date('2026-01-01T00:00:00Z'),
};

test('in Atom hostile words are neither markup of the feed nor of what stands in it', () => {
  const atom = feedText('atom', parts);
  expect(atom).not.toContain('<script');
  // Each section that was opened is closed by ours alone.
  expect(atom.split('<![CDATA[').length).toBe(atom.split(']]>').length);
  expect(atom).toContain('https://work.example.org/offers/a-need#version-2');
  expect(atom).toContain('<updated>2026-11-25T10:00:00.000Z</updated>');
});

test('in JSON Feed titles are text, and what is HTML has none of theirs', () => {
  const json = JSON.parse(feedText('json', parts)) as {
    title: string;
    items: { title: string; content_html: string; url: string }[];
  };
  expect(json.title).toBe(HOSTILE);
  expect(json.items[0]!.title).toBe(`${HOSTILE}: ${HOSTILE}`);
  expect(json.items[0]!.content_html).not.toContain('<script');
  expect(json.items[0]!.url).toBe('https://work.example.org/offers/a-need');
});

test('an empty feed is a feed', () => {
  expect(feedText('atom', { ...parts, offers: [] })).toContain('<updated>2026-01-01T00:00:00.000Z</updated>');
  expect(JSON.parse(feedText('json', { ...parts, offers: [] }))).toMatchObject({ items: [] });
});
