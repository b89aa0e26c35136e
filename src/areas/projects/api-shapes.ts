/** What the API answers: the shapes in which it is described, and the records put into them. */
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { ImportPlan } from './import-plan.ts';
import { maySeeLocalAddresses, openProposals } from './rules.ts';
import { REPOSITORY_ROLE_NAMES, type ListedProject, type ProjectProfile, type RepositoryRole } from './types.ts';

const moment = z.string().meta({ format: 'date-time' });
const role = z.enum(Object.keys(REPOSITORY_ROLE_NAMES) as RepositoryRole[]);

export const listedShape = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    licence: z.string().nullable().meta({ description: 'An SPDX expression' }),
    label: z.string().meta({ description: 'What the project calls its list' }),
    example: z.boolean().meta({ description: 'Invented for demonstration' }),
    archived: z.boolean(),
    optedOut: z
      .boolean()
      .meta({ description: 'Asked to be left out: answered to its own people and the workspace only' }),
    repositories: z.int(),
    addedAt: moment,
  })
  .meta({ id: 'ListedProject' });

export const projectShape = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    licence: z.string().nullable(),
    homepage: z.string().nullable(),
    label: z.string(),
    example: z.boolean(),
    note: z.string().nullable(),
    logo: z.string().nullable().meta({ description: 'The SHA-256 of the picture' }),
    logoAlt: z.string().nullable().meta({ description: 'The logo in words' }),
    logoNote: z.string().nullable().meta({ description: 'What its trademark rules ask for where it is shown' }),
    version: z.int().meta({ description: 'To be sent back with an edit' }),
    addedAt: moment,
    archival: z.object({ reason: z.string(), at: moment }).nullable(),
    repositories: z.array(
      z.object({
        id: z.uuid(),
        name: z.string().meta({ description: 'owner/name' }),
        url: z
          .string()
          .nullable()
          .meta({ description: 'Null for folders of the server, to readers who may not set them' }),
        role,
        addedAt: moment,
        removal: z.object({ reason: z.string(), at: moment }).nullable(),
      }),
    ),
    proposals: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          url: z.string(),
          role,
          reason: z.string(),
          foundIn: z.object({ repository: z.string(), path: z.string(), line: z.int(), commit: z.string() }),
        }),
      )
      .meta({ description: 'Repositories that wait for an answer' }),
  })
  .meta({ id: 'Project' });

export const planShape = z
  .object({
    newProjects: z.int(),
    newRepositories: z.int(),
    projects: z.array(
      z.object({
        name: z.string(),
        known: z.boolean(),
        repositories: z.array(z.object({ name: z.string(), url: z.string(), role })),
        leftOut: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'ImportPlan' });

export function listedJson(listed: ListedProject) {
  const { id, slug, name, summary, licence, label, example, archived, optedOut, repositories, addedAt } = listed;
  const said = { id, slug, name, summary, licence, label, example, archived, optedOut, repositories };
  return { ...said, addedAt: addedAt.toISOString() };
}

export function projectJson({ project, repositories, proposals }: ProjectProfile, actor: Actor) {
  const seesLocal = maySeeLocalAddresses(actor);
  const { id, slug, version, profile, addedAt, archival } = project;
  return {
    id,
    slug,
    ...profile,
    version,
    addedAt: addedAt.toISOString(),
    archival: archival && { reason: archival.reason, at: archival.at.toISOString() },
    repositories: repositories.map((one) => ({
      id: one.id,
      name: one.name,
      url: one.local && !seesLocal ? null : one.url,
      role: one.role,
      addedAt: one.addedAt.toISOString(),
      removal: one.removal && { reason: one.removal.reason, at: one.removal.at.toISOString() },
    })),
    proposals: openProposals(proposals, repositories).map(({ id, name, url, role, reason, foundIn }) => ({
      id,
      name,
      url,
      role,
      reason,
      foundIn,
    })),
  };
}

export function planJson({ newProjects, newRepositories, projects }: ImportPlan) {
  return {
    newProjects,
    newRepositories,
    projects: projects.map((planned) => ({
      name: planned.kind === 'new' ? planned.profile.name : planned.project.name,
      known: planned.kind === 'known',
      repositories: planned.repositories.map(({ name, url, role }) => ({ name, url, role })),
      leftOut: planned.kind === 'known' ? planned.leftOut : [],
    })),
  };
}
