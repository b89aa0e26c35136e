/** What is announced of the workspace's profile. What we think of a project stands in no stream that the project reads. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { FitId, FitSubject } from './profile-types.ts';

export type ProfileEvent =
  | { readonly kind: 'workspace-profile.edited'; readonly version: number; readonly undoes: number | null }
  | {
      readonly kind: 'mission.fit-judged';
      readonly fit: FitId;
      readonly subject: FitSubject;
      readonly fits: boolean;
      readonly reason: string | null;
    };

export const profileSentences: Readonly<Record<ProfileEvent['kind'], string>> = {
  'workspace-profile.edited': 'said what the workspace is for',
  'mission.fit-judged': 'judged whether something fits what the workspace is for',
};

export function profileEvent(actor: Actor, event: ProfileEvent, at: Instant) {
  const { kind } = event;
  if (kind === 'workspace-profile.edited') {
    const { version, undoes } = event;
    return { stream: { kind: 'workspace', id: 'profile' }, kind, actor, at, facts: { version, undoes } };
  }
  const { fit, subject, fits, reason } = event;
  const facts = { fit, subject: subject.id, of: subject.kind, fits };
  const texts: Readonly<Record<string, string>> = reason === null ? {} : { reason };
  return { stream: { kind: 'mission-fit', id: subject.id }, kind, actor, at, facts, texts };
}
