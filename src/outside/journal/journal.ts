/**
 * What happened, append-only, in the transaction of the act itself. One chain of hashes per stream; the database links an event to its
 * chain (migration 0001), so that the application's role can neither choose a place in it nor change what stands there.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../../kernel/actor.ts';
import { showDate, type CalendarDate, type Instant } from '../../kernel/dates.ts';
import { hatOf } from '../../kernel/hats.ts';
import { newId, type EventId, type PersonId } from '../../kernel/ids.ts';
import type { Facts } from '../../kernel/refusal.ts';
import { on, sql, type Tx } from '../database/index.ts';

/** What a chain is about: the kind of noun ("project", "round", "person") and its id. */
export interface Stream {
  readonly kind: string;
  readonly id: string;
}

export interface Announcement {
  readonly stream: Stream;
  /** "item.declined": the noun and what happened to it. */
  readonly kind: string;
  readonly actor: Actor;
  readonly at: Instant;
  /** Ids, codes, numbers and dates, kept for ever. Names and free text do not belong here. */
  readonly facts?: Facts;
  /** Names, reasons and other words of people: kept beside the chain, where they can be erased. The actor's hat is added as `hat`. */
  readonly texts?: Readonly<Record<string, string>>;
}

export type EventText = { readonly text: string } | { readonly erasedOn: CalendarDate };

export interface EventRecord {
  readonly id: EventId;
  readonly stream: Stream;
  /** From 1, without gaps, within its stream. */
  readonly position: number;
  readonly kind: string;
  readonly at: Instant;
  readonly actor: { readonly kind: Actor['kind']; readonly id: string | null };
  readonly facts: Facts;
  readonly texts: Readonly<Record<string, EventText>>;
}

/** Long enough for a commit, an address of a repository or a list of codes, too narrow for prose and mail addresses. */
const FACT = /^[A-Za-z0-9+-][A-Za-z0-9._:/#+-]{0,199}$/;
const LONGEST_TEXT = 20_000;
const SALT_BYTES = 32;

/** Writes down what happened, in the transaction in which it happens. */
export async function announce(tx: Tx, announcement: Announcement): Promise<EventId> {
  const { stream, kind, actor, at } = announcement;
  const id = newId<'event'>(at);
  const texts = Object.entries(textsOf(announcement)).map(([name, text]) => {
    const salt = randomBytes(SALT_BYTES);
    return { name, text, salt, digest: textDigest(salt, text) };
  });
  const body = canonicalJson({
    facts: checkedFacts(announcement),
    texts: Object.fromEntries(texts.map(({ name, digest }) => [name, digest])),
  });
  await sql`
    with written as (
      insert into event (id, stream_kind, stream_id, position, kind, at, actor_kind, actor_id, body, previous, digest)
      values (${id}, ${stream.kind}, ${stream.id}, 0, ${kind}, ${at}, ${actor.kind}, ${actorId(actor)}, ${body}, '', '')
      returning id
    )
    insert into event_text (event, name, salt, body)
    select written.id, given.name, given.salt, given.body
    from written, unnest(${texts.map(({ name }) => name)}::text[], ${texts.map(({ salt }) => salt)}::bytea[],
                         ${texts.map(({ text }) => text)}::text[]) as given (name, salt, body)`.execute(on(tx));
  return id;
}

/** The events of a stream, newest first; `before` is the position of the last one already seen. */
export async function eventsOf(
  tx: Tx,
  stream: Stream,
  page: { readonly limit: number; readonly before?: number } = { limit: 200 },
): Promise<readonly EventRecord[]> {
  const answer = await sql<EventRow>`
    select ${eventColumns} from event
    where stream_kind = ${stream.kind} and stream_id = ${stream.id}
      and position < coalesce(${page.before ?? null}::integer, 2147483647)
    order by position desc limit ${page.limit}`.execute(on(tx));
  return answer.rows.map(readEvent);
}

/** The events of all streams, newest first; `before` is the id of the last one already seen: ids sort by time. */
export async function recentEvents(
  tx: Tx,
  page: { readonly limit: number; readonly before?: EventId | null },
): Promise<readonly EventRecord[]> {
  const answer = await sql<EventRow>`
    select ${eventColumns} from event
    where ${page.before ?? null}::uuid is null or id < ${page.before ?? null}::uuid
    order by id desc limit ${page.limit}`.execute(on(tx));
  return answer.rows.map(readEvent);
}

/** One event by its id, or null. */
export async function eventById(tx: Tx, id: string): Promise<EventRecord | null> {
  const answer = await sql<EventRow>`select ${eventColumns} from event where id = ${id}`.execute(on(tx));
  return answer.rows[0] === undefined ? null : readEvent(answer.rows[0]);
}

/**
 * Events that nobody has reacted to yet, oldest first, taken off the list for good when this transaction commits. Queue in the same
 * transaction what follows from them. Several workers at once get different events.
 */
export async function takeNewEvents(tx: Tx, limit: number): Promise<readonly EventRecord[]> {
  const answer = await sql<EventRow>`
    with taken as (
      delete from event_waiting where event in (
        select event from event_waiting order by event limit ${limit} for update skip locked
      ) returning event
    )
    select ${eventColumns} from event join taken on taken.event = event.id
    order by event.at, event.stream_kind, event.stream_id, event.position`.execute(on(tx));
  return answer.rows.map(readEvent);
}

/** Erases the words kept beside the events of a stream, or beside everything that a person did; the chains still hold. */
export async function eraseTexts(
  tx: Tx,
  of: { readonly stream: Stream } | { readonly person: PersonId },
  day: CalendarDate,
): Promise<number> {
  const events =
    'person' in of
      ? sql`select id from event where actor_id = ${of.person}`
      : sql`select id from event where stream_kind = ${of.stream.kind} and stream_id = ${of.stream.id}`;
  const answer = await sql`
    update event_text set body = null, salt = null, erased_on = ${day}
    where erased_on is null and event in (${events})`.execute(on(tx));
  return Number(answer.numAffectedRows ?? 0n);
}

/** A text of an event as it is shown; null when the event has none of that name. */
export function showEventText(event: EventRecord, name: string): string | null {
  const kept = event.texts[name];
  if (kept === undefined) return null;
  return 'text' in kept ? kept.text : `erased on ${showDate(kept.erasedOn)}`;
}

export function textDigest(salt: Buffer, text: string): string {
  return createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
}

function textsOf({ actor, texts = {} }: Announcement): Readonly<Record<string, string>> {
  const hat = hatOf(actor);
  const all = Object.entries({ ...(hat === null ? {} : { hat }), ...texts }).map(([name, text]) => {
    if (text.length > LONGEST_TEXT) throw new RangeError(`the text "${name}" of an event is too long`);
    // What PostgreSQL cannot keep as it is would not match its digest later.
    return [name, text.toWellFormed().replaceAll('\0', '')] as const;
  });
  return Object.fromEntries(all);
}

/** An act can be unlinked from a person only as long as no name or mail address has slipped into the chain. */
function checkedFacts({ kind, facts = {} }: Announcement): Facts {
  for (const [name, value] of Object.entries(facts)) {
    const parts = typeof value === 'object' && value !== null ? value : [value];
    for (const part of parts) {
      const fine =
        typeof part === 'string'
          ? FACT.test(part)
          : typeof part === 'number'
            ? Number.isSafeInteger(part)
            : part === null || typeof part === 'boolean';
      if (!fine)
        throw new TypeError(`${kind}: the fact "${name}" is not an id, code, number or date; words go into texts`);
    }
  }
  return facts;
}

function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case 'person':
      return actor.person;
    case 'link':
      return actor.link;
    case 'program':
      return actor.program;
    case 'stranger':
      return null;
  }
}

/** Keys in order, so that the same event is the same text. */
function canonicalJson(value: Facts | { readonly facts: Facts; readonly texts: Facts }): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

interface EventRow {
  readonly id: EventId;
  readonly stream_kind: string;
  readonly stream_id: string;
  readonly position: number;
  readonly kind: string;
  readonly at: Instant;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string | null;
  readonly body: string;
  readonly texts: Readonly<Record<string, { body: string | null; erased_on: CalendarDate | null }>> | null;
}

const eventColumns = sql`
  event.id, event.stream_kind, event.stream_id, event.position, event.kind, event.at, event.actor_kind, event.actor_id, event.body,
  (select jsonb_object_agg(t.name, jsonb_build_object('body', t.body, 'erased_on', t.erased_on))
   from event_text t where t.event = event.id) as texts`;

function readEvent(row: EventRow): EventRecord {
  const texts = Object.entries(row.texts ?? {}).map(([name, { body, erased_on: erasedOn }]) => [
    name,
    body === null ? { erasedOn: erasedOn! } : { text: body },
  ]);
  return {
    id: row.id,
    stream: { kind: row.stream_kind, id: row.stream_id },
    position: row.position,
    kind: row.kind,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    facts: (JSON.parse(row.body) as { facts: Facts }).facts,
    texts: Object.fromEntries(texts) as EventRecord['texts'],
  };
}
