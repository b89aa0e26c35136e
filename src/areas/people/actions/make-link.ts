import { addMinutes, type Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { LINK_MINUTES } from '../rules.ts';
import { saveLink } from '../store/links.ts';
import type { InvitationId, LinkPurpose, MadeLink } from '../types.ts';

type LinkFor =
  | { readonly purpose: 'set-up' }
  | { readonly purpose: 'sign-in'; readonly person: PersonId; readonly minutes?: number }
  | { readonly purpose: 'invitation'; readonly invitation: InvitationId };

/** Makes a one-time link. Its token leaves the house in a letter or on a terminal; only the digest stays. */
export async function makeLink(tx: Tx, link: LinkFor, now: Instant): Promise<MadeLink> {
  const token = newToken();
  const purpose: LinkPurpose = link.purpose;
  const minutes = (link.purpose === 'sign-in' ? link.minutes : undefined) ?? LINK_MINUTES[purpose];
  const validUntil = addMinutes(now, minutes);
  await saveLink(
    tx,
    {
      purpose,
      digest: tokenDigest(token),
      person: link.purpose === 'sign-in' ? link.person : null,
      invitation: link.purpose === 'invitation' ? link.invitation : null,
      validUntil,
    },
    now,
  );
  return { token, validUntil };
}
