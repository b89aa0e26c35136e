/** What is announced of offers and consents, and the sentence for each. The words of reasons stand in their rows, not here. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { ItemId } from './item-types.ts';
import type {
  ConsentId,
  JointId,
  LetterId,
  NoticeChannel,
  NoticeId,
  ObjectionId,
  OfferId,
  PublicationId,
  RequestId,
  Use,
} from './offer-types.ts';

type OfOffer = { readonly project: ProjectId; readonly item: ItemId; readonly offer: OfferId };

export type OfferEvent =
  | (OfOffer & {
      readonly kind: 'offer.made';
      readonly version: number;
      readonly digest: string;
      /** Why larger work needs no word on the time of reviewers. */
      readonly reason: string | null;
    })
  | {
      readonly kind: 'consent.asked';
      readonly project: ProjectId;
      readonly letter: LetterId;
      readonly offers: readonly OfferId[];
    }
  | { readonly kind: 'consent.reminded'; readonly project: ProjectId; readonly letter: LetterId }
  | (OfOffer & { readonly kind: 'consent-request.withdrawn'; readonly request: RequestId })
  | (OfOffer & {
      readonly kind: 'consent.given';
      readonly consent: ConsentId;
      readonly digest: string;
      readonly uses: readonly Use[];
    })
  | (OfOffer & { readonly kind: 'consent.declined'; readonly consent: ConsentId; readonly digest: string })
  | (OfOffer & { readonly kind: 'consent.stood-aside'; readonly request: RequestId })
  | (OfOffer & { readonly kind: 'consent.withdrawn'; readonly consent: ConsentId })
  | (OfOffer & { readonly kind: 'consent.objected'; readonly consent: ConsentId; readonly objection: ObjectionId })
  | (OfOffer & {
      readonly kind: 'consent.objection-settled';
      readonly consent: ConsentId;
      readonly objection: ObjectionId;
      readonly taken: 'back' | 'settled';
    })
  | (OfOffer & { readonly kind: 'consent.ending'; readonly consent: ConsentId })
  | {
      readonly kind: 'inclusion.noted';
      readonly project: ProjectId;
      readonly item: ItemId | null;
      readonly notice: NoticeId;
      readonly channel: NoticeChannel;
    }
  | (OfOffer & { readonly kind: 'offer.published'; readonly publication: PublicationId; readonly consent: ConsentId })
  | (OfOffer & { readonly kind: 'offer.unpublished'; readonly publication: PublicationId })
  // Announced in each project of it; no other is named here.
  | (OfOffer & { readonly kind: 'joint-offer.made'; readonly joint: JointId })
  | {
      readonly kind: 'joint-offer.left' | 'joint-offer.ended';
      readonly project: ProjectId;
      readonly item: ItemId;
      readonly joint: JointId;
      readonly reason: string | null;
    };

export const offerSentences: Readonly<Record<OfferEvent['kind'], string>> = {
  'offer.made': 'made a version of an offer',
  'consent.asked': 'asked the project for consent',
  'consent.reminded': 'reminded the project of a request for consent',
  'consent-request.withdrawn': 'took a request for consent back',
  'consent.given': 'gave the project’s consent to an offer',
  'consent.declined': 'declined an offer for the project',
  'consent.stood-aside': 'stood aside from an answer because of an interest',
  'consent.withdrawn': 'withdrew the project’s consent to an offer',
  'consent.objected': 'objected to a consent of the project',
  'consent.objection-settled': 'settled an objection to a consent',
  'consent.ending': 'The project was told that a consent runs out soon',
  'inclusion.noted': 'noted that the project was told of being shown',
  'offer.published': 'put an offer into the catalogue',
  'offer.unpublished': 'took an offer out of the catalogue',
  'joint-offer.made': 'made an offer part of a joint offer',
  'joint-offer.left': 'left a joint offer for a project, which ends it',
  'joint-offer.ended': 'ended a joint offer',
};

/** As the journal takes it: the project is the stream; reasons are texts, channels have no spaces. */
export function offerEvent(actor: Actor, event: OfferEvent, at: Instant) {
  const { kind, project, ...rest } = event;
  const {
    reason = null,
    channel = null,
    ...facts
  } = rest as typeof rest & {
    readonly reason?: string | null;
    readonly channel?: string | null;
  };
  return {
    stream: { kind: 'project', id: project },
    kind,
    actor,
    at,
    facts: { ...facts, ...(channel === null ? {} : { channel: channel.replaceAll(' ', '-') }) },
    texts: reason === null ? {} : { reason },
  };
}
