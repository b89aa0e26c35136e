import { ROLE_NAMES, type Actor } from '../../../kernel/actor.ts';
import { addMinutes, showLongDate, type Instant } from '../../../kernel/dates.ts';
import { personOf } from '../../../kernel/actor.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { peopleEvent } from '../events.ts';
import type { InvitePerson } from '../inputs.ts';
import { LINK_MINUTES, mayAdminister, mayHoldRole, peoplePermissions } from '../rules.ts';
import { findOpenInvitationByMail, markInvitationWithdrawn, saveInvitation } from '../store/invitations.ts';
import { findPersonByMail, findWorkspace } from '../store/persons.ts';
import type { InvitationId, MadeLink, PeopleRefusal, ReachedAt } from '../types.ts';
import { makeLink } from './make-link.ts';

/** Asks somebody to join with a role, by a mail with a one-time link. A second invitation takes the place of the first. */
export async function invitePerson(
  tx: Tx,
  actor: Actor,
  input: InvitePerson & ReachedAt,
  now: Instant,
): Promise<Outcome<InvitationId, PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.invitePerson);
  if (refused(decision)) return decision;
  const grant = { role: input.role, project: input.project };
  const role = mayHoldRole([], grant.role, grant.project);
  if (refused(role)) return role;
  if ((await findPersonByMail(tx, input.mail)) !== null) return refuse('already-a-member');

  const earlier = await findOpenInvitationByMail(tx, input.mail);
  if (earlier !== null) await markInvitationWithdrawn(tx, earlier.id, personOf(actor), now);
  const validUntil = addMinutes(now, LINK_MINUTES.invitation);
  const invitation = await saveInvitation(
    tx,
    { name: input.name, mail: input.mail, grant, validUntil, by: personOf(actor) },
    now,
  );
  const link = await makeLink(tx, { purpose: 'invitation', invitation }, now);
  await queueMail(tx, invitationLetter(input, link, actor, (await findWorkspace(tx))?.name ?? 'Commonwork'), now);
  await announce(tx, peopleEvent(actor, { kind: 'person.invited', invitation, grant }, now));
  return done(invitation);
}

function invitationLetter(input: InvitePerson & ReachedAt, link: MadeLink, actor: Actor, workspace: string): Letter {
  const inviter = actor.kind === 'person' ? actor.name : 'An administrator';
  return {
    to: { address: input.mail, name: input.name },
    subject: `Your invitation to ${workspace}`,
    paragraphs: [
      `${input.name}, ${inviter} invites you to ${workspace} as ${ROLE_NAMES[input.role]}. Open this page to choose a password and join:`,
      `The link works once, until ${showLongDate(link.validUntil)}. If you do not know what this is about, leave it: nothing happens.`,
    ],
    link: { href: `${input.baseUrl}${urls.invitation({ token: link.token })}`, validUntil: link.validUntil },
  };
}
