import { personOf, type Actor } from '../../../kernel/actor.ts';
import { addMinutes, showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { factorPermissions, RECOVERY_MINUTES } from '../factor-rules.ts';
import type { MakeRecoveryLink } from '../inputs.ts';
import { mayAdminister } from '../rules.ts';
import { deleteFactorsOf, listFactors, lockFactors } from '../store/factors.ts';
import { endLinks } from '../store/links.ts';
import { endMailChanges } from '../store/mail-changes.ts';
import { findPerson, findPersonByMail, mailKey, saveNewMail } from '../store/persons.ts';
import { saveRecovery } from '../store/recoveries.ts';
import { markSessionsEnded } from '../store/sessions.ts';
import type { Factor, MadeLink, PeopleRefusal, Person, ReachedAt } from '../types.ts';
import { checkProof } from './check-proof.ts';
import { revokeAllApiTokens } from './revoke-all-api-tokens.ts';

export interface MadeRecovery extends MadeLink {
  readonly person: PersonId;
  /** What opened the account until now, and does no more. */
  readonly removed: readonly Factor[];
}

/**
 * An administrator lets somebody back in who lost every way, and says how they made sure who it is. Whoever took the account over in the
 * meantime is out at once: sessions, tokens, links, passwords, passkeys and connected accounts all end. The link is handed over by hand; it
 * lets its holder choose a password, and nobody, the administrator included, learns an old one. The address until now is told.
 */
export async function makeRecoveryLink(
  tx: Tx,
  actor: Actor,
  input: MakeRecoveryLink & ReachedAt & { readonly sessionToken: string | null },
  now: Instant,
): Promise<Outcome<MadeRecovery, PeopleRefusal>> {
  const decision = mayAdminister(actor, factorPermissions.makeRecoveryLink);
  if (refused(decision)) return decision;
  const by = personOf(actor);
  // A borrowed session of an administrator must not be enough to take every account.
  const proven = await checkProof(tx, actor, input, now);
  if (refused(proven) || by === null) return refused(proven) ? proven : refuse('signed-out');
  await lockFactors(tx, input.person);
  const person = await findPerson(tx, input.person);
  if (person === null) return refuse('no-such-person');
  if (person.deactivation !== null) return refuse('person-deactivated');
  if (person.id === by) return refuse('not-oneself');
  const isNewAddress = input.mail !== null && mailKey(input.mail) !== mailKey(person.mail);
  const holder = input.mail === null ? null : await findPersonByMail(tx, input.mail);
  if (holder !== null && holder.id !== person.id) return refuse('already-a-member');

  const removed = await listFactors(tx, person.id);
  const factors = await deleteFactorsOf(tx, person.id);
  await markSessionsEnded(tx, { person: person.id, except: null }, now);
  await endLinks(tx, { purpose: 'sign-in', person: person.id }, now);
  await endMailChanges(tx, person.id, now);
  await revokeAllApiTokens(tx, actor, { person: person.id }, now);
  if (isNewAddress && input.mail !== null) await saveNewMail(tx, person.id, input.mail);

  const token = newToken();
  const validUntil = addMinutes(now, RECOVERY_MINUTES);
  const { reason } = input;
  const recovery = await saveRecovery(
    tx,
    { person: person.id, digest: tokenDigest(token), by, reason, validUntil },
    now,
  );
  await queueMail(tx, noticeLetter(person, isNewAddress ? input.mail : null, input, now), now);
  const made = { kind: 'recovery.made', person: person.id, recovery, reason, factors } as const;
  await announce(tx, peopleEvent(actor, made, now));
  if (isNewAddress) {
    await announce(tx, peopleEvent(actor, { kind: 'person.corrected', person: person.id, what: ['mail'] }, now));
  }
  return done({ token, validUntil, person: person.id, removed });
}

function noticeLetter(person: Person, newMail: string | null, { baseUrl }: ReachedAt, now: Instant): Letter {
  const moved = newMail === null ? '' : ` Letters go to ${newMail} from now on.`;
  return {
    to: { address: person.mail, name: person.name },
    subject: 'Your account is being recovered',
    paragraphs: [
      `On ${showLongDate(now)} at ${showTime(now)} an administrator made a link by which you come back into your account at ${baseUrl}, because you had lost every way in. All earlier ways to sign in have ended.${moved}`,
      'If you did not ask for this, tell an administrator at once: somebody may be pretending to be you.',
    ],
    link: null,
  };
}
