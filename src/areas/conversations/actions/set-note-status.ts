import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { mayHaveStatus, maySettleNote, maySpeak } from '../gathering-rules.ts';
import type { GatheringId, NoteId, NoteStatus } from '../gathering-types.ts';
import { projectCalled } from '../store/feedback.ts';
import { gatheringForChange, insertNoteStatus } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

export interface SetNoteStatus {
  readonly gathering: GatheringId;
  readonly note: NoteId;
  readonly status: NoteStatus;
  readonly project: string | null;
  readonly decision: string | null;
}

/** Says whose view a note is by now: adopted by a project only with the link to what it decided. (domain S63) */
export async function setNoteStatus(
  tx: Tx,
  actor: Actor,
  input: SetNoteStatus,
  now: Instant,
): Promise<Outcome<NoteId, ConversationRefusal>> {
  if (actor.kind === 'stranger') return refuse('signed-out');
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null) return refuse('no-such-gathering');
  const speaks = maySpeak(actor, gathering);
  if (refused(speaks)) return speaks;
  const note = gathering.notes.find(({ id }) => id === input.note);
  if (note === undefined) return refuse('no-such-note');
  const settles = maySettleNote(actor, gathering, note);
  if (refused(settles)) return settles;
  const project = input.project === null ? null : await projectCalled(tx, input.project);
  if (input.project !== null && project === null) return refuse('no-such-project', { field: 'project' });
  const { status } = input;
  const decision = status === 'adopted' ? input.decision : null;
  const may = mayHaveStatus(status, { project, decision });
  if (refused(may)) return may;

  await insertNoteStatus(tx, note.id, { status, project: project?.id ?? null, decision }, actor, now);
  const event = { kind: 'gathering.note-status-set', gathering: gathering.id, note: note.id, status } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(note.id);
}
