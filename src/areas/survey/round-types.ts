/** Rounds, their runs and results, corrections; and every way a verb of this area can say no. */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { CorrectionId, PersonId, ProjectId, RoundId, RunId } from '../../kernel/ids.ts';
import type { RefusalSheet } from '../../kernel/refusal.ts';
import type { ProjectReport, ProjectSpec } from './types.ts';

/** The 2018 survey's scale; 'unknown' when nothing could be read. */
export const VERDICTS = ['none', 'outdated', 'incomplete', 'good', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];
export type RoadmapKind = 'none' | 'technical' | 'nontechnical' | 'both';
export type VerdictCount = Readonly<Record<Verdict, number>>;

export type RoundState = 'running' | 'stopping' | 'stopped' | 'finished';
export type RunState = 'waiting' | 'running' | 'read' | 'not-reached' | 'stopped';

export interface Round {
  readonly id: RoundId;
  readonly title: string;
  readonly asOf: CalendarDate;
  readonly note: string;
  readonly example: boolean;
  readonly startedAt: Instant;
  readonly startedBy: PersonId | null;
  readonly state: RoundState;
  readonly runs: Readonly<Record<RunState, number>> & { readonly total: number };
  readonly finishedAt: Instant | null;
  readonly published: Instant | null;
}

/** One project of a round. */
export interface Run {
  readonly id: RunId;
  readonly round: RoundId;
  readonly project: ProjectId;
  readonly name: string;
  readonly position: number;
  readonly state: RunState;
  /** What is being done now, in words. */
  readonly doing: string;
  readonly repositoryN: number;
  readonly repositoryOf: number;
  readonly attempts: number;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** Why it was not reached. */
  readonly problem: string | null;
}

export interface RunToDo extends Run {
  readonly spec: ProjectSpec;
  readonly asOf: CalendarDate;
}

/** A row of the round's table: what was found for one project, with a live correction of the verdict applied. */
export interface RoundRow {
  readonly project: ProjectId;
  readonly name: string;
  readonly slug: string;
  readonly example: boolean;
  readonly state: RunState;
  readonly verdict: Verdict | null;
  readonly corrected: boolean;
  readonly kind: RoadmapKind;
  readonly reason: string;
  readonly lastChange: CalendarDate | null;
  readonly evidence: { readonly path: string; readonly lines: readonly [number, number] | null } | null;
  readonly problem: string | null;
  /** The verdict of the round it is compared with, or null when the project was not surveyed then. */
  readonly before: Verdict | null;
}

export interface Result {
  readonly project: ProjectId;
  readonly verdict: Verdict;
  readonly kind: RoadmapKind;
  readonly reason: string;
  readonly lastChange: CalendarDate | null;
  readonly report: ProjectReport;
  readonly madeAt: Instant;
}

export interface Correction {
  readonly id: CorrectionId;
  readonly key: string;
  readonly answer: string;
  readonly reason: string;
  readonly link: string | null;
  readonly at: Instant;
  readonly byName: string;
  readonly hat: string | null;
  /** Made by someone who speaks for the project, rather than by the workspace. */
  readonly forProject: boolean;
  readonly withdrawnAt: Instant | null;
}

export type SurveyRefusal =
  | 'round-not-found'
  | 'project-not-in-round'
  | 'no-projects-chosen'
  | 'too-many-projects'
  | 'project-without-repositories'
  | 'as-of-in-future'
  | 'round-not-running'
  | 'round-not-stopped'
  | 'round-not-finished'
  | 'run-not-failed'
  | 'already-published'
  | 'not-published'
  | 'not-yours-to-correct'
  | 'nothing-read-yet'
  | 'no-such-answer'
  | 'correction-not-found'
  | 'unknown-format';

export const surveyRefusals: RefusalSheet<SurveyRefusal> = {
  'round-not-found': { kind: 'not-found', say: () => 'There is no such round, or it is not published.' },
  'project-not-in-round': { kind: 'not-found', say: () => 'This project was not read in that round.' },
  'no-projects-chosen': { kind: 'malformed', say: () => 'Choose at least one project to read.' },
  'too-many-projects': {
    kind: 'malformed',
    say: ({ chosen, limit }) => `A round reads at most ${limit} projects; ${chosen} were chosen. Split them over two rounds.`,
  },
  'project-without-repositories': {
    kind: 'conflict',
    say: ({ project }) => `${project} has no repository yet. Add one to the project, or leave it out of the round.`,
  },
  'as-of-in-future': { kind: 'malformed', say: ({ asOf }) => `${asOf} is in the future. Choose today or an earlier day.` },
  'round-not-running': { kind: 'conflict', say: ({ title }) => `“${title}” is not running, so there is nothing to stop.` },
  'round-not-stopped': { kind: 'conflict', say: ({ title }) => `“${title}” is not stopped, so there is nothing to resume.` },
  'round-not-finished': {
    kind: 'conflict',
    say: ({ title }) => `“${title}” has not read all its projects yet. Publish it when it has finished.`,
  },
  'run-not-failed': { kind: 'conflict', say: ({ project }) => `${project} was reached, or is still waiting; there is nothing to try again.` },
  'already-published': { kind: 'conflict', say: ({ title }) => `“${title}” is published already.` },
  'not-published': { kind: 'conflict', say: ({ title }) => `“${title}” is not published.` },
  'not-yours-to-correct': {
    kind: 'forbidden',
    say: () => 'Only the project’s representatives and the workspace’s administrators and technical leads correct answers.',
  },
  'nothing-read-yet': { kind: 'conflict', say: () => 'The project has not been read in this round yet, so there is no answer to correct.' },
  'no-such-answer': { kind: 'not-found', say: ({ key }) => `The survey asks no question called “${key}”.` },
  'correction-not-found': { kind: 'not-found', say: () => 'There is no such correction, or it was withdrawn already.' },
  'unknown-format': { kind: 'not-found', say: ({ format }) => `“${format}” is not a format. Choose csv, json or md.` },
};
