import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { markFinder } from '../../../reading/items/index.ts';
import { ownProjects, rulebookOf, standingFor } from '../../projects/index.ts';
import { markIn } from '../corrected-items.ts';
import {
  isStaff,
  itemPermissions as permissions,
  mayApproveWording,
  mayMove,
  mayReword,
  maySucceed,
  originOf,
  remindersOf,
  seesWholeItems,
  shownSignals,
  withoutPrivate,
} from '../item-rules.ts';
import type { Item, ItemActs, ItemRefusal, ItemState, NearItem, ShownItemPage, SourceToday } from '../item-types.ts';
import { alignmentsOf, marksOf, scopeChecksOf, signalsOf } from '../store/item-beside.ts';
import { scopeLinesOf } from '../store/item-frames.ts';
import { isShownOutside, nearOutside } from '../store/item-lists.ts';
import { transitionsOf, wordingApprovalsOf } from '../store/item-transitions.ts';
import {
  approvedWordingOf,
  childrenOf,
  interviewOf,
  itemById,
  itemIdOf,
  nearItem,
  successorsOf,
  wordingsOf,
} from '../store/items.ts';
import { projectNamed, readingById, readingsByIds } from '../store/readings.ts';
import type { KeptReading, NamedProject } from '../types.ts';
import { datesOf } from './show-roadmap.ts';

/** One item with all that stands beside it. Readers outside see it from the project's yes on, in the wording that has it. */
export async function showItem(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly number: number },
  now: Instant,
): Promise<Outcome<ShownItemPage, ItemRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  const id = await itemIdOf(tx, project.id, input.number);
  const item = id === null ? null : await itemById(tx, id, { lock: false });
  if (item === null) return refuse('item-not-found');
  const seesWhole = seesWholeItems(actor, project.id);
  const approved = await approvedWordingOf(tx, item.id, now);
  const wording = seesWhole ? item.wording : approved;
  if (wording === null || (!seesWhole && !(await isShownOutside(tx, item.id, now)))) return refuse('item-not-found');

  const alignments = await alignmentsOf(tx, item.id);
  const signals = await signalsOf(tx, item.id);
  const near = async (items: readonly (NearItem | null)[]) => {
    const there = items.filter((one) => one !== null);
    return seesWhole ? there : nearOutside(tx, there, now);
  };
  const parent = item.parent === null ? null : await nearItem(tx, item.parent);
  const former = item.succeeds === null ? null : await nearItem(tx, item.succeeds);
  const reading = item.source === null ? null : await readingById(tx, item.source.reading);
  return done({
    project,
    item,
    seesWhole,
    wording,
    approved,
    wordings: seesWhole ? await wordingsOf(tx, item.id) : [],
    approvals: await wordingApprovalsOf(tx, item.id),
    transitions: (await transitionsOf(tx, item.id)).map((one) => withoutPrivate(one, seesWhole)),
    alignments,
    signals: shownSignals(signals, seesWhole),
    marks: await marksOf(tx, item.id),
    scopeChecks: await scopeChecksOf(tx, item.id),
    scopeLines: await scopeLinesOf(tx, project.id),
    origin: originOf({ alignments, signals }),
    source:
      item.source === null || reading === null
        ? null
        : {
            repository: reading.url,
            commit: reading.commit,
            path: item.source.path,
            lines: item.source.lines,
            readOn: reading.committedOn,
            document: reading.repository,
          },
    sourceToday: reading === null ? null : await sourceToday(tx, actor, project, item, reading),
    interview: seesWhole ? await interviewOf(tx, item.id) : null,
    parent: (await near([parent]))[0] ?? null,
    children: await near(await childrenOf(tx, item.id)),
    former: (await near([former]))[0] ?? null,
    successors: await near(await successorsOf(tx, item.id)),
    acts: actsOn(actor, item, approved?.number ?? null),
    hasStanding: (await standingFor(tx, project.id, 'roadmap', calendarDate(now))).length > 0,
    reminders: remindersOf(await rulebookOf(tx, project.id), wording),
  });
}

/** By the key of its content, wherever its lines have moved; else by what is most like it. */
async function sourceToday(
  tx: Tx,
  actor: Actor,
  project: NamedProject,
  item: Item,
  origin: KeptReading,
): Promise<SourceToday> {
  const { dates, looks } = await datesOf(tx, actor, project);
  const newest = dates.find(({ round }) => looks.has(round));
  const listed = newest === undefined ? [] : looks.get(newest.round)!.documents;
  if (newest === undefined || item.source === null) return { kind: 'not read again' };
  const readings = await readingsByIds(
    tx,
    listed.map(({ reading }) => reading),
  );
  if (readings.some(({ id }) => id === origin.id)) return { kind: 'not read again' };
  const readOn = newest.asOf;
  const placeIn = ({ url, commit }: KeptReading, { path, lines }: KeptReading['items'][number]) => ({
    repository: url,
    commit,
    path,
    lines,
  });
  for (const reading of readings) {
    const found = reading.items.find(({ key }) => key === item.source!.key);
    if (found !== undefined) return { kind: 'same', place: placeIn(reading, found), readOn };
  }
  const before = origin.items.find(({ key }) => key === item.source!.key);
  for (const reading of before === undefined ? [] : readings) {
    const at = markFinder(reading.items.map(markIn))(markIn(before!));
    const found = at === null ? undefined : reading.items[at];
    if (found !== undefined) return { kind: 'changed', place: placeIn(reading, found), readOn, title: found.title };
  }
  return { kind: 'gone', readOn };
}

/** What the page offers: the role, and that the state allows it. What else stands in the way is said when it is tried. */
function actsOn(actor: Actor, item: Item, approved: number | null): ItemActs {
  const may = (needed: (typeof permissions)[keyof typeof permissions]) => holds(actor, needed, item.project);
  const moves = (to: ItemState) => !refused(mayMove(item, to));
  const alive = !refused(mayReword(item));
  return {
    reword: alive && may(permissions.rewordItem),
    place: alive && may(permissions.placeItem),
    align: alive && may(permissions.alignItem),
    withdrawAlignment: alive && may(permissions.withdrawAlignment),
    noteSignal: alive && may(permissions.noteSignal),
    withdrawSignal: alive && may(permissions.withdrawSignal),
    checkScope: alive && may(permissions.checkScope),
    mark: alive && may(permissions.markCondition),
    propose: moves('proposed') && may(permissions.proposeItem),
    approve: moves('approved') && may(permissions.approveItem),
    approveWording: !refused(mayApproveWording(item, approved)) && may(permissions.approveWording),
    decline: moves('declined') && may(permissions.declineItem),
    optOut: moves('opted_out') && may(permissions.optOutItem),
    start: moves('in_work') && may(permissions.startItem),
    achieve: moves('achieved') && may(permissions.achieveItem),
    retire: moves('retired') && may(permissions.retireItem),
    succeed: !refused(maySucceed(item)) && may(permissions.writeItem),
    forgetInterviewee: may(permissions.forgetInterviewee),
    disclose: isStaff(actor),
  };
}
