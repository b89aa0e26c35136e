/** What a project to survey is, and what the engine answers about it. The contract of `commonwork survey` is made from it. */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { CorrectionId, PersonId, ProjectId, RoundId, RunId } from '../../kernel/ids.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';
import {
  STANDARD_KEYS,
  type AnswerReport,
  type Balance,
  type DocumentReport,
  type Evidence,
  type HistoryEvent,
  type LinkedPlace,
  type Reason,
  type RepositoryLink,
  type RoadmapKind,
  type RoadmapLevel,
  type RoadmapPeople,
  type RoadmapReport,
  type RoadmapVerdict,
  type StandardKey,
} from '../../reading/survey/index.ts';

export { STANDARD_KEYS };
export type {
  AnswerReport,
  Balance,
  Evidence,
  HistoryEvent,
  Reason,
  RoadmapKind,
  RoadmapLevel,
  RoadmapPeople,
  RoadmapVerdict,
  StandardKey,
};

export interface RepositorySpec {
  /** owner/name, or what the portfolio calls it. */
  readonly id: string;
  /** Where it is: an https or ssh address, or a folder on the command line. */
  readonly url: string;
  /** A commit, tag or branch; null for the last commit on the default branch by `asOf`. */
  readonly revision: string | null;
}

export interface ProjectSpec {
  readonly name: string;
  readonly asOf: CalendarDate;
  readonly repositories: readonly RepositorySpec[];
}

export type RepositoryReport =
  | {
      readonly state: 'read';
      readonly id: string;
      readonly url: string;
      readonly commit: string;
      /** ISO date. */
      readonly committedOn: string;
      readonly files: number;
      readonly documentsRead: number;
      /** What a reader must know about the choice of commit, or about what could not be read. */
      readonly notes: readonly string[];
    }
  | { readonly state: 'not-reached'; readonly id: string; readonly url: string; readonly because: string };

/** Everything that was examined, as JSON. `engine` grows when a change of the rules makes old and new reports unlike. */
export interface ProjectReport {
  readonly engine: 1;
  readonly name: string;
  readonly asOf: CalendarDate;
  /** ISO date and time. */
  readonly madeAt: string;
  readonly repositories: readonly RepositoryReport[];
  readonly roadmap: RoadmapReport;
  readonly documents: readonly DocumentReport[];
  readonly standards: Readonly<Record<StandardKey, AnswerReport>>;
  /** Links to repositories in what was read, for whoever declares the project's set. Not in the contract. */
  readonly repositoryLinks: readonly RepositoryLink[];
  /** Requests counted from git, the largest series first; absent where they were not asked for, and from reports of before. */
  readonly balances?: readonly Balance[];
}

/** One answer, as soon as it is known. */
export type FoundAnswer =
  | { readonly key: 'roadmap'; readonly roadmap: RoadmapReport }
  | { readonly key: 'documents'; readonly documents: readonly DocumentReport[] }
  | { readonly key: StandardKey; readonly answer: AnswerReport };

/** What is being done now, for a progress line. */
export interface ExamineStep {
  readonly doing: string;
  readonly repository: string;
  readonly n: number;
  readonly of: number;
}

export interface ContractEvidence {
  readonly repository: string;
  readonly path: string;
  readonly lines: readonly [number, number] | null;
  readonly commit: string;
}

/** One project in the JSON of `commonwork survey` (design section 5). */
export interface ContractProject {
  readonly name: string;
  readonly asOf: string;
  readonly roadmap: {
    readonly kind: RoadmapReport['kind'];
    readonly state: RoadmapReport['state'];
    readonly reasons: readonly string[];
    readonly linked: readonly string[];
  };
  readonly documents: readonly {
    readonly repository: string;
    readonly path: string;
    readonly kind: string;
    readonly lines: readonly [number, number] | null;
    readonly commit: string;
  }[];
  readonly standards: Readonly<Record<StandardKey, ContractAnswer>>;
}

export interface ContractBalance {
  readonly repository: string;
  readonly requests: number;
  readonly merged: number;
  readonly tiers: Balance['tiers'];
  readonly claimed: Balance['claimed'];
  readonly rejected: number;
  readonly closureRatio: null;
  readonly upTo: string | null;
  readonly years: Balance['years'];
}

export interface ContractAnswer {
  readonly answer: AnswerReport['answer'];
  readonly reasons: readonly string[];
  readonly evidence: readonly ContractEvidence[];
}

export function toContract(report: ProjectReport): ContractProject {
  return {
    name: report.name,
    asOf: report.asOf,
    roadmap: contractRoadmap(report.roadmap),
    documents: report.documents.map(({ repository, path, kind, lines, commit }) => ({
      repository,
      path,
      kind,
      lines,
      commit,
    })),
    standards: Object.fromEntries(
      Object.entries(report.standards).map(([key, answer]) => [key, contractAnswer(answer)]),
    ) as Record<StandardKey, ContractAnswer>,
  };
}

/** What `--balance` adds. The closure ratio is not in git: what was closed unmerged looks like what is open. */
export function contractBalance({
  repository,
  requests,
  merged,
  tiers,
  claimed,
  rejected,
  upTo,
  years,
}: Balance): ContractBalance {
  return { repository, requests, merged, tiers, claimed, rejected, closureRatio: null, upTo, years };
}

export function contractRoadmap(roadmap: RoadmapReport): ContractProject['roadmap'] {
  return {
    kind: roadmap.kind,
    state: roadmap.state,
    reasons: roadmap.reasons.map(({ text }: Reason) => text),
    linked: roadmap.linked.map(({ target }: LinkedPlace) => target),
  };
}

export function contractAnswer(answer: AnswerReport): ContractAnswer {
  const seen = new Set<string>();
  const evidence: ContractEvidence[] = [];
  for (const piece of answer.reasons.flatMap(({ evidence: pieces }): readonly Evidence[] => pieces)) {
    const key = `${piece.repository}\0${piece.path}\0${piece.lines?.join('-') ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    evidence.push({ repository: piece.repository, path: piece.path, lines: piece.lines, commit: piece.commit });
  }
  return { answer: answer.answer, reasons: answer.reasons.map(({ text }) => text), evidence };
}

/** The 2018 survey's scale; 'unknown' when nothing could be read. */
export const VERDICTS = ['none', 'outdated', 'incomplete', 'good', 'unknown'] as const;
export type VerdictCount = Readonly<Record<RoadmapVerdict, number>>;

/** What a person may answer instead of what was read. */
export const CORRECT_VERDICTS = ['none', 'outdated', 'incomplete', 'good'] as const;
export const CORRECT_ANSWERS = ['yes', 'partly', 'no'] as const;
export const CORRECTABLE = ['roadmap', ...STANDARD_KEYS] as const;
export type CorrectableKey = (typeof CORRECTABLE)[number];

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
  readonly example: boolean;
  /** Asked to be left out (domain S42): counted, and named to its own people and the workspace's only. */
  readonly optedOut: boolean;
  readonly state: RunState;
  readonly verdict: RoadmapVerdict | null;
  readonly corrected: boolean;
  readonly kind: RoadmapKind;
  readonly reason: string;
  readonly lastChange: CalendarDate | null;
  /** The first piece of evidence; `repository` is its address. */
  readonly evidence: {
    readonly repository: string | null;
    readonly commit: string;
    readonly path: string;
    readonly lines: readonly [number, number] | null;
  } | null;
  readonly problem: string | null;
  /** The verdict of the round it is compared with, or null when the project was not surveyed then. */
  readonly before: RoadmapVerdict | null;
}

export interface Result {
  readonly project: ProjectId;
  readonly verdict: RoadmapVerdict;
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
  | 'round-with-itself'
  | 'round-still-read'
  | 'unknown-format';

export const surveyRefusals: RefusalSheet<SurveyRefusal> = {
  'round-not-found': { kind: 'not-found', say: () => 'There is no such round, or it is not published.' },
  'project-not-in-round': { kind: 'not-found', say: () => 'This project was not read in that round.' },
  'no-projects-chosen': { kind: 'malformed', say: () => 'Choose at least one project to read.' },
  'too-many-projects': {
    kind: 'malformed',
    say: (b) =>
      `A round reads at most ${fact(b, 'limit')} projects; ${fact(b, 'chosen')} were chosen. Split them over two rounds.`,
  },
  'project-without-repositories': {
    kind: 'conflict',
    say: (b) => `${fact(b, 'project')} has no repository yet. Add one to the project, or leave it out of the round.`,
  },
  'as-of-in-future': {
    kind: 'malformed',
    say: (b) => `${fact(b, 'asOf')} is in the future. Choose today or an earlier day.`,
  },
  'round-not-running': {
    kind: 'conflict',
    say: (b) => `“${fact(b, 'title')}” is not running, so there is nothing to stop.`,
  },
  'round-not-stopped': {
    kind: 'conflict',
    say: (b) => `“${fact(b, 'title')}” is not stopped, so there is nothing to resume.`,
  },
  'round-not-finished': {
    kind: 'conflict',
    say: (b) => `“${fact(b, 'title')}” has not read all its projects yet. Publish it when it has finished.`,
  },
  'run-not-failed': {
    kind: 'conflict',
    say: (b) => `${fact(b, 'project')} was reached, or is still waiting; there is nothing to try again.`,
  },
  'already-published': { kind: 'conflict', say: (b) => `“${fact(b, 'title')}” is published already.` },
  'not-published': { kind: 'conflict', say: (b) => `“${fact(b, 'title')}” is not published.` },
  'not-yours-to-correct': {
    kind: 'forbidden',
    say: () =>
      'Only the project’s representatives and the workspace’s administrators and technical leads correct answers.',
  },
  'nothing-read-yet': {
    kind: 'conflict',
    say: () => 'The project has not been read in this round yet, so there is no answer to correct.',
  },
  'no-such-answer': { kind: 'not-found', say: (b) => `The survey asks no question called “${fact(b, 'key')}”.` },
  'correction-not-found': { kind: 'not-found', say: () => 'There is no such correction, or it was withdrawn already.' },
  'round-with-itself': {
    kind: 'malformed',
    say: (b) => `Choose two different rounds; “${fact(b, 'title')}” was chosen twice.`,
  },
  'round-still-read': {
    kind: 'conflict',
    say: (b) => `“${fact(b, 'title')}” is still being read. Compare it when it has ended.`,
  },
  'unknown-format': {
    kind: 'not-found',
    say: (b) => `“${fact(b, 'format')}” is not a format. Choose csv, json or md.`,
  },
};
