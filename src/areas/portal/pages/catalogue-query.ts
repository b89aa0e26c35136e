/** The filters of the catalogue as they stand in addresses. */
import { EFFORT_BANDS, type CatalogueFilters, type CatalogueQuery, type EffortBand } from '../../roadmaps/index.ts';

const BANDS = Object.keys(EFFORT_BANDS) as readonly EffortBand[];

/** The band of the filter, where it is one. */
export function bandOf({ effortFrom, effortTo }: CatalogueFilters): EffortBand | null {
  if (effortFrom === null && effortTo === null) return null;
  return BANDS.find((band) => EFFORT_BANDS[band].from === effortFrom && EFFORT_BANDS[band].to === effortTo) ?? null;
}

/** The filters as they stand in an address; what is not set is not there. */
export function queryOf(
  filters: CatalogueFilters & { readonly sort?: CatalogueQuery['sort'] },
  after: string | null = null,
): Readonly<Record<string, string | null>> {
  const { q, work, skill, level, per, project, sort = null } = filters;
  return { q, work, skill, level, per, project, effort: bandOf(filters), sort, after };
}
