/** The survey's answers in words, for pages and exports. */
import { ANSWER_WORDS, VERDICT_WORDS } from '../../../look/index.ts';
import type { Question } from '../compare-rules.ts';
import type { RoadmapKind, RoundState, RunState, StandardKey } from '../types.ts';

/** The question behind each standard (domain S107-S113). */
export const STANDARD_WORDS: Readonly<Record<StandardKey, string>> = {
  license: 'Licence',
  contributing: 'Contributor guide',
  communication: 'Communication',
  triage: 'Triage',
  review: 'Review',
  release: 'Release process',
  ci: 'Continuous integration',
  governance: 'Who decides, and how',
  proposals: 'Enhancement proposals',
  'code-of-conduct': 'Code of conduct',
  cla: 'Contributor agreement',
  maintainers: 'Who maintains it',
  'corporate-engagement': 'Corporate engagement',
  funding: 'Ways to give',
};

/** What two rounds are compared by. */
export function questionWords(question: Question): string {
  if (question === 'verdict') return 'Roadmap: verdict';
  return question === 'kind' ? 'Roadmap: kind' : STANDARD_WORDS[question];
}

/** An answer to a question as a reader knows it. */
export function answerWords(question: Question, value: string): string {
  const known: Readonly<Record<string, string>> =
    question === 'verdict' ? VERDICT_WORDS : question === 'kind' ? KIND_WORDS : ANSWER_WORDS;
  return known[value] ?? value;
}

export const KIND_WORDS: Readonly<Record<RoadmapKind, string>> = {
  none: 'none',
  technical: 'technical',
  nontechnical: 'non-technical',
  both: 'both',
};

export const ROUND_STATE_WORDS: Readonly<Record<RoundState, string>> = {
  running: 'Running',
  stopping: 'Stopping',
  stopped: 'Stopped',
  finished: 'Finished',
};

export const RUN_STATE_WORDS: Readonly<Record<RunState, string>> = {
  waiting: 'Waiting',
  running: 'Being read',
  read: 'Read',
  'not-reached': 'Not reached',
  stopped: 'Stopped',
};
