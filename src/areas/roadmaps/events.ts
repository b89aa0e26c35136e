/** What this area announces, and the sentence for each. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { CorrectionId, ProjectId, RoundId } from '../../kernel/ids.ts';
import { itemSentences, type ItemEvent } from './item-events.ts';
import { offerSentences, type OfferEvent } from './offer-events.ts';

export type RoadmapsEvent =
  | ItemEvent
  | OfferEvent
  | { readonly kind: 'roadmap.read-again'; readonly project: ProjectId; readonly round: RoundId }
  | {
      readonly kind: 'item.corrected';
      readonly project: ProjectId;
      readonly correction: CorrectionId;
      readonly change: string;
    }
  | { readonly kind: 'item-correction.withdrawn'; readonly project: ProjectId; readonly correction: CorrectionId };

export const roadmapsSentences: Readonly<Record<RoadmapsEvent['kind'], string>> = {
  ...itemSentences,
  ...offerSentences,
  'roadmap.read-again': 'had the roadmap read again',
  'item.corrected': 'corrected an item of the roadmap',
  'item-correction.withdrawn': 'withdrew a correction of an item',
};

/** As the journal takes it: the project is the stream, everything else a fact. */
export function roadmapEvent(actor: Actor, event: Exclude<RoadmapsEvent, ItemEvent | OfferEvent>, at: Instant) {
  const { kind, project, ...facts } = event;
  return { stream: { kind: 'project', id: project }, kind, actor, at, facts };
}
