/** Who gives the project's word, who helps with its roadmap, who says how it is covered. Pure. */
import type { Actor, Role } from '../../kernel/actor.ts';
import { holds, permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import type { HelpRequest, HelpState, HelpTrace, LogoUse, ProjectQuestion, ProjectWord } from './care-types.ts';
import type { ProjectRefusal } from './types.ts';

const ROW = 'Project profile, rulebook, speaks-for';
const HELP_ROW = 'Help with a roadmap (house)';
/** Of the workspace: may own a request. */
export const HELPERS: readonly Role[] = ['ADM', 'ENG', 'TEC'];

export const carePermissions = {
  // The project's own word: nobody of the workspace gives it.
  answerQuestions: permission('answer-questions', ROW, 'E', ['PRJ', 'MNT'], ['PRJ', 'MNT']),
  setCoverage: permission('set-coverage', ROW, 'E', ['ADM', 'TEC']),
  acceptLogo: permission('accept-logo', ROW, 'A', ['PRJ'], ['PRJ']),
  withdrawLogo: permission('withdraw-logo', ROW, 'A', ['PRJ'], ['PRJ']),
  askForHelp: permission('ask-for-help', HELP_ROW, 'C', ['PUB']),
  seeHelp: permission('see-help', HELP_ROW, 'R', HELPERS),
  takeHelp: permission('take-help', HELP_ROW, 'E', HELPERS),
  noteHelp: permission('note-help', HELP_ROW, 'E', HELPERS),
  closeHelp: permission('close-help', HELP_ROW, 'E', HELPERS),
  forgetHelp: permission('forget-help', HELP_ROW, 'E', HELPERS),
} as const;

/** So many requests of one project may wait at a time: a form without an account must not be a way to flood us. */
export const MOST_OPEN_REQUESTS = 5;

export function helpState({ owner, answer }: Pick<HelpRequest, 'owner' | 'answer'>): HelpState {
  if (answer !== null) return answer.outcome;
  return owner === null ? 'open' : 'taken';
}

export function mayAskForHelp(traces: readonly HelpTrace[]): Decision<ProjectRefusal> {
  const waiting = traces.filter(({ state }) => state === 'open' || state === 'taken').length;
  return waiting < MOST_OPEN_REQUESTS ? allow() : refuse('too-many-requests', { most: MOST_OPEN_REQUESTS });
}

export function mayWorkOnHelp(request: HelpRequest): Decision<ProjectRefusal> {
  return request.answer === null ? allow() : refuse('request-closed');
}

/** As whom somebody asks: for the project, for the workspace on the project's behalf, or as anybody who filled in the form. */
export function askedAs(actor: Actor, project: HelpRequest['project']['id']): HelpRequest['askedAs'] {
  if (actor.kind !== 'person') return 'form';
  const isOwn = actor.grants.some(
    (grant) => (grant.role === 'PRJ' || grant.role === 'MNT') && grant.project === project,
  );
  if (isOwn) return 'project';
  return holds(actor, carePermissions.seeHelp) ? 'workspace' : 'form';
}

/** The agreement is about a picture and words that are there. */
export function mayAcceptLogo(use: LogoUse | null): Decision<ProjectRefusal> {
  if (use === null || use.alt === null) return refuse('logo-incomplete');
  return use.accepted ? refuse('logo-accepted-already') : allow();
}

export function wordTo(words: readonly ProjectWord[], question: ProjectQuestion): ProjectWord | null {
  return words.find((word) => word.question === question) ?? null;
}
