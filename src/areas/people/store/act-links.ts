/** Links for one act by somebody without an account: kept as digests, never removed. */
import type { Role } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type ActLinkId, type Id, type PersonId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import type { ActLink, AskedAct } from '../types.ts';
import { workspaceName } from './hats.ts';
import { tables } from './tables.ts';

export async function insertActLink(
  tx: Tx,
  link: AskedAct & { readonly digest: Buffer; readonly by: PersonId | null; readonly renews: ActLinkId | null },
  now: Instant,
): Promise<ActLinkId> {
  const id = newId<'act-link'>(now);
  await tables(tx)
    .insertInto('act_link')
    .values({
      id,
      token_digest: link.digest,
      act: link.act,
      subject: link.subject,
      role: link.role,
      project: link.project,
      use: link.use,
      made_at: now,
      made_by: link.by,
      valid_until: link.validUntil,
      renews: link.renews,
      spent_at: null,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
  await tables(tx)
    .insertInto('act_link_recipient')
    .values({ link: id, name: link.recipient.name, mail: link.recipient.mail })
    .execute();
  return id;
}

/** A link whose recipient was erased opens nothing: nobody is left whom it was sent to. */
function links(tx: Tx) {
  return tables(tx)
    .selectFrom('act_link')
    .innerJoin('act_link_recipient', 'act_link_recipient.link', 'act_link.id')
    .leftJoin('affiliation', 'affiliation.id', 'act_link.project')
    .select((is) => [
      'act_link.id',
      'act_link.act',
      'act_link.subject',
      'act_link.role',
      'act_link.project',
      'act_link.use',
      'act_link.made_at',
      'act_link.made_by',
      'act_link.valid_until',
      'act_link.renews',
      'act_link.spent_at',
      'act_link.withdrawn_at',
      'act_link_recipient.name',
      'act_link_recipient.mail',
      'affiliation.name as affiliation',
      workspaceName.as('workspace'),
      is
        .exists(is.selectFrom('act_link as newer').select('newer.id').whereRef('newer.renews', '=', 'act_link.id'))
        .as('renewed'),
    ]);
}

interface LinkRow {
  readonly id: ActLinkId;
  readonly act: string;
  readonly subject: Id<string>;
  readonly role: ActLink['role'];
  readonly project: ActLink['project'];
  readonly use: ActLink['use'];
  readonly made_at: Instant;
  readonly made_by: PersonId | null;
  readonly valid_until: Instant;
  readonly renews: ActLinkId | null;
  readonly spent_at: Instant | null;
  readonly withdrawn_at: Instant | null;
  readonly name: string;
  readonly mail: string;
  readonly renewed: unknown;
}

function asActLink(row: LinkRow): ActLink {
  return {
    id: row.id,
    recipient: { name: row.name, mail: row.mail },
    act: row.act,
    subject: row.subject,
    role: row.role,
    project: row.project,
    use: row.use,
    validUntil: row.valid_until,
    madeAt: row.made_at,
    madeBy: row.made_by,
    renews: row.renews,
    isRenewed: row.renewed === true,
    spentAt: row.spent_at,
    withdrawnAt: row.withdrawn_at,
  };
}

export interface FoundActLink {
  readonly link: ActLink;
  readonly grant: { readonly role: Role; readonly project: ActLink['project']; readonly affiliation: string | null };
  readonly workspace: string | null;
}

export async function findActLink(tx: Tx, digest: Buffer): Promise<FoundActLink | null> {
  const row = await links(tx).where('act_link.token_digest', '=', digest).executeTakeFirst();
  if (row === undefined) return null;
  const { role, project, affiliation, workspace } = row;
  return { link: asActLink(row), grant: { role, project, affiliation }, workspace };
}

/** As `findActLink`, and until the transaction ends nobody else uses, withdraws or renews it. */
export async function lockActLink(tx: Tx, digest: Buffer): Promise<FoundActLink | null> {
  await tables(tx).selectFrom('act_link').select('id').where('token_digest', '=', digest).forNoKeyUpdate().execute();
  return findActLink(tx, digest);
}

export async function markActLinkSpent(tx: Tx, id: ActLinkId, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('act_link')
    .set({ spent_at: now })
    .where('id', '=', id)
    .where('spent_at', 'is', null)
    .execute();
}

/** Of one link, or of all about a subject (for one act, or for any) that are not over. */
export type WhichActLinks =
  | { readonly link: ActLinkId }
  | { readonly subject: Id<string>; readonly act: string | null };

export async function markActLinksWithdrawn(
  tx: Tx,
  which: WhichActLinks,
  by: PersonId | null,
  now: Instant,
): Promise<readonly { readonly id: ActLinkId; readonly act: string; readonly subject: Id<string> }[]> {
  let ending = tables(tx)
    .updateTable('act_link')
    .set({ withdrawn_at: now, withdrawn_by: by })
    .where('withdrawn_at', 'is', null)
    .where('spent_at', 'is', null);
  if ('link' in which) ending = ending.where('id', '=', which.link);
  else {
    ending = ending.where('subject', '=', which.subject);
    if (which.act !== null) ending = ending.where('act', '=', which.act);
  }
  return ending.returning(['id', 'act', 'subject']).execute();
}

/** Those that can still be used, newest first: all, or those about one subject. */
export async function openActLinks(
  tx: Tx,
  about: Id<string> | 'everything',
  limit: number,
  now: Instant,
): Promise<ActLink[]> {
  let open = links(tx)
    .where('act_link.spent_at', 'is', null)
    .where('act_link.withdrawn_at', 'is', null)
    .where('act_link.valid_until', '>', now);
  if (about !== 'everything') open = open.where('act_link.subject', '=', about);
  const rows = await open
    .orderBy(sql`act_link.made_at desc`)
    .orderBy('act_link.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(asActLink);
}
