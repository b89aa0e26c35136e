/** Items and their wordings. */
import type { Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import { itemBody, readItemBody } from '../item-text.ts';
import type { Item, ItemId, ItemState, ItemText, ItemTextId, NearItem, Provenance, Wording } from '../item-types.ts';
import type { Level, ReadingId } from '../types.ts';
import { signed } from './item-signed.ts';

interface WordingRow {
  text_id: ItemTextId;
  text_number: number;
  title: string;
  body: string;
  digest: string;
  text_at: Instant;
  text_by: PersonId | null;
  text_by_name: string | null;
  text_hat: string | null;
}

interface ItemRow extends WordingRow {
  id: ItemId;
  project: ProjectId;
  number: number;
  level: Level;
  parent: ItemId | null;
  no_parent_because: string | null;
  succeeds: ItemId | null;
  provenance: Provenance;
  reading: ReadingId | null;
  item_key: string | null;
  path: string | null;
  first_line: number | null;
  last_line: number | null;
  interviewed_on: CalendarDate | null;
  state: ItemState;
  added_at: Instant;
  added_by: PersonId | null;
  hat: string | null;
}

const WORDING = sql`
  wording.id as text_id, wording.number as text_number, wording.title, wording.body, encode(wording.digest, 'hex') as digest,
  wording.at as text_at, wording.by_person as text_by, writer.name as text_by_name, wording.hat as text_hat`;

const ITEM = sql`
  item.id, item.project, item.number, item.level, item.parent, item.no_parent_because, item.succeeds, item.provenance, item.reading,
  item.item_key, item.path, item.first_line, item.last_line, item.interviewed_on, item.state, item.added_at, item.added_by, item.hat,
  ${WORDING}`;

function wordingFrom(row: WordingRow): Wording {
  return {
    ...readItemBody(row.title, row.body),
    id: row.text_id,
    number: row.text_number,
    digest: row.digest,
    at: row.text_at,
    by: row.text_by,
    byName: row.text_by_name,
    hat: row.text_hat,
  };
}

function itemFrom(row: ItemRow): Item {
  return {
    id: row.id,
    project: row.project,
    number: row.number,
    level: row.level,
    parent: row.parent,
    noParentBecause: row.no_parent_because,
    succeeds: row.succeeds,
    provenance: row.provenance,
    source:
      row.reading === null
        ? null
        : {
            reading: row.reading,
            key: row.item_key!,
            path: row.path!,
            lines: [row.first_line!, row.last_line ?? row.first_line!],
          },
    interviewedOn: row.interviewed_on,
    state: row.state,
    addedAt: row.added_at,
    addedBy: row.added_by,
    hat: row.hat,
    wording: wordingFrom(row),
  };
}

/** With its newest wording; `lock` holds it until the transaction ends, so that two decisions never cross. */
export async function itemById(tx: Tx, id: ItemId, { lock }: { readonly lock: boolean }): Promise<Item | null> {
  // Locked first and read after: a join would show the wording that stood before the wait.
  if (lock) await sql`select from roadmap_item where id = ${id} for update`.execute(on(tx));
  const { rows } = await sql<ItemRow>`
    select ${ITEM} from roadmap_item item
      join roadmap_item_text wording on wording.id = item.text
      left join named_person writer on writer.person = wording.by_person
     where item.id = ${id}`.execute(on(tx));
  return rows[0] === undefined ? null : itemFrom(rows[0]);
}

/** By the number under which the project speaks of it. */
export async function itemIdOf(tx: Tx, project: ProjectId, number: number): Promise<ItemId | null> {
  const { rows } = await sql<{ id: ItemId }>`
    select id from roadmap_item where project = ${project} and number = ${number}`.execute(on(tx));
  return rows[0]?.id ?? null;
}

export interface NewItem {
  readonly project: ProjectId;
  readonly level: Level;
  readonly parent: ItemId | null;
  readonly noParentBecause: string | null;
  readonly succeeds: ItemId | null;
  readonly source: {
    readonly reading: ReadingId;
    readonly key: string;
    readonly path: string;
    readonly lines: readonly [first: number, last: number];
  } | null;
  readonly interviewedOn: CalendarDate | null;
  readonly text: ItemText;
}

export interface MadeItem {
  readonly id: ItemId;
  readonly number: number;
}

/** Those who add items to one project, or hang them under each other, take turns. */
export async function lockItemsOf(tx: Tx, project: ProjectId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`items ${project}`}, 0))`.execute(on(tx));
}

/** The caller holds `lockItemsOf`. */
export async function insertItem(tx: Tx, item: NewItem, actor: Actor, now: Instant): Promise<MadeItem> {
  const id = newId<'item'>(now);
  const { by, hat } = signed(actor);
  const provenance: Provenance =
    item.source !== null ? 'reading' : item.interviewedOn !== null ? 'interview' : 'written';
  const { rows } = await sql<{ number: number }>`
    insert into roadmap_item (id, project, number, level, parent, no_parent_because, succeeds, provenance, reading, item_key, path,
      first_line, last_line, interviewed_on, added_at, added_by, hat)
    values (${id}, ${item.project},
      (select coalesce(max(number), 0) + 1 from roadmap_item where project = ${item.project}),
      ${item.level}, ${item.parent}, ${item.noParentBecause}, ${item.succeeds}, ${provenance},
      ${item.source?.reading ?? null}, ${item.source?.key ?? null}, ${item.source?.path ?? null},
      ${item.source?.lines[0] ?? null}, ${item.source?.lines[1] ?? null}, ${item.interviewedOn}, ${now}, ${by}, ${hat})
    returning number`.execute(on(tx));
  await insertWording(tx, { item: id, number: 1, text: item.text }, actor, now);
  return { id, number: rows[0]!.number };
}

/** The next wording; the database refuses a number that is not the next. */
export async function insertWording(
  tx: Tx,
  wording: { readonly item: ItemId; readonly number: number; readonly text: ItemText },
  actor: Actor,
  now: Instant,
): Promise<ItemTextId> {
  const id = newId<'item text'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into roadmap_item_text (id, item, number, title, body, at, by_person, hat)
    values (${id}, ${wording.item}, ${wording.number}, ${wording.text.title}, ${itemBody(wording.text)}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
  return id;
}

/** The newest first; an item that had more has those left out that lie between. */
export const MOST_WORDINGS = 200;

export async function wordingsOf(tx: Tx, item: ItemId): Promise<readonly Wording[]> {
  const { rows } = await sql<WordingRow>`
    select ${WORDING} from roadmap_item_text wording left join named_person writer on writer.person = wording.by_person
     where wording.item = ${item} order by wording.number desc limit ${MOST_WORDINGS}`.execute(on(tx));
  return rows.map(wordingFrom);
}

/** The newest wording that has the project's yes. */
export async function approvedWordingOf(tx: Tx, item: ItemId, now: Instant): Promise<Wording | null> {
  const { rows } = await sql<WordingRow>`
    select ${WORDING} from approved_item_text(${now}) approved
      join roadmap_item_text wording on wording.id = approved.text
      left join named_person writer on writer.person = wording.by_person
     where approved.item = ${item}`.execute(on(tx));
  return rows[0] === undefined ? null : wordingFrom(rows[0]);
}

/** The title that an item began with and the one it has, for every item that was taken over with one of these keys and is not over. */
export async function takenOver(
  tx: Tx,
  project: ProjectId,
  keys: readonly string[],
): Promise<
  readonly { readonly key: string; readonly number: number; readonly firstTitle: string; readonly title: string }[]
> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ key: string; number: number; firstTitle: string; title: string }>`
    select item.item_key as key, item.number, beginning.title as "firstTitle", wording.title
      from roadmap_item item
      join roadmap_item_text beginning on beginning.item = item.id and beginning.number = 1
      join roadmap_item_text wording on wording.id = item.text
     where item.project = ${project} and item.item_key = any(${[...keys]}::text[])
       and item.state not in ('declined', 'retired', 'opted_out')
     order by item.number`.execute(on(tx));
  return rows;
}

export async function updatePlace(
  tx: Tx,
  item: ItemId,
  place: { readonly level: Level; readonly parent: ItemId | null; readonly noParentBecause: string | null },
): Promise<void> {
  await sql`
    update roadmap_item set level = ${place.level}, parent = ${place.parent}, no_parent_because = ${place.noParentBecause}
     where id = ${item}`.execute(on(tx));
}

const NEIGHBOUR = sql`item.id, item.number, item.level, item.state, wording.title`;

export async function nearItem(tx: Tx, id: ItemId): Promise<NearItem | null> {
  const { rows } = await sql<NearItem>`
    select ${NEIGHBOUR} from roadmap_item item join roadmap_item_text wording on wording.id = item.text where item.id = ${id}`.execute(
    on(tx),
  );
  return rows[0] ?? null;
}

export async function childrenOf(tx: Tx, item: ItemId): Promise<readonly NearItem[]> {
  const { rows } = await sql<NearItem>`
    select ${NEIGHBOUR} from roadmap_item item join roadmap_item_text wording on wording.id = item.text
     where item.parent = ${item} order by item.number limit 200`.execute(on(tx));
  return rows;
}

/** Those that others can hang under, or follow upon. */
export async function neighboursOf(tx: Tx, project: ProjectId): Promise<readonly NearItem[]> {
  const { rows } = await sql<NearItem>`
    select ${NEIGHBOUR} from roadmap_item item join roadmap_item_text wording on wording.id = item.text
     where item.project = ${project} order by item.number limit 1000`.execute(on(tx));
  return rows;
}

/** What took the place of an item. */
export async function successorsOf(tx: Tx, item: ItemId): Promise<readonly NearItem[]> {
  const { rows } = await sql<NearItem>`
    select ${NEIGHBOUR} from roadmap_item item join roadmap_item_text wording on wording.id = item.text
     where item.succeeds = ${item} order by item.number limit 50`.execute(on(tx));
  return rows;
}

/** The person talked to; null for items that did not come from a talk. */
export interface Interview {
  readonly name: string | null;
  readonly notes: string | null;
  readonly erasedOn: CalendarDate | null;
}

export async function interviewOf(tx: Tx, item: ItemId): Promise<Interview | null> {
  const { rows } = await sql<Interview>`
    select name, notes, erased_on as "erasedOn" from roadmap_item_interview where item = ${item}`.execute(on(tx));
  return rows[0] ?? null;
}

export async function insertInterview(
  tx: Tx,
  item: ItemId,
  said: { readonly name: string; readonly notes: string },
): Promise<void> {
  await sql`
    insert into roadmap_item_interview (item, name, notes) values (${item}, ${said.name}, ${said.notes})`.execute(
    on(tx),
  );
}

/** Name and notes go, and the day on which they went stays. False when they were gone. */
export async function eraseInterview(tx: Tx, item: ItemId, today: CalendarDate): Promise<boolean> {
  const { rows } = await sql`
    update roadmap_item_interview set name = null, notes = null, erased_on = ${today}
     where item = ${item} and name is not null returning item`.execute(on(tx));
  return rows.length === 1;
}

/** For the test that both reckon alike. */
export async function digestByDatabase(tx: Tx, title: string, body: string): Promise<string> {
  const { rows } = await sql<{ digest: string }>`
    select encode(sha256(convert_to(concat_ws(E'\\n', 'commonwork item text 1', ${title}::text, ${body}::text), 'UTF8')), 'hex') as digest`.execute(
    on(tx),
  );
  return rows[0]!.digest;
}
