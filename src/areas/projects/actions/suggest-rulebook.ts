import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId, RoundId } from '../../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { fitted, saysNothing } from '../rulebook-rules.ts';
import type { SuggestedRule } from '../rulebook-types.ts';
import { projectForChange } from '../store/projects.ts';
import { insertSuggestions } from '../store/rulebook.ts';
import type { ProjectRefusal } from '../types.ts';

export interface SuggestRulebook {
  readonly project: ProjectId;
  readonly round: RoundId | null;
  readonly suggestions: readonly SuggestedRule[];
}

/** What a survey read about a project is kept as suggestions, with the lines behind each. How many are new. */
export async function suggestRulebook(
  tx: Tx,
  actor: Actor,
  { project: id, round, suggestions }: SuggestRulebook,
  now: Instant,
): Promise<Outcome<number, ProjectRefusal>> {
  // Only our own programs read surveys; people say what holds themselves.
  if (actor.kind !== 'program') return refuse('not-allowed', { roles: 'the survey itself' });
  const project = await projectForChange(tx, id);
  if (project === null) return refuse('no-such-project');
  const fit = suggestions
    .map((one) => ({ ...one, value: fitted(one.field, one.value) }))
    .filter(({ value }) => !saysNothing(value));

  const made = await insertSuggestions(tx, id, round, fit, now);
  if (made > 0) {
    await announce(tx, projectsEvent(actor, { kind: 'rulebook.suggested', project: id, suggestions: made }, now));
  }
  return done(made);
}
