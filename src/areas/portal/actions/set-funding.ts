import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { portalEvent } from '../events.ts';
import { faultsOf } from '../funding-faults.ts';
import type { FundingSettings, FundingSettingsId } from '../funding-types.ts';
import { maySet } from '../rules.ts';
import { insertFundingSettings, newestFundingSettings } from '../store/funding-settings.ts';
import type { PortalRefusal } from '../types.ts';

export interface SetFunding {
  /** Null: the workspace's own. */
  readonly project: ProjectId | null;
  readonly replaces: FundingSettingsId | null;
  readonly settings: FundingSettings;
}

/** Says who asks for funds and by which channels, so that a manifest can be published. (issue 4, 6) */
export async function setFunding(
  tx: Tx,
  actor: Actor,
  { project, replaces, settings }: SetFunding,
  now: Instant,
): Promise<Outcome<FundingSettingsId, PortalRefusal>> {
  const may = maySet(actor, project);
  if (refused(may)) return may;
  const [fault] = faultsOf(settings);
  if (fault !== undefined) return refuse('funding-refused', { field: fault.path.join('.'), why: fault.sentence });
  const newest = await newestFundingSettings(tx, project);
  if ((newest?.id ?? null) !== replaces) return refuse('settings-changed');

  const id = await insertFundingSettings(tx, { project, replaces, body: settings }, actor, now);
  if (id === null) return refuse('settings-changed');
  await announce(tx, portalEvent(actor, { kind: 'funding-settings.set', settings: id, project, replaces }, now));
  return done(id);
}
