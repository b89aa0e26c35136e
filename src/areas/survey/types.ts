/** What a project to survey is, and what the engine answers about it. The contract of `commonwork survey` is made from it. */
import type { CalendarDate } from '../../kernel/dates.ts';
import type {
  AnswerReport,
  DocumentReport,
  Evidence,
  LinkedPlace,
  Reason,
  RoadmapReport,
  StandardKey,
} from '../../reading/survey/index.ts';

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
