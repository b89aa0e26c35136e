import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { count } from '../../../kernel/text.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { carePermissions } from '../care-rules.ts';
import { projectPermissions } from '../rules.ts';
import { openRequests } from '../store/care.ts';
import { openProposals } from '../store/waiting.ts';

/** What stands still in this area: repositories proposed for a project, and requests for help with a roadmap, that nobody has answered. */
export async function listWaiting(tx: Tx, actor: Actor, _now: Instant): Promise<readonly Waiting[]> {
  if (actor.kind !== 'person') return [];
  return [...(await helpAskedFor(tx, actor)), ...(await repositoriesProposed(tx, actor))];
}

async function helpAskedFor(tx: Tx, actor: Actor): Promise<readonly Waiting[]> {
  if (!holds(actor, carePermissions.seeHelp)) return [];
  const open = await openRequests(tx);
  if (open.since === null) return [];
  return [
    {
      kind: 'help-asked-for',
      sentence: `${count(open.count, 'request')} for help with a roadmap ${open.count === 1 ? 'waits' : 'wait'} for an answer.`,
      link: urls.help({}),
      action: 'See to it',
      since: open.since,
      who: 'you',
    },
  ];
}

async function repositoriesProposed(tx: Tx, actor: Extract<Actor, { kind: 'person' }>): Promise<readonly Waiting[]> {
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
