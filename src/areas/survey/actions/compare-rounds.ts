import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { compareRounds as compare, isSamePortfolio, mayCompare, type Comparison } from '../compare-rules.ts';
import { canRead, seesLeftOut, seesUnpublished } from '../rules.ts';
import { projectsInRound, projectsOfRounds } from '../store/compared.ts';
import { roundById } from '../store/rounds.ts';
import { roundSummaries } from '../store/views.ts';
import type { Round, SurveyRefusal, VerdictCount } from '../types.ts';

export interface RoundsCompared {
  /** The round that looks back to the earlier day, whichever was named first. */
  readonly from: Round;
  readonly to: Round;
  readonly comparison: Comparison;
  /** Every published round over mostly the same projects, by the day it looks back to; an unpublished one only where it is compared. */
  readonly trend: readonly { readonly round: Round; readonly shares: VerdictCount }[];
}

/** Two rounds side by side, and the shares of all rounds of their portfolio. Writes nothing. (domain S35) */
export async function compareRounds(
  tx: Tx,
  actor: Actor,
  input: { readonly from: RoundId; readonly to: RoundId },
  _now: Instant,
): Promise<Outcome<RoundsCompared, SurveyRefusal>> {
  const [one, other] = [await roundById(tx, input.from), await roundById(tx, input.to)];
  if (one === null || other === null || !canRead(actor, one) || !canRead(actor, other))
    return refuse('round-not-found');
  const decision = mayCompare(one, other);
  if (refused(decision)) return decision;
  const [from, to] = isBefore(other, one) ? [other, one] : [one, other];

  const own = seesLeftOut(actor);
  const comparison = compare(await projectsInRound(tx, from.id, own), await projectsInRound(tx, to.id, own));
  return done({ from, to, comparison, trend: await trendOf(tx, from, to) });
}

async function trendOf(tx: Tx, from: Round, to: Round): Promise<RoundsCompared['trend']> {
  const summaries = await roundSummaries(tx, from.published !== null && to.published !== null);
  const ended = summaries.filter(
    ({ round }) => hasEnded(round) && (round.published !== null || round.id === from.id || round.id === to.id),
  );
  const projects = await projectsOfRounds(
    tx,
    ended.map((one) => one.round.id),
  );
  const wanted = projects.get(to.id) ?? new Set();
  return ended
    .filter((one) => isSamePortfolio(wanted, projects.get(one.round.id) ?? new Set()))
    .toSorted((a, b) => (isBefore(a.round, b.round) ? -1 : 1));
}

/** The newest two rounds that a reader may compare, the earlier first; null where there are not two. */
export async function newestPair(tx: Tx, actor: Actor): Promise<readonly [RoundId, RoundId] | null> {
  const [to, from] = await comparableRounds(tx, actor);
  return to === undefined || from === undefined ? null : [from.id, to.id];
}

/** What may be chosen, newest first. */
export async function comparableRounds(tx: Tx, actor: Actor): Promise<readonly Round[]> {
  const summaries = await roundSummaries(tx, !seesUnpublished(actor));
  return summaries.map(({ round }) => round).filter(hasEnded);
}

function hasEnded({ finishedAt, runs }: Round): boolean {
  return finishedAt !== null && runs.read > 0;
}

function isBefore(one: Round, other: Round): boolean {
  if (one.asOf !== other.asOf) return one.asOf < other.asOf;
  return one.startedAt < other.startedAt;
}
