import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type ProjectId, type RepositoryId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { CheckedUrl } from '../../../outside/git/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import type { addRepositoryInput } from '../inputs.ts';
import { guessRole } from '../proposals.ts';
import { decide, mayChange, mayJoin, projectPermissions } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { insertRepositories, repositoriesOf } from '../store/repositories.ts';
import type { ProjectRefusal } from '../types.ts';

export type AddRepository = Omit<z.output<typeof addRepositoryInput>, 'url'> & {
  readonly project: ProjectId;
  readonly url: CheckedUrl;
};

/** Another repository joins the set that makes up a project. The same one may belong to several projects. (design section 5) */
export async function addRepository(
  tx: Tx,
  actor: Actor,
  input: AddRepository,
  now: Instant,
): Promise<Outcome<RepositoryId, ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.addRepository, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const change = mayChange(project);
  if (refused(change)) return change;
  const { url } = input;
  const name = input.repository ?? url.id;
  const join = mayJoin({ url: url.url, name }, await repositoriesOf(tx, project.id));
  if (refused(join)) return join;

  const id = newId<'repository'>(now);
  const role = input.role ?? guessRole(name);
  const repository = { id, project: project.id, url: url.url, name, role, local: url.scheme === 'file' };
  await insertRepositories(tx, [repository], actor, now);
  await announce(
    tx,
    projectsEvent(actor, { kind: 'repository.added', project: project.id, repository: id, address: url.url }, now),
  );
  return done(id);
}
