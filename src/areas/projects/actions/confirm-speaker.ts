import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { mayConfirmSpeaker, registerPermissions } from '../register-rules.ts';
import type { SpeakerEntryId } from '../register-types.ts';
import { decide } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { insertConfirmation, insertEnding, speakersOf } from '../store/register.ts';
import type { ProjectRefusal } from '../types.ts';

export interface ConfirmSpeaker {
  readonly project: ProjectId;
  readonly entry: SpeakerEntryId;
  /** Where it was confirmed. */
  readonly place: string;
}

/** From now on the entry counts, and the one that it replaces has ended. (domain S22) */
export async function confirmSpeaker(
  tx: Tx,
  actor: Actor,
  input: ConfirmSpeaker,
  now: Instant,
): Promise<Outcome<SpeakerEntryId, ProjectRefusal>> {
  const decision = decide(actor, registerPermissions.confirmSpeaker, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  const entries = project === null ? [] : await speakersOf(tx, project.id);
  const entry = entries.find(({ id }) => id === input.entry);
  if (entry === undefined) return refuse('no-such-speaker');
  const may = mayConfirmSpeaker(actor, entry, entries, calendarDate(now));
  if (refused(may)) return may;

  await insertConfirmation(tx, entry.id, input.place, actor, now);
  const { place } = input;
  const about = { project: entry.project, entry: entry.id };
  await announce(tx, projectsEvent(actor, { kind: 'speaker.confirmed', ...about, place }, now));
  if (entry.replaces !== null) {
    const ending = { entry: entry.replaces, reason: 'Replaced by a newer entry.', successor: entry.id };
    if (await insertEnding(tx, ending, actor, now)) {
      await announce(tx, projectsEvent(actor, { kind: 'speaker.ended', project: entry.project, ...ending }, now));
    }
  }
  return done(entry.id);
}
