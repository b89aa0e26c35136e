/** What waits for somebody because of brochures, for the first page of whoever is signed in. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import { holds } from '../../kernel/permission.ts';
import { urls } from '../../look/urls.ts';
import type { Tx } from '../../outside/database/index.ts';
import { brochurePermissions } from './rules.ts';
import { listBrochures } from './store/brochures.ts';
import { inclusionsUnanswered } from './store/inclusion.ts';

export interface BrochureWaiting {
  readonly kind: 'inclusion' | 'lost';
  /** "NumPy is to stand in “Arrays for science”: say if you object". */
  readonly sentence: string;
  readonly to: string;
  readonly since: Instant | null;
}

/** Representatives are asked whether they object; whoever composes brochures sees those of which a part is gone. */
export async function brochuresWaiting(tx: Tx, actor: Actor, now: Instant): Promise<readonly BrochureWaiting[]> {
  if (actor.kind !== 'person') return [];
  const own = actor.grants.flatMap(({ role, project }) => (role === 'PRJ' && project !== null ? [project] : []));
  const asked = own.length === 0 ? [] : await inclusionsUnanswered(tx, own);
  const isComposer = holds(actor, brochurePermissions.withdrawEdition);
  const lost = isComposer ? (await listBrochures(tx, now, null)).filter((one) => one.lost > 0) : [];
  return [
    ...asked.map(({ slug, title, projectName, since }) => ({
      kind: 'inclusion' as const,
      sentence: `${projectName} is to stand in the brochure “${title}”: say if you object`,
      to: urls.brochureInclusion({ brochure: slug }),
      since,
    })),
    ...lost.map(({ slug, title, lost: n }) => ({
      kind: 'lost' as const,
      sentence: `${n === 1 ? 'An item' : `${n} items`} of the brochure “${title}” lost the project’s word`,
      to: urls.brochureRecord({ brochure: slug }),
      since: null,
    })),
  ];
}
