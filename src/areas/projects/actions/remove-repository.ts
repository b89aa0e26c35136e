import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId, RepositoryId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { decide, mayChange, mayRemoveRepository, projectPermissions } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { insertRemoval, repositoriesOf } from '../store/repositories.ts';
import type { ProjectRefusal } from '../types.ts';

export interface RemoveRepository {
  readonly project: ProjectId;
  readonly repository: RepositoryId;
  readonly reason: string;
}

/** A repository leaves the set. It is kept as removed, so that it can be put back and is not proposed again. */
export async function removeRepository(
  tx: Tx,
  actor: Actor,
  input: RemoveRepository,
  now: Instant,
): Promise<Outcome<'removed', ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.removeRepository, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const change = mayChange(project);
  if (refused(change)) return change;
  const repositories = await repositoriesOf(tx, project.id);
  const repository = repositories.find(({ id }) => id === input.repository);
  if (repository === undefined) return refuse('no-such-repository');
  const live = repositories.filter(({ removal }) => removal === null).length;
  const removal = mayRemoveRepository(repository, live);
  if (refused(removal)) return removal;

  await insertRemoval(tx, repository.id, input.reason, actor, now);
  const { reason } = input;
  await announce(
    tx,
    projectsEvent(actor, { kind: 'repository.removed', project: project.id, repository: repository.id, reason }, now),
  );
  return done('removed');
}
