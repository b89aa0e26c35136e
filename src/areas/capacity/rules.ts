/** Who may see and set what things cost. Pure. */
import type { Actor } from '../../kernel/actor.ts';
import { compare, sameCurrency } from '../../kernel/money.ts';
import { holds, permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import type { CostSettings, Rate } from './types.ts';

const ROW = 'Rates, person preference, availability';

/** Finance alone. What an offer comes to is shown with the offer; what a role costs is not. */
export const capacityPermissions = {
  seeRates: permission('see-rates', ROW, 'R', ['FIN']),
  reckonEstimate: permission('reckon-estimate', ROW, 'R', ['FIN']),
  addRate: permission('add-rate', ROW, 'C', ['FIN']),
  setCosts: permission('set-costs', ROW, 'E', ['FIN']),
} as const;

export function decide(actor: Actor, needed: Permission): Decision<'signed-out' | 'not-allowed'> {
  if (holds(actor, needed)) return allow();
  return refuse(actor.kind === 'stranger' ? 'signed-out' : 'not-allowed');
}

export type RateTerms = Pick<Rate, 'role' | 'currency' | 'low' | 'likely' | 'high' | 'validFrom' | 'note'>;

/** A rate says something new: the same amounts again would only make the history longer. */
export function saysSomethingNew(rate: RateTerms, standing: RateTerms | null): Decision<'nothing-changed'> {
  const same =
    standing !== null &&
    sameCurrency(rate.low, standing.low) &&
    compare(rate.low, standing.low) === 0 &&
    compare(rate.likely, standing.likely) === 0 &&
    compare(rate.high, standing.high) === 0 &&
    rate.note === standing.note;
  return same ? refuse('nothing-changed') : allow();
}

export type CostTerms = Omit<CostSettings, 'id' | 'at' | 'by' | 'byName' | 'hat'>;

/** Settings say something new about their day. */
export function setsSomethingNew(terms: CostTerms, newest: CostTerms | null): Decision<'nothing-changed'> {
  return newest !== null && termsKey(terms) === termsKey(newest) ? refuse('nothing-changed') : allow();
}

/** The terms in one fixed order, without who and when. */
function termsKey(terms: CostTerms): string {
  const {
    validFrom,
    hoursInYear,
    indirect,
    paidReview,
    giveBack,
    processing,
    currency,
    sponsorTiers,
    reserve,
    payCap,
    note,
  } = terms;
  const tiers = sponsorTiers.map(({ from, fee }) => [String(from.minor), fee]);
  const amounts = [reserve, payCap].map((amount) => (amount === null ? null : String(amount.minor)));
  return JSON.stringify([
    validFrom,
    hoursInYear,
    indirect,
    paidReview,
    giveBack,
    processing,
    currency,
    tiers,
    amounts,
    note,
  ]);
}
