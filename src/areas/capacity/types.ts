/** What people's time and other things cost, and what an estimate comes to. */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { Effort, HoursInYear, Recurrence } from '../../kernel/effort.ts';
import type { Id, PersonId } from '../../kernel/ids.ts';
import type { Currency, Money } from '../../kernel/money.ts';
import type { Percent } from '../../kernel/percent.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';
import type { FixedCost, PaidRole } from '../../kernel/vocabulary.ts';

export type RateId = Id<'rate'>;
export type CostSettingsId = Id<'cost settings'>;

/** Parts of an estimate, fixed amounts of one, tiers of a fee, years of a total: more than anybody needs, few enough to read. */
export const MOST_LINES = 12;
export const MOST_TIERS = 4;
export const MOST_YEARS = 10;

/** Effort of one role. Mentoring is a part with its own name at the rate of the mentor's role. (domain 8.2) */
export interface EffortLine {
  readonly role: PaidRole;
  /** What the part is called; without one it is called as its role. */
  readonly name: string | null;
  readonly effort: Effort;
}

/** Money that is nobody's time. */
export interface FixedLine {
  readonly kind: FixedCost;
  readonly name: string | null;
  readonly money: Money;
  readonly per: Recurrence;
}

/** Effort ranges and fixed money apart, each once or per year, in one currency, at the prices of a day. (domain 8.1, S74) */
export interface Estimate {
  readonly currency: Currency;
  readonly priceDate: CalendarDate;
  readonly lines: readonly EffortLine[];
  readonly fixed: readonly FixedLine[];
}

/** What a person-year of a role costs from a day on, loaded. Never edited: a newer row takes its place. */
export interface Rate {
  readonly id: RateId;
  readonly role: PaidRole;
  readonly currency: Currency;
  readonly low: Money;
  readonly likely: Money;
  readonly high: Money;
  readonly validFrom: CalendarDate;
  readonly note: string | null;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
}

/** The fiscal sponsor's fee from a yearly volume on. */
export interface SponsorTier {
  readonly from: Money;
  readonly fee: Percent;
}

/** What is laid upon the direct costs, from a day on. Never edited: a newer row takes its place. (domain 8.3) */
export interface CostSettings {
  readonly id: CostSettingsId;
  readonly validFrom: CalendarDate;
  readonly hoursInYear: HoursInYear;
  readonly indirect: Percent;
  /** Of developers' effort. */
  readonly paidReview: Percent;
  readonly giveBack: Percent;
  readonly processing: Percent;
  /** Of the amounts below. */
  readonly currency: Currency;
  /** By the yearly volume that they begin at; the first begins at zero. Empty: no sponsor is used. */
  readonly sponsorTiers: readonly SponsorTier[];
  /** Set aside where a project holds the money itself. */
  readonly reserve: Money | null;
  /** Of a person's pay for a year, where a project holds the money itself. */
  readonly payCap: Money | null;
  readonly note: string | null;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
}

/** How an estimate is priced: what is laid upon the direct costs is chosen, never assumed. */
export interface Pricing {
  /** `likely`: effort low to high at the likely rates. `spread`: low effort at low rates to high effort at high rates. */
  readonly rates: 'likely' | 'spread';
  readonly paidReview: boolean;
  readonly indirect: boolean;
  readonly giveBack: boolean;
  readonly viaSponsor: boolean;
  /** What passes through the sponsor in a year, for its tier; without it the first tier counts. */
  readonly sponsorVolume: Money | null;
  /** The project holds the money: a reserve is set aside and pay is checked. */
  readonly heldByProject: boolean;
}

/** People and fixed money, nothing upon them. */
export const DIRECT_COSTS: Pricing = {
  rates: 'likely',
  paidReview: false,
  indirect: false,
  giveBack: false,
  viaSponsor: false,
  sponsorVolume: null,
  heldByProject: false,
};

export interface PriceRange {
  readonly low: Money;
  readonly likely: Money;
  readonly high: Money;
}

export type LegKind =
  | 'effort'
  | 'paid-review'
  | 'fixed'
  | 'indirect'
  | 'give-back'
  | 'reserve'
  | 'sponsor-fee'
  | 'processing';

/** One line of a priced estimate, with how it was reckoned in words. */
export interface PriceLeg extends PriceRange {
  readonly kind: LegKind;
  readonly label: string;
  readonly formula: string;
}

/** The legs of what is needed once, or of what is needed each year. */
export interface PricedPart {
  readonly legs: readonly PriceLeg[];
  /** The legs together: the sum of the amounts shown, so that the table adds up. */
  readonly together: PriceRange;
}

export type PriceWarningKind =
  | 'two-overheads'
  | 'over-pay-cap'
  | 'over-contractor-cap'
  | 'more-than-double'
  | 'cap-in-other-currency'
  | 'reserve-in-other-currency';

/** Something to look at; it refuses nothing. */
export interface PriceWarning {
  readonly kind: PriceWarningKind;
  readonly sentence: string;
}

export interface PricedEstimate {
  readonly currency: Currency;
  readonly priceDate: CalendarDate;
  readonly pricing: Pricing;
  readonly hoursInYear: HoursInYear;
  /** Null where nothing of the estimate is needed once, or each year. */
  readonly once: PricedPart | null;
  readonly yearly: PricedPart | null;
  readonly warnings: readonly PriceWarning[];
}

export type PricingRefusal = 'no-rate' | 'no-cost-settings' | 'no-sponsor-fee';

export type CapacityRefusal =
  | PricingRefusal
  | 'signed-out'
  | 'not-allowed'
  | 'volume-refused'
  | 'nothing-changed'
  | 'settings-changed';

export const capacityRefusals: RefusalSheet<CapacityRefusal> = {
  'signed-out': { kind: 'signed-out', say: () => 'Sign in to do this.' },
  'not-allowed': {
    kind: 'forbidden',
    say: () => 'Rates and cost settings are for finance. Ask one of them, or ask an administrator for the role.',
  },
  'no-rate': {
    kind: 'conflict',
    say: (because) =>
      `There is no rate in ${fact(because, 'currency')} on ${fact(because, 'date')} for: ${fact(because, 'roles')}. Add one to the rate book, or choose another currency.`,
  },
  'no-cost-settings': {
    kind: 'conflict',
    say: () => 'There are no cost settings on this day yet. Finance sets them, or price the direct costs alone.',
  },
  'no-sponsor-fee': {
    kind: 'conflict',
    say: (because) =>
      `The cost settings hold no fiscal sponsor’s fee in ${fact(because, 'currency')}. Add its tiers first, or price the direct way.`,
  },
  'volume-refused': { kind: 'malformed', say: (because) => fact(because, 'why') },
  'nothing-changed': { kind: 'conflict', say: () => 'This is what already stands, so nothing was saved.' },
  'settings-changed': {
    kind: 'conflict',
    say: () =>
      'Someone else changed the cost settings while you were writing. Compare with what stands now, then save again.',
  },
};
