/** What people are told, how often they wish it, and the letters of the day. */
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { newId, type Id, type PersonId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import { allSettings } from '../notification-rules.ts';
import type { HowOften, Notification, NotificationKind, NotificationSettings } from '../notification-types.ts';

// --- how often

export async function notificationSettings(tx: Tx, person: PersonId): Promise<NotificationSettings> {
  const { rows } = await sql<{ kind: NotificationKind; how: HowOften }>`
    select kind, how from notification_setting where person = ${person}`.execute(on(tx));
  return allSettings(Object.fromEntries(rows.map(({ kind, how }) => [kind, how])));
}

export async function saveNotificationSettings(
  tx: Tx,
  person: PersonId,
  settings: NotificationSettings,
  now: Instant,
): Promise<void> {
  const kinds = Object.keys(settings);
  await sql`
    insert into notification_setting (person, kind, how, set_at)
    select ${person}, given.kind, given.how, ${now}
    from unnest(${kinds}::text[], ${Object.values(settings)}::text[]) as given (kind, how)
    on conflict (person, kind) do update set how = excluded.how, set_at = excluded.set_at`.execute(on(tx));
}

// --- what people are told

/** Kept as the person wishes it now; a closed account is told nothing. */
export async function insertNotification(
  tx: Tx,
  told: Omit<Notification, 'id' | 'madeAt'>,
  usually: HowOften,
  now: Instant,
): Promise<void> {
  await sql`
    insert into notification (id, person, kind, sentence, link, made_at, how)
    select ${newId(now)}, profile.person, ${told.kind}, ${told.sentence}, ${told.link}, ${now}, coalesce(setting.how, ${usually})
    from person_profile profile
    left join notification_setting setting on setting.person = profile.person and setting.kind = ${told.kind}
    where profile.person = ${told.person}
      and not exists (select from person_deactivation closed
                       where closed.person = profile.person and closed.lifted_at is null)`.execute(on(tx));
}

interface NotificationRow {
  readonly id: Id<'notification'>;
  readonly person: PersonId;
  readonly kind: NotificationKind;
  readonly sentence: string;
  readonly link: string | null;
  readonly made_at: Instant;
}

function asNotification({ made_at, ...row }: NotificationRow): Notification {
  return { ...row, madeAt: made_at };
}

/** What a person was told since then, newest first, whichever way. */
export async function notificationsOf(
  tx: Tx,
  person: PersonId,
  since: Instant,
  limit: number,
): Promise<Notification[]> {
  const { rows } = await sql<NotificationRow>`
    select id, person, kind, sentence, link, made_at from notification
    where person = ${person} and made_at >= ${since} order by made_at desc, id desc limit ${limit}`.execute(on(tx));
  return rows.map(asNotification);
}

/** Takes those that are to be told at once; they are marked in the transaction that queues their letters. */
export async function takeForLetters(tx: Tx, limit: number, now: Instant): Promise<Notification[]> {
  const { rows } = await sql<NotificationRow>`
    update notification set told_at = ${now}
    where id in (select id from notification where how = 'at-once' and told_at is null
                  order by made_at, id limit ${limit} for update skip locked)
    returning id, person, kind, sentence, link, made_at`.execute(on(tx));
  return rows.map(asNotification);
}

export async function takeForDigest(tx: Tx, person: PersonId, now: Instant): Promise<Notification[]> {
  const { rows } = await sql<NotificationRow>`
    update notification set told_at = ${now} where person = ${person} and how = 'digest' and told_at is null
    returning id, person, kind, sentence, link, made_at`.execute(on(tx));
  return rows.map(asNotification).toSorted((a, b) => a.madeAt.getTime() - b.madeAt.getTime());
}

// --- the link at the foot of a letter

export async function insertLetterLink(
  tx: Tx,
  link: {
    readonly digest: Buffer;
    readonly person: PersonId;
    readonly kind: NotificationKind | null;
    readonly validUntil: Instant;
  },
  now: Instant,
): Promise<void> {
  await sql`
    insert into letter_link (token_digest, person, kind, made_at, valid_until)
    values (${link.digest}, ${link.person}, ${link.kind}, ${now}, ${link.validUntil})`.execute(on(tx));
}

export async function findLetterLink(
  tx: Tx,
  digest: Buffer,
  now: Instant,
): Promise<{ readonly person: PersonId; readonly kind: NotificationKind | null } | null> {
  const { rows } = await sql<{ person: PersonId; kind: NotificationKind | null }>`
    select link.person, link.kind from letter_link link
    join person_profile profile on profile.person = link.person
    where link.token_digest = ${digest} and link.valid_until > ${now}`.execute(on(tx));
  return rows[0] ?? null;
}

// --- the letter of the day

/** Whom nobody has looked at for this day yet: open accounts that wish anything in the letter of the day. */
export async function digestsDue(tx: Tx, day: CalendarDate, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ person: PersonId }>`
    select profile.person from person_profile profile
    where not exists (select from digest where digest.person = profile.person and digest.day = ${day})
      and not exists (select from person_deactivation closed
                       where closed.person = profile.person and closed.lifted_at is null)
      and (select count(*) from notification_setting setting
            where setting.person = profile.person and setting.how <> 'digest') < ${Object.keys(allSettings({})).length}
    order by profile.person limit ${limit}`.execute(on(tx));
  return rows.map(({ person }) => person);
}

/** When the person was last looked at, or null; undefined when somebody else has taken this day already. */
export async function takeDigest(
  tx: Tx,
  person: PersonId,
  day: CalendarDate,
  now: Instant,
): Promise<Instant | null | undefined> {
  const { rows } = await sql`
    insert into digest (person, day, at) values (${person}, ${day}, ${now})
    on conflict do nothing returning day`.execute(on(tx));
  if (rows.length === 0) return undefined;
  const earlier = await sql<{ at: Instant }>`
    select at from digest where person = ${person} and day < ${day} order by day desc limit 1`.execute(on(tx));
  return earlier.rows[0]?.at ?? null;
}

export async function noteDigestMail(tx: Tx, person: PersonId, day: CalendarDate, mail: string): Promise<void> {
  await sql`update digest set mail = ${mail} where person = ${person} and day = ${day}`.execute(on(tx));
}

/** What is older than anybody looks back. */
export async function forgetNotifications(tx: Tx, madeBefore: Instant, now: Instant): Promise<void> {
  await sql`delete from notification where made_at < ${madeBefore}`.execute(on(tx));
  await sql`delete from letter_link where valid_until < ${now}`.execute(on(tx));
}
