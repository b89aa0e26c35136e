import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, readCalendarDate, type Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { surveyResult } from '../../survey/index.ts';
import { itemPermissions } from '../item-rules.ts';
import type { GitStep, ItemRefusal, ShownProvenance } from '../item-types.ts';
import { provenanceOf } from '../store/item-frames.ts';
import { projectNamed } from '../store/readings.ts';
import type { NamedProject } from '../types.ts';
import { datesOf } from './show-roadmap.ts';

/** How a project's roadmap came about: what git tells, and what people added to it (S65, S66). */
export async function showProvenance(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string },
  now: Instant,
): Promise<Outcome<ShownProvenance, ItemRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  return done({
    project,
    events: await provenanceOf(tx, project.id),
    steps: await stepsOf(tx, actor, project),
    mayAdd: holds(actor, itemPermissions.addProvenanceEvent, project.id),
    mayWithdraw: holds(actor, itemPermissions.withdrawProvenanceEvent, project.id),
    today: calendarDate(now),
  });
}

const MOST_STEPS = 40;

/** The steps that changed the text, of the newest round this reader may see. */
async function stepsOf(tx: Tx, actor: Actor, project: NamedProject): Promise<readonly GitStep[]> {
  const [newest] = (await datesOf(tx, actor, project)).dates;
  const result = newest === undefined ? null : await surveyResult(tx, newest.round, project.id);
  if (result === null) return [];
  const { report } = result;
  const urls = new Map(report.repositories.map(({ id, url }) => [id, url]));
  const steps = report.roadmap.history
    .filter(({ what }) => what !== 'small change')
    .flatMap(({ on, what, text, repository, commit, request }): GitStep[] => {
      const day = readCalendarDate(on.slice(0, 10));
      if (day === null) return [];
      return [{ on: day, what, text, repository: urls.get(repository) ?? null, commit, request: request ?? null }];
    });
  return steps.length <= MOST_STEPS ? steps : [...steps.slice(0, MOST_STEPS / 2), ...steps.slice(-MOST_STEPS / 2)];
}
