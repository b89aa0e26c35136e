/** What a funder would be shown of an item, and the project's consent to it. (domain 4.1, 4.7, S4, S22, S55, S59, S69) */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { Recurrence } from '../../kernel/effort.ts';
import type { HatRefusal } from '../../kernel/hats.ts';
import type { ActLinkId, Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { Skill, WorkType } from '../../kernel/vocabulary.ts';
import type { PriceLeg } from '../capacity/index.ts';
import type { ActLinkRefusal, RecusalRefusal } from '../people/index.ts';
import type { Speaker, SpeakerEntryId, SpeakerId } from '../projects/index.ts';
import type { AlignmentKind, Beneficiary, Cadence, Item, ItemId, ItemState, ItemTextId } from './item-types.ts';
import type { Level, NamedProject } from './types.ts';

export type OfferId = Id<'offer'>;
export type LetterId = Id<'consent letter'>;
export type RecipientId = Id<'consent recipient'>;
export type RequestId = Id<'consent request'>;
export type ConsentId = Id<'consent'>;
export type ObjectionId = Id<'objection'>;
export type NoticeId = Id<'inclusion notice'>;
export type PublicationId = Id<'publication'>;
export type JointId = Id<'joint offer'>;

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

/** One project's part of a joint offer, in the text that every project of it agrees to. */
export interface NamedShare {
  /** The address of its offer. */
  readonly offer: string;
  readonly project: { readonly slug: string; readonly name: string; readonly example: boolean };
  /** What this project does: goes on after its name. */
  readonly share: string;
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
  /** What it is part of together with items of other projects (S86), its own share among them. Left out where it stands alone. */
  readonly joint?: { readonly id: JointId; readonly shares: readonly NamedShare[] };
}

/** Items of two or three projects, offered together; each project decides on its share. Never edited: a change is another one. */
export interface JointOffer {
  readonly id: JointId;
  readonly at: Instant;
  readonly byName: string | null;
  readonly hat: string | null;
  readonly shares: readonly (NamedShare & {
    readonly item: ItemId;
    readonly of: ProjectId;
    /** Of the item, in its project. */
    readonly number: number;
    readonly title: string;
  })[];
  readonly ended: { readonly at: Instant; readonly because: string } | null;
}

/** What could be joined: the newest version of another project's item. */
export interface JoinableOffer {
  readonly offer: string;
  readonly project: string;
  readonly title: string;
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
  /** Since when the joint offer that the text names is over; null where it is not, or names none. */
  readonly jointEndedAt: Instant | null;
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
  /** Of a joint offer: these others have not agreed to their shares, or not to the catalogue. */
  | { readonly kind: 'joint-waits'; readonly others: readonly string[] }
  | { readonly kind: 'joint-over'; readonly since: Instant }
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

/** A joint offer ties at most so many projects. */
export const MOST_SHARES = 3;

/** At most so long a yes; then it ends by itself. */
export const MOST_MONTHS = 24;
export const DEFAULT_MONTHS = 12;
export const MOST_IN_LETTER = 8;

export const ANSWERS = {
  yes: 'Yes, show it as it stands here',
  'no-text': 'Not this text, or not now',
  'no-item': 'No: this is not to be offered to funders',
} as const;
export type AnswerWord = keyof typeof ANSWERS;

// --- what pages show

/** Those who can be written to about offers today, each once, in the order of the register. */
export interface Representative {
  readonly speaker: SpeakerId;
  readonly person: Speaker['person'];
  readonly name: string;
  /** Of people without an account. */
  readonly mail: string | null;
  /** The body for which they speak, or null. */
  readonly body: string | null;
}

export interface EndingConsent {
  readonly consent: ConsentId;
  readonly project: NamedProject;
  readonly title: string;
  readonly validUntil: Instant;
  readonly letter: LetterId;
}

/** A letter as one of its readers sees it, with what they can do. */
export interface ShownLetter {
  readonly letter: ConsentLetter;
  readonly workspace: { readonly name: string; readonly example: boolean };
  /** Speaks for the project on offers, and may answer what is open. */
  readonly speaks: boolean;
  /** Why not, for representatives whom the register does not name. */
  readonly whyNot: Refusal<OfferRefusal> | null;
  /** Works for the workspace too, and says so with the answer. */
  readonly isBoth: boolean;
  readonly isOpen: boolean;
  /** By consent: where it stands, and what the reader can do about it. */
  readonly answers: ReadonlyMap<Consent['id'], AnswerActs>;
  /** The reader may bring it to mind, now. */
  readonly mayRemind: boolean;
  /** The reader asks for the workspace: may take questions back. */
  readonly asks: boolean;
}

export interface AnswerActs {
  readonly standing: ConsentStanding;
  readonly mayWithdraw: boolean;
  readonly mayObject: boolean;
  readonly maySettle: readonly ObjectionId[];
  readonly isOwn: boolean;
}

/** Everything that a project agreed to, is asked about, and said before. */
export interface ShownConsents {
  readonly project: NamedProject;
  readonly shownNow: readonly ShownOffer[];
  /** Agreed to for brochures and not in the catalogue. */
  readonly brochuresOnly: readonly ShownOffer[];
  readonly letters: readonly ConsentLetter[];
  readonly acts: ReadonlyMap<ConsentId, AnswerActs>;
  readonly ending: readonly EndingConsent[];
  readonly speaks: boolean;
  readonly representatives: readonly Representative[];
  /** What the workspace could ask about next; empty for others. */
  readonly askable: readonly Offer[];
  readonly mayAsk: boolean;
}

/** An item on its way to funders: its versions, who was asked, what was answered, and why it is shown or not. */
export interface ShownItemOffer {
  readonly project: NamedProject;
  readonly item: Item;
  readonly offers: readonly Offer[];
  readonly letters: readonly ConsentLetter[];
  readonly consents: readonly Consent[];
  readonly publications: readonly Publication[];
  readonly notices: readonly InclusionNotice[];
  readonly story: ConsentStory;
  readonly lacks: readonly Lack[];
  readonly reviewTimeUnsaid: boolean;
  /** Made of an older wording than the newest. */
  readonly isStale: boolean;
  /** What it is part of now, and the projects of it whose yes is missing for the catalogue. */
  readonly joint: { readonly offer: JointOffer; readonly unagreed: ReadonlySet<ProjectId> } | null;
  /** The newest version names a joint offer that is over. */
  readonly isLeft: boolean;
  /** What the reader could join it with; empty for others. */
  readonly joinable: readonly JoinableOffer[];
  readonly acts: {
    readonly make: boolean;
    readonly ask: boolean;
    readonly publish: boolean;
    readonly unpublish: boolean;
    readonly note: boolean;
    readonly join: boolean;
    readonly endJoint: boolean;
    readonly leaveJoint: boolean;
  };
}

// --- refusals

export type OfferRefusal =
  | HatRefusal
  | RecusalRefusal
  | ActLinkRefusal
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
  | 'not-on-the-roadmap'
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
  | 'published-already'
  | 'joint-needs-version'
  | 'joint-already'
  | 'joint-same-project'
  | 'joint-waits'
  | 'joint-over'
  | 'no-joint-offer';
