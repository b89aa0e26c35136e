import type { Actor } from '../../../kernel/actor.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { fitsOf, profilePermissions, workspaceProfile } from '../../people/index.ts';
import type { ShownFit } from '../about-types.ts';
import { fitPlace } from '../store/fit-places.ts';
import type { PortalRefusal } from '../types.ts';

export interface FitKey {
  /** The project's name in its address, or its id. */
  readonly project: string;
  /** Of an item that is or was offered; null: the project itself. */
  readonly item: number | null;
}

/** What the workspace's people judged of a project or an offer. To everybody else there is no such page. (domain S93) */
export async function readFit(tx: Tx, actor: Actor, key: FitKey): Promise<Outcome<ShownFit, PortalRefusal>> {
  const place = holds(actor, profilePermissions.seeFit) ? await fitPlace(tx, key.project, key.item) : null;
  if (place === null) return refuse('project-not-found');
  return done({
    ...place,
    profile: await workspaceProfile(tx),
    fits: await fitsOf(tx, place.subject),
    mayJudge: holds(actor, profilePermissions.judgeFit),
  });
}
