import { allHats, hatToWear } from '../../../kernel/hats.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { mayActByLink } from '../rules.ts';
import { findActLink, type FoundActLink } from '../store/act-links.ts';
import type { ActLinkRefusal, SeenActLink } from '../types.ts';

/**
 * What a link for one act is for, for the page it opens, as often as it is opened: mail scanners fetch every link. The page dispatches on
 * `link.act`; the form on it posts to the page itself, and that verb spends the link.
 */
export async function lookAtActLink(
  tx: Tx,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<SeenActLink, ActLinkRefusal>> {
  const found = await findActLink(tx, tokenDigest(input.token));
  return found === null ? refuse('act-link-ended', { why: 'unknown' }) : seen(found, now);
}

export function seen(found: FoundActLink, now: Instant): Outcome<SeenActLink, ActLinkRefusal> {
  const { link, grant, workspace } = found;
  const decision = mayActByLink(link, now);
  if (refused(decision)) return decision;
  const hats = allHats([grant], [], workspace);
  return done({
    link,
    actor: {
      kind: 'link',
      link: link.id,
      name: link.recipient.name,
      act: link.act,
      subject: link.subject,
      grants: [{ role: grant.role, project: grant.project }],
      hats,
      hat: hatToWear(hats, null),
    },
  });
}
