/** Who we are, and whether a project or an offer fits that (domain S93, S103). */
import type { Contacts } from './funding-types.ts';
import type { Fit, FitSubject, ProfileVersion } from '../people/index.ts';

export interface ShownAbout {
  readonly name: string;
  readonly example: boolean;
  readonly profile: ProfileVersion | null;
  readonly contacts: Contacts;
  readonly mayEdit: boolean;
}

/** What is held against the mission. */
export interface FitPlace {
  readonly subject: FitSubject;
  readonly project: { readonly slug: string; readonly name: string; readonly example: boolean };
  /** Null: the project itself. */
  readonly offer: { readonly number: number; readonly title: string } | null;
}

export interface ShownFit extends FitPlace {
  readonly profile: ProfileVersion | null;
  /** The newest first. */
  readonly fits: readonly Fit[];
  readonly mayJudge: boolean;
}
