/** Finding among the offers that stand in the catalogue. (domain S30, S114) */
import type { Instant } from '../../kernel/dates.ts';
import type { Recurrence } from '../../kernel/effort.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { Skill, WorkType } from '../../kernel/vocabulary.ts';
import type { OfferContent, OfferId } from './offer-types.ts';
import type { Level } from './types.ts';

/** What is typed beyond is not looked at. */
export const LONGEST_QUERY = 200;

export const CATALOGUE_SORTS = {
  relevance: 'best match first',
  newest: 'newest first',
  effort: 'least effort first',
  project: 'by project',
} as const;
export type CatalogueSort = keyof typeof CATALOGUE_SORTS;

/** Thousandths of a person-year; an offer is in a band by its likely effort. */
export const EFFORT_BANDS = {
  days: { label: 'Up to 3 person-months', from: null, to: 250 },
  months: { label: '3 to 12 person-months', from: 251, to: 1000 },
  years: { label: '1 to 2 person-years', from: 1001, to: 2000 },
  more: { label: 'More than 2 person-years', from: 2001, to: null },
} as const;
export type EffortBand = keyof typeof EFFORT_BANDS;

export interface CatalogueFilters {
  /** What is typed, as it was typed. */
  readonly q: string;
  readonly work: WorkType | null;
  readonly skill: Skill | null;
  readonly level: Level | null;
  readonly per: Recurrence | null;
  /** The slug of a project, or its id. */
  readonly project: string | null;
  /** Ends of a range of likely efforts in thousandths of a person-year, both included. */
  readonly effortFrom: number | null;
  readonly effortTo: number | null;
}

export interface CatalogueQuery extends CatalogueFilters {
  /** Null: the best match first where something is searched for, else the newest. */
  readonly sort: CatalogueSort | null;
  /** What `next` of the page before said. */
  readonly after: string | null;
  readonly limit: number;
}

/** How what was typed was understood. */
export type Understood =
  | { readonly kind: 'everything' }
  /** All of the words. */
  | { readonly kind: 'words' }
  /** Words that nothing has were taken for others: the reader is told which. */
  | { readonly kind: 'like'; readonly words: readonly string[] }
  /** No offer has all of the words; these have some. */
  | { readonly kind: 'some' };

/** How many of what was found have it. A filter that is set has no counts of its own. */
export interface Facets {
  readonly work: ReadonlyMap<WorkType, number>;
  readonly skill: ReadonlyMap<Skill, number>;
  readonly level: ReadonlyMap<Level, number>;
  readonly per: ReadonlyMap<Recurrence, number>;
  readonly effort: ReadonlyMap<EffortBand, number>;
  /** Those with the most, first. */
  readonly projects: readonly {
    readonly id: ProjectId;
    readonly slug: string;
    readonly name: string;
    readonly count: number;
  }[];
}

/** An offer in a list, with its project as it is called now. */
export interface FoundOffer {
  readonly id: OfferId;
  readonly slug: string;
  readonly number: number;
  readonly content: OfferContent;
  readonly publishedAt: Instant;
  readonly project: CatalogueProject & { readonly example: boolean; readonly label: string };
}

export interface CataloguePage {
  readonly offers: readonly FoundOffer[];
  readonly understood: Understood;
  readonly sort: CatalogueSort;
  readonly total: number;
  /** How many stand before the first one shown. */
  readonly before: number;
  readonly next: string | null;
  readonly facets: Facets;
}

export interface CatalogueProject {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
}
