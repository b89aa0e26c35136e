import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { decide, mayChange, mayDecline, projectPermissions } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { findProposal, insertAnswer } from '../store/proposals.ts';
import type { ProjectRefusal, RepositoryProposalId } from '../types.ts';

/** A person says that a proposed repository does not belong to the project; it is not proposed again. */
export async function declineProposal(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly proposal: RepositoryProposalId },
  now: Instant,
): Promise<Outcome<'declined', ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.declineProposal, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const change = mayChange(project);
  if (refused(change)) return change;
  const proposal = await findProposal(tx, project.id, input.proposal);
  if (proposal === null) return refuse('no-such-proposal');
  const declination = mayDecline(proposal);
  if (refused(declination)) return declination;

  await insertAnswer(tx, proposal.id, 'declined', actor, now);
  await announce(
    tx,
    projectsEvent(actor, { kind: 'proposal.declined', project: project.id, proposal: proposal.id }, now),
  );
  return done('declined');
}
