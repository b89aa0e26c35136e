/** The pages of events. */
import type { Actor } from '../../kernel/actor.ts';
import { wearing } from '../../kernel/hats.ts';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { slug } from '../../kernel/text.ts';
import { urls, type FormValues } from '../../look/index.ts';
import { readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
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
import { exportGathering, listGatherings, showGathering } from './actions/show-gathering.ts';
import { takeBackGathering } from './actions/take-back-gathering.ts';
import { withdrawNote } from './actions/withdraw-note.ts';
import {
  again,
  goTo,
  isOfPage,
  malformed,
  no,
  onField,
  page,
  saidIn,
  sentence,
  type PageAnswer,
  type Said,
} from './answers-web.ts';
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
import { gatheringJson, gatheringMarkdown } from './gathering-text.ts';
import type { Gathering, GatheringId, GatheringText } from './gathering-types.ts';
import {
  GatheringFormPage,
  GatheringsPage,
  PublicGatheringPage,
  RecordPage,
  type RecordForm,
  type RecordProps,
} from './pages/gathering-pages.tsx';
import type { ConversationRefusal } from './types.ts';

export const gatheringRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.gatherings.pattern, permission: may.seeGatherings, action: null, answer: showList },
  {
    method: 'GET',
    path: urls.enterGathering.pattern,
    permission: may.enterGathering,
    action: null,
    answer: async () => formPage(null, { values: {}, errors: {} }),
  },
  {
    method: 'POST',
    path: urls.enterGathering.pattern,
    permission: may.enterGathering,
    action: 'enter-gathering',
    answer: postGathering,
  },
  { method: 'GET', path: urls.gathering.pattern, permission: may.seeGatherings, action: null, answer: showOne },
  { method: 'GET', path: urls.gatheringExport.pattern, permission: may.seeGatherings, action: null, answer: takeAlong },
  { method: 'GET', path: urls.editGathering.pattern, permission: may.editGathering, action: null, answer: askEdit },
  {
    method: 'POST',
    path: urls.editGathering.pattern,
    permission: may.editGathering,
    action: 'edit-gathering',
    answer: postEdit,
  },
  {
    method: 'POST',
    path: urls.addAttendee.pattern,
    permission: may.addAttendee,
    action: 'add-attendee',
    answer: postAttendee,
  },
  {
    method: 'POST',
    path: urls.removeAttendee.pattern,
    permission: may.removeAttendee,
    action: 'remove-attendee',
    answer: postRemoval,
  },
  {
    method: 'POST',
    path: urls.forgetAttendee.pattern,
    permission: may.forgetAttendee,
    action: 'forget-attendee',
    answer: postForgetting,
  },
  {
    method: 'POST',
    path: urls.answerNaming.pattern,
    permission: may.answerNaming,
    action: 'answer-naming',
    answer: postNaming,
  },
  { method: 'POST', path: urls.addNote.pattern, permission: may.addNote, action: 'add-note', answer: postNote },
  {
    method: 'POST',
    path: urls.setNoteStatus.pattern,
    permission: may.setNoteStatus,
    action: 'set-note-status',
    answer: postStatus,
  },
  {
    method: 'POST',
    path: urls.withdrawNote.pattern,
    permission: may.withdrawNote,
    action: 'withdraw-note',
    answer: postWithdrawal,
  },
  {
    method: 'POST',
    path: urls.addFollowUp.pattern,
    permission: may.addFollowUp,
    action: 'add-follow-up',
    answer: postFollowUp,
  },
  {
    method: 'POST',
    path: urls.doFollowUp.pattern,
    permission: may.doFollowUp,
    action: 'do-follow-up',
    answer: postDone,
  },
  {
    method: 'POST',
    path: urls.linkRoadmap.pattern,
    permission: may.linkRoadmap,
    action: 'link-roadmap',
    answer: postRoadmap,
  },
  {
    method: 'POST',
    path: urls.publishGathering.pattern,
    permission: may.publishGathering,
    action: 'publish-gathering',
    answer: postPublication,
  },
  {
    method: 'POST',
    path: urls.takeBackGathering.pattern,
    permission: may.takeBackGathering,
    action: 'take-back-gathering',
    answer: postTakingBack,
  },
];

async function showList({ tx, actor, query }: WebRequest): Promise<Answer> {
  const before = readId<'gathering'>(query.get('before') ?? '');
  const { gatherings, hasMore } = await listGatherings(tx, actor, before);
  const older = hasMore ? (gatherings.at(-1)?.id ?? null) : null;
  return page('Events', GatheringsPage({ gatherings, older, actor, isFirst: before === null }));
}

function formPage(
  gathering: Pick<Gathering, 'id' | 'version' | 'text'> | null,
  form: Parameters<typeof GatheringFormPage>[0]['form'],
): PageAnswer {
  return page(gathering === null ? 'Enter an event' : 'Change what is said', GatheringFormPage({ gathering, form }));
}

/** One day is where it begins and ends. */
function textOf(
  read: Omit<GatheringText, 'endsOn'> & { readonly endsOn: GatheringText['endsOn'] | null },
): GatheringText {
  const { title, startsOn, endsOn, place, about, parts } = read;
  return { title, startsOn, endsOn: endsOn ?? startsOn, place, about, parts };
}

async function postGathering({ tx, actor, form, now }: WebRequest): Promise<Answer> {
  const read = readForm(enterGatheringInput, form);
  if (!read.ok) return malformed(formPage(null, { values: form, errors: read.errors }));
  const { kind, ...said } = read.input;
  const outcome = await enterGathering(tx, actor, { kind, text: textOf(said) }, now);
  if (refused(outcome)) return again(formPage(null, { values: form, errors: onField(outcome) }), outcome);
  return goTo(urls.gathering({ gathering: outcome.done }, { said: 'entered' }));
}

async function showOne(request: WebRequest): Promise<Answer> {
  return onePage(request, { said: saidIn(request) }, (shown) => shown);
}

/** The public page, or for those who read it the record. */
async function onePage(
  request: WebRequest,
  more: Pick<RecordProps, 'form' | 'said' | 'refused'>,
  as: (shown: PageAnswer) => Answer,
): Promise<Answer> {
  const { tx, actor, now } = request;
  const id = gatheringIn(request);
  if (id === null) return no(refuse('no-such-gathering'));
  const outcome = await showGathering(tx, actor, id, now);
  if (refused(outcome)) return no(outcome);
  const shown = outcome.done;
  const { title } = shown.gathering.text;
  if (shown.kind === 'public') return as(page(title, PublicGatheringPage({ gathering: shown.gathering })));
  return as(page(title, RecordPage({ shown, actor, ...more })));
}

async function takeAlong(request: WebRequest): Promise<Answer> {
  const { tx, actor, params } = request;
  const id = gatheringIn(request);
  const format = params['format'];
  if (id === null || (format !== 'markdown' && format !== 'json')) return no(refuse('no-such-gathering'));
  const outcome = await exportGathering(tx, actor, id);
  if (refused(outcome)) return no(outcome);
  const name = slug(outcome.done.text.title);
  return format === 'markdown'
    ? {
        kind: 'file',
        name: `${name}.md`,
        type: 'text/markdown; charset=utf-8',
        body: gatheringMarkdown(outcome.done),
      }
    : {
        kind: 'file',
        name: `${name}.json`,
        type: 'application/json; charset=utf-8',
        body: JSON.stringify(gatheringJson(outcome.done), null, 2),
      };
}

async function askEdit(request: WebRequest): Promise<Answer> {
  return onRecord(request, (gathering) => formPage(gathering, { values: valuesOf(gathering.text), errors: {} }));
}

async function postEdit(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  return onRecord(request, async (gathering) => {
    // The version that was typed over stays in the form, so that a second try does not write over somebody else's change unseen.
    const shown = (errors: FieldErrors) =>
      formPage({ ...gathering, version: Number(form.get('version')) || gathering.version }, { values: form, errors });
    const read = readForm(editGatheringInput, form);
    if (!read.ok) return malformed(shown(read.errors));
    const { version, ...said } = read.input;
    const outcome = await editGathering(tx, actor, { gathering: gathering.id, version, text: textOf(said) }, now);
    if (refused(outcome)) return again(shown(onField(outcome)), outcome);
    return goTo(urls.gathering({ gathering: gathering.id }, { said: 'edited' }));
  });
}

function valuesOf({ title, startsOn, endsOn, place, about, parts }: GatheringText): FormValues {
  return {
    title,
    startsOn,
    endsOn: endsOn === startsOn ? '' : endsOn,
    place,
    about,
    parts: parts.map((part) => (part.theme === null ? part.title : `${part.title} | ${part.theme}`)).join('\n'),
  };
}

async function onRecord(
  request: WebRequest,
  then: (gathering: Gathering) => Answer | Promise<Answer>,
): Promise<Answer> {
  const id = gatheringIn(request);
  if (id === null) return no(refuse('no-such-gathering'));
  const outcome = await showGathering(request.tx, request.actor, id, request.now);
  if (refused(outcome)) return no(outcome);
  return outcome.done.kind === 'record' ? then(outcome.done.gathering) : no(refuse('no-such-gathering'));
}

// --- the forms of the record

async function postAttendee(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  return onForm(request, { which: 'attendee', said: 'there' }, async (gathering) => {
    const read = readForm(addAttendeeInput, form);
    if (!read.ok) return { errors: read.errors };
    const person = read.input.person === null ? null : readId<'person'>(read.input.person);
    return addAttendee(tx, actor, { gathering, ...read.input, person }, now);
  });
}

async function postRemoval(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return onForm(request, { which: null, said: 'notThere' }, async (gathering) => {
    const attendee = readId<'gathering attendee'>(request.params['attendee'] ?? '');
    return attendee === null ? refuse('no-such-attendee') : removeAttendee(tx, actor, { gathering, attendee }, now);
  });
}

async function postForgetting(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return onForm(request, { which: null, said: 'forgotten' }, async (gathering) => {
    const attendee = readId<'gathering attendee'>(request.params['attendee'] ?? '');
    return attendee === null ? refuse('no-such-attendee') : forgetAttendee(tx, actor, { gathering, attendee }, now);
  });
}

async function postNaming(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const about = request.params['attendee'] ?? '';
  return onForm(request, { which: 'naming', about, said: 'naming' }, async (gathering) => {
    const read = readForm(answerNamingInput, form);
    if (!read.ok) return { errors: read.errors };
    const attendee = readId<'gathering attendee'>(about);
    if (attendee === null) return refuse('no-such-attendee');
    return answerNaming(tx, actor, { gathering, attendee, ...read.input }, now);
  });
}

async function postNote(request: WebRequest): Promise<Answer> {
  const { tx, form, now } = request;
  return onForm(request, { which: 'note', said: 'note' }, async (gathering) => {
    const read = readForm(addNoteInput, form);
    if (!read.ok) return { errors: read.errors };
    const { hat, ...note } = read.input;
    return inHat(request, hat, (actor) => addNote(tx, actor, { gathering, ...note }, now));
  });
}

async function postStatus(request: WebRequest): Promise<Answer> {
  const { tx, form, now } = request;
  const about = request.params['note'] ?? '';
  return onForm(request, { which: 'status', about, said: 'status' }, async (gathering) => {
    const read = readForm(setNoteStatusInput, form);
    if (!read.ok) return { errors: read.errors };
    const note = readId<'gathering note'>(about);
    if (note === null) return refuse('no-such-note');
    const { hat, ...status } = read.input;
    return inHat(request, hat, (actor) => setNoteStatus(tx, actor, { gathering, note, ...status }, now));
  });
}

async function postWithdrawal(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return onForm(request, { which: null, said: 'withdrawn' }, async (gathering) => {
    const note = readId<'gathering note'>(request.params['note'] ?? '');
    return note === null ? refuse('no-such-note') : withdrawNote(tx, actor, { gathering, note }, now);
  });
}

async function postFollowUp(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  return onForm(request, { which: 'follow-up', said: 'follow' }, async (gathering) => {
    const read = readForm(addFollowUpInput, form);
    if (!read.ok) return { errors: read.errors };
    const owner = readId<'person'>(read.input.owner);
    if (owner === null) return { errors: { owner: 'Choose who does it.' } };
    return addFollowUp(tx, actor, { gathering, words: read.input.words, owner }, now);
  });
}

async function postDone(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return onForm(request, { which: null, said: 'done' }, async (gathering) => {
    const followUp = readId<'gathering follow-up'>(request.params['followup'] ?? '');
    return followUp === null ? refuse('no-such-follow-up') : doFollowUp(tx, actor, { gathering, followUp }, now);
  });
}

async function postRoadmap(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  return onForm(request, { which: 'roadmap', said: 'linked' }, async (gathering) => {
    const read = readForm(linkRoadmapInput, form);
    if (!read.ok) return { errors: read.errors };
    return linkRoadmap(tx, actor, { gathering, entry: read.input.entry.toLowerCase() }, now);
  });
}

async function postPublication(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return onForm(request, { which: null, said: 'published' }, (gathering) =>
    publishGathering(tx, actor, { gathering }, now),
  );
}

async function postTakingBack(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  return onForm(request, { which: 'take-back', said: 'unpublished' }, async (gathering) => {
    const read = readForm(takeBackGatheringInput, form);
    if (!read.ok) return { errors: read.errors };
    return takeBackGathering(tx, actor, { gathering, reason: read.input.reason }, now);
  });
}

/** The verb by whoever is signed in, in the hat that the form names. */
async function inHat<Done>(
  { actor }: WebRequest,
  hat: string | null,
  act: (actor: Actor) => Promise<Outcome<Done, ConversationRefusal>>,
): Promise<Outcome<Done, ConversationRefusal>> {
  const worn = wearing(actor, hat);
  return refused(worn) ? worn : act(worn.done);
}

/** A form of the record, and back to it with what was done or why not. */
async function onForm(
  request: WebRequest,
  form: { readonly which: RecordForm | null; readonly about?: string; readonly said: Said },
  act: (gathering: GatheringId) => Promise<Outcome<unknown, ConversationRefusal> | { readonly errors: FieldErrors }>,
): Promise<Answer> {
  return onRecord(request, async ({ id }) => {
    const outcome = await act(id);
    const typed = (errors: FieldErrors): Pick<RecordProps, 'form'> =>
      form.which === null
        ? {}
        : { form: { which: form.which, about: form.about ?? null, typed: { values: request.form, errors } } };
    if ('errors' in outcome) return onePage(request, typed(outcome.errors), malformed);
    if (!refused(outcome)) return goTo(urls.gathering({ gathering: id }, { said: form.said }));
    return refusedPage(
      request,
      form.which === null ? { refused: sentence(outcome) } : typed(onField(outcome)),
      outcome,
    );
  });
}

function refusedPage(
  request: WebRequest,
  more: Pick<RecordProps, 'form' | 'refused'>,
  outcome: Refusal<ConversationRefusal>,
): Answer | Promise<Answer> {
  return isOfPage(outcome) ? no(outcome) : onePage(request, more, (shown) => again(shown, outcome));
}

function gatheringIn({ params }: Pick<WebRequest, 'params'>): GatheringId | null {
  return readId<'gathering'>(params['gathering'] ?? '');
}
