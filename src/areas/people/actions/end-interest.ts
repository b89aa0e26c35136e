import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { EndInterest } from '../interest-inputs.ts';
import { mayEnd } from '../interest-rules.ts';
import type { InterestId, InterestRefusal } from '../interest-types.ts';
import { findInterest, lockInterests, markInterestEnded } from '../store/interests.ts';

/** An interest held until a day. It stays in the register: what was decided meanwhile is judged by it. */
export async function endInterest(
  tx: Tx,
  actor: Actor,
  input: EndInterest,
  now: Instant,
): Promise<Outcome<InterestId, InterestRefusal | 'signed-out'>> {
  const person = personOf(actor);
  if (person === null) return refuse('signed-out');
  await lockInterests(tx, person);
  const interest = await findInterest(tx, input.interest);
  if (interest === null || interest.person !== person) return refuse('no-such-interest');
  const decision = mayEnd(interest, input.until);
  if (refused(decision)) return decision;

  await markInterestEnded(tx, interest.id, input.until, now);
  await announce(
    tx,
    peopleEvent(actor, { kind: 'interest.ended', person, interest: interest.id, until: input.until }, now),
  );
  return done(interest.id);
}
