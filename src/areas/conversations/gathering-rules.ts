/** Who keeps the record of an event, who speaks in it, and what of it everybody may read. Pure. */
import { personOf, type Actor, type Role } from '../../kernel/actor.ts';
import type { CalendarDate } from '../../kernel/dates.ts';
import { decideHat } from '../../kernel/hats.ts';
import { holds, holdsSomewhere, permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import type {
  Attendee,
  FollowUp,
  Gathering,
  GatheringText,
  Note,
  NoteStatus,
  PublicGathering,
} from './gathering-types.ts';
import type { ConversationRefusal } from './types.ts';

const ROW = 'Conversation: create, see private record';
const CONSENT_ROW = 'Give, change, withdraw consent';
const PUBLISH_ROW = 'Publish conversation (only its steward)';
const PUBLIC_ROW = 'Public pages (house)';

/** Of the workspace: they enter events and keep their records. */
const STAFF: readonly Role[] = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN'];
/** Whoever was there and has an account speaks in the record. */
const SPEAKERS: readonly Role[] = [...STAFF, 'PRJ', 'MNT', 'FND', 'FSP'];
const OWN: readonly Role[] = ['PRJ', 'MNT'];

export const gatheringPermissions = {
  seeGatherings: permission('see-gatherings', PUBLIC_ROW, 'R', ['PUB']),
  enterGathering: permission('enter-gathering', ROW, 'C', STAFF),
  editGathering: permission('edit-gathering', ROW, 'C', STAFF),
  addAttendee: permission('add-attendee', ROW, 'C', STAFF),
  removeAttendee: permission('remove-attendee', ROW, 'C', STAFF),
  forgetAttendee: permission('forget-attendee', ROW, 'C', STAFF),
  answerNaming: permission('answer-naming', CONSENT_ROW, 'S', [...SPEAKERS, 'PAR']),
  addNote: permission('add-note', ROW, 'C', SPEAKERS, OWN),
  setNoteStatus: permission('set-note-status', ROW, 'C', SPEAKERS, OWN),
  withdrawNote: permission('withdraw-note', ROW, 'C', SPEAKERS, OWN),
  addFollowUp: permission('add-follow-up', ROW, 'C', STAFF),
  doFollowUp: permission('do-follow-up', ROW, 'C', SPEAKERS, OWN),
  linkRoadmap: permission('link-roadmap', ROW, 'C', STAFF),
  publishGathering: permission('publish-gathering', PUBLISH_ROW, 'A', SPEAKERS),
  takeBackGathering: permission('take-back-gathering', PUBLISH_ROW, 'A', SPEAKERS),
} as const satisfies Readonly<Record<string, Permission>>;

export const MOST_ATTENDEES = 200;
export const MOST_NOTES = 500;
export const MOST_FOLLOW_UPS = 100;

export function isStaff(actor: Actor): boolean {
  return actor.kind !== 'stranger' && holds(actor, gatheringPermissions.enterGathering);
}

function ownPlace(actor: Actor, { attendees }: Pick<Gathering, 'attendees'>): Attendee | null {
  const person = personOf(actor);
  return person === null ? null : (attendees.find((one) => one.person === person) ?? null);
}

/** The whole record is for the workspace's people and for those who were there. */
export function readsRecord(actor: Actor, gathering: Pick<Gathering, 'attendees'>): boolean {
  return isStaff(actor) || ownPlace(actor, gathering) !== null;
}

/** Speaks in the record: one of the workspace, or somebody who was there; in a hat that is said (S62). */
export function maySpeak(actor: Actor, gathering: Gathering): Decision<ConversationRefusal> {
  if (!readsRecord(actor, gathering) || !holdsSomewhere(actor, gatheringPermissions.addNote)) {
    return refuse('no-such-gathering');
  }
  return decideHat(actor);
}

export function isSteward(actor: Actor, { steward }: Pick<Gathering, 'steward'>): boolean {
  return personOf(actor) === steward.person || actor.kind === 'program';
}

export function maySettleNote(actor: Actor, gathering: Gathering, note: Note): Decision<ConversationRefusal> {
  if (note.withdrawnAt !== null) return refuse('note-withdrawn');
  const isOwn = note.made.by !== null && note.made.by === personOf(actor);
  return isOwn || isSteward(actor, gathering) ? allow() : refuse('not-your-note');
}

/** Adopted is what a project decided, where everybody can read that it did (S63). */
export function mayHaveStatus(
  status: NoteStatus,
  rests: { readonly project: unknown; readonly decision: string | null },
): Decision<ConversationRefusal> {
  if (status !== 'adopted' || (rests.project !== null && rests.decision !== null)) return allow();
  return refuse('needs-decision', { field: rests.decision === null ? 'decision' : 'project' });
}

export function mayMakeNote(gathering: Gathering, part: number | null): Decision<ConversationRefusal> {
  if (gathering.notes.length >= MOST_NOTES) return refuse('too-many', { most: MOST_NOTES });
  return part === null || part <= gathering.text.parts.length ? allow() : refuse('no-such-part', { field: 'part' });
}

/** Nobody says for somebody with an account that they may be named; for a name without one it is noted how they said so. */
export function mayAnswerNaming(
  actor: Actor,
  attendee: Attendee,
  said: { readonly answer: 'yes' | 'no'; readonly heard: string | null },
): Decision<ConversationRefusal> {
  if (attendee.person !== null) return personOf(actor) === attendee.person ? allow() : refuse('own-word-only');
  if (!isStaff(actor)) return refuse('no-such-attendee');
  return said.answer === 'yes' && said.heard === null ? refuse('heard-how', { field: 'heard' }) : allow();
}

export function mayDoFollowUp(actor: Actor, gathering: Gathering, followUp: FollowUp): Decision<ConversationRefusal> {
  if (followUp.doneAt !== null) return refuse('done-already');
  const may = followUp.owner === personOf(actor) || isSteward(actor, gathering);
  return may ? allow() : refuse('not-allowed', { who: 'whoever took it on, or the event’s steward' });
}

/** An administrator stands in for a steward whose account is closed: a page that nobody could take back would be worse. */
export function steers(actor: Actor, gathering: Pick<Gathering, 'steward'>, isStewardGone: boolean): boolean {
  if (isSteward(actor, gathering)) return true;
  return isStewardGone && actor.kind === 'person' && actor.grants.some(({ role }) => role === 'ADM');
}

export function mayPublish(
  isSteering: boolean,
  gathering: Gathering,
  today: CalendarDate,
): Decision<ConversationRefusal> {
  if (!isSteering) return refuse('steward-only');
  if (gathering.publication !== null) return refuse('published-already');
  return gathering.text.startsOn > today ? refuse('nothing-to-publish') : allow();
}

export function mayTakeBack(isSteering: boolean, gathering: Gathering): Decision<ConversationRefusal> {
  if (!isSteering) return refuse('steward-only');
  return gathering.publication === null ? refuse('not-published') : allow();
}

/**
 * What everybody may read. Made by picking what is public, never by leaving out what is not: confidential and withdrawn notes, people
 * who did not say yes, how somebody said it, what follows in detail, are not there to be forgotten about.
 */
export function publicGathering(gathering: Gathering): PublicGathering {
  const { id, kind, text, attendees, notes, followUps, roadmaps } = gathering;
  const saidYes = attendees.filter((one) => one.naming?.answer === 'yes' && one.name !== null);
  const namedPeople = new Set(saidYes.flatMap(({ person }) => (person === null ? [] : [person])));
  return {
    id,
    kind,
    text,
    named: saidYes.map(({ name, affiliation, role }) => ({ name: name ?? '', affiliation, role })),
    unnamed: attendees.length - saidYes.length,
    notes: notes
      .filter((note) => !note.confidential && note.withdrawnAt === null && note.words !== null)
      .map((note) => {
        const isShown = note.project !== null && !note.project.isHidden;
        const isNamed = note.made.by !== null && namedPeople.has(note.made.by);
        return {
          id: note.id,
          part: note.part,
          words: note.words ?? '',
          by: isNamed ? note.made.byName : null,
          // A hat such as "maintainer, a small project" is as good as a name.
          hat: isNamed ? note.made.hat : null,
          at: note.made.at,
          status: note.status,
          project: isShown ? { id: note.project.id, slug: note.project.slug, name: note.project.name } : null,
          decision: isShown ? note.decision : null,
        };
      }),
    followUps: {
      open: followUps.filter(({ doneAt }) => doneAt === null).length,
      done: followUps.filter(({ doneAt }) => doneAt !== null).length,
    },
    roadmaps,
  };
}

export function isSameText(one: GatheringText, other: GatheringText): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
