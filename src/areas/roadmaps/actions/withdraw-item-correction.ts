import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { CorrectionId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { roadmapEvent } from '../events.ts';
import { mayCorrect } from '../rules.ts';
import { saveItemCorrectionWithdrawn } from '../store/corrections.ts';
import { projectNamed } from '../store/readings.ts';
import type { NamedProject, RoadmapRefusal } from '../types.ts';

/** Takes a correction of an item back: what was read counts again. The correction stays on record. */
export async function withdrawItemCorrection(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly correction: CorrectionId },
  now: Instant,
): Promise<Outcome<NamedProject, RoadmapRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  const decision = mayCorrect(actor, project.id);
  if (refused(decision)) return decision;
  if (actor.kind !== 'person') return refuse('not-yours-to-correct');

  const which = { correction: input.correction, project: project.id };
  if (!(await saveItemCorrectionWithdrawn(tx, which, actor.person, now))) return refuse('correction-not-found');
  await announce(
    tx,
    roadmapEvent(actor, { kind: 'item-correction.withdrawn', project: project.id, correction: input.correction }, now),
  );
  return done(project);
}
