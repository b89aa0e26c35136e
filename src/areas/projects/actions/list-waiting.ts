import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { count } from '../../../kernel/text.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { projectPermissions } from '../rules.ts';
import { openProposals } from '../store/waiting.ts';

/** What stands still in this area: repositories that were proposed for a project and that nobody has answered. */
export async function listWaiting(tx: Tx, actor: Actor, _now: Instant): Promise<readonly Waiting[]> {
  if (actor.kind !== 'person') return [];
  const own = actor.grants.flatMap(({ project }) => (project === null ? [] : [project]));
  const answered = own.filter((project) => holds(actor, projectPermissions.acceptProposal, project));
  const all = holds(actor, projectPermissions.acceptProposal);
  if (!all && answered.length === 0) return [];
  return (await openProposals(tx, all ? 'all' : answered)).map(({ slug, name, count: n, since }) => ({
    kind: 'repositories-proposed',
    sentence: `${count(n, 'repository is', 'repositories are')} proposed for ${name}: say whether ${n === 1 ? 'it belongs' : 'they belong'} to it.`,
    link: urls.editProject({ project: slug }),
    action: 'Answer',
    since,
    who: 'you',
  }));
}
