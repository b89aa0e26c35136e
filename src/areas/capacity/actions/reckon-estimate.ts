import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { priceEstimate } from '../pricing.ts';
import { capacityPermissions, decide } from '../rules.ts';
import { ratesOn } from '../store/rates.ts';
import { costSettingsOn } from '../store/settings.ts';
import type { CapacityRefusal, Estimate, PricedEstimate, Pricing } from '../types.ts';

/** What an estimate comes to at the rates of its day; nothing of it is kept. (domain 8.7) */
export async function reckonEstimate(
  tx: Tx,
  actor: Actor,
  input: { readonly estimate: Estimate; readonly pricing: Pricing },
  _now: Instant,
): Promise<Outcome<PricedEstimate, CapacityRefusal>> {
  const may = decide(actor, capacityPermissions.reckonEstimate);
  if (refused(may)) return may;
  const { estimate, pricing } = input;
  const rates = await ratesOn(tx, estimate.priceDate);
  return priceEstimate(estimate, rates, await costSettingsOn(tx, estimate.priceDate), pricing);
}
