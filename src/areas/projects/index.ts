/** What higher areas and the entrances may use of projects. */
export { addProject } from './actions/add-project.ts';
export { addRepository } from './actions/add-repository.ts';
export { confirmSpeaker } from './actions/confirm-speaker.ts';
export { editProject } from './actions/edit-project.ts';
export { enterSpeaker } from './actions/enter-speaker.ts';
export { optIn } from './actions/opt-in.ts';
export { optOut } from './actions/opt-out.ts';
export { answerQuestions } from './actions/answer-questions.ts';
export { acceptLogo } from './actions/accept-logo.ts';
export { askForHelp } from './actions/ask-for-help.ts';
export { confirmRule } from './actions/confirm-rule.ts';
export { setCoverage } from './actions/set-coverage.ts';
export { suggestRulebook } from './actions/suggest-rulebook.ts';
export { takeHelp } from './actions/take-help.ts';
export { checkRepository } from './actions/check-repository.ts';
export { listWaiting as projectsWaiting } from './actions/list-waiting.ts';
export { proposeRepositories } from './actions/propose-repositories.ts';
export { readLogo } from './logo.ts';
export { projectsSentences, type ProjectsEvent } from './events.ts';
export { type FoundLink } from './proposals.ts';
export { HelpSection, ProjectWords, ThreeQuestions, coverageWords } from './pages/care-sections.tsx';
export { OptedOutNotice, OptedOutState, StandingSection, WithoutStanding } from './pages/register-parts.tsx';
export { ProjectNotices, ProjectProfileSection } from './pages/profile-section.tsx';
export { decidesFor, ownProjects, registerPermissions, speaksOn } from './register-rules.ts';
export {
  type Matter,
  type OptOut,
  type Register,
  type Speaker,
  type SpeakerEntry,
  type SpeakerEntryId,
  type SpeakerId,
} from './register-types.ts';
export { maySeeLocalAddresses, projectPermissions } from './rules.ts';
export { projectInvariants } from './store/invariants.ts';
export { carePermissions } from './care-rules.ts';
export { COVERAGE, type Coverage, type HelpTrace, type LogoUse, type ProjectWord } from './care-types.ts';
export { consentWindow, ruleOf } from './rulebook-rules.ts';
export {
  NO_VALUE,
  RULEBOOK,
  type ConsentWindow,
  type RuleEvidence,
  type Rulebook,
  type RulebookField,
  type RuleValue,
  type SuggestedRule,
} from './rulebook-types.ts';
export { coverageOf, isLogoAgreed, logoUse, wordsOf } from './store/care.ts';
export { rulebookOf } from './store/rulebook.ts';
export { speakersOf, standingFor } from './store/register.ts';
export { countProjects, namedProjects, projectProfile } from './store/views.ts';
export type { ProjectProfile } from './types.ts';
