import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { capacityEvent } from '../events.ts';
import type { setCostsInput } from '../inputs.ts';
import { capacityPermissions, decide, setsSomethingNew } from '../rules.ts';
import { insertCostSettings, newestCostSettings } from '../store/settings.ts';
import type { CapacityRefusal, CostSettingsId } from '../types.ts';

/** What is laid upon direct costs from a day on; what stood before stays readable. (domain 8.3) */
export async function setCosts(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof setCostsInput>,
  now: Instant,
): Promise<Outcome<CostSettingsId, CapacityRefusal>> {
  const may = decide(actor, capacityPermissions.setCosts);
  if (refused(may)) return may;
  const { replaces, ...terms } = input;
  const newest = await newestCostSettings(tx);
  if ((newest?.id ?? null) !== replaces) return refuse('settings-changed');
  const isNew = setsSomethingNew(terms, newest);
  if (refused(isNew)) return isNew;

  const settings = await insertCostSettings(tx, terms, replaces, actor, now);
  if (settings === null) return refuse('settings-changed');
  const { validFrom } = terms;
  await announce(tx, capacityEvent(actor, { kind: 'cost-settings.set', settings, replaces, validFrom }, now));
  return done(settings);
}
