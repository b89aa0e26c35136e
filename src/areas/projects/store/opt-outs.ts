/** All SQL on opting out and in again. */
import { type Actor, personOf } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { OptOut, OptOutId, SpeakerEntryId } from '../register-types.ts';
import { signed } from './signed.ts';

/** Every time the project asked to be left out, the newest first. */
export async function optOutsOf(tx: Tx, project: ProjectId): Promise<readonly OptOut[]> {
  const { rows } = await sql<{
    id: OptOutId;
    project: ProjectId;
    reason: string;
    reason_private: boolean;
    standing: SpeakerEntryId;
    at: Instant;
    by_person: PersonId | null;
    by_name: string | null;
    hat: string | null;
    ended_at: Instant | null;
    ended_by: PersonId | null;
    ended_by_name: string | null;
    ended_hat: string | null;
  }>`
    select left_out.id, left_out.project, left_out.reason, left_out.reason_private, left_out.standing, left_out.at, left_out.by_person,
      named.name as by_name, left_out.hat, left_out.ended_at, left_out.ended_by, ender.name as ended_by_name, left_out.ended_hat
    from project_opt_out left_out
    left join named_person named on named.person = left_out.by_person
    left join named_person ender on ender.person = left_out.ended_by
    where left_out.project = ${project} order by left_out.at desc limit 100`.execute(on(tx));
  return rows.map((row) => ({
    id: row.id,
    project: row.project,
    reason: row.reason,
    isPrivate: row.reason_private,
    standing: row.standing,
    given: { at: row.at, by: row.by_person, byName: row.by_name, hat: row.hat },
    ended:
      row.ended_at === null
        ? null
        : { at: row.ended_at, by: row.ended_by, byName: row.ended_by_name, hat: row.ended_hat },
  }));
}

export async function isOptedOut(tx: Tx, project: ProjectId): Promise<boolean> {
  const { rows } = await sql<{ opted_out: boolean }>`
    select opted_out from known_project where id = ${project}`.execute(on(tx));
  return rows[0]?.opted_out === true;
}

export async function insertOptOut(
  tx: Tx,
  given: {
    readonly project: ProjectId;
    readonly reason: string;
    readonly isPrivate: boolean;
    readonly standing: SpeakerEntryId;
  },
  actor: Actor,
  now: Instant,
): Promise<OptOutId> {
  const id = newId<'opt-out'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into project_opt_out (id, project, reason, reason_private, standing, at, by_person, hat)
    values (${id}, ${given.project}, ${given.reason}, ${given.isPrivate}, ${given.standing}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
  return id;
}

export async function endOptOut(
  tx: Tx,
  project: ProjectId,
  standing: SpeakerEntryId,
  actor: Actor,
  now: Instant,
): Promise<void> {
  await sql`
    update project_opt_out set ended_at = ${now}, ended_by = ${personOf(actor)}, ended_hat = ${signed(actor).hat}, ended_standing = ${standing}
    where project = ${project} and ended_at is null`.execute(on(tx));
}
