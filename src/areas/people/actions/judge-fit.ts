import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { decideHat } from '../../../kernel/hats.ts';
import { done, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { HatRefusal } from '../../../kernel/hats.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { profileEvent } from '../profile-events.ts';
import { mayJudge } from '../profile-rules.ts';
import type { FitId, FitSubject, ProfileRefusal } from '../profile-types.ts';
import { insertFit, workspaceProfile } from '../store/profiles.ts';

export interface JudgeFit {
  /** The caller knows that it is there and that the actor may know of it. */
  readonly subject: FitSubject;
  readonly fits: boolean;
  /** Needed where it does not fit. */
  readonly reason: string | null;
}

/** Somebody of the workspace says whether a project or an offer fits what the workspace is for. (domain S93) */
export async function judgeFit(
  tx: Tx,
  actor: Actor,
  { subject, fits, reason }: JudgeFit,
  now: Instant,
): Promise<Outcome<FitId, ProfileRefusal | HatRefusal | 'signed-out'>> {
  const profile = await workspaceProfile(tx);
  const may = mayJudge(actor, profile, { fits, reason });
  if (refused(may)) return may;
  const hat = decideHat(actor);
  if (refused(hat)) return hat;

  const said = { fits, reason, profile: profile?.version ?? 0 };
  const fit = await insertFit(tx, subject, said, actor, now);
  await announce(tx, profileEvent(actor, { kind: 'mission.fit-judged', fit, subject, fits, reason }, now));
  return done(fit);
}
