import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { publicBrochures } from '../../brochures/index.ts';
import { fitsOf, profilePermissions } from '../../people/index.ts';
import {
  carePermissions,
  decidesFor,
  registerPermissions,
  maySeeLocalAddresses,
  projectPermissions,
  projectProfile,
} from '../../projects/index.ts';
import { newestOffers, projectItems } from '../../roadmaps/index.ts';
import { seesUnpublishedOf, verdictsOfProject } from '../../survey/index.ts';
import { maySetProjectFunding } from '../rules.ts';
import { readGifts } from './read-gifts.ts';
import type { PortalRefusal, ShownProject } from '../types.ts';

const MOST_OFFERS = 10;

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
  const offers = await newestOffers(tx, now, { project: project.id, limit: MOST_OFFERS + 1 });
  return done({
    profile,
    items: refused(items) ? null : items.done,
    offers: offers.slice(0, MOST_OFFERS),
    hasMoreOffers: offers.length > MOST_OFFERS,
    gifts: await readGifts(tx, actor, { project: project.id }),
    fit: holds(actor, profilePermissions.seeFit)
      ? { newest: (await fitsOf(tx, { kind: 'project', id: project.id }))[0] ?? null }
      : null,
    maySetFunding: holds(actor, maySetProjectFunding, project.id),
    verdicts: await verdictsOfProject(tx, profile.project.id, !seesUnpublishedOf(actor, profile.project.id)),
    mayEdit: holds(actor, projectPermissions.editProject, profile.project.id),
    lacksStanding: represents && refused(decidesFor(register.entries, actor, 'offers', calendarDate(now))),
    mayAnswer: holds(actor, carePermissions.answerQuestions, profile.project.id),
    seesLocal: maySeeLocalAddresses(actor),
    brochures: await publicBrochures(tx, now, profile.project.id),
    today: calendarDate(now),
  });
}
