import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { mayForgetSpeaker, registerPermissions } from '../register-rules.ts';
import type { SpeakerEntryId } from '../register-types.ts';
import { decide } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { deleteSpeakerNames, speakersOf } from '../store/register.ts';
import type { ProjectRefusal } from '../types.ts';

/** Names and addresses of people without an account go from an entry that no longer counts; that somebody spoke stays. */
export async function forgetSpeaker(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly entry: SpeakerEntryId },
  now: Instant,
): Promise<Outcome<SpeakerEntryId, ProjectRefusal>> {
  const decision = decide(actor, registerPermissions.forgetSpeaker, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  const entries = project === null ? [] : await speakersOf(tx, project.id);
  const entry = entries.find(({ id }) => id === input.entry);
  if (entry === undefined) return refuse('no-such-speaker');
  const may = mayForgetSpeaker(entry, calendarDate(now));
  if (refused(may)) return may;

  await deleteSpeakerNames(tx, entry.id);
  const { project: of, id } = entry;
  await announce(tx, projectsEvent(actor, { kind: 'speaker.forgotten', project: of, entry: id }, now));
  return done(entry.id);
}
