import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import {
  carePermissions,
  decidesFor,
  registerPermissions,
  maySeeLocalAddresses,
  projectPermissions,
  projectProfile,
} from '../../projects/index.ts';
import { projectItems } from '../../roadmaps/index.ts';
import { seesUnpublishedOf, verdictsOfProject } from '../../survey/index.ts';
import type { PortalRefusal, ShownProject } from '../types.ts';

/** A project's whole page: what each area says about it, as far as this reader may see. `key` is its name in the address, or its id. */
export async function readProjectPage(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string },
  now: Instant,
): Promise<Outcome<ShownProject, PortalRefusal>> {
  const profile = await projectProfile(tx, actor, input.key);
  if (profile === null) return refuse('project-not-found');
  const { project, register } = profile;
  const represents = holds(actor, registerPermissions.optOut, project.id);
  const all = { level: null, state: null, view: 'all' } as const;
  const items = await projectItems(tx, actor, { key: profile.project.id, query: all }, now);
  return done({
    profile,
    items: refused(items) ? null : items.done,
    verdicts: await verdictsOfProject(tx, profile.project.id, !seesUnpublishedOf(actor, profile.project.id)),
    mayEdit: holds(actor, projectPermissions.editProject, profile.project.id),
    lacksStanding: represents && refused(decidesFor(register.entries, actor, 'offers', calendarDate(now))),
    mayAnswer: holds(actor, carePermissions.answerQuestions, profile.project.id),
    seesLocal: maySeeLocalAddresses(actor),
    today: calendarDate(now),
  });
}
