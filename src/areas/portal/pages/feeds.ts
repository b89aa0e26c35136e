/** Feeds of what stands in the catalogue: the newest, in the formats that readers know. What was withdrawn is not in the next answer. */
import { Feed } from 'feed';
import type { Instant } from '../../../kernel/dates.ts';
import { WORK_TYPES } from '../../../kernel/vocabulary.ts';
import { urls } from '../../../look/index.ts';
import { offerFigures, type FoundOffer } from '../../roadmaps/index.ts';

export const OFFERS_IN_A_FEED = 50;

export interface FeedParts {
  readonly title: string;
  readonly description: string;
  /** The page that shows the same. */
  readonly page: string;
  /** The feed's own two addresses, as paths. */
  readonly atom: string;
  readonly json: string;
  readonly baseUrl: string;
  readonly offers: readonly FoundOffer[];
  /** When nothing is in it: when the workspace or project began. */
  readonly since: Instant;
}

export function feedText(format: 'atom' | 'json', parts: FeedParts): string {
  const { baseUrl, offers } = parts;
  const newest = offers.reduce((latest, { publishedAt }) => (publishedAt > latest ? publishedAt : latest), parts.since);
  const feed = new Feed({
    id: `${baseUrl}${parts.page}`,
    title: parts.title,
    description: parts.description,
    link: `${baseUrl}${parts.page}`,
    language: 'en',
    updated: newest,
    generator: 'Commonwork',
    copyright: 'The words of each offer belong to its project.',
    feedLinks: { atom: `${baseUrl}${parts.atom}`, json: `${baseUrl}${parts.json}` },
  });
  // Atom's titles and summaries are HTML in this library, those of JSON Feed are text.
  const words = format === 'atom' ? escaped : (text: string) => text;
  for (const { slug, number, content, project, publishedAt } of offers) {
    const link = `${baseUrl}${urls.offer({ offer: slug })}`;
    const { effort, sums } = offerFigures(content);
    feed.addItem({
      // A new version that its project agreed to is news.
      id: `${link}#version-${number}`,
      title: words(`${project.name}: ${content.title}`),
      link,
      date: publishedAt,
      published: publishedAt,
      description: words(content.summary),
      author: [{ name: project.name, link: `${baseUrl}${urls.project({ project: project.slug })}` }],
      category: content.workTypes.map((type) => ({ name: WORK_TYPES[type], term: type })),
      content: [
        content.summary,
        `Effort: ${effort.join('; ') || 'none, money only'}. Estimate: ${sums.join('; ')}.`,
        content.standing,
      ]
        .map((line) => `<p>${escaped(line)}</p>`)
        .join(''),
    });
  }
  return format === 'atom' ? feed.atom1() : feed.json1();
}

/** Readers take the content of an entry as HTML. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
