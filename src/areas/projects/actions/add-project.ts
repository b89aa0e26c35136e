import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { CheckedUrl } from '../../../outside/git/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import type { addProjectInput } from '../inputs.ts';
import { guessRole } from '../proposals.ts';
import { chooseSlug, decide, projectPermissions, proposeName } from '../rules.ts';
import { insertProject, projectsByName, takenSlugs } from '../store/projects.ts';
import { insertRepositories, projectWithAddress } from '../store/repositories.ts';
import type { Profile, ProjectRefusal } from '../types.ts';

export type AddProject = Omit<z.output<typeof addProjectInput>, 'url'> & { readonly url: CheckedUrl };

export interface AddedProject {
  readonly project: ProjectId;
  readonly slug: string;
  /** Another project in whose set the repository stands, which is allowed (design section 5) and said, for it may be a mistake. */
  readonly alsoIn: { readonly slug: string; readonly name: string } | null;
}

/** A project enters the register with its first repository; others are proposed to it later, or added by hand. (domain S22, survey-anchors 10.1) */
export async function addProject(
  tx: Tx,
  actor: Actor,
  input: AddProject,
  now: Instant,
): Promise<Outcome<AddedProject, ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.addProject);
  if (refused(decision)) return decision;
  const { url, repository, role, name: named, ...said } = input;
  const repositoryName = repository ?? url.id;
  const profile: Profile = {
    ...said,
    name: named ?? proposeName(repositoryName),
    logo: null,
    logoAlt: null,
    logoNote: null,
  };
  const [taken] = await projectsByName(tx, [profile.name]);
  if (taken !== undefined) return refuse('name-taken', { field: 'name', name: taken.name, slug: taken.slug });

  const alsoIn = await projectWithAddress(tx, url.url);
  const project = newId<'project'>(now);
  const slug = chooseSlug(profile.name, repositoryName, await takenSlugs(tx));
  // Somebody else may have taken the name in this very moment.
  if (!(await insertProject(tx, { id: project, slug, profile }, actor, now))) {
    return refuse('name-taken', { field: 'name', name: profile.name });
  }
  await insertRepositories(
    tx,
    [
      {
        id: newId<'repository'>(now),
        project,
        url: url.url,
        name: repositoryName,
        role: role ?? guessRole(repositoryName),
        local: url.scheme === 'file',
      },
    ],
    actor,
    now,
  );
  await announce(
    tx,
    projectsEvent(actor, { kind: 'project.added', project, name: profile.name, repositories: 1 }, now),
  );
  return done({ project, slug, alsoIn });
}
