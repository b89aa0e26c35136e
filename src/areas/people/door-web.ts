/** The door: set-up, sign-in, one-time links, signing out. */
import { type Outcome, refuse, refused } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { type FieldErrors, readForm } from '../../outside/http/form.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { acceptInvitation } from './actions/accept-invitation.ts';
import { lookAtLink } from './actions/look-at-link.ts';
import { requestSignInLink } from './actions/request-sign-in-link.ts';
import { setUpWorkspace } from './actions/set-up-workspace.ts';
import { signInWithPasskey } from './actions/sign-in-with-passkey.ts';
import { signInWithLink } from './actions/sign-in-with-link.ts';
import { signInWithPassword } from './actions/sign-in-with-password.ts';
import { signOut } from './actions/sign-out.ts';
import {
  type PageAnswer,
  type ProjectsToChoose,
  again,
  goIn,
  letter,
  malformed,
  nextIn,
  no,
  onField,
  sentence,
  workspaceName,
  cameFrom,
} from './answers-web.ts';
import {
  acceptInvitationInput,
  passkeyInput,
  requestSignInLinkInput,
  setUpWorkspaceInput,
  signInInput,
  signInWithLinkInput,
} from './inputs.ts';
import { InvitationPage, LinkSentPage, SetUpPage, SignInLinkPage, SignInPage } from './pages/door-pages.tsx';
import type { Invitation, LinkPurpose, PeopleRefusal } from './types.ts';

export async function askSetUp({ tx, params, now }: WebRequest): Promise<Answer> {
  const token = params['token'] ?? '';
  const seen = await lookAtLink(tx, { purpose: 'set-up', token }, now);
  if (refused(seen)) return no(seen);
  return letter('Set up the workspace', SetUpPage({ token, values: {}, errors: {} }));
}

export async function postSetUp(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const token = request.params['token'] ?? '';
  const page = (errors: FieldErrors) => letter('Set up the workspace', SetUpPage({ token, values: form, errors }));
  const read = readForm(setUpWorkspaceInput, form, { token });
  if (!read.ok) return malformed(page(read.errors));
  const outcome = await setUpWorkspace(tx, actor, { ...read.input, ...cameFrom(request) }, now);
  if (!refused(outcome)) return goIn(outcome.done, urls.home({}));
  return outcome.refused === 'weak-password' ? again(page(onField('password', outcome)), outcome) : no(outcome);
}

export async function askSignIn(request: WebRequest): Promise<Answer> {
  const next = nextIn(request.query);
  if (request.actor.kind === 'person') return { kind: 'redirect', to: next ?? urls.home({}) };
  return signInPage(request, { next });
}

/** With the ways that this instance offers. */
export async function signInPage(
  { tx, doors }: WebRequest,
  shown: Omit<Parameters<typeof SignInPage>[0], 'workspace' | 'providers'>,
): Promise<PageAnswer> {
  const body = SignInPage({ workspace: await workspaceName(tx), providers: doors.providers, ...shown });
  return { ...letter('Sign in', body), islands: ['passkeys'] };
}

export async function postSignInPasskey(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, baseUrl, browserToken } = request;
  const next = nextIn(form);
  const page = (refused: string) => signInPage(request, { next, refused });
  const read = readForm(passkeyInput, form);
  if (!read.ok) return malformed(await page(read.errors['passkey'] ?? ''));
  const input = { ...read.input, ...cameFrom(request), baseUrl, browserToken };
  const outcome = await signInWithPasskey(tx, actor, input, now);
  if (refused(outcome)) return again(await page(sentence(outcome)), outcome);
  return goIn(outcome.done, next ?? urls.home({}));
}

export async function postSignIn(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const next = nextIn(form);
  const page = (passwordErrors: FieldErrors) => signInPage(request, { next, passwordValues: form, passwordErrors });
  const read = readForm(signInInput, form);
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await signInWithPassword(tx, actor, { ...read.input, ...cameFrom(request) }, now);
  if (refused(outcome)) return again(await page(onField('form', outcome)), outcome);
  return goIn(outcome.done, next ?? urls.home({}));
}

export async function postSignInByMail(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, baseUrl } = request;
  const next = nextIn(form);
  const read = readForm(requestSignInLinkInput, form);
  if (!read.ok) return malformed(await signInPage(request, { next, mailValues: form, mailErrors: read.errors }));
  await requestSignInLink(tx, actor, { ...read.input, next, baseUrl }, now);
  return letter('Look into your mail', LinkSentPage());
}

export async function askSignInLink({ tx, params, query, now }: WebRequest): Promise<Answer> {
  const token = params['token'] ?? '';
  const seen = await lookAtLink(tx, { purpose: 'sign-in', token }, now);
  if (refused(seen)) return no(seen);
  if (seen.done.purpose !== 'sign-in') return no(refuse('link-ended'));
  return letter('Sign in', SignInLinkPage({ token, next: nextIn(query), person: seen.done.person }));
}

export async function postSignInLink(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const read = readForm(signInWithLinkInput, form, { token: request.params['token'] });
  if (!read.ok) return no(refuse('link-ended'));
  const outcome = await signInWithLink(tx, actor, { ...read.input, ...cameFrom(request) }, now);
  return refused(outcome) ? no(outcome) : goIn(outcome.done, nextIn(form) ?? urls.home({}));
}

export async function askInvitation(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const invitation = await invitationBehind(request);
  if (refused(invitation)) return no(invitation);
  return invitationPage(request, invitation.done, projects, { name: invitation.done.name }, {});
}

export async function postInvitation(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const invitation = await invitationBehind(request);
  if (refused(invitation)) return no(invitation);
  const page = (errors: FieldErrors) => invitationPage(request, invitation.done, projects, form, errors);
  const read = readForm(acceptInvitationInput, form, { token: request.params['token'] });
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await acceptInvitation(tx, actor, { ...read.input, ...cameFrom(request) }, now);
  if (!refused(outcome)) return goIn(outcome.done, urls.home({}));
  return outcome.refused === 'weak-password' ? again(await page(onField('password', outcome)), outcome) : no(outcome);
}

export async function invitationBehind({ tx, params, now }: WebRequest): Promise<Outcome<Invitation, PeopleRefusal>> {
  const purpose: LinkPurpose = 'invitation';
  const seen = await lookAtLink(tx, { purpose, token: params['token'] ?? '' }, now);
  if (refused(seen)) return seen;
  return seen.done.purpose === 'invitation' ? { done: seen.done.invitation } : refuse('link-ended');
}

export async function invitationPage(
  { tx, params }: WebRequest,
  invitation: Invitation,
  projects: ProjectsToChoose,
  values: URLSearchParams | Readonly<Record<string, string>>,
  errors: FieldErrors,
): Promise<PageAnswer> {
  const { project } = invitation.grant;
  const named = project === null ? undefined : (await projects(tx, null)).find((one) => one.id === project);
  const workspace = await workspaceName(tx);
  const token = params['token'] ?? '';
  const body = InvitationPage({ token, workspace, invitation, project: named?.name ?? null, values, errors });
  return letter(`Join ${workspace}`, body);
}

export async function postSignOut({ tx, actor, sessionToken, now }: WebRequest): Promise<Answer> {
  await signOut(tx, actor, { token: sessionToken }, now);
  return { kind: 'redirect', to: urls.home({}), cookie: null };
}
