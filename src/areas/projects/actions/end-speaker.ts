import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { mayEndSpeaker, registerPermissions } from '../register-rules.ts';
import type { SpeakerEntryId } from '../register-types.ts';
import { decide } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { insertEnding, speakersOf } from '../store/register.ts';
import type { ProjectRefusal } from '../types.ts';

export interface EndSpeaker {
  readonly project: ProjectId;
  readonly entry: SpeakerEntryId;
  readonly reason: string;
}

/** The entry does not count any more, from this moment; what was decided under it stays decided. (domain S22) */
export async function endSpeaker(
  tx: Tx,
  actor: Actor,
  input: EndSpeaker,
  now: Instant,
): Promise<Outcome<SpeakerEntryId, ProjectRefusal>> {
  const decision = decide(actor, registerPermissions.endSpeaker, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  const entries = project === null ? [] : await speakersOf(tx, project.id);
  const entry = entries.find(({ id }) => id === input.entry);
  if (entry === undefined) return refuse('no-such-speaker');
  const may = mayEndSpeaker(actor, entry, entries, calendarDate(now));
  if (refused(may)) return may;

  const ending = { entry: entry.id, reason: input.reason, successor: null };
  await insertEnding(tx, ending, actor, now);
  await announce(tx, projectsEvent(actor, { kind: 'speaker.ended', project: entry.project, ...ending }, now));
  return done(entry.id);
}
