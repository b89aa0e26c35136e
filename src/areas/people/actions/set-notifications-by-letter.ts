import { STRANGER } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import type { SetNotifications } from '../notification-inputs.ts';
import { stopped } from '../notification-rules.ts';
import type { NotificationRefusal, SeenLetterLink } from '../notification-types.ts';
import { findLetterLink, notificationSettings, saveNotificationSettings } from '../store/notifications.ts';

/** Whose settings the link at the foot of a letter opens. Looking changes nothing: mail scanners open every link. */
export async function lookAtLetterLink(
  tx: Tx,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<SeenLetterLink, NotificationRefusal>> {
  const link = await findLetterLink(tx, tokenDigest(input.token), now);
  if (link === null) return refuse('letter-link-ended');
  return done({ ...link, settings: await notificationSettings(tx, link.person) });
}

/** Who holds the letter says how often letters come: the letter proves nothing more, and this is all it opens. */
export async function setNotificationsByLetter(
  tx: Tx,
  input: { readonly token: string; readonly settings: SetNotifications },
  now: Instant,
): Promise<Outcome<SeenLetterLink, NotificationRefusal>> {
  const seen = await lookAtLetterLink(tx, input, now);
  return refused(seen) ? seen : done(await save(tx, seen.done, input.settings, now));
}

/** One click in a mail program (RFC 8058): letters of this kind come no more. */
export async function stopLetters(
  tx: Tx,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<SeenLetterLink, NotificationRefusal>> {
  const seen = await lookAtLetterLink(tx, input, now);
  return refused(seen) ? seen : done(await save(tx, seen.done, stopped(seen.done.settings, seen.done.kind), now));
}

async function save(tx: Tx, link: SeenLetterLink, settings: SetNotifications, now: Instant): Promise<SeenLetterLink> {
  const { person } = link;
  await saveNotificationSettings(tx, person, settings, now);
  await announce(tx, peopleEvent(STRANGER, { kind: 'notifications.set', person, settings }, now));
  return { ...link, settings };
}
