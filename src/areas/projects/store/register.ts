/** All SQL on the register of who speaks for a project. */
import type { Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import { standingOn } from '../register-rules.ts';
import type { Matter, RoleHolder, Speaker, SpeakerEntry, SpeakerEntryId } from '../register-types.ts';
import { signed } from './signed.ts';

interface ActRecord {
  at: string;
  by: PersonId | null;
  byName: string | null;
  hat: string | null;
}

interface EntryRecord {
  id: SpeakerEntryId;
  project: ProjectId;
  kind: 'person' | 'body';
  body: string | null;
  speakers: readonly Speaker[];
  matters: readonly Matter[];
  source: string;
  valid_from: CalendarDate;
  valid_to: CalendarDate | null;
  replaces: SpeakerEntryId | null;
  entered: ActRecord;
  confirmation: (ActRecord & { place: string }) | null;
  ending: (ActRecord & { reason: string; successor: SpeakerEntryId | null }) | null;
}

/** Every entry that was ever made for a project, the newest first. A register is short: a hundred lines are years of it. */
export async function speakersOf(tx: Tx, project: ProjectId): Promise<readonly SpeakerEntry[]> {
  const { rows } = await sql<EntryRecord>`
    select entry.id, entry.project, entry.kind, entry.body, entry.matters, entry.source, entry.valid_from, entry.valid_to, entry.replaces,
      jsonb_build_object('at', entry.entered_at, 'by', entry.entered_by, 'byName', enterer.name, 'hat', entry.hat) as entered,
      case when confirmation.entry is not null then jsonb_build_object('at', confirmation.at, 'by', confirmation.by_person,
        'byName', confirmer.name, 'hat', confirmation.hat, 'place', confirmation.place) end as confirmation,
      case when ending.entry is not null then jsonb_build_object('at', ending.at, 'by', ending.by_person,
        'byName', ender.name, 'hat', ending.hat, 'reason', ending.reason, 'successor', ending.successor) end as ending,
      (select jsonb_agg(jsonb_build_object('id', speaker.id, 'person', speaker.person,
                'name', coalesce(account.name, kept.name), 'mail', kept.mail) order by speaker.position)
         from speaker left join named_person account on account.person = speaker.person
         left join speaker_name kept on kept.speaker = speaker.id
        where speaker.entry = entry.id) as speakers
    from speaker_entry entry
    left join named_person enterer on enterer.person = entry.entered_by
    left join speaker_confirmation confirmation on confirmation.entry = entry.id
    left join named_person confirmer on confirmer.person = confirmation.by_person
    left join speaker_ending ending on ending.entry = entry.id
    left join named_person ender on ender.person = ending.by_person
    where entry.project = ${project} order by entry.entered_at desc, entry.id desc limit 500`.execute(on(tx));
  return rows.map(readEntry);
}

function readEntry({ valid_from: validFrom, valid_to: validTo, ...row }: EntryRecord): SpeakerEntry {
  const act = <Kept extends ActRecord>(kept: Kept) => ({ ...kept, at: new Date(kept.at) });
  return {
    ...row,
    validFrom,
    validTo,
    entered: act(row.entered),
    confirmation: row.confirmation && act(row.confirmation),
    ending: row.ending && act(row.ending),
  };
}

/** Who speaks for a project on a matter that day; none means nobody is known to, and then nothing of it can be approved. */
export async function standingFor(
  tx: Tx,
  project: ProjectId,
  matter: Matter,
  onDate: CalendarDate,
): Promise<readonly SpeakerEntry[]> {
  return standingOn(await speakersOf(tx, project), matter, onDate);
}

export interface NewEntry {
  readonly project: ProjectId;
  readonly kind: 'person' | 'body';
  readonly body: string | null;
  readonly speakers: readonly ({ readonly person: PersonId } | { readonly name: string; readonly mail: string })[];
  readonly matters: readonly Matter[];
  readonly source: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly replaces: SpeakerEntryId | null;
}

export async function insertEntry(tx: Tx, entry: NewEntry, actor: Actor, now: Instant): Promise<SpeakerEntryId> {
  const id = newId<'speaker entry'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into speaker_entry (id, project, kind, body, matters, source, valid_from, valid_to, replaces, entered_at, entered_by, hat)
    values (${id}, ${entry.project}, ${entry.kind}, ${entry.body}, ${[...entry.matters]}::text[], ${entry.source}, ${entry.validFrom},
            ${entry.validTo}, ${entry.replaces}, ${now}, ${by}, ${hat})`.execute(on(tx));
  for (const [position, one] of entry.speakers.entries()) {
    const speaker = newId<'speaker'>(now);
    const person = 'person' in one ? one.person : null;
    await sql`
      insert into speaker (id, entry, position, person) values (${speaker}, ${id}, ${position}, ${person})`.execute(
      on(tx),
    );
    if (!('person' in one)) {
      await sql`
        insert into speaker_name (speaker, name, mail) values (${speaker}, ${one.name}, ${one.mail})`.execute(on(tx));
    }
  }
  return id;
}

export async function insertConfirmation(
  tx: Tx,
  entry: SpeakerEntryId,
  place: string,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into speaker_confirmation (entry, place, at, by_person, hat)
    values (${entry}, ${place}, ${now}, ${by}, ${hat})`.execute(on(tx));
}

/** False when it had ended already. */
export async function insertEnding(
  tx: Tx,
  ending: { readonly entry: SpeakerEntryId; readonly reason: string; readonly successor: SpeakerEntryId | null },
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { by, hat } = signed(actor);
  const { rows } = await sql`
    insert into speaker_ending (entry, reason, successor, at, by_person, hat)
    values (${ending.entry}, ${ending.reason}, ${ending.successor}, ${now}, ${by}, ${hat})
    on conflict do nothing returning entry`.execute(on(tx));
  return rows.length === 1;
}

/** The names and addresses that an entry keeps of people without an account; what else it says stays. */
export async function deleteSpeakerNames(tx: Tx, entry: SpeakerEntryId): Promise<void> {
  await sql`
    delete from speaker_name where speaker in (select id from speaker where entry = ${entry})`.execute(on(tx));
}

/** Who holds a role for the project now, by name. */
export async function roleHolders(tx: Tx, project: ProjectId): Promise<readonly RoleHolder[]> {
  const { rows } = await sql<RoleHolder>`
    select holder.person, named.name, bool_or(holder.role = 'PRJ') as represents
    from project_role_holder holder join named_person named on named.person = holder.person and named.name is not null
    where holder.project = ${project} group by holder.person, named.name order by lower(named.name), holder.person
    limit 200`.execute(on(tx));
  return rows;
}
