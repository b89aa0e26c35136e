/** The pages of feedback. */
import { wearing } from '../../kernel/hats.ts';
import { readId } from '../../kernel/ids.ts';
import { holdsSomewhere } from '../../kernel/permission.ts';
import { refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import type { Actor } from '../../kernel/actor.ts';
import { urls } from '../../look/index.ts';
import { readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { answerFeedback } from './actions/answer-feedback.ts';
import { endFeedback } from './actions/end-feedback.ts';
import { forgetFeedback } from './actions/forget-feedback.ts';
import { giveFeedback } from './actions/give-feedback.ts';
import { listFeedback, listReleased, showFeedback } from './actions/list-feedback.ts';
import { noteFeedback } from './actions/note-feedback.ts';
import { releaseFeedback } from './actions/release-feedback.ts';
import { takeBackFeedback } from './actions/take-back-feedback.ts';
import {
  again,
  goTo,
  isOfPage,
  malformed,
  no,
  onField,
  page,
  saidIn,
  type PageAnswer,
  type Said,
} from './answers-web.ts';
import {
  answerFeedbackInput,
  endFeedbackInput,
  forgetFeedbackInput,
  giveFeedbackInput,
  giveFeedbackSignedInInput,
  noteFeedbackInput,
  releaseFeedbackInput,
  takeBackFeedbackInput,
} from './feedback-inputs.ts';
import { feedbackPermissions as may } from './feedback-rules.ts';
import type { FeedbackId } from './feedback-types.ts';
import { FeedbackPage, GiveFeedbackPage, NoteFeedbackPage } from './pages/feedback-pages.tsx';
import { InboxPage, OneFeedbackPage, type OneFeedbackProps } from './pages/inbox-pages.tsx';
import type { ConversationRefusal } from './types.ts';

/** A form that anybody may send: enough for a person, too few to flood us; the day is counted as well. */
const GIVEN_PER_MINUTE = 5;

export const feedbackRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.feedback.pattern, permission: may.seeReleased, action: null, answer: showReleased },
  {
    method: 'GET',
    path: urls.giveFeedback.pattern,
    permission: may.giveFeedback,
    action: null,
    answer: async (request) =>
      givePage(request, { values: { project: request.query.get('project')?.slice(0, 200) ?? '' }, errors: {} }),
  },
  {
    method: 'POST',
    path: urls.giveFeedback.pattern,
    permission: may.giveFeedback,
    action: 'give-feedback',
    answer: postFeedback,
    perMinute: GIVEN_PER_MINUTE,
  },
  {
    method: 'GET',
    path: urls.noteFeedback.pattern,
    permission: may.noteFeedback,
    action: null,
    answer: async () => notePage({ values: {}, errors: {} }),
  },
  {
    method: 'POST',
    path: urls.noteFeedback.pattern,
    permission: may.noteFeedback,
    action: 'note-feedback',
    answer: postNote,
  },
  { method: 'GET', path: urls.feedbackInbox.pattern, permission: may.seeFeedback, action: null, answer: showInbox },
  { method: 'GET', path: urls.oneFeedback.pattern, permission: may.seeFeedback, action: null, answer: showOne },
  {
    method: 'POST',
    path: urls.answerFeedback.pattern,
    permission: may.answerFeedback,
    action: 'answer-feedback',
    answer: postAnswer,
  },
  {
    method: 'POST',
    path: urls.endFeedback.pattern,
    permission: may.endFeedback,
    action: 'end-feedback',
    answer: postEnd,
  },
  {
    method: 'POST',
    path: urls.releaseFeedback.pattern,
    permission: may.releaseFeedback,
    action: 'release-feedback',
    answer: postRelease,
  },
  {
    method: 'POST',
    path: urls.takeBackFeedback.pattern,
    permission: may.takeBackFeedback,
    action: 'take-back-feedback',
    answer: postTakingBack,
  },
  {
    method: 'POST',
    path: urls.forgetFeedback.pattern,
    permission: may.forgetFeedback,
    action: 'forget-feedback',
    answer: postForgetting,
  },
];

async function showReleased(request: WebRequest): Promise<Answer> {
  const { tx, actor, query } = request;
  const before = readId<'feedback'>(query.get('before') ?? '');
  const shown = await listReleased(tx, before);
  const mayRead = actor.kind === 'person' && holdsSomewhere(actor, may.seeFeedback);
  return page('Feedback', FeedbackPage({ shown, isFirst: before === null, mayRead, said: saidIn(request) }));
}

function givePage({ actor }: WebRequest, form: Parameters<typeof GiveFeedbackPage>[0]['form']): PageAnswer {
  return page('Give feedback', GiveFeedbackPage({ actor, form }));
}

async function postFeedback(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, address, now } = request;
  const shown = (errors: FieldErrors) => givePage(request, { values: form, errors });
  const read = actor.kind === 'person' ? readForm(giveFeedbackSignedInInput, form) : readForm(giveFeedbackInput, form);
  if (!read.ok) return malformed(shown(read.errors));
  const outcome = await giveFeedback(tx, actor, { ...read.input, address }, now);
  if (refused(outcome)) return again(shown(onField(outcome)), outcome);
  return goTo(urls.feedback({}, { said: 'given' }));
}

function notePage(form: Parameters<typeof NoteFeedbackPage>[0]['form']): PageAnswer {
  return page('Note feedback', NoteFeedbackPage({ form }));
}

async function postNote({ tx, actor, form, now }: WebRequest): Promise<Answer> {
  const read = readForm(noteFeedbackInput, form);
  if (!read.ok) return malformed(notePage({ values: form, errors: read.errors }));
  const outcome = await noteFeedback(tx, actor, read.input, now);
  if (refused(outcome)) return again(notePage({ values: form, errors: onField(outcome) }), outcome);
  return goTo(urls.feedbackInbox({}, { said: 'noted' }));
}

async function showInbox(request: WebRequest): Promise<Answer> {
  const { tx, actor, query } = request;
  const asked = query.get('show');
  const show = asked === 'answered' || asked === 'ended' ? asked : 'waiting';
  const inbox = await listFeedback(tx, actor, show);
  return page('What came in', InboxPage({ inbox, actor, said: saidIn(request) }));
}

async function showOne(request: WebRequest): Promise<Answer> {
  const id = readId<'feedback'>(request.params['feedback'] ?? '');
  return id === null
    ? no(refuse('no-such-feedback'))
    : onePage(request, id, { said: saidIn(request) }, (shown) => shown);
}

async function onePage(
  { tx, actor }: WebRequest,
  id: FeedbackId,
  more: Pick<OneFeedbackProps, 'form' | 'said' | 'refused'>,
  as: (shown: PageAnswer) => Answer,
): Promise<Answer> {
  const outcome = await showFeedback(tx, actor, id);
  if (refused(outcome)) return no(outcome);
  return as(page('Feedback', OneFeedbackPage({ feedback: outcome.done, actor, ...more })));
}

async function postAnswer(request: WebRequest): Promise<Answer> {
  const { tx, form, baseUrl, now } = request;
  return onOne(request, 'answer', async (feedback) => {
    const read = readForm(answerFeedbackInput, form);
    if (!read.ok) return { errors: read.errors };
    const { hat, words } = read.input;
    const outcome = await inHat(request, hat, (actor) => answerFeedback(tx, actor, { feedback, words, baseUrl }, now));
    return refused(outcome) ? outcome : { said: outcome.done.sent ? 'sent' : 'answered' };
  });
}

async function postEnd(request: WebRequest): Promise<Answer> {
  const { tx, form, now } = request;
  return onOne(request, 'end', async (feedback) => {
    const read = readForm(endFeedbackInput, form);
    if (!read.ok) return { errors: read.errors };
    const { hat, ...said } = read.input;
    const outcome = await inHat(request, hat, (actor) => endFeedback(tx, actor, { feedback, ...said }, now));
    return refused(outcome) ? outcome : { said: 'ended' };
  });
}

async function postRelease(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  return onOne(request, 'release', async (feedback) => {
    const read = readForm(releaseFeedbackInput, form);
    if (!read.ok) return { errors: read.errors };
    const outcome = await releaseFeedback(tx, actor, { feedback, ...read.input }, now);
    return refused(outcome) ? outcome : { said: 'released' };
  });
}

async function postTakingBack(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  return onOne(request, 'take-back', async (feedback) => {
    const read = readForm(takeBackFeedbackInput, form);
    if (!read.ok) return { errors: read.errors };
    const outcome = await takeBackFeedback(tx, actor, { feedback, ...read.input }, now);
    return refused(outcome) ? outcome : { said: 'takenBack' };
  });
}

async function postForgetting(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  return onOne(request, null, async (feedback) => {
    const read = readForm(forgetFeedbackInput, form);
    if (!read.ok) return { errors: read.errors };
    const outcome = await forgetFeedback(tx, actor, { feedback, what: read.input.what }, now);
    return refused(outcome) ? outcome : { said: 'forgotten' };
  });
}

/** The verb by whoever is signed in, in the hat that the form names. */
async function inHat<Done>(
  { actor }: WebRequest,
  hat: string | null,
  act: (actor: Actor) => Promise<Outcome<Done, ConversationRefusal>>,
): Promise<Outcome<Done, ConversationRefusal>> {
  const worn = wearing(actor, hat);
  return refused(worn) ? worn : act(worn.done);
}

/** A form of one entry, and back to it with what was done or why not. */
async function onOne(
  request: WebRequest,
  which: NonNullable<OneFeedbackProps['form']>['which'] | null,
  act: (
    id: FeedbackId,
  ) => Promise<
    | { readonly said: Said }
    | { readonly errors: FieldErrors }
    | Extract<Outcome<never, ConversationRefusal>, { refused: unknown }>
  >,
): Promise<Answer> {
  const id = readId<'feedback'>(request.params['feedback'] ?? '');
  if (id === null) return no(refuse('no-such-feedback'));
  // What is wrong with a form is not for people whom the entry does not concern.
  const seen = await showFeedback(request.tx, request.actor, id);
  if (refused(seen)) return no(seen);
  const outcome = await act(id);
  if ('said' in outcome) return goTo(urls.oneFeedback({ feedback: id }, { said: outcome.said }));
  const form = (errors: FieldErrors) =>
    which === null ? {} : { form: { which, typed: { values: request.form, errors } } };
  if ('errors' in outcome) return onePage(request, id, form(outcome.errors), malformed);
  if (isOfPage(outcome)) return no(outcome);
  return onePage(request, id, form(onField(outcome)), (shown) => again(shown, outcome));
}
