/** What this area announces, and the sentence for each. No amounts: whoever reads the journal need not see what people cost. */
import type { Actor } from '../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { Currency } from '../../kernel/money.ts';
import type { PaidRole } from '../../kernel/vocabulary.ts';
import type { CostSettingsId, RateId } from './types.ts';

export type CapacityEvent =
  | {
      readonly kind: 'rate.added';
      readonly rate: RateId;
      readonly role: PaidRole;
      readonly currency: Currency;
      readonly validFrom: CalendarDate;
    }
  | {
      readonly kind: 'cost-settings.set';
      readonly settings: CostSettingsId;
      readonly replaces: CostSettingsId | null;
      readonly validFrom: CalendarDate;
    };

export const capacitySentences: Readonly<Record<CapacityEvent['kind'], string>> = {
  'rate.added': 'added a rate to the rate book',
  'cost-settings.set': 'set the cost settings',
};

/** As the journal takes it: the rate or the settings are the stream. */
export function capacityEvent(actor: Actor, event: CapacityEvent, at: Instant) {
  const stream = event.kind === 'rate.added' ? { kind: 'rate', id: event.rate } : { kind: 'costs', id: event.settings };
  const facts =
    event.kind === 'rate.added'
      ? { role: event.role, currency: event.currency, validFrom: event.validFrom }
      : { replaces: event.replaces, validFrom: event.validFrom };
  return { stream, kind: event.kind, actor, at, facts };
}
