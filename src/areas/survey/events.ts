/** What this area announces, and the sentence for each. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { ProjectId, RoundId } from '../../kernel/ids.ts';

export type SurveyEvent =
  | { readonly kind: 'round.started'; readonly round: RoundId; readonly projects: number }
  | { readonly kind: 'round.stopped'; readonly round: RoundId; readonly manner: string }
  | { readonly kind: 'round.resumed'; readonly round: RoundId; readonly projects: number }
  | { readonly kind: 'round.finished'; readonly round: RoundId }
  | { readonly kind: 'round.published'; readonly round: RoundId }
  | { readonly kind: 'round.withdrawn'; readonly round: RoundId }
  | { readonly kind: 'project.retried'; readonly round: RoundId; readonly project: ProjectId }
  | {
      readonly kind: 'answer.corrected';
      readonly round: RoundId;
      readonly project: ProjectId;
      readonly key: string;
      readonly answer: string;
    }
  | {
      readonly kind: 'correction.withdrawn';
      readonly round: RoundId;
      readonly project: ProjectId;
      readonly key: string;
    };

export const surveySentences: Readonly<Record<SurveyEvent['kind'], string>> = {
  'round.started': 'started a survey round',
  'round.stopped': 'stopped the round',
  'round.resumed': 'resumed the round',
  'round.finished': 'The round finished',
  'round.published': 'published the round',
  'round.withdrawn': 'withdrew the round from the public',
  'project.retried': 'had a project read again',
  'answer.corrected': 'corrected an answer',
  'correction.withdrawn': 'withdrew a correction',
};

/** As the journal takes it: the round is the stream, everything else a fact. */
export function surveyEvent(actor: Actor, event: SurveyEvent, at: Instant) {
  const { kind, round, ...facts } = event;
  return { stream: { kind: 'round', id: round }, kind, actor, at, facts };
}
