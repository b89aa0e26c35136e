import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { carePermissions, ownProjects, wordsOf } from '../../projects/index.ts';
import { itemPermissions, seesWholeItems } from '../item-rules.ts';
import type { ItemQuery, ItemRefusal, ShownItems } from '../item-types.ts';
import { countByLevel, listItemsOf } from '../store/item-lists.ts';
import { projectNamed } from '../store/readings.ts';
import type { NamedProject } from '../types.ts';
import { datesOf } from './show-roadmap.ts';

/** The items of a project by level and state: all of them to those inside, to everybody else those with the project's yes. */
export async function showItems(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly query: ItemQuery },
  now: Instant,
): Promise<Outcome<ShownItems, ItemRefusal>> {
  const project = await projectForReader(tx, actor, input.key);
  if (project === null) return refuse('project-not-found');
  const seesWhole = seesWholeItems(actor, project.id);
  const { query } = input;
  const byLevel = await countByLevel(tx, project.id, seesWhole, now);
  const mayTakeOver = holds(actor, itemPermissions.takeOverItems, project.id);
  const hasReading = mayTakeOver && (await datesOf(tx, actor, project)).looks.size > 0;
  return done({
    project,
    query,
    items: await listItemsOf(tx, project.id, { ...query, seesWhole }, now),
    counts: { byLevel, total: Object.values(byLevel).reduce((sum, one) => sum + one, 0) },
    seesWhole,
    mayWrite: holds(actor, itemPermissions.writeItem, project.id),
    mayTakeOver,
    mayInterview: holds(actor, itemPermissions.noteInterview, project.id),
    hasReading,
    words: await wordsOf(tx, project.id),
    mayAnswer: holds(actor, carePermissions.answerQuestions, project.id),
  });
}

/** The project of an address, as far as this reader may know of it. */
export async function projectForReader(tx: Tx, actor: Actor, key: string): Promise<NamedProject | null> {
  return projectNamed(tx, ownProjects(actor), key);
}
