/** The pages of handing over and merging. */
import { personOf } from '../../kernel/actor.ts';
import { refuse, refused } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { acceptMerge, lookAtMerge } from './actions/accept-merge.ts';
import { handOver, handOverOwn } from './actions/hand-over.ts';
import { mergeAccounts } from './actions/merge-accounts.ts';
import { requestMerge } from './actions/request-merge.ts';
import { personPage } from './admin-web.ts';
import {
  again,
  goTo,
  letter,
  malformed,
  no,
  onField,
  personAddress,
  saidIn,
  type PageAnswer,
  type ProjectsToChoose,
} from './answers-web.ts';
import { handOverInput, handOverOwnInput, mergeAccountsInput, requestMergeInput } from './leaving-inputs.ts';
import { leavingPermissions as may } from './leaving-rules.ts';
import { LeavingPage, MergePage, type LeavingProps } from './pages/leaving-pages.tsx';
import { grantsOf } from './store/grants.ts';
import { representedOnlyBy } from './store/leaving.ts';
import { findPerson } from './store/persons.ts';

const TRIES_PER_MINUTE = 30;

export function leavingRoutes(projects: ProjectsToChoose): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: urls.accountLeaving.pattern,
      permission: may.seeLeaving,
      action: null,
      answer: async (request) =>
        (await ownPage(request, projects, { said: saidIn(request) })) ?? no(refuse('signed-out')),
    },
    {
      method: 'POST',
      path: urls.accountHandOver.pattern,
      permission: may.handOverOwn,
      action: 'hand-over',
      answer: (request) => postHandOverOwn(request, projects),
      // Whoever tries addresses here learns who has an account.
      perMinute: TRIES_PER_MINUTE,
    },
    {
      method: 'POST',
      path: urls.accountMerge.pattern,
      permission: may.requestMerge,
      action: 'request-merge',
      answer: (request) => postRequest(request, projects),
      perMinute: TRIES_PER_MINUTE,
    },
    { method: 'GET', path: urls.merge.pattern, permission: may.acceptMerge, action: null, answer: askMerge },
    {
      method: 'POST',
      path: urls.merge.pattern,
      permission: may.acceptMerge,
      action: 'accept-merge',
      answer: postMerge,
    },
    {
      method: 'POST',
      path: urls.personHandOver.pattern,
      permission: may.handOver,
      action: 'hand-over',
      answer: (request) => postHandOver(request, projects),
    },
    {
      method: 'POST',
      path: urls.personMerge.pattern,
      permission: may.mergeAccounts,
      action: 'merge-accounts',
      answer: (request) => postMergeAccounts(request, projects),
    },
  ];
}

async function ownPage(
  { tx, actor }: WebRequest,
  projects: ProjectsToChoose,
  forms: LeavingProps['forms'],
): Promise<PageAnswer | null> {
  const id = personOf(actor);
  const person = id === null ? null : await findPerson(tx, id);
  if (person === null) return null;
  const body = LeavingPage({
    person,
    grants: await grantsOf(tx, person.id),
    projects: await projects(tx, actor),
    representedOnly: await representedOnlyBy(tx, person.id),
    forms,
  });
  return { kind: 'page', title: 'Hand over, or merge accounts', nav: 'account', body };
}

async function postHandOverOwn(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const page = (handErrors: FieldErrors) => ownPage(request, projects, { handValues: form, handErrors });
  const read = readForm(handOverOwnInput, form);
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await handOverOwn(tx, actor, read.input, now);
  if (!refused(outcome)) return goTo(urls.accountLeaving({}, { said: 'handed' }));
  return again(await page(onField(outcome.refused === 'nothing-to-hand-over' ? 'form' : 'mail', outcome)), outcome);
}

async function postRequest(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now, baseUrl } = request;
  const read = readForm(requestMergeInput, form);
  if (!read.ok) return malformed(await ownPage(request, projects, { mergeValues: form, mergeErrors: read.errors }));
  const outcome = await requestMerge(tx, actor, { ...read.input, baseUrl }, now);
  return refused(outcome) ? no(outcome) : goTo(urls.accountLeaving({}, { said: 'mergeAsked' }));
}

async function askMerge({ tx, actor, params, now }: WebRequest): Promise<Answer> {
  const token = params['token'] ?? '';
  const seen = await lookAtMerge(tx, actor, { token }, now);
  return refused(seen) ? no(seen) : letter('Make one of two accounts', MergePage({ token, asked: seen.done }));
}

async function postMerge({ tx, actor, params, now, baseUrl }: WebRequest): Promise<Answer> {
  const outcome = await acceptMerge(tx, actor, { token: params['token'] ?? '', baseUrl }, now);
  return refused(outcome) ? no(outcome) : goTo(urls.account({}, { said: 'mergedOwn' }));
}

async function postHandOver(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, params, form, now } = request;
  const page = (handErrors: FieldErrors) => personPage(request, projects, { handValues: form, handErrors });
  const read = readForm(handOverInput, form, { from: params['person'] });
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await handOver(tx, actor, read.input, now);
  if (!refused(outcome)) return goTo(personAddress(read.input.from, 'handed'));
  return again(await page(onField('to', outcome)), outcome);
}

async function postMergeAccounts(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, params, form, now, baseUrl } = request;
  const page = (mergeErrors: FieldErrors) => personPage(request, projects, { mergeValues: form, mergeErrors });
  const read = readForm(mergeAccountsInput, form, { duplicate: params['person'] });
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await mergeAccounts(tx, actor, { ...read.input, baseUrl }, now);
  if (!refused(outcome)) return goTo(personAddress(read.input.into, 'merged'));
  return again(await page(onField('into', outcome)), outcome);
}
