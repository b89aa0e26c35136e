/** The list of items as its address asks for it: filtered and a page at a time. */
import { nameKey } from '../../../kernel/text.ts';
import type { ShownItem, Status } from '../types.ts';
import { STATUSES } from './words.ts';

export interface ItemQuery {
  readonly text: string;
  readonly status: Status | null;
  /** The outermost heading. */
  readonly section: string | null;
  /** From 1. */
  readonly page: number;
}

const LONGEST_SEARCH = 200;
export const ITEMS_ON_A_PAGE = 250;

export function readItemQuery(query: URLSearchParams): ItemQuery {
  const page = Number(query.get('page') ?? '1');
  return {
    text: (query.get('text') ?? '').slice(0, LONGEST_SEARCH).trim(),
    status: STATUSES.find((status) => status === query.get('status')) ?? null,
    section: query.get('section') === '' ? null : query.get('section'),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

export function isFiltered({ text, status, section }: ItemQuery): boolean {
  return text !== '' || status !== null || section !== null;
}

export interface FoundItems {
  readonly items: readonly ShownItem[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export function findItems(items: readonly ShownItem[], query: ItemQuery): FoundItems {
  const wanted = nameKey(query.text);
  const found = items.filter(
    (item) =>
      (query.status === null || item.status === query.status) &&
      (query.section === null || item.section[0] === query.section) &&
      (wanted === '' || wordsOf(item).includes(wanted)),
  );
  const pages = Math.max(1, Math.ceil(found.length / ITEMS_ON_A_PAGE));
  const page = Math.min(query.page, pages);
  return {
    items: found.slice((page - 1) * ITEMS_ON_A_PAGE, page * ITEMS_ON_A_PAGE),
    total: found.length,
    page,
    pages,
  };
}

function wordsOf({ title, section, parts, text, readAs }: ShownItem): string {
  return nameKey([title, readAs?.title ?? '', ...section, ...parts.map((part) => part.title), text].join('\n'));
}

const MOST_SECTIONS = 60;

/** The outermost headings with items below them, in their order. */
export function sectionsOf(items: readonly ShownItem[]): readonly string[] {
  return [...new Set(items.flatMap(({ section }) => section[0] ?? []))].slice(0, MOST_SECTIONS);
}
