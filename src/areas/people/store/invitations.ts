/** Invitations that wait for an answer. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { Invitation, InvitationId } from '../types.ts';
import { mailKey } from './persons.ts';
import { tables, type Tables } from './tables.ts';

// --- invitations

export async function saveInvitation(
  tx: Tx,
  invitation: Omit<Invitation, 'id' | 'invitedAt'> & { readonly by: PersonId | null },
  now: Instant,
): Promise<InvitationId> {
  const id = newId<'invitation'>(now);
  await tables(tx)
    .insertInto('invitation')
    .values({
      id,
      name: invitation.name,
      mail: invitation.mail,
      mail_key: mailKey(invitation.mail),
      role: invitation.grant.role,
      project: invitation.grant.project,
      invited_at: now,
      invited_by: invitation.by,
      valid_until: invitation.validUntil,
      accepted_at: null,
      accepted_by: null,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
  return id;
}

function openInvitations(tx: Tx) {
  return tables(tx)
    .selectFrom('invitation')
    .selectAll()
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null);
}

function asInvitation(row: Tables['invitation']): Invitation {
  return {
    id: row.id,
    name: row.name,
    mail: row.mail,
    grant: { role: row.role, project: row.project },
    invitedAt: row.invited_at,
    validUntil: row.valid_until,
  };
}

/** Open: neither accepted nor withdrawn; its link may have run out. */
export async function findOpenInvitation(tx: Tx, id: InvitationId): Promise<Invitation | null> {
  const row = await openInvitations(tx).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : asInvitation(row);
}

export async function findOpenInvitationByMail(tx: Tx, mail: string): Promise<Invitation | null> {
  const row = await openInvitations(tx).where('mail_key', '=', mailKey(mail)).executeTakeFirst();
  return row === undefined ? null : asInvitation(row);
}

export async function listOpenInvitations(tx: Tx): Promise<Invitation[]> {
  const rows = await openInvitations(tx).orderBy('invited_at', 'desc').execute();
  return rows.map(asInvitation);
}

export async function markInvitationAccepted(tx: Tx, id: InvitationId, by: PersonId, now: Instant): Promise<void> {
  await tables(tx).updateTable('invitation').set({ accepted_at: now, accepted_by: by }).where('id', '=', id).execute();
}

export async function markInvitationWithdrawn(
  tx: Tx,
  id: InvitationId,
  by: PersonId | null,
  now: Instant,
): Promise<void> {
  await tables(tx)
    .updateTable('invitation')
    .set({ withdrawn_at: now, withdrawn_by: by })
    .where('id', '=', id)
    .execute();
}
