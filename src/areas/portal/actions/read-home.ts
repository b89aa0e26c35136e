import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { byCode } from '../../../kernel/text.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { findWorkspace } from '../../people/index.ts';
import { countProjects } from '../../projects/index.ts';
import { countOffers, starterOffers } from '../../roadmaps/index.ts';
import {
  mayStartRound,
  roundSummaries,
  rowOf2018,
  seesUnpublished,
  shareRow,
  type RoundSummary,
} from '../../survey/index.ts';
import { mayReadJournal } from '../rules.ts';
import { namesOf } from '../store/names.ts';
import type { OwnProject, ShownHome } from '../types.ts';
import { readChanges } from './read-changes.ts';
import { readWaiting } from './read-waiting.ts';

const MOST_STARTERS = 5;

/** What the first page shows to this reader: nothing set up yet, the public portal, or what waits for a signed-in person. */
export async function readHome(tx: Tx, actor: Actor, now: Instant): Promise<ShownHome> {
  const workspace = await findWorkspace(tx);
  if (workspace === null) return { kind: 'new' };
  const projects = await countProjects(tx);
  if (actor.kind !== 'person') {
    const rounds = await roundSummaries(tx, true);
    const starters = await starterOffers(tx, now, MOST_STARTERS);
    const offers = starters.length === 0 ? 0 : await countOffers(tx, now);
    return { kind: 'portal', workspace, rounds, projects, bars: barsOf(rounds), starters, offers };
  }
  const rounds = await roundSummaries(tx, !seesUnpublished(actor));
  return {
    kind: 'today',
    name: actor.name,
    projects,
    own: await ownProjects(tx, actor),
    mayStart: holds(actor, mayStartRound),
    running: rounds.filter(({ round }) => round.state === 'running' || round.state === 'stopping'),
    waiting: await readWaiting(tx, actor, now),
    changed: await readChanges(tx, actor, now),
    readsJournal: holds(actor, mayReadJournal),
    rounds: rounds.filter(({ round }) => round.state === 'finished' || round.state === 'stopped'),
  };
}

async function ownProjects(tx: Tx, actor: Extract<Actor, { kind: 'person' }>): Promise<readonly OwnProject[]> {
  const ids = actor.grants.flatMap(({ project }) => (project === null ? [] : [project]));
  const { projects } = await namesOf(tx, { people: [], projects: ids, rounds: [] });
  return [...projects.values()].toSorted((a, b) => byCode(a.name, b.name));
}

/** The 2018 survey, the oldest and the newest published round. */
function barsOf(rounds: readonly RoundSummary[]) {
  const ends = rounds.length > 1 ? [rounds.at(-1)!, rounds[0]!] : rounds;
  return [rowOf2018(), ...ends.map(({ round, shares }) => shareRow(round.title, shares))];
}
