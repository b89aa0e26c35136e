/** What became of the newest question to a project, and of the yes that it got: why an item is not shown. Pure. */
import type { Instant } from '../../kernel/dates.ts';
import { consentStanding, isOpen } from './offer-rules.ts';
import type { Consent, ConsentRequest, NotShownBecause, Publication, Signed } from './offer-types.ts';

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
