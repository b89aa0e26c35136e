import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { fitted, isSameValue, newestOf, rulebookPermissions, saysNothing } from '../rulebook-rules.ts';
import type { RulebookEntryId, RulebookField, RulebookSuggestionId, RuleValue } from '../rulebook-types.ts';
import { decide, mayChange } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { answerSuggestion, findSuggestion, insertRule, rulebookOf } from '../store/rulebook.ts';
import type { ProjectRefusal } from '../types.ts';

export interface ConfirmRule {
  readonly project: ProjectId;
  readonly field: RulebookField;
  /** The version that the form was filled from; 0 while the field has none. */
  readonly version: number;
  readonly value: RuleValue;
  /** What a survey suggested, when it is taken over, whole or changed. */
  readonly suggestion: RulebookSuggestionId | null;
}

/** A person says what holds; only then does the field count. What it said before is kept. (domain S20) */
export async function confirmRule(
  tx: Tx,
  actor: Actor,
  input: ConfirmRule,
  now: Instant,
): Promise<Outcome<RulebookEntryId, ProjectRefusal>> {
  const { field } = input;
  const decision = decide(actor, rulebookPermissions.confirmRule, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const change = mayChange(project);
  if (refused(change)) return change;
  const suggestion = input.suggestion === null ? null : await findSuggestion(tx, project.id, input.suggestion);
  if (input.suggestion !== null && suggestion?.field !== field) return refuse('no-such-suggestion');
  const newest = newestOf((await rulebookOf(tx, project.id)).entries, field);
  if ((newest?.version ?? 0) !== input.version) return refuse('edited-meanwhile');
  const said = fitted(field, input.value);
  const value = saysNothing(said) ? null : said;
  if (isSameValue(newest?.value ?? null, value)) return refuse('nothing-changed');

  const evidence = suggestion?.evidence ?? [];
  const rule = { project: project.id, field, version: input.version + 1, value, evidence, undoes: null };
  const entry = await insertRule(tx, rule, actor, now);
  if (suggestion !== null) await answerSuggestion(tx, suggestion.id, 'taken', actor, now);
  await announce(
    tx,
    projectsEvent(actor, { kind: 'rulebook.confirmed', project: project.id, rule: entry, field }, now),
  );
  return done(entry);
}
