/** Rounds: starting, stopping, publishing; their state is counted from their runs. */
import { type CalendarDate, type Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId, type RoundId, type RunId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import { roundState } from '../rules.ts';
import type { ProjectSpec, Round } from '../types.ts';
import { tables } from './tables.ts';

interface RoundRecord {
  id: RoundId;
  title: string;
  as_of: CalendarDate;
  note: string;
  example: boolean;
  started_at: Instant;
  started_by: PersonId | null;
  waiting: number;
  running: number;
  read: number;
  not_reached: number;
  stopped: number;
  finished_at: Instant | null;
  published: Instant | null;
  stop: boolean;
}

/** One statement for a round or for all: the runs are counted, the state derived. Newest first, or by the day looked back to. */
async function roundsWhere(tx: Tx, condition: ReturnType<typeof sql<boolean>>, limit: number): Promise<Round[]> {
  const { rows } = await sql<RoundRecord>`
    select round.id, round.title, round.as_of, round.note, round.example, round.started_at, round.started_by,
      count(*) filter (where run.state = 'waiting')::int as waiting,
      count(*) filter (where run.state = 'running')::int as running,
      count(*) filter (where run.state = 'read')::int as read,
      count(*) filter (where run.state = 'not-reached')::int as not_reached,
      count(*) filter (where run.state = 'stopped')::int as stopped,
      max(run.finished_at) as finished_at,
      (select publication.at from survey_publication publication
        where publication.round = round.id and publication.withdrawn_at is null) as published,
      exists (select from survey_stop stop where stop.round = round.id and stop.resumed_at is null) as stop
    from survey_round round
    join survey_run run on run.round = round.id
    where ${condition}
    group by round.id
    order by round.as_of desc, round.started_at desc
    limit ${limit}`.execute(tables(tx));
  return rows.map(roundOf);
}

function roundOf(row: RoundRecord): Round {
  const open = row.waiting + row.running;
  const state = roundState({ open, running: row.running, stopped: row.stopped }, row.stop);
  return {
    id: row.id,
    title: row.title,
    asOf: row.as_of,
    note: row.note,
    example: row.example,
    startedAt: row.started_at,
    startedBy: row.started_by,
    state,
    runs: {
      waiting: row.waiting,
      running: row.running,
      read: row.read,
      'not-reached': row.not_reached,
      stopped: row.stopped,
      total: open + row.read + row.not_reached + row.stopped,
    },
    finishedAt: state === 'finished' || state === 'stopped' ? row.finished_at : null,
    published: row.published,
  };
}

export async function roundById(tx: Tx, id: RoundId): Promise<Round | null> {
  return (await roundsWhere(tx, sql<boolean>`round.id = ${id}`, 1))[0] ?? null;
}

const ROUNDS_SHOWN = 200;

export async function allRounds(tx: Tx): Promise<Round[]> {
  return roundsWhere(tx, sql<boolean>`true`, ROUNDS_SHOWN);
}

export async function publishedRounds(tx: Tx): Promise<Round[]> {
  return roundsWhere(
    tx,
    sql<boolean>`exists (select from survey_publication p where p.round = round.id and p.withdrawn_at is null)`,
    ROUNDS_SHOWN,
  );
}

export async function saveRound(
  tx: Tx,
  round: { title: string; asOf: CalendarDate; note: string; example: boolean; by: PersonId | null; hat: string | null },
  runs: readonly { project: ProjectId; spec: ProjectSpec }[],
  now: Instant,
): Promise<{ round: RoundId; runs: RunId[] }> {
  const id = newId<'round'>(now);
  await tables(tx)
    .insertInto('survey_round')
    .values({
      id,
      title: round.title,
      as_of: round.asOf,
      note: round.note,
      example: round.example,
      started_at: now,
      started_by: round.by,
      hat: round.hat,
    })
    .execute();
  const records = runs.map((run, index) => ({
    id: newId<'run'>(now),
    round: id,
    project: run.project,
    position: index + 1,
    spec: run.spec,
    repository_of: run.spec.repositories.length,
  }));
  await sql`
    insert into survey_run (id, round, project, position, spec, repository_of)
    select id, round, project, position, spec, repository_of
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
      as run (id uuid, round uuid, project uuid, position int, spec jsonb, repository_of int)`.execute(tables(tx));
  return { round: id, runs: records.map((record) => record.id) };
}

/** Runs of one round that end at the same moment take turns. A round's own row never changes, so there is no row to lock. */
export async function lockRound(tx: Tx, round: RoundId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`round ${round}`}, 0))`.execute(tables(tx));
}

/** The newest round of an earlier day; to strangers only a published one. */
export async function roundBefore(
  tx: Tx,
  round: Pick<Round, 'id' | 'asOf'>,
  publishedOnly: boolean,
): Promise<Round | null> {
  const published = publishedOnly
    ? sql<boolean>`exists (select from survey_publication p where p.round = round.id and p.withdrawn_at is null)`
    : sql<boolean>`true`;
  return (
    (
      await roundsWhere(tx, sql<boolean>`round.as_of < ${round.asOf} and round.id <> ${round.id} and ${published}`, 1)
    )[0] ?? null
  );
}

/** The live stop of a round: how it was asked to end. */
export async function stopOf(tx: Tx, round: RoundId): Promise<'after-current' | 'at-once' | null> {
  const row = await tables(tx)
    .selectFrom('survey_stop')
    .select('manner')
    .where('round', '=', round)
    .where('resumed_at', 'is', null)
    .executeTakeFirst();
  return row?.manner ?? null;
}

export async function saveStop(
  tx: Tx,
  round: RoundId,
  manner: 'after-current' | 'at-once',
  by: PersonId | null,
  now: Instant,
): Promise<void> {
  await sql`
    insert into survey_stop (id, round, manner, at, by_person) values (${newId(now)}, ${round}, ${manner}, ${now}, ${by})
    on conflict (round) where resumed_at is null do update set manner = excluded.manner`.execute(tables(tx));
}

export async function saveResumption(tx: Tx, round: RoundId, by: PersonId | null, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('survey_stop')
    .set({ resumed_at: now, resumed_by: by })
    .where('round', '=', round)
    .where('resumed_at', 'is', null)
    .execute();
}

export async function savePublication(
  tx: Tx,
  round: RoundId,
  by: PersonId | null,
  hat: string | null,
  now: Instant,
): Promise<void> {
  await tables(tx)
    .insertInto('survey_publication')
    .values({
      id: newId(now),
      round,
      at: now,
      by_person: by,
      hat,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawal_reason: null,
    })
    .execute();
}

export async function saveWithdrawal(
  tx: Tx,
  round: RoundId,
  reason: string,
  by: PersonId | null,
  now: Instant,
): Promise<void> {
  await tables(tx)
    .updateTable('survey_publication')
    .set({ withdrawn_at: now, withdrawn_by: by, withdrawal_reason: reason })
    .where('round', '=', round)
    .where('withdrawn_at', 'is', null)
    .execute();
}
