/** Feedback and events for tests, made by the verbs themselves. */
import { giveFeedback, type GiveFeedback } from '../../src/areas/conversations/actions/give-feedback.ts';
import { addAttendee } from '../../src/areas/conversations/actions/add-attendee.ts';
import { addNote, type AddNote } from '../../src/areas/conversations/actions/add-note.ts';
import { enterGathering } from '../../src/areas/conversations/actions/enter-gathering.ts';
import { findFeedback } from '../../src/areas/conversations/store/feedback.ts';
import { findGathering } from '../../src/areas/conversations/store/gatherings.ts';
import { addProvenanceEvent } from '../../src/areas/roadmaps/actions/add-provenance-event.ts';
import type { Feedback, FeedbackId } from '../../src/areas/conversations/feedback-types.ts';
import type { AttendeeId, Gathering, GatheringId, NoteId } from '../../src/areas/conversations/gathering-types.ts';
import { STRANGER, type Actor } from '../../src/kernel/actor.ts';
import { readCalendarDate, type Instant } from '../../src/kernel/dates.ts';
import type { PersonId, ProjectId } from '../../src/kernel/ids.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { NOW } from './people.ts';

export const CONCERN: GiveFeedback = {
  kind: 'concern',
  words: 'Who checks that “best effort” is not an excuse?',
  project: null,
  name: 'Noor Example',
  mail: 'noor@example.org',
  mayWrite: true,
  wishesPublic: false,
  address: '192.0.2.1',
};

export async function giveTestFeedback(
  db: Db,
  more: Partial<GiveFeedback> = {},
  actor: Actor = STRANGER,
  now: Instant = NOW,
): Promise<FeedbackId> {
  return db.tx(async (tx) => mustBeDone(await giveFeedback(tx, actor, { ...CONCERN, ...more }, now)));
}

export async function feedbackNow(db: Db, id: FeedbackId): Promise<Feedback> {
  const found = await db.read((tx) => findFeedback(tx, id));
  if (found === null) throw new Error('the feedback is gone');
  return found;
}

export const DAY = (text: string) => {
  const day = readCalendarDate(text);
  if (day === null) throw new Error(`no day: ${text}`);
  return day;
};

/** A workshop of two parts, a week before now. */
export async function enterTestGathering(db: Db, actor: Actor, title = 'Example workshop'): Promise<GatheringId> {
  const text = {
    title,
    startsOn: DAY('2026-11-18'),
    endsOn: DAY('2026-11-19'),
    place: 'Exampletown',
    about: null,
    parts: [
      { title: 'Morning', theme: 'Roadmaps' },
      { title: 'Afternoon', theme: null },
    ],
  };
  return db.tx(async (tx) => mustBeDone(await enterGathering(tx, actor, { kind: 'workshop', text }, NOW)));
}

export async function gatheringNow(db: Db, id: GatheringId): Promise<Gathering> {
  const found = await db.read((tx) => findGathering(tx, id));
  if (found === null) throw new Error('the event is gone');
  return found;
}

export async function addTestAttendee(
  db: Db,
  actor: Actor,
  gathering: GatheringId,
  who: PersonId | string,
  isPerson = true,
): Promise<AttendeeId> {
  const person = isPerson ? (who as PersonId) : null;
  const name = isPerson ? null : who;
  const input = { gathering, person, name, affiliation: null, role: 'participant' } as const;
  return db.tx(async (tx) => mustBeDone(await addAttendee(tx, actor, input, NOW)));
}

export const NOTE: Omit<AddNote, 'gathering'> = {
  words: 'We would rather be asked before the grant is written.',
  part: 1,
  confidential: false,
  status: 'personal',
  project: null,
  decision: null,
};

export async function addTestNote(
  db: Db,
  actor: Actor,
  gathering: GatheringId,
  more: Partial<AddNote> = {},
): Promise<NoteId> {
  return db.tx(async (tx) => mustBeDone(await addNote(tx, actor, { ...NOTE, gathering, ...more }, NOW)));
}

/** A sprint in how the project's roadmap came about; the id of that entry. */
export async function addTestSprint(db: Db, actor: Actor, project: ProjectId): Promise<string> {
  const said = { place: null, people: null, input: null, output: null, url: null };
  const sprint = { ...said, project, kind: 'sprint', datedOn: DAY('2026-11-19') } as const;
  return db.tx(async (tx) => mustBeDone(await addProvenanceEvent(tx, actor, sprint, NOW)));
}
