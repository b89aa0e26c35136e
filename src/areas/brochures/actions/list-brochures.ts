import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { brochurePermissions } from '../rules.ts';
import { brochureRows } from '../store/brochures.ts';
import { publicBrochures } from '../store/editions.ts';
import type { ListedBrochure, PublicBrochure } from '../types.ts';

export interface BrochureLists {
  readonly published: readonly PublicBrochure[];
  /** Null for those who are not of the workspace. */
  readonly all: readonly ListedBrochure[] | null;
  /** In which a project stands that the reader represents. */
  readonly own: readonly ListedBrochure[];
  readonly mayStart: boolean;
  readonly seesShowings: boolean;
}

/** What everybody may open; for the workspace's people all brochures, for representatives those with their projects. */
export async function listBrochures(tx: Tx, actor: Actor, now: Instant): Promise<BrochureLists> {
  const seesAll = holds(actor, brochurePermissions.seeDrafts);
  const own = actor.kind === 'person' ? representedBy(actor) : [];
  return {
    published: await publicBrochures(tx, now),
    all: seesAll ? await brochureRows(tx, now, null) : null,
    own: own.length === 0 ? [] : await brochureRows(tx, now, own),
    mayStart: holds(actor, brochurePermissions.startBrochure),
    seesShowings: holds(actor, brochurePermissions.seeShowings),
  };
}

function representedBy(actor: Extract<Actor, { kind: 'person' }>) {
  return actor.grants.flatMap(({ role, project }) => (role === 'PRJ' && project !== null ? [project] : []));
}
