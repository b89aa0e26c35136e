/** All SQL on the tables of people. */
import type { Actor, Grant, Role } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId, type SessionId } from '../../kernel/ids.ts';
import { on, sql, type Tx } from '../../outside/database/index.ts';
import type {
  Deactivation,
  FailureCount,
  GrantId,
  HeldGrant,
  Invitation,
  InvitationId,
  LinkPurpose,
  ListedSession,
  Person,
  Proof,
  Session,
  Trace,
  Workspace,
} from './types.ts';

interface Tables {
  workspace: { only_one: boolean; name: string; example: boolean; set_up_at: Instant };
  person: { id: PersonId; joined_at: Instant };
  person_profile: { person: PersonId; name: string; mail: string; mail_key: string; hats: string[] };
  person_factor: {
    id: string;
    person: PersonId;
    kind: 'password' | 'passkey' | 'oidc';
    handle: string | null;
    secret: string | null;
    set_at: Instant;
  };
  person_deactivation: {
    id: string;
    person: PersonId;
    at: Instant;
    by_person: PersonId | null;
    reason: string;
    lifted_at: Instant | null;
    lifted_by: PersonId | null;
  };
  role_grant: {
    id: GrantId;
    person: PersonId;
    role: Role;
    project: ProjectId | null;
    granted_at: Instant;
    granted_by: PersonId | null;
    revoked_at: Instant | null;
    revoked_by: PersonId | null;
  };
  invitation: {
    id: InvitationId;
    name: string;
    mail: string;
    mail_key: string;
    role: Role;
    project: ProjectId | null;
    invited_at: Instant;
    invited_by: PersonId | null;
    valid_until: Instant;
    accepted_at: Instant | null;
    accepted_by: PersonId | null;
    withdrawn_at: Instant | null;
    withdrawn_by: PersonId | null;
  };
  one_time_link: {
    id: string;
    purpose: LinkPurpose;
    token_digest: Buffer;
    person: PersonId | null;
    invitation: InvitationId | null;
    made_at: Instant;
    valid_until: Instant;
    spent_at: Instant | null;
    ended_at: Instant | null;
  };
  session: {
    id: SessionId;
    token_digest: Buffer;
    person: PersonId;
    proof: Proof;
    started_at: Instant;
    last_seen_at: Instant;
    hat: string | null;
    ended_at: Instant | null;
  };
  session_trace: { session: SessionId; address: string; agent: string };
  sign_in_failure: { kind: 'account' | 'address'; subject: Buffer; failures: number; last_at: Instant };
}

const tables = (tx: Tx) => on<Tables>(tx);

/** The form of a mail address by which its owner is found. */
export function mailKey(mail: string): string {
  return mail.toLowerCase();
}

// --- the workspace

export async function findWorkspace(tx: Tx): Promise<Workspace | null> {
  const row = await tables(tx).selectFrom('workspace').select(['name', 'example']).executeTakeFirst();
  return row ?? null;
}

/** False when there is one already, also when two try at once. */
export async function saveWorkspace(tx: Tx, workspace: Workspace, now: Instant): Promise<boolean> {
  const saved = await tables(tx)
    .insertInto('workspace')
    .values({ only_one: true, ...workspace, set_up_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('only_one')
    .executeTakeFirst();
  return saved !== undefined;
}

// --- people

/** Null when the mail address has an account already, also when two try at once; the verb then refuses, which takes the row back. */
export async function savePerson(
  tx: Tx,
  person: { readonly name: string; readonly mail: string },
  now: Instant,
): Promise<PersonId | null> {
  const id = newId<'person'>(now);
  await tables(tx).insertInto('person').values({ id, joined_at: now }).execute();
  const saved = await tables(tx)
    .insertInto('person_profile')
    .values({ person: id, name: person.name, mail: person.mail, mail_key: mailKey(person.mail), hats: [] })
    .onConflict((conflict) => conflict.column('mail_key').doNothing())
    .returning('person')
    .executeTakeFirst();
  return saved === undefined ? null : id;
}

interface PersonRow {
  readonly id: PersonId;
  readonly joined_at: Instant;
  readonly name: string;
  readonly mail: string;
  readonly hats: string[];
  readonly deactivated_at: Instant | null;
  readonly deactivated_by: PersonId | null;
  readonly deactivation_reason: string | null;
}

function people(tx: Tx) {
  return tables(tx)
    .selectFrom('person')
    .innerJoin('person_profile', 'person_profile.person', 'person.id')
    .leftJoin('person_deactivation', (join) =>
      join.onRef('person_deactivation.person', '=', 'person.id').on('person_deactivation.lifted_at', 'is', null),
    )
    .select([
      'person.id',
      'person.joined_at',
      'person_profile.name',
      'person_profile.mail',
      'person_profile.hats',
      'person_deactivation.at as deactivated_at',
      'person_deactivation.by_person as deactivated_by',
      'person_deactivation.reason as deactivation_reason',
    ]);
}

function asPerson(row: PersonRow): Person {
  const deactivation: Deactivation | null =
    row.deactivated_at === null
      ? null
      : { at: row.deactivated_at, by: row.deactivated_by, reason: row.deactivation_reason ?? '' };
  return { id: row.id, name: row.name, mail: row.mail, hats: row.hats, joinedAt: row.joined_at, deactivation };
}

export async function findPerson(tx: Tx, id: PersonId): Promise<Person | null> {
  const row = await people(tx).where('person.id', '=', id).executeTakeFirst();
  return row === undefined ? null : asPerson(row);
}

export async function findPersonByMail(tx: Tx, mail: string): Promise<Person | null> {
  const row = await people(tx).where('person_profile.mail_key', '=', mailKey(mail)).executeTakeFirst();
  return row === undefined ? null : asPerson(row);
}

export interface ListedPerson extends Person {
  readonly grants: readonly HeldGrant[];
}

/** Everyone with an account and the roles they hold, by name: one statement. */
export async function listPeople(tx: Tx): Promise<ListedPerson[]> {
  const rows = await people(tx)
    .select(liveGrants('person.id').as('grants'))
    .orderBy(sql`lower(person_profile.name)`)
    .orderBy('person.id')
    .execute();
  return rows.map((row) => ({ ...asPerson(row), grants: row.grants.map(asGrant) }));
}

export async function saveNameAndMail(
  tx: Tx,
  person: PersonId,
  { name, mail }: { readonly name: string; readonly mail: string },
): Promise<void> {
  await tables(tx)
    .updateTable('person_profile')
    .set({ name, mail, mail_key: mailKey(mail) })
    .where('person', '=', person)
    .execute();
}

export async function saveHats(tx: Tx, person: PersonId, hats: readonly string[]): Promise<void> {
  await tables(tx)
    .updateTable('person_profile')
    .set({ hats: [...hats] })
    .where('person', '=', person)
    .execute();
}

// --- passwords

export async function findPasswordHash(tx: Tx, person: PersonId): Promise<string | null> {
  const row = await tables(tx)
    .selectFrom('person_factor')
    .select('secret')
    .where('person', '=', person)
    .where('kind', '=', 'password')
    .executeTakeFirst();
  return row?.secret ?? null;
}

/** Whose password an address opens: one statement for known, unknown and closed accounts alike. */
export async function findPasswordByMail(
  tx: Tx,
  mail: string,
): Promise<{ readonly person: PersonId; readonly hash: string } | null> {
  const row = await people(tx)
    .innerJoin('person_factor', (join) =>
      join.onRef('person_factor.person', '=', 'person.id').on('person_factor.kind', '=', 'password'),
    )
    .select('person_factor.secret')
    .where('person_profile.mail_key', '=', mailKey(mail))
    .where('person_deactivation.at', 'is', null)
    .executeTakeFirst();
  return row === undefined || row.secret === null ? null : { person: row.id, hash: row.secret };
}

export async function savePasswordHash(tx: Tx, person: PersonId, hash: string, now: Instant): Promise<void> {
  await tables(tx)
    .insertInto('person_factor')
    .values({ id: newId(now), person, kind: 'password', handle: null, secret: hash, set_at: now })
    .onConflict((conflict) =>
      conflict.column('person').where('kind', '=', 'password').doUpdateSet({ secret: hash, set_at: now }),
    )
    .execute();
}

// --- roles

interface GrantJson {
  readonly id: GrantId;
  readonly role: Role;
  readonly project: ProjectId | null;
  readonly granted_at: string;
}

/** The grants in force of the person in a column, as one JSON value. */
function liveGrants(person: string) {
  return sql<GrantJson[]>`coalesce((
    select json_agg(json_build_object('id', held.id, 'role', held.role, 'project', held.project, 'granted_at', held.granted_at)
                    order by held.granted_at, held.id)
    from role_grant held where held.person = ${sql.ref(person)} and held.revoked_at is null), '[]')`;
}

function asGrant(json: GrantJson): HeldGrant {
  return { id: json.id, role: json.role, project: json.project, grantedAt: new Date(json.granted_at) };
}

export async function grantsOf(tx: Tx, person: PersonId): Promise<HeldGrant[]> {
  const rows = await tables(tx)
    .selectFrom('role_grant')
    .select(['id', 'role', 'project', 'granted_at'])
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .orderBy('granted_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, role: row.role, project: row.project, grantedAt: row.granted_at }));
}

/** Null when the person holds it already, also when two try at once. */
export async function saveGrant(
  tx: Tx,
  grant: Grant & { readonly person: PersonId; readonly by: PersonId | null },
  now: Instant,
): Promise<GrantId | null> {
  const id = newId<'grant'>(now);
  const saved = await tables(tx)
    .insertInto('role_grant')
    .values({
      id,
      person: grant.person,
      role: grant.role,
      project: grant.project,
      granted_at: now,
      granted_by: grant.by,
      revoked_at: null,
      revoked_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return saved?.id ?? null;
}

export async function markGrantRevoked(tx: Tx, id: GrantId, by: PersonId | null, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('role_grant')
    .set({ revoked_at: now, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

/**
 * The administrators who can sign in, held still until this transaction ends: two who dismiss each other at the same
 * moment come one after the other, and the second is refused.
 */
export async function lockAdministrators(tx: Tx): Promise<PersonId[]> {
  const rows = await tables(tx)
    .selectFrom('role_grant')
    .select('person')
    .where('role', '=', 'ADM')
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  // A statement of its own, begun after the wait: it sees the accounts that the other transaction closed.
  const closed = await tables(tx)
    .selectFrom('person_deactivation')
    .select('person')
    .where('lifted_at', 'is', null)
    .execute();
  return rows.map((row) => row.person).filter((person) => !closed.some((one) => one.person === person));
}

export async function administrators(tx: Tx): Promise<Person[]> {
  const rows = await people(tx)
    .where('person_deactivation.at', 'is', null)
    .where((is) =>
      is.exists(
        is
          .selectFrom('role_grant')
          .select('role_grant.id')
          .whereRef('role_grant.person', '=', 'person.id')
          .where('role_grant.role', '=', 'ADM')
          .where('role_grant.revoked_at', 'is', null),
      ),
    )
    .orderBy('person.joined_at')
    .orderBy('person_profile.mail_key')
    .execute();
  return rows.map(asPerson);
}

// --- closed accounts

export async function saveDeactivation(
  tx: Tx,
  closing: { readonly person: PersonId; readonly by: PersonId | null; readonly reason: string },
  now: Instant,
): Promise<void> {
  await tables(tx)
    .insertInto('person_deactivation')
    .values({
      id: newId(now),
      person: closing.person,
      at: now,
      by_person: closing.by,
      reason: closing.reason,
      lifted_at: null,
      lifted_by: null,
    })
    .execute();
}

export async function liftDeactivation(tx: Tx, person: PersonId, by: PersonId | null, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('person_deactivation')
    .set({ lifted_at: now, lifted_by: by })
    .where('person', '=', person)
    .where('lifted_at', 'is', null)
    .execute();
}

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

// --- sessions

export async function saveSession(
  tx: Tx,
  session: { readonly person: PersonId; readonly digest: Buffer; readonly proof: Proof; readonly trace: Trace },
  now: Instant,
): Promise<SessionId> {
  const id = newId<'session'>(now);
  await tables(tx)
    .insertInto('session')
    .values({
      id,
      token_digest: session.digest,
      person: session.person,
      proof: session.proof,
      started_at: now,
      last_seen_at: now,
      hat: null,
      ended_at: null,
    })
    .execute();
  await saveTrace(tx, id, session.trace);
  return id;
}

async function saveTrace(tx: Tx, session: SessionId, trace: Trace): Promise<void> {
  const kept = { address: trace.address.slice(0, 100), agent: trace.agent.slice(0, 300) };
  await tables(tx)
    .insertInto('session_trace')
    .values({ session, ...kept })
    .onConflict((conflict) => conflict.column('session').doUpdateSet(kept))
    .execute();
}

const sessionColumns = [
  'session.id',
  'session.person',
  'session.proof',
  'session.started_at',
  'session.last_seen_at',
  'session.ended_at',
  'session.hat',
] as const;

type SessionRow = Pick<
  Tables['session'],
  'id' | 'person' | 'proof' | 'started_at' | 'last_seen_at' | 'ended_at' | 'hat'
>;

function asSession(row: SessionRow): Session {
  return {
    id: row.id,
    person: row.person,
    proof: row.proof,
    startedAt: row.started_at,
    lastSeenAt: row.last_seen_at,
    endedAt: row.ended_at,
    hat: row.hat,
  };
}

/** A session and who acts in it, while the account is open: one statement, asked at every request. */
export async function findSessionActor(
  tx: Tx,
  digest: Buffer,
): Promise<{ readonly session: Session; readonly actor: Extract<Actor, { kind: 'person' }> } | null> {
  const row = await tables(tx)
    .selectFrom('session')
    .innerJoin('person_profile', 'person_profile.person', 'session.person')
    .select([...sessionColumns, 'person_profile.name', 'person_profile.hats'])
    .select(liveGrants('session.person').as('grants'))
    .where('session.token_digest', '=', digest)
    .where('session.ended_at', 'is', null)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('person_deactivation')
            .select('person_deactivation.id')
            .whereRef('person_deactivation.person', '=', 'session.person')
            .where('person_deactivation.lifted_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirst();
  if (row === undefined) return null;
  const session = asSession(row);
  // With one hat there is nothing to choose; with several, the one chosen in this session, while it is still the person's own.
  const hat = row.hats.length === 1 ? (row.hats[0] ?? null) : row.hats.includes(row.hat ?? '') ? row.hat : null;
  const grants = row.grants.map(({ role, project }) => ({ role, project }));
  return { session, actor: { kind: 'person', person: row.person, name: row.name, grants, hat } };
}

export async function findSession(tx: Tx, id: SessionId): Promise<Session | null> {
  const row = await tables(tx).selectFrom('session').select(sessionColumns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : asSession(row);
}

export async function findSessionByToken(tx: Tx, digest: Buffer): Promise<Session | null> {
  const row = await tables(tx)
    .selectFrom('session')
    .select(sessionColumns)
    .where('token_digest', '=', digest)
    .executeTakeFirst();
  return row === undefined ? null : asSession(row);
}

/** Not ended; whether they ran out by themselves is the rule's to say. */
export async function listUnendedSessions(tx: Tx, person: PersonId): Promise<ListedSession[]> {
  const rows = await tables(tx)
    .selectFrom('session')
    .leftJoin('session_trace', 'session_trace.session', 'session.id')
    .select([...sessionColumns, 'session_trace.address', 'session_trace.agent'])
    .where('session.person', '=', person)
    .where('session.ended_at', 'is', null)
    .orderBy('session.last_seen_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...asSession(row), address: row.address, agent: row.agent }));
}

export async function noteSeen(tx: Tx, id: SessionId, trace: Trace, now: Instant): Promise<void> {
  await tables(tx).updateTable('session').set({ last_seen_at: now }).where('id', '=', id).execute();
  await saveTrace(tx, id, trace);
}

export async function saveWornHat(tx: Tx, session: SessionId, hat: string | null): Promise<void> {
  await tables(tx).updateTable('session').set({ hat }).where('id', '=', session).execute();
}

/** Ends sessions and forgets where they came from. */
export async function markSessionsEnded(
  tx: Tx,
  which: { readonly session: SessionId } | { readonly person: PersonId; readonly except: SessionId | null },
  now: Instant,
): Promise<number> {
  let ending = tables(tx).updateTable('session').set({ ended_at: now }).where('ended_at', 'is', null);
  if ('session' in which) ending = ending.where('id', '=', which.session);
  else {
    ending = ending.where('person', '=', which.person);
    if (which.except !== null) ending = ending.where('id', '<>', which.except);
  }
  const ended = await ending.returning('id').execute();
  if (ended.length > 0) {
    await tables(tx)
      .deleteFrom('session_trace')
      .where(
        'session',
        'in',
        ended.map((row) => row.id),
      )
      .execute();
  }
  return ended.length;
}

// --- failed sign-ins

const TURNS_WAITED_FOR = 5;

/**
 * Whether this transaction may check a password for the account now. Only one at a time may, and nobody waits for long: many
 * guesses sent at once would else all be checked before the first is counted, or hold a connection each. Half a second is for
 * those who press the button twice.
 */
export async function takeTurnToSignIn(tx: Tx, account: Buffer): Promise<boolean> {
  const key = account.readBigInt64BE(0);
  for (let tries = 0; tries <= TURNS_WAITED_FOR; tries++) {
    if (tries > 0) await sql`select pg_sleep(0.1)`.execute(tables(tx));
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${key}) as mine`.execute(tables(tx));
    if (rows[0]?.mine === true) return true;
  }
  return false;
}

export async function findFailures(
  tx: Tx,
  subjects: { readonly account: Buffer; readonly address: Buffer },
): Promise<{ readonly account: FailureCount | null; readonly address: FailureCount | null }> {
  const rows = await tables(tx)
    .selectFrom('sign_in_failure')
    .select(['kind', 'failures', 'last_at'])
    .where((is) =>
      is.or([
        is.and([is('kind', '=', 'account'), is('subject', '=', subjects.account)]),
        is.and([is('kind', '=', 'address'), is('subject', '=', subjects.address)]),
      ]),
    )
    .execute();
  const of = (kind: 'account' | 'address') => {
    const row = rows.find((one) => one.kind === kind);
    return row === undefined ? null : { failures: row.failures, lastAt: row.last_at };
  };
  return { account: of('account'), address: of('address') };
}

/** Counts one more; a count that is older than `forgottenBefore` begins again. */
export async function countFailure(
  tx: Tx,
  subjects: { readonly account: Buffer; readonly address: Buffer },
  forgottenBefore: Instant,
  now: Instant,
): Promise<void> {
  const db = tables(tx);
  await db.deleteFrom('sign_in_failure').where('last_at', '<', forgottenBefore).execute();
  await db
    .insertInto('sign_in_failure')
    .values([
      { kind: 'account', subject: subjects.account, failures: 1, last_at: now },
      { kind: 'address', subject: subjects.address, failures: 1, last_at: now },
    ])
    .onConflict((conflict) =>
      conflict.columns(['kind', 'subject']).doUpdateSet({ failures: sql`sign_in_failure.failures + 1`, last_at: now }),
    )
    .execute();
}

export async function forgetFailuresOfAccount(tx: Tx, account: Buffer): Promise<void> {
  await tables(tx).deleteFrom('sign_in_failure').where('kind', '=', 'account').where('subject', '=', account).execute();
}
