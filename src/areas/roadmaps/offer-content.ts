/** From a wording, its price and what is known of the project to the one text that a funder would be shown. Pure. (S4, S33, S40, S55, S69) */
import { done, mustBeDone, refuse, type Outcome } from '../../kernel/refusal.ts';
import { effortOf, type Estimate, type PricedEstimate, type PricedPart, type PriceRange } from '../capacity/index.ts';
import {
  parseTime,
  timeText,
  personTime,
  inUnit,
  type Effort,
  type PersonTime,
  type Recurrence,
} from '../../kernel/effort.ts';
import { decimalString, parseAmount, type Currency, type Money } from '../../kernel/money.ts';
import { slug, shorten } from '../../kernel/text.ts';
import { SKILLS, WORK_TYPES } from '../../kernel/vocabulary.ts';
import type { ItemText } from './item-types.ts';
import type {
  EffortListed,
  Lack,
  OfferContent,
  OfferEstimate,
  OfferPart,
  OfferReference,
  OfferSignal,
  OfferSource,
  Range,
} from './offer-types.ts';
import type { Level } from './types.ts';

/** Promised of no offer, whatever it is about (R1-R3, S33). */
export const NEVER_PROMISED: readonly string[] = [
  'That a change is merged, released or kept. Maintainers may decline, and the fee is owed for the work.',
  'A date. Reports have dates; results do not.',
  'A say in the project, or priority for your own requests.',
  'Anything in your own product. That is a separate consulting agreement.',
];

/** S33: a roadmap is a wish and no timetable. */
export const STANDING_NOTE =
  'A plan of what the project would like to see, without dates. It stays the project’s to change, and being funded promises no result.';

/** S56: from here on the time of reviewers should be said. A quarter of a person-year is three months of somebody. */
export const REVIEW_TIME_FROM: PersonTime = personTime(0.25);

export interface OfferFacts {
  readonly project: {
    readonly slug: string;
    readonly name: string;
    readonly example: boolean;
    readonly note: string | null;
    readonly label: string;
    readonly logo: { readonly digest: string; readonly alt: string } | null;
    readonly trademark: string;
    readonly coverage: string;
  };
  readonly level: Level;
  readonly text: ItemText;
  readonly asked: readonly OfferSignal[];
  readonly decides: OfferContent['decides'];
  readonly discussed: readonly OfferReference[];
  readonly source: OfferSource | null;
  readonly estimate: Estimate | null;
  readonly priced: PricedEstimate | null;
  /** What the item is part of now (S86). */
  readonly joint?: OfferContent['joint'];
}

/** What blocks an offer, field by field (S4, S55). */
export function lacksOf(text: ItemText): readonly Lack[] {
  const lacks: Lack[] = [];
  const need = (isThere: boolean, field: string, sentence: string) => {
    if (!isThere) lacks.push({ field, sentence });
  };
  need(text.summary !== '', 'summary', 'One plain sentence for whoever may pay.');
  need(text.goal !== '', 'scope', 'What the need is: the goal of the item.');
  need(text.rationale !== '', 'rationale', 'Why it is wanted.');
  need(text.workTypes.length > 0, 'kinds of work', 'Which kinds of work it takes.');
  need(text.skills.length > 0, 'skills', 'Which skills it takes.');
  need(
    text.beneficiaries.length > 0 || text.healthEffect !== '',
    'expected effect',
    'Who benefits, or what it does for the project’s health.',
  );
  need(text.volunteerImpact !== '', 'impact on volunteers', 'What it would mean for those who give their time.');
  need(text.estimate !== null, 'estimate', 'What it would take: effort or money.');
  need(text.cadence !== null, 'reports', 'How often whoever pays would hear about it.');
  return lacks;
}

/** S56: larger work whose wording says nothing of who reviews it, and how that is paid for. */
export function reviewTimeUnsaid(text: ItemText, estimate: Estimate | null): boolean {
  if (text.reviewTime !== '' || estimate === null) return false;
  const efforts = (['once', 'year'] as const).map((per) => effortOf(estimate, per)?.high ?? 0);
  return Math.max(...efforts) >= REVIEW_TIME_FROM;
}

export function makeContent(facts: OfferFacts): Outcome<OfferContent, 'offer-incomplete'> {
  const { text, project, estimate, priced } = facts;
  const lacks = lacksOf(text);
  if (lacks.length > 0 || text.cadence === null || estimate === null || priced === null) {
    return refuse('offer-incomplete', { fields: lacks.map(({ field }) => field) });
  }
  return done({
    format: 1,
    project: {
      slug: project.slug,
      name: project.name,
      example: project.example,
      note: project.note,
      label: project.label,
      logo: project.logo,
      trademark: project.trademark,
      coverage: project.coverage,
    },
    title: text.title,
    summary: text.summary,
    level: facts.level,
    need: text.goal,
    why: text.rationale,
    beneficiaries: text.beneficiaries,
    asked: facts.asked,
    decides: facts.decides,
    discussed: facts.discussed,
    source: facts.source,
    workTypes: text.workTypes,
    skills: text.skills,
    doneWhen: text.conditions.map(({ text: words, outside }) => ({ text: words, outside })),
    cadence: text.cadence,
    healthEffect: text.healthEffect,
    volunteerImpact: text.volunteerImpact,
    reviewTime: text.reviewTime,
    estimate: offerEstimate(estimate, priced),
    notPromised: [...NEVER_PROMISED, ...text.notPromised.filter((line) => !NEVER_PROMISED.includes(line))],
    standing: STANDING_NOTE,
    ...(facts.joint === undefined ? {} : { joint: facts.joint }),
  });
}

/** The wording of trademark notes for a project that has none of its own (S38). */
export function trademarkNote(project: string): string {
  return `The name and logo of ${project} belong to the project. They are shown with its consent and mean no endorsement.`;
}

function offerEstimate(estimate: Estimate, priced: PricedEstimate): OfferEstimate {
  return {
    currency: priced.currency,
    priceDate: priced.priceDate,
    hoursInYear: priced.hoursInYear,
    rates: priced.pricing.rates,
    once: offerPart(effortOf(estimate, 'once'), priced.once),
    yearly: offerPart(effortOf(estimate, 'year'), priced.yearly),
  };
}

function offerPart(effort: Effort | null, part: PricedPart | null): OfferPart | null {
  if (part === null) return null;
  return {
    effort:
      effort === null
        ? null
        : { low: timeText(effort.low), likely: timeText(effort.likely), high: timeText(effort.high) },
    legs: part.legs.map((leg) => ({ kind: leg.kind, label: leg.label, formula: leg.formula, ...amounts(leg) })),
    together: amounts(part.together),
  };
}

function amounts({ low, likely, high }: PriceRange): Range {
  return { low: decimalString(low), likely: decimalString(likely), high: decimalString(high) };
}

// --- the one text

/** Every field in one order, none left out: the same content is the same text, and the same digest. */
export function contentText(content: OfferContent): string {
  const { project, estimate } = content;
  return JSON.stringify({
    format: 1,
    project: {
      slug: project.slug,
      name: project.name,
      example: project.example,
      note: project.note,
      label: project.label,
      logo: project.logo === null ? null : { digest: project.logo.digest, alt: project.logo.alt },
      trademark: project.trademark,
      coverage: project.coverage,
    },
    title: content.title,
    summary: content.summary,
    level: content.level,
    need: content.need,
    why: content.why,
    beneficiaries: content.beneficiaries.map(({ who, gain }) => ({ who, gain })),
    asked: content.asked.map(({ who, place, url, datedOn }) => ({ who, place, url, datedOn })),
    decides: { words: content.decides.words, url: content.decides.url },
    discussed: content.discussed.map(({ kind, title, url, datedOn }) => ({ kind, title, url, datedOn })),
    source:
      content.source === null
        ? null
        : {
            repository: content.source.repository,
            url: content.source.url,
            commit: content.source.commit,
            path: content.source.path,
            lines: content.source.lines,
          },
    workTypes: content.workTypes,
    skills: content.skills,
    doneWhen: content.doneWhen.map(({ text, outside }) => ({ text, outside })),
    cadence: content.cadence,
    healthEffect: content.healthEffect,
    volunteerImpact: content.volunteerImpact,
    reviewTime: content.reviewTime,
    estimate: {
      currency: estimate.currency,
      priceDate: estimate.priceDate,
      hoursInYear: estimate.hoursInYear,
      rates: estimate.rates,
      once: orderedPart(estimate.once),
      yearly: orderedPart(estimate.yearly),
    },
    notPromised: content.notPromised,
    standing: content.standing,
    // Last and only where there is one: texts that stand alone are what they always were.
    ...(content.joint === undefined
      ? {}
      : {
          joint: {
            id: content.joint.id,
            shares: content.joint.shares.map((one) => ({
              offer: one.offer,
              project: { slug: one.project.slug, name: one.project.name, example: one.project.example },
              share: one.share,
            })),
          },
        }),
  });
}

function orderedPart(part: OfferPart | null): OfferPart | null {
  if (part === null) return null;
  return {
    effort: part.effort === null ? null : orderedRange(part.effort),
    legs: part.legs.map(({ kind, label, formula, ...range }) => ({ kind, label, formula, ...orderedRange(range) })),
    together: orderedRange(part.together),
  };
}

function orderedRange({ low, likely, high }: Range): Range {
  return { low, likely, high };
}

/** What was kept; it was made by `contentText` and is never edited. */
export function readContent(text: string): OfferContent {
  return JSON.parse(text) as OfferContent;
}

// --- what lists need of it

/** The columns by which offers are found, out of the content. */
export interface OfferColumns {
  readonly effort: EffortListed;
  /** What is searched, the most important first. */
  readonly search: readonly [title: string, summary: string, matter: string, rest: string];
  /** For words that are misspelt: title, summary and the project's name in lower case. */
  readonly fuzzy: string;
}

const LONGEST_FUZZY = 3_900;

export function columnsOf(content: OfferContent): OfferColumns {
  const words = (...all: readonly string[]) => all.filter((text) => text !== '').join('\n');
  const { estimate } = content;
  return {
    effort: listedEffort(estimate),
    search: [
      content.title,
      words(content.summary, content.project.name),
      words(
        content.need,
        content.why,
        ...content.beneficiaries.flatMap(({ who, gain }) => [who, gain]),
        ...content.workTypes.map((type) => WORK_TYPES[type]),
        ...content.skills.map((skill) => SKILLS[skill]),
      ),
      words(content.healthEffect, content.volunteerImpact, ...content.doneWhen.map(({ text }) => text)),
    ],
    fuzzy: shorten(
      [content.title, content.summary, content.project.name].join(' ').toLowerCase().replace(/\s+/g, ' '),
      LONGEST_FUZZY,
    ),
  };
}

/** Thousandths of a person-year: of the whole where something is needed once, else of each year. */
function listedEffort(estimate: OfferEstimate): EffortListed {
  const per: Recurrence = estimate.once?.effort == null && estimate.yearly?.effort != null ? 'year' : 'once';
  const effort = effortIn(per === 'once' ? estimate.once : estimate.yearly, per);
  const thousandths = (time: PersonTime) => Math.round(inUnit(time, 'year') * 1000);
  return effort === null
    ? { low: 0, likely: 0, high: 0, per }
    : { low: thousandths(effort.low), likely: thousandths(effort.likely), high: thousandths(effort.high), per };
}

export function effortIn(part: OfferPart | null, per: Recurrence): Effort | null {
  if (part === null || part.effort === null) return null;
  const [low, likely, high] = [part.effort.low, part.effort.likely, part.effort.high].map((text) =>
    mustBeDone(parseTime(text)),
  ) as [PersonTime, PersonTime, PersonTime];
  return { low, likely, high, per };
}

export function rangeIn(range: Range, currency: Currency): PriceRange {
  const amount = (text: string): Money => mustBeDone(parseAmount(text, currency));
  return { low: amount(range.low), likely: amount(range.likely), high: amount(range.high) };
}

const LONGEST_SLUG = 100;

/** The address of a new offer: project and title, as the first version has them. */
export function offerSlug(project: string, title: string, number: number): string {
  const words = slug(title);
  const tail = words === 'untitled' ? `item-${number}` : words;
  const whole = `${project}-${tail}`.slice(0, LONGEST_SLUG);
  return whole.endsWith('-') ? whole.slice(0, -1) : whole;
}
