import type { Actor } from '../../../kernel/actor.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { itemPermissions, seesWholeItems } from '../item-rules.ts';
import type { ItemRefusal, ShownScope } from '../item-types.ts';
import { scopeLinesOf } from '../store/item-frames.ts';
import { outOfScopeItems } from '../store/item-lists.ts';
import { projectNamed } from '../store/readings.ts';

/** The project's scope page in three columns (S68), and for those inside the items that are not plainly in it. */
export async function showScope(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string },
): Promise<Outcome<ShownScope, ItemRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  return done({
    project,
    lines: await scopeLinesOf(tx, project.id),
    mayAdd: holds(actor, itemPermissions.addScopeLine, project.id),
    mayEnd: holds(actor, itemPermissions.endScopeLine, project.id),
    items: seesWholeItems(actor, project.id) ? await outOfScopeItems(tx, project.id) : [],
  });
}
