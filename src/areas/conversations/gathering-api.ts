/** Events in `/api/v1`. What is confidential is in no answer. */
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { wearing } from '../../kernel/hats.ts';
import { readId, type Id } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { addAttendee } from './actions/add-attendee.ts';
import { addFollowUp } from './actions/add-follow-up.ts';
import { addNote } from './actions/add-note.ts';
import { answerNaming } from './actions/answer-naming.ts';
import { doFollowUp } from './actions/do-follow-up.ts';
import { editGathering } from './actions/edit-gathering.ts';
import { enterGathering } from './actions/enter-gathering.ts';
import { forgetAttendee } from './actions/forget-attendee.ts';
import { linkRoadmap } from './actions/link-roadmap.ts';
import { publishGathering } from './actions/publish-gathering.ts';
import { removeAttendee } from './actions/remove-attendee.ts';
import { setNoteStatus } from './actions/set-note-status.ts';
import { exportGathering, listGatherings } from './actions/show-gathering.ts';
import { takeBackGathering } from './actions/take-back-gathering.ts';
import { withdrawNote } from './actions/withdraw-note.ts';
import {
  addAttendeeInput,
  addFollowUpInput,
  addNoteInput,
  answerNamingInput,
  editGatheringInput,
  enterGatheringInput,
  linkRoadmapInput,
  setNoteStatusInput,
  takeBackGatheringInput,
} from './gathering-inputs.ts';
import { gatheringPermissions as may } from './gathering-rules.ts';
import { gatheringJson } from './gathering-text.ts';
import {
  ATTENDEE_ROLES,
  GATHERING_KINDS,
  NOTE_STATUSES,
  type AttendeeRole,
  type GatheringId,
  type GatheringKind,
  type NoteStatus,
} from './gathering-types.ts';
import { conversationRefusals, type ConversationRefusal } from './types.ts';

const day = z.string().meta({ format: 'date' });
const kinds = z.enum(Object.keys(GATHERING_KINDS) as [GatheringKind, ...GatheringKind[]]);
const made = z.object({ id: z.uuid() });
const saved = z.object({ version: z.int() });

const listedShape = z.object({
  id: z.uuid(),
  kind: kinds,
  title: z.string(),
  startsOn: day,
  endsOn: day,
  place: z.string().nullable(),
  isPublic: z.boolean(),
});

const gatheringShape = z.object({
  id: z.uuid(),
  kind: kinds,
  title: z.string(),
  startsOn: day,
  endsOn: day,
  place: z.string().nullable(),
  about: z.string().nullable(),
  parts: z.array(z.object({ title: z.string(), theme: z.string().nullable() })),
  named: z
    .array(
      z.object({
        name: z.string(),
        affiliation: z.string().nullable(),
        role: z.enum(Object.keys(ATTENDEE_ROLES) as [AttendeeRole, ...AttendeeRole[]]),
      }),
    )
    .meta({ description: 'Those who said that they may be named' }),
  unnamed: z.int().meta({ description: 'How many others were there' }),
  notes: z.array(
    z.object({
      part: z.int().nullable(),
      words: z.string(),
      by: z.string().nullable(),
      hat: z.string().nullable(),
      at: z.iso.datetime(),
      status: z.enum(Object.keys(NOTE_STATUSES) as [NoteStatus, ...NoteStatus[]]),
      project: z.string().nullable(),
      decision: z.string().nullable(),
    }),
  ),
  followUps: z.object({ open: z.int(), done: z.int() }),
  roadmaps: z.array(z.object({ entry: z.uuid(), project: z.string(), datedOn: day })),
});

export const gatheringApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/events',
    operationId: 'listGatherings',
    summary: 'Events, the newest first; those that are not public only for people who read their records',
    permission: may.seeGatherings,
    action: null,
    query: z.object({ before: z.string().optional().meta({ description: 'The id of the last one already seen' }) }),
    response: z.object({ events: z.array(listedShape), hasMore: z.boolean() }),
    answer: async ({ tx, actor, query }) => {
      const { gatherings, hasMore } = await listGatherings(tx, actor, readId<'gathering'>(query.before ?? ''));
      return json({ events: gatherings, hasMore });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/events',
    operationId: 'enterGathering',
    summary: 'Begin the record of an event; whoever enters it is its steward',
    permission: may.enterGathering,
    action: 'enter-gathering',
    body: enterGatheringInput,
    response: made,
    answer: async ({ tx, actor, body, now }) => {
      const { kind, endsOn, ...said } = body;
      const text = { ...said, endsOn: endsOn ?? said.startsOn };
      return answered(await enterGathering(tx, actor, { kind, text }, now));
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/events/:gathering',
    operationId: 'getGathering',
    summary: 'An event as everybody may read it: nothing confidential, and those names alone that said yes',
    permission: may.seeGatherings,
    action: null,
    response: gatheringShape,
    answer: async ({ tx, actor, params }) =>
      onGathering(params, async (gathering) => {
        const outcome = await exportGathering(tx, actor, gathering);
        return refused(outcome) ? no(outcome) : json(gatheringJson(outcome.done));
      }),
  }),
  apiRoute({
    method: 'PUT',
    path: '/events/:gathering',
    operationId: 'editGathering',
    summary: 'Change what is said of an event; `version` must be the one that was read',
    permission: may.editGathering,
    action: 'edit-gathering',
    body: editGatheringInput,
    response: saved,
    answer: async ({ tx, actor, params, body, now }) =>
      onGathering(params, async (gathering) => {
        const { version, endsOn, ...said } = body;
        const text = { ...said, endsOn: endsOn ?? said.startsOn };
        const outcome = await editGathering(tx, actor, { gathering, version, text }, now);
        return refused(outcome) ? no(outcome) : json({ version: outcome.done });
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/attendees',
    operationId: 'addAttendee',
    summary: 'Put somebody on the list: a person with an account, or a name',
    permission: may.addAttendee,
    action: 'add-attendee',
    body: addAttendeeInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onGathering(params, async (gathering) => {
        const person = body.person === null ? null : readId<'person'>(body.person);
        return answered(await addAttendee(tx, actor, { gathering, ...body, person }, now));
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/attendees/:attendee/removal',
    operationId: 'removeAttendee',
    summary: 'Take somebody off the list who was not there',
    permission: may.removeAttendee,
    action: 'remove-attendee',
    response: made,
    answer: async ({ tx, actor, params, now }) =>
      onGathering(params, async (gathering) => {
        const attendee = idIn<'gathering attendee'>(params, 'attendee');
        if (attendee === null) return no(refuse('no-such-attendee'));
        return answered(await removeAttendee(tx, actor, { gathering, attendee }, now));
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/attendees/:attendee/erasure',
    operationId: 'forgetAttendee',
    summary: 'Erase the name of somebody without an account',
    permission: may.forgetAttendee,
    action: 'forget-attendee',
    response: made,
    answer: async ({ tx, actor, params, now }) =>
      onGathering(params, async (gathering) => {
        const attendee = idIn<'gathering attendee'>(params, 'attendee');
        if (attendee === null) return no(refuse('no-such-attendee'));
        return answered(await forgetAttendee(tx, actor, { gathering, attendee }, now));
      }),
  }),
  apiRoute({
    method: 'PUT',
    path: '/events/:gathering/attendees/:attendee/naming',
    operationId: 'answerNaming',
    summary: 'Say whether you may be named in public; for a name without an account, how they said so',
    permission: may.answerNaming,
    action: 'answer-naming',
    body: answerNamingInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onGathering(params, async (gathering) => {
        const attendee = idIn<'gathering attendee'>(params, 'attendee');
        if (attendee === null) return no(refuse('no-such-attendee'));
        return answered(await answerNaming(tx, actor, { gathering, attendee, ...body }, now));
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/notes',
    operationId: 'addNote',
    summary: 'Make a note, in a hat, as a view of whom is said',
    permission: may.addNote,
    action: 'add-note',
    body: addNoteInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onGathering(params, async (gathering) => {
        const { hat, ...note } = body;
        return answered(await inHat(actor, hat, (as) => addNote(tx, as, { gathering, ...note }, now)));
      }),
  }),
  apiRoute({
    method: 'PUT',
    path: '/events/:gathering/notes/:note/status',
    operationId: 'setNoteStatus',
    summary: 'Say whose view a note is by now; adopted only with the link to the project’s decision',
    permission: may.setNoteStatus,
    action: 'set-note-status',
    body: setNoteStatusInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onGathering(params, async (gathering) => {
        const note = idIn<'gathering note'>(params, 'note');
        if (note === null) return no(refuse('no-such-note'));
        const { hat, ...status } = body;
        return answered(await inHat(actor, hat, (as) => setNoteStatus(tx, as, { gathering, note, ...status }, now)));
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/notes/:note/withdrawal',
    operationId: 'withdrawNote',
    summary: 'Take a note back; its words are erased',
    permission: may.withdrawNote,
    action: 'withdraw-note',
    response: made,
    answer: async ({ tx, actor, params, now }) =>
      onGathering(params, async (gathering) => {
        const note = idIn<'gathering note'>(params, 'note');
        if (note === null) return no(refuse('no-such-note'));
        return answered(await withdrawNote(tx, actor, { gathering, note }, now));
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/follow-ups',
    operationId: 'addFollowUp',
    summary: 'What follows, and who does it',
    permission: may.addFollowUp,
    action: 'add-follow-up',
    body: addFollowUpInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onGathering(params, async (gathering) => {
        const owner = readId<'person'>(body.owner);
        if (owner === null) return no(refuse('no-such-person'));
        return answered(await addFollowUp(tx, actor, { gathering, words: body.words, owner }, now));
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/follow-ups/:followup/done',
    operationId: 'doFollowUp',
    summary: 'Say that it is done',
    permission: may.doFollowUp,
    action: 'do-follow-up',
    response: made,
    answer: async ({ tx, actor, params, now }) =>
      onGathering(params, async (gathering) => {
        const followUp = idIn<'gathering follow-up'>(params, 'followup');
        if (followUp === null) return no(refuse('no-such-follow-up'));
        return answered(await doFollowUp(tx, actor, { gathering, followUp }, now));
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/roadmaps',
    operationId: 'linkRoadmap',
    summary: 'Link a roadmap that came of it, by an entry of how it came about',
    permission: may.linkRoadmap,
    action: 'link-roadmap',
    body: linkRoadmapInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onGathering(params, async (gathering) =>
        answered(await linkRoadmap(tx, actor, { gathering, entry: body.entry.toLowerCase() }, now)),
      ),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/publication',
    operationId: 'publishGathering',
    summary: 'Make the event’s page public; only its steward does',
    permission: may.publishGathering,
    action: 'publish-gathering',
    response: made,
    answer: async ({ tx, actor, params, now }) =>
      onGathering(params, async (gathering) => answered(await publishGathering(tx, actor, { gathering }, now))),
  }),
  apiRoute({
    method: 'POST',
    path: '/events/:gathering/taking-back',
    operationId: 'takeBackGathering',
    summary: 'Take the event’s page off the public pages, with a reason',
    permission: may.takeBackGathering,
    action: 'take-back-gathering',
    body: takeBackGatheringInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onGathering(params, async (gathering) =>
        answered(await takeBackGathering(tx, actor, { gathering, reason: body.reason }, now)),
      ),
  }),
];

async function inHat<Done>(
  actor: Actor,
  hat: string | null,
  act: (actor: Actor) => Promise<Outcome<Done, ConversationRefusal>>,
): Promise<Outcome<Done, ConversationRefusal>> {
  const worn = wearing(actor, hat);
  return refused(worn) ? worn : act(worn.done);
}

async function onGathering(
  params: Readonly<Record<string, string>>,
  then: (gathering: GatheringId) => Promise<Answer>,
): Promise<Answer> {
  const id = idIn<'gathering'>(params, 'gathering');
  return id === null ? no(refuse('no-such-gathering')) : then(id);
}

function idIn<Noun extends string>(params: Readonly<Record<string, string>>, name: string): Id<Noun> | null {
  return readId<Noun>(params[name] ?? '');
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function answered(outcome: Outcome<string, ConversationRefusal>): Answer {
  return refused(outcome) ? no(outcome) : json({ id: outcome.done });
}

function no(refusal: Refusal<ConversationRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: conversationRefusals };
}
