import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { mayHaveStatus, mayMakeNote, maySpeak } from '../gathering-rules.ts';
import type { GatheringId, NoteId, NoteStatus } from '../gathering-types.ts';
import { projectCalled } from '../store/feedback.ts';
import { gatheringForChange, insertNote } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

export interface AddNote {
  readonly gathering: GatheringId;
  readonly words: string;
  readonly part: number | null;
  /** Never on the public page, never in an export. */
  readonly confidential: boolean;
  readonly status: NoteStatus;
  /** What they call the project that it is proposed to, or that adopted it. */
  readonly project: string | null;
  readonly decision: string | null;
}

/** A note of an event: in a hat that is said (S62), and marked as a personal view, as proposed, or as what a project decided (S63). */
export async function addNote(
  tx: Tx,
  actor: Actor,
  input: AddNote,
  now: Instant,
): Promise<Outcome<NoteId, ConversationRefusal>> {
  if (actor.kind === 'stranger') return refuse('signed-out');
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null) return refuse('no-such-gathering');
  const speaks = maySpeak(actor, gathering);
  if (refused(speaks)) return speaks;
  const note = mayMakeNote(gathering, input.part);
  if (refused(note)) return note;
  const project = input.project === null ? null : await projectCalled(tx, input.project);
  if (input.project !== null && project === null) return refuse('no-such-project', { field: 'project' });
  const decision = input.status === 'adopted' ? input.decision : null;
  const may = mayHaveStatus(input.status, { project, decision });
  if (refused(may)) return may;

  const { words, part, confidential, status } = input;
  const standing = { status, project: project?.id ?? null, decision };
  const made = await insertNote(tx, gathering.id, { words, part, confidential }, standing, actor, now);
  const event = { kind: 'gathering.note-added', gathering: gathering.id, note: made, status } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(made);
}
