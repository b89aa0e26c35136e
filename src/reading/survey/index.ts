/** The survey's rules: which documents to read, what they are, and what they answer. Pure. */
export { STANDARD_KEYS } from './types.ts';
export type {
  Answer,
  AnswerReport,
  DocumentKind,
  DocumentReport,
  Evidence,
  HistoryEvent,
  Landing,
  Lines,
  LinkedPlace,
  PathEntry,
  ReadDocument,
  Reason,
  RepositoryFacts,
  RoadmapDocument,
  RoadmapKind,
  RoadmapLevel,
  RoadmapPeople,
  RoadmapReport,
  RoadmapState,
  RoadmapVerdict,
  StandardKey,
  Tag,
  Version,
} from './types.ts';
export { claimsOf, countBalance, type Balance } from './balance.ts';
export { changesOf, coAuthorsIn, isSmallPart, lastSubstantive, saysSomething, type Change } from './changes.ts';
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
export { isMoved, likelySources } from './moves.ts';
export { proposalSeries, type ProposalSeries } from './proposals.ts';
export { documentReports, promisedCadence } from './reports.ts';
export { repositoryLinks, type RepositoryLink } from './repository-links.ts';
export { findRoadmaps, includedPath, needsReleasesToFind, type FoundRoadmap } from './roadmaps.ts';
export { answerStandard, type StandardsInput } from './standards.ts';
export { closedBy } from './references.ts';
export { closingSince, judgeRoadmap, releasesNamed, type RoadmapHistory } from './verdict.ts';
export { releaseNumber } from './words.ts';
