import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { Id } from '../../../kernel/ids.ts';
import { moneyJson } from '../../../kernel/money.ts';
import { done, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { SetInterestLimit } from '../interest-inputs.ts';
import { interestPermissions } from '../interest-rules.ts';
import { mayAdminister } from '../rules.ts';
import { insertInterestLimit } from '../store/interests.ts';
import type { PeopleRefusal } from '../types.ts';

/** From which amount on income or holdings are to be declared: a limit that each workspace sets for itself (domain section 3). */
export async function setInterestLimit(
  tx: Tx,
  actor: Actor,
  input: SetInterestLimit,
  now: Instant,
): Promise<Outcome<Id<'limit'>, PeopleRefusal>> {
  const decision = mayAdminister(actor, interestPermissions.setInterestLimit);
  if (refused(decision)) return decision;

  const limit = await insertInterestLimit(tx, input, actor, now);
  await announce(tx, peopleEvent(actor, { kind: 'interest-limit.set', limit, ...moneyJson(input) }, now));
  return done(limit);
}
