import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { ItemRefusal, ScopeLineId } from '../item-types.ts';
import { endLine } from '../store/item-frames.ts';

/** Takes a line off the scope page. That it stood there, and until when, stays on record. */
export async function endScopeLine(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly line: ScopeLineId },
  now: Instant,
): Promise<Outcome<ScopeLineId, ItemRefusal>> {
  const allowed = mayDo(actor, itemPermissions.endScopeLine, input.project);
  if (refused(allowed)) return allowed;
  const { project, line } = input;
  if (!(await endLine(tx, { id: line, project }, actor, now))) return refuse('no-such-scope-line');

  await announce(tx, itemEvent(actor, { kind: 'scope-line.ended', project, line }, now));
  return done(line);
}
