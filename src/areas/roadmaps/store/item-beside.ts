/** What stands beside an item: where it is wanted, who asked for it, which conditions are met, whether it is in scope. */
import type { Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { newId, type Id } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type {
  Alignment,
  AlignmentId,
  AlignmentKind,
  ConditionMark,
  ConditionMarkId,
  ItemId,
  ScopeCheck,
  ScopeCheckId,
  ScopeLineId,
  ScopeVerdict,
  Signal,
  SignalId,
} from '../item-types.ts';
import { signed } from './item-signed.ts';

export const MOST_BESIDE = 100;

/** The live ones, the oldest wish first. */
export async function alignmentsOf(tx: Tx, item: ItemId): Promise<readonly Alignment[]> {
  const { rows } = await sql<Alignment>`
    select alignment.id, alignment.kind, alignment.url, alignment.title, alignment.dated_on as "datedOn", alignment.read_on as "readOn",
      alignment.at, alignment.by_person as by, person.name as "byName", alignment.hat
    from roadmap_item_alignment alignment left join named_person person on person.person = alignment.by_person
    where alignment.item = ${item} and alignment.withdrawn_at is null
    order by alignment.dated_on nulls last, alignment.at, alignment.id limit ${MOST_BESIDE}`.execute(on(tx));
  return rows;
}

export interface NewAlignment {
  readonly item: ItemId;
  readonly kind: AlignmentKind;
  readonly url: string;
  readonly title: string;
  readonly datedOn: CalendarDate | null;
  readonly readOn: CalendarDate;
}

export async function insertAlignment(tx: Tx, one: NewAlignment, actor: Actor, now: Instant): Promise<AlignmentId> {
  const id = newId<'alignment'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into roadmap_item_alignment (id, item, kind, url, title, dated_on, read_on, at, by_person, hat)
    values (${id}, ${one.item}, ${one.kind}, ${one.url}, ${one.title}, ${one.datedOn}, ${one.readOn}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
  return id;
}

/** The live ones, the oldest ask first. */
export async function signalsOf(tx: Tx, item: ItemId): Promise<readonly Signal[]> {
  const { rows } = await sql<Signal>`
    select signal.id, signal.kind, signal.who, signal.place, signal.url, signal.dated_on as "datedOn", signal.public as "isPublic",
      signal.at, signal.by_person as by, person.name as "byName", signal.hat
    from roadmap_item_signal signal left join named_person person on person.person = signal.by_person
    where signal.item = ${item} and signal.withdrawn_at is null
    order by signal.dated_on, signal.at, signal.id limit ${MOST_BESIDE}`.execute(on(tx));
  return rows;
}

export interface NewSignal {
  readonly item: ItemId;
  readonly kind: Signal['kind'];
  readonly who: string;
  readonly place: string;
  readonly url: string | null;
  readonly datedOn: CalendarDate;
  readonly isPublic: boolean;
}

export async function insertSignal(tx: Tx, one: NewSignal, actor: Actor, now: Instant): Promise<SignalId> {
  const id = newId<'signal'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into roadmap_item_signal (id, item, kind, who, place, url, dated_on, public, at, by_person, hat)
    values (${id}, ${one.item}, ${one.kind}, ${one.who}, ${one.place}, ${one.url}, ${one.datedOn}, ${one.isPublic}, ${now}, ${by},
      ${hat})`.execute(on(tx));
  return id;
}

export async function marksOf(tx: Tx, item: ItemId): Promise<readonly ConditionMark[]> {
  const { rows } = await sql<ConditionMark>`
    select mark.id, mark.condition, mark.kind, mark.reason, mark.url, mark.at, mark.by_person as by, person.name as "byName", mark.hat
    from roadmap_item_condition_mark mark left join named_person person on person.person = mark.by_person
    where mark.item = ${item} and mark.withdrawn_at is null order by mark.at, mark.id limit ${MOST_BESIDE}`.execute(
    on(tx),
  );
  return rows;
}

export interface NewMark {
  readonly item: ItemId;
  readonly condition: string;
  readonly kind: ConditionMark['kind'];
  readonly reason: string;
  readonly url: string | null;
}

export async function insertMark(tx: Tx, one: NewMark, actor: Actor, now: Instant): Promise<ConditionMarkId> {
  const id = newId<'condition mark'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into roadmap_item_condition_mark (id, item, condition, kind, reason, url, at, by_person, hat)
    values (${id}, ${one.item}, ${one.condition}, ${one.kind}, ${one.reason}, ${one.url}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
  return id;
}

type Withdrawable = 'roadmap_item_alignment' | 'roadmap_item_signal' | 'roadmap_item_condition_mark';

/** Taken back, never taken out. False when there was no such live row of this item. */
export async function withdrawBeside(
  tx: Tx,
  table: Withdrawable,
  which: { readonly id: Id<'alignment'> | Id<'signal'> | Id<'condition mark'>; readonly item: ItemId },
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update ${sql.table(table)} set withdrawn_at = ${now}, withdrawn_by = ${signed(actor).by}
     where id = ${which.id} and item = ${which.item} and withdrawn_at is null returning id`.execute(on(tx));
  return rows.length === 1;
}

/** The newest first: the first one counts. */
export async function scopeChecksOf(tx: Tx, item: ItemId): Promise<readonly ScopeCheck[]> {
  const { rows } = await sql<ScopeCheck>`
    select checked.id, checked.verdict, checked.line, checked.reason, checked.at, checked.by_person as by, person.name as "byName",
      checked.hat
    from roadmap_item_scope_check checked left join named_person person on person.person = checked.by_person
    where checked.item = ${item} order by checked.at desc, checked.id desc limit ${MOST_BESIDE}`.execute(on(tx));
  return rows;
}

export interface NewScopeCheck {
  readonly item: ItemId;
  readonly verdict: ScopeVerdict;
  readonly line: ScopeLineId | null;
  readonly reason: string;
}

export async function insertScopeCheck(tx: Tx, one: NewScopeCheck, actor: Actor, now: Instant): Promise<ScopeCheckId> {
  const id = newId<'scope check'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into roadmap_item_scope_check (id, item, verdict, line, reason, at, by_person, hat)
    values (${id}, ${one.item}, ${one.verdict}, ${one.line}, ${one.reason}, ${now}, ${by}, ${hat})`.execute(on(tx));
  return id;
}
