import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, type Done } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueJobs } from '../../../outside/jobs/index.ts';
import { readRoadmapJob } from '../jobs.ts';
import { unreadRoadmaps } from '../store/readings.ts';

/** Has the roadmaps of a round's projects read that were not yet, one job a project; with no round those of every round. */
export async function queueReadings(
  tx: Tx,
  _actor: Actor,
  { round }: { readonly round: RoundId | null },
  _now: Instant,
): Promise<Done<number>> {
  const unread = await unreadRoadmaps(tx, round);
  await queueJobs(
    tx,
    readRoadmapJob,
    unread.map((payload) => ({ key: `${payload.round} ${payload.project}`, payload })),
  );
  return done(unread.length);
}
