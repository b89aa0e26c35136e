import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { changesBetween, decide, mayChange, profileBefore, projectPermissions } from '../rules.ts';
import { findEdit, insertEdit } from '../store/edits.ts';
import { projectForChange, updateProfile } from '../store/projects.ts';
import type { ProjectEditId, ProjectRefusal } from '../types.ts';

/** Puts back what an edit changed, as an edit of its own; undoing that one brings the change back. */
export async function undoEdit(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly edit: ProjectEditId },
  now: Instant,
): Promise<Outcome<ProjectEditId, ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.undoEdit, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  const undone = project && (await findEdit(tx, input.project, input.edit));
  if (project === null || undone === null) return refuse('no-such-edit');
  const change = mayChange(project);
  if (refused(change)) return change;
  const earlier = profileBefore(undone, project.profile);
  if (refused(earlier)) return earlier;

  const version = await updateProfile(tx, project.id, earlier.done);
  if (version === null) return refuse('name-taken', { field: 'name', name: earlier.done.name });
  const changes = changesBetween(project.profile, earlier.done);
  const edit = await insertEdit(tx, { project: project.id, version, changes, undoes: undone.id }, actor, now);
  const fields = changes.map(({ field }) => field);
  await announce(tx, projectsEvent(actor, { kind: 'project.edited', project: project.id, edit, fields }, now));
  return done(edit);
}
