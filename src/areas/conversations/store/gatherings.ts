/** All SQL on events. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { hatOf } from '../../../kernel/hats.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { Signed } from '../feedback-types.ts';
import type {
  Attendee,
  AttendeeId,
  AttendeeRole,
  FollowUp,
  FollowUpId,
  Gathering,
  GatheringId,
  GatheringKind,
  GatheringText,
  LinkedRoadmap,
  ListedGathering,
  Note,
  NoteId,
  NoteStatus,
  Part,
  PublicationId,
} from '../gathering-types.ts';

interface SignedRecord extends Omit<Signed, 'at'> {
  readonly at: string;
}

function asSigned({ at, by, byName, hat }: SignedRecord): Signed {
  return { at: new Date(at), by, byName, hat };
}

const signedBy = (table: string) => {
  const of = sql.ref(table);
  return sql`'at', ${of}.at, 'by', ${of}.by_person, 'hat', ${of}.hat,
    'byName', (select named.name from named_person named where named.person = ${of}.by_person)`;
};

interface GatheringRecord {
  id: GatheringId;
  kind: GatheringKind;
  steward: { person: PersonId; name: string | null };
  number: number;
  title: string;
  starts_on: CalendarDate;
  ends_on: CalendarDate;
  place: string | null;
  about: string | null;
  parts: readonly Part[];
  attendees: readonly (Omit<Attendee, 'naming'> & {
    naming: (SignedRecord & { answer: 'yes' | 'no'; heard: string | null }) | null;
  })[];
  notes: readonly (Omit<Note, 'made' | 'statusSet' | 'withdrawnAt'> & {
    made: SignedRecord;
    statusSet: SignedRecord;
    withdrawnAt: string | null;
  })[];
  follow_ups: readonly (Omit<FollowUp, 'noted' | 'doneAt'> & { noted: SignedRecord; doneAt: string | null })[];
  roadmaps: readonly LinkedRoadmap[];
  publication: { id: PublicationId; at: string } | null;
}

export async function findGathering(tx: Tx, id: GatheringId): Promise<Gathering | null> {
  const { rows } = await sql<GatheringRecord>`
    select gathering.id, gathering.kind, said.number, said.title, said.starts_on, said.ends_on, said.place, said.about, said.parts,
      jsonb_build_object('person', gathering.steward, 'name',
        (select named.name from named_person named where named.person = gathering.steward)) as steward,
      coalesce((select jsonb_agg(jsonb_build_object('id', attendee.id, 'person', attendee.person, 'role', attendee.role,
            'name', coalesce(named.name, words.name), 'affiliation', words.affiliation,
            'naming', (select jsonb_build_object('answer', naming.answer, 'heard', naming.heard, ${signedBy('naming')})
                         from gathering_naming naming where naming.attendee = attendee.id
                        order by naming.at desc, naming.id desc limit 1)) order by attendee.at, attendee.id)
         from gathering_attendee attendee
         left join gathering_attendee_words words on words.attendee = attendee.id
         left join named_person named on named.person = attendee.person
        where attendee.gathering = gathering.id and attendee.removed_at is null), '[]'::jsonb) as attendees,
      coalesce((select jsonb_agg(jsonb_build_object('id', note.id, 'part', note.part, 'confidential', note.confidential,
            'words', words.words, 'withdrawnAt', note.withdrawn_at, 'made', jsonb_build_object(${signedBy('note')}),
            'status', standing.status, 'decision', standing.decision,
            'statusSet', jsonb_build_object(${signedBy('standing')}),
            'project', (select jsonb_build_object('id', known.id, 'slug', known.slug, 'name', known.name, 'isHidden', known.opted_out)
                          from known_project known where known.id = standing.project)) order by note.at, note.id)
         from gathering_note note
         join lateral (select * from gathering_note_status status where status.note = note.id
                        order by status.at desc, status.id desc limit 1) standing on true
         left join gathering_note_words words on words.note = note.id
        where note.gathering = gathering.id), '[]'::jsonb) as notes,
      coalesce((select jsonb_agg(jsonb_build_object('id', follow.id, 'words', follow.words, 'owner', follow.owner,
            'ownerName', named.name, 'noted', jsonb_build_object(${signedBy('follow')}), 'doneAt', follow.done_at)
            order by follow.at, follow.id)
         from gathering_follow_up follow left join named_person named on named.person = follow.owner
        where follow.gathering = gathering.id), '[]'::jsonb) as follow_ups,
      coalesce((select jsonb_agg(jsonb_build_object('entry', entry.id, 'kind', entry.kind, 'datedOn', entry.dated_on,
            'project', jsonb_build_object('slug', project.slug, 'name', project.name)) order by entry.dated_on, entry.id)
         from gathering_roadmap link
         join standing_provenance_event entry on entry.id = link.provenance_event
         join visible_project project on project.id = entry.project
        where link.gathering = gathering.id), '[]'::jsonb) as roadmaps,
      (select jsonb_build_object('id', publication.id, 'at', publication.at) from gathering_publication publication
        where publication.gathering = gathering.id and publication.ended_at is null) as publication
    from gathering
    join lateral (select * from gathering_text newest where newest.gathering = gathering.id order by newest.number desc limit 1) said on true
    where gathering.id = ${id}`.execute(on(tx));
  const row = rows[0];
  if (row === undefined) return null;
  const { title, starts_on: startsOn, ends_on: endsOn, place, about, parts } = row;
  return {
    id: row.id,
    kind: row.kind,
    steward: row.steward,
    version: row.number,
    text: {
      title,
      startsOn,
      endsOn,
      place,
      about,
      parts: parts.map((part) => ({ title: part.title, theme: part.theme })),
    },
    attendees: row.attendees.map((one) => ({
      ...one,
      naming: one.naming && { ...asSigned(one.naming), answer: one.naming.answer, heard: one.naming.heard },
    })),
    notes: row.notes.map((one) => ({
      ...one,
      made: asSigned(one.made),
      statusSet: asSigned(one.statusSet),
      withdrawnAt: one.withdrawnAt === null ? null : new Date(one.withdrawnAt),
    })),
    followUps: row.follow_ups.map((one) => ({
      ...one,
      noted: asSigned(one.noted),
      doneAt: one.doneAt === null ? null : new Date(one.doneAt),
    })),
    roadmaps: row.roadmaps,
    publication: row.publication && { id: row.publication.id, at: new Date(row.publication.at) },
  };
}

/** As `findGathering`, and until the transaction ends nobody else changes its record. */
export async function gatheringForChange(tx: Tx, id: GatheringId): Promise<Gathering | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 64))`.execute(on(tx));
  return findGathering(tx, id);
}

export interface GatheringPage {
  readonly gatherings: readonly ListedGathering[];
  readonly hasMore: boolean;
}

/** The newest first. A reader who is not of the workspace finds what is public and where they were. */
export async function listedGatherings(
  tx: Tx,
  asked: {
    readonly all: boolean;
    readonly person: PersonId | null;
    readonly limit: number;
    readonly before: GatheringId | null;
  },
): Promise<GatheringPage> {
  const { rows } = await sql<ListedGathering>`
    select * from (
      select gathering.id, gathering.kind, said.title, said.starts_on as "startsOn", said.ends_on as "endsOn", said.place,
        exists (select from gathering_publication publication
                 where publication.gathering = gathering.id and publication.ended_at is null) as "isPublic",
        exists (select from gathering_attendee attendee where attendee.gathering = gathering.id
                   and attendee.removed_at is null and attendee.person = ${asked.person}::uuid) as present
      from gathering
      join lateral (select * from gathering_text newest where newest.gathering = gathering.id order by newest.number desc limit 1) said on true
    ) listed
    where (${asked.all} or "isPublic" or present)
      and (${asked.before}::uuid is null or ("startsOn", id) < (
        select newest.starts_on, newest.gathering from gathering_text newest where newest.gathering = ${asked.before}::uuid
        order by newest.number desc limit 1))
    order by "startsOn" desc, id desc limit ${asked.limit + 1}`.execute(on(tx));
  return {
    gatherings: rows.slice(0, asked.limit).map(({ id, kind, title, startsOn, endsOn, place, isPublic }) => ({
      id,
      kind,
      title,
      startsOn,
      endsOn,
      place,
      isPublic,
    })),
    hasMore: rows.length > asked.limit,
  };
}

export async function insertGathering(
  tx: Tx,
  kind: GatheringKind,
  steward: PersonId,
  text: GatheringText,
  actor: Actor,
  now: Instant,
): Promise<GatheringId> {
  const id = newId<'gathering'>(now);
  await sql`
    insert into gathering (id, kind, steward, at, by_person, hat)
    values (${id}, ${kind}, ${steward}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(on(tx));
  await insertGatheringText(tx, id, 1, text, actor, now);
  return id;
}

export async function insertGatheringText(
  tx: Tx,
  gathering: GatheringId,
  number: number,
  { title, startsOn, endsOn, place, about, parts }: GatheringText,
  actor: Actor,
  now: Instant,
): Promise<void> {
  await sql`
    insert into gathering_text (gathering, number, title, starts_on, ends_on, place, about, parts, at, by_person, hat)
    values (${gathering}, ${number}, ${title}, ${startsOn}, ${endsOn}, ${place}, ${about}, ${JSON.stringify(parts)}::jsonb,
            ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(on(tx));
}

export async function insertAttendee(
  tx: Tx,
  gathering: GatheringId,
  attendee: {
    readonly person: PersonId | null;
    readonly name: string | null;
    readonly affiliation: string | null;
    readonly role: AttendeeRole;
  },
  actor: Actor,
  now: Instant,
): Promise<AttendeeId> {
  const id = newId<'gathering attendee'>(now);
  await sql`
    insert into gathering_attendee (id, gathering, person, role, at, by_person, hat)
    values (${id}, ${gathering}, ${attendee.person}, ${attendee.role}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(
    on(tx),
  );
  if (attendee.name !== null || attendee.affiliation !== null) {
    await sql`
      insert into gathering_attendee_words (attendee, name, affiliation)
      values (${id}, ${attendee.name}, ${attendee.affiliation})`.execute(on(tx));
  }
  return id;
}

export async function removeAttendeeRow(
  tx: Tx,
  attendee: AttendeeId,
  by: PersonId | null,
  now: Instant,
): Promise<void> {
  await sql`
    update gathering_attendee set removed_at = ${now}, removed_by = ${by}
    where id = ${attendee} and removed_at is null`.execute(on(tx));
}

export async function eraseAttendeeWords(tx: Tx, attendee: AttendeeId): Promise<void> {
  await sql`delete from gathering_attendee_words where attendee = ${attendee}`.execute(on(tx));
}

export async function insertNaming(
  tx: Tx,
  attendee: AttendeeId,
  said: { readonly answer: 'yes' | 'no'; readonly heard: string | null },
  actor: Actor,
  now: Instant,
): Promise<void> {
  await sql`
    insert into gathering_naming (id, attendee, answer, heard, at, by_person, hat)
    values (${newId(now)}, ${attendee}, ${said.answer}, ${said.heard}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(
    on(tx),
  );
}

export interface NoteStanding {
  readonly status: NoteStatus;
  readonly project: ProjectId | null;
  readonly decision: string | null;
}

export async function insertNote(
  tx: Tx,
  gathering: GatheringId,
  note: { readonly part: number | null; readonly confidential: boolean; readonly words: string },
  standing: NoteStanding,
  actor: Actor,
  now: Instant,
): Promise<NoteId> {
  const id = newId<'gathering note'>(now);
  await sql`
    insert into gathering_note (id, gathering, part, confidential, at, by_person, hat)
    values (${id}, ${gathering}, ${note.part}, ${note.confidential}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(
    on(tx),
  );
  await sql`insert into gathering_note_words (note, words) values (${id}, ${note.words})`.execute(on(tx));
  await insertNoteStatus(tx, id, standing, actor, now);
  return id;
}

export async function insertNoteStatus(
  tx: Tx,
  note: NoteId,
  { status, project, decision }: NoteStanding,
  actor: Actor,
  now: Instant,
): Promise<void> {
  await sql`
    insert into gathering_note_status (id, note, status, project, decision, at, by_person, hat)
    values (${newId(now)}, ${note}, ${status}, ${project}, ${decision}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(
    on(tx),
  );
}

/** Its words go with it: what was said in error should not be kept for ever. */
export async function withdrawNoteRow(tx: Tx, note: NoteId, by: PersonId | null, now: Instant): Promise<void> {
  await sql`
    update gathering_note set withdrawn_at = ${now}, withdrawn_by = ${by}
    where id = ${note} and withdrawn_at is null`.execute(on(tx));
  await sql`delete from gathering_note_words where note = ${note}`.execute(on(tx));
}

export async function insertFollowUp(
  tx: Tx,
  gathering: GatheringId,
  followUp: { readonly words: string; readonly owner: PersonId },
  actor: Actor,
  now: Instant,
): Promise<FollowUpId> {
  const id = newId<'gathering follow-up'>(now);
  await sql`
    insert into gathering_follow_up (id, gathering, words, owner, at, by_person, hat)
    values (${id}, ${gathering}, ${followUp.words}, ${followUp.owner}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(
    on(tx),
  );
  return id;
}

export async function finishFollowUp(tx: Tx, id: FollowUpId, by: PersonId | null, now: Instant): Promise<void> {
  await sql`
    update gathering_follow_up set done_at = ${now}, done_by = ${by} where id = ${id} and done_at is null`.execute(
    on(tx),
  );
}

const MOST_OPEN = 20;

export interface OpenFollowUp {
  readonly gathering: GatheringId;
  readonly title: string;
  readonly words: string;
  readonly since: Instant;
}

/** What somebody took on and has not done, the oldest first. */
export async function openFollowUps(tx: Tx, owner: PersonId): Promise<readonly OpenFollowUp[]> {
  const { rows } = await sql<OpenFollowUp>`
    select follow.gathering, named.title, follow.words, follow.at as since
    from gathering_follow_up follow join named_gathering named on named.gathering = follow.gathering
    where follow.owner = ${owner} and follow.done_at is null order by follow.at, follow.id limit ${MOST_OPEN}`.execute(
    on(tx),
  );
  return rows;
}

/** Entries of how roadmaps came about that an event may have led to: from a year before it on. */
export async function roadmapEntries(tx: Tx, from: CalendarDate): Promise<readonly LinkedRoadmap[]> {
  const { rows } = await sql<LinkedRoadmap>`
    select entry.id as entry, entry.kind, entry.dated_on as "datedOn",
      jsonb_build_object('slug', project.slug, 'name', project.name) as project
    from standing_provenance_event entry join visible_project project on project.id = entry.project
    where entry.dated_on >= ${from}::date - 366 order by entry.dated_on desc, entry.id limit 100`.execute(on(tx));
  return rows;
}

/** Whether there is such an entry, of a project that is shown. */
export async function hasRoadmapEntry(tx: Tx, entry: string): Promise<boolean> {
  const { rows } = await sql`
    select from standing_provenance_event entry join visible_project project on project.id = entry.project
    where entry.id = ${entry}::uuid`.execute(on(tx));
  return rows.length > 0;
}

/** False when it is linked already. */
export async function insertRoadmapLink(
  tx: Tx,
  gathering: GatheringId,
  entry: string,
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    insert into gathering_roadmap (gathering, provenance_event, at, by_person, hat)
    values (${gathering}, ${entry}::uuid, ${now}, ${personOf(actor)}, ${hatOf(actor)})
    on conflict do nothing returning gathering`.execute(on(tx));
  return rows.length > 0;
}

export async function insertPublication(tx: Tx, gathering: GatheringId, actor: Actor, now: Instant): Promise<void> {
  await sql`
    insert into gathering_publication (id, gathering, at, by_person, hat)
    values (${newId(now)}, ${gathering}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(on(tx));
}

export async function endPublication(
  tx: Tx,
  publication: PublicationId,
  reason: string,
  by: PersonId | null,
  now: Instant,
): Promise<void> {
  await sql`
    update gathering_publication set ended_at = ${now}, ended_by = ${by}, end_reason = ${reason}
    where id = ${publication} and ended_at is null`.execute(on(tx));
}
