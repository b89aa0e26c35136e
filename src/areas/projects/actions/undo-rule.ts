import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { mayUndoRule, rulebookPermissions, valueBefore } from '../rulebook-rules.ts';
import type { RulebookEntryId } from '../rulebook-types.ts';
import { decide, mayChange } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { insertRule, rulebookOf } from '../store/rulebook.ts';
import type { ProjectRefusal } from '../types.ts';

/** Puts back what a field said before, as an entry of its own; undoing that one brings the change back. */
export async function undoRule(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly entry: RulebookEntryId },
  now: Instant,
): Promise<Outcome<RulebookEntryId, ProjectRefusal>> {
  const decision = decide(actor, rulebookPermissions.undoRule, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  const entries = project === null ? [] : (await rulebookOf(tx, project.id)).entries;
  const undone = entries.find(({ id }) => id === input.entry);
  if (project === null || undone === undefined) return refuse('no-such-edit');
  const change = mayChange(project);
  if (refused(change)) return change;
  const may = mayUndoRule(undone, entries);
  if (refused(may)) return may;

  const before = valueBefore(undone, entries);
  const { field } = undone;
  const put = { value: before?.value ?? null, evidence: before?.evidence ?? [], undoes: undone.id };
  const rule = { project: project.id, field, version: undone.version + 1, ...put };
  const entry = await insertRule(tx, rule, actor, now);
  await announce(
    tx,
    projectsEvent(actor, { kind: 'rulebook.confirmed', project: project.id, rule: entry, field }, now),
  );
  return done(entry);
}
