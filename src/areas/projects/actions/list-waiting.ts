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
import { openProposals, openSuggestionsOf, unconfirmedSpeakers } from '../store/waiting.ts';

/** What stands still in this area: proposed repositories, entries to be confirmed, suggestions for a rulebook, requests for help. */
export async function listWaiting(tx: Tx, actor: Actor, _now: Instant): Promise<readonly Waiting[]> {
  if (actor.kind !== 'person') return [];
  return [
    ...(await helpAskedFor(tx, actor)),
    ...(await repositoriesProposed(tx, actor)),
    ...(await speakersEntered(tx, actor)),
    ...(await rulesSuggested(tx, actor)),
  ];
}

/** Administrators confirm; a representative may as well, and finds it in the register. */
async function speakersEntered(tx: Tx, actor: Actor): Promise<readonly Waiting[]> {
  if (actor.kind !== 'person' || !actor.grants.some(({ role }) => role === 'ADM')) return [];
  return (await unconfirmedSpeakers(tx, actor.person)).map(({ slug, name, count: n, since }) => ({
    kind: 'speaker-unconfirmed',
    sentence: `${count(n, 'entry', 'entries')} of who speaks for ${name} ${n === 1 ? 'waits' : 'wait'} to be confirmed by somebody who has read the source.`,
    link: urls.speakers({ project: slug }),
    action: 'Read and confirm',
    since,
    who: 'you',
  }));
}

/** For the project’s own people; technical leads find them on the page. */
async function rulesSuggested(tx: Tx, actor: Extract<Actor, { kind: 'person' }>): Promise<readonly Waiting[]> {
  const own = actor.grants.flatMap(({ role, project }) =>
    (role === 'PRJ' || role === 'MNT') && project !== null ? [project] : [],
  );
  if (own.length === 0) return [];
  return (await openSuggestionsOf(tx, own)).map(({ slug, name, count: n, since }) => ({
    kind: 'rules-suggested',
    sentence: `A survey suggests ${count(n, 'line')} for the rulebook of ${name}: say whether ${n === 1 ? 'it holds' : 'they hold'}.`,
    link: urls.rulebook({ project: slug }),
    action: 'Look',
    since,
    who: 'you',
  }));
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
