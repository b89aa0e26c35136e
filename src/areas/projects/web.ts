/** The pages of projects: which address does what. Each parses, calls one action and answers as HTML. */
import { urls } from '../../look/index.ts';
import { pageRoute, type PageRoute } from '../../outside/http/route.ts';
import { lookUpAddress } from './address-web.ts';
import {
  askEdit,
  postAcceptance,
  postArchival,
  postDeclination,
  postEdit,
  postRemoval,
  postRepository,
  postRestoration,
  postRestoredProject,
  postUndo,
  sendLogo,
} from './edit-web.ts';
import {
  askPortfolio,
  askProject,
  lookUpPortfolio,
  postPortfolio,
  postProject,
  sendPortfolio,
  showProjects,
} from './list-web.ts';
import { careRoutes } from './care-web.ts';
import { rulebookRoutes } from './rulebook-web.ts';
import { registerRoutes } from './register-web.ts';
import { projectPermissions as may } from './rules.ts';

/** Each looks names up: enough for a person, too few to search a network with. */
const LOOKUPS_PER_MINUTE = 60;
const IMPORTS_PER_MINUTE = 20;
const LARGEST_LOGO_FORM = 600 * 1024;
const LARGEST_PORTFOLIO_FORM = 2 * 1024 * 1024;

export const routes: readonly PageRoute[] = [
  ...registerRoutes,
  ...rulebookRoutes,
  ...careRoutes,
  { method: 'GET', path: urls.projects.pattern, permission: may.seeProjects, action: null, answer: showProjects },
  { method: 'GET', path: urls.addProject.pattern, permission: may.addProject, action: null, answer: askProject },
  pageRoute({
    method: 'POST',
    path: urls.addProject.pattern,
    permission: may.addProject,
    action: 'add-project',
    before: lookUpAddress,
    answer: postProject,
    perMinute: LOOKUPS_PER_MINUTE,
  }),
  {
    method: 'GET',
    path: urls.importPortfolio.pattern,
    permission: may.importPortfolio,
    action: null,
    answer: askPortfolio,
  },
  pageRoute({
    method: 'POST',
    path: urls.importPortfolio.pattern,
    permission: may.importPortfolio,
    action: 'import-portfolio',
    before: lookUpPortfolio,
    answer: postPortfolio,
    perMinute: IMPORTS_PER_MINUTE,
    maxBytes: LARGEST_PORTFOLIO_FORM,
  }),
  {
    method: 'GET',
    path: urls.exportPortfolio.pattern,
    permission: may.exportPortfolio,
    action: 'export-portfolio',
    answer: sendPortfolio,
  },
  { method: 'GET', path: urls.projectLogo.pattern, permission: may.seeProjects, action: 'load-logo', answer: sendLogo },
  { method: 'GET', path: urls.editProject.pattern, permission: may.editProject, action: null, answer: askEdit },
  {
    method: 'POST',
    path: urls.editProject.pattern,
    permission: may.editProject,
    action: 'edit-project',
    answer: postEdit,
    maxBytes: LARGEST_LOGO_FORM,
  },
  { method: 'POST', path: urls.undoEdit.pattern, permission: may.undoEdit, action: 'undo-edit', answer: postUndo },
  pageRoute({
    method: 'POST',
    path: urls.addRepository.pattern,
    permission: may.addRepository,
    action: 'add-repository',
    before: lookUpAddress,
    answer: postRepository,
    perMinute: LOOKUPS_PER_MINUTE,
  }),
  {
    method: 'POST',
    path: urls.removeRepository.pattern,
    permission: may.removeRepository,
    action: 'remove-repository',
    answer: postRemoval,
  },
  {
    method: 'POST',
    path: urls.restoreRepository.pattern,
    permission: may.restoreRepository,
    action: 'restore-repository',
    answer: postRestoration,
  },
  pageRoute({
    method: 'POST',
    path: urls.acceptProposal.pattern,
    permission: may.acceptProposal,
    action: 'accept-proposal',
    before: lookUpAddress,
    answer: postAcceptance,
    perMinute: LOOKUPS_PER_MINUTE,
  }),
  {
    method: 'POST',
    path: urls.declineProposal.pattern,
    permission: may.declineProposal,
    action: 'decline-proposal',
    answer: postDeclination,
  },
  {
    method: 'POST',
    path: urls.archiveProject.pattern,
    permission: may.archiveProject,
    action: 'archive-project',
    answer: postArchival,
  },
  {
    method: 'POST',
    path: urls.restoreProject.pattern,
    permission: may.restoreProject,
    action: 'restore-project',
    answer: postRestoredProject,
  },
];
