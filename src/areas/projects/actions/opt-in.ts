import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { asRepresentative, decidesFor, registerPermissions } from '../register-rules.ts';
import { decide } from '../rules.ts';
import { endOptOut, isOptedOut } from '../store/opt-outs.ts';
import { projectForChange } from '../store/projects.ts';
import { speakersOf } from '../store/register.ts';
import type { ProjectRefusal } from '../types.ts';

/** The project wants to be shown again; that it was left out, and why, stays in the register. (domain S42) */
export async function optIn(
  tx: Tx,
  person: Actor,
  input: { readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<'shown', ProjectRefusal>> {
  const actor = asRepresentative(person, input.project);
  const decision = decide(actor, registerPermissions.optIn, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const standing = decidesFor(await speakersOf(tx, project.id), actor, 'offers', calendarDate(now));
  if (refused(standing)) return standing;
  if (!(await isOptedOut(tx, project.id))) return refuse('not-opted-out');

  const entry = standing.done.id;
  await endOptOut(tx, project.id, entry, actor, now);
  await announce(tx, projectsEvent(actor, { kind: 'project.opted-in', project: project.id, entry }, now));
  return done('shown');
}
