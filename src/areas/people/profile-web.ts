/** The page where administrators say what the workspace is for. */
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls, type FormErrors, type FormValues } from '../../look/index.ts';
import { readForm } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { editWorkspaceProfile } from './actions/edit-workspace-profile.ts';
import { undoWorkspaceProfile } from './actions/undo-workspace-profile.ts';
import { goTo, type PageAnswer } from './answers-web.ts';
import { WorkspaceProfilePage } from './pages/profile-page.tsx';
import { editWorkspaceProfileInput } from './profile-inputs.ts';
import { profilePermissions as may } from './profile-rules.ts';
import { profileRefusals, type ProfileRefusal } from './profile-types.ts';
import { profileVersions } from './store/profiles.ts';
import { peopleRefusals, type PeopleRefusal } from './types.ts';

const sheet = { ...peopleRefusals, ...profileRefusals };
const SAID: Readonly<Record<string, string>> = { saved: 'It is saved.', undone: 'It is as it was in that version.' };

export const profileRoutes: readonly PageRoute[] = [
  {
    method: 'GET',
    path: urls.workspaceProfile.pattern,
    permission: may.editWorkspaceProfile,
    action: null,
    answer: (request) => profilePage(request, {}),
  },
  {
    method: 'POST',
    path: urls.workspaceProfile.pattern,
    permission: may.editWorkspaceProfile,
    action: 'edit-workspace-profile',
    answer: postProfile,
  },
  {
    method: 'POST',
    path: urls.workspaceProfileUndo.pattern,
    permission: may.undoWorkspaceProfile,
    action: 'undo-workspace-profile',
    answer: postUndo,
  },
];

async function profilePage(
  { tx, query }: WebRequest,
  more: {
    readonly values?: FormValues;
    readonly errors?: FormErrors;
    readonly version?: number;
    readonly refused?: string;
  },
): Promise<PageAnswer> {
  const versions = await profileVersions(tx);
  const [newest] = versions;
  const word = query.get('said') ?? '';
  const body = WorkspaceProfilePage({
    versions,
    values:
      more.values ??
      (newest === undefined
        ? {}
        : { mission: newest.mission, focus: newest.focus.join('\n'), majority: newest.majority }),
    errors: more.errors ?? {},
    version: more.version ?? newest?.version ?? 0,
    said: Object.hasOwn(SAID, word) ? SAID[word] : undefined,
    refused: more.refused,
  });
  return { kind: 'page', title: 'What we are for', body };
}

async function postProfile(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const read = readForm(editWorkspaceProfileInput, form);
  // The version that was typed over stays in the form: a second try does not write over what somebody else said meanwhile.
  const version = Number(form.get('version')) || 0;
  if (!read.ok) return { ...(await profilePage(request, { values: form, errors: read.errors, version })), status: 422 };
  const outcome = await editWorkspaceProfile(tx, actor, read.input, now);
  if (!refused(outcome)) return goTo(urls.workspaceProfile({}, { said: 'saved' }));
  const page = await profilePage(request, { values: form, errors: { form: sentence(outcome) }, version });
  return { ...page, refused: { refusal: outcome, sheet } };
}

async function postUndo(request: WebRequest): Promise<Answer> {
  const { tx, actor, params, now } = request;
  const version = /^[1-9]\d{0,6}$/.test(params['version'] ?? '') ? Number(params['version']) : null;
  if (version === null) return { kind: 'refusal', refusal: refuse('no-such-version'), sheet };
  const outcome = await undoWorkspaceProfile(tx, actor, { version }, now);
  if (!refused(outcome)) return goTo(urls.workspaceProfile({}, { said: 'undone' }));
  return { ...(await profilePage(request, { refused: sentence(outcome) })), refused: { refusal: outcome, sheet } };
}

function sentence({ refused: code, because }: Refusal<ProfileRefusal | PeopleRefusal>): string {
  return sheet[code].say(because);
}
