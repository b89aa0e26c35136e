/** The portal's part of `/api/v1`: offers that may be shown, and who asks for funds. */
import { z } from 'zod';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRequest, type ApiRoute } from '../../outside/http/route.ts';
import { findOffers, findOffersInput } from '../roadmaps/index.ts';
import { hatRefusals, wearing } from '../../kernel/hats.ts';
import { judgeSubjectInput } from './about-inputs.ts';
import { fitPermissions, fitRefusals } from './about-rules.ts';
import { judgeSubject } from './actions/judge-subject.ts';
import { readAbout } from './actions/read-about.ts';
import type { FitKey } from './actions/read-fit.ts';
import { readOffer } from './actions/read-offer.ts';
import { setFunding } from './actions/set-funding.ts';
import { fundingSettingsInput } from './funding-inputs.ts';
import { foundJson, foundShape, offerJson, offerShape } from './pages/offer-json.ts';
import { mayReadPortal, mayReadOffers, maySetFunding, maySetProjectFunding } from './rules.ts';
import { knownProjectAt } from './store/funding-settings.ts';
import { portalRefusals, type PortalRefusal } from './types.ts';

const counts = z.record(z.string(), z.int());

export const api: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/offers',
    operationId: 'findOffers',
    summary: 'Offers that their projects agreed to show, found by need, kind of work, skill, effort, level or project',
    permission: mayReadOffers,
    action: null,
    query: findOffersInput,
    response: z.object({
      offers: z.array(foundShape),
      total: z.int(),
      next: z.string().nullable(),
      understood: z
        .enum(['everything', 'words', 'like', 'some'])
        .meta({ description: 'Whether all words were found, words like them, or only some' }),
      like: z.array(z.string()).meta({ description: 'What misspelt words were taken for' }),
      counts: z.object({ work: counts, skill: counts, level: counts, per: counts }),
    }),
    answer: async ({ tx, query, now, baseUrl }) => {
      const { offers, total, next, understood, facets } = await findOffers(tx, query, now);
      return json({
        offers: offers.map((offer) => foundJson(offer, baseUrl)),
        total,
        next,
        understood: understood.kind,
        like: understood.kind === 'like' ? understood.words : [],
        counts: {
          work: Object.fromEntries(facets.work),
          skill: Object.fromEntries(facets.skill),
          level: Object.fromEntries(facets.level),
          per: Object.fromEntries(facets.per),
        },
      });
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/offers/:offer',
    operationId: 'getOffer',
    summary: 'An offer as its project agreed to show it; 410 when it took that back',
    permission: mayReadOffers,
    action: null,
    response: offerShape,
    answer: async ({ tx, params, now, baseUrl }) => {
      const shown = await readOffer(tx, { key: params['offer'] ?? '' }, now);
      if ('place' in shown) {
        return json(offerJson(shown.place.offer, shown.place.itemState === 'in_work', baseUrl));
      }
      switch (shown.kind) {
        case 'unknown':
          return no(refuse('no-such-offer'));
        case 'elsewhere':
          return no(refuse('offer-gone', { why: `What is offered now stands under “${shown.slug}”.` }));
        case 'gone':
          return no(
            refuse('offer-gone', { why: 'It is not shown any more: its project withdrew it, or its consent ended.' }),
          );
      }
    },
  }),
  apiRoute({
    method: 'PUT',
    path: '/funding-settings',
    operationId: 'setFunding',
    summary: 'Who asks for funds and to whom funders write; `replaces` must be the settings that were read before',
    permission: maySetFunding,
    action: 'set-funding',
    body: fundingSettingsInput,
    response: z.object({ settings: z.uuid() }),
    answer: async ({ tx, actor, body, now }) => {
      const { replaces, ...settings } = body;
      const input = { project: null, replaces: idOf(replaces), settings };
      return answered(await setFunding(tx, actor, input, now));
    },
  }),
  apiRoute({
    method: 'PUT',
    path: '/projects/:project/funding-settings',
    operationId: 'setProjectFunding',
    summary: 'The same for a project of its own',
    permission: maySetProjectFunding,
    action: 'set-funding',
    body: fundingSettingsInput,
    response: z.object({ settings: z.uuid() }),
    answer: async ({ tx, actor, params, body, now }) => {
      const project = await knownProjectAt(tx, params['project'] ?? '');
      if (project === null) return no(refuse('project-not-found'));
      const { replaces, ...settings } = body;
      return answered(await setFunding(tx, actor, { project: project.id, replaces: idOf(replaces), settings }, now));
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/workspace',
    operationId: 'getWorkspace',
    summary: 'Who we are, what we are for, and by which addresses whom is reached',
    permission: mayReadPortal,
    action: null,
    response: z.object({
      name: z.string(),
      example: z.boolean(),
      profile: z
        .object({
          version: z.int(),
          mission: z.string(),
          focus: z.array(z.string()),
          majority: z.string().nullable(),
        })
        .nullable(),
      contacts: z.object({ funders: z.string().nullable(), projects: z.string().nullable() }),
    }),
    answer: async ({ tx, actor }) => {
      const shown = await readAbout(tx, actor);
      if (refused(shown)) return no(shown);
      const { name, example, profile, contacts } = shown.done;
      const said = profile && {
        version: profile.version,
        mission: profile.mission,
        focus: profile.focus,
        majority: profile.majority,
      };
      return json({ name, example, profile: said, contacts });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/fit',
    operationId: 'judgeProjectFit',
    summary: 'Say whether a project fits what the workspace is for; a reason is needed where it does not',
    permission: fitPermissions.judgeFit,
    action: 'judge-subject',
    body: judgeSubjectInput,
    response: z.object({ id: z.uuid() }),
    answer: async (request) => judged(request, { project: request.params['project'] ?? '', item: null }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/:item/fit',
    operationId: 'judgeOfferFit',
    summary: 'The same of an offer, by the number of its item',
    permission: fitPermissions.judgeFit,
    action: 'judge-subject',
    body: judgeSubjectInput,
    response: z.object({ id: z.uuid() }),
    answer: async (request) => {
      const item = request.params['item'] ?? '';
      if (!/^[1-9]\d{0,8}$/.test(item)) return no(refuse('project-not-found'));
      return judged(request, { project: request.params['project'] ?? '', item: Number(item) });
    },
  }),
];

async function judged(
  {
    tx,
    actor,
    body,
    now,
  }: Pick<ApiRequest<unknown, z.output<typeof judgeSubjectInput>>, 'tx' | 'actor' | 'body' | 'now'>,
  key: FitKey,
): Promise<Answer> {
  const { hat, ...said } = body;
  const worn = wearing(actor, hat);
  const outcome = refused(worn) ? worn : await judgeSubject(tx, worn.done, { ...key, ...said }, now);
  if (!refused(outcome)) return json({ id: outcome.done });
  return { kind: 'refusal', refusal: outcome, sheet: { ...portalRefusals, ...fitRefusals, ...hatRefusals } };
}

function idOf(text: string | null) {
  return text === null ? null : readId<'funding settings'>(text);
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function no(refusal: Refusal<PortalRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: portalRefusals };
}

function answered(outcome: Awaited<ReturnType<typeof setFunding>>): Answer {
  return refused(outcome) ? no(outcome) : json({ settings: outcome.done });
}
