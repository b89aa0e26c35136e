/** What a funder would be shown of an item, and the project's consent to it. (domain 4.1, 4.7, S4, S22, S55, S59, S69) */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { Recurrence } from '../../kernel/effort.ts';
import { hatRefusals, type HatRefusal } from '../../kernel/hats.ts';
import type { ActLinkId, Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import type { Currency } from '../../kernel/money.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';
import type { Skill, WorkType } from '../../kernel/vocabulary.ts';
import type { PriceLeg } from '../capacity/index.ts';
import { recusalRefusals, type RecusalRefusal } from '../people/index.ts';
import type { SpeakerEntryId, SpeakerId } from '../projects/index.ts';
import type { AlignmentKind, Beneficiary, Cadence, ItemId, ItemState, ItemTextId } from './item-types.ts';
import type { Level, NamedProject } from './types.ts';

export type OfferId = Id<'offer'>;
export type LetterId = Id<'consent letter'>;
export type RecipientId = Id<'consent recipient'>;
export type RequestId = Id<'consent request'>;
export type ConsentId = Id<'consent'>;
export type ObjectionId = Id<'objection'>;
export type NoticeId = Id<'inclusion notice'>;
export type PublicationId = Id<'publication'>;

// --- what is shown

/** Low, likely, high. */
export interface Range {
  readonly low: string;
  readonly likely: string;
  readonly high: string;
}

export interface OfferLeg extends Range {
  readonly kind: PriceLeg['kind'];
  readonly label: string;
  readonly formula: string;
}

/** What is needed once, or again each year. Efforts are texts of the default year, amounts exact decimal strings. */
export interface OfferPart {
  readonly effort: Range | null;
  readonly legs: readonly OfferLeg[];
  readonly together: Range;
}

export interface OfferEstimate {
  readonly currency: Currency;
  readonly priceDate: CalendarDate;
  readonly hoursInYear: number;
  readonly rates: 'likely' | 'spread';
  readonly once: OfferPart | null;
  readonly yearly: OfferPart | null;
}

export interface OfferReference {
  readonly kind: AlignmentKind;
  readonly title: string;
  readonly url: string;
  readonly datedOn: CalendarDate | null;
}

/** Somebody who asked for it in public (S70). */
export interface OfferSignal {
  readonly who: string;
  readonly place: string;
  readonly url: string | null;
  readonly datedOn: CalendarDate;
}

/** A place in the project's own documents. */
export interface OfferSource {
  readonly repository: string;
  /** Null for a folder of our own machine, whose path is nobody's business. */
  readonly url: string | null;
  readonly commit: string;
  readonly path: string;
  readonly lines: readonly [first: number, last: number];
}

/**
 * Exactly what a funder would be shown of an item. It is kept as one JSON text (`contentText`) with a digest; the project consents to that
 * digest, and pages, brochures and exports are made of nothing else.
 */
export interface OfferContent {
  readonly format: 1;
  readonly project: {
    readonly slug: string;
    readonly name: string;
    /** Invented; marked wherever the name stands. */
    readonly example: boolean;
    /** What readers must know of what is said of it. */
    readonly note: string | null;
    readonly label: string;
    readonly logo: { readonly digest: string; readonly alt: string } | null;
    readonly trademark: string;
    /** Who could do the work, in a sentence. */
    readonly coverage: string;
  };
  readonly title: string;
  readonly summary: string;
  readonly level: Level;
  readonly need: string;
  readonly why: string;
  readonly beneficiaries: readonly Beneficiary[];
  readonly asked: readonly OfferSignal[];
  readonly decides: { readonly words: string; readonly url: string | null };
  readonly discussed: readonly OfferReference[];
  readonly source: OfferSource | null;
  readonly workTypes: readonly WorkType[];
  readonly skills: readonly Skill[];
  readonly doneWhen: readonly { readonly text: string; readonly outside: boolean }[];
  readonly cadence: Cadence;
  readonly healthEffect: string;
  readonly volunteerImpact: string;
  readonly reviewTime: string;
  readonly estimate: OfferEstimate;
  /** What is promised of no offer, then what this one adds. */
  readonly notPromised: readonly string[];
  /** It is no plan with dates (S33). */
  readonly standing: string;
}

/** One version of an offer. */
export interface Offer {
  readonly id: OfferId;
  readonly item: ItemId;
  readonly project: ProjectId;
  readonly number: number;
  readonly text: ItemTextId;
  /** The number of the wording that it was made of. */
  readonly wording: number;
  readonly slug: string;
  readonly content: OfferContent;
  /** Hexadecimal, as the database reckoned it. */
  readonly digest: string;
  readonly madeAt: Instant;
  readonly madeBy: PersonId | null;
  readonly madeByName: string | null;
  readonly hat: string | null;
}

/** What an offer lacks before it can be made (S4, S55): the field, and what to do. */
export interface Lack {
  readonly field: string;
  readonly sentence: string;
}

// --- consent

/** What it may be used for; each needs its own yes. */
export const USES = {
  catalogue: 'Show it in the public catalogue of offers',
  brochure: 'Put it into brochures that funders are given',
} as const;
export type Use = keyof typeof USES;

/** Who did something, when, in which hat. By a link where they have no account. */
export interface Signed {
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly link: ActLinkId | null;
  /** Null for our own programs and where the name was erased. */
  readonly byName: string | null;
  readonly hat: string | null;
}

export interface Withdrawal extends Signed {
  readonly reason: string | null;
  readonly isPrivate: boolean;
}

export interface Objection extends Signed {
  readonly id: ObjectionId;
  readonly reason: string;
  readonly settled: { readonly at: Instant; readonly byName: string | null; readonly how: string } | null;
}

/** An answer: a yes with uses and an end, or a no. */
export interface Consent extends Signed {
  readonly id: ConsentId;
  readonly request: RequestId;
  readonly offer: OfferId;
  readonly project: ProjectId;
  /** The text it was given to. */
  readonly digest: string;
  readonly answer: 'approved' | 'declined';
  readonly uses: readonly Use[];
  readonly standing: SpeakerEntryId;
  readonly discussedAt: string | null;
  readonly words: string | null;
  readonly isPrivate: boolean;
  readonly effectiveFrom: Instant;
  /** Null for a no. */
  readonly validUntil: Instant | null;
  readonly withdrawal: Withdrawal | null;
  readonly objections: readonly Objection[];
}

export interface Recusal extends Signed {
  readonly interest: string;
}

/** The project is asked about one version. */
export interface ConsentRequest {
  readonly id: RequestId;
  readonly letter: LetterId;
  readonly position: number;
  readonly offer: Offer;
  /** Where its item stands now. */
  readonly itemState: ItemState;
  readonly uses: readonly Use[];
  readonly windowDays: number;
  readonly zone: string;
  readonly withdrawnAt: Instant | null;
  /** The newest first. */
  readonly answers: readonly Consent[];
  readonly recusals: readonly Recusal[];
}

export interface LetterRecipient {
  readonly id: RecipientId;
  readonly speaker: SpeakerId;
  readonly person: PersonId | null;
  /** Null once it was erased. */
  readonly name: string | null;
}

/** One letter to a project's representatives about one or several offers. */
export interface ConsentLetter {
  readonly id: LetterId;
  readonly project: NamedProject;
  readonly message: string | null;
  readonly sent: Signed;
  readonly recipients: readonly LetterRecipient[];
  readonly requests: readonly ConsentRequest[];
  readonly reminders: readonly Instant[];
}

/** Where a consent stands at a moment; only `live` lets anything be shown. */
export type ConsentStanding = 'declined' | 'withdrawn' | 'objected' | 'waiting' | 'live' | 'expired';

// --- publication

export interface InclusionNotice extends Signed {
  readonly id: NoticeId;
  readonly project: ProjectId;
  readonly item: ItemId | null;
  readonly channel: NoticeChannel;
  readonly told: string;
  readonly url: string | null;
}

export const NOTICE_CHANNELS = {
  'consent request': 'the request for consent',
  mail: 'a mail',
  talk: 'a talk',
  list: 'the project’s list or forum',
} as const;
export type NoticeChannel = keyof typeof NOTICE_CHANNELS;

export interface Publication {
  readonly id: PublicationId;
  readonly item: ItemId;
  readonly offer: OfferId;
  readonly consent: ConsentId;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
  readonly ended: { readonly at: Instant; readonly because: string } | null;
}

/** The project's yes as readers of an offer see it. */
export interface ShownConsent {
  /** "NumPy steering council", or the name of a person. */
  readonly decidedBy: string | null;
  readonly hat: string;
  readonly on: Instant;
  readonly effectiveFrom: Instant;
  readonly until: Instant;
  readonly discussedAt: string | null;
  readonly words: string | null;
  readonly uses: readonly Use[];
}

/** An offer that may be shown at the moment asked about, with the yes it rests on. */
export interface ShownOffer {
  readonly offer: Offer;
  readonly consent: ShownConsent;
  readonly publishedAt: Instant | null;
  /** For pages of the project: its slug and name as they are now. */
  readonly project: NamedProject;
}

/** Why an item is not shown: since when, and what happened. Answers the seller's "why" (issue 4). */
export type NotShownBecause =
  | { readonly kind: 'no-offer' }
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'unanswered'; readonly since: Instant }
  | { readonly kind: 'request-withdrawn'; readonly since: Instant }
  | { readonly kind: 'declined'; readonly since: Instant; readonly by: string }
  | { readonly kind: 'consent-withdrawn'; readonly since: Instant; readonly by: string }
  | { readonly kind: 'objection'; readonly since: Instant; readonly by: string }
  | { readonly kind: 'window'; readonly until: Instant; readonly zone: string }
  | { readonly kind: 'expired'; readonly since: Instant }
  | { readonly kind: 'opted-out'; readonly since: Instant | null }
  | { readonly kind: 'archived'; readonly since: Instant | null }
  | { readonly kind: 'item-over'; readonly state: ItemState; readonly since: Instant }
  | { readonly kind: 'catalogue-not-allowed' }
  | { readonly kind: 'unpublished'; readonly since: Instant; readonly because: string }
  | { readonly kind: 'not-published' };

export type ConsentStory =
  | { readonly isShown: true; readonly since: Instant; readonly until: Instant }
  | { readonly isShown: false; readonly because: NotShownBecause };

/** Once for the whole piece of work or each year, as the catalogue lists it. */
export interface EffortListed {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly per: Recurrence;
}

// --- refusals

export type OfferRefusal =
  | HatRefusal
  | RecusalRefusal
  | 'signed-out'
  | 'not-yours'
  | 'no-such-project'
  | 'no-such-item'
  | 'no-such-offer'
  | 'no-such-request'
  | 'no-such-letter'
  | 'no-such-consent'
  | 'no-such-objection'
  | 'no-such-publication'
  | 'offer-incomplete'
  | 'review-time-unsaid'
  | 'not-priced'
  | 'nothing-new'
  | 'project-left-out'
  | 'item-over'
  | 'item-not-proposed'
  | 'item-not-approved'
  | 'nobody-speaks'
  | 'nobody-to-ask'
  | 'not-a-representative'
  | 'not-in-the-project-hat'
  | 'disclose-both'
  | 'link-of-another-act'
  | 'another-project'
  | 'asked-already'
  | 'not-the-newest'
  | 'reworded-since'
  | 'item-needs-discussion'
  | 'reminded-lately'
  | 'request-withdrawn'
  | 'answered-yes'
  | 'other-text'
  | 'uses-not-asked'
  | 'too-long'
  | 'no-window'
  | 'reason-missing'
  | 'window-over'
  | 'own-yes'
  | 'objected-already'
  | 'objection-settled'
  | 'not-yours-to-take-back'
  | 'withdrawn-already'
  | 'no-live-consent'
  | 'no-volunteer-impact'
  | 'out-of-scope'
  | 'project-not-told'
  | 'published-already';

export const offerRefusals: RefusalSheet<OfferRefusal> = {
  ...hatRefusals,
  ...recusalRefusals,
  'signed-out': { kind: 'signed-out', say: () => 'Sign in to do this.' },
  'not-yours': { kind: 'forbidden', say: (b) => `This is for ${fact(b, 'who')}.` },
  'no-such-project': { kind: 'not-found', say: () => 'There is no such project here.' },
  'no-such-item': { kind: 'not-found', say: () => 'The project has no such item.' },
  'no-such-offer': { kind: 'not-found', say: () => 'There is no such offer.' },
  'no-such-request': { kind: 'not-found', say: () => 'There is no such question in this letter.' },
  'no-such-letter': { kind: 'not-found', say: () => 'There is no such letter, or it was not sent to you.' },
  'no-such-consent': { kind: 'not-found', say: () => 'There is no such consent.' },
  'no-such-objection': { kind: 'not-found', say: () => 'There is no such objection.' },
  'no-such-publication': { kind: 'conflict', say: () => 'This offer is not in the catalogue now.' },
  'offer-incomplete': {
    kind: 'conflict',
    say: (b) =>
      `Before it can be offered the item needs: ${fact(b, 'fields')}. Write a new wording of the item with them.`,
  },
  'review-time-unsaid': {
    kind: 'conflict',
    say: () =>
      'The item does not say how the time of reviewers is paid for. Add that to its wording, or say here why it is not needed.',
  },
  'not-priced': { kind: 'conflict', say: (b) => fact(b, 'why') },
  'nothing-new': {
    kind: 'conflict',
    say: () => 'Nothing that a funder would see has changed since the last version, so none was made.',
  },
  'project-left-out': {
    kind: 'conflict',
    say: () => 'The project asked to be left out, or is archived. Nothing of it is offered.',
  },
  'item-over': { kind: 'conflict', say: (b) => `The item is ${fact(b, 'state')}: it is not offered any more.` },
  'item-not-proposed': {
    kind: 'conflict',
    say: () => 'The item is still a draft. Propose it first, so that the project can approve it with the offer.',
  },
  'item-not-approved': { kind: 'conflict', say: () => 'The project has not approved the item yet.' },
  'nobody-speaks': {
    kind: 'conflict',
    say: () =>
      'Nobody is known to speak for this project on offers. Enter somebody in its register, with the source that says so, and have it confirmed.',
  },
  'nobody-to-ask': { kind: 'malformed', say: () => 'Choose at least one representative to write to.' },
  'not-a-representative': {
    kind: 'forbidden',
    say: () =>
      'Only those who are named in the project’s register as speaking on offers decide this, whatever role they hold here.',
  },
  'not-in-the-project-hat': {
    kind: 'conflict',
    say: () => 'You decide this for the project. Choose the hat in which you speak for it.',
  },
  'disclose-both': {
    kind: 'malformed',
    say: () => 'You also work for the workspace. Say so in a sentence; it is kept with your answer.',
  },
  'link-of-another-act': {
    kind: 'forbidden',
    say: () => 'This link is for something else. Open the letter that came with what you want to do.',
  },
  'another-project': {
    kind: 'malformed',
    say: () => 'A letter asks one project. Write another one for the other project.',
  },
  'asked-already': {
    kind: 'conflict',
    say: (b) => `The project is already being asked about “${fact(b, 'title')}”. Remind it, or take that request back.`,
  },
  'not-the-newest': {
    kind: 'conflict',
    say: (b) =>
      `“${fact(b, 'title')}” has a newer version or wording. Make a version of it as it is now, and ask about that one.`,
  },
  'reworded-since': {
    kind: 'conflict',
    say: (b) =>
      `“${fact(b, 'title')}” was reworded after this letter was sent. Whoever asked has to ask again about the new words.`,
  },
  'item-needs-discussion': {
    kind: 'conflict',
    say: (b) =>
      `“${fact(b, 'title')}” cannot be approved yet: it began with a funder’s ask and needs a public discussion first, or it says no reason why it is wanted.`,
  },
  'reminded-lately': {
    kind: 'too-many',
    say: (b) =>
      `A reminder was sent on ${fact(b, 'on')}. Give the project ${fact(b, 'days')} days before the next one.`,
  },
  'request-withdrawn': { kind: 'gone', say: () => 'This is not asked any more: the request was taken back.' },
  'answered-yes': {
    kind: 'conflict',
    say: (b) => `The project said yes to “${fact(b, 'title')}” already. You can withdraw that at any time.`,
  },
  'other-text': {
    kind: 'conflict',
    say: () => 'This page shows another text than the one you answered about. Read it again, then answer.',
  },
  'uses-not-asked': { kind: 'malformed', say: () => 'Choose what it may be used for: at least one of what is asked.' },
  'too-long': { kind: 'malformed', say: (b) => `Choose at most ${fact(b, 'months')} months.` },
  'no-window': {
    kind: 'conflict',
    say: () => 'The project’s rulebook has no time for objections. You can withdraw the consent instead, at any time.',
  },
  'reason-missing': {
    kind: 'malformed',
    say: () => 'Say why in a sentence, at most 4000 characters, then send it again.',
  },
  'window-over': {
    kind: 'conflict',
    say: (b) =>
      `The time for objections ended on ${fact(b, 'end')}. You can withdraw the consent instead, at any time.`,
  },
  'own-yes': { kind: 'conflict', say: () => 'You gave this yes yourself. Withdraw it instead.' },
  'objected-already': { kind: 'conflict', say: () => 'You have objected already; it stands until it is settled.' },
  'objection-settled': { kind: 'conflict', say: () => 'This objection was settled already.' },
  'not-yours-to-take-back': {
    kind: 'forbidden',
    say: () => 'Whoever objected takes it back; those who speak for the project settle it among themselves.',
  },
  'withdrawn-already': { kind: 'conflict', say: () => 'This consent was withdrawn already.' },
  'no-live-consent': {
    kind: 'conflict',
    say: () => 'The project has not said yes to this very text for the catalogue, or its yes does not count now.',
  },
  'no-volunteer-impact': {
    kind: 'conflict',
    say: () => 'Say first what the work would mean for the project’s volunteers (“volunteer impact” of the item).',
  },
  'out-of-scope': { kind: 'conflict', say: () => 'The item was found to be out of the project’s scope.' },
  'project-not-told': {
    kind: 'conflict',
    say: () => 'The project has to be told before it appears in what funders see. Note whom you told, and how.',
  },
  'published-already': { kind: 'conflict', say: () => 'This version stands in the catalogue already.' },
};
