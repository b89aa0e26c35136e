import type { Instant } from '../../../kernel/dates.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { projectProfile } from '../../projects/index.ts';
import { becauseOf } from '../consent-story.ts';
import { OVER } from '../item-rules.ts';
import type { ItemId } from '../item-types.ts';
import type { ConsentStory, JointId, NotShownBecause } from '../offer-types.ts';
import { lettersAbout } from '../store/consents.ts';
import { jointById, unagreedShares } from '../store/joint-offers.ts';
import { transitionsOf } from '../store/item-transitions.ts';
import { itemStateOf, offeringProject, offersOf, publicationsOf, shownOffers } from '../store/offers.ts';

/** Why an item is shown to funders, or why not and since when: what the seller asks, and what a page says where an offer stood. (issue 4) */
export async function explainConsent(tx: Tx, item: ItemId, at: Instant): Promise<ConsentStory> {
  const [shown] = await shownOffers(tx, at, { items: [item] });
  if (shown !== undefined && shown.publishedAt !== null) {
    return { isShown: true, since: shown.publishedAt, until: shown.consent.until };
  }
  return { isShown: false, because: await whyNotShown(tx, item, at) };
}

async function whyNotShown(tx: Tx, item: ItemId, at: Instant): Promise<NotShownBecause> {
  const stands = await itemStateOf(tx, item);
  const project = stands === null ? null : await offeringProject(tx, stands.project);
  if (stands === null || project === null) return { kind: 'no-offer' };
  const left = project.optedOut || project.archived ? await leftAt(tx, project.id) : null;
  if (project.optedOut) return { kind: 'opted-out', since: left };
  if (project.archived) return { kind: 'archived', since: left };
  if (OVER.has(stands.state)) {
    const last = (await transitionsOf(tx, item)).at(-1);
    return { kind: 'item-over', state: stands.state, since: last?.at ?? at };
  }
  const [newest] = await offersOf(tx, item);
  if (newest === undefined) return { kind: 'no-offer' };
  const requests = (await lettersAbout(tx, item)).flatMap((letter) =>
    letter.requests.filter(({ offer }) => offer.item === item).map((request) => ({ request, askedAt: letter.sent.at })),
  );
  const publications = await publicationsOf(tx, item);
  const because = becauseOf(requests, publications, at);
  // The project's own yes is there; in a joint offer the others' may not be.
  const isAgreed = ['not-published', 'unpublished', 'catalogue-not-allowed'].includes(because.kind);
  return (
    (isAgreed && newest.content.joint !== undefined ? await heldByJoint(tx, newest.content.joint.id, at) : null) ??
    because
  );
}

async function heldByJoint(tx: Tx, id: JointId, at: Instant): Promise<NotShownBecause | null> {
  const joint = await jointById(tx, id);
  if (joint === null) return null;
  if (joint.ended !== null) return { kind: 'joint-over', since: joint.ended.at };
  const unagreed = await unagreedShares(tx, id, 'catalogue', at);
  const others = joint.shares.filter(({ of }) => unagreed.has(of)).map(({ project }) => project.name);
  return others.length === 0 ? null : { kind: 'joint-waits', others };
}

/** When the project asked to be left out, or was archived. */
async function leftAt(tx: Tx, project: ProjectId): Promise<Instant | null> {
  const known = await projectProfile(tx, { kind: 'program', program: 'jobs' }, project);
  const wish = known?.register.optOuts.find(({ ended }) => ended === null);
  return wish?.given.at ?? known?.project.archival?.at ?? null;
}
