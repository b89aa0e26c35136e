/** Items in `/api/v1`. */
import { z } from 'zod';
import type { Permission } from '../../kernel/permission.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { evidenceUrl } from '../../look/links.ts';
import { apiRoute, type Answer, type ApiRequest, type ApiRoute } from '../../outside/http/route.ts';
import { readId, type Id } from '../../kernel/ids.ts';
import { achieveItem } from './actions/achieve-item.ts';
import { addProvenanceEvent } from './actions/add-provenance-event.ts';
import { addScopeLine } from './actions/add-scope-line.ts';
import { alignItem } from './actions/align-item.ts';
import { approveItem } from './actions/approve-item.ts';
import { approveWording } from './actions/approve-wording.ts';
import { checkScope } from './actions/check-scope.ts';
import { declineItem } from './actions/decline-item.ts';
import { endScopeLine } from './actions/end-scope-line.ts';
import { forgetInterviewee } from './actions/forget-interviewee.ts';
import { markCondition } from './actions/mark-condition.ts';
import { noteInterview } from './actions/note-interview.ts';
import { noteSignal } from './actions/note-signal.ts';
import { optOutItem } from './actions/opt-out-item.ts';
import { placeItem } from './actions/place-item.ts';
import { proposeItem } from './actions/propose-item.ts';
import { retireItem } from './actions/retire-item.ts';
import { rewordItem } from './actions/reword-item.ts';
import { showItem } from './actions/show-item.ts';
import { projectForReader, showItems } from './actions/show-items.ts';
import { showProvenance } from './actions/show-provenance.ts';
import { showScope } from './actions/show-scope.ts';
import { startItem } from './actions/start-item.ts';
import { takeOverItems } from './actions/take-over-items.ts';
import { undoWording } from './actions/undo-wording.ts';
import { unmarkCondition } from './actions/unmark-condition.ts';
import { withdrawAlignment } from './actions/withdraw-alignment.ts';
import { withdrawProvenanceEvent } from './actions/withdraw-provenance-event.ts';
import { withdrawSignal } from './actions/withdraw-signal.ts';
import { writeItem } from './actions/write-item.ts';
import { readNumber } from './item-answers-web.ts';
import { itemJson, itemsJson, provenanceJson, scopeJson } from './item-contract.ts';
import {
  achieveItemInput,
  addProvenanceEventInput,
  addScopeLineInput,
  alignItemInput,
  approveItemInput,
  approveWordingInput,
  checkScopeInput,
  declineItemInput,
  markConditionInput,
  noteInterviewInput,
  noteSignalInput,
  optOutItemInput,
  placeItemInput,
  proposeItemInput,
  retireItemInput,
  rewordItemInput,
  startItemInput,
  takeOverItemsInput,
  undoWordingInput,
  writeItemInput,
} from './item-inputs.ts';
import { itemPermissions as may, mayDo } from './item-rules.ts';
import { itemRefusals } from './item-refusals.ts';
import { ITEM_STATES, ITEM_VIEWS, type ItemId, type ItemRefusal } from './item-types.ts';
import { itemIdOf } from './store/items.ts';
import { LEVELS, type NamedProject } from './types.ts';

const day = z.string().meta({ format: 'date' });
const moment = z.string().meta({ format: 'date-time' });
const level = z.enum(LEVELS);
const state = z.enum(ITEM_STATES);
const project = z.object({ id: z.uuid(), name: z.string(), label: z.string() });
const lines = z.tuple([z.int(), z.int()]);
const nullableText = z.string().nullable();

const estimateShape = z
  .object({
    currency: z.string(),
    priceDate: day,
    lines: z.array(
      z.object({
        role: z.string(),
        name: nullableText,
        low: z.string(),
        likely: z.string(),
        high: z.string(),
        per: z.enum(['once', 'year']),
      }),
    ),
    fixed: z.array(
      z.object({ kind: z.string(), name: nullableText, amount: z.string(), per: z.enum(['once', 'year']) }),
    ),
  })
  .meta({ id: 'ItemEstimate' });

const wordingShape = z
  .object({
    id: z.uuid(),
    number: z.int(),
    digest: z.string().meta({ description: 'SHA-256 of the very text, in hexadecimal.' }),
    at: moment,
    hat: nullableText,
    title: z.string(),
    summary: z.string(),
    goal: z.string(),
    rationale: z.string(),
    plan: z.string(),
    beneficiaries: z.array(z.object({ who: z.string(), gain: z.string() })),
    details: z.string(),
    workTypes: z.array(z.string()),
    skills: z.array(z.string()),
    scale: z.object({ size: z.enum(['small', 'large']), because: z.array(z.string()) }).nullable(),
    estimate: estimateShape.nullable(),
    conditions: z.array(z.object({ key: z.string(), text: z.string(), outside: z.boolean() })),
    healthEffect: z.string(),
    volunteerImpact: z.string(),
    reviewTime: z.string(),
    cadence: nullableText,
    notPromised: z.array(z.string()),
    sourceQuote: z.array(z.string()),
  })
  .meta({ id: 'ItemWording' });

const itemShape = z
  .object({
    project,
    id: z.uuid(),
    number: z.int(),
    state,
    level,
    parent: z.uuid().nullable(),
    noParentBecause: nullableText,
    succeeds: z.uuid().nullable(),
    provenance: z.enum(['reading', 'interview', 'written']),
    interviewedOn: day.nullable(),
    wording: wordingShape,
    approvedWording: z.int().nullable(),
    origin: z.object({
      kind: z.enum(['community', 'funder']),
      askedOn: day.optional(),
      wantedOn: day.nullable(),
    }),
    source: z.object({ repository: z.string(), commit: z.string(), path: z.string(), lines }).nullable(),
    sourceToday: z.enum(['same', 'changed', 'gone', 'not read again']).nullable(),
    transitions: z.array(
      z.object({
        from: state,
        to: state,
        wording: z.int(),
        reason: nullableText,
        private: z.boolean(),
        disclosure: nullableText,
        links: z.array(z.object({ url: z.string(), title: z.string() })),
        at: moment,
        hat: nullableText,
      }),
    ),
    alignments: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        url: z.string(),
        title: z.string(),
        datedOn: day.nullable(),
        readOn: day,
      }),
    ),
    signals: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['community', 'funder']),
        who: z.string(),
        place: z.string(),
        url: nullableText,
        datedOn: day,
        public: z.boolean(),
      }),
    ),
    marks: z.array(
      z.object({
        id: z.uuid(),
        condition: z.string(),
        kind: z.enum(['met', 'waived']),
        reason: z.string(),
        url: nullableText,
        at: moment,
        hat: nullableText,
      }),
    ),
    scope: z.enum(['in', 'aspiration', 'out']).nullable(),
    worthAnotherLook: z.array(
      z.object({
        field: z.string(),
        kind: z.enum(['vague', 'date', 'promise', 'review']),
        span: lines.nullable(),
        found: z.string(),
        why: z.string(),
        suggestion: z.string(),
      }),
    ),
  })
  .meta({ id: 'ProjectItem' });

const itemsShape = z
  .object({
    project,
    counts: z.object({ scope: z.int(), pitch: z.int(), technical: z.int(), 'wish list': z.int() }),
    items: z.array(
      z.object({
        id: z.uuid(),
        number: z.int(),
        level,
        state,
        parent: z.uuid().nullable(),
        title: z.string(),
        summary: z.string(),
        beneficiaries: z.array(z.object({ who: z.string(), gain: z.string() })),
        estimate: estimateShape.nullable(),
        wording: z.int(),
      }),
    ),
    view: z.enum(ITEM_VIEWS),
  })
  .meta({ id: 'ProjectItems' });

const scopeShape = z
  .object({
    project,
    lines: z.array(
      z.object({
        id: z.uuid(),
        field: z.enum(['current', 'aspiration', 'out']),
        body: z.string(),
        url: nullableText,
        at: moment,
      }),
    ),
  })
  .meta({ id: 'ProjectScope' });

const provenanceShape = z
  .object({
    project,
    events: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        datedOn: day,
        place: nullableText,
        people: nullableText,
        input: nullableText,
        output: nullableText,
        url: nullableText,
      }),
    ),
    git: z.array(
      z.object({
        on: day,
        what: z.string(),
        text: z.string(),
        repository: nullableText,
        commit: z.string(),
        request: z.int().nullable(),
      }),
    ),
    questions: z.array(z.object({ question: z.string(), isAnswered: z.boolean() })),
  })
  .meta({ id: 'RoadmapProvenance' });

const made = z.object({ id: z.uuid(), number: z.int() });
const named = z.object({ item: z.uuid() });
const ITEM = '/projects/:project/items/:item';
/** As for the form: a wording at its longest. */
const LARGEST_BODY = 512 * 1024;

type Asked<Body> = Pick<ApiRequest<unknown, Body>, 'tx' | 'actor' | 'params' | 'body' | 'now'>;

export const itemApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/projects/:project/items',
    operationId: 'listProjectItems',
    summary: 'A project’s items by level and state; readers outside see those with the project’s yes',
    permission: may.seeItems,
    action: null,
    query: z.object({ level: level.optional(), state: state.optional(), view: z.enum(ITEM_VIEWS).optional() }),
    response: itemsShape,
    answer: async ({ tx, actor, params, query, now }) => {
      const asked = { level: query.level ?? null, state: query.state ?? null, view: query.view ?? 'all' } as const;
      const shown = await showItems(tx, actor, { key: params['project'] ?? '', query: asked }, now);
      return refused(shown) ? refusal(shown) : json(itemsJson(shown.done));
    },
  }),
  apiRoute({
    method: 'GET',
    path: ITEM,
    operationId: 'getProjectItem',
    summary: 'One item with what stands beside it; the funder’s view leaves the details out',
    permission: may.seeItems,
    action: null,
    query: z.object({ view: z.enum(ITEM_VIEWS).optional() }),
    response: itemShape,
    answer: async ({ tx, actor, params, query, now }) => {
      const number = readNumber(params['item'] ?? '');
      if (number === null) return refusal(refuse('item-not-found'));
      const shown = await showItem(tx, actor, { key: params['project'] ?? '', number }, now);
      return refused(shown) ? refusal(shown) : json(itemJson(shown.done, query.view === 'funder'));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items',
    operationId: 'writeItem',
    summary: 'Write a need of the project down; it is a draft until it is proposed',
    permission: may.writeItem,
    action: 'write-item',
    body: writeItemInput,
    maxBytes: LARGEST_BODY,
    response: made,
    answer: async (asked) =>
      onProject(asked, may.writeItem, async ({ id }) => {
        const { tx, actor, body, now } = asked;
        const outcome = await writeItem(tx, actor, { ...body, project: id }, now);
        return refused(outcome) ? refusal(outcome) : json(outcome.done, 201);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/interviews',
    operationId: 'noteInterview',
    summary: 'Write down a need that a maintainer told about',
    permission: may.noteInterview,
    action: 'note-interview',
    body: noteInterviewInput,
    maxBytes: LARGEST_BODY,
    response: made,
    answer: async (asked) =>
      onProject(asked, may.noteInterview, async ({ id }) => {
        const { tx, actor, body, now } = asked;
        const outcome = await noteInterview(tx, actor, { ...body, project: id }, now);
        return refused(outcome) ? refusal(outcome) : json(outcome.done, 201);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/taken-over',
    operationId: 'takeOverItems',
    summary: 'Take items of a kept reading over, each with its source lines',
    permission: may.takeOverItems,
    action: 'take-over-items',
    body: takeOverItemsInput,
    response: z.object({ items: z.array(made) }),
    answer: async (asked) =>
      onProject(asked, may.takeOverItems, async ({ id }) => {
        const { tx, actor, body, now } = asked;
        const outcome = await takeOverItems(tx, actor, { ...body, project: id, addressOf: evidenceUrl }, now);
        return refused(outcome) ? refusal(outcome) : json({ items: outcome.done }, 201);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/wordings`,
    operationId: 'rewordItem',
    summary: 'Write the next wording; `seen` is the number of the one you had before you',
    permission: may.rewordItem,
    action: 'reword-item',
    body: rewordItemInput,
    maxBytes: LARGEST_BODY,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.rewordItem,
        (item) => rewordItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/wordings/undone`,
    operationId: 'undoWording',
    summary: 'Go back to an earlier wording, as a new one with its words',
    permission: may.undoWording,
    action: 'undo-wording',
    body: undoWordingInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.undoWording,
        (item) => undoWording(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'PUT',
    path: `${ITEM}/place`,
    operationId: 'placeItem',
    summary: 'Move an item to another level, or under another item',
    permission: may.placeItem,
    action: 'place-item',
    body: placeItemInput,
    response: named,
    answer: async (asked) =>
      onItem(asked, may.placeItem, (item) => placeItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now)),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/alignments`,
    operationId: 'alignItem',
    summary: 'Link an item to where the project wants it, or to where it is discussed',
    permission: may.alignItem,
    action: 'align-item',
    body: alignItemInput,
    response: named,
    answer: async (asked) =>
      onItem(asked, may.alignItem, (item) => alignItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now), 201),
  }),
  apiRoute({
    method: 'DELETE',
    path: `${ITEM}/alignments/:alignment`,
    operationId: 'withdrawAlignment',
    summary: 'Take a link back; it stays on record',
    permission: may.withdrawAlignment,
    action: 'withdraw-alignment',
    response: named,
    answer: async (asked) =>
      onItem(asked, may.withdrawAlignment, async (item) => {
        const alignment = idIn<'alignment'>(asked.params, 'alignment');
        return alignment === null
          ? refuse('no-such-alignment')
          : withdrawAlignment(asked.tx, asked.actor, { item, alignment }, asked.now);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/signals`,
    operationId: 'noteSignal',
    summary: 'Note who asked for an item, where and when',
    permission: may.noteSignal,
    action: 'note-signal',
    body: noteSignalInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.noteSignal,
        (item) => noteSignal(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'DELETE',
    path: `${ITEM}/signals/:signal`,
    operationId: 'withdrawSignal',
    summary: 'Take a note of who asked back; it stays on record',
    permission: may.withdrawSignal,
    action: 'withdraw-signal',
    response: named,
    answer: async (asked) =>
      onItem(asked, may.withdrawSignal, async (item) => {
        const signal = idIn<'signal'>(asked.params, 'signal');
        return signal === null
          ? refuse('no-such-signal')
          : withdrawSignal(asked.tx, asked.actor, { item, signal }, asked.now);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/scope-checks`,
    operationId: 'checkScope',
    summary: 'Hold an item against the project’s scope page',
    permission: may.checkScope,
    action: 'check-scope',
    body: checkScopeInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.checkScope,
        (item) => checkScope(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/marks`,
    operationId: 'markCondition',
    summary: 'Mark a condition of completion as met or waived',
    permission: may.markCondition,
    action: 'mark-condition',
    body: markConditionInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.markCondition,
        (item) => markCondition(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'DELETE',
    path: `${ITEM}/marks/:mark`,
    operationId: 'unmarkCondition',
    summary: 'Take the mark of a condition back; it is open again',
    permission: may.unmarkCondition,
    action: 'unmark-condition',
    response: named,
    answer: async (asked) =>
      onItem(asked, may.unmarkCondition, async (item) => {
        const mark = idIn<'condition mark'>(asked.params, 'mark');
        return mark === null
          ? refuse('no-such-mark')
          : unmarkCondition(asked.tx, asked.actor, { item, mark }, asked.now);
      }),
  }),
  apiRoute({
    method: 'DELETE',
    path: `${ITEM}/interviewee`,
    operationId: 'forgetInterviewee',
    summary: 'Take out the name of the person an item came from',
    permission: may.forgetInterviewee,
    action: 'forget-interviewee',
    response: named,
    answer: async (asked) =>
      onItem(asked, may.forgetInterviewee, (item) => forgetInterviewee(asked.tx, asked.actor, { item }, asked.now)),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/proposal`,
    operationId: 'proposeItem',
    summary: 'Put an item before the project',
    permission: may.proposeItem,
    action: 'propose-item',
    body: proposeItemInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.proposeItem,
        (item) => proposeItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/approval`,
    operationId: 'approveItem',
    summary: 'Say yes for the project, to the wording whose number is `seen`',
    permission: may.approveItem,
    action: 'approve-item',
    body: approveItemInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.approveItem,
        (item) => approveItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/wording-approval`,
    operationId: 'approveWording',
    summary: 'Say yes for the project to a later wording of an approved item',
    permission: may.approveWording,
    action: 'approve-wording',
    body: approveWordingInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.approveWording,
        (item) => approveWording(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/declination`,
    operationId: 'declineItem',
    summary: 'Say no for the project',
    permission: may.declineItem,
    action: 'decline-item',
    body: declineItemInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.declineItem,
        (item) => declineItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/opt-out`,
    operationId: 'optOutItem',
    summary: 'Leave an item out: nothing public shows it any more',
    permission: may.optOutItem,
    action: 'opt-out-item',
    body: optOutItemInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.optOutItem,
        (item) => optOutItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/start`,
    operationId: 'startItem',
    summary: 'Say that work on an offered item has begun',
    permission: may.startItem,
    action: 'start-item',
    body: startItemInput,
    response: named,
    answer: async (asked) =>
      onItem(asked, may.startItem, (item) => startItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now), 201),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/achievement`,
    operationId: 'achieveItem',
    summary: 'Say that an item in work is achieved; every condition is met or waived',
    permission: may.achieveItem,
    action: 'achieve-item',
    body: achieveItemInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.achieveItem,
        (item) => achieveItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'POST',
    path: `${ITEM}/retirement`,
    operationId: 'retireItem',
    summary: 'Say for the project that an item in work is not pursued any more',
    permission: may.retireItem,
    action: 'retire-item',
    body: retireItemInput,
    response: named,
    answer: async (asked) =>
      onItem(
        asked,
        may.retireItem,
        (item) => retireItem(asked.tx, asked.actor, { ...asked.body, item }, asked.now),
        201,
      ),
  }),
  apiRoute({
    method: 'GET',
    path: '/projects/:project/scope',
    operationId: 'getScope',
    summary: 'What is in scope, what is hoped for and what is out',
    permission: may.seeItems,
    action: null,
    response: scopeShape,
    answer: async ({ tx, actor, params }) => {
      const shown = await showScope(tx, actor, { key: params['project'] ?? '' });
      return refused(shown) ? refusal(shown) : json(scopeJson(shown.done));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/scope',
    operationId: 'addScopeLine',
    summary: 'Add a line to the scope page',
    permission: may.addScopeLine,
    action: 'add-scope-line',
    body: addScopeLineInput,
    response: z.object({ line: z.uuid() }),
    answer: async (asked) =>
      onProject(asked, may.addScopeLine, async ({ id }) => {
        const outcome = await addScopeLine(asked.tx, asked.actor, { ...asked.body, project: id }, asked.now);
        return refused(outcome) ? refusal(outcome) : json({ line: outcome.done }, 201);
      }),
  }),
  apiRoute({
    method: 'DELETE',
    path: '/projects/:project/scope/:line',
    operationId: 'endScopeLine',
    summary: 'Take a line off the scope page; it stays on record',
    permission: may.endScopeLine,
    action: 'end-scope-line',
    response: z.object({ line: z.uuid() }),
    answer: async (asked) =>
      onProject(asked, may.endScopeLine, async ({ id }) => {
        const line = idIn<'scope line'>(asked.params, 'line');
        if (line === null) return refusal(refuse('no-such-scope-line'));
        const outcome = await endScopeLine(asked.tx, asked.actor, { project: id, line }, asked.now);
        return refused(outcome) ? refusal(outcome) : json({ line });
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/projects/:project/provenance',
    operationId: 'getProvenance',
    summary: 'How a project’s roadmap came about: what git tells, and what people added',
    permission: may.seeItems,
    action: null,
    response: provenanceShape,
    answer: async ({ tx, actor, params, now }) => {
      const shown = await showProvenance(tx, actor, { key: params['project'] ?? '' }, now);
      return refused(shown) ? refusal(shown) : json(provenanceJson(shown.done));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/provenance',
    operationId: 'addProvenanceEvent',
    summary: 'Add an event to how the roadmap came about',
    permission: may.addProvenanceEvent,
    action: 'add-provenance-event',
    body: addProvenanceEventInput,
    response: z.object({ event: z.uuid() }),
    answer: async (asked) =>
      onProject(asked, may.addProvenanceEvent, async ({ id }) => {
        const outcome = await addProvenanceEvent(asked.tx, asked.actor, { ...asked.body, project: id }, asked.now);
        return refused(outcome) ? refusal(outcome) : json({ event: outcome.done }, 201);
      }),
  }),
  apiRoute({
    method: 'DELETE',
    path: '/projects/:project/provenance/:event',
    operationId: 'withdrawProvenanceEvent',
    summary: 'Take an event back; it stays on record',
    permission: may.withdrawProvenanceEvent,
    action: 'withdraw-provenance-event',
    response: z.object({ event: z.uuid() }),
    answer: async (asked) =>
      onProject(asked, may.withdrawProvenanceEvent, async ({ id }) => {
        const event = idIn<'provenance event'>(asked.params, 'event');
        if (event === null) return refusal(refuse('no-such-event'));
        const outcome = await withdrawProvenanceEvent(asked.tx, asked.actor, { project: id, event }, asked.now);
        return refused(outcome) ? refusal(outcome) : json({ event });
      }),
  }),
];

/** The project of the address, for those who may do this to it. */
async function onProject(
  { tx, actor, params }: Pick<Asked<unknown>, 'tx' | 'actor' | 'params'>,
  needed: Permission,
  then: (project: NamedProject) => Promise<Answer>,
): Promise<Answer> {
  const found = await projectForReader(tx, actor, params['project'] ?? '');
  if (found === null) return refusal(refuse('project-not-found'));
  const allowed = mayDo(actor, needed, found.id);
  return refused(allowed) ? refusal(allowed) : then(found);
}

async function onItem(
  asked: Pick<Asked<unknown>, 'tx' | 'actor' | 'params'>,
  needed: Permission,
  act: (item: ItemId) => Promise<Outcome<unknown, ItemRefusal>>,
  status = 200,
): Promise<Answer> {
  return onProject(asked, needed, async ({ id }) => {
    const number = readNumber(asked.params['item'] ?? '');
    const item = number === null ? null : await itemIdOf(asked.tx, id, number);
    if (item === null) return refusal(refuse('item-not-found'));
    const outcome = await act(item);
    return refused(outcome) ? refusal(outcome) : json({ item }, status);
  });
}

function idIn<Noun extends string>(params: Readonly<Record<string, string>>, name: string): Id<Noun> | null {
  return readId<Noun>(params[name] ?? '');
}

function json(body: unknown, code = 200): Answer {
  return { kind: 'json', status: code, body };
}

function refusal(value: Refusal<ItemRefusal>): Answer {
  return { kind: 'refusal', refusal: value, sheet: itemRefusals };
}
