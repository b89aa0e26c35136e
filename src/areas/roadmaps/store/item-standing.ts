import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { Standing } from '../item-rules.ts';

/**
 * What the register of who speaks for a project says of the actor today.
 * TODO(speaks, persons): asks the views `standing` and of interests once they are merged; until then the role stands for both.
 */
export function standingOf(_tx: Tx, actor: Actor, project: ProjectId, _now: Instant): Promise<Standing> {
  const represents =
    personOf(actor) !== null &&
    actor.kind === 'person' &&
    actor.grants.some((grant) => grant.role === 'PRJ' && grant.project === project);
  return Promise.resolve({ isKnown: true, speaks: represents, hasInterest: false });
}
