/** Interests that people declare, and what they stand aside from (domain section 3, hard denials). */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import { money, readCurrency, type Money } from '../../kernel/money.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';

export type InterestId = Id<'interest'>;

export const INTEREST_KINDS = ['employer', 'client', 'income', 'holding', 'family', 'other'] as const;
export type InterestKind = (typeof INTEREST_KINDS)[number];

export const INTEREST_KIND_NAMES: Readonly<Record<InterestKind, string>> = {
  employer: 'employer',
  client: 'client',
  income: 'income',
  holding: 'holdings',
  family: 'family',
  other: 'other',
};

export const VISIBILITIES = ['public', 'staff'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** What somebody has to gain or lose beside the project's own good. */
export interface Interest {
  readonly id: InterestId;
  readonly person: PersonId;
  /** Null when it was erased. */
  readonly personName: string | null;
  readonly kind: InterestKind;
  /** With whom; null when only a project is named, or when the words were erased. */
  readonly organisation: string | null;
  /** In which project, as long as only one is concerned. */
  readonly project: ProjectId | null;
  readonly projectName: string | null;
  readonly since: CalendarDate;
  /** The last day; null while it goes on. */
  readonly until: CalendarDate | null;
  readonly visibility: Visibility;
  readonly words: string | null;
  readonly declaredAt: Instant;
  readonly endedAt: Instant | null;
}

/** What a decision touches: any of these projects, any of these organisations by name. */
export interface Touched {
  readonly projects: readonly ProjectId[];
  readonly organisations: readonly string[];
}

/** What is decided: "offer" and its id, in the words of the area that decides. */
export interface Decided {
  readonly kind: string;
  readonly id: Id<string>;
}

/** Somebody stood aside from a decision: they may discuss it and do not cast the deciding approval. */
export interface Recusal {
  readonly person: PersonId;
  readonly personName: string | null;
  readonly at: Instant;
  readonly hat: string | null;
  readonly interest: Pick<Interest, 'id' | 'kind' | 'organisation' | 'projectName' | 'visibility'>;
}

/** Counted as an interest by the archived template of numfocus/fiscal-sponsorship; until the workspace sets its own. */
export const USUAL_INTEREST_LIMIT: Money = money(readCurrency('USD')!, 500_000n);

export type InterestRefusal =
  | 'no-such-interest'
  | 'interest-ended'
  | 'interest-ends-before-it-began'
  | 'too-many-interests';

export const interestRefusals: RefusalSheet<InterestRefusal> = {
  'no-such-interest': { kind: 'not-found', say: () => 'You have not declared such an interest.' },
  'interest-ended': { kind: 'conflict', say: () => 'This interest has been ended already. Declare a new one instead.' },
  'interest-ends-before-it-began': {
    kind: 'malformed',
    say: (because) => `Choose a day from ${fact(because, 'since')} on: that is when it began.`,
  },
  'too-many-interests': {
    kind: 'conflict',
    say: (because) => `${Number(because.most)} interests that go on are the most. End one first.`,
  },
};

export type RecusalRefusal = 'recused';

/** For the sheets of the areas that decide. That somebody was recused is itself a fact to keep: the refusal is recorded. */
export const recusalRefusals: RefusalSheet<RecusalRefusal> = {
  recused: {
    kind: 'forbidden',
    recorded: true,
    say: (because) =>
      `You declared an interest (${fact(because, 'interest')}), so you are recorded as recused. You may discuss this; somebody without an interest has to decide it.`,
  },
};
