import type { Instant } from '../../../kernel/dates.ts';
import { refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { spendActLink } from '../../people/index.ts';
import { ANSWER_ACT } from '../rules.ts';
import type { BrochureRefusal, InclusionId } from '../types.ts';
import { lookAtInclusionLink, type SeenInclusionLink } from './look-at-inclusion-link.ts';

/** The person's own click, from the POST of the link's page. The verb's rule may still refuse; then nothing of this is kept. */
export async function actByInclusionLink(
  tx: Tx,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<SeenInclusionLink, BrochureRefusal>> {
  const seen = await lookAtInclusionLink(tx, input, now);
  if (refused(seen)) return seen;
  const subject = seen.done.actor.subject as InclusionId;
  const spent = await spendActLink(tx, { ...input, act: ANSWER_ACT, subject }, now);
  return refused(spent) ? spent : seen;
}
