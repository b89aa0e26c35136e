/** All SQL on a project's own word, requests for help, coverage, and how its logo may be used. */
import { type Actor, personOf } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type {
  Coverage,
  HelpOutcome,
  HelpRequest,
  HelpRequestId,
  HelpState,
  HelpTrace,
  LogoUse,
  ProjectQuestion,
  ProjectWord,
} from '../care-types.ts';
import type { Act, SpeakerEntryId } from '../register-types.ts';
import { signed } from './signed.ts';

// --- the project's word

/** The newest answer to each question. */
export async function wordsOf(tx: Tx, project: ProjectId): Promise<readonly ProjectWord[]> {
  const { rows } = await sql<{
    question: ProjectQuestion;
    answer: 'yes' | 'no';
    words: string | null;
    at: Instant;
    by_person: PersonId | null;
    by_name: string | null;
    hat: string | null;
  }>`
    select distinct on (word.question) word.question, word.answer, word.words, word.at, word.by_person, named.name as by_name, word.hat
    from project_word word left join named_person named on named.person = word.by_person
    where word.project = ${project} order by word.question, word.at desc, word.id desc`.execute(on(tx));
  return rows.map(({ question, answer, words, at, by_person: by, by_name: byName, hat }) => ({
    question,
    answer,
    words,
    said: { at, by, byName, hat },
  }));
}

export async function insertWord(
  tx: Tx,
  project: ProjectId,
  word: Pick<ProjectWord, 'question' | 'answer' | 'words'>,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into project_word (id, project, question, answer, words, at, by_person, hat)
    values (${newId(now)}, ${project}, ${word.question}, ${word.answer}, ${word.words}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
}

// --- help with a roadmap

const stateOfRequest = sql`
  coalesce((select answer.outcome from help_answer answer where answer.request = request.id),
           case when exists (select from help_taking taking where taking.request = request.id) then 'taken' else 'open' end)`;

/** When a project asked and what became of it, newest first; not its words. */
export async function helpTracesOf(tx: Tx, project: ProjectId): Promise<readonly HelpTrace[]> {
  const { rows } = await sql<{ id: HelpRequestId; asked_at: Instant; state: HelpState; answered_at: Instant | null }>`
    select request.id, request.at as asked_at, ${stateOfRequest} as state,
      (select answer.at from help_answer answer where answer.request = request.id) as answered_at
    from help_request request where request.project = ${project} order by request.at desc limit 100`.execute(on(tx));
  return rows.map((row) => ({ id: row.id, askedAt: row.asked_at, state: row.state, answeredAt: row.answered_at }));
}

/** How many requests have no answer yet, and since when the oldest waits. */
export async function openRequests(tx: Tx): Promise<{ readonly count: number; readonly since: Instant | null }> {
  const { rows } = await sql<{ n: number; since: Instant | null }>`
    select count(*)::int as n, min(request.at) as since from help_request request
    where not exists (select from help_answer answer where answer.request = request.id)`.execute(on(tx));
  return { count: rows[0]!.n, since: rows[0]!.since };
}

interface ActRecord extends Omit<Act, 'at'> {
  readonly at: string;
}

interface RequestRecord {
  id: HelpRequestId;
  project: HelpRequest['project'];
  wish: string;
  asked_as: HelpRequest['askedAs'];
  asked: ActRecord;
  contact: HelpRequest['contact'];
  owner: { person: PersonId; name: string | null; since: string } | null;
  notes: readonly { words: string; written: ActRecord }[];
  answer: (ActRecord & { outcome: HelpOutcome; words: string }) | null;
}

const MOST_REQUESTS = 200;

/** For the workspace's people: those that wait first, the oldest of them first; then what was answered, newest first. */
export async function helpRequests(
  tx: Tx,
  which: { readonly show: 'waiting' | 'closed' } | { readonly id: HelpRequestId },
): Promise<readonly HelpRequest[]> {
  const id = 'id' in which ? which.id : null;
  const closed = 'show' in which && which.show === 'closed';
  const { rows } = await sql<RequestRecord>`
    select request.id, request.wish, request.asked_as,
      jsonb_build_object('id', known.id, 'slug', known.slug, 'name', known.name, 'example', known.example) as project,
      jsonb_build_object('at', request.at, 'by', request.by_person, 'byName', asker.name, 'hat', request.hat) as asked,
      (select jsonb_build_object('name', contact.name, 'mail', contact.mail) from help_request_contact contact
        where contact.request = request.id) as contact,
      (select jsonb_build_object('person', taking.owner, 'name', named.name, 'since', taking.at)
         from help_taking taking left join named_person named on named.person = taking.owner
        where taking.request = request.id order by taking.at desc, taking.id desc limit 1) as owner,
      coalesce((select jsonb_agg(jsonb_build_object('words', note.words, 'written',
                 jsonb_build_object('at', note.at, 'by', note.by_person, 'byName', named.name, 'hat', note.hat)) order by note.at, note.id)
         from help_note note left join named_person named on named.person = note.by_person
        where note.request = request.id), '[]'::jsonb) as notes,
      (select jsonb_build_object('outcome', answer.outcome, 'words', answer.words, 'at', answer.at, 'by', answer.by_person,
                                 'byName', named.name, 'hat', answer.hat)
         from help_answer answer left join named_person named on named.person = answer.by_person
        where answer.request = request.id) as answer
    from help_request request
    join known_project known on known.id = request.project
    left join named_person asker on asker.person = request.by_person
    where case when ${id}::uuid is not null then request.id = ${id}
               else exists (select from help_answer answer where answer.request = request.id) = ${closed} end
    order by case when ${closed} then null else request.at end, request.at desc limit ${MOST_REQUESTS}`.execute(on(tx));
  return rows.map(readRequest);
}

function readRequest({ asked_as: askedAs, ...row }: RequestRecord): HelpRequest {
  const act = <Kept extends ActRecord>(kept: Kept) => ({ ...kept, at: new Date(kept.at) });
  return {
    ...row,
    askedAs,
    asked: act(row.asked),
    owner: row.owner && { ...row.owner, since: new Date(row.owner.since) },
    notes: row.notes.map(({ words, written }) => ({ words, written: act(written) })),
    answer: row.answer && act(row.answer),
  };
}

/** As one of `helpRequests`, and until the transaction ends nobody else answers it. */
export async function requestForChange(tx: Tx, id: HelpRequestId): Promise<HelpRequest | null> {
  await sql`
    select from project where id = (select project from help_request where id = ${id}) for update`.execute(on(tx));
  return (await helpRequests(tx, { id }))[0] ?? null;
}

export async function insertRequest(
  tx: Tx,
  request: {
    readonly project: ProjectId;
    readonly wish: string;
    readonly askedAs: HelpRequest['askedAs'];
    readonly contact: HelpRequest['contact'];
  },
  actor: Actor,
  now: Instant,
): Promise<HelpRequestId> {
  const id = newId<'help request'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into help_request (id, project, wish, asked_as, at, by_person, hat)
    values (${id}, ${request.project}, ${request.wish}, ${request.askedAs}, ${now}, ${by}, ${hat})`.execute(on(tx));
  if (request.contact !== null) {
    const { name, mail } = request.contact;
    await sql`
      insert into help_request_contact (request, name, mail) values (${id}, ${name}, ${mail})`.execute(on(tx));
  }
  return id;
}

export async function insertTaking(
  tx: Tx,
  request: HelpRequestId,
  owner: PersonId,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into help_taking (id, request, owner, at, by_person, hat)
    values (${newId(now)}, ${request}, ${owner}, ${now}, ${by}, ${hat})`.execute(on(tx));
}

export async function insertNote(
  tx: Tx,
  request: HelpRequestId,
  words: string,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into help_note (id, request, words, at, by_person, hat)
    values (${newId(now)}, ${request}, ${words}, ${now}, ${by}, ${hat})`.execute(on(tx));
}

export async function insertHelpAnswer(
  tx: Tx,
  request: HelpRequestId,
  answer: { readonly outcome: HelpOutcome; readonly words: string },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into help_answer (request, outcome, words, at, by_person, hat)
    values (${request}, ${answer.outcome}, ${answer.words}, ${now}, ${by}, ${hat})`.execute(on(tx));
}

export async function deleteHelpContact(tx: Tx, request: HelpRequestId): Promise<void> {
  await sql`delete from help_request_contact where request = ${request}`.execute(on(tx));
}

// --- coverage and logo

export async function coverageOf(tx: Tx, project: ProjectId): Promise<Coverage> {
  const { rows } = await sql<{ status: Coverage }>`
    select status from live_coverage where project = ${project}`.execute(on(tx));
  return rows[0]?.status ?? 'none';
}

export async function insertCoverage(
  tx: Tx,
  project: ProjectId,
  status: Coverage,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into project_coverage (id, project, status, at, by_person, hat)
    values (${newId(now)}, ${project}, ${status}, ${now}, ${by}, ${hat})`.execute(on(tx));
}

/** Null without a logo. */
export async function logoUse(tx: Tx, project: ProjectId): Promise<LogoUse | null> {
  const { rows } = await sql<LogoUse>`
    select encode(logo, 'hex') as logo, alt, note, accepted from shown_logo where project = ${project}`.execute(on(tx));
  return rows[0] ?? null;
}

/** Whether the project still agrees to that picture; also to one that was replaced since, for it stands in what was agreed then. */
export async function isLogoAgreed(
  tx: Tx,
  of: { readonly project: ProjectId; readonly digest: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from logo_acceptance acceptance
     where acceptance.project = ${of.project} and acceptance.logo = decode(${of.digest}::text, 'hex')
       and acceptance.withdrawn_at is null limit 1`.execute(on(tx));
  return rows.length === 1;
}

export async function insertLogoAcceptance(
  tx: Tx,
  project: ProjectId,
  standing: SpeakerEntryId,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into logo_acceptance (id, project, logo, alt, note, standing, at, by_person, hat)
    select ${newId(now)}::uuid, project, logo, alt, note, ${standing}::uuid, ${now}, ${by}::uuid, ${hat}
    from shown_logo where project = ${project}`.execute(on(tx));
}

export async function endLogoAcceptance(tx: Tx, project: ProjectId, actor: Actor, now: Instant): Promise<void> {
  await sql`
    update logo_acceptance set withdrawn_at = ${now}, withdrawn_by = ${personOf(actor)}
    where project = ${project} and withdrawn_at is null`.execute(on(tx));
}
