/** Brochures in `/api/v1`. */
import { z } from 'zod';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/urls.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { answerInclusion } from './actions/answer-inclusion.ts';
import { arrangeBrochure } from './actions/arrange-brochure.ts';
import { askInclusion } from './actions/ask-inclusion.ts';
import { endAddress } from './actions/end-address.ts';
import { forgetShowing } from './actions/forget-showing.ts';
import { listBrochures } from './actions/list-brochures.ts';
import { makeAddress } from './actions/make-address.ts';
import { noteBrochureInclusion } from './actions/note-brochure-inclusion.ts';
import { noteShowing } from './actions/note-showing.ts';
import { publishEdition } from './actions/publish-edition.ts';
import { recomposeBrochure } from './actions/recompose-brochure.ts';
import { showDraft } from './actions/show-draft.ts';
import { showEdition } from './actions/show-edition.ts';
import { showRecord } from './actions/show-record.ts';
import { startBrochure } from './actions/start-brochure.ts';
import { typesetEdition } from './actions/typeset-edition.ts';
import { verifyEdition } from './actions/verify-edition.ts';
import { withdrawEdition } from './actions/withdraw-edition.ts';
import { wordBrochure } from './actions/word-brochure.ts';
import { sentence } from './answers-web.ts';
import {
  addressInput,
  answerInclusionInput,
  arrangeBrochureInput,
  askInclusionInput,
  noteInclusionInput,
  noteShowingInput,
  publishEditionInput,
  startBrochureInput,
  verifyInput,
  withdrawEditionInput,
  wordBrochureInput,
} from './inputs.ts';
import { brochurePermissions as may } from './rules.ts';
import { brochureRefusals } from './refusals.ts';
import { PURPOSES, type BrochureRefusal, type ShownEdition, type Purpose } from './types.ts';

const moment = z.string().meta({ format: 'date-time' });
const day = z.string().meta({ format: 'date' });
const purpose = z.enum(Object.keys(PURPOSES) as Purpose[]);
const drafted = z.object({ version: z.int() });
const made = z.object({ id: z.uuid() });
const nothing = z.object({});

const publishedShape = z
  .object({
    slug: z.string(),
    edition: z.int(),
    title: z.string(),
    audience: z.string().nullable(),
    purpose,
    projects: z.array(z.object({ slug: z.string(), name: z.string(), example: z.boolean() })),
    publishedAt: moment,
  })
  .meta({ id: 'PublicBrochure' });

const standing = z.object({
  standing: z.string().meta({ description: '“stands” while it has its project’s word; else what took it away.' }),
  since: moment.nullable(),
});

const editionShape = z
  .object({
    slug: z.string(),
    edition: z.int(),
    title: z.string(),
    purpose,
    publishedAt: moment,
    withdrawnAt: moment.nullable(),
    code: z.string(),
    digest: z.string(),
    columns: z.array(
      standing.extend({
        project: z
          .object({ slug: z.string(), name: z.string(), example: z.boolean() })
          .nullable()
          .meta({ description: 'Null once the project asked to be left out.' }),
        items: z.array(
          standing.extend({
            title: z.string().nullable().meta({ description: 'Null once the project took its word back.' }),
            offer: z.uuid(),
            version: z.int(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'BrochureEdition' });

const draftShape = z
  .object({
    slug: z.string(),
    version: z.int(),
    purpose,
    title: z.string(),
    audience: z.string().nullable(),
    intro: z.string().nullable(),
    paper: z.enum(['a4', 'us-letter']),
    columns: z.array(z.object({ project: z.uuid(), items: z.array(z.uuid()) })),
    seen: z.string().meta({ description: 'The digest of what would be published now: publishing names it.' }),
    blocks: z.array(z.object({ code: z.string(), message: z.string() })),
  })
  .meta({ id: 'BrochureDraft' });

export const api: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/brochures',
    operationId: 'listBrochures',
    summary: 'The newest public edition of every brochure that has one',
    permission: may.seePublished,
    action: null,
    response: z.object({ brochures: z.array(publishedShape) }),
    answer: async ({ tx, actor, now }) => {
      const { published } = await listBrochures(tx, actor, now);
      return json({
        brochures: published.map(({ number, at, ...rest }) => ({
          ...rest,
          edition: number,
          publishedAt: at.toISOString(),
        })),
      });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/brochures',
    operationId: 'startBrochure',
    summary: 'Start a brochure with what it is for and its words',
    permission: may.startBrochure,
    action: 'start-brochure',
    body: startBrochureInput,
    response: z.object({ slug: z.string() }),
    answer: async ({ tx, actor, body, now }) =>
      answered(await startBrochure(tx, actor, body, now), ({ slug }) => ({ slug })),
  }),
  apiRoute({
    method: 'GET',
    path: '/brochures/:brochure',
    operationId: 'getBrochure',
    summary: 'The newest public edition, with how each of its items stands now',
    permission: may.seePublished,
    action: null,
    response: editionShape,
    answer: async ({ tx, actor, params, now }) =>
      answered(await showEdition(tx, actor, { slug: params['brochure'] ?? '', number: null }, now), editionJson),
  }),
  apiRoute({
    method: 'GET',
    path: '/brochures/:brochure/draft',
    operationId: 'getBrochureDraft',
    summary: 'The draft, and what stands in the way of publishing it',
    permission: may.seeDrafts,
    action: null,
    response: draftShape,
    answer: async ({ tx, actor, params, now }) =>
      answered(await showDraft(tx, actor, { slug: params['brochure'] ?? '' }, now), ({ brochure, seen, blocks }) => {
        const { number, purpose: is, title, audience, intro, paper, columns } = brochure.draft;
        return {
          slug: brochure.slug,
          version: number,
          purpose: is,
          title,
          audience,
          intro,
          paper,
          columns,
          seen,
          blocks: blocks.map((block) => ({ code: block.refused, message: sentence(block) })),
        };
      }),
  }),
  apiRoute({
    method: 'PUT',
    path: '/brochures/:brochure/words',
    operationId: 'wordBrochure',
    summary: 'Change the brochure’s own words; `version` is that of the draft they were read from',
    permission: may.wordBrochure,
    action: 'word-brochure',
    body: wordBrochureInput,
    response: drafted,
    answer: async ({ tx, actor, params, body, now }) =>
      answered(await wordBrochure(tx, actor, { ...body, slug: params['brochure'] ?? '' }, now), asVersion),
  }),
  apiRoute({
    method: 'PUT',
    path: '/brochures/:brochure/arrangement',
    operationId: 'arrangeBrochure',
    summary: 'Which projects and items stand in it, in this order',
    permission: may.arrangeBrochure,
    action: 'arrange-brochure',
    body: arrangeBrochureInput,
    response: drafted,
    answer: async ({ tx, actor, params, body, now }) => {
      const input = { slug: params['brochure'] ?? '', version: body.version, to: body.columns };
      return answered(await arrangeBrochure(tx, actor, input, now), asVersion);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/brochures/:brochure/editions/:number/draft',
    operationId: 'recomposeBrochure',
    summary: 'Make the draft what an edition was',
    permission: may.recomposeBrochure,
    action: 'recompose-brochure',
    response: drafted,
    answer: async ({ tx, actor, params, now }) => {
      const input = { slug: params['brochure'] ?? '', number: numberOf(params) };
      return answered(await recomposeBrochure(tx, actor, input, now), asVersion);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/brochures/:brochure/inclusions/letters',
    operationId: 'askBrochureInclusion',
    summary: 'Write to a project’s representatives that it is to appear',
    permission: may.askInclusion,
    action: 'ask-inclusion',
    body: askInclusionInput,
    response: made,
    answer: async ({ tx, actor, params, body, baseUrl, now }) =>
      answered(await askInclusion(tx, actor, { ...body, slug: params['brochure'] ?? '', baseUrl }, now), asId),
  }),
  apiRoute({
    method: 'POST',
    path: '/brochures/:brochure/inclusions',
    operationId: 'noteBrochureInclusion',
    summary: 'Note how a project was told that it is to appear',
    permission: may.noteBrochureInclusion,
    action: 'note-brochure-inclusion',
    body: noteInclusionInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      answered(await noteBrochureInclusion(tx, actor, { ...body, slug: params['brochure'] ?? '' }, now), asId),
  }),
  apiRoute({
    method: 'POST',
    path: '/brochures/:brochure/inclusions/answers',
    operationId: 'answerBrochureInclusion',
    summary: 'For a represented project: nothing against its place in the brochure, or an objection',
    permission: may.answerInclusion,
    action: 'answer-inclusion',
    body: answerInclusionInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      answered(await answerInclusion(tx, actor, { ...body, slug: params['brochure'] ?? '' }, now), asId),
  }),
  apiRoute({
    method: 'POST',
    path: '/brochures/:brochure/editions',
    operationId: 'publishEdition',
    summary: 'Publish page and PDF of the draft; of a secret edition the first address is answered once',
    permission: may.publishEdition,
    action: 'publish-edition',
    body: publishEditionInput,
    response: z.object({ edition: z.int(), address: z.string().nullable() }),
    perMinute: 20,
    before: ({ db, actor, params, body, baseUrl, now }) => {
      const { version, seen } = body;
      return typesetEdition(db, actor, { slug: params['brochure'] ?? '', version, seen, baseUrl }, now);
    },
    answer: async ({ tx, actor, params, body, baseUrl, now }, set) => {
      if (refused(set)) return no(set);
      const { visibility, whom } = body;
      const input = { slug: params['brochure'] ?? '', set: set.done, visibility, whom };
      return answered(await publishEdition(tx, actor, input, now), ({ number, token }) => ({
        edition: number,
        address: token === null ? null : `${baseUrl}${urls.secretBrochure({ token })}`,
      }));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/brochures/:brochure/editions/:number/withdrawal',
    operationId: 'withdrawEdition',
    summary: 'Take an edition back: its page and PDF end',
    permission: may.withdrawEdition,
    action: 'withdraw-edition',
    body: withdrawEditionInput,
    response: nothing,
    answer: async ({ tx, actor, params, body, now }) => {
      const input = { ...body, slug: params['brochure'] ?? '', number: numberOf(params) };
      return answered(await withdrawEdition(tx, actor, input, now), () => ({}));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/brochures/:brochure/editions/:number/addresses',
    operationId: 'makeBrochureAddress',
    summary: 'Make another address of a secret edition; it is answered once',
    permission: may.makeAddress,
    action: 'make-address',
    body: addressInput,
    response: z.object({ id: z.uuid(), address: z.string() }),
    answer: async ({ tx, actor, params, body, baseUrl, now }) => {
      const input = { ...body, slug: params['brochure'] ?? '', number: numberOf(params) };
      return answered(await makeAddress(tx, actor, input, now), ({ id, token }) => ({
        id,
        address: `${baseUrl}${urls.secretBrochure({ token })}`,
      }));
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/brochures/:brochure/addresses/:address',
    operationId: 'endBrochureAddress',
    summary: 'End a secret address; with `renew` another one takes its place',
    permission: may.endAddress,
    action: 'end-address',
    query: z.object({ renew: z.enum(['true', 'false']).default('false') }),
    response: z.object({ address: z.string().nullable() }),
    answer: async ({ tx, actor, params, query, baseUrl, now }) => {
      const address = readId<'brochure address'>(params['address'] ?? '');
      if (address === null) return no(refuse('no-such-address'));
      const input = { slug: params['brochure'] ?? '', address, renew: query.renew === 'true' };
      return answered(await endAddress(tx, actor, input, now), (fresh) => ({
        address: fresh === null ? null : `${baseUrl}${urls.secretBrochure({ token: fresh.token })}`,
      }));
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/brochures/:brochure/showings',
    operationId: 'listShowings',
    summary: 'What was shown to whom; for the workspace only',
    permission: may.seeShowings,
    action: null,
    response: z.object({
      showings: z.array(
        z.object({
          id: z.uuid(),
          edition: z.int(),
          channel: z.string(),
          shownOn: day,
          whom: z.string().nullable(),
          notes: z.string().nullable(),
        }),
      ),
    }),
    answer: async ({ tx, actor, params, now }) =>
      answered(await showRecord(tx, actor, { slug: params['brochure'] ?? '' }, now), ({ showings }) => ({
        showings: (showings ?? []).map(({ id, number, channel, shownOn, whom, notes }) => ({
          id,
          edition: number,
          channel,
          shownOn,
          whom,
          notes,
        })),
      })),
  }),
  apiRoute({
    method: 'POST',
    path: '/brochures/:brochure/editions/:number/showings',
    operationId: 'noteShowing',
    summary: 'Note to whom an edition was shown',
    permission: may.noteShowing,
    action: 'note-showing',
    body: noteShowingInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) => {
      const input = { ...body, slug: params['brochure'] ?? '', number: numberOf(params) };
      return answered(await noteShowing(tx, actor, input, now), asId);
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/brochures/:brochure/showings/:showing/names',
    operationId: 'forgetShowing',
    summary: 'Erase to whom a brochure was shown; that it was shown stays',
    permission: may.forgetShowing,
    action: 'forget-showing',
    response: nothing,
    answer: async ({ tx, actor, params, now }) => {
      const showing = readId<'brochure showing'>(params['showing'] ?? '');
      if (showing === null) return no(refuse('no-such-showing'));
      return answered(await forgetShowing(tx, actor, { slug: params['brochure'] ?? '', showing }, now), () => ({}));
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/verifications/:code',
    operationId: 'verifyBrochure',
    summary: 'Whether a brochure still stands, by the code in it or the SHA-256 of its PDF',
    permission: may.verify,
    action: 'verify-edition',
    response: editionShape,
    perMinute: 60,
    answer: async ({ tx, params, now }) => {
      const read = verifyInput.safeParse(params['code'] ?? '');
      if (!read.success) return no(refuse('not-a-code'));
      const shown = await verifyEdition(tx, { digest: read.data }, now);
      return shown === null ? no(refuse('edition-not-found')) : json(editionJson(shown));
    },
  }),
];

function editionJson({ edition, standing: stands }: ShownEdition) {
  return {
    slug: edition.slug,
    edition: edition.number,
    title: edition.content.title,
    purpose: edition.content.purpose,
    publishedAt: edition.at.toISOString(),
    withdrawnAt: edition.withdrawal?.at.toISOString() ?? null,
    code: edition.code,
    digest: edition.digest,
    columns: edition.content.columns.map(({ project, items }) => {
      const column = stands.columns.find((one) => one.project === project.id);
      return {
        project:
          column?.standing === 'opted out'
            ? null
            : { slug: project.slug, name: project.name, example: project.example },
        standing: column?.standing ?? 'archived',
        since: column?.since?.toISOString() ?? null,
        items: items.map((item) => {
          const found = stands.items.find((one) => one.item === item.item);
          const is = found?.standing ?? 'expired';
          return {
            title: is === 'stands' ? item.text.title : null,
            offer: item.offer,
            version: item.number,
            standing: is,
            since: found?.since?.toISOString() ?? null,
          };
        }),
      };
    }),
  };
}

/** No edition has the number 0. */
function numberOf(params: Readonly<Record<string, string>>): number {
  const text = params['number'] ?? '';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}

function asVersion(version: number) {
  return { version };
}

function asId(id: string) {
  return { id };
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function answered<T>(outcome: Outcome<T, BrochureRefusal>, body: (value: T) => unknown): Answer {
  return refused(outcome) ? no(outcome) : json(body(outcome.done));
}

function no(refusal: Refusal<BrochureRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: brochureRefusals };
}
