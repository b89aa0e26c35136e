/** What this area announces, and the sentence for each. What people said and who they are stands in no event. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { Channel, FeedbackId, FeedbackKind } from './feedback-types.ts';
import type { AttendeeId, FollowUpId, GatheringId, GatheringKind, NoteId, NoteStatus } from './gathering-types.ts';

export type FeedbackEvent =
  | {
      readonly kind: 'feedback.given' | 'feedback.noted';
      readonly feedback: FeedbackId;
      readonly what: FeedbackKind;
      readonly channel: Channel;
      readonly project: ProjectId | null;
    }
  | { readonly kind: 'feedback.answered'; readonly feedback: FeedbackId; readonly sent: boolean }
  | { readonly kind: 'feedback.acted-on' | 'feedback.closed'; readonly feedback: FeedbackId }
  | { readonly kind: 'feedback.released'; readonly feedback: FeedbackId; readonly summed: boolean }
  | { readonly kind: 'feedback.taken-back'; readonly feedback: FeedbackId; readonly reason: string }
  | {
      readonly kind: 'feedback.forgotten';
      readonly feedback: FeedbackId;
      readonly erased: 'contact' | 'everything';
    };

export type GatheringEvent =
  | { readonly kind: 'gathering.entered'; readonly gathering: GatheringId; readonly what: GatheringKind }
  | { readonly kind: 'gathering.edited'; readonly gathering: GatheringId; readonly version: number }
  | {
      readonly kind: 'gathering.attendee-added' | 'gathering.attendee-removed' | 'gathering.attendee-forgotten';
      readonly gathering: GatheringId;
      readonly attendee: AttendeeId;
    }
  | {
      readonly kind: 'gathering.naming-answered';
      readonly gathering: GatheringId;
      readonly attendee: AttendeeId;
      readonly answer: 'yes' | 'no';
    }
  | {
      readonly kind: 'gathering.note-added' | 'gathering.note-status-set';
      readonly gathering: GatheringId;
      readonly note: NoteId;
      readonly status: NoteStatus;
    }
  | { readonly kind: 'gathering.note-withdrawn'; readonly gathering: GatheringId; readonly note: NoteId }
  | {
      readonly kind: 'gathering.follow-up-added' | 'gathering.follow-up-done';
      readonly gathering: GatheringId;
      readonly followUp: FollowUpId;
    }
  | { readonly kind: 'gathering.roadmap-linked'; readonly gathering: GatheringId; readonly entry: string }
  | { readonly kind: 'gathering.published'; readonly gathering: GatheringId }
  | { readonly kind: 'gathering.taken-back'; readonly gathering: GatheringId; readonly reason: string };

export type ConversationsEvent = FeedbackEvent | GatheringEvent;

export const conversationsSentences: Readonly<Record<ConversationsEvent['kind'], string>> = {
  'feedback.given': 'gave feedback',
  'feedback.noted': 'noted feedback that came in another way',
  'feedback.answered': 'answered feedback',
  'feedback.acted-on': 'said what was done about feedback',
  'feedback.closed': 'closed feedback',
  'feedback.released': 'put feedback on the public page',
  'feedback.taken-back': 'took feedback off the public page',
  'feedback.forgotten': 'erased who gave feedback',
  'gathering.entered': 'entered an event',
  'gathering.edited': 'changed what is said of an event',
  'gathering.attendee-added': 'added somebody to the list of an event',
  'gathering.attendee-removed': 'took somebody off the list of an event',
  'gathering.attendee-forgotten': 'erased who was at an event',
  'gathering.naming-answered': 'said whether somebody may be named at an event',
  'gathering.note-added': 'made a note of an event',
  'gathering.note-status-set': 'said whose view a note is',
  'gathering.note-withdrawn': 'withdrew a note of an event',
  'gathering.follow-up-added': 'noted what follows from an event',
  'gathering.follow-up-done': 'did what followed from an event',
  'gathering.roadmap-linked': 'linked an event to a roadmap that came of it',
  'gathering.published': 'published an event',
  'gathering.taken-back': 'took an event off the public pages',
};

/** As the journal takes it: the feedback, or the event, is the stream; reasons are texts, which can be erased. */
export function conversationsEvent(actor: Actor, event: ConversationsEvent, at: Instant) {
  const { kind, reason, ...facts } = { reason: undefined, ...event };
  const texts: Readonly<Record<string, string>> = reason === undefined ? {} : { reason };
  const stream =
    'feedback' in event ? { kind: 'feedback', id: event.feedback } : { kind: 'gathering', id: event.gathering };
  return { stream, kind, actor, at, facts, texts };
}
