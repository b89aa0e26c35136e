import type { Actor } from '../../../kernel/actor.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { projectNamed } from '../store/readings.ts';
import type { ListedRoadmap, RoadmapRefusal } from '../types.ts';
import { datesOf, roadmapAt } from './show-roadmap.ts';

/** Every item of a project's roadmap on one day, as corrected, document by document: for files and programs. Without a day the newest. */
export async function listItems(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly at: RoundId | null },
): Promise<Outcome<ListedRoadmap, RoadmapRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  const { dates, looks } = await datesOf(tx, actor, project);
  const read = dates.filter(({ round }) => looks.has(round));
  const date = input.at === null ? read[0] : read.find(({ round }) => round === input.at);
  if (date === undefined) return refuse('date-not-found');
  const look = looks.get(date.round)!;
  const { documents, homeless } = await roadmapAt(tx, project, look);
  return done({
    project,
    dates: read,
    date,
    documents,
    gaps: look.gaps,
    unfit: date === read[0] ? [...documents.flatMap(({ items }) => items.unfit), ...homeless] : [],
  });
}
