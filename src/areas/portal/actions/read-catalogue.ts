import type { Instant } from '../../../kernel/dates.ts';
import type { Tx } from '../../../outside/database/index.ts';
import {
  findOffers,
  projectInCatalogue,
  type CataloguePage,
  type CatalogueProject,
  type CatalogueQuery,
} from '../../roadmaps/index.ts';
import { newestFundingSettings } from '../store/funding-settings.ts';
import type { Contacts } from '../funding-types.ts';

export interface ShownCatalogue {
  readonly found: CataloguePage;
  /** The project of the filter, where it may be shown. */
  readonly project: CatalogueProject | null;
  readonly contacts: Contacts;
}

/** What anybody finds among the offers that may be shown at this moment. (domain S114) */
export async function readCatalogue(tx: Tx, query: CatalogueQuery, now: Instant): Promise<ShownCatalogue> {
  return {
    found: await findOffers(tx, query, now),
    project: query.project === null ? null : await projectInCatalogue(tx, query.project),
    contacts: await contactsIn(tx),
  };
}

/** To whom readers write: as the workspace has set it, else to nobody yet. */
export async function contactsIn(tx: Tx): Promise<Contacts> {
  const settings = await newestFundingSettings(tx, null);
  return settings?.body.contacts ?? { funders: null, projects: null };
}
