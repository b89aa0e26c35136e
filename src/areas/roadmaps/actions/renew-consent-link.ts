import { addDays, type Instant } from '../../../kernel/dates.ts';
import { done, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { renewActLink } from '../../people/index.ts';
import { LINK_DAYS } from '../offer-rules.ts';
import type { OfferRefusal } from '../offer-types.ts';

/** A link that ran out is replaced, once, by one that goes to the address of the old one; whoever asks for it is shown nothing. */
export async function renewConsentLink(
  tx: Tx,
  input: { readonly token: string; readonly baseUrl: string },
  now: Instant,
): Promise<Outcome<'sent', OfferRefusal>> {
  const renewed = await renewActLink(tx, { token: input.token, validUntil: addDays(now, LINK_DAYS) }, now);
  if (refused(renewed)) return renewed;
  const { made, link } = renewed.done;
  await queueMail(
    tx,
    {
      to: { address: link.recipient.mail, name: link.recipient.name },
      subject: 'Your new link',
      paragraphs: [
        `${link.recipient.name}, somebody who had your old link asked for a new one. This is it:`,
        'If that was not you, leave it: nothing happens without your click.',
      ],
      link: { href: `${input.baseUrl}${urls.consentByLink({ token: made.token })}`, validUntil: made.validUntil },
    },
    now,
  );
  return done('sent');
}
