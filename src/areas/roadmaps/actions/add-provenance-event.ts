import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { AddProvenanceEvent } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { ItemRefusal, ProvenanceEventId } from '../item-types.ts';
import { insertProvenanceEvent, MOST_LINES, provenanceOf } from '../store/item-frames.ts';
import { lockItemsOf } from '../store/items.ts';

/** What git cannot tell of how a roadmap came about: a sprint, a meeting, a discussion, and who will be asked next (S65, S66). */
export async function addProvenanceEvent(
  tx: Tx,
  actor: Actor,
  input: AddProvenanceEvent & { readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<ProvenanceEventId, ItemRefusal>> {
  const allowed = mayDo(actor, itemPermissions.addProvenanceEvent, input.project);
  if (refused(allowed)) return allowed;
  const today = calendarDate(now);
  if (input.kind !== 'planned' && input.datedOn > today) return refuse('day-ahead');
  if (input.kind === 'planned' && input.datedOn < today) return refuse('planned-day-past');
  await lockItemsOf(tx, input.project);
  if ((await provenanceOf(tx, input.project)).length >= MOST_LINES) return refuse('too-many', { most: MOST_LINES });

  const event = await insertProvenanceEvent(tx, input, actor, now);
  await announce(tx, itemEvent(actor, { kind: 'provenance.added', project: input.project, event }, now));
  return done(event);
}
