/** The pages of items: lists, one item, the editor, taking over, wordings, the scope page and how a roadmap came about. */
import { calendarDate } from '../../kernel/dates.ts';
import { readId } from '../../kernel/ids.ts';
import type { Permission } from '../../kernel/permission.ts';
import { holds } from '../../kernel/permission.ts';
import { refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { urls, type FormErrors, type FormValues } from '../../look/index.ts';
import { evidenceUrl } from '../../look/links.ts';
import { fieldErrors, readForm } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { addProvenanceEvent } from './actions/add-provenance-event.ts';
import { addScopeLine } from './actions/add-scope-line.ts';
import { endScopeLine } from './actions/end-scope-line.ts';
import { forgetInterviewee } from './actions/forget-interviewee.ts';
import { noteInterview } from './actions/note-interview.ts';
import { rewordItem } from './actions/reword-item.ts';
import { showItem } from './actions/show-item.ts';
import { showItems } from './actions/show-items.ts';
import { showProvenance } from './actions/show-provenance.ts';
import { showScope } from './actions/show-scope.ts';
import { showTakeOver } from './actions/show-take-over.ts';
import { takeOverItems } from './actions/take-over-items.ts';
import { undoWording } from './actions/undo-wording.ts';
import { unmarkCondition } from './actions/unmark-condition.ts';
import { withdrawAlignment } from './actions/withdraw-alignment.ts';
import { withdrawProvenanceEvent } from './actions/withdraw-provenance-event.ts';
import { withdrawSignal } from './actions/withdraw-signal.ts';
import { writeItem } from './actions/write-item.ts';
import { itemActRoutes } from './item-act-web.ts';
import {
  again,
  forItem,
  forProject,
  goTo,
  idIn,
  itemAddress,
  malformed,
  no,
  onField,
  page,
  readNumber,
  saidIn,
  type PageAnswer,
  type Said,
} from './item-answers-web.ts';
import {
  filledRows,
  itemFormValues,
  MOST_LINES,
  readItemForm,
  rowsFor,
  rowsIn,
  withAnotherRow,
  type ReadItemForm,
} from './item-form.ts';
import {
  addProvenanceEventInput,
  addScopeLineInput,
  noteInterviewInput,
  takeOverItemsInput,
  undoWordingInput,
  writeItemInput,
} from './item-inputs.ts';
import { lintItem, type LintFinding } from './item-lint.ts';
import { itemPermissions as may, mayApproveWording } from './item-rules.ts';
import { itemRefusals } from './item-refusals.ts';
import { emptyText } from './item-text.ts';
import {
  ITEM_STATES,
  ITEM_VIEWS,
  type Item,
  type ItemQuery,
  type ItemRefusal,
  type ItemView,
  type NearItem,
} from './item-types.ts';
import { ItemEditorPage, type Editing } from './pages/item-editor-page.tsx';
import { ItemListPage } from './pages/item-list-page.tsx';
import { ItemPage } from './pages/item-page.tsx';
import { ProvenancePage } from './pages/item-provenance-page.tsx';
import { ScopePage } from './pages/item-scope-page.tsx';
import { TakeOverPage } from './pages/item-take-over-page.tsx';
import { WordingsPage } from './pages/item-wordings-page.tsx';
import { approvedWordingOf, nearItem, neighboursOf, wordingsOf, type MadeItem } from './store/items.ts';
import { LEVELS, type NamedProject, type ReadingId } from './types.ts';

/** A wording at its longest, in a script of which each letter is nine bytes of a form. */
const LARGEST_FORM = 512 * 1024;

export const itemRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.items.pattern, permission: may.seeItems, action: null, answer: showList },
  { method: 'GET', path: urls.writeItem.pattern, permission: may.writeItem, action: null, answer: askWriting },
  {
    method: 'POST',
    path: urls.writeItem.pattern,
    permission: may.writeItem,
    action: 'write-item',
    answer: postWriting,
  },
  {
    method: 'GET',
    path: urls.noteInterview.pattern,
    permission: may.noteInterview,
    action: null,
    answer: askInterview,
  },
  {
    method: 'POST',
    path: urls.noteInterview.pattern,
    permission: may.noteInterview,
    action: 'note-interview',
    answer: postInterview,
    maxBytes: LARGEST_FORM,
  },
  { method: 'GET', path: urls.takeOverItems.pattern, permission: may.takeOverItems, action: null, answer: askTakeOver },
  {
    method: 'POST',
    path: urls.takeOverItems.pattern,
    permission: may.takeOverItems,
    action: 'take-over-items',
    answer: postTakeOver,
  },
  { method: 'GET', path: urls.item.pattern, permission: may.seeItems, action: null, answer: showOne },
  { method: 'GET', path: urls.rewordItem.pattern, permission: may.rewordItem, action: null, answer: askRewording },
  {
    method: 'POST',
    path: urls.rewordItem.pattern,
    permission: may.rewordItem,
    action: 'reword-item',
    answer: postRewording,
    maxBytes: LARGEST_FORM,
  },
  { method: 'GET', path: urls.itemWordings.pattern, permission: may.rewordItem, action: null, answer: showWordings },
  {
    method: 'POST',
    path: urls.undoWording.pattern,
    permission: may.undoWording,
    action: 'undo-wording',
    answer: postUndo,
  },
  {
    method: 'POST',
    path: urls.withdrawAlignment.pattern,
    permission: may.withdrawAlignment,
    action: 'withdraw-alignment',
    answer: (request) =>
      steer(request, may.withdrawAlignment, 'unaligned', (item) => {
        const alignment = idIn<'alignment'>(request, 'alignment');
        const { tx, actor, now } = request;
        return alignment === null
          ? refuse('no-such-alignment')
          : withdrawAlignment(tx, actor, { item: item.id, alignment }, now);
      }),
  },
  {
    method: 'POST',
    path: urls.withdrawSignal.pattern,
    permission: may.withdrawSignal,
    action: 'withdraw-signal',
    answer: (request) =>
      steer(request, may.withdrawSignal, 'unnoted', (item) => {
        const signal = idIn<'signal'>(request, 'signal');
        const { tx, actor, now } = request;
        return signal === null ? refuse('no-such-signal') : withdrawSignal(tx, actor, { item: item.id, signal }, now);
      }),
  },
  {
    method: 'POST',
    path: urls.unmarkCondition.pattern,
    permission: may.unmarkCondition,
    action: 'unmark-condition',
    answer: (request) =>
      steer(request, may.unmarkCondition, 'unmarked', (item) => {
        const mark = idIn<'condition mark'>(request, 'mark');
        const { tx, actor, now } = request;
        return mark === null ? refuse('no-such-mark') : unmarkCondition(tx, actor, { item: item.id, mark }, now);
      }),
  },
  {
    method: 'POST',
    path: urls.forgetInterviewee.pattern,
    permission: may.forgetInterviewee,
    action: 'forget-interviewee',
    answer: (request) =>
      steer(request, may.forgetInterviewee, 'forgotten', (item) =>
        forgetInterviewee(request.tx, request.actor, { item: item.id }, request.now),
      ),
  },
  ...itemActRoutes,
  { method: 'GET', path: urls.scope.pattern, permission: may.seeItems, action: null, answer: showScopePage },
  {
    method: 'POST',
    path: urls.scope.pattern,
    permission: may.addScopeLine,
    action: 'add-scope-line',
    answer: postScopeLine,
  },
  {
    method: 'POST',
    path: urls.endScopeLine.pattern,
    permission: may.endScopeLine,
    action: 'end-scope-line',
    answer: postScopeLineEnd,
  },
  { method: 'GET', path: urls.provenance.pattern, permission: may.seeItems, action: null, answer: showProvenancePage },
  {
    method: 'POST',
    path: urls.provenance.pattern,
    permission: may.addProvenanceEvent,
    action: 'add-provenance-event',
    answer: postProvenance,
  },
  {
    method: 'POST',
    path: urls.withdrawProvenanceEvent.pattern,
    permission: may.withdrawProvenanceEvent,
    action: 'withdraw-provenance-event',
    answer: postProvenanceWithdrawal,
  },
];

// --- lists and one item

async function showList(request: WebRequest): Promise<Answer> {
  const { tx, actor, params, query, now } = request;
  const shown = await showItems(tx, actor, { key: params['project'] ?? '', query: readItemQuery(query) }, now);
  if (refused(shown)) return no(shown);
  const { project } = shown.done;
  return { ...page(`Items of ${project.name}`, ItemListPage(shown.done)), islands: ['filters'] };
}

/** A word that is not on a list is not asked. */
export function readItemQuery(query: URLSearchParams): ItemQuery {
  const one = <Word extends string>(all: readonly Word[], name: string) =>
    all.find((word) => word === query.get(name)) ?? null;
  return { level: one(LEVELS, 'level'), state: one(ITEM_STATES, 'state'), view: viewIn(query) };
}

function viewIn(query: URLSearchParams): ItemView {
  return ITEM_VIEWS.find((view) => view === query.get('view')) ?? 'all';
}

async function showOne(request: WebRequest): Promise<Answer> {
  const { tx, actor, params, query, now } = request;
  const number = readNumber(params['item'] ?? '');
  if (number === null) return no(refuse('item-not-found'));
  const shown = await showItem(tx, actor, { key: params['project'] ?? '', number }, now);
  if (refused(shown)) return no(shown);
  const body = ItemPage({ ...shown.done, view: viewIn(query), said: saidIn(request) });
  return page(shown.done.wording.title, body);
}

/** A button on the page of an item: done and back, or the refusal. */
async function steer(
  request: WebRequest,
  needed: Permission,
  said: Said,
  act: (item: Item) => Promise<Outcome<unknown, ItemRefusal>> | Outcome<unknown, ItemRefusal>,
): Promise<Answer> {
  return forItem(request, needed, async ({ project, item }) => {
    const outcome = await act(item);
    return refused(outcome) ? no(outcome) : goTo(itemAddress(project, item, said));
  });
}

// --- the editor

interface EditorForm {
  readonly values: URLSearchParams | ReturnType<typeof itemFormValues>;
  readonly errors: FormErrors;
  readonly findings: readonly LintFinding[];
  readonly isChecked?: boolean;
}

async function editorPage(
  { tx }: WebRequest,
  project: NamedProject,
  editing: Editing,
  { values, errors, findings, isChecked = false }: EditorForm,
): Promise<PageAnswer> {
  const rows =
    values instanceof URLSearchParams
      ? { lines: rowsIn(values, 'line'), fixed: rowsIn(values, 'fixed') }
      : {
          lines: Math.max(2, rowsNamed(values, 'lineRole') + 1),
          fixed: Math.max(1, rowsNamed(values, 'fixedKind') + 1),
        };
  const body = ItemEditorPage({
    project,
    editing,
    values,
    errors,
    findings,
    isChecked,
    parents: editing.kind === 'reword' ? [] : await parentsIn(tx, project),
    rows: {
      beneficiaries: rowsFor(filledRows(values, 'beneficiaries'), 'beneficiaries'),
      conditions: rowsFor(filledRows(values, 'conditions'), 'conditions'),
      lines: Math.min(MOST_LINES, rows.lines),
      fixed: Math.min(MOST_LINES, rows.fixed),
      mostLines: MOST_LINES,
    },
  });
  return page(TITLES[editing.kind], body);
}

/** How many rows of the kind of "lineRole3" there are. */
function rowsNamed(values: Readonly<Record<string, unknown>>, name: string): number {
  return Object.keys(values).filter((key) => key.startsWith(name) && /^\d{1,2}$/.test(key.slice(name.length))).length;
}

const TITLES: Readonly<Record<Editing['kind'], string>> = {
  write: 'Write an item',
  interview: 'Note a talk',
  reword: 'Reword the item',
};

/** Those that live: nothing new hangs under what is over. */
async function parentsIn(tx: WebRequest['tx'], project: NamedProject): Promise<readonly NearItem[]> {
  const all = await neighboursOf(tx, project.id);
  return all.filter(
    ({ level, state }) =>
      (level === 'scope' || level === 'technical') && !['declined', 'opted_out', 'retired'].includes(state),
  );
}

/** Null when the form was sent to be saved: else the form again, with one more row or with the words looked through. */
async function onlyShown(
  request: WebRequest,
  project: NamedProject,
  editing: Editing,
  read: ReadItemForm,
): Promise<PageAnswer | null> {
  const { form } = request;
  const more = withAnotherRow(form);
  if (more !== null) return editorPage(request, project, editing, { values: more, errors: {}, findings: [] });
  if (!form.has('check')) return null;
  const findings = read.ok ? lintItem(read.text) : [];
  const errors = read.ok ? {} : read.errors;
  return editorPage(request, project, editing, { values: form, errors, findings, isChecked: read.ok });
}

async function askWriting(request: WebRequest): Promise<Answer> {
  return forProject(request, may.writeItem, async (project) => {
    const editing = await writingIn(request, request.query.get('succeeds'));
    const level = LEVELS.find((one) => one === request.query.get('level')) ?? 'technical';
    const values = { ...itemFormValues(emptyText(''), calendarDate(request.now)), level };
    return editorPage(request, project, editing, { values, errors: {}, findings: [] });
  });
}

async function writingIn({ tx }: WebRequest, succeeds: string | null): Promise<Editing> {
  const id = readId<'item'>(succeeds ?? '');
  return { kind: 'write', former: id === null ? null : await nearItem(tx, id) };
}

async function postWriting(request: WebRequest): Promise<Answer> {
  return forProject(request, may.writeItem, async (project) => {
    const { tx, actor, form, now } = request;
    const editing = await writingIn(request, form.get('succeeds'));
    return save(request, project, editing, (text) => {
      const read = readForm(writeItemInput.omit({ text: true }), form);
      if (!read.ok) return { errors: read.errors };
      return writeItem(tx, actor, { ...read.input, text, project: project.id }, now);
    });
  });
}

async function askInterview(request: WebRequest): Promise<Answer> {
  return forProject(request, may.noteInterview, async (project) => {
    const today = calendarDate(request.now);
    const values = { ...itemFormValues(emptyText(''), today), level: 'technical', interviewedOn: today };
    return editorPage(request, project, { kind: 'interview' }, { values, errors: {}, findings: [] });
  });
}

async function postInterview(request: WebRequest): Promise<Answer> {
  return forProject(request, may.noteInterview, async (project) => {
    const { tx, actor, form, now } = request;
    return save(request, project, { kind: 'interview' }, (text) => {
      const read = readForm(noteInterviewInput.omit({ text: true }), form);
      if (!read.ok) return { errors: read.errors };
      return noteInterview(tx, actor, { ...read.input, text, project: project.id }, now);
    });
  });
}

type Saved = Promise<Outcome<MadeItem, ItemRefusal>> | { readonly errors: FormErrors };

/** Reads the wording, then lets the verb save it; what is wrong comes back with all that was typed. */
async function save(
  request: WebRequest,
  project: NamedProject,
  editing: Editing,
  act: (text: Extract<ReadItemForm, { ok: true }>['text']) => Saved,
): Promise<Answer> {
  const { form } = request;
  const read = readItemForm(form);
  const shown = await onlyShown(request, project, editing, read);
  if (shown !== null) return shown;
  const findings = read.ok ? lintItem(read.text) : [];
  const back = (errors: FormErrors) => editorPage(request, project, editing, { values: form, errors, findings });
  const begun = read.ok ? act(read.text) : { errors: read.errors };
  if ('errors' in begun) return malformed(await back(begun.errors));
  const outcome = await begun;
  if (refused(outcome)) return again(await back(onField(outcome, (name) => form.has(name))), outcome);
  return goTo(itemAddress(project, outcome.done, 'written'));
}

async function askRewording(request: WebRequest): Promise<Answer> {
  return forItem(request, may.rewordItem, async ({ project, item }) => {
    const editing = await rewordingOf(request, item);
    const values = itemFormValues(item.wording, calendarDate(request.now));
    return editorPage(request, project, editing, { values, errors: {}, findings: lintItem(item.wording) });
  });
}

async function rewordingOf({ tx, now }: WebRequest, item: Item): Promise<Editing> {
  return { kind: 'reword', item, approved: (await approvedWordingOf(tx, item.id, now))?.number ?? null };
}

async function postRewording(request: WebRequest): Promise<Answer> {
  return forItem(request, may.rewordItem, async ({ project, item }) => {
    const { tx, actor, form, now } = request;
    const editing = await rewordingOf(request, item);
    const read = readItemForm(form);
    const shown = await onlyShown(request, project, editing, read);
    if (shown !== null) return shown;
    const findings = read.ok ? lintItem(read.text) : [];
    if (!read.ok) {
      return malformed(await editorPage(request, project, editing, { values: form, errors: read.errors, findings }));
    }
    const seen = readNumber(form.get('seen') ?? '') ?? item.wording.number;
    const outcome = await rewordItem(tx, actor, { item: item.id, text: read.text, seen }, now);
    if (!refused(outcome)) return goTo(itemAddress(project, item, 'reworded'));
    const errors = onField(outcome, (name) => form.has(name));
    return again(await editorPage(request, project, editing, { values: form, errors, findings }), outcome);
  });
}

async function showWordings(request: WebRequest): Promise<Answer> {
  return forItem(request, may.rewordItem, async ({ project, item }) => {
    const { tx, actor, query, now } = request;
    const wordings = await wordingsOf(tx, item.id);
    const approved = (await approvedWordingOf(tx, item.id, now))?.number ?? null;
    const named = (name: string, usual: number) => {
      const number = readNumber(query.get(name) ?? '') ?? usual;
      return wordings.find((one) => one.number === number);
    };
    const newest = item.wording.number;
    const [from, to] = [named('from', approved ?? Math.max(1, newest - 1)), named('to', newest)];
    if (from === undefined || to === undefined) return no(refuse('no-such-wording'));
    const mayApprove = holds(actor, may.approveWording, project.id) && !refused(mayApproveWording(item, approved));
    const body = WordingsPage({ project, item, wordings, from, to, approved, mayApprove });
    return { ...page('Wordings compared', body), islands: ['filters'] };
  });
}

async function postUndo(request: WebRequest): Promise<Answer> {
  return steer(request, may.undoWording, 'undone', (item) => {
    const read = readForm(undoWordingInput, request.form);
    if (!read.ok) return refuse('no-such-wording');
    return undoWording(request.tx, request.actor, { ...read.input, item: item.id }, request.now);
  });
}

// --- taking over

async function askTakeOver(request: WebRequest): Promise<Answer> {
  const document = readId<'reading'>(request.query.get('document') ?? '');
  return takeOverPage(request, document, { values: {}, errors: {} });
}

async function takeOverPage(
  { tx, actor, params }: WebRequest,
  document: ReadingId | null,
  typed: { readonly values: FormValues; readonly errors: FormErrors },
): Promise<PageAnswer | Extract<Answer, { kind: 'refusal' }>> {
  const shown = await showTakeOver(tx, actor, { key: params['project'] ?? '', document });
  if (refused(shown)) return { kind: 'refusal', refusal: shown, sheet: itemRefusals };
  const level = shown.done.document?.level ?? 'technical';
  const values = typed.values instanceof URLSearchParams ? typed.values : { level };
  return page('Take over items', TakeOverPage({ ...shown.done, values, errors: typed.errors }));
}

async function postTakeOver(request: WebRequest): Promise<Answer> {
  return forProject(request, may.takeOverItems, async (project) => {
    const { tx, actor, form, now } = request;
    const read = takeOverItemsInput.safeParse({ ...Object.fromEntries(form), items: form.getAll('items') });
    const document = readId<'reading'>(form.get('reading') ?? '');
    const shown = (errors: FormErrors) => takeOverPage(request, document, { values: form, errors });
    if (!read.success) {
      const answer = await shown(fieldErrors(read.error));
      return answer.kind === 'page' ? malformed(answer) : answer;
    }
    const input = { ...read.data, project: project.id, addressOf: evidenceUrl };
    const outcome = await takeOverItems(tx, actor, input, now);
    if (refused(outcome)) {
      const answer = await shown(onField(outcome, () => true));
      return answer.kind === 'page' ? again(answer, outcome) : answer;
    }
    const [only, another] = outcome.done;
    return goTo(
      only !== undefined && another === undefined
        ? itemAddress(project, only, 'written')
        : urls.items({ project: project.slug }, { state: 'draft' }),
    );
  });
}

// --- the scope page, and how a roadmap came about

async function showScopePage(request: WebRequest): Promise<Answer> {
  return scopePage(request, { values: {}, errors: {} });
}

async function scopePage(
  request: WebRequest,
  typed: { readonly values: FormValues; readonly errors: FormErrors },
): Promise<PageAnswer | Extract<Answer, { kind: 'refusal' }>> {
  const shown = await showScope(request.tx, request.actor, { key: request.params['project'] ?? '' });
  if (refused(shown)) return { kind: 'refusal', refusal: shown, sheet: itemRefusals };
  const body = ScopePage({ ...shown.done, ...typed, said: saidIn(request) });
  return page(`Scope of ${shown.done.project.name}`, body);
}

async function postScopeLine(request: WebRequest): Promise<Answer> {
  return forProject(request, may.addScopeLine, async (project) => {
    const { tx, actor, form, now } = request;
    const shown = async (errors: FormErrors) => scopePage(request, { values: form, errors });
    const read = readForm(addScopeLineInput, form);
    if (!read.ok) {
      const answer = await shown(read.errors);
      return answer.kind === 'page' ? malformed(answer) : answer;
    }
    const outcome = await addScopeLine(tx, actor, { ...read.input, project: project.id }, now);
    if (!refused(outcome)) return goTo(urls.scope({ project: project.slug }, { said: 'line' }));
    const answer = await shown(onField(outcome, (name) => form.has(name)));
    return answer.kind === 'page' ? again(answer, outcome) : answer;
  });
}

async function postScopeLineEnd(request: WebRequest): Promise<Answer> {
  return forProject(request, may.endScopeLine, async (project) => {
    const line = idIn<'scope line'>(request, 'line');
    if (line === null) return no(refuse('no-such-scope-line'));
    const outcome = await endScopeLine(request.tx, request.actor, { project: project.id, line }, request.now);
    return refused(outcome) ? no(outcome) : goTo(urls.scope({ project: project.slug }, { said: 'lineEnded' }));
  });
}

async function showProvenancePage(request: WebRequest): Promise<Answer> {
  return provenancePage(request, { values: {}, errors: {} });
}

async function provenancePage(
  request: WebRequest,
  typed: { readonly values: FormValues; readonly errors: FormErrors },
): Promise<PageAnswer | Extract<Answer, { kind: 'refusal' }>> {
  const { tx, actor, params, now } = request;
  const shown = await showProvenance(tx, actor, { key: params['project'] ?? '' }, now);
  if (refused(shown)) return { kind: 'refusal', refusal: shown, sheet: itemRefusals };
  const body = ProvenancePage({ ...shown.done, ...typed, said: saidIn(request) });
  return page(`How the ${shown.done.project.label.toLowerCase()} came about`, body);
}

async function postProvenance(request: WebRequest): Promise<Answer> {
  return forProject(request, may.addProvenanceEvent, async (project) => {
    const { tx, actor, form, now } = request;
    const shown = async (errors: FormErrors) => provenancePage(request, { values: form, errors });
    const read = readForm(addProvenanceEventInput, form);
    if (!read.ok) {
      const answer = await shown(read.errors);
      return answer.kind === 'page' ? malformed(answer) : answer;
    }
    const outcome = await addProvenanceEvent(tx, actor, { ...read.input, project: project.id }, now);
    if (!refused(outcome)) return goTo(urls.provenance({ project: project.slug }, { said: 'event' }));
    const answer = await shown(onField(outcome, (name) => form.has(name)));
    return answer.kind === 'page' ? again(answer, outcome) : answer;
  });
}

async function postProvenanceWithdrawal(request: WebRequest): Promise<Answer> {
  return forProject(request, may.withdrawProvenanceEvent, async (project) => {
    const event = idIn<'provenance event'>(request, 'event');
    if (event === null) return no(refuse('no-such-event'));
    const { tx, actor, now } = request;
    const outcome = await withdrawProvenanceEvent(tx, actor, { project: project.id, event }, now);
    return refused(outcome) ? no(outcome) : goTo(urls.provenance({ project: project.slug }, { said: 'eventBack' }));
  });
}
