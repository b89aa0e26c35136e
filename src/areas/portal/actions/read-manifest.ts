import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { newestOffers, newestProjects } from '../../roadmaps/index.ts';
import { MOST_PROJECTS } from '../funding-types.ts';
import { buildManifest, type Addresses, type Manifest } from '../manifest.ts';
import { describedProjects, newestFundingSettings, projectAt } from '../store/funding-settings.ts';
import type { PortalRefusal } from '../types.ts';

const MOST_OFFERS = 100;

/** The workspace's funding.json at this moment, or what it lacks: the projects with the newest offers, and those offers. */
export async function readManifest(tx: Tx, addresses: Addresses, now: Instant): Promise<Manifest> {
  const settings = await newestFundingSettings(tx, null);
  const offers = await newestProjects(tx, now, MOST_PROJECTS * 2);
  const projects = await describedProjects(
    tx,
    offers.map(({ project }) => project.id),
  );
  return buildManifest({ settings: settings?.body ?? null, projects, offers, addresses });
}

/** A project's own: from its own settings where it has some, else asked for by the workspace. */
export async function readProjectManifest(
  tx: Tx,
  addresses: Addresses,
  input: { readonly slug: string },
  now: Instant,
): Promise<Outcome<Manifest, PortalRefusal>> {
  const project = await projectAt(tx, input.slug);
  if (project === null) return refuse('project-not-found');
  const own = await newestFundingSettings(tx, project.id);
  const settings = own ?? (await newestFundingSettings(tx, null));
  const offers = await newestOffers(tx, now, { project: project.id, limit: MOST_OFFERS });
  return done(buildManifest({ settings: settings?.body ?? null, projects: [project], offers, addresses }));
}
