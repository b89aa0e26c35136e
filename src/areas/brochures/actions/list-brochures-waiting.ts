import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { brochurePermissions } from '../rules.ts';
import { brochureRows } from '../store/brochures.ts';
import { inclusionsUnanswered } from '../store/inclusion.ts';

/** Representatives are asked whether they object; whoever composes brochures sees those of which a part is gone. */
export async function listBrochuresWaiting(tx: Tx, actor: Actor, now: Instant): Promise<readonly Waiting[]> {
  if (actor.kind !== 'person') return [];
  const own = actor.grants.flatMap(({ role, project }) => (role === 'PRJ' && project !== null ? [project] : []));
  const asked = own.length === 0 ? [] : await inclusionsUnanswered(tx, own);
  const isComposer = holds(actor, brochurePermissions.withdrawEdition);
  const lost = isComposer ? (await brochureRows(tx, now, null)).filter((one) => one.lost > 0) : [];
  return [
    ...asked.map(({ slug, title, projectName, since }) => ({
      kind: 'brochure-inclusion',
      sentence: `${projectName} is to stand in the brochure “${title}”. Say if you object; you need not answer.`,
      link: urls.brochureInclusion({ brochure: slug }),
      action: 'See the draft',
      since,
      who: 'you' as const,
    })),
    ...lost.map(({ slug, title, lost: n, lostSince, changedAt }) => ({
      kind: 'brochure-lost',
      sentence: `${n === 1 ? 'An item' : `${n} items`} of the brochure “${title}” lost the project’s word.`,
      link: urls.brochureRecord({ brochure: slug }),
      action: 'See which',
      since: lostSince ?? changedAt,
      who: 'you' as const,
    })),
  ];
}
