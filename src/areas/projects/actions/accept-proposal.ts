import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type ProjectId, type RepositoryId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { CheckedUrl } from '../../../outside/git/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { addressKey, decide, mayAccept, mayChange, mayJoin, projectPermissions } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { findProposal, insertAnswer } from '../store/proposals.ts';
import { insertRepositories, repositoriesOf } from '../store/repositories.ts';
import type { ProjectRefusal, RepositoryProposalId, RepositoryRole } from '../types.ts';

export interface AcceptProposal {
  readonly project: ProjectId;
  readonly proposal: RepositoryProposalId;
  /** The proposal's own address, checked: it came out of somebody's document. */
  readonly url: CheckedUrl;
  /** What the person says it is for; the proposal's guess when left out. */
  readonly role?: RepositoryRole | undefined;
}

/** A person confirms that a proposed repository belongs to the project; it joins the set. */
export async function acceptProposal(
  tx: Tx,
  actor: Actor,
  input: AcceptProposal,
  now: Instant,
): Promise<Outcome<RepositoryId, ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.acceptProposal, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const change = mayChange(project);
  if (refused(change)) return change;
  const proposal = await findProposal(tx, project.id, input.proposal);
  if (proposal === null || addressKey(proposal.url) !== addressKey(input.url.url)) return refuse('no-such-proposal');
  const acceptance = mayAccept(proposal);
  if (refused(acceptance)) return acceptance;
  const join = mayJoin(proposal, await repositoriesOf(tx, project.id));
  if (refused(join)) return join;

  await insertAnswer(tx, proposal.id, 'accepted', actor, now);
  const repository = newId<'repository'>(now);
  const { name } = proposal;
  const role = input.role ?? proposal.role;
  await insertRepositories(
    tx,
    [{ id: repository, project: project.id, url: input.url.url, name, role, local: false }],
    actor,
    now,
  );
  await announce(
    tx,
    projectsEvent(actor, { kind: 'proposal.accepted', project: project.id, proposal: proposal.id, repository }, now),
  );
  return done(repository);
}
