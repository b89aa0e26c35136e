import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { HatRefusal } from '../../../kernel/hats.ts';
import { refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { judgeFit, type FitId, type ProfileRefusal } from '../../people/index.ts';
import type { PortalRefusal } from '../types.ts';
import { readFit, type FitKey } from './read-fit.ts';

export interface JudgeSubject extends FitKey {
  readonly fits: boolean;
  readonly reason: string | null;
}

/** Says whether this project or offer fits the mission: the portal knows them by their addresses, people keeps what was judged. (domain S93) */
export async function judgeSubject(
  tx: Tx,
  actor: Actor,
  { project, item, fits, reason }: JudgeSubject,
  now: Instant,
): Promise<Outcome<FitId, ProfileRefusal | PortalRefusal | HatRefusal | 'signed-out'>> {
  const shown = await readFit(tx, actor, { project, item });
  if (refused(shown)) return shown;
  return judgeFit(tx, actor, { subject: shown.done.subject, fits, reason }, now);
}
