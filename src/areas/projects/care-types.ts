/** What the project says of itself where nothing is listed (S44), help with its roadmap (S45), coverage (S40), its logo (S38). */
import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import type { Act } from './register-types.ts';

export type HelpRequestId = Id<'help request'>;

/** The three questions in place of an empty list, and what each answer says. */
export const QUESTIONS = {
  done: { asks: 'Is it done?', yes: 'The project considers itself done.', no: 'The project is not done.' },
  funds: {
    asks: 'Would you like funds?',
    yes: 'The project would like funds.',
    no: 'The project does not look for funds now.',
  },
  volunteers: {
    asks: 'Would you like volunteers?',
    yes: 'The project would like volunteers.',
    no: 'The project does not look for volunteers now.',
  },
} as const;
export type ProjectQuestion = keyof typeof QUESTIONS;
export const QUESTION_KEYS = Object.keys(QUESTIONS) as readonly ProjectQuestion[];

/** The project's own word to one of the questions. */
export interface ProjectWord {
  readonly question: ProjectQuestion;
  readonly answer: 'yes' | 'no';
  readonly words: string | null;
  readonly said: Act;
}

export type HelpState = 'open' | 'taken' | 'helped' | 'not-now';
export type HelpOutcome = 'helped' | 'not-now';

export const HELP_OUTCOME_WORDS: Readonly<Record<HelpOutcome, string>> = { helped: 'Helped', 'not-now': 'Not now' };

/** Somebody wishes for help with a project's roadmap; a task with an owner once it is taken. */
export interface HelpRequest {
  readonly id: HelpRequestId;
  readonly project: {
    readonly id: ProjectId;
    readonly slug: string;
    readonly name: string;
    readonly example: boolean;
  };
  readonly wish: string;
  readonly askedAs: 'project' | 'form' | 'workspace';
  readonly asked: Act;
  /** Of people without an account; null once erased, or where an account asked. */
  readonly contact: { readonly name: string; readonly mail: string } | null;
  readonly owner: { readonly person: PersonId; readonly name: string | null; readonly since: Instant } | null;
  readonly notes: readonly { readonly words: string; readonly written: Act }[];
  readonly answer: (Act & { readonly outcome: HelpOutcome; readonly words: string }) | null;
}

/** A request as everybody may know of it: when it was asked and what became of it, not its words. */
export interface HelpTrace {
  readonly id: HelpRequestId;
  readonly askedAt: Instant;
  readonly state: HelpState;
  readonly answeredAt: Instant | null;
}

/** Coverage never says who is employed: a person's work for a project is theirs. */
export const COVERAGE = {
  maintainer: 'Somebody who takes part in this workspace maintains the project.',
  contributor: 'Somebody who takes part in this workspace contributes to the project.',
  aims: 'Nobody of this workspace works on the project yet; it aims to support it.',
  none: 'Nothing is said about this workspace and the project.',
} as const;
export type Coverage = keyof typeof COVERAGE;

export const COVERAGE_NAMES: Readonly<Record<Coverage, string>> = {
  maintainer: 'A maintainer takes part',
  contributor: 'A contributor takes part',
  aims: 'None yet, aims to support',
  none: 'Not said',
};

/** The logo, as it may be shown. */
export interface LogoUse {
  /** The SHA-256 of the picture. */
  readonly logo: string;
  /** In words, for those who do not see it; without it the logo stands in no brochure. */
  readonly alt: string | null;
  /** What the project's trademark rules ask for. */
  readonly note: string | null;
  /** The project said yes to exactly this. */
  readonly accepted: boolean;
}
