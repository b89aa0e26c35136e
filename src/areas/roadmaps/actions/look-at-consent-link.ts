import type { LinkActor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { lookAtActLink } from '../../people/index.ts';
import { CONSENT_ACT } from '../offer-rules.ts';
import type { LetterId, OfferRefusal, RecipientId } from '../offer-types.ts';
import { letterOfRecipient } from '../store/consents.ts';

export interface SeenConsentLink {
  readonly letter: LetterId;
  /** Whoever acts if the person does it. */
  readonly actor: LinkActor;
}

/** Which letter a link is of, and for whom. Looking never spends it: mail gateways open every link. */
export async function lookAtConsentLink(
  tx: Tx,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<SeenConsentLink, OfferRefusal>> {
  const seen = await lookAtActLink(tx, input, now);
  if (refused(seen)) return seen;
  const { link, actor } = seen.done;
  if (link.act !== CONSENT_ACT) return refuse('act-link-of-another-act');
  const letter = await letterOfRecipient(tx, link.subject as RecipientId);
  return letter === null ? refuse('act-link-of-another-act') : done({ letter: letter.id, actor });
}
