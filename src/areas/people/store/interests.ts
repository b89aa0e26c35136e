/** Interests, recusals, and the amount from which income counts. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { hatOf } from '../../../kernel/hats.ts';
import { newId, type Id, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { money, readCurrency, type Money } from '../../../kernel/money.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import {
  USUAL_INTEREST_LIMIT,
  type Decided,
  type Interest,
  type InterestId,
  type InterestKind,
  type Recusal,
  type Visibility,
} from '../interest-types.ts';

interface InterestRow {
  readonly id: InterestId;
  readonly person: PersonId;
  readonly person_name: string | null;
  readonly kind: InterestKind;
  readonly organisation: string | null;
  readonly project: ProjectId | null;
  readonly project_name: string | null;
  readonly since: CalendarDate;
  readonly until: CalendarDate | null;
  readonly visibility: Visibility;
  readonly words: string | null;
  readonly declared_at: Instant;
  readonly ended_at: Instant | null;
}

const interests = sql`
  select interest.id, interest.person, profile.name as person_name, interest.kind, said.organisation, interest.project,
         body.name as project_name, interest.since, interest.until, interest.visibility, said.words, interest.declared_at,
         interest.ended_at
  from interest
  left join interest_words said on said.interest = interest.id
  left join person_profile profile on profile.person = interest.person
  left join affiliation body on body.id = interest.project`;

function asInterest(row: InterestRow): Interest {
  return {
    id: row.id,
    person: row.person,
    personName: row.person_name,
    kind: row.kind,
    organisation: row.organisation,
    project: row.project,
    projectName: row.project_name,
    since: row.since,
    until: row.until,
    visibility: row.visibility,
    words: row.words,
    declaredAt: row.declared_at,
    endedAt: row.ended_at,
  };
}

/** All that a person declared, those that go on first, then the newest. */
export async function interestsOf(tx: Tx, person: PersonId, limit: number): Promise<Interest[]> {
  const { rows } = await sql<InterestRow>`${interests}
    where interest.person = ${person}
    order by interest.ended_at is not null, interest.declared_at desc, interest.id desc limit ${limit}`.execute(on(tx));
  return rows.map(asInterest);
}

/** Of a person, those that go on that day: what a decision asks. */
export async function interestsOn(tx: Tx, person: PersonId, day: CalendarDate): Promise<Interest[]> {
  const { rows } = await sql<InterestRow>`${interests}
    where interest.person = ${person} and interest.since <= ${day} and (interest.until is null or interest.until >= ${day})
    order by interest.declared_at, interest.id`.execute(on(tx));
  return rows.map(asInterest);
}

/** The register, newest first; older than `before` when that is given. Those of people whose name was erased are left out. */
export async function registeredInterests(
  tx: Tx,
  which: { readonly staffOnlyToo: boolean; readonly before: InterestId | null; readonly limit: number },
): Promise<Interest[]> {
  const { rows } = await sql<InterestRow>`${interests}
    where profile.name is not null and (interest.visibility = 'public' or ${which.staffOnlyToo})
      and (${which.before}::uuid is null or interest.id < ${which.before}::uuid)
    order by interest.id desc limit ${which.limit}`.execute(on(tx));
  return rows.map(asInterest);
}

/** Holds a person's interests still until this transaction ends. */
export async function lockInterests(tx: Tx, person: PersonId): Promise<void> {
  await sql`select from person_profile where person = ${person} for no key update`.execute(on(tx));
}

export async function findInterest(tx: Tx, id: InterestId): Promise<Interest | null> {
  const { rows } = await sql<InterestRow>`${interests} where interest.id = ${id}`.execute(on(tx));
  return rows[0] === undefined ? null : asInterest(rows[0]);
}

export async function insertInterest(
  tx: Tx,
  interest: Pick<Interest, 'kind' | 'organisation' | 'project' | 'since' | 'until' | 'visibility' | 'words'>,
  person: PersonId,
  actor: Actor,
  now: Instant,
): Promise<InterestId> {
  const id = newId<'interest'>(now);
  await sql`
    insert into interest (id, person, kind, project, since, until, visibility, declared_at, hat)
    values (${id}, ${person}, ${interest.kind}, ${interest.project}, ${interest.since}, ${interest.until}, ${interest.visibility},
            ${now}, ${hatOf(actor)})`.execute(on(tx));
  await sql`
    insert into interest_words (interest, organisation, words)
    values (${id}, ${interest.organisation}, ${interest.words})`.execute(on(tx));
  return id;
}

export async function markInterestEnded(tx: Tx, id: InterestId, until: CalendarDate, now: Instant): Promise<void> {
  await sql`update interest set until = ${until}, ended_at = ${now} where id = ${id}`.execute(on(tx));
}

// --- recusals

/** False when it stood there already: whoever tries again is recused once. */
export async function insertRecusal(
  tx: Tx,
  recusal: { readonly person: PersonId; readonly interest: InterestId; readonly decided: Decided },
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { kind, id } = recusal.decided;
  const { rows } = await sql`
    insert into recusal (id, person, interest, subject_kind, subject, at, hat)
    values (${newId(now)}, ${recusal.person}, ${recusal.interest}, ${kind}, ${id}, ${now}, ${hatOf(actor)})
    on conflict do nothing returning id`.execute(on(tx));
  return rows.length === 1;
}

interface RecusalRow {
  readonly person: PersonId;
  readonly person_name: string | null;
  readonly at: Instant;
  readonly hat: string | null;
  readonly interest: InterestId;
  readonly kind: InterestKind;
  readonly organisation: string | null;
  readonly project_name: string | null;
  readonly visibility: Visibility;
}

/** Who stood aside from a decision, and why, in the order in which they did. */
export async function recusalsFrom(tx: Tx, decided: Decided): Promise<Recusal[]> {
  const { rows } = await sql<RecusalRow>`
    select recusal.person, profile.name as person_name, recusal.at, recusal.hat, interest.id as interest, interest.kind,
           said.organisation, body.name as project_name, interest.visibility
    from recusal
    join interest on interest.id = recusal.interest
    left join interest_words said on said.interest = interest.id
    left join person_profile profile on profile.person = recusal.person
    left join affiliation body on body.id = interest.project
    where recusal.subject_kind = ${decided.kind} and recusal.subject = ${decided.id}
    order by recusal.at, recusal.id`.execute(on(tx));
  return rows.map((row) => ({
    person: row.person,
    personName: row.person_name,
    at: row.at,
    hat: row.hat,
    interest: {
      id: row.interest,
      kind: row.kind,
      organisation: row.organisation,
      projectName: row.project_name,
      visibility: row.visibility,
    },
  }));
}

// --- from which amount on

export async function interestLimit(tx: Tx): Promise<Money> {
  const { rows } = await sql<{ minor: bigint; currency: string }>`
    select minor, currency from interest_limit order by set_at desc, id desc limit 1`.execute(on(tx));
  const currency = rows[0] === undefined ? null : readCurrency(rows[0].currency);
  return rows[0] === undefined || currency === null ? USUAL_INTEREST_LIMIT : money(currency, rows[0].minor);
}

export async function insertInterestLimit(tx: Tx, limit: Money, actor: Actor, now: Instant): Promise<Id<'limit'>> {
  const id = newId<'limit'>(now);
  await sql`
    insert into interest_limit (id, minor, currency, set_at, set_by, hat)
    values (${id}, ${limit.minor}, ${limit.currency}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(on(tx));
  return id;
}
