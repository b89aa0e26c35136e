import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { CorrectionId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { correctedRoadmap, markIn } from '../corrected-items.ts';
import { roadmapEvent } from '../events.ts';
import type { CorrectItem } from '../inputs.ts';
import { mayCorrect, saysSomethingNew, speaksForProject } from '../rules.ts';
import { liveItemCorrections, lockItemCorrections, saveItemCorrection } from '../store/corrections.ts';
import { projectNamed, readingById } from '../store/readings.ts';
import {
  ASPECTS,
  type ItemCorrectionChange,
  type KeptItem,
  type KeptReading,
  type NamedProject,
  type ReadingId,
  type RoadmapRefusal,
} from '../types.ts';

/** Puts a person's word about an item, with its reason, over what was read. It is kept by the item's content, so that the next reading finds it. */
export async function correctItem(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly document: ReadingId; readonly item: string; readonly correct: CorrectItem },
  now: Instant,
): Promise<Outcome<CorrectionId, RoadmapRefusal>> {
  const found = await itemToCorrect(tx, actor, input);
  if (refused(found)) return found;
  if (actor.kind !== 'person') return refuse('not-yours-to-correct');
  const { project, reading, item } = found.done;
  const change = changeIn(input.correct, item, reading);
  if (refused(change)) return change;
  const decision = saysSomethingNew(change.done, markIn(item));
  if (refused(decision)) return decision;

  await lockItemCorrections(tx, project.id);
  const aspect = ASPECTS[change.done.kind];
  const standing = correctedRoadmap([reading], await liveItemCorrections(tx, project.id)).byReading.get(reading.id)!;
  const replaces = [...standing.items, ...standing.setAside]
    .filter(({ key }) => key === item.key)
    .flatMap(({ corrections }) => corrections.filter((one) => ASPECTS[one.change.kind] === aspect));
  const id = await saveItemCorrection(
    tx,
    {
      project: project.id,
      repository: reading.repository,
      path: reading.path,
      reading: reading.id,
      aspect,
      item: item.key,
      was: markIn(item),
      change: change.done,
      reason: input.correct.reason,
      link: input.correct.link,
      by: actor.person,
      byName: actor.name,
      hat: actor.hat,
      forProject: speaksForProject(actor, project.id),
    },
    replaces.map((one) => one.id),
    now,
  );
  await announce(
    tx,
    roadmapEvent(actor, { kind: 'item.corrected', project: project.id, correction: id, change: change.done.kind }, now),
  );
  return done(id);
}

export interface ItemToCorrect {
  readonly project: NamedProject;
  readonly reading: KeptReading;
  readonly item: KeptItem;
}

/** The item that somebody wants to correct, if it is theirs to correct and can be told from the others. */
export async function itemToCorrect(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly document: ReadingId; readonly item: string },
): Promise<Outcome<ItemToCorrect, RoadmapRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  const decision = mayCorrect(actor, project.id);
  if (refused(decision)) return decision;
  const reading = await readingById(tx, input.document);
  if (reading === null || reading.project !== project.id) return refuse('document-not-found');
  const alike = reading.items.filter(({ key }) => key === input.item);
  if (alike.length > 1) return refuse('items-alike', { title: alike[0]!.title });
  return alike[0] === undefined ? refuse('item-not-found') : done({ project, reading, item: alike[0] });
}

function changeIn(
  correct: CorrectItem,
  item: KeptItem,
  reading: KeptReading,
): Outcome<ItemCorrectionChange, RoadmapRefusal> {
  switch (correct.kind) {
    case 'retitle':
      return done({ kind: 'retitle', title: correct.title });
    case 'restate':
      return done({ kind: 'restate', status: correct.status });
    case 'set-aside':
      return done({ kind: 'set-aside' });
    case 'split':
      return done({ kind: 'split', titles: correct.titles });
    case 'merge': {
      const wanted = new Set(correct.others);
      const others = reading.items.filter(({ key }) => wanted.has(key) && key !== item.key);
      const told = new Set(others.map(({ key }) => key)).size;
      return others.length === 0 || told < others.length || told < wanted.size
        ? refuse('others-not-found')
        : done({ kind: 'merge', others: others.map(markIn) });
    }
  }
}
