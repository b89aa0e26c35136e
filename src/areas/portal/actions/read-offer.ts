import type { Instant } from '../../../kernel/dates.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { findWorkspace } from '../../people/index.ts';
import { newestOffers, offerAt, shownShares, type FoundOffer, type OfferPlace } from '../../roadmaps/index.ts';
import type { Contacts } from '../funding-types.ts';
import { contactsIn } from './read-catalogue.ts';

type Elsewhere = Exclude<OfferPlace, { readonly kind: 'shown' }>;

export interface ShownOfferPage {
  readonly place: Extract<OfferPlace, { readonly kind: 'shown' }>;
  readonly contacts: Contacts;
  readonly workspace: string;
  /** Other offers of the same project, the newest first. */
  readonly others: readonly FoundOffer[];
  /** The addresses of other shares of its joint offer that stand as well. */
  readonly joined: ReadonlySet<string>;
}

const MOST_OTHERS = 5;

/** What stands under the address of an offer at this moment; where nothing may be shown, why. */
export async function readOffer(
  tx: Tx,
  input: { readonly key: string },
  now: Instant,
): Promise<ShownOfferPage | Elsewhere> {
  const place = await offerAt(tx, input.key, now);
  if (place.kind !== 'shown') return place;
  const { project, offer } = place.offer;
  const others = await newestOffers(tx, now, { project: project.id, limit: MOST_OTHERS + 1 });
  return {
    place,
    contacts: await contactsIn(tx),
    workspace: (await findWorkspace(tx))?.name ?? 'The workspace',
    joined: offer.content.joint === undefined ? new Set() : await shownShares(tx, offer.content.joint.id, now),
    others: others.filter(({ id }) => id !== offer.id).slice(0, MOST_OTHERS),
  };
}
