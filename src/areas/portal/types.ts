/** What the portal's pages show, gathered from the areas. */
import type { RoundId } from '../../kernel/ids.ts';
import type { RefusalSheet } from '../../kernel/refusal.ts';
import type { ShareRow } from '../../look/index.ts';
import type { ProjectProfile } from '../projects/index.ts';
import type { ProjectVerdict, RoundSummary } from '../survey/index.ts';

export interface Waiting {
  readonly kind: 'resume' | 'retry' | 'publish';
  readonly title: string;
  readonly count: number;
  readonly round: RoundId;
}

export type ShownHome =
  | { readonly kind: 'new' }
  | {
      readonly kind: 'portal';
      readonly workspace: { readonly name: string; readonly example: boolean };
      readonly rounds: readonly RoundSummary[];
      readonly bars: readonly ShareRow[];
      readonly projects: number;
    }
  | {
      readonly kind: 'today';
      readonly name: string;
      readonly projects: number;
      readonly mayStart: boolean;
      readonly running: readonly RoundSummary[];
      readonly waiting: readonly Waiting[];
      readonly rounds: readonly RoundSummary[];
    };

export interface ShownProject {
  readonly profile: ProjectProfile;
  /** Newest round first. */
  readonly verdicts: readonly ProjectVerdict[];
  readonly mayEdit: boolean;
  readonly seesLocal: boolean;
}

export type PortalRefusal = 'project-not-found';

export const portalRefusals: RefusalSheet<PortalRefusal> = {
  'project-not-found': { kind: 'not-found', say: () => 'There is no such project here.' },
};
