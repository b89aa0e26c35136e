/** What states and changes are called on pages and in exports. */
import type { MarkName, Tone } from '../../../look/index.ts';
import { showLongDate } from '../../../kernel/dates.ts';
import type { ItemChange } from '../../../reading/items/index.ts';
import type { ItemCorrectionChange, Level, RoadmapDate, Status } from '../types.ts';

export const STATUSES: readonly Status[] = ['proposed', 'in progress', 'done', 'unclear'];

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  proposed: 'Proposed',
  'in progress': 'In progress',
  done: 'Done',
  unclear: 'Unclear',
};

/** Work is square; what cannot be told is dotted. */
export const STATUS_MARKS: Readonly<Record<Status, readonly [MarkName, Tone]>> = {
  proposed: ['square-hollow', 'plain'],
  'in progress': ['square-half', 'watch'],
  done: ['square-full', 'ok'],
  unclear: ['dotted', 'off'],
};

export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  scope: 'scope',
  pitch: 'for funders',
  technical: 'technical',
  'wish list': 'wish list',
};

export const CHANGE_WORDS: Readonly<Record<ItemCorrectionChange['kind'], string>> = {
  retitle: 'Given another title',
  restate: 'Given another status',
  'set-aside': 'No item',
  split: 'Split',
  merge: 'Merged',
};

export const CHANGED_WORDS: Readonly<Record<ItemChange, string>> = {
  title: 'title',
  section: 'section',
  status: 'status',
  part: 'part of another item on one side',
};

export const FORMAT_NAMES = { csv: 'CSV', xlsx: 'Excel', json: 'JSON', md: 'Markdown' } as const;

/** "2018", or the whole day within one year. */
export function sinceWords(from: RoadmapDate, to: RoadmapDate): string {
  const year = from.asOf.slice(0, 4);
  return year === to.asOf.slice(0, 4) ? showLongDate(from.asOf) : year;
}

/** Of several rounds as of one day only the title tells which is meant. */
export function roundWords(date: RoadmapDate, dates: readonly RoadmapDate[]): string | null {
  return dates.some(({ round, asOf }) => round !== date.round && asOf === date.asOf) ? date.title : null;
}

/** "Performance › Parsing". */
export function sectionWords(section: readonly string[]): string {
  return section.join(' › ');
}
