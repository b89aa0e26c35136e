import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import {
  capacityRefusals,
  costSettingsOn,
  estimateInput,
  priceEstimate,
  ratesOn,
  type Estimate,
} from '../../capacity/index.ts';
import type { Item, ItemId } from '../item-types.ts';
import { lacksOf, makeContent, offerSlug, reviewTimeUnsaid } from '../offer-content.ts';
import { offerEvent } from '../offer-events.ts';
import type { MakeOffer } from '../offer-inputs.ts';
import { mayBeOffered, mayOffer, offerPermissions, showsTheSame } from '../offer-rules.ts';
import type { Offer, OfferContent, OfferRefusal, OfferSource } from '../offer-types.ts';
import { projectSide } from '../project-side.ts';
import { alignmentsOf, signalsOf } from '../store/item-beside.ts';
import { jointNamed, liveJointOf } from '../store/joint-offers.ts';
import { itemById } from '../store/items.ts';
import {
  findOffer,
  insertOffer,
  offeringProject,
  offersOf,
  takenSlugs,
  type OfferingProject,
} from '../store/offers.ts';
import { readingById } from '../store/readings.ts';

/** Makes of an item's newest wording, at the prices of the day, exactly what a funder would be shown. (4.1, S4, S55) */
export async function makeOffer(
  tx: Tx,
  actor: Actor,
  input: MakeOffer & { readonly item: ItemId },
  now: Instant,
): Promise<Outcome<Offer, OfferRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  const project = item === null ? null : await offeringProject(tx, item.project);
  if (item === null || project === null) return refuse('no-such-item');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const decision = mayOffer(worn.done, offerPermissions.makeOffer, item.project);
  if (refused(decision)) return decision;
  const offerable = mayBeOffered(item, project);
  if (refused(offerable)) return offerable;

  const content = await contentOf(tx, { item, project, input }, now);
  if (refused(content)) return content;
  const [newest] = await offersOf(tx, item.id);
  if (newest !== undefined && newest.text === item.wording.id && showsTheSame(newest.content, content.done)) {
    return refuse('nothing-new');
  }
  const slug = newest?.slug ?? (await freeSlug(tx, offerSlug(project.slug, item.wording.title, item.number)));
  const made = { item: item.id, project: item.project, text: item.wording.id, slug, content: content.done };
  const offer = (await findOffer(tx, await insertOffer(tx, made, worn.done, now)))!;
  const { id, number: version, digest } = offer;
  const facts = { project: item.project, item: item.id, offer: id, version, digest, reason: input.reason };
  await announce(tx, offerEvent(worn.done, { kind: 'offer.made', ...facts }, now));
  return done(offer);
}

interface Asked {
  readonly item: Item;
  readonly project: OfferingProject;
  readonly input: MakeOffer;
}

async function contentOf(
  tx: Tx,
  { item, project, input }: Asked,
  now: Instant,
): Promise<Outcome<OfferContent, OfferRefusal>> {
  const text = item.wording;
  const lacks = lacksOf(text);
  if (lacks.length > 0 || text.estimate === null) {
    return refuse('offer-incomplete', { fields: lacks.map(({ field }) => field) });
  }
  // The newest prices, whatever day the estimate was written on.
  const day = calendarDate(now);
  const estimate: Estimate = estimateInput.parse({ ...text.estimate, priceDate: day });
  if (reviewTimeUnsaid(text, estimate) && input.reason === null) return refuse('review-time-unsaid');
  const { rates, paidReview, indirect, giveBack, viaSponsor, heldByProject } = input;
  const pricing = { rates, paidReview, indirect, giveBack, viaSponsor, heldByProject, sponsorVolume: null };
  const priced = priceEstimate(estimate, await ratesOn(tx, day), await costSettingsOn(tx, day), pricing);
  if (refused(priced)) return refuse('not-priced', { why: capacityRefusals[priced.refused].say(priced.because) });

  const side = await projectSide(tx, project.id);
  const joint = await liveJointOf(tx, item.id);
  const [alignments, signals] = [await alignmentsOf(tx, item.id), await signalsOf(tx, item.id)];
  return makeContent({
    project: { ...project, note: side.note, logo: side.logo, trademark: side.trademark, coverage: side.coverage },
    level: item.level,
    text,
    asked: signals
      .filter(({ isPublic }) => isPublic)
      .map(({ who, place, url, datedOn }) => ({ who, place, url, datedOn })),
    decides: side.decides,
    discussed: alignments.map(({ kind, title, url, datedOn }) => ({ kind, title, url, datedOn })),
    source: await sourceOf(tx, item),
    estimate,
    priced: priced.done,
    ...(joint === null ? {} : { joint: jointNamed(joint) }),
  });
}

async function sourceOf(tx: Tx, item: Item): Promise<OfferSource | null> {
  const reading = item.source === null ? null : await readingById(tx, item.source.reading);
  if (item.source === null || reading === null) return null;
  const { repository, commit } = reading;
  const url = reading.url.startsWith('https://') ? reading.url : null;
  return { repository, url, commit, path: item.source.path, lines: item.source.lines };
}

async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const taken = await takenSlugs(tx, wanted);
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) {
    if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`;
  }
}
