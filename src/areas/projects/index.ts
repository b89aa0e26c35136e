/** What higher areas and the entrances may use of projects. */
export { addProject, type AddProject } from './actions/add-project.ts';
export { addRepository } from './actions/add-repository.ts';
export { archiveProject } from './actions/archive-project.ts';
export { checkRepository } from './actions/check-repository.ts';
export { editProject } from './actions/edit-project.ts';
export { importPortfolio } from './actions/import-portfolio.ts';
export { proposeRepositories } from './actions/propose-repositories.ts';
export { readPortfolioFile } from './actions/read-portfolio-file.ts';
export { projectsSentences, type ProjectsEvent } from './events.ts';
export { type FoundLink } from './proposals.ts';
export { ProjectNotices, ProjectProfileSection } from './pages/profile-section.tsx';
export { maySeeLocalAddresses, projectPermissions } from './rules.ts';
export { countProjects, findProject, namedProjects, projectProfile } from './store.ts';
export {
  projectRefusals,
  type Project,
  type ProjectProfile,
  type ProjectRefusal,
  type Repository,
  type RepositoryProposal,
} from './types.ts';
