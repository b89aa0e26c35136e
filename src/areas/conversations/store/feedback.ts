/** All SQL on feedback. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { hatOf } from '../../../kernel/hats.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import { figuresOf } from '../feedback-rules.ts';
import type {
  Channel,
  CountedFeedback,
  Feedback,
  FeedbackFigures,
  FeedbackId,
  FeedbackKind,
  FeedbackProject,
  FeedbackReleaseId,
  FeedbackShow,
  FeedbackState,
  Signed,
} from '../feedback-types.ts';

interface SignedRecord extends Omit<Signed, 'at'> {
  readonly at: string;
}

interface FeedbackRecord {
  id: FeedbackId;
  kind: FeedbackKind;
  channel: Channel;
  project: FeedbackProject | null;
  came_at: Instant;
  wishes_public: boolean;
  may_write: boolean;
  words: string | null;
  contact: Feedback['contact'];
  entered: SignedRecord;
  answers: readonly (SignedRecord & { words: string; sent: boolean })[];
  outcome: (SignedRecord & { kind: 'acted-on' | 'closed'; words: string; link: string | null }) | null;
  release: (SignedRecord & { id: FeedbackReleaseId; summary: string | null }) | null;
  was_released: boolean;
}

const columns = sql`
  feedback.id, feedback.kind, feedback.channel, feedback.came_at, feedback.wishes_public, feedback.may_write,
  (select jsonb_build_object('id', known.id, 'slug', known.slug, 'name', known.name, 'example', known.example)
     from known_project known where known.id = feedback.project) as project,
  (select said.words from feedback_words said where said.feedback = feedback.id) as words,
  (select jsonb_build_object('name', contact.name, 'mail', contact.mail) from feedback_contact contact
    where contact.feedback = feedback.id) as contact,
  jsonb_build_object('at', feedback.at, 'by', feedback.by_person, 'hat', feedback.hat, 'byName',
    (select named.name from named_person named where named.person = feedback.by_person)) as entered,
  coalesce((select jsonb_agg(jsonb_build_object('words', answer.words, 'sent', answer.sent, 'at', answer.at, 'by', answer.by_person,
        'byName', named.name, 'hat', answer.hat) order by answer.at, answer.id)
     from feedback_answer answer left join named_person named on named.person = answer.by_person
    where answer.feedback = feedback.id), '[]'::jsonb) as answers,
  (select jsonb_build_object('kind', outcome.kind, 'words', outcome.words, 'link', outcome.link, 'at', outcome.at,
        'by', outcome.by_person, 'byName', named.name, 'hat', outcome.hat)
     from feedback_outcome outcome left join named_person named on named.person = outcome.by_person
    where outcome.feedback = feedback.id) as outcome,
  (select jsonb_build_object('id', released.id, 'summary', released.summary, 'at', released.at, 'by', released.by_person,
        'byName', named.name, 'hat', released.hat)
     from feedback_release released left join named_person named on named.person = released.by_person
    where released.feedback = feedback.id and released.ended_at is null) as release,
  exists (select from feedback_release released where released.feedback = feedback.id) as was_released`;

const state = sql`
  coalesce((select outcome.kind from feedback_outcome outcome where outcome.feedback = feedback.id),
           case when exists (select from feedback_answer answer where answer.feedback = feedback.id) then 'answered' else 'new' end)`;

function asSigned({ at, by, byName, hat }: SignedRecord): Signed {
  return { at: new Date(at), by, byName, hat };
}

function asFeedback(row: FeedbackRecord): Feedback {
  const { id, kind, channel, project, words, contact } = row;
  return {
    id,
    kind,
    channel,
    project,
    cameAt: row.came_at,
    wishesPublic: row.wishes_public,
    mayWrite: row.may_write,
    words,
    contact,
    entered: asSigned(row.entered),
    answers: row.answers.map((one) => ({ ...asSigned(one), words: one.words, sent: one.sent })),
    outcome: row.outcome && {
      ...asSigned(row.outcome),
      kind: row.outcome.kind,
      words: row.outcome.words,
      link: row.outcome.link,
    },
    release: row.release && { ...asSigned(row.release), id: row.release.id, summary: row.release.summary },
    wasReleased: row.was_released,
  };
}

export async function findFeedback(tx: Tx, id: FeedbackId): Promise<Feedback | null> {
  const { rows } = await sql<FeedbackRecord>`select ${columns} from feedback where feedback.id = ${id}`.execute(on(tx));
  return rows[0] === undefined ? null : asFeedback(rows[0]);
}

/** As `findFeedback`, and until the transaction ends nobody else answers it or ends it. The rows themselves never change, so nothing of them can be locked. */
export async function feedbackForChange(tx: Tx, id: FeedbackId): Promise<Feedback | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 64))`.execute(on(tx));
  return findFeedback(tx, id);
}

const MOST_LISTED = 100;

/** What waits, the oldest first; what was answered or has ended, the newest first. `projects` null: of everything. */
export async function feedbackListed(
  tx: Tx,
  which: { readonly show: FeedbackShow; readonly projects: readonly ProjectId[] | null },
): Promise<readonly Feedback[]> {
  const states = { waiting: ['new'], answered: ['answered'], ended: ['acted-on', 'closed'] }[which.show];
  const order =
    which.show === 'waiting' ? sql`feedback.came_at, feedback.id` : sql`feedback.came_at desc, feedback.id desc`;
  const projects = which.projects === null ? null : [...which.projects];
  const { rows } = await sql<FeedbackRecord>`
    select ${columns} from feedback
    where ${state} = any(${states}::text[]) and (${projects}::uuid[] is null or feedback.project = any(${projects}::uuid[]))
    order by ${order} limit ${MOST_LISTED}`.execute(on(tx));
  return rows.map(asFeedback);
}

/** How many there are in each state, and since when the oldest stands still. */
export async function countFeedback(tx: Tx, projects: readonly ProjectId[] | null): Promise<CountedFeedback> {
  const ids = projects === null ? null : [...projects];
  const { rows } = await sql<CountedFeedback>`
    select count(*) filter (where at_state = 'new')::int as new, min(came_at) filter (where at_state = 'new') as "newSince",
      count(*) filter (where at_state = 'answered')::int as answered,
      min(came_at) filter (where at_state = 'answered') as "answeredSince",
      count(*) filter (where at_state in ('acted-on', 'closed'))::int as ended
    from (select feedback.came_at, ${state} as at_state from feedback
           where ${ids}::uuid[] is null or feedback.project = any(${ids}::uuid[])) counted`.execute(on(tx));
  return rows[0]!;
}

/** What stands in public, newest first; nothing on a project that is not shown. */
export async function releasedFeedback(
  tx: Tx,
  page: { readonly limit: number; readonly before: FeedbackId | null },
): Promise<readonly Feedback[]> {
  const { rows } = await sql<FeedbackRecord>`
    select ${columns} from feedback
    where exists (select from feedback_release released where released.feedback = feedback.id and released.ended_at is null)
      and (feedback.project is null or exists (select from visible_project project where project.id = feedback.project))
      and (${page.before}::uuid is null
           or (feedback.came_at, feedback.id) < (select earlier.came_at, earlier.id from feedback earlier where earlier.id = ${page.before}::uuid))
    order by feedback.came_at desc, feedback.id desc limit ${page.limit}`.execute(on(tx));
  return rows.map(asFeedback);
}

/** Over all that ever came. */
export async function feedbackFigures(tx: Tx): Promise<FeedbackFigures> {
  const { rows } = await sql<{ kind: FeedbackKind; state: FeedbackState; n: number }>`
    select feedback.kind, ${state} as state, count(*)::int as n from feedback group by 1, 2`.execute(on(tx));
  const response = await sql<{
    answered: number;
    median: number | null;
    shortest: number | null;
    longest: number | null;
    oldest: Instant | null;
  }>`
    select count(first_at)::int as answered,
      percentile_cont(0.5) within group (order by extract(epoch from first_at - came_at)::float8 / 3600) as median,
      (min(extract(epoch from first_at - came_at)) / 3600)::float8 as shortest,
      (max(extract(epoch from first_at - came_at)) / 3600)::float8 as longest,
      min(came_at) filter (where first_at is null and not ended) as oldest
    from (select feedback.came_at,
                 (select min(answer.at) from feedback_answer answer where answer.feedback = feedback.id) as first_at,
                 exists (select from feedback_outcome outcome where outcome.feedback = feedback.id) as ended
            from feedback) timed`.execute(on(tx));
  const { answered, median, shortest, longest, oldest } = response.rows[0]!;
  const times =
    median === null || shortest === null || longest === null
      ? null
      : { answered, medianHours: median, shortestHours: shortest, longestHours: longest };
  return figuresOf(rows, times, oldest);
}

export interface NewFeedback {
  readonly kind: FeedbackKind;
  readonly channel: Channel;
  readonly project: ProjectId | null;
  readonly cameAt: Instant;
  readonly wishesPublic: boolean;
  readonly mayWrite: boolean;
  readonly words: string;
  readonly contact: Feedback['contact'];
}

export async function insertFeedback(tx: Tx, given: NewFeedback, actor: Actor, now: Instant): Promise<FeedbackId> {
  const id = newId<'feedback'>(now);
  await sql`
    insert into feedback (id, kind, channel, project, came_at, wishes_public, may_write, at, by_person, hat)
    values (${id}, ${given.kind}, ${given.channel}, ${given.project}, ${given.cameAt}, ${given.wishesPublic}, ${given.mayWrite},
            ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(on(tx));
  await sql`insert into feedback_words (feedback, words) values (${id}, ${given.words})`.execute(on(tx));
  if (given.contact !== null) {
    const { name, mail } = given.contact;
    await sql`insert into feedback_contact (feedback, name, mail) values (${id}, ${name}, ${mail})`.execute(on(tx));
  }
  return id;
}

/** A project as everybody may name it: by its address or its name. */
export async function projectCalled(tx: Tx, called: string): Promise<FeedbackProject | null> {
  const { rows } = await sql<FeedbackProject>`
    select id, slug, name, example from visible_project
    where slug = ${called} or lower(name) = lower(${called}) order by slug = ${called} desc limit 1`.execute(on(tx));
  return rows[0] ?? null;
}

/** Takes the turn of this day's count, so that two forms sent at once are both counted, and what was sent so far. */
export async function sentToday(
  tx: Tx,
  network: Buffer,
  now: Instant,
): Promise<{ readonly fromNetwork: number; readonly all: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('feedback sent', 64))`.execute(on(tx));
  const { rows } = await sql<{ mine: number; all: number }>`
    select coalesce(sum(sent) filter (where network = ${network}), 0)::int as mine, coalesce(sum(sent), 0)::int as all
    from feedback_sent where day = ${calendarDate(now)}`.execute(on(tx));
  return { fromNetwork: rows[0]!.mine, all: rows[0]!.all };
}

/** Counts one more; whose older days were is forgotten. */
export async function countSent(tx: Tx, network: Buffer, now: Instant): Promise<void> {
  const day = calendarDate(now);
  await sql`delete from feedback_sent where day < ${day}`.execute(on(tx));
  await sql`
    insert into feedback_sent (day, network, sent) values (${day}, ${network}, 1)
    on conflict (day, network) do update set sent = feedback_sent.sent + 1`.execute(on(tx));
}

export async function insertAnswer(
  tx: Tx,
  feedback: FeedbackId,
  answer: { readonly words: string; readonly sent: boolean },
  actor: Actor,
  now: Instant,
): Promise<void> {
  await sql`
    insert into feedback_answer (id, feedback, words, sent, at, by_person, hat)
    values (${newId(now)}, ${feedback}, ${answer.words}, ${answer.sent}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(
    on(tx),
  );
}

export async function insertOutcome(
  tx: Tx,
  feedback: FeedbackId,
  outcome: { readonly kind: 'acted-on' | 'closed'; readonly words: string; readonly link: string | null },
  actor: Actor,
  now: Instant,
): Promise<void> {
  await sql`
    insert into feedback_outcome (feedback, kind, words, link, at, by_person, hat)
    values (${feedback}, ${outcome.kind}, ${outcome.words}, ${outcome.link}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(
    on(tx),
  );
}

export async function insertRelease(
  tx: Tx,
  feedback: FeedbackId,
  summary: string | null,
  actor: Actor,
  now: Instant,
): Promise<void> {
  await sql`
    insert into feedback_release (id, feedback, summary, at, by_person, hat)
    values (${newId(now)}, ${feedback}, ${summary}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(on(tx));
}

export async function endRelease(
  tx: Tx,
  release: FeedbackReleaseId,
  reason: string,
  by: PersonId | null,
  now: Instant,
): Promise<void> {
  await sql`
    update feedback_release set ended_at = ${now}, ended_by = ${by}, end_reason = ${reason}
    where id = ${release} and ended_at is null`.execute(on(tx));
}

export async function eraseContact(tx: Tx, feedback: FeedbackId): Promise<void> {
  await sql`delete from feedback_contact where feedback = ${feedback}`.execute(on(tx));
}

export async function eraseWords(tx: Tx, feedback: FeedbackId): Promise<void> {
  await sql`delete from feedback_words where feedback = ${feedback}`.execute(on(tx));
}
