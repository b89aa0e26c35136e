import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { carePermissions, mayAcceptLogo } from '../care-rules.ts';
import { projectsEvent } from '../events.ts';
import { asRepresentative, decidesFor } from '../register-rules.ts';
import { decide } from '../rules.ts';
import { insertLogoAcceptance, logoUse } from '../store/care.ts';
import { projectForChange } from '../store/projects.ts';
import { speakersOf } from '../store/register.ts';
import type { ProjectRefusal } from '../types.ts';

/** The project agrees to this very picture, its text and its note being shown; another picture or note asks again. (domain S38) */
export async function acceptLogo(
  tx: Tx,
  person: Actor,
  input: { readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<'accepted', ProjectRefusal>> {
  const actor = asRepresentative(person, input.project);
  const decision = decide(actor, carePermissions.acceptLogo, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const standing = decidesFor(await speakersOf(tx, project.id), actor, 'trademark', calendarDate(now));
  if (refused(standing)) return standing;
  const may = mayAcceptLogo(await logoUse(tx, project.id));
  if (refused(may)) return may;

  const entry = standing.done.id;
  await insertLogoAcceptance(tx, project.id, entry, actor, now);
  await announce(tx, projectsEvent(actor, { kind: 'logo.accepted', project: project.id, entry }, now));
  return done('accepted');
}
