/** The pages of roadmaps: parse, call one action, answer as HTML. */
import type { VNode } from 'preact';
import { readId, type Id, type RoundId } from '../../kernel/ids.ts';
import { holds } from '../../kernel/permission.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls, type FormErrors, type FormValues } from '../../look/index.ts';
import { fieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { correctItem, itemToCorrect } from './actions/correct-item.ts';
import { listItems } from './actions/list-items.ts';
import { readAgain } from './actions/read-again.ts';
import { showComparison } from './actions/show-comparison.ts';
import { showRoadmap } from './actions/show-roadmap.ts';
import { withdrawItemCorrection } from './actions/withdraw-item-correction.ts';
import { consentRoutes } from './consent-web.ts';
import { correctItemInput } from './inputs.ts';
import { itemPermissions } from './item-rules.ts';
import { itemRoutes } from './item-web.ts';
import { offerRoutes } from './offer-web.ts';
import { ComparisonPage } from './pages/comparison-page.tsx';
import { CorrectItemPage, readKind } from './pages/correct-page.tsx';
import { EXPORT_FORMATS, exportComparison, exportRoadmap, type ExportFormat } from './pages/exports.ts';
import { readItemQuery } from './pages/query.ts';
import { RoadmapPage } from './pages/roadmap-page.tsx';
import { mayCorrectItem, mayReadAgain, mayReadRoadmap, speaksForProject } from './rules.ts';
import { roadmapRefusals, type ReadingId, type RoadmapRefusal } from './types.ts';

export const routes: readonly PageRoute[] = [
  ...itemRoutes,
  ...offerRoutes,
  ...consentRoutes,
  { method: 'GET', path: urls.roadmap.pattern, permission: mayReadRoadmap, action: null, answer: showPage },
  {
    method: 'GET',
    path: urls.roadmapComparison.pattern,
    permission: mayReadRoadmap,
    action: null,
    answer: showCompared,
  },
  { method: 'GET', path: urls.roadmapExport.pattern, permission: mayReadRoadmap, action: null, answer: sendRoadmap },
  {
    method: 'GET',
    path: urls.roadmapComparisonExport.pattern,
    permission: mayReadRoadmap,
    action: null,
    answer: sendComparison,
  },
  {
    method: 'POST',
    path: urls.roadmapReadAgain.pattern,
    permission: mayReadAgain,
    action: 'read-again',
    answer: postReadAgain,
  },
  { method: 'GET', path: urls.correctItem.pattern, permission: mayCorrectItem, action: null, answer: askCorrection },
  {
    method: 'POST',
    path: urls.correctItem.pattern,
    permission: mayCorrectItem,
    action: 'correct-item',
    answer: postCorrection,
  },
  {
    method: 'POST',
    path: urls.withdrawItemCorrection.pattern,
    permission: mayCorrectItem,
    action: 'withdraw-item-correction',
    answer: postWithdrawal,
  },
];

async function showPage(request: WebRequest): Promise<Answer> {
  const { tx, actor, query } = request;
  const asked = askedFor(request);
  if (asked === null) return refusal(refuse('date-not-found'));
  const shown = await showRoadmap(tx, actor, asked);
  if (refused(shown)) return refusal(shown);
  const from = Number(query.get('from') ?? '1');
  const { project } = shown.done;
  return {
    ...page(
      `${project.label} of ${project.name}`,
      RoadmapPage({
        ...shown.done,
        query: readItemQuery(query),
        fromLine: Number.isSafeInteger(from) && from > 0 ? from : 1,
        maySurvey: holds(actor, mayReadAgain),
        mayTakeOver: holds(actor, itemPermissions.takeOverItems, project.id),
      }),
    ),
    islands: ['filters'],
  };
}

async function showCompared(request: WebRequest): Promise<Answer> {
  const asked = comparisonAskedFor(request);
  if (asked === null) return refusal(refuse('date-not-found'));
  const shown = await showComparison(request.tx, request.actor, asked);
  if (refused(shown)) return refusal(shown);
  return { ...page(`${shown.done.project.name}, then and now`, ComparisonPage(shown.done)), islands: ['filters'] };
}

async function sendRoadmap({ tx, actor, params, query, baseUrl }: WebRequest): Promise<Answer> {
  const format = params['format'] ?? '';
  if (!isFormat(format)) return refusal(refuse('unknown-format', { format }));
  const at = idIn<'round'>(query.get('at'));
  if (at === undefined) return refusal(refuse('date-not-found'));
  const listed = await listItems(tx, actor, { key: params['project'] ?? '', at });
  return refused(listed) ? refusal(listed) : { kind: 'file', ...(await exportRoadmap(format, listed.done, baseUrl)) };
}

async function sendComparison(request: WebRequest): Promise<Answer> {
  const { tx, actor, params, baseUrl } = request;
  const format = params['format'] ?? '';
  if (!isFormat(format)) return refusal(refuse('unknown-format', { format }));
  const asked = comparisonAskedFor(request);
  if (asked === null) return refusal(refuse('date-not-found'));
  const shown = await showComparison(tx, actor, asked);
  return refused(shown) ? refusal(shown) : { kind: 'file', ...(await exportComparison(format, shown.done, baseUrl)) };
}

function isFormat(text: string): text is ExportFormat {
  return (EXPORT_FORMATS as readonly string[]).includes(text);
}

async function postReadAgain({ tx, actor, params, form, now }: WebRequest): Promise<Answer> {
  const round = readId<'round'>(form.get('round') ?? '');
  if (round === null) return refusal(refuse('date-not-found'));
  const outcome = await readAgain(tx, actor, { key: params['project'] ?? '', round }, now);
  if (refused(outcome)) return refusal(outcome);
  return { kind: 'redirect', to: urls.roadmap({ project: outcome.done.slug }, { at: round }) };
}

async function askCorrection(request: WebRequest): Promise<Answer> {
  return correctionForm(request, { values: {}, errors: {} });
}

async function postCorrection(request: WebRequest): Promise<Answer> {
  const { form, params, query, tx, actor, now } = request;
  const document = idIn<'reading'>(query.get('document'));
  if (document === null || document === undefined) return refusal(refuse('document-not-found'));
  const parsed = correctItemInput.safeParse({
    kind: query.get('as'),
    title: form.get('title') ?? '',
    status: form.get('status') ?? '',
    titles: form.get('titles') ?? '',
    others: form.getAll('others'),
    reason: form.get('reason') ?? '',
    link: form.get('link') ?? '',
  });
  if (!parsed.success) {
    return correctionForm(request, { values: form, errors: fieldErrors(parsed.error), status: 422 });
  }
  const asked = { key: params['project'] ?? '', document, item: params['item'] ?? '' };
  const outcome = await correctItem(tx, actor, { ...asked, correct: parsed.data }, now);
  if (!refused(outcome)) {
    const at = idIn<'round'>(query.get('at')) ?? null;
    return { kind: 'redirect', to: `${urls.roadmap({ project: asked.key }, { at, document })}#items` };
  }
  const field =
    outcome.refused === 'others-not-found'
      ? 'others'
      : outcome.refused === 'nothing-changed'
        ? parsed.data.kind === 'restate'
          ? 'status'
          : 'title'
        : null;
  return field === null
    ? refusal(outcome)
    : correctionForm(request, {
        values: form,
        errors: { [field]: roadmapRefusals[outcome.refused].say(outcome.because) },
        status: 409,
      });
}

async function correctionForm(
  request: WebRequest,
  shown: {
    readonly values: FormValues;
    readonly errors: FormErrors;
    readonly status?: number;
  },
): Promise<Answer> {
  const { params, query, tx, actor } = request;
  const document = idIn<'reading'>(query.get('document'));
  if (document === null || document === undefined) return refusal(refuse('document-not-found'));
  const found = await itemToCorrect(tx, actor, { key: params['project'] ?? '', document, item: params['item'] ?? '' });
  if (refused(found)) return refusal(found);
  const answer = page(
    'Correct an item',
    CorrectItemPage({
      ...found.done,
      kind: readKind(query.get('as')),
      at: idIn<'round'>(query.get('at')) ?? null,
      forProject: speaksForProject(actor, found.done.project.id),
      values: shown.values,
      errors: shown.errors,
    }),
  );
  return shown.status === undefined ? answer : { ...answer, status: shown.status };
}

async function postWithdrawal({ tx, actor, params, now }: WebRequest): Promise<Answer> {
  const correction = readId<'correction'>(params['correction'] ?? '');
  if (correction === null) return refusal(refuse('correction-not-found'));
  const outcome = await withdrawItemCorrection(tx, actor, { key: params['project'] ?? '', correction }, now);
  if (refused(outcome)) return refusal(outcome);
  return { kind: 'redirect', to: `${urls.roadmap({ project: outcome.done.slug })}#items` };
}

function comparisonAskedFor({ params, query }: WebRequest) {
  const from = idIn<'round'>(query.get('from'));
  const to = idIn<'round'>(query.get('to'));
  return from === undefined || to === undefined ? null : { key: params['project'] ?? '', from, to };
}

/** Null when none is asked for, undefined when what is asked for is no id. */
function idIn<Noun extends string>(text: string | null): Id<Noun> | null | undefined {
  return text === null || text === '' ? null : (readId<Noun>(text) ?? undefined);
}

/** Null when the address names a day or a document in a way that nothing can have. */
function askedFor({
  params,
  query,
}: WebRequest): { readonly key: string; readonly at: RoundId | null; readonly document: ReadingId | null } | null {
  const at = idIn<'round'>(query.get('at'));
  const document = idIn<'reading'>(query.get('document'));
  return at === undefined || document === undefined ? null : { key: params['project'] ?? '', at, document };
}

function page(title: string, body: VNode): Extract<Answer, { kind: 'page' }> {
  return { kind: 'page', title, nav: 'projects', body };
}

function refusal(value: Refusal<RoadmapRefusal>): Answer {
  return { kind: 'refusal', refusal: value, sheet: roadmapRefusals };
}
