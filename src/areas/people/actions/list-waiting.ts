import type { Actor } from '../../../kernel/actor.ts';
import { showDate, type Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { peoplePermissions } from '../rules.ts';
import { listOpenInvitations } from '../store/invitations.ts';

/** What stands still in this area: for administrators, those who were invited and have not joined. */
export async function listWaiting(tx: Tx, actor: Actor, now: Instant): Promise<readonly Waiting[]> {
  if (!holds(actor, peoplePermissions.invitePerson)) return [];
  return (await listOpenInvitations(tx)).map((invitation): Waiting => {
    const { name, mail, validUntil, invitedAt: since } = invitation;
    if (now < validUntil) {
      return {
        kind: 'invitation-open',
        sentence: `${name} was invited and has not joined yet; the link works until ${showDate(validUntil)}.`,
        link: urls.people({}),
        action: 'See who is invited',
        since,
        who: { name },
      };
    }
    return {
      kind: 'invitation-run-out',
      sentence: `The link of ${name}’s invitation ran out on ${showDate(validUntil)}. Invite them again, or withdraw it.`,
      link: urls.invite({}, { name, mail, role: invitation.grant.role, project: invitation.grant.project }),
      action: 'Invite again',
      since: validUntil,
      who: 'you',
    };
  });
}
