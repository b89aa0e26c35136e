/** Acts on one item, each a page with a form and the post that does it. */
import type { z } from 'zod';
import type { Permission } from '../../kernel/permission.ts';
import { refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { urls, type FormErrors, type FormValues } from '../../look/index.ts';
import { readForm } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { achieveItem } from './actions/achieve-item.ts';
import { alignItem } from './actions/align-item.ts';
import { approveItem } from './actions/approve-item.ts';
import { approveWording } from './actions/approve-wording.ts';
import { checkScope } from './actions/check-scope.ts';
import { declineItem } from './actions/decline-item.ts';
import { markCondition } from './actions/mark-condition.ts';
import { noteSignal } from './actions/note-signal.ts';
import { optOutItem } from './actions/opt-out-item.ts';
import { placeItem } from './actions/place-item.ts';
import { proposeItem } from './actions/propose-item.ts';
import { retireItem } from './actions/retire-item.ts';
import { startItem } from './actions/start-item.ts';
import {
  again,
  forItem,
  goTo,
  itemAddress,
  malformed,
  no,
  onField,
  page,
  type PageAnswer,
  type Said,
} from './item-answers-web.ts';
import {
  achieveItemInput,
  alignItemInput,
  approveItemInput,
  approveWordingInput,
  checkScopeInput,
  declineItemInput,
  markConditionInput,
  noteSignalInput,
  optOutItemInput,
  placeItemInput,
  proposeItemInput,
  retireItemInput,
  startItemInput,
} from './item-inputs.ts';
import { isStaff, itemPermissions as may } from './item-rules.ts';
import type { Condition, Item, ItemRefusal } from './item-types.ts';
import { ItemActPage, type ActProps, type ItemAct } from './pages/item-act-page.tsx';
import { scopeLinesOf } from './store/item-frames.ts';
import { approvedWordingOf, neighboursOf } from './store/items.ts';
import type { NamedProject } from './types.ts';

interface Found {
  readonly project: NamedProject;
  readonly item: Item;
}

interface ActSpec<Schema extends z.ZodType> {
  readonly act: ItemAct;
  readonly path: string;
  readonly needed: Permission;
  readonly action: string;
  readonly said: Said;
  readonly schema: Schema;
  readonly does: (request: WebRequest, input: z.output<Schema>, item: Item) => Promise<Outcome<unknown, ItemRefusal>>;
}

/** The page that asks and the post that does it. */
function routesOf<Schema extends z.ZodType>(spec: ActSpec<Schema>): readonly PageRoute[] {
  const { act, path, needed, action, said, schema, does } = spec;
  return [
    {
      method: 'GET',
      path,
      permission: needed,
      action: null,
      answer: (request) =>
        forItem(request, needed, async (found) => {
          const { level, parent, noParentBecause } = found.item;
          // What stands already is filled in where something is changed; nothing is ticked in advance where something is decided.
          const values = act === 'place' ? { level, parent, noParentBecause } : {};
          return shown(request, found, act, { values, errors: {} });
        }),
    },
    {
      method: 'POST',
      path,
      permission: needed,
      action,
      answer: (request) =>
        forItem(request, needed, async (found) => {
          const { form, params } = request;
          const read = readForm(
            schema,
            form,
            params['condition'] === undefined ? {} : { condition: params['condition'] },
          );
          const back = (errors: FormErrors) => shown(request, found, act, { values: form, errors });
          if (!read.ok) {
            const answer = await back(read.errors);
            return answer.kind === 'page' ? malformed(answer) : answer;
          }
          const outcome = await does(request, read.input, found.item);
          if (!refused(outcome)) return goTo(itemAddress(found.project, found.item, said));
          const answer = await back(onField(outcome, (name) => name === 'hat' || form.has(name)));
          return answer.kind === 'page' ? again(answer, outcome) : answer;
        }),
    },
  ];
}

async function shown(
  request: WebRequest,
  { project, item }: Found,
  act: ItemAct,
  typed: { readonly values: FormValues; readonly errors: FormErrors },
): Promise<PageAnswer | Answer> {
  const { tx, actor, params, now } = request;
  const props: ActProps = { project, item, act, actor, disclose: isStaff(actor), ...typed };
  if (act === 'condition') {
    const approved = await approvedWordingOf(tx, item.id, now);
    const all: readonly Condition[] = [...item.wording.conditions, ...(approved?.conditions ?? [])];
    const condition = all.find(({ key }) => key === params['condition']);
    if (condition === undefined) return no(refuse('no-such-condition'));
    return page('Mark a condition', ItemActPage({ ...props, condition }));
  }
  if (act === 'scope') {
    const scopeLines = await scopeLinesOf(tx, project.id);
    return page('Hold it against the scope page', ItemActPage({ ...props, scopeLines }));
  }
  if (act === 'place') {
    const parents = (await neighboursOf(tx, project.id)).filter(
      ({ id, level }) => id !== item.id && (level === 'scope' || level === 'technical'),
    );
    return page('Move it', ItemActPage({ ...props, parents }));
  }
  return page(item.wording.title, ItemActPage(props));
}

export const itemActRoutes: readonly PageRoute[] = [
  ...routesOf({
    act: 'propose',
    path: urls.proposeItem.pattern,
    needed: may.proposeItem,
    action: 'propose-item',
    said: 'proposed',
    schema: proposeItemInput,
    does: ({ tx, actor, now }, input, item) => proposeItem(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'approve',
    path: urls.approveItem.pattern,
    needed: may.approveItem,
    action: 'approve-item',
    said: 'approved',
    schema: approveItemInput,
    does: ({ tx, actor, now }, input, item) => approveItem(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'approve-wording',
    path: urls.approveWording.pattern,
    needed: may.approveWording,
    action: 'approve-wording',
    said: 'approved',
    schema: approveWordingInput,
    does: ({ tx, actor, now }, input, item) => approveWording(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'decline',
    path: urls.declineItem.pattern,
    needed: may.declineItem,
    action: 'decline-item',
    said: 'declined',
    schema: declineItemInput,
    does: ({ tx, actor, now }, input, item) => declineItem(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'opt-out',
    path: urls.optOutItem.pattern,
    needed: may.optOutItem,
    action: 'opt-out-item',
    said: 'out',
    schema: optOutItemInput,
    does: ({ tx, actor, now }, input, item) => optOutItem(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'start',
    path: urls.startItem.pattern,
    needed: may.startItem,
    action: 'start-item',
    said: 'started',
    schema: startItemInput,
    does: ({ tx, actor, now }, input, item) => startItem(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'achieve',
    path: urls.achieveItem.pattern,
    needed: may.achieveItem,
    action: 'achieve-item',
    said: 'achieved',
    schema: achieveItemInput,
    does: ({ tx, actor, now }, input, item) => achieveItem(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'retire',
    path: urls.retireItem.pattern,
    needed: may.retireItem,
    action: 'retire-item',
    said: 'retired',
    schema: retireItemInput,
    does: ({ tx, actor, now }, input, item) => retireItem(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'align',
    path: urls.alignItem.pattern,
    needed: may.alignItem,
    action: 'align-item',
    said: 'aligned',
    schema: alignItemInput,
    does: ({ tx, actor, now }, input, item) => alignItem(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'signal',
    path: urls.noteSignal.pattern,
    needed: may.noteSignal,
    action: 'note-signal',
    said: 'noted',
    schema: noteSignalInput,
    does: ({ tx, actor, now }, input, item) => noteSignal(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'scope',
    path: urls.checkScope.pattern,
    needed: may.checkScope,
    action: 'check-scope',
    said: 'scope',
    schema: checkScopeInput,
    does: ({ tx, actor, now }, input, item) => checkScope(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'condition',
    path: urls.markCondition.pattern,
    needed: may.markCondition,
    action: 'mark-condition',
    said: 'marked',
    schema: markConditionInput,
    does: ({ tx, actor, now }, input, item) => markCondition(tx, actor, { ...input, item: item.id }, now),
  }),
  ...routesOf({
    act: 'place',
    path: urls.placeItem.pattern,
    needed: may.placeItem,
    action: 'place-item',
    said: 'placed',
    schema: placeItemInput,
    does: ({ tx, actor, now }, input, item) => placeItem(tx, actor, { ...input, item: item.id }, now),
  }),
];
