/** All SQL on cost settings. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import { money, type Currency } from '../../../kernel/money.ts';
import type { Percent } from '../../../kernel/percent.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { CostTerms } from '../rules.ts';
import type { CostSettings, CostSettingsId } from '../types.ts';

/** The new settings' id, or null when somebody else has replaced the same ones meanwhile. */
export async function insertCostSettings(
  tx: Tx,
  terms: CostTerms,
  replaces: CostSettingsId | null,
  actor: Actor,
  now: Instant,
): Promise<CostSettingsId | null> {
  const id = newId<'cost settings'>(now);
  const hat = actor.kind === 'person' ? actor.hat : null;
  const tiers = terms.sponsorTiers.map(({ from, fee }) => ({ from: String(from.minor), fee }));
  const { rows } = await sql<{ id: CostSettingsId }>`
    insert into cost_settings (id, replaces, valid_from, hours_in_year, indirect, paid_review, give_back, processing, currency,
                               sponsor_tiers, reserve, pay_cap, note, at, by_person, hat)
    values (${id}, ${replaces}, ${terms.validFrom}, ${terms.hoursInYear}, ${terms.indirect}, ${terms.paidReview},
            ${terms.giveBack}, ${terms.processing}, ${terms.currency}, ${JSON.stringify(tiers)}::jsonb,
            ${terms.reserve?.minor ?? null}, ${terms.payCap?.minor ?? null}, ${terms.note}, ${now}, ${personOf(actor)}, ${hat})
    on conflict (replaces) do nothing
    returning id`.execute(on(tx));
  return rows[0]?.id ?? null;
}

/** The settings that stand on a day. */
export async function costSettingsOn(tx: Tx, day: CalendarDate): Promise<CostSettings | null> {
  const { rows } = await sql<SettingsRecord>`
    select ${settingsColumns} where settings.valid_from <= ${day}
    order by settings.valid_from desc, settings.at desc, settings.id desc limit 1`.execute(on(tx));
  return rows[0] === undefined ? null : readSettings(rows[0]);
}

/** The settings that nothing has replaced, whatever their day. */
export async function newestCostSettings(tx: Tx): Promise<CostSettings | null> {
  const { rows } = await sql<SettingsRecord>`
    select ${settingsColumns}
    where not exists (select from cost_settings later where later.replaces = settings.id)`.execute(on(tx));
  return rows[0] === undefined ? null : readSettings(rows[0]);
}

/** Everything that was ever set, the newest entry first. */
export async function costSettingsHistory(tx: Tx, limit: number): Promise<readonly CostSettings[]> {
  const { rows } = await sql<SettingsRecord>`
    select ${settingsColumns} order by settings.at desc, settings.id desc limit ${limit}`.execute(on(tx));
  return rows.map(readSettings);
}

interface SettingsRecord {
  id: CostSettingsId;
  valid_from: CalendarDate;
  hours_in_year: number;
  indirect: Percent;
  paid_review: Percent;
  give_back: Percent;
  processing: Percent;
  currency: Currency;
  sponsor_tiers: readonly { readonly from: string; readonly fee: Percent }[];
  reserve: bigint | null;
  pay_cap: bigint | null;
  note: string | null;
  at: Instant;
  by_person: PersonId | null;
  by_name: string | null;
  hat: string | null;
}

const settingsColumns = sql`
  settings.id, settings.valid_from, settings.hours_in_year, settings.indirect, settings.paid_review, settings.give_back,
  settings.processing, settings.currency, settings.sponsor_tiers, settings.reserve, settings.pay_cap, settings.note, settings.at,
  settings.by_person, named.name as by_name, settings.hat
  from cost_settings settings left join named_person named on named.person = settings.by_person`;

function readSettings(row: SettingsRecord): CostSettings {
  const amount = (minor: bigint | null) => (minor === null ? null : money(row.currency, minor));
  return {
    id: row.id,
    validFrom: row.valid_from,
    hoursInYear: row.hours_in_year,
    indirect: row.indirect,
    paidReview: row.paid_review,
    giveBack: row.give_back,
    processing: row.processing,
    currency: row.currency,
    sponsorTiers: row.sponsor_tiers.map(({ from, fee }) => ({ from: money(row.currency, BigInt(from)), fee })),
    reserve: amount(row.reserve),
    payCap: amount(row.pay_cap),
    note: row.note,
    at: row.at,
    by: row.by_person,
    byName: row.by_name,
    hat: row.hat,
  };
}
