/** Columns and items in order: what a button, a key or a drag does to them, and what a brochure can hold (S37). Pure. */
import type { ProjectId } from '../../kernel/ids.ts';
import { allow, done, refuse, refused, type Decision, type Outcome } from '../../kernel/refusal.ts';
import type { ItemId } from '../roadmaps/index.ts';
import { MOST_CELLS, MOST_COLUMNS, MOST_ITEMS } from './types.ts';
import type { BrochureRefusal, Column, Purpose } from './types.ts';

export type Move =
  | { readonly act: 'add-project' | 'remove-project' | 'project-up' | 'project-down'; readonly project: ProjectId }
  | {
      readonly act: 'add-item' | 'remove-item' | 'item-up' | 'item-down';
      readonly project: ProjectId;
      readonly item: ItemId;
    };

export function rearranged(columns: readonly Column[], move: Move): Outcome<readonly Column[], BrochureRefusal> {
  const at = columns.findIndex(({ project }) => project === move.project);
  if (move.act === 'add-project') {
    return at === -1 ? done([...columns, { project: move.project, items: [] }]) : refuse('column-twice');
  }
  const column = columns[at];
  if (column === undefined) return refuse('no-such-column');
  switch (move.act) {
    case 'remove-project':
      return done(columns.toSpliced(at, 1));
    case 'project-up':
      return done(swapped(columns, at, at - 1));
    case 'project-down':
      return done(swapped(columns, at, at + 1));
    case 'add-item':
    case 'remove-item':
    case 'item-up':
    case 'item-down': {
      const items = itemsAfter(column.items, move);
      return refused(items) ? items : done(columns.with(at, { ...column, items: items.done }));
    }
  }
}

function itemsAfter(
  items: readonly ItemId[],
  { act, item }: Extract<Move, { item: ItemId }>,
): Outcome<readonly ItemId[], BrochureRefusal> {
  const at = items.indexOf(item);
  if (act === 'add-item') return at === -1 ? done([...items, item]) : refuse('column-twice');
  if (at === -1) return refuse('no-such-column');
  switch (act) {
    case 'remove-item':
      return done(items.toSpliced(at, 1));
    case 'item-up':
      return done(swapped(items, at, at - 1));
    case 'item-down':
      return done(swapped(items, at, at + 1));
  }
}

/** At either end it stays where it is. */
function swapped<T>(all: readonly T[], one: number, other: number): readonly T[] {
  if (other < 0 || other >= all.length) return all;
  return all.with(one, all[other]!).with(other, all[one]!);
}

/** The database asks the same. */
export function columnsFit(purpose: Purpose, columns: readonly Column[]): Decision<BrochureRefusal> {
  const isBreadth = purpose === 'show-breadth';
  const most = isBreadth ? MOST_CELLS : MOST_COLUMNS;
  if (columns.length > most) return refuse('too-many-columns', { most, breadth: String(isBreadth) });
  if (columns.some(({ items }) => items.length > MOST_ITEMS)) return refuse('too-many-items', { most: MOST_ITEMS });
  if (columns.filter(({ items }) => items.length > 0).length > MOST_COLUMNS) {
    return refuse('too-many-with-items', { most: MOST_COLUMNS });
  }
  const projects = columns.map(({ project }) => project);
  const items = columns.flatMap((column) => column.items);
  const isTwice = new Set(projects).size < projects.length || new Set(items).size < items.length;
  return isTwice ? refuse('column-twice') : allow();
}

export function sameColumns(one: readonly Column[], other: readonly Column[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
