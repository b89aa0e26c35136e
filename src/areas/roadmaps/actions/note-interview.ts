import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { NoteInterview } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { ItemRefusal } from '../item-types.ts';
import { insertInterview, insertItem, lockItemsOf, type MadeItem } from '../store/items.ts';
import { mayStandThere } from './write-item.ts';

/** A need that a maintainer told about (S36), where no roadmap lists any. It needs the project's yes like every other. */
export async function noteInterview(
  tx: Tx,
  actor: Actor,
  input: NoteInterview & { readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<MadeItem, ItemRefusal>> {
  const allowed = mayDo(actor, itemPermissions.noteInterview, input.project);
  if (refused(allowed)) return allowed;
  if (input.interviewedOn > calendarDate(now)) return refuse('day-ahead');
  await lockItemsOf(tx, input.project);
  const placed = await mayStandThere(tx, input);
  if (refused(placed)) return placed;

  const made = await insertItem(tx, { ...input, source: null }, actor, now);
  await insertInterview(tx, made.id, input);
  await announce(
    tx,
    itemEvent(actor, { kind: 'item.written', project: input.project, item: made.id, provenance: 'interview' }, now),
  );
  return done(made);
}
