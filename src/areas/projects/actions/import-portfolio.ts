import { createHash } from 'node:crypto';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { nameKey } from '../../../kernel/text.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { planImport, type ImportPlan, type KnownProject, type PlannedProject } from '../import-plan.ts';
import { chooseSlug, decide, projectPermissions } from '../rules.ts';
import { insertProject, lockProjectsByName, projectsByName, takenSlugs } from '../store/projects.ts';
import { insertRepositories, repositoriesOfAll, type NewRepository } from '../store/repositories.ts';
import type { ProjectRefusal } from '../types.ts';
import type { CheckedPortfolio } from './read-portfolio-file.ts';

export interface ImportPortfolio {
  readonly portfolio: CheckedPortfolio;
  /** The fingerprint of the preview that the person saw; null where nobody looks first, as in the API. */
  readonly seen: string | null;
}

export interface ImportPreview {
  readonly plan: ImportPlan;
  readonly fingerprint: string;
}

/** What an import would do now. Writes nothing. */
export async function previewImport(
  tx: Tx,
  actor: Actor,
  portfolio: CheckedPortfolio,
): Promise<Outcome<ImportPreview, ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.importPortfolio);
  if (refused(decision)) return decision;
  const plan = planImport(portfolio.projects, await knownProjects(tx, portfolio));
  return refused(plan) ? plan : done({ plan: plan.done, fingerprint: fingerprintOf(plan.done) });
}

/** Brings a portfolio into the register, whole or not at all: new projects with their sets, and what known ones lack. (design section 5) */
export async function importPortfolio(
  tx: Tx,
  actor: Actor,
  input: ImportPortfolio,
  now: Instant,
): Promise<Outcome<ImportPlan, ProjectRefusal>> {
  await lockProjectsByName(tx, namesIn(input.portfolio));
  const preview = await previewImport(tx, actor, input.portfolio);
  if (refused(preview)) return preview;
  const { plan, fingerprint } = preview.done;
  if (input.seen !== null && input.seen !== fingerprint) return refuse('portfolio-changed');
  if (plan.newProjects + plan.newRepositories === 0) return refuse('nothing-changed');

  const slugs = new Set(await takenSlugs(tx));
  const repositories: NewRepository[] = [];
  for (const planned of plan.projects) {
    const project = await projectOf(tx, planned, slugs, actor, now);
    if (refused(project)) return project;
    const added = planned.repositories.map((one) => ({ ...one, id: newId<'repository'>(now), project: project.done }));
    repositories.push(...added);
    await announcePlanned(tx, planned, project.done, added, actor, now);
  }
  await insertRepositories(tx, repositories, actor, now);
  await announce(
    tx,
    projectsEvent(
      actor,
      {
        kind: 'portfolio.imported',
        portfolio: newId<'portfolio'>(now),
        projects: plan.newProjects,
        repositories: plan.newRepositories,
      },
      now,
    ),
  );
  return done(plan);
}

async function knownProjects(tx: Tx, portfolio: CheckedPortfolio): Promise<readonly KnownProject[]> {
  const projects = await projectsByName(tx, namesIn(portfolio));
  const repositories = await repositoriesOfAll(
    tx,
    projects.map(({ id }) => id),
  );
  const byProject = Map.groupBy(repositories, ({ project }) => project);
  return projects.map((project) => ({ ...project, repositories: byProject.get(project.id) ?? [] }));
}

function namesIn(portfolio: CheckedPortfolio): readonly string[] {
  return portfolio.projects.map(({ profile }) => profile.name);
}

/** The project that a line of the plan is about; a new one is made. */
async function projectOf(
  tx: Tx,
  planned: PlannedProject,
  slugs: Set<string>,
  actor: Actor,
  now: Instant,
): Promise<Outcome<ProjectId, ProjectRefusal>> {
  if (planned.kind === 'known') return done(planned.project.id);
  const { profile } = planned;
  const id = newId<'project'>(now);
  const slug = chooseSlug(profile.name, planned.repositories[0]?.name ?? '', slugs);
  slugs.add(slug);
  return (await insertProject(tx, { id, slug, profile }, actor, now)) ? done(id) : refuse('portfolio-changed');
}

async function announcePlanned(
  tx: Tx,
  planned: PlannedProject,
  project: ProjectId,
  added: readonly NewRepository[],
  actor: Actor,
  now: Instant,
): Promise<void> {
  if (planned.kind === 'new') {
    const { name } = planned.profile;
    const event = { kind: 'project.added', project, name, repositories: added.length } as const;
    await announce(tx, projectsEvent(actor, event, now));
    return;
  }
  for (const { id, url } of added) {
    const event = { kind: 'repository.added', project, repository: id, address: url } as const;
    await announce(tx, projectsEvent(actor, event, now));
  }
}

/** What the person saw, in a form that a page can send back: any other plan has another. */
function fingerprintOf(plan: ImportPlan): string {
  const lines = plan.projects.map((planned) => [
    planned.kind,
    planned.kind === 'new' ? { ...planned.profile, key: nameKey(planned.profile.name) } : planned.project.id,
    planned.repositories,
  ]);
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}
