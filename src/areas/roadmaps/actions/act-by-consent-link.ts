import type { Instant } from '../../../kernel/dates.ts';
import { refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { spendActLink } from '../../people/index.ts';
import { CONSENT_ACT } from '../offer-rules.ts';
import type { OfferRefusal } from '../offer-types.ts';
import { lookAtConsentLink, type SeenConsentLink } from './look-at-consent-link.ts';

/**
 * The person's own click, from the POST of the link's page: answers who acts, on record. The verb's rule is asked with that actor and may
 * still refuse; then nothing of this is kept.
 */
export async function actByConsentLink(
  tx: Tx,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<SeenConsentLink, OfferRefusal>> {
  const seen = await lookAtConsentLink(tx, input, now);
  if (refused(seen)) return seen;
  const subject = seen.done.actor.subject as Parameters<typeof spendActLink>[1]['subject'];
  const spent = await spendActLink(tx, { ...input, act: CONSENT_ACT, subject }, now);
  return refused(spent) ? spent : seen;
}
