/** Who may do what with roadmaps as they were read. Pure. */
import type { Actor } from '../../kernel/actor.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import type { ItemMark } from '../../reading/items/index.ts';

export { speaksFor as speaksForProject } from '../survey/index.ts';
export { comparisonSentence } from '../../reading/items/index.ts';
import { LEVELS, type ItemCorrectionChange, type Level, type ListedReading, type RoadmapRefusal } from './types.ts';

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

/** The level of a roadmap that a document is (domain S67), as the survey tells it; of many technical documents it names the first few only. */
export function levelOf({ level, kind }: ListedReading): Level | null {
  return LEVELS.find((one) => one === level) ?? (kind === 'technical' ? 'technical' : null);
}

/** Longer documents are shown line by line, a part at a time. */
export const LONGEST_SHOWN = 262_144;
