/** One's own account. */
import { personOf } from '../../kernel/actor.ts';
import { calendarDate } from '../../kernel/dates.ts';
import { refuse, refused } from '../../kernel/refusal.ts';
import { siteName } from '../../kernel/site-name.ts';
import { urls } from '../../look/index.ts';
import { type FieldErrors, readForm } from '../../outside/http/form.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { changePassword } from './actions/change-password.ts';
import { endAllSessions } from './actions/end-all-sessions.ts';
import { endSession } from './actions/end-session.ts';
import { giveUpHat } from './actions/give-up-hat.ts';
import { makeApiToken } from './actions/make-api-token.ts';
import { recogniseSession } from './actions/recognise-session.ts';
import { revokeApiToken } from './actions/revoke-api-token.ts';
import { stateHat } from './actions/state-hat.ts';
import { wearHat } from './actions/wear-hat.ts';
import {
  type PageAnswer,
  type ProjectsToChoose,
  again,
  cameFrom,
  malformed,
  no,
  onField,
  goTo,
} from './answers-web.ts';
import {
  changePasswordInput,
  endAllSessionsInput,
  endSessionInput,
  giveUpHatInput,
  makeApiTokenInput,
  revokeApiTokenInput,
  stateHatInput,
  wearHatInput,
} from './inputs.ts';
import { confirmFirst } from './factors-web.ts';
import { type Account, type AccountForms, AccountPage } from './pages/account-page.tsx';
import { ApiTokenMadePage } from './pages/api-tokens.tsx';
import { MOST_TOKENS_LISTED, mustShowCurrentPassword, mustShowPasswordForToken, sessionIsLive } from './rules.ts';
import { interestsOn } from './store/interests.ts';
import { listApiTokens } from './store/api-tokens.ts';
import { listFactors } from './store/factors.ts';
import { findPerson } from './store/persons.ts';
import { listUnendedSessions } from './store/sessions.ts';
import { findPasswordHash } from './store/sign-ins.ts';

export async function showAccount(
  request: WebRequest,
  projects: ProjectsToChoose,
  forms: AccountForms,
): Promise<Answer> {
  const page = await accountPage(request, projects, forms);
  return page ?? no(refuse('signed-out'));
}

export async function accountPage(
  { tx, actor, sessionToken, now, doors, baseUrl }: WebRequest,
  projects: ProjectsToChoose,
  forms: AccountForms,
): Promise<PageAnswer | null> {
  const recognised = sessionToken === null ? null : await recogniseSession(tx, sessionToken, now);
  const personId = personOf(actor);
  const person = personId === null ? null : await findPerson(tx, personId);
  if (recognised === null || person === null) return null;
  const hash = await findPasswordHash(tx, person.id);
  const sessions = await listUnendedSessions(tx, person.id);
  const account: Account = {
    person,
    actor: recognised.actor,
    projects: await projects(tx, actor),
    session: recognised.session,
    factors: await listFactors(tx, person.id),
    offered: { passkeys: siteName(baseUrl) !== null, providers: doors.providers },
    sessions: sessions.filter((session) => sessionIsLive(session, now)),
    mustShowCurrent: mustShowCurrentPassword(recognised.session, hash !== null, now),
    interests: (await interestsOn(tx, person.id, calendarDate(now))).length,
    tokens: await listApiTokens(tx, person.id, MOST_TOKENS_LISTED),
    mustShowForToken: mustShowPasswordForToken(recognised.session, now),
    now,
  };
  const body = AccountPage({ account, forms });
  return { kind: 'page', title: 'Your account', nav: 'account', body };
}

export async function postPassword(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now, baseUrl, sessionToken: token } = request;
  const page = (passwordErrors: FieldErrors) => accountPage(request, projects, { passwordErrors });
  const read = readForm(changePasswordInput, form);
  if (!read.ok) return malformed(await page(read.errors));
  const { trace } = cameFrom(request);
  const outcome = await changePassword(tx, actor, { ...read.input, trace, token, baseUrl }, now);
  if (!refused(outcome)) return goTo(urls.account({}, { said: 'password' }));
  const fields = { 'weak-password': 'password', 'wrong-password': 'current' } as const;
  if (outcome.refused === 'proof-needed') return confirmFirst(urls.account({}));
  const field = outcome.refused in fields ? fields[outcome.refused as keyof typeof fields] : 'form';
  return again(await page(onField(field, outcome)), outcome);
}

export async function postHat(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const page = (hatErrors: FieldErrors) => accountPage(request, projects, { hatValues: form, hatErrors });
  const read = readForm(stateHatInput, form);
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await stateHat(tx, actor, read.input, now);
  if (refused(outcome)) return again(await page(onField('capacity', outcome)), outcome);
  return goTo(urls.account({}, { said: 'hats' }));
}

export async function postGiveUpHat({ tx, actor, params, form, now }: WebRequest): Promise<Answer> {
  const read = readForm(giveUpHatInput, form, { hat: params['hat'] });
  if (!read.ok) return no(refuse('no-such-hat'));
  const outcome = await giveUpHat(tx, actor, read.input, now);
  return refused(outcome) ? no(outcome) : goTo(urls.account({}, { said: 'hatGone' }));
}

export async function postWearHat(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now, sessionToken: token } = request;
  const page = (wornErrors: FieldErrors) => accountPage(request, projects, { wornErrors });
  const read = readForm(wearHatInput, form);
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await wearHat(tx, actor, { ...read.input, token }, now);
  if (refused(outcome)) return again(await page(onField('worn', outcome)), outcome);
  return goTo(urls.account({}, { said: 'worn' }));
}

export async function postEndAllSessions({ tx, actor, form, now, sessionToken: token }: WebRequest): Promise<Answer> {
  const read = readForm(endAllSessionsInput, form);
  // What is no tick is none.
  const revokeTokens = read.ok && read.input.revokeTokens;
  const outcome = await endAllSessions(tx, actor, { revokeTokens, token }, now);
  if (refused(outcome)) return no(outcome);
  return goTo(urls.account({}, { said: revokeTokens ? 'sessionsAndTokens' : 'sessions' }));
}

export async function postEndSession({ tx, actor, params, form, now }: WebRequest): Promise<Answer> {
  const read = readForm(endSessionInput, form, { session: params['session'] });
  if (!read.ok) return no(refuse('no-such-session'));
  const outcome = await endSession(tx, actor, read.input, now);
  return refused(outcome) ? no(outcome) : goTo(urls.account({}, { said: 'session' }));
}

/** The secret stands on the page that answers, and nowhere after that. */
export async function postApiToken(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now, baseUrl, sessionToken } = request;
  const page = (tokenErrors: FieldErrors) => accountPage(request, projects, { tokenValues: form, tokenErrors });
  const read = readForm(makeApiTokenInput, form);
  if (!read.ok) return malformed(await page(read.errors));
  const { trace } = cameFrom(request);
  const outcome = await makeApiToken(tx, actor, { ...read.input, trace, sessionToken, baseUrl }, now);
  if (refused(outcome)) {
    return again(await page(onField(outcome.refused === 'wrong-password' ? 'current' : 'form', outcome)), outcome);
  }
  const body = ApiTokenMadePage({ made: outcome.done, name: read.input.name, scope: read.input.scope, baseUrl });
  return { kind: 'page', title: 'Your new token', nav: 'account', body, islands: ['copy'] };
}

export async function postRevokeApiToken({ tx, actor, params, form, now }: WebRequest): Promise<Answer> {
  const read = readForm(revokeApiTokenInput, form, { token: params['apitoken'] });
  if (!read.ok) return no(refuse('no-such-api-token'));
  const outcome = await revokeApiToken(tx, actor, read.input, now);
  return refused(outcome) ? no(outcome) : goTo(urls.account({}, { said: 'token' }));
}
