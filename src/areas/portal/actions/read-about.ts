import type { Actor } from '../../../kernel/actor.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { findWorkspace, profilePermissions, workspaceProfile } from '../../people/index.ts';
import type { ShownAbout } from '../about-types.ts';
import { newestFundingSettings } from '../store/funding-settings.ts';
import type { PortalRefusal } from '../types.ts';

/** Who we are, what we are for, whom one reaches how. (domain S93, S103) */
export async function readAbout(tx: Tx, actor: Actor): Promise<Outcome<ShownAbout, PortalRefusal>> {
  const workspace = await findWorkspace(tx);
  if (workspace === null) return refuse('no-workspace');
  const settings = await newestFundingSettings(tx, null);
  return done({
    name: workspace.name,
    example: workspace.example,
    profile: await workspaceProfile(tx),
    contacts: settings?.body.contacts ?? { funders: null, projects: null },
    mayEdit: holds(actor, profilePermissions.editWorkspaceProfile),
  });
}
