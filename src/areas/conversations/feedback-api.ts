/** Feedback in `/api/v1`. */
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { wearing } from '../../kernel/hats.ts';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { answerFeedback } from './actions/answer-feedback.ts';
import { endFeedback } from './actions/end-feedback.ts';
import { forgetFeedback } from './actions/forget-feedback.ts';
import { giveFeedback } from './actions/give-feedback.ts';
import { listFeedback, listReleased } from './actions/list-feedback.ts';
import { noteFeedback } from './actions/note-feedback.ts';
import { releaseFeedback } from './actions/release-feedback.ts';
import { takeBackFeedback } from './actions/take-back-feedback.ts';
import {
  answerFeedbackInput,
  endFeedbackInput,
  forgetFeedbackInput,
  giveFeedbackInput,
  noteFeedbackInput,
  releaseFeedbackInput,
  takeBackFeedbackInput,
} from './feedback-inputs.ts';
import { feedbackPermissions as may, feedbackState } from './feedback-rules.ts';
import {
  CHANNELS,
  FEEDBACK_KINDS,
  FEEDBACK_STATES,
  type Feedback,
  type FeedbackId,
  type PublicFeedback,
} from './feedback-types.ts';
import { conversationRefusals, type ConversationRefusal } from './types.ts';

const GIVEN_PER_MINUTE = 5;
const kinds = z.enum(Object.keys(FEEDBACK_KINDS) as [keyof typeof FEEDBACK_KINDS]);
const states = z.enum(Object.keys(FEEDBACK_STATES) as [keyof typeof FEEDBACK_STATES]);
const channels = z.enum(Object.keys(CHANNELS) as [keyof typeof CHANNELS]);
const moment = z.iso.datetime();
const outcomeShape = z.object({
  kind: z.enum(['acted-on', 'closed']),
  words: z.string(),
  link: z.string().nullable(),
  at: moment,
});
const made = z.object({ id: z.uuid() });

const releasedShape = z.object({
  id: z.uuid(),
  kind: kinds,
  channel: channels,
  project: z.string().nullable().meta({ description: 'The name of the project in its address; null: of the method' }),
  cameAt: moment,
  words: z.string().nullable(),
  wordsBy: z.enum(['giver', 'workspace']).nullable().meta({ description: 'Whose words they are' }),
  state: states,
  answeredAt: moment.nullable(),
  answers: z.array(z.object({ words: z.string(), at: moment })),
  outcome: outcomeShape.nullable(),
});

const figuresShape = z.object({
  total: z.int(),
  byKind: z.record(z.string(), z.int()),
  byState: z.record(z.string(), z.int()),
  response: z
    .object({
      answered: z.int(),
      medianHours: z.number(),
      shortestHours: z.number(),
      longestHours: z.number(),
    })
    .nullable()
    .meta({ description: 'From coming in to the first answer, over all that has one' }),
});

const feedbackShape = z.object({
  id: z.uuid(),
  kind: kinds,
  channel: channels,
  project: z.string().nullable(),
  cameAt: moment,
  state: states,
  words: z.string().nullable(),
  wishesPublic: z.boolean(),
  mayWrite: z.boolean(),
  released: z.boolean(),
  answers: z.array(z.object({ words: z.string(), sent: z.boolean(), at: moment, hat: z.string().nullable() })),
  outcome: outcomeShape.nullable(),
});

export const feedbackApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/feedback',
    operationId: 'listReleasedFeedback',
    summary: 'Feedback that is public, newest first, and figures over all that came',
    permission: may.seeReleased,
    action: null,
    query: z.object({ before: z.string().optional().meta({ description: 'The `older` of the page before' }) }),
    response: z.object({
      feedback: z.array(releasedShape),
      older: z.string().nullable(),
      figures: figuresShape,
    }),
    answer: async ({ tx, query }) => {
      const { entries, older, figures } = await listReleased(tx, readId<'feedback'>(query.before ?? ''));
      const { total, byKind, byState, response } = figures;
      return json({ feedback: entries.map(releasedJson), older, figures: { total, byKind, byState, response } });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/feedback',
    operationId: 'giveFeedback',
    summary: 'Say what you think of the method or of a project; no account is needed',
    permission: may.giveFeedback,
    action: 'give-feedback',
    perMinute: GIVEN_PER_MINUTE,
    body: giveFeedbackInput,
    response: made,
    answer: async ({ tx, actor, body, address, now }) => {
      const contact = actor.kind === 'person' ? { name: null, mail: null } : {};
      return answered(await giveFeedback(tx, actor, { ...body, ...contact, address }, now));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/feedback/notes',
    operationId: 'noteFeedback',
    summary: 'Note feedback that came by mail or in person',
    permission: may.noteFeedback,
    action: 'note-feedback',
    body: noteFeedbackInput,
    response: made,
    answer: async ({ tx, actor, body, now }) => answered(await noteFeedback(tx, actor, body, now)),
  }),
  apiRoute({
    method: 'GET',
    path: '/feedback/inbox',
    operationId: 'listFeedback',
    summary: 'What came in, for those who read and answer it; representatives read what is about their projects',
    permission: may.seeFeedback,
    action: null,
    query: z.object({ show: z.enum(['waiting', 'answered', 'ended']).default('waiting') }),
    response: z.object({ feedback: z.array(feedbackShape) }),
    answer: async ({ tx, actor, query }) => {
      const { entries } = await listFeedback(tx, actor, query.show);
      return json({ feedback: entries.map(feedbackJson) });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/feedback/:feedback/answers',
    operationId: 'answerFeedback',
    summary: 'Answer it: by mail where an address was left for that',
    permission: may.answerFeedback,
    action: 'answer-feedback',
    body: answerFeedbackInput,
    response: z.object({ sent: z.boolean() }),
    answer: async ({ tx, actor, params, body, baseUrl, now }) =>
      onFeedback(params, async (feedback) => {
        const { hat, words } = body;
        const outcome = await inHat(actor, hat, (as) => answerFeedback(tx, as, { feedback, words, baseUrl }, now));
        return refused(outcome) ? no(outcome) : json(outcome.done);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/feedback/:feedback/outcome',
    operationId: 'endFeedback',
    summary: 'Say what became of it: acted on, after an answer, or closed with a reason',
    permission: may.endFeedback,
    action: 'end-feedback',
    body: endFeedbackInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onFeedback(params, async (feedback) => {
        const { hat, ...said } = body;
        return answered(await inHat(actor, hat, (as) => endFeedback(tx, as, { feedback, ...said }, now)));
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/feedback/:feedback/release',
    operationId: 'releaseFeedback',
    summary: 'Put it on the public page; without a summary in the giver’s words, where they wished that',
    permission: may.releaseFeedback,
    action: 'release-feedback',
    body: releaseFeedbackInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onFeedback(params, async (feedback) => answered(await releaseFeedback(tx, actor, { feedback, ...body }, now))),
  }),
  apiRoute({
    method: 'POST',
    path: '/feedback/:feedback/taking-back',
    operationId: 'takeBackFeedback',
    summary: 'Take it off the public page, with a reason',
    permission: may.takeBackFeedback,
    action: 'take-back-feedback',
    body: takeBackFeedbackInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onFeedback(params, async (feedback) => answered(await takeBackFeedback(tx, actor, { feedback, ...body }, now))),
  }),
  apiRoute({
    method: 'POST',
    path: '/feedback/:feedback/erasure',
    operationId: 'forgetFeedback',
    summary: 'Erase who gave it, or also what they said',
    permission: may.forgetFeedback,
    action: 'forget-feedback',
    body: forgetFeedbackInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onFeedback(params, async (feedback) => answered(await forgetFeedback(tx, actor, { feedback, ...body }, now))),
  }),
];

function releasedJson(entry: PublicFeedback) {
  const { id, kind, channel, project, cameAt, text, state, answeredAt, answers, outcome } = entry;
  return {
    id,
    kind,
    channel,
    project: project?.slug ?? null,
    cameAt: cameAt.toISOString(),
    words: text?.words ?? null,
    wordsBy: text?.by ?? null,
    state,
    answeredAt: answeredAt?.toISOString() ?? null,
    answers: answers.map(({ words, at }) => ({ words, at: at.toISOString() })),
    outcome: outcome && { ...outcome, at: outcome.at.toISOString() },
  };
}

/** Without who gave it: whoever needs that opens the page. */
function feedbackJson(feedback: Feedback) {
  const { id, kind, channel, project, cameAt, words, wishesPublic, mayWrite, release, answers, outcome } = feedback;
  return {
    id,
    kind,
    channel,
    project: project?.slug ?? null,
    cameAt: cameAt.toISOString(),
    state: feedbackState(feedback),
    words,
    wishesPublic,
    mayWrite,
    released: release !== null,
    answers: answers.map((one) => ({ words: one.words, sent: one.sent, at: one.at.toISOString(), hat: one.hat })),
    outcome: outcome && {
      kind: outcome.kind,
      words: outcome.words,
      link: outcome.link,
      at: outcome.at.toISOString(),
    },
  };
}

async function inHat<Done>(
  actor: Actor,
  hat: string | null,
  act: (actor: Actor) => Promise<Outcome<Done, ConversationRefusal>>,
): Promise<Outcome<Done, ConversationRefusal>> {
  const worn = wearing(actor, hat);
  return refused(worn) ? worn : act(worn.done);
}

async function onFeedback(
  params: Readonly<Record<string, string>>,
  then: (feedback: FeedbackId) => Promise<Answer>,
): Promise<Answer> {
  const id = readId<'feedback'>(params['feedback'] ?? '');
  return id === null ? no(refuse('no-such-feedback')) : then(id);
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function answered(outcome: Outcome<string, ConversationRefusal>): Answer {
  return refused(outcome) ? no(outcome) : json({ id: outcome.done });
}

function no(refusal: Refusal<ConversationRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: conversationRefusals };
}
