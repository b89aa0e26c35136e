/** Who may do what with rounds, and what follows. Pure. */
import type { Actor, Role } from '../../kernel/actor.ts';
import type { CalendarDate } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import { ownProjects } from '../projects/index.ts';
import type { Round, RoundState, Run, SurveyRefusal, RoadmapVerdict, VerdictCount } from './types.ts';

const ROW = 'Survey round';

export const mayStartRound = permission('start-round', ROW, 'C', ['ADM', 'TEC']);
export const maySteerRound = permission('steer-round', ROW, 'E', ['ADM', 'TEC']);
export const mayPublishRound = permission('publish-round', ROW, 'E', ['ADM', 'TEC']);
export const mayCorrectAnswer = permission('correct-answer', ROW, 'E', ['ADM', 'TEC', 'PRJ'], ['PRJ']);
/** What is published is for everyone; before that see `seesUnpublished`. */
export const mayReadRound = permission('read-round', ROW, 'R', [
  'ADM',
  'ENG',
  'TEC',
  'DEV',
  'PRJ',
  'MNT',
  'FND',
  'FSP',
  'PUB',
]);

export function canRead(actor: Actor, round: Pick<Round, 'published'>): boolean {
  return round.published !== null || seesUnpublished(actor);
}

/** One project of a round: those who speak for it or maintain it read it before it is published, and may correct it in time. */
export function canReadProject(actor: Actor, round: Pick<Round, 'published'>, project: ProjectId): boolean {
  return round.published !== null || seesUnpublishedOf(actor, project);
}

/** The roles of the matrix that read rounds and have no scope of their own (PRJ and MNT: their project; FND and FSP: theirs). */
const SEE_UNPUBLISHED: ReadonlySet<Role> = new Set(['ADM', 'ENG', 'TEC', 'DEV']);

export function seesUnpublished(actor: Actor): boolean {
  if (actor.kind === 'program') return true;
  return actor.kind === 'person' && actor.grants.some((grant) => SEE_UNPUBLISHED.has(grant.role));
}

export function seesUnpublishedOf(actor: Actor, project: ProjectId): boolean {
  if (seesUnpublished(actor)) return true;
  return (
    actor.kind === 'person' &&
    actor.grants.some((grant) => (grant.role === 'PRJ' || grant.role === 'MNT') && grant.project === project)
  );
}

/** Which projects that asked to be left out this reader sees all the same; null for all. Others find them counted, never named. */
export function seesLeftOut(actor: Actor): readonly ProjectId[] | null {
  return ownProjects(actor);
}

export function mayStop(round: Round): Decision<SurveyRefusal> {
  return round.state === 'running' || round.state === 'stopping'
    ? allow()
    : refuse('round-not-running', { title: round.title, state: round.state });
}

export function mayResume(round: Round): Decision<SurveyRefusal> {
  return round.state === 'stopped' ? allow() : refuse('round-not-stopped', { title: round.title, state: round.state });
}

export function mayRetry(run: Run): Decision<SurveyRefusal> {
  return run.state === 'not-reached' ? allow() : refuse('run-not-failed', { project: run.name, state: run.state });
}

/** A round is shown to the public only when it is complete: shares of half a portfolio would mislead. */
export function mayPublish(round: Round): Decision<SurveyRefusal> {
  if (round.published !== null) return refuse('already-published', { title: round.title });
  return round.state === 'finished'
    ? allow()
    : refuse('round-not-finished', { title: round.title, state: round.state });
}

export function mayCorrect(actor: Actor, project: ProjectId, read: Run['state']): Decision<SurveyRefusal> {
  if (!holds(actor, mayCorrectAnswer, project)) return refuse('not-yours-to-correct');
  return read === 'read' ? allow() : refuse('nothing-read-yet');
}

/** Derived from the runs and from a live stop; nothing stores it. */
export function roundState(
  runs: { readonly open: number; readonly running: number; readonly stopped: number },
  stop: boolean,
): RoundState {
  if (stop) return runs.running > 0 ? 'stopping' : 'stopped';
  if (runs.open > 0) return 'running';
  return runs.stopped > 0 ? 'stopped' : 'finished';
}

/**
 * Shares of the four verdicts over the projects that were read. Projects not reached are counted apart: "not known" is not "none".
 */
export function shares(verdicts: readonly RoadmapVerdict[]): VerdictCount {
  const counted = { none: 0, outdated: 0, incomplete: 0, good: 0, unknown: 0 };
  for (const verdict of verdicts) counted[verdict]++;
  return counted;
}

/** The 2018 survey of the sources (S34): about half without a roadmap, half of the rest outdated or incomplete. In per cent. */
export const SURVEY_OF_2018 = {
  label: '2018, by hand',
  none: 50,
  outdatedOrIncomplete: 25,
  good: 25,
  source: 'R. Gommers, October 2018, seed 001',
} as const;

/** Milliseconds left at the pace so far, or null before there is a pace. */
export function timeLeft(read: number, left: number, elapsedMs: number): number | null {
  return read === 0 ? null : Math.round((elapsedMs / read) * left);
}

/** The day a round looks back to may not lie in the future. */
export function mayLookBackTo(asOf: CalendarDate, today: CalendarDate): Decision<SurveyRefusal> {
  return asOf <= today ? allow() : refuse('as-of-in-future', { asOf, today });
}

/** Speaks for the project, rather than for the workspace: holds the representative's role for it. */
export function speaksFor(actor: Actor, project: ProjectId): boolean {
  return actor.kind === 'person' && actor.grants.some((grant) => grant.role === 'PRJ' && grant.project === project);
}
