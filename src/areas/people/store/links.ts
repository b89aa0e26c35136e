/** One-time links: kept as digests, spent once. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import type { InvitationId, LinkPurpose } from '../types.ts';
import { tables } from './tables.ts';

// --- one-time links

export async function saveLink(
  tx: Tx,
  link: {
    readonly purpose: LinkPurpose;
    readonly digest: Buffer;
    readonly person: PersonId | null;
    readonly invitation: InvitationId | null;
    readonly validUntil: Instant;
  },
  now: Instant,
): Promise<void> {
  await tables(tx)
    .insertInto('one_time_link')
    .values({
      id: newId(now),
      purpose: link.purpose,
      token_digest: link.digest,
      person: link.person,
      invitation: link.invitation,
      made_at: now,
      valid_until: link.validUntil,
      spent_at: null,
      ended_at: null,
    })
    .execute();
}

export interface OpenLink {
  readonly person: PersonId | null;
  readonly invitation: InvitationId | null;
}

/** What a link is for, when it can still be used; looking does not spend it. */
export async function findOpenLink(
  tx: Tx,
  purpose: LinkPurpose,
  digest: Buffer,
  now: Instant,
): Promise<OpenLink | null> {
  const row = await tables(tx)
    .selectFrom('one_time_link')
    .select(['person', 'invitation'])
    .where('purpose', '=', purpose)
    .where('token_digest', '=', digest)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('valid_until', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** Spends a link: one statement, so that of two who hold it only one gets through. */
export async function spendLink(tx: Tx, purpose: LinkPurpose, digest: Buffer, now: Instant): Promise<OpenLink | null> {
  const row = await tables(tx)
    .updateTable('one_time_link')
    .set({ spent_at: now })
    .where('purpose', '=', purpose)
    .where('token_digest', '=', digest)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('valid_until', '>', now)
    .returning(['person', 'invitation'])
    .executeTakeFirst();
  return row ?? null;
}

/** Ends the links of one kind that are still open: all set-up links, or those of a person, or of an invitation. */
export async function endLinks(
  tx: Tx,
  which:
    | { readonly purpose: 'set-up' }
    | { readonly purpose: 'sign-in'; readonly person: PersonId }
    | { readonly purpose: 'invitation'; readonly invitation: InvitationId },
  now: Instant,
): Promise<void> {
  let ending = tables(tx)
    .updateTable('one_time_link')
    .set({ ended_at: now })
    .where('purpose', '=', which.purpose)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null);
  if (which.purpose === 'sign-in') ending = ending.where('person', '=', which.person);
  if (which.purpose === 'invitation') ending = ending.where('invitation', '=', which.invitation);
  await ending.execute();
}

/** By the digest in hexadecimal: which of these links were used, and which ended before they were. */
export async function linkEnds(
  tx: Tx,
  digests: readonly Buffer[],
): Promise<ReadonlyMap<string, 'used' | 'taken back'>> {
  if (digests.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom('one_time_link')
    .select(['token_digest', 'spent_at'])
    .where('token_digest', 'in', digests)
    .where((is) => is.or([is('spent_at', 'is not', null), is('ended_at', 'is not', null)]))
    .unionAll(
      tables(tx)
        .selectFrom('act_link')
        .select(['token_digest', 'spent_at'])
        .where('token_digest', 'in', digests)
        .where((is) => is.or([is('spent_at', 'is not', null), is('withdrawn_at', 'is not', null)])),
    )
    .execute();
  const changes = await tables(tx)
    .selectFrom('mail_change')
    .select(['token_digest', 'spent_at'])
    .where('token_digest', 'in', digests)
    .where((is) => is.or([is('spent_at', 'is not', null), is('ended_at', 'is not', null)]))
    .execute();
  return new Map(
    [...rows, ...changes].map((row) => [
      row.token_digest.toString('hex'),
      row.spent_at === null ? 'taken back' : 'used',
    ]),
  );
}

export async function countOpenSignInLinks(tx: Tx, person: PersonId, now: Instant): Promise<number> {
  const row = await tables(tx)
    .selectFrom('one_time_link')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('person', '=', person)
    .where('purpose', '=', 'sign-in')
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('valid_until', '>', now)
    .executeTakeFirstOrThrow();
  return row.n;
}
