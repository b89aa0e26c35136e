import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { findWorkspace } from '../../people/index.ts';
import { isStaff } from '../item-rules.ts';
import {
  consentStanding,
  isOpen,
  isSame,
  mayObject,
  mayRemind,
  maySettle,
  maySpeak,
  mayTakeBack,
  mayReadOffers,
  offerPermissions,
} from '../offer-rules.ts';
import type { AnswerActs, Consent, ConsentLetter, LetterId, OfferRefusal, ShownLetter } from '../offer-types.ts';
import { standingOnOffers } from '../offers-standing.ts';
import { letterById } from '../store/consents.ts';

/** The letter's page: for those who speak for the project, by account or link, and for the workspace's people who read offers. */
export async function showLetter(
  tx: Tx,
  actor: Actor,
  input: { readonly letter: LetterId },
  now: Instant,
): Promise<Outcome<ShownLetter, OfferRefusal>> {
  const letter = await letterById(tx, input.letter);
  if (letter === null) return refuse('no-such-letter');
  const of = { project: letter.project.id, recipients: letter.recipients };
  const standing = await standingOnOffers(tx, actor, of, now);
  const may = maySpeak(actor, offerPermissions.answerConsent, of, standing);
  const takesBack = !refused(mayTakeBack(actor, of, standing));
  if (refused(may) && actor.kind === 'link' && !takesBack) return may;
  if (refused(may) && refused(mayReadOffers(actor, letter.project.id))) return refuse('no-such-letter');
  const speaks = !refused(may);
  const represents = holds(actor, offerPermissions.answerConsent, letter.project.id);
  const asks = holds(actor, offerPermissions.askForConsent);
  const workspace = await findWorkspace(tx);
  return done({
    letter,
    workspace: workspace ?? { name: 'Commonwork', example: false },
    speaks,
    whyNot: refused(may) && represents ? may : null,
    isBoth: isStaff(actor),
    isOpen: letter.requests.some(isOpen),
    answers: actsOn(letter, actor, { speaks, takesBack }, now),
    mayRemind: asks && !refused(mayRemind(letter, now)),
    asks,
  });
}

export function actsOn(
  letter: ConsentLetter,
  actor: Actor,
  { speaks, takesBack }: { readonly speaks: boolean; readonly takesBack: boolean },
  now: Instant,
): ReadonlyMap<Consent['id'], AnswerActs> {
  return new Map(
    letter.requests.flatMap((request) =>
      request.answers.map((consent) => {
        const standing = consentStanding(consent, now);
        const isYes = consent.answer === 'approved' && consent.withdrawal === null && standing !== 'expired';
        const acts: AnswerActs = {
          standing,
          mayWithdraw: takesBack && isYes,
          mayObject: speaks && !refused(mayObject(consent, request, actor, now)),
          maySettle: consent.objections.flatMap((one) =>
            speaks && isYes && !refused(maySettle(consent, one, actor)) ? [one.id] : [],
          ),
          isOwn: isSame(consent, actor),
        };
        return [consent.id, acts] as const;
      }),
    ),
  );
}
