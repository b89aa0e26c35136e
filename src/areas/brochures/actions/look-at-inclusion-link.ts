import type { LinkActor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { lookAtActLink } from '../../people/index.ts';
import { standingFor } from '../../projects/index.ts';
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
  if (told === null) return refuse('act-link-of-another-act');
  // A link is worth no more than the line of the register by which it was sent (S22).
  const entries = await standingFor(tx, told.project, 'offers', calendarDate(now));
  const isNamed = entries.some(({ speakers }) =>
    speakers.some(({ person, mail }) => person === null && mail === link.recipient.mail),
  );
  return isNamed
    ? done({ ...told, actor })
    : refuse('not-allowed', { who: 'those whom the project’s register names to speak on offers' });
}
