import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { ItemRefusal, ProvenanceEventId } from '../item-types.ts';
import { withdrawEvent } from '../store/item-frames.ts';

/** Takes an event of how the roadmap came about back, as when its day was wrong. It stays on record. */
export async function withdrawProvenanceEvent(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly event: ProvenanceEventId },
  now: Instant,
): Promise<Outcome<ProvenanceEventId, ItemRefusal>> {
  const allowed = mayDo(actor, itemPermissions.withdrawProvenanceEvent, input.project);
  if (refused(allowed)) return allowed;
  const { project, event } = input;
  if (!(await withdrawEvent(tx, { id: event, project }, actor, now))) return refuse('no-such-event');

  await announce(tx, itemEvent(actor, { kind: 'provenance.withdrawn', project, event }, now));
  return done(event);
}
