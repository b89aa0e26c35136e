/** The projects' part of `/api/v1`. */
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { readId } from '../../kernel/ids.ts';
import { done, refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../outside/database/index.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { listedJson, listedShape, planJson, planShape, projectJson, projectShape } from './api-shapes.ts';
import { acceptProposal } from './actions/accept-proposal.ts';
import { addProject } from './actions/add-project.ts';
import { addRepository } from './actions/add-repository.ts';
import { archiveProject } from './actions/archive-project.ts';
import { checkRepository } from './actions/check-repository.ts';
import { declineProposal } from './actions/decline-proposal.ts';
import { editProject, type EditProject } from './actions/edit-project.ts';
import { exportPortfolio } from './actions/export-portfolio.ts';
import { importPortfolio, previewImport } from './actions/import-portfolio.ts';
import { readPortfolioFile } from './actions/read-portfolio-file.ts';
import { removeRepository } from './actions/remove-repository.ts';
import { restoreProject } from './actions/restore-project.ts';
import { restoreRepository } from './actions/restore-repository.ts';
import { undoEdit } from './actions/undo-edit.ts';
import {
  acceptProposalInput,
  addProjectInput,
  addRepositoryInput,
  archiveProjectInput,
  editProjectInput,
  importPortfolioInput,
  listProjectsInput,
  removeRepositoryInput,
} from './inputs.ts';
import { portfolioFile } from './list-web.ts';
import { LOGO_MAX_BYTES, readLogo } from './logo.ts';
import { EXPORT_FORMATS } from './portfolio-text.ts';
import { registerApi } from './register-api.ts';
import { rulebookApi } from './rulebook-api.ts';
import { ownProjects } from './register-rules.ts';
import { projectPermissions as may } from './rules.ts';
import { findProjectFor } from './store/projects.ts';
import { listProjects, projectProfile } from './store/views.ts';
import { projectRefusals, type Project, type ProjectRefusal } from './types.ts';

const MOST_AT_ONCE = 100;
const LARGEST_PORTFOLIO = 1_200_000;

const made = z.object({ id: z.uuid() });
const nothing = z.object({});

/** The fields of the page's form, and the picture in base64: null takes it away, left out it stays. */
const editBody = editProjectInput.extend({
  logo: z
    .string()
    .max(Math.ceil((LOGO_MAX_BYTES * 4) / 3) + 8, `A logo has at most ${LOGO_MAX_BYTES / 1024} KB.`)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'Write the picture in base64.')
    .nullable()
    .optional(),
});

export const api: readonly ApiRoute[] = [
  ...registerApi,
  ...rulebookApi,
  apiRoute({
    method: 'GET',
    path: '/projects',
    operationId: 'listProjects',
    summary: 'Projects by name or the newest first; `after` takes the `next` of the answer before',
    permission: may.seeProjects,
    action: null,
    query: listProjectsInput,
    response: z.object({ projects: z.array(listedShape), total: z.int(), next: z.string().nullable() }),
    answer: async ({ tx, actor, query }) => {
      const asked = { ...query, limit: MOST_AT_ONCE, seesOptedOut: ownProjects(actor) };
      const { projects, total, next } = await listProjects(tx, asked);
      return json({ projects: projects.map(listedJson), total, next });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects',
    operationId: 'addProject',
    summary:
      'Add a project by the address of its first repository; name and short name are taken from it when left out',
    permission: may.addProject,
    action: 'add-project',
    body: addProjectInput,
    response: z.object({
      project: z.uuid(),
      slug: z.string(),
      alsoIn: z
        .object({ slug: z.string(), name: z.string() })
        .nullable()
        .meta({ description: 'Another project in whose set this repository stands as well' }),
    }),
    before: ({ body, reach }) => checkRepository(reach, body.url),
    answer: async ({ tx, actor, body, now }, url) => {
      if (refused(url)) return no(url);
      return answered(await addProject(tx, actor, { ...body, url: url.done }, now), (added) => added);
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/projects/:project',
    operationId: 'getProject',
    summary: 'A project with its set, by its id or the name in its address',
    permission: may.seeProjects,
    action: null,
    response: projectShape,
    answer: async ({ tx, actor, params }) => {
      const profile = await projectProfile(tx, actor, params['project'] ?? '');
      return profile === null ? no(refuse('no-such-project')) : json(projectJson(profile, actor));
    },
  }),
  apiRoute({
    method: 'PUT',
    path: '/projects/:project',
    operationId: 'editProject',
    summary: 'Change what is said of a project; `version` must be the one that was read',
    permission: may.editProject,
    action: 'edit-project',
    body: editBody,
    response: made,
    maxBytes: 2 * LOGO_MAX_BYTES,
    answer: async ({ tx, actor, params, body, now }) =>
      onProject(tx, actor, params, async (project) => {
        const { logo: sent, ...said } = body;
        const logo = logoIn(sent);
        if (refused(logo)) return no(logo);
        return answered(await editProject(tx, actor, { ...said, project: project.id, logo: logo.done }, now), asId);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/edits/:edit/undoing',
    operationId: 'undoEdit',
    summary: 'Put back what an edit changed, as an edit of its own',
    permission: may.undoEdit,
    action: 'undo-edit',
    response: made,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) => {
        const edit = readId<'project edit'>(params['edit'] ?? '');
        if (edit === null) return no(refuse('no-such-edit'));
        return answered(await undoEdit(tx, actor, { project: project.id, edit }, now), asId);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/archival',
    operationId: 'archiveProject',
    summary: 'Take a project out of the lists, with a reason',
    permission: may.archiveProject,
    action: 'archive-project',
    body: archiveProjectInput,
    response: nothing,
    answer: async ({ tx, actor, params, body, now }) =>
      onProject(tx, actor, params, async (project) =>
        answered(await archiveProject(tx, actor, { ...body, project: project.id }, now), asNothing),
      ),
  }),
  apiRoute({
    method: 'DELETE',
    path: '/projects/:project/archival',
    operationId: 'restoreProject',
    summary: 'Bring an archived project back',
    permission: may.restoreProject,
    action: 'restore-project',
    response: nothing,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) =>
        answered(await restoreProject(tx, actor, { project: project.id }, now), asNothing),
      ),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/repositories',
    operationId: 'addRepository',
    summary: 'Add a repository to the set; its role is told by its name when left out',
    permission: may.addRepository,
    action: 'add-repository',
    body: addRepositoryInput,
    response: made,
    before: ({ body, reach }) => checkRepository(reach, body.url),
    answer: async ({ tx, actor, params, body, now }, url) =>
      onProject(tx, actor, params, async (project) => {
        if (refused(url)) return no(url);
        return answered(await addRepository(tx, actor, { ...body, project: project.id, url: url.done }, now), asId);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/repositories/:repository/removal',
    operationId: 'removeRepository',
    summary: 'Take a repository out of the set; it is kept as removed',
    permission: may.removeRepository,
    action: 'remove-repository',
    body: removeRepositoryInput,
    response: nothing,
    answer: async ({ tx, actor, params, body, now }) =>
      onProject(tx, actor, params, async (project) => {
        const repository = readId<'repository'>(params['repository'] ?? '');
        if (repository === null) return no(refuse('no-such-repository'));
        const input = { ...body, project: project.id, repository };
        return answered(await removeRepository(tx, actor, input, now), asNothing);
      }),
  }),
  apiRoute({
    method: 'DELETE',
    path: '/projects/:project/repositories/:repository/removal',
    operationId: 'restoreRepository',
    summary: 'Put a removed repository back',
    permission: may.restoreRepository,
    action: 'restore-repository',
    response: nothing,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) => {
        const repository = readId<'repository'>(params['repository'] ?? '');
        if (repository === null) return no(refuse('no-such-repository'));
        return answered(await restoreRepository(tx, actor, { project: project.id, repository }, now), asNothing);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/proposals/:proposal/acceptance',
    operationId: 'acceptProposal',
    summary: 'Say that a proposed repository belongs to the project; `url` is the proposal’s own, looked up again',
    permission: may.acceptProposal,
    action: 'accept-proposal',
    body: acceptProposalInput.extend({ url: addRepositoryInput.shape.url }),
    response: made,
    before: ({ body, reach }) => checkRepository(reach, body.url),
    answer: async ({ tx, actor, params, body, now }, url) =>
      onProject(tx, actor, params, async (project) => {
        if (refused(url)) return no(url);
        const proposal = readId<'repository proposal'>(params['proposal'] ?? '');
        if (proposal === null) return no(refuse('no-such-proposal'));
        const input = { project: project.id, proposal, url: url.done, role: body.role };
        return answered(await acceptProposal(tx, actor, input, now), asId);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/proposals/:proposal/declination',
    operationId: 'declineProposal',
    summary: 'Say that a proposed repository does not belong to the project',
    permission: may.declineProposal,
    action: 'decline-proposal',
    response: nothing,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) => {
        const proposal = readId<'repository proposal'>(params['proposal'] ?? '');
        if (proposal === null) return no(refuse('no-such-proposal'));
        return answered(await declineProposal(tx, actor, { project: project.id, proposal }, now), asNothing);
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/portfolio',
    operationId: 'exportPortfolio',
    summary: 'All current projects as a portfolio file',
    permission: may.exportPortfolio,
    action: 'export-portfolio',
    query: z.object({ format: z.enum(EXPORT_FORMATS).default('json') }),
    response: z.object({ projects: z.array(z.looseObject({ name: z.string() })) }),
    answer: async ({ tx, actor, query: { format } }) =>
      portfolioFile(format, await exportPortfolio(tx, actor, { format })),
  }),
  apiRoute({
    method: 'POST',
    path: '/portfolio/preview',
    operationId: 'previewPortfolio',
    summary: 'What importing a portfolio would do; nothing is written',
    permission: may.importPortfolio,
    action: 'import-portfolio',
    body: importPortfolioInput,
    response: planShape,
    maxBytes: LARGEST_PORTFOLIO,
    before: ({ body, reach }) => readPortfolioFile(reach, body),
    answer: async ({ tx, actor }, portfolio) => {
      if (refused(portfolio)) return no(portfolio);
      return answered(await previewImport(tx, actor, portfolio.done), ({ plan }) => planJson(plan));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/portfolio',
    operationId: 'importPortfolio',
    summary: 'Import a portfolio in JSON, YAML or CSV, whole or not at all',
    permission: may.importPortfolio,
    action: 'import-portfolio',
    body: importPortfolioInput,
    response: planShape,
    maxBytes: LARGEST_PORTFOLIO,
    before: ({ body, reach }) => readPortfolioFile(reach, body),
    answer: async ({ tx, actor, now }, portfolio) => {
      if (refused(portfolio)) return no(portfolio);
      const outcome = await importPortfolio(tx, actor, { portfolio: portfolio.done, seen: null }, now);
      return answered(outcome, planJson);
    },
  }),
];

async function onProject(
  tx: Tx,
  actor: Actor,
  params: Readonly<Record<string, string>>,
  then: (project: Project) => Promise<Answer>,
): Promise<Answer> {
  const project = await findProjectFor(tx, actor, params['project'] ?? '');
  return project === null ? no(refuse('no-such-project')) : then(project);
}

function logoIn(sent: string | null | undefined): Outcome<EditProject['logo'], 'logo-refused'> {
  if (sent === undefined) return done('keep');
  return sent === null ? done('remove') : readLogo(Buffer.from(sent, 'base64'));
}

function asId(id: string) {
  return { id };
}

function asNothing() {
  return {};
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function answered<T>(outcome: Outcome<T, ProjectRefusal>, body: (value: T) => unknown): Answer {
  return refused(outcome) ? no(outcome) : json(body(outcome.done));
}

function no(refusal: Refusal<ProjectRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: projectRefusals };
}
