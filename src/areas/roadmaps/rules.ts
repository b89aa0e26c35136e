/** Who may do what with roadmaps as they were read. Pure. */
import type { Actor } from '../../kernel/actor.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import type { ItemMark } from '../../reading/items/index.ts';

export { speaksFor as speaksForProject } from '../survey/index.ts';
export { comparisonSentence } from '../../reading/items/index.ts';
import type { ItemCorrectionChange, Level, ListedReading, RoadmapRefusal } from './types.ts';

const READING = 'Survey round';

/** What was read is part of a survey: its rounds decide who sees it, and whoever corrects their answers corrects its items. */
export const mayReadRoadmap = permission('read-roadmap', READING, 'R', [
  'ADM',
  'ENG',
  'TEC',
  'DEV',
  'PRJ',
  'MNT',
  'FND',
  'FSP',
  'PUB',
]);
export const mayCorrectItem = permission('correct-item', READING, 'E', ['ADM', 'TEC', 'PRJ'], ['PRJ']);
export const mayReadAgain = permission('read-roadmap-again', READING, 'E', ['ADM', 'TEC']);

export function mayCorrect(actor: Actor, project: ProjectId): Decision<RoadmapRefusal> {
  return holds(actor, mayCorrectItem, project) ? allow() : refuse('not-yours-to-correct');
}

export function mayHaveReadAgain(actor: Actor): Decision<RoadmapRefusal> {
  return holds(actor, mayReadAgain) ? allow() : refuse('not-yours-to-read-again');
}

/** A correction says something else than what was read. */
export function saysSomethingNew(change: ItemCorrectionChange, read: ItemMark): Decision<RoadmapRefusal> {
  const same =
    (change.kind === 'retitle' && change.title === read.title) ||
    (change.kind === 'restate' && change.status === read.status);
  return same ? refuse('nothing-changed', { read: change.kind === 'retitle' ? read.title : read.status }) : allow();
}

/** The level of a roadmap that a document is (domain S67), as the survey tells it or as its title and kind do; null when nothing does. */
export function levelOf({ level, title, path, kind }: ListedReading): Level | null {
  if (level === 'scope' || level === 'pitch' || level === 'technical' || level === 'wish list') return level;
  const name = `${title} ${path.slice(path.lastIndexOf('/') + 1)}`;
  if (/\bwish[-_ ]?list\b/i.test(name)) return 'wish list';
  if (/\bscope\b/i.test(title)) return 'scope';
  if (kind === 'nontechnical') return 'pitch';
  return kind === 'technical' ? 'technical' : null;
}

/** Longer documents are shown line by line, a part at a time. */
export const LONGEST_SHOWN = 262_144;
