/** What the workspace is for, in `/api/v1`. */
import { z } from 'zod';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { editWorkspaceProfile } from './actions/edit-workspace-profile.ts';
import { undoWorkspaceProfile } from './actions/undo-workspace-profile.ts';
import { editWorkspaceProfileInput } from './profile-inputs.ts';
import { profilePermissions as may } from './profile-rules.ts';
import { profileRefusals, type ProfileRefusal } from './profile-types.ts';
import { peopleRefusals, type PeopleRefusal } from './types.ts';

const saved = z.object({ version: z.int() });

export const profileApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'PUT',
    path: '/workspace-profile',
    operationId: 'editWorkspaceProfile',
    summary: 'Say what the workspace is for; `version` must be the one that was read, 0 where there is none',
    permission: may.editWorkspaceProfile,
    action: 'edit-workspace-profile',
    body: editWorkspaceProfileInput,
    response: saved,
    answer: async ({ tx, actor, body, now }) => answered(await editWorkspaceProfile(tx, actor, body, now)),
  }),
  apiRoute({
    method: 'POST',
    path: '/workspace-profile/:version/undoing',
    operationId: 'undoWorkspaceProfile',
    summary: 'Put an earlier version back, as a version of its own',
    permission: may.undoWorkspaceProfile,
    action: 'undo-workspace-profile',
    response: saved,
    answer: async ({ tx, actor, params, now }) => {
      const version = /^[1-9]\d{0,6}$/.test(params['version'] ?? '') ? Number(params['version']) : null;
      if (version === null) return no(refuse('no-such-version'));
      return answered(await undoWorkspaceProfile(tx, actor, { version }, now));
    },
  }),
];

function answered(outcome: Outcome<number, ProfileRefusal | PeopleRefusal>): Answer {
  return refused(outcome) ? no(outcome) : { kind: 'json', body: { version: outcome.done } };
}

function no(refusal: Refusal<ProfileRefusal | PeopleRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: { ...peopleRefusals, ...profileRefusals } };
}
