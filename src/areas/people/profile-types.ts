/** What the workspace is for (domain S93), and whether something fits that. */
import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId } from '../../kernel/ids.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';

export type FitId = Id<'mission fit'>;

export interface WorkspaceProfile {
  readonly mission: string;
  /** The topics it works on. */
  readonly focus: readonly string[];
  /** Who of those who work here has which say. */
  readonly majority: string | null;
}

export interface ProfileVersion extends WorkspaceProfile {
  readonly version: number;
  /** The version that this one puts back. */
  readonly undoes: number | null;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
}

/** What is judged: an id of the area above. */
export interface FitSubject {
  readonly kind: 'project' | 'item';
  readonly id: string;
}

/** What somebody of the workspace judged; the newest counts. */
export interface Fit {
  readonly id: FitId;
  readonly fits: boolean;
  readonly reason: string | null;
  /** The version of the mission that was read. */
  readonly profile: number;
  readonly at: Instant;
  readonly byName: string | null;
  readonly hat: string | null;
}

export type ProfileRefusal =
  | 'profile-changed-meanwhile'
  | 'profile-unchanged'
  | 'no-such-version'
  | 'no-mission'
  | 'misfit-reason'
  | 'fit-not-yours';

export const profileRefusals: RefusalSheet<ProfileRefusal> = {
  'profile-changed-meanwhile': {
    kind: 'conflict',
    say: () => 'Somebody else has changed the profile since you opened it. Open it again and make your change there.',
  },
  'profile-unchanged': { kind: 'malformed', say: () => 'Nothing was changed.' },
  'no-such-version': { kind: 'not-found', say: () => 'There is no such version of the profile.' },
  'no-mission': {
    kind: 'conflict',
    say: () =>
      'The workspace has not said yet what it is for. An administrator writes that first, on the page about us.',
  },
  'misfit-reason': {
    kind: 'malformed',
    say: () => 'Say why it does not fit: somebody will ask, and it may change.',
  },
  'fit-not-yours': { kind: 'forbidden', say: (b) => `This is for ${fact(b, 'who')}.` },
};
