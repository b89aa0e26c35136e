/** Rates and cost settings of the example workspace: the assumptions of domain 8.2, said to be assumptions and no market data. */
import type { Actor } from '../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../kernel/dates.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import type { PaidRole } from '../../kernel/vocabulary.ts';
import { addRate, addRateInput, setCosts, setCostsInput } from '../../areas/capacity/index.ts';
import type { Tx } from '../../outside/database/index.ts';

/** Low, likely and high, in US dollars a person-year. */
const RATES: Readonly<Record<PaidRole, readonly [low: string, likely: string, high: string]>> = {
  senior_developer: ['100000', '150000', '230000'],
  developer: ['60000', '85000', '110000'],
  technical_writer: ['60000', '90000', '130000'],
  designer: ['70000', '100000', '140000'],
  community_lead: ['60000', '90000', '130000'],
  project_manager: ['80000', '110000', '150000'],
};
const NOTE = 'An assumption of the example, not market data';

export async function setExampleCosts(tx: Tx, finance: Actor, now: Instant): Promise<void> {
  const validFrom = `${calendarDate(now).slice(0, 4)}-01-01`;
  for (const [role, [low, likely, high]] of Object.entries(RATES)) {
    const rate = addRateInput.parse({ role, currency: 'USD', low, likely, high, validFrom, note: NOTE });
    mustBeDone(await addRate(tx, finance, rate, now));
  }
  const settings = setCostsInput.parse({
    validFrom,
    hoursInYear: 1840,
    indirect: '15',
    paidReview: '12.5',
    giveBack: '5',
    processing: '3',
    currency: 'USD',
    // The invented tiers of Kestrelmere Nonprofit Example.
    sponsorTiers: [
      { from: '0', fee: '8' },
      { from: '250000', fee: '6' },
      { from: '1000000', fee: '4' },
    ],
    reserve: '12500',
    payCap: '125000',
    note: NOTE,
  });
  mustBeDone(await setCosts(tx, finance, settings, now));
}
