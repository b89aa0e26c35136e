/** Roadmaps in `/api/v1`. */
import { z } from 'zod';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { correctItem } from './actions/correct-item.ts';
import { listItems } from './actions/list-items.ts';
import { readAgain } from './actions/read-again.ts';
import { showComparison } from './actions/show-comparison.ts';
import { withdrawItemCorrection } from './actions/withdraw-item-correction.ts';
import { comparisonJson, roadmapJson } from './contract.ts';
import { correctItemInput } from './inputs.ts';
import { itemApi } from './item-api.ts';
import { offerApi } from './offer-api.ts';
import { sentenceOf } from './pages/exports.ts';
import { mayCorrectItem, mayReadAgain, mayReadRoadmap } from './rules.ts';
import { roadmapRefusals, type RoadmapRefusal } from './types.ts';

const day = z.string().meta({ format: 'date' });
const moment = z.string().meta({ format: 'date-time' });
const lines = z.tuple([z.int(), z.int()]);
const status = z.enum(['proposed', 'in progress', 'done', 'unclear']);
const project = z.object({ id: z.uuid(), name: z.string(), label: z.string() });

const correctionShape = z
  .object({
    id: z.uuid(),
    item: z.string(),
    repository: z.string(),
    path: z.string(),
    was: z.object({ title: z.string(), section: z.array(z.string()), status }),
    change: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('retitle'), title: z.string() }),
      z.object({ kind: z.literal('restate'), status }),
      z.object({ kind: z.literal('set-aside') }),
      z.object({ kind: z.literal('split'), titles: z.array(z.string()) }),
      z.object({ kind: z.literal('merge'), others: z.array(z.string()) }),
    ]),
    reason: z.string(),
    link: z.string().nullable(),
    at: moment,
    forProject: z.boolean(),
  })
  .meta({ id: 'ItemCorrection' });

const itemShape = z
  .object({
    key: z
      .string()
      .meta({ description: 'Made from title, section and text: the same as long as the item says the same.' }),
    title: z.string(),
    section: z.array(z.string()),
    status,
    statusStated: z.boolean(),
    lines,
    places: z.array(z.object({ path: z.string(), lines })),
    links: z.array(z.string()),
    parts: z.array(z.object({ title: z.string(), lines, status })),
    readAs: z.object({ title: z.string(), status }).nullable(),
    corrections: z.array(correctionShape),
  })
  .meta({ id: 'RoadmapItem' });

const place = { repository: z.string(), url: z.string().nullable(), commit: z.string(), path: z.string() };

const roadmapShape = z
  .object({
    project,
    round: z.uuid(),
    asOf: day,
    documents: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        kind: z.enum(['technical', 'nontechnical', 'both']),
        ...place,
        items: z.array(itemShape),
        setAside: z.array(itemShape),
      }),
    ),
    gaps: z.array(z.object({ repository: z.string(), path: z.string().nullable(), because: z.string() })),
    unfit: z.array(correctionShape),
  })
  .meta({ id: 'Roadmap' });

const comparedItem = itemShape.extend(place).meta({ id: 'ComparedItem' });
const pair = z.object({
  before: comparedItem,
  after: comparedItem,
  changes: z.array(z.enum(['title', 'section', 'status', 'part'])),
});
const side = z.object({ round: z.uuid(), title: z.string(), asOf: day, items: z.int() });
const comparisonShape = z
  .object({
    project,
    from: side,
    to: side,
    sentence: z.string(),
    new: z.array(comparedItem),
    done: z.array(pair),
    dropped: z.array(comparedItem),
    changed: z.array(pair),
    same: z.array(pair),
  })
  .meta({ id: 'RoadmapComparison' });

const round = z.uuid().optional();

export const api: readonly ApiRoute[] = [
  ...itemApi,
  ...offerApi,
  apiRoute({
    method: 'GET',
    path: '/projects/:project/roadmap',
    operationId: 'getRoadmap',
    summary: 'The items of a project’s roadmap as corrected, document by document, on the day of a round or the newest',
    permission: mayReadRoadmap,
    action: null,
    query: z.object({ round }),
    response: roadmapShape,
    answer: async ({ tx, actor, params, query }) => {
      const at = query.round === undefined ? null : readId<'round'>(query.round);
      const listed = await listItems(tx, actor, { key: params['project'] ?? '', at });
      return refused(listed) ? refusal(listed) : json(roadmapJson(listed.done));
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/projects/:project/roadmap/comparison',
    operationId: 'compareRoadmap',
    summary: 'A project’s roadmap on two days: what is new, done, dropped, changed and the same',
    permission: mayReadRoadmap,
    action: null,
    query: z.object({ from: round, to: round }),
    response: comparisonShape,
    answer: async ({ tx, actor, params, query }) => {
      const [from, to] = [query.from, query.to].map((text) => (text === undefined ? null : readId<'round'>(text)));
      const shown = await showComparison(tx, actor, {
        key: params['project'] ?? '',
        from: from ?? null,
        to: to ?? null,
      });
      return refused(shown) ? refusal(shown) : json(comparisonJson(shown.done, sentenceOf(shown.done)));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/roadmap/corrections',
    operationId: 'correctItem',
    summary: 'Put a person’s word, with a reason, over an item as it was read',
    permission: mayCorrectItem,
    action: 'correct-item',
    body: z.object({
      document: z.uuid(),
      item: z.string().meta({ description: 'The key of the item.' }),
      correct: correctItemInput,
    }),
    response: z.object({ correction: z.uuid() }),
    answer: async ({ tx, actor, params, body, now }) => {
      const document = readId<'reading'>(body.document);
      if (document === null) return refusal(refuse('document-not-found'));
      const { item, correct } = body;
      const outcome = await correctItem(tx, actor, { key: params['project'] ?? '', document, item, correct }, now);
      return refused(outcome) ? refusal(outcome) : json({ correction: outcome.done }, 201);
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/projects/:project/roadmap/corrections/:correction',
    operationId: 'withdrawItemCorrection',
    summary: 'Take a correction of an item back; it stays on record',
    permission: mayCorrectItem,
    action: 'withdraw-item-correction',
    response: z.object({ correction: z.uuid() }),
    answer: async ({ tx, actor, params, now }) => {
      const correction = readId<'correction'>(params['correction'] ?? '');
      if (correction === null) return refusal(refuse('correction-not-found'));
      const outcome = await withdrawItemCorrection(tx, actor, { key: params['project'] ?? '', correction }, now);
      return refused(outcome) ? refusal(outcome) : json({ correction });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/roadmap/read-again',
    operationId: 'readRoadmapAgain',
    summary: 'Have the roadmap of a round read once more, as when a repository could not be reached',
    permission: mayReadAgain,
    action: 'read-again',
    body: z.object({ round: z.uuid() }),
    response: z.object({ round: z.uuid() }),
    answer: async ({ tx, actor, params, body, now }) => {
      const of = readId<'round'>(body.round);
      if (of === null) return refusal(refuse('date-not-found'));
      const outcome = await readAgain(tx, actor, { key: params['project'] ?? '', round: of }, now);
      return refused(outcome) ? refusal(outcome) : json({ round: of }, 202);
    },
  }),
];

function json(body: unknown, code = 200): Answer {
  return { kind: 'json', status: code, body };
}

function refusal(value: Refusal<RoadmapRefusal>): Answer {
  return { kind: 'refusal', refusal: value, sheet: roadmapRefusals };
}
