/** An estimate as it is written in JSON and kept by higher areas: exact strings, the same text for the same estimate. */
import { timeText, type Recurrence } from '../../kernel/effort.ts';
import { decimalString, type Currency } from '../../kernel/money.ts';
import type { FixedCost, PaidRole } from '../../kernel/vocabulary.ts';
import type { Estimate } from './types.ts';

/** Efforts are texts of the default year of 1,840 hours ("0.25", "1 month"), amounts decimal strings in the one currency. */
export interface EstimateJson {
  readonly currency: Currency;
  readonly priceDate: string;
  readonly lines: readonly {
    readonly role: PaidRole;
    readonly name: string | null;
    readonly low: string;
    readonly likely: string;
    readonly high: string;
    readonly per: Recurrence;
  }[];
  readonly fixed: readonly {
    readonly kind: FixedCost;
    readonly name: string | null;
    readonly amount: string;
    readonly per: Recurrence;
  }[];
}

/** `estimateInput` reads it back as the very same estimate. */
export function estimateJson({ currency, priceDate, lines, fixed }: Estimate): EstimateJson {
  return {
    currency,
    priceDate,
    lines: lines.map(({ role, name, effort }) => ({
      role,
      name,
      low: timeText(effort.low),
      likely: timeText(effort.likely),
      high: timeText(effort.high),
      per: effort.per,
    })),
    fixed: fixed.map(({ kind, name, money, per }) => ({ kind, name, amount: decimalString(money), per })),
  };
}
