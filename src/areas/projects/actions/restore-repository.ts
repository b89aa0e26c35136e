import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId, RepositoryId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { decide, mayChange, mayRestoreRepository, projectPermissions } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { endRemoval, repositoriesOf } from '../store/repositories.ts';
import type { ProjectRefusal } from '../types.ts';

/** A removed repository joins the set again, under its old name and with its history. */
export async function restoreRepository(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly repository: RepositoryId },
  now: Instant,
): Promise<Outcome<'restored', ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.restoreRepository, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const change = mayChange(project);
  if (refused(change)) return change;
  const repositories = await repositoriesOf(tx, project.id);
  const repository = repositories.find(({ id }) => id === input.repository);
  if (repository === undefined) return refuse('no-such-repository');
  const restoration = mayRestoreRepository(repository, repositories);
  if (refused(restoration)) return restoration;

  await endRemoval(tx, repository.id, actor, now);
  await announce(
    tx,
    projectsEvent(actor, { kind: 'repository.restored', project: project.id, repository: repository.id }, now),
  );
  return done('restored');
}
