/** The survey's tables as the queries see them. */
import { type CalendarDate, type Instant } from '../../../kernel/dates.ts';
import { type CorrectionId, type PersonId, type ProjectId, type RoundId, type RunId } from '../../../kernel/ids.ts';
import { on, type Tx } from '../../../outside/database/index.ts';
import type { ProjectReport, ProjectSpec, RoadmapKind, RunState, RoadmapVerdict } from '../types.ts';

export interface Tables {
  survey_round: {
    id: RoundId;
    title: string;
    as_of: CalendarDate;
    note: string;
    example: boolean;
    started_at: Instant;
    started_by: PersonId | null;
    hat: string | null;
  };
  survey_stop: {
    id: string;
    round: RoundId;
    manner: 'after-current' | 'at-once';
    at: Instant;
    by_person: PersonId | null;
    resumed_at: Instant | null;
    resumed_by: PersonId | null;
  };
  survey_publication: {
    id: string;
    round: RoundId;
    at: Instant;
    by_person: PersonId | null;
    hat: string | null;
    withdrawn_at: Instant | null;
    withdrawn_by: PersonId | null;
    withdrawal_reason: string | null;
  };
  survey_run: {
    id: RunId;
    round: RoundId;
    project: ProjectId;
    position: number;
    spec: ProjectSpec;
    state: RunState;
    doing: string;
    repository_n: number;
    repository_of: number;
    attempts: number;
    started_at: Instant | null;
    finished_at: Instant | null;
    problem: string | null;
  };
  survey_result: {
    id: string;
    round: RoundId;
    project: ProjectId;
    commits: string;
    verdict: RoadmapVerdict;
    kind: RoadmapKind;
    reason: string;
    last_change: CalendarDate | null;
    report: ProjectReport;
    made_at: Instant;
  };
  survey_correction: {
    id: CorrectionId;
    round: RoundId;
    project: ProjectId;
    key: string;
    answer: string;
    reason: string;
    link: string | null;
    at: Instant;
    by_person: PersonId;
    by_name: string;
    hat: string | null;
    for_project: boolean;
    withdrawn_at: Instant | null;
    withdrawn_by: PersonId | null;
  };
}

/** The query builder on the survey's tables. */
export const tables = (tx: Tx) => on<Tables>(tx);
