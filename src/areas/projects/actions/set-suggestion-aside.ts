import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { rulebookPermissions } from '../rulebook-rules.ts';
import type { RulebookSuggestionId } from '../rulebook-types.ts';
import { decide } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { answerSuggestion, findSuggestion } from '../store/rulebook.ts';
import type { ProjectRefusal } from '../types.ts';

/** What a survey read does not hold, or not like this; the same is not suggested again. */
export async function setSuggestionAside(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly suggestion: RulebookSuggestionId },
  now: Instant,
): Promise<Outcome<RulebookSuggestionId, ProjectRefusal>> {
  const decision = decide(actor, rulebookPermissions.setSuggestionAside, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  const suggestion = project === null ? null : await findSuggestion(tx, project.id, input.suggestion);
  if (suggestion === null) return refuse('no-such-suggestion');
  if (suggestion.isAnswered) return refuse('suggestion-answered');

  await answerSuggestion(tx, suggestion.id, 'set-aside', actor, now);
  const about = { project: input.project, suggestion: suggestion.id, field: suggestion.field };
  await announce(tx, projectsEvent(actor, { kind: 'rulebook.set-aside', ...about }, now));
  return done(suggestion.id);
}
