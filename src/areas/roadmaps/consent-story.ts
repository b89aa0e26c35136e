/** Why an item is shown to funders, or why not and since when: what the seller asks, and what a page says where an offer stood. (issue 4) */
import type { Instant } from '../../kernel/dates.ts';
import type { Tx } from '../../outside/database/index.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { projectProfile } from '../projects/index.ts';
import { consentStanding, isOpen } from './offer-rules.ts';
import { OVER } from './item-rules.ts';
import type { ItemId } from './item-types.ts';
import type { Consent, ConsentRequest, ConsentStory, NotShownBecause, Publication, Signed } from './offer-types.ts';
import { lettersAbout } from './store/consents.ts';
import { transitionsOf } from './store/item-transitions.ts';
import { itemStateOf, offeringProject, offersOf, publicationsOf, shownOffers } from './store/offers.ts';

export async function consentStory(tx: Tx, item: ItemId, at: Instant): Promise<ConsentStory> {
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
  return becauseOf(requests, publications, at);
}

/** When the project asked to be left out, or was archived. */
async function leftAt(tx: Tx, project: ProjectId): Promise<Instant | null> {
  const known = await projectProfile(tx, { kind: 'program', program: 'jobs' }, project);
  const wish = known?.register.optOuts.find(({ ended }) => ended === null);
  return wish?.given.at ?? known?.project.archival?.at ?? null;
}

/** From the newest question on: what became of it, and of the yes that it got. */
export function becauseOf(
  requests: readonly { readonly request: ConsentRequest; readonly askedAt: Instant }[],
  publications: readonly Publication[],
  at: Instant,
): NotShownBecause {
  const [asked] = requests.toSorted((a, b) => b.askedAt.getTime() - a.askedAt.getTime());
  if (asked === undefined) return { kind: 'not-asked' };
  const { request, askedAt } = asked;
  const [answer] = request.answers;
  if (answer === undefined) {
    if (isOpen(request)) return { kind: 'unanswered', since: askedAt };
    return { kind: 'request-withdrawn', since: request.withdrawnAt ?? askedAt };
  }
  return becauseOfAnswer(request, answer, publications, at);
}

function becauseOfAnswer(
  request: ConsentRequest,
  answer: Consent,
  publications: readonly Publication[],
  at: Instant,
): NotShownBecause {
  switch (consentStanding(answer, at)) {
    case 'declined':
      return { kind: 'declined', since: answer.at, by: who(answer) };
    case 'withdrawn':
      return { kind: 'consent-withdrawn', since: answer.withdrawal!.at, by: who(answer.withdrawal!) };
    case 'expired':
      return { kind: 'expired', since: answer.validUntil! };
    case 'objected': {
      const objection = answer.objections.find(({ settled }) => settled === null)!;
      return { kind: 'objection', since: objection.at, by: who(objection) };
    }
    case 'waiting':
      return { kind: 'window', until: answer.effectiveFrom, zone: request.zone };
    case 'live': {
      if (!answer.uses.includes('catalogue')) return { kind: 'catalogue-not-allowed' };
      const [last] = publications;
      return last?.ended && last.ended.at >= answer.at
        ? { kind: 'unpublished', since: last.ended.at, because: last.ended.because }
        : { kind: 'not-published' };
    }
  }
}

/** In the capacity in which they did it; names are for pages that may show them. */
function who({ byName, hat }: Pick<Signed, 'byName' | 'hat'>): string {
  return [byName, hat].filter((part) => part !== null).join(', ') || 'a representative';
}
