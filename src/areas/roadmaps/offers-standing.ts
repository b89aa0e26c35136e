/** What the register says of an actor who would answer for a project, by their account or by the link of their letter. */
import type { Actor } from '../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { Tx } from '../../outside/database/index.ts';
import { speaksOn, standingFor } from '../projects/index.ts';
import { CONSENT_ACT, type OffersStanding } from './offer-rules.ts';
import type { LetterRecipient, Representative } from './offer-types.ts';

export async function standingOnOffers(
  tx: Tx,
  actor: Actor,
  of: { readonly project: ProjectId; readonly recipients: readonly LetterRecipient[] },
  now: Instant,
  matter: 'offers' | 'roadmap' = 'offers',
): Promise<OffersStanding> {
  const today = calendarDate(now);
  const entries = await standingFor(tx, of.project, matter, today);
  const who = whoIn(actor, of.recipients);
  return { isKnown: entries.length > 0, entry: who === null ? null : speaksOn(entries, who, matter, today) };
}

function whoIn(actor: Actor, recipients: readonly LetterRecipient[]): Parameters<typeof speaksOn>[1] | null {
  if (actor.kind === 'person') return { person: actor.person };
  if (actor.kind !== 'link' || actor.act !== CONSENT_ACT) return null;
  const line = recipients.find(({ id }) => id === actor.subject);
  return line === undefined ? null : { speaker: line.speaker };
}

export async function representativesOf(tx: Tx, project: ProjectId, now: Instant): Promise<readonly Representative[]> {
  const entries = await standingFor(tx, project, 'offers', calendarDate(now));
  const all = entries.flatMap(({ body, speakers }) =>
    speakers.flatMap(({ id, person, name, mail }): Representative[] =>
      name === null || (person === null && mail === null) ? [] : [{ speaker: id, person, name, mail, body }],
    ),
  );
  // Somebody named in two entries gets one letter.
  return all.filter(
    (one, at) =>
      all.findIndex((other) => (one.person === null ? one.mail === other.mail : one.person === other.person)) === at,
  );
}
