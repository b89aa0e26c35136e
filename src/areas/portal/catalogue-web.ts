/** The public catalogue: its list, each offer, feeds, and what can be taken along. */
import { stringify } from 'csv-stringify/sync';
import { calendarDate, type Instant } from '../../kernel/dates.ts';
import { holds } from '../../kernel/permission.ts';
import { refuse } from '../../kernel/refusal.ts';
import { cleanLine } from '../../kernel/text.ts';
import { urls } from '../../look/index.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { findWorkspace } from '../people/index.ts';
import {
  findOffers,
  newestOffers,
  readCatalogueQuery,
  type CatalogueQuery,
  type FoundOffer,
} from '../roadmaps/index.ts';
import { readCatalogue } from './actions/read-catalogue.ts';
import { readOffer } from './actions/read-offer.ts';
import { feedText, OFFERS_IN_A_FEED } from './pages/feeds.ts';
import { foundJson } from './pages/offer-json.ts';
import { CataloguePage } from './pages/catalogue-page.tsx';
import { GonePage, OfferPage, OlderPage } from './pages/offer-page.tsx';
import { mayReadOffers, maySetFunding } from './rules.ts';
import { projectAt } from './store/funding-settings.ts';
import { portalRefusals } from './types.ts';

const read = { method: 'GET', permission: mayReadOffers, action: null } as const;

export const catalogueRoutes: readonly PageRoute[] = [
  { ...read, path: urls.offers.pattern, answer: showCatalogue },
  { ...read, path: urls.offersAtom.pattern, answer: (request) => showFeed(request, 'atom') },
  { ...read, path: urls.offersJsonFeed.pattern, answer: (request) => showFeed(request, 'json') },
  { ...read, path: urls.offersExport.pattern, answer: exportOffers, perMinute: 30 },
  { ...read, path: urls.offer.pattern, answer: showOffer },
  { ...read, path: urls.projectOffersAtom.pattern, answer: (request) => showProjectFeed(request, 'atom') },
  { ...read, path: urls.projectOffersJsonFeed.pattern, answer: (request) => showProjectFeed(request, 'json') },
  { ...read, path: urls.robots.pattern, answer: showRobots },
];

async function showCatalogue({ tx, actor, query, now }: WebRequest): Promise<Answer> {
  const asked = readCatalogueQuery(query);
  const { found, project, contacts } = await readCatalogue(tx, asked, now);
  const { funders } = contacts;
  const body = CataloguePage({ query: asked, found, project, funders, maySet: holds(actor, maySetFunding) });
  return { kind: 'page', title: 'Offers', nav: 'offers', body, islands: ['filters'] };
}

async function showOffer({ tx, params, now }: WebRequest): Promise<Answer> {
  const shown = await readOffer(tx, { key: params['offer'] ?? '' }, now);
  if ('place' in shown) {
    const { content } = shown.place.offer.offer;
    return { kind: 'page', title: content.title, nav: 'offers', body: OfferPage({ ...shown.place, ...shown }) };
  }
  switch (shown.kind) {
    case 'elsewhere':
      return shown.isOlder
        ? { kind: 'page', title: 'An older version', nav: 'offers', status: 410, body: OlderPage(shown) }
        : { kind: 'redirect', to: urls.offer({ offer: shown.slug }) };
    case 'gone':
      return { kind: 'page', title: 'Not offered now', nav: 'offers', status: 410, body: GonePage(shown) };
    case 'unknown':
      return { kind: 'refusal', refusal: refuse('no-such-offer'), sheet: portalRefusals };
  }
}

// --- feeds

const FEED_TYPES = {
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
} as const;

async function showFeed({ tx, baseUrl, now }: WebRequest, format: 'atom' | 'json'): Promise<Answer> {
  const workspace = await findWorkspace(tx);
  const body = feedText(format, {
    title: `Offers, ${workspace?.name ?? 'Commonwork'}`,
    description: 'What open source projects would like to see done, in words that each project agreed to show.',
    page: urls.offers({}),
    atom: urls.offersAtom({}),
    json: urls.offersJsonFeed({}),
    baseUrl,
    offers: await newestOffers(tx, now, { limit: OFFERS_IN_A_FEED }),
    since: startOfDay(now),
  });
  return { kind: 'file', name: null, type: FEED_TYPES[format], body };
}

/** An empty feed is as old as the day, so that it is the same for everybody who asks on it. */
function startOfDay(now: Instant): Instant {
  return new Date(`${calendarDate(now)}T00:00:00Z`);
}

async function showProjectFeed({ tx, params, baseUrl, now }: WebRequest, format: 'atom' | 'json'): Promise<Answer> {
  const project = await projectAt(tx, params['project'] ?? '');
  if (project === null) return { kind: 'refusal', refusal: refuse('project-not-found'), sheet: portalRefusals };
  const body = feedText(format, {
    title: `Offers of ${project.name}`,
    description: project.summary,
    page: urls.project({ project: project.slug }),
    atom: urls.projectOffersAtom({ project: project.slug }),
    json: urls.projectOffersJsonFeed({ project: project.slug }),
    baseUrl,
    offers: await newestOffers(tx, now, { project: project.id, limit: OFFERS_IN_A_FEED }),
    since: project.addedAt,
  });
  return { kind: 'file', name: null, type: FEED_TYPES[format], body };
}

// --- to take along

const MOST_EXPORTED = 1_000;
const EXPORTED_AT_ONCE = 100;

async function exportOffers({ tx, params, query, baseUrl, now }: WebRequest): Promise<Answer> {
  const { format } = params;
  if (format !== 'csv' && format !== 'json') {
    return { kind: 'refusal', refusal: refuse('no-such-format'), sheet: portalRefusals };
  }
  const asked = readCatalogueQuery(query);
  const { offers, total } = await foundAll(tx, { ...asked, after: null, limit: EXPORTED_AT_ONCE }, now);
  const rows = offers.map((offer) => foundJson(offer, baseUrl));
  if (format === 'json') {
    const body = `${JSON.stringify({ total, isWhole: offers.length === total, offers: rows }, null, 2)}\n`;
    return { kind: 'file', name: 'offers.json', type: 'application/json; charset=utf-8', body };
  }
  const body = stringify(
    rows.map(({ project, workTypes, skills, effort, estimate, ...row }) => ({
      ...row,
      project: project.name,
      workTypes: workTypes.join(' '),
      skills: skills.join(' '),
      effort: effort.join('; '),
      currency: estimate.currency,
      once: estimate.once === null ? '' : `${estimate.once.low}–${estimate.once.high}`,
      yearly: estimate.yearly === null ? '' : `${estimate.yearly.low}–${estimate.yearly.high}`,
    })),
    {
      header: true,
      columns: [
        'title',
        'summary',
        'project',
        'level',
        'workTypes',
        'skills',
        'effort',
        'currency',
        'once',
        'yearly',
        'url',
      ],
      record_delimiter: '\r\n', // RFC 4180
      // A title such as "=HYPERLINK(...)" must stay text when the file is opened in a spreadsheet.
      escape_formulas: true,
      bom: true,
    },
  );
  return { kind: 'file', name: 'offers.csv', type: 'text/csv; charset=utf-8', body };
}

/** Page by page, so that no statement carries more than a page; a thousand at most. */
async function foundAll(
  tx: WebRequest['tx'],
  query: CatalogueQuery,
  now: Instant,
): Promise<{ readonly offers: readonly FoundOffer[]; readonly total: number }> {
  const offers: FoundOffer[] = [];
  for (let after: string | null = null; ;) {
    const page = await findOffers(tx, { ...query, after }, now);
    offers.push(...page.offers);
    if (page.next === null || offers.length >= MOST_EXPORTED) return { offers, total: page.total };
    after = page.next;
  }
}

/** Everything public may be indexed; searches and what is taken along need not be. */
async function showRobots(): Promise<Answer> {
  const body = `User-agent: *\nDisallow: ${urls.offers({})}?\nDisallow: ${cleanLine(urls.offersExport({ format: '' }))}\nDisallow: /api/\n`;
  return { kind: 'file', name: null, type: 'text/plain; charset=utf-8', body };
}
