/** What higher areas and the entrances may use of the survey. */
export { readProject, type ReadProjectTools } from './actions/read-project.ts';
export { startRound } from './actions/start-round.ts';
export { suggestRulebooks } from './actions/suggest-rulebooks.ts';
export { publishRound } from './actions/publish-round.ts';
export { surveySentences, type SurveyEvent } from './events.ts';
export { surveyInvariants } from './store/invariants.ts';
export { surveyProjectJob } from './jobs.ts';
export { unfinishedRuns } from './store/runs.ts';
export { resultOf as surveyResult, verdictsOfProject } from './store/results.ts';
export { roundById as roundToReport } from './store/rounds.ts';
export { roundSummaries } from './store/views.ts';
export { rowOf2018, shareRow } from './pages/figures.ts';
export { ProjectVerdicts, type ProjectVerdict } from './pages/project-section.tsx';
export {
  mayPublishRound,
  mayStartRound,
  maySteerRound,
  seesUnpublished,
  seesUnpublishedOf,
  speaksFor,
} from './rules.ts';
export type { OpenRepository } from './actions/examine-project.ts';

export type { RoundSummary } from './pages/rounds-page.tsx';
