/** What is announced of items, and the sentence for each. The words of reasons stand in the rows of the items, not here. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type {
  AlignmentId,
  ConditionMarkId,
  ItemId,
  ProvenanceEventId,
  ScopeCheckId,
  ScopeLineId,
  SignalId,
  TransitionId,
} from './item-types.ts';

type OfItem = { readonly project: ProjectId; readonly item: ItemId };
type Step = OfItem & { readonly transition: TransitionId; readonly wording: number };

export type ItemEvent =
  | (OfItem & { readonly kind: 'item.written'; readonly provenance: string })
  | (OfItem & { readonly kind: 'item.taken-over'; readonly reading: string })
  | (OfItem & { readonly kind: 'item.reworded'; readonly wording: number })
  | (OfItem & { readonly kind: 'item.wording-undone'; readonly wording: number; readonly back: number })
  | (OfItem & { readonly kind: 'item.placed'; readonly level: string; readonly parent: ItemId | null })
  | (OfItem & { readonly kind: 'item.interviewee-forgotten' })
  | (OfItem & { readonly kind: 'item.aligned'; readonly alignment: AlignmentId })
  | (OfItem & { readonly kind: 'item.alignment-withdrawn'; readonly alignment: AlignmentId })
  | (OfItem & { readonly kind: 'item.signal-noted'; readonly signal: SignalId; readonly from: string })
  | (OfItem & { readonly kind: 'item.signal-withdrawn'; readonly signal: SignalId })
  | (OfItem & { readonly kind: 'item.scope-checked'; readonly check: ScopeCheckId; readonly verdict: string })
  | (OfItem & { readonly kind: 'item.condition-marked'; readonly mark: ConditionMarkId; readonly as: string })
  | (OfItem & { readonly kind: 'item.condition-unmarked'; readonly mark: ConditionMarkId })
  | (Step & { readonly kind: 'item.proposed' })
  | (Step & { readonly kind: 'item.approved' })
  | (Step & { readonly kind: 'item.offered' })
  | (Step & { readonly kind: 'item.declined' })
  | (Step & { readonly kind: 'item.opted-out' })
  | (Step & { readonly kind: 'item.started' })
  | (Step & { readonly kind: 'item.achieved' })
  | (Step & { readonly kind: 'item.retired' })
  | (OfItem & { readonly kind: 'item.wording-approved'; readonly wording: number })
  | { readonly kind: 'scope-line.added'; readonly project: ProjectId; readonly line: ScopeLineId }
  | { readonly kind: 'scope-line.ended'; readonly project: ProjectId; readonly line: ScopeLineId }
  | { readonly kind: 'provenance.added'; readonly project: ProjectId; readonly event: ProvenanceEventId }
  | { readonly kind: 'provenance.withdrawn'; readonly project: ProjectId; readonly event: ProvenanceEventId };

export const itemSentences: Readonly<Record<ItemEvent['kind'], string>> = {
  'item.written': 'wrote an item down',
  'item.taken-over': 'took an item over from the roadmap',
  'item.reworded': 'reworded an item',
  'item.wording-undone': 'went back to an earlier wording of an item',
  'item.placed': 'moved an item to another place in the roadmap',
  'item.interviewee-forgotten': 'took out the name of the person an item came from',
  'item.aligned': 'linked an item to where it is wanted',
  'item.alignment-withdrawn': 'took back a link of an item',
  'item.signal-noted': 'noted who asked for an item',
  'item.signal-withdrawn': 'took back a note of who asked for an item',
  'item.scope-checked': 'held an item against the scope page',
  'item.condition-marked': 'marked a condition of an item',
  'item.condition-unmarked': 'took back the mark of a condition',
  'item.proposed': 'proposed an item to the project',
  'item.approved': 'approved an item for the project',
  'item.offered': 'offered an item to funders',
  'item.declined': 'declined an item for the project',
  'item.opted-out': 'left an item out',
  'item.started': 'started work on an item',
  'item.achieved': 'called an item achieved',
  'item.retired': 'retired an item',
  'item.wording-approved': 'approved a new wording of an item for the project',
  'scope-line.added': 'added a line to the scope page',
  'scope-line.ended': 'took a line off the scope page',
  'provenance.added': 'added an event to how the roadmap came about',
  'provenance.withdrawn': 'took back an event of how the roadmap came about',
};

/** As the journal takes it: the project is the stream, everything else a fact. */
export function itemEvent(actor: Actor, event: ItemEvent, at: Instant) {
  const { kind, project, ...facts } = event;
  return { stream: { kind: 'project', id: project }, kind, actor, at, facts };
}
