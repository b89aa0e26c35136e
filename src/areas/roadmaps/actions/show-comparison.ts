import type { Actor } from '../../../kernel/actor.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { compareItems } from '../../../reading/items/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { projectNamed } from '../store/readings.ts';
import type { ComparedRoadmapItem, RoadmapRefusal, ShownComparison } from '../types.ts';
import { datesOf, roadmapAt, type RoadmapAt } from './show-roadmap.ts';

/** A project's roadmap on two days, all its documents together, items as corrected. Without days the newest and the one before it. */
export async function showComparison(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly from: RoundId | null; readonly to: RoundId | null },
): Promise<Outcome<ShownComparison, RoadmapRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  const { dates: all, looks } = await datesOf(tx, actor, project);
  const dates = all.filter(({ round }) => looks.has(round));
  const to = input.to === null ? dates[0] : dates.find(({ round }) => round === input.to);
  const from =
    input.from === null
      ? dates.find(({ round, asOf }) => to !== undefined && round !== to.round && asOf <= to.asOf)
      : dates.find(({ round }) => round === input.from);
  if ((input.to !== null && to === undefined) || (input.from !== null && from === undefined))
    return refuse('date-not-found');
  if (to === undefined || from === undefined || from === to) return refuse('nothing-to-compare');

  const [earlier, later] = from.asOf <= to.asOf ? [from, to] : [to, from];
  const before = itemsOf(await roadmapAt(tx, project, looks.get(earlier.round)!));
  const after = itemsOf(await roadmapAt(tx, project, looks.get(later.round)!));
  return done({
    project,
    dates,
    from: earlier,
    to: later,
    comparison: compareItems(before, after),
    counts: { from: before.length, to: after.length },
    gaps: [earlier, later].flatMap(({ round }) => looks.get(round)!.gaps),
  });
}

function itemsOf({ documents }: RoadmapAt): ComparedRoadmapItem[] {
  return documents.flatMap(({ reading, items }) => {
    const { id, repository, url, commit, path } = reading;
    return items.items.map((item) => ({ ...item, document: { id, repository, url, commit, path } }));
  });
}
