import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { SetNotifications } from '../notification-inputs.ts';
import { saveNotificationSettings } from '../store/notifications.ts';
import type { PeopleRefusal } from '../types.ts';

/** A person says how often they wish to hear of what. */
export async function setNotifications(
  tx: Tx,
  actor: Actor,
  input: SetNotifications,
  now: Instant,
): Promise<Outcome<'set', PeopleRefusal>> {
  const person = personOf(actor);
  if (person === null) return refuse('signed-out');
  await saveNotificationSettings(tx, person, input, now);
  await announce(tx, peopleEvent(actor, { kind: 'notifications.set', person, settings: input }, now));
  return done('set');
}
