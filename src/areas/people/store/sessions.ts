/** Sessions, with what may be erased of them. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type SessionId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { ListedSession, Proof, Session, Trace } from '../types.ts';
import { asActor, type PersonActor } from './acting.ts';
import { liveGrants } from './grants.ts';
import { ownHats, workspaceName } from './hats.ts';
import { tables, type Tables } from './tables.ts';

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
  'session.proven_at',
] as const;

type SessionRow = Pick<
  Tables['session'],
  'id' | 'person' | 'proof' | 'started_at' | 'last_seen_at' | 'ended_at' | 'hat' | 'proven_at'
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
    confirmedAt: row.proven_at,
  };
}

/** A session and who acts in it, while the account is open: one statement, asked at every request. */
export async function findSessionActor(
  tx: Tx,
  digest: Buffer,
): Promise<{ readonly session: Session; readonly actor: PersonActor } | null> {
  const row = await tables(tx)
    .selectFrom('session')
    .innerJoin('person_profile', 'person_profile.person', 'session.person')
    .select([...sessionColumns, 'person_profile.name', workspaceName.as('workspace')])
    .select([liveGrants('session.person').as('grants'), ownHats('session.person').as('hats')])
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
  return { session, actor: asActor(row, row.hat) };
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

/** Notes that the person showed, in this session, that it is still them. */
export async function saveConfirmation(
  tx: Tx,
  session: SessionId,
  by: 'password' | 'passkey',
  now: Instant,
): Promise<void> {
  await tables(tx).updateTable('session').set({ proven_at: now, proven_by: by }).where('id', '=', session).execute();
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
