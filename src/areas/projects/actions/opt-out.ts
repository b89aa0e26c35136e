import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { asRepresentative, decidesFor, registerPermissions } from '../register-rules.ts';
import type { OptOutId } from '../register-types.ts';
import { decide } from '../rules.ts';
import { insertOptOut, isOptedOut } from '../store/opt-outs.ts';
import { projectForChange } from '../store/projects.ts';
import { speakersOf } from '../store/register.ts';
import type { ProjectRefusal } from '../types.ts';

export interface OptOutOfAll {
  readonly project: ProjectId;
  readonly reason: string;
  readonly isPrivate: boolean;
}

/** The project wants to be left out. From this moment no public page, list, search or export names it. (domain S42, 4.1) */
export async function optOut(
  tx: Tx,
  person: Actor,
  input: OptOutOfAll,
  now: Instant,
): Promise<Outcome<OptOutId, ProjectRefusal>> {
  const actor = asRepresentative(person, input.project);
  const decision = decide(actor, registerPermissions.optOut, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const standing = decidesFor(await speakersOf(tx, project.id), actor, 'offers', calendarDate(now));
  if (refused(standing)) return standing;
  if (await isOptedOut(tx, project.id)) return refuse('opted-out-already');

  const { reason, isPrivate } = input;
  const entry = standing.done.id;
  const given = await insertOptOut(tx, { project: project.id, reason, isPrivate, standing: entry }, actor, now);
  const said = isPrivate ? {} : { reason };
  const about = { project: project.id, optOut: given, entry };
  await announce(tx, projectsEvent(actor, { kind: 'project.opted-out', ...about, ...said }, now));
  return done(given);
}
