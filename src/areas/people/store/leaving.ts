/** Merged accounts, the requests for it, and what was handed over. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { hatOf } from '../../../kernel/hats.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { AskedMerge, HandOverId } from '../leaving-types.ts';
import { MOST_API_TOKENS } from '../rules.ts';
import type { GrantId } from '../types.ts';
import { endLinks } from './links.ts';

/** Holds accounts still until this transaction ends, in the order of their ids so that two merges do not wait for each other. */
export async function lockAccounts(tx: Tx, people: readonly PersonId[]): Promise<void> {
  await sql`
    select from person_profile where person = any(${[...people]}::uuid[]) order by person for no key update`.execute(
    on(tx),
  );
}

/** Into which account it was merged, and whose that is. */
export async function mergedInto(
  tx: Tx,
  person: PersonId,
): Promise<{ readonly id: PersonId; readonly name: string | null; readonly at: Instant } | null> {
  const { rows } = await sql<{ id: PersonId; name: string | null; at: Instant }>`
    select merge.into_person as id, profile.name, merge.at from person_merge merge
    left join person_profile profile on profile.person = merge.into_person
    where merge.duplicate = ${person}`.execute(on(tx));
  return rows[0] ?? null;
}

export async function insertMerge(
  tx: Tx,
  merge: { readonly duplicate: PersonId; readonly into: PersonId; readonly reason: string },
  actor: Actor,
  now: Instant,
): Promise<void> {
  await sql`
    insert into person_merge (duplicate, into_person, at, by_person, hat, reason)
    values (${merge.duplicate}, ${merge.into}, ${now}, ${personOf(actor)}, ${hatOf(actor)}, ${merge.reason})`.execute(
    on(tx),
  );
  await endLinks(tx, { purpose: 'sign-in', person: merge.duplicate }, now);
}

/** Hats in own words go over; those that the other has already are only given up. Answers how many went. */
export async function moveHats(tx: Tx, from: PersonId, to: PersonId, now: Instant): Promise<number> {
  const { rows } = await sql<{ capacity: string; affiliation: string | null }>`
    update person_hat set given_up_at = ${now} where person = ${from} and given_up_at is null
    returning capacity, affiliation`.execute(on(tx));
  let moved = 0;
  for (const { capacity, affiliation } of rows) {
    const answer = await sql`
      insert into person_hat (id, person, capacity, affiliation, stated_at)
      values (${newId(now)}, ${to}, ${capacity}, ${affiliation}, ${now}) on conflict do nothing returning id`.execute(
      on(tx),
    );
    moved += answer.rows.length;
  }
  return moved;
}

/** Interests that go on are declared for the other from the day on which they began, and end here today: the register shows both. */
export async function moveInterests(
  tx: Tx,
  from: PersonId,
  to: PersonId,
  today: CalendarDate,
  now: Instant,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from interest where person = ${from} and ended_at is null and (until is null or until >= ${today})
    order by declared_at, id`.execute(on(tx));
  for (const { id } of rows) {
    const copy = newId<'interest'>(now);
    await sql`
      insert into interest (id, person, kind, project, since, until, visibility, declared_at, hat)
      select ${copy}, ${to}, kind, project, since, until, visibility, ${now}, hat from interest where id = ${id}`.execute(
      on(tx),
    );
    await sql`
      insert into interest_words (interest, organisation, words)
      select ${copy}, organisation, words from interest_words where interest = ${id}`.execute(on(tx));
    await sql`update interest set until = greatest(since, ${today}::date), ended_at = ${now} where id = ${id}`.execute(
      on(tx),
    );
  }
  return rows.length;
}

/** Tokens that work go on as the other's, the newest first and as many as one person may have; the rest are left to be revoked. */
export async function moveApiTokens(tx: Tx, from: PersonId, to: PersonId, now: Instant): Promise<number> {
  const { rows } = await sql`
    update api_token set person = ${to}
    where id in (
      select id from api_token where person = ${from} and revoked_at is null and valid_until > ${now}
      order by made_at desc, id desc
      limit greatest(0, ${MOST_API_TOKENS} - (select count(*) from api_token other
        where other.person = ${to} and other.revoked_at is null and other.valid_until > ${now})))
    returning id`.execute(on(tx));
  return rows.length;
}

// --- what a person asks for

export async function insertMergeRequest(
  tx: Tx,
  request: {
    readonly digest: Buffer;
    readonly into: PersonId;
    readonly duplicate: PersonId;
    readonly validUntil: Instant;
  },
  now: Instant,
): Promise<void> {
  await sql`
    insert into merge_request (id, token_digest, into_person, duplicate, asked_at, valid_until)
    values (${newId(now)}, ${request.digest}, ${request.into}, ${request.duplicate}, ${now}, ${request.validUntil})`.execute(
    on(tx),
  );
}

export async function countOpenMergeRequests(tx: Tx, about: PersonId, now: Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from merge_request
    where (into_person = ${about} or duplicate = ${about}) and spent_at is null and ended_at is null
      and valid_until > ${now}`.execute(on(tx));
  return rows[0]!.n;
}

interface AskedRow {
  readonly into_person: PersonId;
  readonly into_name: string;
  readonly duplicate: PersonId;
  readonly name: string;
  readonly mail: string;
  readonly valid_until: Instant;
}

/** What a link asks, while it works and both accounts are there; looking does not spend it. */
export async function findMergeRequest(tx: Tx, digest: Buffer, now: Instant): Promise<AskedMerge | null> {
  const { rows } = await sql<AskedRow>`
    select request.into_person, own.name as into_name, request.duplicate, other.name, other.mail, request.valid_until
    from merge_request request
    join person_profile own on own.person = request.into_person
    join person_profile other on other.person = request.duplicate
    where request.token_digest = ${digest} and request.spent_at is null and request.ended_at is null
      and request.valid_until > ${now}`.execute(on(tx));
  const row = rows[0];
  if (row === undefined) return null;
  return {
    into: { id: row.into_person, name: row.into_name },
    duplicate: { id: row.duplicate, name: row.name, mail: row.mail },
    validUntil: row.valid_until,
  };
}

/** One statement, so that of two who hold the link one gets through. */
export async function spendMergeRequest(tx: Tx, digest: Buffer, now: Instant): Promise<boolean> {
  const { rows } = await sql`
    update merge_request set spent_at = ${now}
    where token_digest = ${digest} and spent_at is null and ended_at is null and valid_until > ${now}
    returning id`.execute(on(tx));
  return rows.length === 1;
}

/** What was asked about an account that is no more. */
export async function endMergeRequests(tx: Tx, about: PersonId, now: Instant): Promise<void> {
  await sql`
    update merge_request set ended_at = ${now}
    where (into_person = ${about} or duplicate = ${about}) and spent_at is null and ended_at is null`.execute(on(tx));
}

// --- handing over

export async function insertHandOver(
  tx: Tx,
  given: { readonly from: PersonId; readonly to: PersonId; readonly reason: string },
  roles: readonly { readonly ended: GrantId; readonly made: GrantId | null }[],
  actor: Actor,
  now: Instant,
): Promise<HandOverId> {
  const id = newId<'hand-over'>(now);
  await sql`
    insert into hand_over (id, from_person, to_person, at, by_person, hat, reason)
    values (${id}, ${given.from}, ${given.to}, ${now}, ${personOf(actor)}, ${hatOf(actor)}, ${given.reason})`.execute(
    on(tx),
  );
  for (const { ended, made } of roles) {
    await sql`insert into hand_over_role (hand_over, ended_grant, new_grant) values (${id}, ${ended}, ${made})`.execute(
      on(tx),
    );
  }
  return id;
}

/** Projects that this person alone represents: without them nobody would speak for the project here. */
export async function representedOnlyBy(
  tx: Tx,
  person: PersonId,
): Promise<readonly { readonly id: ProjectId; readonly name: string }[]> {
  const { rows } = await sql<{ id: ProjectId; name: string }>`
    select held.project as id, coalesce(body.name, 'a project') as name
    from role_grant held left join affiliation body on body.id = held.project
    where held.person = ${person} and held.role = 'PRJ' and held.revoked_at is null
      and not exists (
        select from role_grant other
        where other.project = held.project and other.role = 'PRJ' and other.revoked_at is null and other.person <> held.person
          and not exists (select from person_deactivation closed
                           where closed.person = other.person and closed.lifted_at is null))
    order by name`.execute(on(tx));
  return rows;
}
