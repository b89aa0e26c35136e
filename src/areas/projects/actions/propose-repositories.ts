import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { candidateRepositories, type FoundLink } from '../proposals.ts';
import { decide, projectPermissions } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { insertProposals, proposalsOf } from '../store/proposals.ts';
import { repositoriesOf } from '../store/repositories.ts';
import type { ProjectRefusal } from '../types.ts';

export interface ProposeRepositories {
  readonly project: ProjectId;
  /** The links of the documents that were read; the survey gives them. */
  readonly links: readonly FoundLink[];
}

/** Keeps what the links in a project's documents point to as proposals; a person confirms each. Answers how many are new. (survey-anchors 10.1) */
export async function proposeRepositories(
  tx: Tx,
  actor: Actor,
  input: ProposeRepositories,
  now: Instant,
): Promise<Outcome<number, ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.proposeRepositories);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  if (project.archival !== null) return done(0);
  const repositories = await repositoriesOf(tx, project.id);
  const proposed = await proposalsOf(tx, project.id);
  const live = repositories.filter(({ removal }) => removal === null);
  const candidates = candidateRepositories(
    { name: project.profile.name, repositories: live.map(({ url }) => url) },
    [...repositories, ...proposed].map(({ url }) => url),
    input.links,
  );

  const added = await insertProposals(tx, project.id, candidates, now);
  if (added > 0) {
    await announce(
      tx,
      projectsEvent(actor, { kind: 'repositories.proposed', project: project.id, proposals: added }, now),
    );
  }
  return done(added);
}
