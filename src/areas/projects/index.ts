/** What higher areas and the entrances may use of projects. */
export { addProject } from './actions/add-project.ts';
export { addRepository } from './actions/add-repository.ts';
export { checkRepository } from './actions/check-repository.ts';
export { proposeRepositories } from './actions/propose-repositories.ts';
export { projectsSentences, type ProjectsEvent } from './events.ts';
export { type FoundLink } from './proposals.ts';
export { ProjectNotices, ProjectProfileSection } from './pages/profile-section.tsx';
export { maySeeLocalAddresses, projectPermissions } from './rules.ts';
export { projectInvariants } from './store/invariants.ts';
export { countProjects, namedProjects, projectProfile } from './store/views.ts';
export type { ProjectProfile } from './types.ts';
