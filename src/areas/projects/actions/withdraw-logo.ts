import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { carePermissions } from '../care-rules.ts';
import { projectsEvent } from '../events.ts';
import { asRepresentative, decidesFor } from '../register-rules.ts';
import { decide } from '../rules.ts';
import { endLogoAcceptance, logoUse } from '../store/care.ts';
import { projectForChange } from '../store/projects.ts';
import { speakersOf } from '../store/register.ts';
import type { ProjectRefusal } from '../types.ts';

/** The project takes its agreement back; brochures show its name in place of the logo from then on. (domain S38) */
export async function withdrawLogo(
  tx: Tx,
  person: Actor,
  input: { readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<'withdrawn', ProjectRefusal>> {
  const actor = asRepresentative(person, input.project);
  const decision = decide(actor, carePermissions.withdrawLogo, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const standing = decidesFor(await speakersOf(tx, project.id), actor, 'trademark', calendarDate(now));
  if (refused(standing)) return standing;
  if ((await logoUse(tx, project.id))?.accepted !== true) return refuse('logo-not-accepted');

  const entry = standing.done.id;
  await endLogoAcceptance(tx, project.id, actor, now);
  await announce(tx, projectsEvent(actor, { kind: 'logo.withdrawn', project: project.id, entry }, now));
  return done('withdrawn');
}
