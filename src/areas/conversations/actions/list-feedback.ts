import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { holds } from '../../../kernel/permission.ts';
import { refuse, done, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { feedbackPermissions, publicFeedback, readsFeedback } from '../feedback-rules.ts';
import type {
  CountedFeedback,
  Feedback,
  FeedbackId,
  FeedbackShow,
  ShownInbox,
  ShownReleased,
} from '../feedback-types.ts';
import { countFeedback, feedbackFigures, findFeedback, feedbackListed, releasedFeedback } from '../store/feedback.ts';
import type { ConversationRefusal } from '../types.ts';

export const RELEASED_AT_ONCE = 30;

/** What everybody may read, and figures over all that came. */
export async function listReleased(tx: Tx, before: FeedbackId | null): Promise<ShownReleased> {
  const found = await releasedFeedback(tx, { limit: RELEASED_AT_ONCE + 1, before });
  const shown = found.slice(0, RELEASED_AT_ONCE);
  return {
    entries: shown.flatMap((one) => publicFeedback(one) ?? []),
    older: found.length > RELEASED_AT_ONCE ? shown.at(-1)!.id : null,
    figures: await feedbackFigures(tx),
  };
}

/** Null: everything; else what was said of these projects. */
export function feedbackScope(actor: Actor): readonly ProjectId[] | null {
  if (readsFeedback(actor, null)) return null;
  return actor.kind !== 'person'
    ? []
    : actor.grants.flatMap(({ role, project }) => (role === 'PRJ' && project !== null ? [project] : []));
}

/** For those who read and answer: of the whole, or of their own projects. */
export async function listFeedback(tx: Tx, actor: Actor, show: FeedbackShow): Promise<ShownInbox> {
  const projects = feedbackScope(actor);
  return { show, entries: await feedbackListed(tx, { show, projects }), counts: await countFeedback(tx, projects) };
}

/** One entry for those who read it; to others it is not there. */
export async function showFeedback(
  tx: Tx,
  actor: Actor,
  id: FeedbackId,
): Promise<Outcome<Feedback, ConversationRefusal>> {
  const feedback = await findFeedback(tx, id);
  if (feedback === null || !readsFeedback(actor, feedback.project?.id ?? null)) return refuse('no-such-feedback');
  return done(feedback);
}

/** How many wait for the actor's answer, and since when. */
export async function feedbackToAnswer(tx: Tx, actor: Actor, _now: Instant): Promise<CountedFeedback | null> {
  const answersAll = holds(actor, feedbackPermissions.answerFeedback);
  const projects = answersAll
    ? null
    : feedbackScope(actor)?.filter((project) => holds(actor, feedbackPermissions.answerFeedback, project));
  return projects === undefined || (projects !== null && projects.length === 0) ? null : countFeedback(tx, projects);
}
