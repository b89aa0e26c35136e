/** What frames the items of a project: its scope page, and how its roadmap came about. */
import type { Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { newId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type {
  ProvenanceEvent,
  ProvenanceEventId,
  ProvenanceKind,
  ScopeField,
  ScopeLine,
  ScopeLineId,
} from '../item-types.ts';
import { signed } from './item-signed.ts';

export const MOST_LINES = 200;

/** The lines that stand today, in the order in which they were written. */
export async function scopeLinesOf(tx: Tx, project: ProjectId): Promise<readonly ScopeLine[]> {
  const { rows } = await sql<ScopeLine>`
    select line.id, line.field, line.body, line.url, line.at, line.by_person as by, person.name as "byName", line.hat
    from roadmap_scope_line line left join named_person person on person.person = line.by_person
    where line.project = ${project} and line.ended_at is null order by line.at, line.id limit ${MOST_LINES}`.execute(
    on(tx),
  );
  return rows;
}

export interface NewScopeLine {
  readonly project: ProjectId;
  readonly field: ScopeField;
  readonly body: string;
  readonly url: string | null;
}

export async function insertScopeLine(tx: Tx, line: NewScopeLine, actor: Actor, now: Instant): Promise<ScopeLineId> {
  const id = newId<'scope line'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into roadmap_scope_line (id, project, field, body, url, at, by_person, hat)
    values (${id}, ${line.project}, ${line.field}, ${line.body}, ${line.url}, ${now}, ${by}, ${hat})`.execute(on(tx));
  return id;
}

export async function endLine(
  tx: Tx,
  which: { readonly id: ScopeLineId; readonly project: ProjectId },
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update roadmap_scope_line set ended_at = ${now}, ended_by = ${signed(actor).by}
     where id = ${which.id} and project = ${which.project} and ended_at is null returning id`.execute(on(tx));
  return rows.length === 1;
}

/** The live ones, by their day. */
export async function provenanceOf(tx: Tx, project: ProjectId): Promise<readonly ProvenanceEvent[]> {
  const { rows } = await sql<ProvenanceEvent>`
    select event.id, event.kind, event.dated_on as "datedOn", event.place, event.people, event.input, event.output, event.url,
      event.at, event.by_person as by, person.name as "byName", event.hat
    from roadmap_provenance_event event left join named_person person on person.person = event.by_person
    where event.project = ${project} and event.withdrawn_at is null order by event.dated_on, event.at, event.id limit ${MOST_LINES}`.execute(
    on(tx),
  );
  return rows;
}

export interface NewProvenanceEvent {
  readonly project: ProjectId;
  readonly kind: ProvenanceKind;
  readonly datedOn: CalendarDate;
  readonly place: string | null;
  readonly people: string | null;
  readonly input: string | null;
  readonly output: string | null;
  readonly url: string | null;
}

export async function insertProvenanceEvent(
  tx: Tx,
  event: NewProvenanceEvent,
  actor: Actor,
  now: Instant,
): Promise<ProvenanceEventId> {
  const id = newId<'provenance event'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into roadmap_provenance_event (id, project, kind, dated_on, place, people, input, output, url, at, by_person, hat)
    values (${id}, ${event.project}, ${event.kind}, ${event.datedOn}, ${event.place}, ${event.people}, ${event.input},
      ${event.output}, ${event.url}, ${now}, ${by}, ${hat})`.execute(on(tx));
  return id;
}

export async function withdrawEvent(
  tx: Tx,
  which: { readonly id: ProvenanceEventId; readonly project: ProjectId },
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update roadmap_provenance_event set withdrawn_at = ${now}, withdrawn_by = ${signed(actor).by}
     where id = ${which.id} and project = ${which.project} and withdrawn_at is null returning id`.execute(on(tx));
  return rows.length === 1;
}
