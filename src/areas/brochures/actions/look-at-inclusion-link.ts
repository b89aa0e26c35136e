import type { LinkActor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { lookAtActLink } from '../../people/index.ts';
import { ANSWER_ACT } from '../rules.ts';
import { brochureTold } from '../store/brochures.ts';
import type { BrochureRefusal, InclusionId } from '../types.ts';

export interface SeenInclusionLink {
  readonly slug: string;
  readonly project: ProjectId;
  /** Whoever acts if the person does it. */
  readonly actor: LinkActor;
}

/** About which brochure and project a link asks. Looking never spends it: mail gateways open every link. */
export async function lookAtInclusionLink(
  tx: Tx,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<SeenInclusionLink, BrochureRefusal>> {
  const seen = await lookAtActLink(tx, input, now);
  if (refused(seen)) return seen;
  const { link, actor } = seen.done;
  const told = link.act === ANSWER_ACT ? await brochureTold(tx, link.subject as InclusionId) : null;
  return told === null ? refuse('act-link-of-another-act') : done({ ...told, actor });
}
