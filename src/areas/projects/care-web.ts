/** The pages of a project's own word, of help with its roadmap, of coverage and of its logo. */
import { readId } from '../../kernel/ids.ts';
import { holds, type Permission } from '../../kernel/permission.ts';
import { refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { acceptLogo } from './actions/accept-logo.ts';
import { answerQuestions } from './actions/answer-questions.ts';
import { askForHelp } from './actions/ask-for-help.ts';
import { closeHelp } from './actions/close-help.ts';
import { forgetHelp } from './actions/forget-help.ts';
import { noteHelp } from './actions/note-help.ts';
import { setCoverage } from './actions/set-coverage.ts';
import { possibleOwners, takeHelp } from './actions/take-help.ts';
import { withdrawLogo } from './actions/withdraw-logo.ts';
import {
  again,
  editAddress,
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
import {
  answerQuestionsInput,
  answersIn,
  askAsStrangerInput,
  askForHelpInput,
  closeHelpInput,
  noteHelpInput,
  setCoverageInput,
  takeHelpInput,
} from './care-inputs.ts';
import { carePermissions as may } from './care-rules.ts';
import type { HelpRequestId } from './care-types.ts';
import { editPage } from './edit-web.ts';
import { AskForHelpPage, HelpPage, QuestionsPage, type HelpPageProps } from './pages/care-pages.tsx';
import { helpRequests, wordsOf } from './store/care.ts';
import type { Project, ProjectRefusal } from './types.ts';

/** A form that anybody may send: enough for a person, too few to flood us. */
const HELP_PER_MINUTE = 5;

export const careRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.questions.pattern, permission: may.answerQuestions, action: null, answer: askQuestions },
  {
    method: 'POST',
    path: urls.questions.pattern,
    permission: may.answerQuestions,
    action: 'answer-questions',
    answer: postQuestions,
  },
  {
    method: 'POST',
    path: urls.coverage.pattern,
    permission: may.setCoverage,
    action: 'set-coverage',
    answer: postCoverage,
  },
  {
    method: 'POST',
    path: urls.acceptLogo.pattern,
    permission: may.acceptLogo,
    action: 'accept-logo',
    answer: postAcceptedLogo,
  },
  {
    method: 'POST',
    path: urls.withdrawLogo.pattern,
    permission: may.withdrawLogo,
    action: 'withdraw-logo',
    answer: postWithdrawnLogo,
  },
  { method: 'GET', path: urls.askForHelp.pattern, permission: may.askForHelp, action: null, answer: askHelp },
  {
    method: 'POST',
    path: urls.askForHelp.pattern,
    permission: may.askForHelp,
    action: 'ask-for-help',
    answer: postHelp,
    perMinute: HELP_PER_MINUTE,
  },
  { method: 'GET', path: urls.help.pattern, permission: may.seeHelp, action: null, answer: showHelp },
  { method: 'POST', path: urls.takeHelp.pattern, permission: may.takeHelp, action: 'take-help', answer: postTaking },
  { method: 'POST', path: urls.noteHelp.pattern, permission: may.noteHelp, action: 'note-help', answer: postNote },
  {
    method: 'POST',
    path: urls.closeHelp.pattern,
    permission: may.closeHelp,
    action: 'close-help',
    answer: postClosing,
  },
  {
    method: 'POST',
    path: urls.forgetHelp.pattern,
    permission: may.forgetHelp,
    action: 'forget-help',
    answer: postForgetting,
  },
];

async function askQuestions(request: WebRequest): Promise<Answer> {
  return forProject(request, may.answerQuestions, async (project) => {
    const words = await wordsOf(request.tx, project.id);
    const values = Object.fromEntries(
      words.flatMap((word) => [
        [word.question, word.answer],
        [`${word.question}Words`, word.words],
      ]),
    );
    return questionsPage(project, { values, errors: {} });
  });
}

async function postQuestions(request: WebRequest): Promise<Answer> {
  return forProject(request, may.answerQuestions, async (project) => {
    const { tx, actor, form, now } = request;
    const shown = (errors: FieldErrors) => questionsPage(project, { values: form, errors });
    const read = readForm(answerQuestionsInput, form);
    if (!read.ok) return malformed(shown(read.errors));
    const outcome = await answerQuestions(tx, actor, { project: project.id, answers: answersIn(read.input) }, now);
    if (refused(outcome)) return again(shown(onField(outcome)), outcome);
    return goTo(urls.project({ project: project.slug }));
  });
}

function questionsPage(project: Project, form: Parameters<typeof QuestionsPage>[0]['form']): PageAnswer {
  return page('Three questions', QuestionsPage({ project, form }));
}

async function postCoverage(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const read = readForm(setCoverageInput, form);
  return steerEdit(request, may.setCoverage, 'coverage', (project) =>
    read.ok
      ? setCoverage(tx, actor, { project: project.id, status: read.input.status }, now)
      : refuse('nothing-changed' as const),
  );
}

async function postAcceptedLogo(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return steerEdit(request, may.acceptLogo, 'logo', (project) => acceptLogo(tx, actor, { project: project.id }, now));
}

async function postWithdrawnLogo(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return steerEdit(request, may.withdrawLogo, 'noLogo', (project) =>
    withdrawLogo(tx, actor, { project: project.id }, now),
  );
}

/** A button of the edit page. */
async function steerEdit(
  request: WebRequest,
  needed: Permission,
  said: Said,
  act: (project: Project) => Promise<Outcome<unknown, ProjectRefusal>> | Outcome<unknown, ProjectRefusal>,
): Promise<Answer> {
  return forProject(request, needed, async (project) => {
    const outcome = await act(project);
    if (!refused(outcome)) return goTo(editAddress(project, said));
    return again(await editPage(request, project, { refused: sentence(outcome) }), outcome);
  });
}

async function askHelp(request: WebRequest): Promise<Answer> {
  const project = await projectIn(request);
  if (project === null) return no(refuse('no-such-project'));
  const asked = request.query.get('said') === 'asked';
  return helpFormPage(request, project, { values: {}, errors: {} }, asked);
}

async function postHelp(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const project = await projectIn(request);
  if (project === null) return no(refuse('no-such-project'));
  const shown = (errors: FieldErrors) => helpFormPage(request, project, { values: form, errors }, false);
  const read = readForm(actor.kind === 'person' ? askForHelpInput : askAsStrangerInput, form);
  if (!read.ok) return malformed(shown(read.errors));
  const { wish, name, mail } = read.input;
  const contact = actor.kind === 'person' || name === undefined || mail === undefined ? null : { name, mail };
  const outcome = await askForHelp(tx, actor, { project: project.id, wish, contact }, now);
  if (refused(outcome)) return again(shown(onField(outcome)), outcome);
  return goTo(urls.askForHelp({ project: project.slug }, { said: 'asked' }));
}

function helpFormPage(
  { actor }: WebRequest,
  project: Project,
  form: Parameters<typeof AskForHelpPage>[0]['form'],
  asked: boolean,
): PageAnswer {
  const isStranger = actor.kind !== 'person';
  return page(
    `Help with the ${project.profile.label.toLowerCase()}`,
    AskForHelpPage({ project, form, isStranger, asked }),
  );
}

async function showHelp(request: WebRequest): Promise<Answer> {
  return helpPage(request, { said: saidIn(request) });
}

async function helpPage(
  { tx, query }: WebRequest,
  more: Pick<HelpPageProps, 'form' | 'said' | 'refused'>,
): Promise<PageAnswer> {
  const closed = query.get('show') === 'closed';
  const requests = await helpRequests(tx, { show: closed ? 'closed' : 'waiting' });
  return page('Help with roadmaps', HelpPage({ requests, closed, owners: await possibleOwners(tx), ...more }));
}

async function postTaking(request: WebRequest): Promise<Answer> {
  return onRequest(request, 'take', 'taken', async (id) => {
    const read = readForm(takeHelpInput, request.form);
    if (!read.ok) return { errors: read.errors };
    const owner = readId<'person'>(read.input.owner);
    if (owner === null) return { errors: { owner: 'Choose who sees to it.' } };
    return takeHelp(request.tx, request.actor, { request: id, owner }, request.now);
  });
}

async function postNote(request: WebRequest): Promise<Answer> {
  return onRequest(request, 'note', 'noted', async (id) => {
    const read = readForm(noteHelpInput, request.form);
    if (!read.ok) return { errors: read.errors };
    return noteHelp(request.tx, request.actor, { request: id, words: read.input.words }, request.now);
  });
}

async function postClosing(request: WebRequest): Promise<Answer> {
  return onRequest(request, 'close', 'closed', async (id) => {
    const read = readForm(closeHelpInput, request.form);
    if (!read.ok) return { errors: read.errors };
    return closeHelp(request.tx, request.actor, { request: id, ...read.input }, request.now);
  });
}

async function postForgetting(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return onRequest(request, 'close', 'forgotten', (id) => forgetHelp(tx, actor, { request: id }, now));
}

/** A form of one request, and back to the list with what was done or why not. */
async function onRequest(
  request: WebRequest,
  which: 'take' | 'note' | 'close',
  said: Said,
  act: (id: HelpRequestId) => Promise<Outcome<unknown, ProjectRefusal> | { readonly errors: FieldErrors }>,
): Promise<Answer> {
  if (!holds(request.actor, may.takeHelp)) return no(refuse('not-allowed', { roles: 'the workspace’s people' }));
  const id = readId<'help request'>(request.params['request'] ?? '');
  if (id === null) return no(refuse('no-such-request'));
  const outcome = await act(id);
  const form = (errors: FieldErrors) => ({ request: id, which, typed: { values: request.form, errors } }) as const;
  if ('errors' in outcome) return malformed(await helpPage(request, { form: form(outcome.errors) }));
  if (!refused(outcome)) return goTo(urls.help({}, { said }));
  return again(await helpPage(request, { form: form({}), refused: sentence(outcome) }), outcome);
}
