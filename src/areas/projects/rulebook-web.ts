/** The pages of the rulebook. */
import { readId } from '../../kernel/ids.ts';
import { refuse, refused } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { fieldErrors, readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { confirmRule } from './actions/confirm-rule.ts';
import { setSuggestionAside } from './actions/set-suggestion-aside.ts';
import { undoRule } from './actions/undo-rule.ts';
import {
  again,
  forProject,
  goTo,
  malformed,
  no,
  onField,
  page,
  projectIn,
  saidIn,
  sentence,
  type PageAnswer,
  type Said,
} from './answers-web.ts';
import { RulebookPage, RulePage, typedValue } from './pages/rulebook-page.tsx';
import { confirmRuleInput, readItems, ruleValueInput, typedItems } from './rulebook-inputs.ts';
import { newestOf, rulebookPermissions as may } from './rulebook-rules.ts';
import { isRulebookField, type RulebookField, type RulebookSuggestion } from './rulebook-types.ts';
import { repositoriesOf } from './store/repositories.ts';
import { findSuggestion, rulebookOf } from './store/rulebook.ts';
import type { Project } from './types.ts';

export const rulebookRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.rulebook.pattern, permission: may.seeRulebook, action: null, answer: showRulebook },
  { method: 'GET', path: urls.confirmRule.pattern, permission: may.confirmRule, action: null, answer: askRule },
  {
    method: 'POST',
    path: urls.confirmRule.pattern,
    permission: may.confirmRule,
    action: 'confirm-rule',
    answer: postRule,
  },
  { method: 'POST', path: urls.undoRule.pattern, permission: may.undoRule, action: 'undo-rule', answer: postUndo },
  {
    method: 'POST',
    path: urls.setSuggestionAside.pattern,
    permission: may.setSuggestionAside,
    action: 'set-suggestion-aside',
    answer: postAside,
  },
];

async function showRulebook(request: WebRequest): Promise<Answer> {
  const project = await projectIn(request);
  return project === null ? no(refuse('no-such-project')) : rulebookPage(request, project, { said: saidIn(request) });
}

async function rulebookPage(
  { tx, actor }: WebRequest,
  project: Project,
  words: { readonly said?: string | undefined; readonly refused?: string },
): Promise<PageAnswer> {
  const rulebook = await rulebookOf(tx, project.id);
  const repositories = await repositoriesOf(tx, project.id);
  return page(
    `Rulebook of ${project.profile.name}`,
    RulebookPage({ project, repositories, rulebook, actor, ...words }),
  );
}

async function askRule(request: WebRequest): Promise<Answer> {
  return onRule(request, async (project, field) => {
    const rulebook = await rulebookOf(request.tx, project.id);
    const suggestion = await suggestionIn(request, project, request.query.get('suggestion'));
    const shown = suggestion?.field === field ? suggestion : null;
    const value = shown?.value ?? newestOf(rulebook.entries, field)?.value ?? null;
    const values = typedValue(value, typedItems(value?.items ?? []));
    return rulePage(request, project, field, shown, { values, errors: {} });
  });
}

async function postRule(request: WebRequest): Promise<Answer> {
  return onRule(request, async (project, field) => {
    const { tx, actor, form, now } = request;
    const suggestion = await suggestionIn(request, project, form.get('suggestion'));
    const shown = (errors: FieldErrors) => rulePage(request, project, field, suggestion, { values: form, errors });
    const about = readForm(confirmRuleInput, form);
    const value = ruleValueInput(field).safeParse({
      ...Object.fromEntries(form),
      choices: form.getAll('choices'),
      items: readItems(form.get('items') ?? ''),
    });
    if (!about.ok || !value.success) {
      return malformed(
        await shown({
          ...(about.ok ? {} : { form: 'Open this page again: the form has lost what it was filled from.' }),
          ...(value.success ? {} : fieldErrors(value.error)),
        }),
      );
    }
    const { version } = about.input;
    const input = { project: project.id, field, version, value: value.data, suggestion: suggestion?.id ?? null };
    const outcome = await confirmRule(tx, actor, input, now);
    return refused(outcome) ? again(await shown(onField(outcome)), outcome) : goTo(bookAddress(project, 'ruled'));
  });
}

async function rulePage(
  { tx }: WebRequest,
  project: Project,
  field: RulebookField,
  suggestion: RulebookSuggestion | null,
  form: Parameters<typeof RulePage>[0]['form'],
): Promise<PageAnswer> {
  const { entries } = await rulebookOf(tx, project.id);
  const repositories = await repositoriesOf(tx, project.id);
  // A form that comes back keeps the version it was filled from: somebody else's change must be seen first.
  const sent = form.values instanceof URLSearchParams ? Number(form.values.get('version') ?? 'NaN') : NaN;
  const version = Number.isInteger(sent) ? sent : (newestOf(entries, field)?.version ?? 0);
  return page('Rulebook', RulePage({ project, repositories, field, version, suggestion, form }));
}

async function postUndo(request: WebRequest): Promise<Answer> {
  return forProject(request, may.undoRule, async (project) => {
    const { tx, actor, params, now } = request;
    const entry = readId<'rulebook entry'>(params['entry'] ?? '');
    const outcome =
      entry === null ? refuse('no-such-edit' as const) : await undoRule(tx, actor, { project: project.id, entry }, now);
    if (!refused(outcome)) return goTo(bookAddress(project, 'undone'));
    return again(await rulebookPage(request, project, { refused: sentence(outcome) }), outcome);
  });
}

async function postAside(request: WebRequest): Promise<Answer> {
  return forProject(request, may.setSuggestionAside, async (project) => {
    const { tx, actor, params, now } = request;
    const suggestion = readId<'rulebook suggestion'>(params['suggestion'] ?? '');
    const outcome =
      suggestion === null
        ? refuse('no-such-suggestion' as const)
        : await setSuggestionAside(tx, actor, { project: project.id, suggestion }, now);
    if (!refused(outcome)) return goTo(bookAddress(project, 'aside'));
    return again(await rulebookPage(request, project, { refused: sentence(outcome) }), outcome);
  });
}

async function onRule(
  request: WebRequest,
  then: (project: Project, field: RulebookField) => Promise<Answer>,
): Promise<Answer> {
  return forProject(request, may.confirmRule, async (project) => {
    const field = request.params['field'] ?? '';
    return isRulebookField(field) ? then(project, field) : no(refuse('no-such-rule'));
  });
}

async function suggestionIn({ tx }: WebRequest, project: Project, text: string | null) {
  const id = readId<'rulebook suggestion'>(text ?? '');
  return id === null ? null : findSuggestion(tx, project.id, id);
}

function bookAddress({ slug }: Pick<Project, 'slug'>, said: Said): string {
  return urls.rulebook({ project: slug }, { said });
}
