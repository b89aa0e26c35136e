import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { maySettleNote, readsRecord } from '../gathering-rules.ts';
import type { GatheringId, NoteId } from '../gathering-types.ts';
import { gatheringForChange, withdrawNoteRow } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

/** Takes a note back: its words are erased, and that there was one stays. */
export async function withdrawNote(
  tx: Tx,
  actor: Actor,
  input: { readonly gathering: GatheringId; readonly note: NoteId },
  now: Instant,
): Promise<Outcome<NoteId, ConversationRefusal>> {
  if (actor.kind === 'stranger') return refuse('signed-out');
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null || !readsRecord(actor, gathering)) return refuse('no-such-gathering');
  const note = gathering.notes.find(({ id }) => id === input.note);
  if (note === undefined) return refuse('no-such-note');
  const may = maySettleNote(actor, gathering, note);
  if (refused(may)) return may;

  await withdrawNoteRow(tx, note.id, personOf(actor), now);
  const event = { kind: 'gathering.note-withdrawn', gathering: gathering.id, note: note.id } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(note.id);
}
