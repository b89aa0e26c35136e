/** Who we are, and what fits that. */
import { hatRefusals, wearing } from '../../kernel/hats.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls, type FormErrors, type FormValues } from '../../look/index.ts';
import { readForm } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { judgeSubject } from './actions/judge-subject.ts';
import { readAbout } from './actions/read-about.ts';
import { readFit, type FitKey } from './actions/read-fit.ts';
import { judgeSubjectInput } from './about-inputs.ts';
import { fitPermissions as may, fitRefusals, type FitRefusal } from './about-rules.ts';
import { AboutPage } from './pages/about-page.tsx';
import { FitPage } from './pages/fit-page.tsx';
import { mayReadPortal } from './rules.ts';
import { portalRefusals } from './types.ts';

const sheet = { ...portalRefusals, ...fitRefusals, ...hatRefusals };

export const aboutRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.about.pattern, permission: mayReadPortal, action: null, answer: showAbout },
  ...[urls.projectFit.pattern, urls.itemFit.pattern].flatMap((path): PageRoute[] => [
    { method: 'GET', path, permission: may.seeFit, action: null, answer: (request) => fitPage(request, {}) },
    { method: 'POST', path, permission: may.judgeFit, action: 'judge-subject', answer: postFit },
  ]),
];

async function showAbout({ tx, actor }: WebRequest): Promise<Answer> {
  const shown = await readAbout(tx, actor);
  if (refused(shown)) return { kind: 'refusal', refusal: shown, sheet: portalRefusals };
  return { kind: 'page', title: 'About us', body: AboutPage(shown.done) };
}

/** Null for what is no number of an item. */
function keyIn({ params }: WebRequest): FitKey | null {
  const { project = '', item } = params;
  if (item === undefined) return { project, item: null };
  return /^[1-9]\d{0,8}$/.test(item) ? { project, item: Number(item) } : null;
}

async function fitPage(
  request: WebRequest,
  typed: { readonly values?: FormValues; readonly errors?: FormErrors },
): Promise<Answer> {
  const { tx, actor, query } = request;
  const key = keyIn(request);
  if (key === null) return no(refuse('project-not-found'));
  const shown = await readFit(tx, actor, key);
  if (refused(shown)) return no(shown);
  const said = query.get('said') === 'judged' ? 'It is kept.' : undefined;
  const { values = {}, errors = {} } = typed;
  const body = FitPage({ shown: shown.done, actor, values, errors, said });
  return { kind: 'page', title: 'Fit to our mission', nav: 'projects', body };
}

async function postFit(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const key = keyIn(request);
  if (key === null) return no(refuse('project-not-found'));
  const read = readForm(judgeSubjectInput, form);
  if (!read.ok) return again(await fitPage(request, { values: form, errors: read.errors }), null);
  const { hat, ...said } = read.input;
  const worn = wearing(actor, hat);
  const outcome = refused(worn) ? worn : await judgeSubject(tx, worn.done, { ...key, ...said }, now);
  if (refused(outcome)) {
    const field = outcome.refused === 'say-in-which-capacity' ? 'hat' : outcome.because['field'];
    const errors = { [typeof field === 'string' ? field : 'form']: sheet[outcome.refused].say(outcome.because) };
    return again(await fitPage(request, { values: form, errors }), outcome);
  }
  const to = { project: key.project };
  return {
    kind: 'redirect',
    to:
      key.item === null
        ? urls.projectFit(to, { said: 'judged' })
        : urls.itemFit({ ...to, item: String(key.item) }, { said: 'judged' }),
  };
}

/** The form again: with what is wrong in its fields, or with what refused it. */
function again(page: Answer, refusal: Refusal<FitRefusal> | null): Answer {
  if (page.kind !== 'page') return page;
  return refusal === null ? { ...page, status: 422 } : { ...page, refused: { refusal, sheet } };
}

function no(refusal: Refusal<FitRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet };
}
