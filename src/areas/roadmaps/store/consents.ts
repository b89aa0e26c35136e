/** All SQL on letters that ask for consent, on the answers to them, and on what became of those. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type ActLinkId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { SpeakerEntryId, SpeakerId } from '../../projects/index.ts';
import type { ItemId, ItemState } from '../item-types.ts';
import type {
  Consent,
  ConsentId,
  ConsentLetter,
  ConsentRequest,
  EndingConsent,
  LetterId,
  LetterRecipient,
  Objection,
  ObjectionId,
  OfferId,
  RecipientId,
  Recusal,
  RequestId,
  Use,
  Withdrawal,
} from '../offer-types.ts';
import type { NamedProject } from '../types.ts';
import { OFFER_COLUMNS, OFFER_JOINS, readOffer, signature } from './offers.ts';

// --- asking

export async function insertLetter(
  tx: Tx,
  letter: { readonly project: ProjectId; readonly message: string | null },
  actor: Actor,
  now: Instant,
): Promise<LetterId> {
  const id = newId<'consent letter'>(now);
  const { by, hat } = signature(actor);
  await sql`
    insert into consent_letter (id, project, message, at, by_person, hat)
    values (${id}, ${letter.project}, ${letter.message}, ${now}, ${by}, ${hat})`.execute(on(tx));
  return id;
}

export async function insertRecipient(
  tx: Tx,
  recipient: { readonly letter: LetterId; readonly speaker: SpeakerId; readonly person: PersonId | null },
  now: Instant,
): Promise<RecipientId> {
  const id = newId<'consent recipient'>(now);
  await sql`
    insert into consent_recipient (id, letter, speaker, person)
    values (${id}, ${recipient.letter}, ${recipient.speaker}, ${recipient.person})`.execute(on(tx));
  return id;
}

export async function insertRequest(
  tx: Tx,
  request: {
    readonly letter: LetterId;
    readonly position: number;
    readonly offer: OfferId;
    readonly project: ProjectId;
    readonly uses: readonly Use[];
    readonly windowDays: number;
    readonly zone: string;
  },
  actor: Actor,
  now: Instant,
): Promise<RequestId> {
  const id = newId<'consent request'>(now);
  const { by, hat } = signature(actor);
  await sql`
    insert into consent_request (id, letter, position, offer, project, uses, window_days, zone, at, by_person, hat)
    values (${id}, ${request.letter}, ${request.position}, ${request.offer}, ${request.project}, ${[...request.uses]}::text[],
      ${request.windowDays}, ${request.zone}, ${now}, ${by}, ${hat})`.execute(on(tx));
  return id;
}

export async function insertReminder(tx: Tx, letter: LetterId, actor: Actor, now: Instant): Promise<void> {
  const { by, hat } = signature(actor);
  await sql`
    insert into consent_reminder (id, letter, at, by_person, hat)
    values (${newId(now)}, ${letter}, ${now}, ${by}, ${hat})`.execute(on(tx));
}

/** False when it was taken back already. */
export async function endRequest(tx: Tx, request: RequestId, actor: Actor, now: Instant): Promise<boolean> {
  const { rows } = await sql`
    update consent_request set withdrawn_at = ${now}, withdrawn_by = ${personOf(actor)}
     where id = ${request} and withdrawn_at is null returning id`.execute(on(tx));
  return rows.length === 1;
}

/** Until the transaction ends nobody else answers or takes back what this letter asks. */
export async function lockLetter(tx: Tx, letter: LetterId): Promise<void> {
  await sql`select from consent_request where letter = ${letter} order by id for update`.execute(on(tx));
}

/** The newest version of an item is asked for by one request at a time: those who ask take turns. */
export async function lockAsking(tx: Tx, project: ProjectId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${project}`}, 0))`.execute(on(tx));
}

// --- letters

interface LetterRow {
  id: LetterId;
  project: ProjectId;
  project_slug: string;
  project_name: string;
  project_example: boolean;
  project_label: string;
  opted_out: boolean;
  message: string | null;
  at: Instant;
  by_person: PersonId | null;
  by_name: string | null;
  hat: string | null;
  recipients: readonly LetterRecipient[] | null;
  reminders: readonly string[] | null;
}

export async function letterById(tx: Tx, id: LetterId): Promise<ConsentLetter | null> {
  return (await letters(tx, sql`letter.id = ${id}`))[0] ?? null;
}

/** The letter that this line of a letter's recipients is about. */
export async function letterOfRecipient(tx: Tx, recipient: RecipientId): Promise<ConsentLetter | null> {
  const found = await letters(
    tx,
    sql`letter.id = (select recipient.letter from consent_recipient recipient where recipient.id = ${recipient})`,
  );
  return found[0] ?? null;
}

export async function letterOfRequest(tx: Tx, request: RequestId): Promise<ConsentLetter | null> {
  const found = await letters(
    tx,
    sql`letter.id = (select request.letter from consent_request request where request.id = ${request})`,
  );
  return found[0] ?? null;
}

/** The newest first. */
export async function lettersOf(tx: Tx, project: ProjectId): Promise<readonly ConsentLetter[]> {
  return letters(tx, sql`letter.project = ${project}`);
}

/** Those that asked about any version of an item, the newest first. */
export async function lettersAbout(tx: Tx, item: ItemId): Promise<readonly ConsentLetter[]> {
  return letters(
    tx,
    sql`letter.id in (select request.letter from consent_request request
                      join offer_version version on version.id = request.offer where version.item = ${item})`,
  );
}

const MOST_LETTERS = 100;

async function letters(tx: Tx, which: ReturnType<typeof sql>): Promise<readonly ConsentLetter[]> {
  const { rows } = await sql<LetterRow>`
    select letter.id, letter.project, project.slug as project_slug, project.name as project_name, project.example as project_example,
      project.label as project_label, project.opted_out, letter.message, letter.at, letter.by_person, person.name as by_name, letter.hat,
      (select jsonb_agg(jsonb_build_object('id', recipient.id, 'speaker', recipient.speaker, 'person', recipient.person, 'name', named.name)
                        order by recipient.id)
         from consent_recipient recipient left join named_speaker named on named.speaker = recipient.speaker
        where recipient.letter = letter.id) as recipients,
      (select jsonb_agg(reminder.at order by reminder.at) from consent_reminder reminder where reminder.letter = letter.id) as reminders
    from consent_letter letter
    join known_project project on project.id = letter.project
    left join named_person person on person.person = letter.by_person
    where ${which} order by letter.at desc, letter.id desc limit ${MOST_LETTERS}`.execute(on(tx));
  const requests = await requestsOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    project: projectOf(row),
    message: row.message,
    sent: { at: row.at, by: row.by_person, link: null, byName: row.by_name, hat: row.hat },
    recipients: row.recipients ?? [],
    reminders: (row.reminders ?? []).map((at) => new Date(at)),
    requests: requests.filter(({ letter }) => letter === row.id),
  }));
}

function projectOf(row: {
  project: ProjectId;
  project_slug: string;
  project_name: string;
  project_example: boolean;
  project_label: string;
  opted_out: boolean;
}): NamedProject {
  return {
    id: row.project,
    slug: row.project_slug,
    name: row.project_name,
    example: row.project_example,
    label: row.project_label,
    optedOut: row.opted_out,
  };
}

type OfferRow = Parameters<typeof readOffer>[0];

interface RequestRow extends OfferRow {
  request: RequestId;
  letter: LetterId;
  position: number;
  item_state: ItemState;
  uses: readonly Use[];
  window_days: number;
  zone: string;
  withdrawn_at: Instant | null;
  joint_ended_at: Instant | null;
}

async function requestsOf(tx: Tx, of: readonly LetterId[]): Promise<readonly ConsentRequest[]> {
  if (of.length === 0) return [];
  const { rows } = await sql<RequestRow>`
    select request.id as request, request.letter, request.position, item.state as item_state, request.uses, request.window_days,
      request.zone, request.withdrawn_at,
      (select joint.ended_at from joint_offer joint where joint.id = version.joint) as joint_ended_at, ${OFFER_COLUMNS}
    from consent_request request
    join offer_version version on version.id = request.offer ${OFFER_JOINS}
    join roadmap_item item on item.id = version.item
    where request.letter = any (${[...of]}::uuid[]) order by request.letter, request.position`.execute(on(tx));
  const ids = rows.map(({ request }) => request);
  const answers = await consents(tx, sql`consent.request = any (${ids}::uuid[])`);
  const recusals = await recusalsOf(tx, ids);
  return rows.map((row) => ({
    id: row.request,
    letter: row.letter,
    position: row.position,
    offer: readOffer(row),
    itemState: row.item_state,
    uses: row.uses,
    windowDays: row.window_days,
    zone: row.zone,
    withdrawnAt: row.withdrawn_at,
    jointEndedAt: row.joint_ended_at,
    answers: answers.filter(({ request }) => request === row.request),
    recusals: recusals.filter(({ request }) => request === row.request),
  }));
}

// --- answers

export interface NewConsent {
  readonly request: RequestId;
  readonly offer: OfferId;
  readonly project: ProjectId;
  /** Hexadecimal: of the text that was shown. */
  readonly digest: string;
  readonly answer: Consent['answer'];
  readonly uses: readonly Use[];
  readonly standing: SpeakerEntryId;
  readonly discussedAt: string | null;
  readonly words: string | null;
  readonly isPrivate: boolean;
  readonly validUntil: Instant | null;
}

/** The database sets from when a yes counts: by the window of the request, in the project's zone. */
export async function insertConsent(
  tx: Tx,
  consent: NewConsent,
  actor: Actor,
  now: Instant,
): Promise<{ readonly id: ConsentId; readonly effectiveFrom: Instant }> {
  const id = newId<'consent'>(now);
  const { by, link, hat } = signature(actor);
  const { rows } = await sql<{ effective_from: Instant }>`
    insert into consent (id, request, offer, project, digest, answer, uses, standing, discussed_at, words, private, at, effective_from,
      valid_until, by_person, by_link, hat)
    values (${id}, ${consent.request}, ${consent.offer}, ${consent.project}, decode(${consent.digest}, 'hex'), ${consent.answer},
      ${[...consent.uses]}::text[], ${consent.standing}, ${consent.discussedAt}, ${consent.words}, ${consent.isPrivate}, ${now}, ${now},
      ${consent.validUntil}, ${by}, ${link}, ${hat}) returning effective_from`.execute(on(tx));
  return { id, effectiveFrom: rows[0]!.effective_from };
}

export async function insertWithdrawal(
  tx: Tx,
  withdrawal: { readonly consent: ConsentId; readonly reason: string | null; readonly isPrivate: boolean },
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { by, link, hat } = signature(actor);
  const { rows } = await sql`
    insert into consent_withdrawal (consent, reason, private, at, by_person, by_link, hat)
    values (${withdrawal.consent}, ${withdrawal.reason}, ${withdrawal.isPrivate}, ${now}, ${by}, ${link}, ${hat})
    on conflict do nothing returning consent`.execute(on(tx));
  return rows.length === 1;
}

export async function insertObjection(
  tx: Tx,
  objection: { readonly consent: ConsentId; readonly reason: string; readonly hat?: string },
  actor: Actor,
  now: Instant,
): Promise<ObjectionId> {
  const id = newId<'objection'>(now);
  const { by, link, hat } = signature(actor);
  await sql`
    insert into consent_objection (id, consent, reason, at, by_person, by_link, hat)
    values (${id}, ${objection.consent}, ${objection.reason}, ${now}, ${by}, ${link}, ${objection.hat ?? hat ?? 'representative'})`.execute(
    on(tx),
  );
  return id;
}

/** Taken back or settled, once. */
export async function markObjectionSettled(
  tx: Tx,
  objection: ObjectionId,
  how: string,
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update consent_objection set settled_at = ${now}, settled_by = ${personOf(actor)}, settled_how = ${how}
     where id = ${objection} and settled_at is null returning id`.execute(on(tx));
  return rows.length === 1;
}

export async function insertRecusal(
  tx: Tx,
  recusal: { readonly request: RequestId; readonly interest: string },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, link, hat } = signature(actor);
  await sql`
    insert into consent_recusal (id, request, interest, at, by_person, by_link, hat)
    values (${newId(now)}, ${recusal.request}, ${recusal.interest}, ${now}, ${by}, ${link}, ${hat})`.execute(on(tx));
}

interface RecusalRow {
  request: RequestId;
  interest: string;
  at: Instant;
  by_person: PersonId | null;
  by_link: ActLinkId | null;
  by_name: string | null;
  hat: string | null;
}

async function recusalsOf(
  tx: Tx,
  requests: readonly RequestId[],
): Promise<readonly (Recusal & { readonly request: RequestId })[]> {
  const { rows } = await sql<RecusalRow>`
    select recusal.request, recusal.interest, recusal.at, recusal.by_person, recusal.by_link, coalesce(person.name, guest.name) as by_name,
      recusal.hat
    from consent_recusal recusal
    left join named_person person on person.person = recusal.by_person
    left join named_act_link guest on guest.link = recusal.by_link
    where recusal.request = any (${[...requests]}::uuid[]) order by recusal.at`.execute(on(tx));
  return rows.map((row) => ({ request: row.request, interest: row.interest, ...signedIn(row) }));
}

interface SignedRow {
  at: Instant | string;
  by_person: PersonId | null;
  by_link: ActLinkId | null;
  by_name: string | null;
  hat: string | null;
}

function signedIn(row: SignedRow) {
  return { at: new Date(row.at), by: row.by_person, link: row.by_link, byName: row.by_name, hat: row.hat };
}

interface ConsentRow extends SignedRow {
  id: ConsentId;
  request: RequestId;
  offer: OfferId;
  project: ProjectId;
  digest: string;
  answer: Consent['answer'];
  uses: readonly Use[];
  standing: SpeakerEntryId;
  discussed_at: string | null;
  words: string | null;
  private: boolean;
  effective_from: Instant;
  valid_until: Instant | null;
  hat: string;
  withdrawal: (SignedRow & { reason: string | null; private: boolean }) | null;
  objections:
    | readonly (SignedRow & {
        id: ObjectionId;
        reason: string;
        settled_at: string | null;
        settled_by: string | null;
        settled_how: string | null;
      })[]
    | null;
}

const MOST_CONSENTS = 1000;

/** The newest first. */
async function consents(tx: Tx, which: ReturnType<typeof sql>): Promise<readonly Consent[]> {
  const { rows } = await sql<ConsentRow>`
    select consent.id, consent.request, consent.offer, consent.project, encode(consent.digest, 'hex') as digest, consent.answer,
      consent.uses, consent.standing, consent.discussed_at, consent.words, consent.private, consent.at, consent.effective_from,
      consent.valid_until, consent.by_person, consent.by_link, coalesce(person.name, guest.name) as by_name, consent.hat,
      (select jsonb_build_object('reason', withdrawal.reason, 'private', withdrawal.private, 'at', withdrawal.at,
                'by_person', withdrawal.by_person, 'by_link', withdrawal.by_link, 'by_name', coalesce(account.name, visitor.name),
                'hat', withdrawal.hat)
         from consent_withdrawal withdrawal
         left join named_person account on account.person = withdrawal.by_person
         left join named_act_link visitor on visitor.link = withdrawal.by_link
        where withdrawal.consent = consent.id) as withdrawal,
      (select jsonb_agg(jsonb_build_object('id', objection.id, 'reason', objection.reason, 'at', objection.at,
                'by_person', objection.by_person, 'by_link', objection.by_link, 'by_name', coalesce(account.name, visitor.name),
                'hat', objection.hat, 'settled_at', objection.settled_at, 'settled_by', settler.name,
                'settled_how', objection.settled_how) order by objection.at, objection.id)
         from consent_objection objection
         left join named_person account on account.person = objection.by_person
         left join named_act_link visitor on visitor.link = objection.by_link
         left join named_person settler on settler.person = objection.settled_by
        where objection.consent = consent.id) as objections
    from consent
    left join named_person person on person.person = consent.by_person
    left join named_act_link guest on guest.link = consent.by_link
    where ${which} order by consent.at desc, consent.id desc limit ${MOST_CONSENTS}`.execute(on(tx));
  return rows.map(readConsent);
}

function readConsent(row: ConsentRow): Consent {
  return {
    id: row.id,
    request: row.request,
    offer: row.offer,
    project: row.project,
    digest: row.digest,
    answer: row.answer,
    uses: row.uses,
    standing: row.standing,
    discussedAt: row.discussed_at,
    words: row.words,
    isPrivate: row.private,
    effectiveFrom: row.effective_from,
    validUntil: row.valid_until,
    ...signedIn(row),
    withdrawal:
      row.withdrawal === null
        ? null
        : ({
            ...signedIn(row.withdrawal),
            reason: row.withdrawal.reason,
            isPrivate: row.withdrawal.private,
          } satisfies Withdrawal),
    objections: (row.objections ?? []).map((one): Objection => ({
      id: one.id,
      reason: one.reason,
      ...signedIn(one),
      settled:
        one.settled_at === null
          ? null
          : { at: new Date(one.settled_at), byName: one.settled_by, how: one.settled_how ?? '' },
    })),
  };
}

/** With `lock`, those who answer the same question, take the answer back or object to it take turns. */
export async function consentById(
  tx: Tx,
  id: ConsentId,
  { lock }: { readonly lock: boolean },
): Promise<Consent | null> {
  if (lock) {
    await sql`
      select from consent_request where id = (select request from consent where consent.id = ${id}) for update`.execute(
      on(tx),
    );
  }
  return (await consents(tx, sql`consent.id = ${id}`))[0] ?? null;
}

export async function consentOfObjection(tx: Tx, objection: ObjectionId): Promise<Consent | null> {
  const { rows } = await sql<{ consent: ConsentId }>`
    select consent from consent_objection where id = ${objection}`.execute(on(tx));
  return rows[0] === undefined ? null : consentById(tx, rows[0].consent, { lock: true });
}

/** Every answer about a version of an item. */
export async function consentsAbout(tx: Tx, item: ItemId): Promise<readonly Consent[]> {
  return consents(tx, sql`consent.offer in (select id from offer_version where item = ${item})`);
}

/** Whether a live yes to this very version exists for the catalogue: what the database will ask when it is published. */
export async function liveConsentFor(tx: Tx, offer: OfferId, use: Use, at: Instant): Promise<ConsentId | null> {
  const { rows } = await sql<{ consent: ConsentId }>`
    select live.consent from live_consent(${at}) live
     where live.offer = ${offer} and ${use} = any (live.uses) order by live.valid_until desc limit 1`.execute(on(tx));
  return rows[0]?.consent ?? null;
}

/** Whether the project itself said yes to it for any use, whatever others of a joint offer say. */
export async function hasOwnYes(tx: Tx, offer: OfferId, at: Instant): Promise<boolean> {
  const { rows } = await sql`select own.consent from own_consent(${at}) own where own.offer = ${offer} limit 1`.execute(
    on(tx),
  );
  return rows.length > 0;
}

// --- what waits and what runs out

export interface WaitingLetter {
  readonly letter: LetterId;
  readonly project: NamedProject;
  readonly titles: readonly string[];
  readonly at: Instant;
}

/** What a person is asked and has not answered: for their home. */
export async function lettersWaitingFor(tx: Tx, person: PersonId): Promise<readonly WaitingLetter[]> {
  return unanswered(
    tx,
    sql`exists (select from consent_recipient recipient where recipient.letter = letter.id and recipient.person = ${person})`,
  );
}

/** What a person asked and nobody answered. */
export async function lettersAskedBy(tx: Tx, person: PersonId): Promise<readonly WaitingLetter[]> {
  return unanswered(tx, sql`letter.by_person = ${person}`);
}

async function unanswered(tx: Tx, which: ReturnType<typeof sql>): Promise<readonly WaitingLetter[]> {
  const { rows } = await sql<{
    letter: LetterId;
    project: ProjectId;
    project_slug: string;
    project_name: string;
    project_example: boolean;
    project_label: string;
    opted_out: boolean;
    titles: readonly string[];
    at: Instant;
  }>`
    select letter.id as letter, project.id as project, project.slug as project_slug, project.name as project_name,
      project.example as project_example, project.label as project_label, project.opted_out, letter.at,
      array_agg(version.title order by request.position) as titles
    from consent_letter letter
    join consent_request request on request.letter = letter.id and request.withdrawn_at is null
    join offer_version version on version.id = request.offer
    join roadmap_item item on item.id = version.item and item.state not in ('declined', 'opted_out', 'retired', 'achieved')
    join known_project project on project.id = letter.project and not project.opted_out and not project.archived
    where ${which}
      and not exists (select from consent where consent.request = request.id
                        and not exists (select from consent_withdrawal withdrawal where withdrawal.consent = consent.id))
    group by letter.id, project.id, project.slug, project.name, project.example, project.label, project.opted_out
    order by letter.at limit ${MOST_LETTERS}`.execute(on(tx));
  return rows.map((row) => ({ letter: row.letter, project: projectOf(row), titles: row.titles, at: row.at }));
}

/** Live consents of these projects that end before a day; for everybody's home and for the daily job. */
export async function endingConsents(
  tx: Tx,
  at: Instant,
  before: Instant,
  which: { readonly projects: readonly ProjectId[] } | { readonly notNoticed: true },
): Promise<readonly EndingConsent[]> {
  const filter =
    'projects' in which
      ? sql`live.project = any (${[...which.projects]}::uuid[])`
      : sql`not exists (select from consent_ending_notice notice where notice.consent = live.consent)`;
  const { rows } = await sql<{
    consent: ConsentId;
    project: ProjectId;
    project_slug: string;
    project_name: string;
    project_example: boolean;
    project_label: string;
    opted_out: boolean;
    title: string;
    valid_until: Instant;
    letter: LetterId;
  }>`
    select live.consent, project.id as project, project.slug as project_slug, project.name as project_name,
      project.example as project_example, project.label as project_label, project.opted_out, version.title, live.valid_until,
      request.letter
    from live_consent(${at}) live
    join consent on consent.id = live.consent
    join consent_request request on request.id = consent.request
    join offer_version version on version.id = live.offer
    join known_project project on project.id = live.project
    where live.valid_until <= ${before} and ${filter}
    order by live.valid_until, live.consent limit ${MOST_CONSENTS}`.execute(on(tx));
  return rows.map((row) => ({
    consent: row.consent,
    project: projectOf(row),
    title: row.title,
    validUntil: row.valid_until,
    letter: row.letter,
  }));
}

/** False when the project was told already. */
export async function insertEndingNotice(tx: Tx, consent: ConsentId, now: Instant): Promise<boolean> {
  const { rows } = await sql`
    insert into consent_ending_notice (consent, at) values (${consent}, ${now}) on conflict do nothing returning consent`.execute(
    on(tx),
  );
  return rows.length === 1;
}
