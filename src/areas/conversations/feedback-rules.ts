/** Who gives, answers and publishes feedback, and in which order. Pure. */
import { type Actor, type Role } from '../../kernel/actor.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import {
  FEEDBACK_KINDS,
  FEEDBACK_STATES,
  type Feedback,
  type FeedbackFigures,
  type FeedbackKind,
  type FeedbackState,
  type PublicFeedback,
} from './feedback-types.ts';
import type { ConversationRefusal } from './types.ts';

const ROW = 'Incident, feedback';
const STAFF: readonly Role[] = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN'];

export const feedbackPermissions = {
  giveFeedback: permission('give-feedback', ROW, 'C', ['PUB']),
  seeReleased: permission('see-released-feedback', ROW, 'R', ['PUB']),
  // A representative reads and answers what was said about their own project.
  seeFeedback: permission('see-feedback', ROW, 'R', [...STAFF, 'PRJ'], ['PRJ']),
  noteFeedback: permission('note-feedback', ROW, 'C', STAFF),
  answerFeedback: permission('answer-feedback', ROW, 'E', ['ADM', 'TEC', 'PRJ'], ['PRJ']),
  endFeedback: permission('end-feedback', ROW, 'E', ['ADM', 'TEC', 'PRJ'], ['PRJ']),
  releaseFeedback: permission('release-feedback', ROW, 'A', ['ADM']),
  takeBackFeedback: permission('take-back-feedback', ROW, 'A', ['ADM']),
  forgetFeedback: permission('forget-feedback', ROW, 'E', ['ADM', 'TEC']),
} as const satisfies Readonly<Record<string, Permission>>;

/** From one network on one day, and from everywhere: many more than people write, few enough to be read. */
export const MOST_FROM_A_NETWORK = 10;
export const MOST_A_DAY = 300;

export function mayGive(today: { readonly fromNetwork: number; readonly all: number }): Decision<ConversationRefusal> {
  return today.fromNetwork >= MOST_FROM_A_NETWORK || today.all >= MOST_A_DAY ? refuse('too-much-today') : allow();
}

export function feedbackState({ answers, outcome }: Pick<Feedback, 'answers' | 'outcome'>): FeedbackState {
  if (outcome !== null) return outcome.kind;
  return answers.length > 0 ? 'answered' : 'new';
}

/** What a reader may read of feedback on a project or, with null, on the method. */
export function readsFeedback(actor: Actor, project: ProjectId | null): boolean {
  return holds(actor, feedbackPermissions.seeFeedback, project);
}

export function mayAnswer(feedback: Feedback): Decision<ConversationRefusal> {
  return feedback.outcome === null ? allow() : refuse('closed-already');
}

/** new -> answered -> acted on; closed with a reason also without an answer, because not everything that comes is meant for us. */
export function mayEnd(feedback: Feedback, kind: 'acted-on' | 'closed'): Decision<ConversationRefusal> {
  if (feedback.outcome !== null) return refuse('closed-already');
  return kind === 'acted-on' && feedback.answers.length === 0 ? refuse('not-answered-yet') : allow();
}

/** The words of whoever gave it only by their own wish; else a summary. */
export function mayRelease(feedback: Feedback, summary: string | null): Decision<ConversationRefusal> {
  if (feedback.release !== null) return refuse('released-already');
  const ownWords = feedback.wishesPublic && feedback.words !== null;
  return summary === null && !ownWords ? refuse('needs-summary', { field: 'summary' }) : allow();
}

/** With the first answer to somebody who wished to be read, their words stand in public: read by a person first, so no page of ours shows what a stranger typed. */
export function isReleasedByAnswer(feedback: Feedback): boolean {
  return feedback.wishesPublic && feedback.words !== null && feedback.answers.length === 0 && !feedback.wasReleased;
}

/** What everybody may read of it, or null. */
export function publicFeedback(feedback: Feedback): PublicFeedback | null {
  const { release, answers, outcome, words } = feedback;
  if (release === null) return null;
  const text =
    release.summary !== null
      ? ({ by: 'workspace', words: release.summary } as const)
      : words === null
        ? null
        : ({ by: 'giver', words } as const);
  const inOwnWords = release.summary === null;
  return {
    id: feedback.id,
    kind: feedback.kind,
    channel: feedback.channel,
    project: feedback.project,
    cameAt: feedback.cameAt,
    text,
    state: feedbackState(feedback),
    answeredAt: answers[0]?.at ?? null,
    answers: inOwnWords ? answers.map((answer) => ({ words: answer.words, at: answer.at })) : [],
    outcome: outcome === null ? null : { kind: outcome.kind, words: outcome.words, link: outcome.link, at: outcome.at },
  };
}

/** The whole and its parts, with nothing left out for looking bad: what has no answer counts as that. */
export function figuresOf(
  rows: readonly {
    readonly kind: FeedbackKind;
    readonly state: FeedbackState;
    readonly n: number;
  }[],
  response: FeedbackFigures['response'],
  oldestWaiting: FeedbackFigures['oldestWaiting'],
): FeedbackFigures {
  const sum = (which: (row: (typeof rows)[number]) => boolean) => rows.filter(which).reduce((all, { n }) => all + n, 0);
  const kinds = Object.keys(FEEDBACK_KINDS) as FeedbackKind[];
  const states = Object.keys(FEEDBACK_STATES) as FeedbackState[];
  return {
    total: sum(() => true),
    byKind: Object.fromEntries(kinds.map((kind) => [kind, sum((row) => row.kind === kind)])) as Record<
      FeedbackKind,
      number
    >,
    byState: Object.fromEntries(states.map((state) => [state, sum((row) => row.state === state)])) as Record<
      FeedbackState,
      number
    >,
    response,
    oldestWaiting,
  };
}

/** "3 hours", "2 days": as long as a reader wants to know it. */
export function showHours(hours: number): string {
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return `${Math.round(hours)} ${Math.round(hours) === 1 ? 'hour' : 'hours'}`;
  return `${Math.round(hours / 24)} days`;
}
