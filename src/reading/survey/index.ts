/** The survey's rules: which documents to read, what they are, and what they answer. Pure. */
export { DOCUMENT_KINDS, STANDARD_KEYS } from './types.ts';
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
