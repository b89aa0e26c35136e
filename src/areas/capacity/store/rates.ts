/** All SQL on rates. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import { money, type Currency } from '../../../kernel/money.ts';
import type { PaidRole } from '../../../kernel/vocabulary.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { RateTerms } from '../rules.ts';
import type { Rate, RateId } from '../types.ts';

export async function insertRate(tx: Tx, rate: RateTerms, actor: Actor, now: Instant): Promise<RateId> {
  const id = newId<'rate'>(now);
  const hat = actor.kind === 'person' ? actor.hat : null;
  await sql`
    insert into rate (id, role, currency, low, likely, high, valid_from, note, at, by_person, hat)
    values (${id}, ${rate.role}, ${rate.currency}, ${rate.low.minor}, ${rate.likely.minor}, ${rate.high.minor},
            ${rate.validFrom}, ${rate.note}, ${now}, ${personOf(actor)}, ${hat})`.execute(on(tx));
  return id;
}

/** The rates that stand on a day, one of each role and currency. */
export async function ratesOn(tx: Tx, day: CalendarDate): Promise<readonly Rate[]> {
  const { rows } = await sql<RateRecord>`
    select distinct on (rate.role, rate.currency) ${rateColumns}
    where rate.valid_from <= ${day}
    order by rate.role, rate.currency, rate.valid_from desc, rate.at desc, rate.id desc`.execute(on(tx));
  return rows.map(readRate);
}

/** The rate of a role and currency that stands on a day, entered before what is entered now. */
export async function standingRate(
  tx: Tx,
  role: PaidRole,
  currency: Currency,
  day: CalendarDate,
): Promise<Rate | null> {
  const { rows } = await sql<RateRecord>`
    select ${rateColumns}
    where rate.role = ${role} and rate.currency = ${currency} and rate.valid_from <= ${day}
    order by rate.valid_from desc, rate.at desc, rate.id desc limit 1`.execute(on(tx));
  return rows[0] === undefined ? null : readRate(rows[0]);
}

/** Rates that begin after a day, the next one first. */
export async function ratesAfter(tx: Tx, day: CalendarDate, limit: number): Promise<readonly Rate[]> {
  const { rows } = await sql<RateRecord>`
    select ${rateColumns} where rate.valid_from > ${day}
    order by rate.valid_from, rate.role, rate.currency, rate.at desc, rate.id desc limit ${limit}`.execute(on(tx));
  return rows.map(readRate);
}

/** Everything that was ever entered, the newest entry first. */
export async function rateHistory(tx: Tx, limit: number): Promise<readonly Rate[]> {
  const { rows } = await sql<RateRecord>`
    select ${rateColumns} order by rate.at desc, rate.id desc limit ${limit}`.execute(on(tx));
  return rows.map(readRate);
}

interface RateRecord {
  id: RateId;
  role: PaidRole;
  currency: Currency;
  low: bigint;
  likely: bigint;
  high: bigint;
  valid_from: CalendarDate;
  note: string | null;
  at: Instant;
  by_person: PersonId | null;
  by_name: string | null;
  hat: string | null;
}

const rateColumns = sql`
  rate.id, rate.role, rate.currency, rate.low, rate.likely, rate.high, rate.valid_from, rate.note, rate.at, rate.by_person,
  named.name as by_name, rate.hat
  from rate left join named_person named on named.person = rate.by_person`;

function readRate({
  valid_from: validFrom,
  by_person: by,
  by_name: byName,
  low,
  likely,
  high,
  ...rate
}: RateRecord): Rate {
  const amount = (minor: bigint) => money(rate.currency, minor);
  return { ...rate, validFrom, by, byName, low: amount(low), likely: amount(likely), high: amount(high) };
}
