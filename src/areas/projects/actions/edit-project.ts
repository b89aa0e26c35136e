import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { saveFile } from '../../../outside/files/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import type { editProjectInput } from '../inputs.ts';
import type { CheckedLogo } from '../logo.ts';
import { changesBetween, decide, mayChange, projectPermissions } from '../rules.ts';
import { insertEdit } from '../store/edits.ts';
import { projectForChange, updateProfile } from '../store/projects.ts';
import type { Profile, ProjectEditId, ProjectRefusal } from '../types.ts';

export type EditProject = z.output<typeof editProjectInput> & {
  readonly project: ProjectId;
  readonly logo: 'keep' | 'remove' | CheckedLogo;
};

/** What is said about a project changes; what was said before is kept with who changed it, and can be put back. (domain section 3) */
export async function editProject(
  tx: Tx,
  actor: Actor,
  input: EditProject,
  now: Instant,
): Promise<Outcome<ProjectEditId, ProjectRefusal>> {
  const { project: id, version, logo, ...said } = input;
  const decision = decide(actor, projectPermissions.editProject, id);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, id);
  if (project === null) return refuse('no-such-project');
  const change = mayChange(project);
  if (refused(change)) return change;
  if (project.version !== version) return refuse('edited-meanwhile');
  const profile: Profile = { ...said, logo: await logoAfter(tx, project.profile.logo, logo) };
  const changes = changesBetween(project.profile, profile);
  if (changes.length === 0) return refuse('nothing-changed');

  const saved = await updateProfile(tx, id, profile);
  if (saved === null) return refuse('name-taken', { field: 'name', name: profile.name });
  const edit = await insertEdit(tx, { project: id, version: saved, changes, undoes: null }, actor, now);
  const fields = changes.map(({ field }) => field);
  await announce(tx, projectsEvent(actor, { kind: 'project.edited', project: id, edit, fields }, now));
  return done(edit);
}

async function logoAfter(tx: Tx, before: string | null, logo: EditProject['logo']): Promise<string | null> {
  if (logo === 'keep') return before;
  return logo === 'remove' ? null : saveFile(tx, logo.bytes, logo.type);
}
