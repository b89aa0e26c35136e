/** The survey's rules: which documents to read, what they are, and what they answer. Pure. */
export { STANDARD_KEYS } from './types.ts';
export type {
  Answer,
  AnswerReport,
  DocumentKind,
  DocumentReport,
  Evidence,
  HistoryEvent,
  Lines,
  LinkedPlace,
  PathEntry,
  ReadDocument,
  Reason,
  RepositoryFacts,
  RoadmapDocument,
  RoadmapKind,
  RoadmapReport,
  RoadmapState,
  RoadmapVerdict,
  StandardKey,
  Tag,
  Version,
} from './types.ts';
export { changesOf, lastSubstantive, type Change } from './changes.ts';
export { classify, type FoundDocument } from './classify.ts';
export { readDocument } from './document.ts';
export { linkedPlaces, whatToFollow } from './follow.ts';
export {
  isProposalRepository,
  isRoadmapPath,
  surveyPaths,
  wantsSkeleton,
  type Candidate,
  type ProposalFolder,
  type SurveyPaths,
} from './paths.ts';
export { proposalSeries, type ProposalSeries } from './proposals.ts';
export { documentReports, promisedCadence } from './reports.ts';
export { repositoryLinks, type RepositoryLink } from './repository-links.ts';
export { findRoadmaps, includedPath, needsReleasesToFind, type FoundRoadmap } from './roadmaps.ts';
export { answerStandard, type StandardsInput } from './standards.ts';
export { judgeRoadmap, releasesNamed, type RoadmapHistory } from './verdict.ts';
export { releaseNumber } from './words.ts';
