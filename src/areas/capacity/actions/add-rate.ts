import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { capacityEvent } from '../events.ts';
import type { addRateInput } from '../inputs.ts';
import { capacityPermissions, decide, saysSomethingNew } from '../rules.ts';
import { insertRate, standingRate } from '../store/rates.ts';
import type { CapacityRefusal, RateId } from '../types.ts';

/** What a person-year of a role costs from a day on; what stood before stays in the book. (domain 8.2) */
export async function addRate(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addRateInput>,
  now: Instant,
): Promise<Outcome<RateId, CapacityRefusal>> {
  const may = decide(actor, capacityPermissions.addRate);
  if (refused(may)) return may;
  const standing = await standingRate(tx, input.role, input.currency, input.validFrom);
  const isNew = saysSomethingNew(input, standing);
  if (refused(isNew)) return isNew;

  const rate = await insertRate(tx, input, actor, now);
  const { role, currency, validFrom } = input;
  await announce(tx, capacityEvent(actor, { kind: 'rate.added', rate, role, currency, validFrom }, now));
  return done(rate);
}
