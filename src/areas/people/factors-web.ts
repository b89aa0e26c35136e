/** Ways to sign in, as one looks after them: confirming that it is oneself, passkeys, removing. */
import { personOf } from '../../kernel/actor.ts';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { type FieldErrors, readForm } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { addPasskey } from './actions/add-passkey.ts';
import { beginPasskey, type BeginPasskey } from './actions/begin-passkey.ts';
import { confirmWithPasskey } from './actions/confirm-with-passkey.ts';
import { confirmWithPassword } from './actions/confirm-with-password.ts';
import { removeFactor } from './actions/remove-factor.ts';
import { requestSignInLink } from './actions/request-sign-in-link.ts';
import { again, cameFrom, goTo, letter, malformed, nextIn, no, onField, sentence } from './answers-web.ts';
import { factorPermissions as may, hasFreshProof, mayRemoveFactor } from './factor-rules.ts';
import { addPasskeyInput, confirmWithPasswordInput, factorInput, passkeyInput } from './inputs.ts';
import { recogniseSession } from './actions/recognise-session.ts';
import { LinkSentPage } from './pages/door-pages.tsx';
import { AddPasskeyPage, ConfirmPage, RemoveFactorPage } from './pages/factors.tsx';
import { listFactors } from './store/factors.ts';
import { findPerson } from './store/persons.ts';
import type { FactorId, PeopleRefusal } from './types.ts';

const TRIES_PER_MINUTE = 30;
const MAILS_PER_MINUTE = 10;

export const factorRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.accountConfirm.pattern, permission: may.confirm, action: null, answer: askConfirm },
  {
    method: 'POST',
    path: urls.accountConfirm.pattern,
    permission: may.confirm,
    action: 'confirm-with-password',
    answer: postConfirm,
    perMinute: TRIES_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.accountConfirmMail.pattern,
    permission: may.confirm,
    action: 'request-sign-in-link',
    answer: postConfirmMail,
    perMinute: MAILS_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.accountConfirmPasskeyAsk.pattern,
    permission: may.confirm,
    action: 'begin-passkey',
    answer: (request) => askPasskey(request, 'passkey-confirm'),
    perMinute: TRIES_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.accountConfirmPasskey.pattern,
    permission: may.confirm,
    action: 'confirm-with-passkey',
    answer: postConfirmPasskey,
    perMinute: TRIES_PER_MINUTE,
  },
  { method: 'GET', path: urls.accountPasskeys.pattern, permission: may.addPasskey, action: null, answer: askAdd },
  {
    method: 'POST',
    path: urls.accountPasskeyAsk.pattern,
    permission: may.addPasskey,
    action: 'begin-passkey',
    answer: (request) => askPasskey(request, 'passkey-add'),
    perMinute: TRIES_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.accountPasskeys.pattern,
    permission: may.addPasskey,
    action: 'add-passkey',
    answer: postAdd,
    perMinute: TRIES_PER_MINUTE,
  },
  { method: 'GET', path: urls.accountFactor.pattern, permission: may.removeFactor, action: null, answer: askRemove },
  {
    method: 'POST',
    path: urls.accountFactor.pattern,
    permission: may.removeFactor,
    action: 'remove-factor',
    answer: postRemove,
  },
];

// --- confirming that it is oneself

/** To the page that asks, and back to where one was. */
export function confirmFirst(next: string): Answer {
  return { kind: 'redirect', to: urls.accountConfirm({}, { next }) };
}

/** Whether whoever asks showed a moment ago that it is them; the verb behind the form asks again. */
export async function isFresh({ tx, sessionToken, now }: WebRequest): Promise<boolean> {
  const recognised = sessionToken === null ? null : await recogniseSession(tx, sessionToken, now);
  return recognised !== null && hasFreshProof(recognised.session, now);
}

/** A refusal for want of proof leads to the page that asks for it; every other one stands as it is. */
export function proofFirst(refusal: Refusal<PeopleRefusal>, next: string, otherwise: Answer): Answer {
  return refusal.refused === 'proof-needed' ? confirmFirst(next) : otherwise;
}

async function askConfirm(request: WebRequest): Promise<Answer> {
  const next = nextIn(request.query) ?? urls.account({});
  return (await isFresh(request)) ? goTo(next) : confirmPage(request, next, {});
}

async function confirmPage(
  { tx, actor }: WebRequest,
  next: string,
  errors: { readonly passwordErrors?: FieldErrors; readonly passkeyErrors?: FieldErrors },
) {
  const id = personOf(actor);
  const person = id === null ? null : await findPerson(tx, id);
  if (person === null) return no(refuse('signed-out'));
  const factors = await listFactors(tx, person.id);
  const has = (kind: 'password' | 'passkey') => factors.some((factor) => factor.kind === kind);
  const body = ConfirmPage({
    next,
    hasPassword: has('password'),
    hasPasskeys: has('passkey'),
    mail: person.mail,
    ...errors,
  });
  return { ...letter('Confirm that it is you', body), islands: ['passkeys'] };
}

async function postConfirm(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, sessionToken } = request;
  const next = nextIn(form) ?? urls.account({});
  const page = async (passwordErrors: FieldErrors) => confirmPage(request, next, { passwordErrors });
  const read = readForm(confirmWithPasswordInput, form);
  if (!read.ok) return withStatus(await page(read.errors));
  const { trace } = cameFrom(request);
  const outcome = await confirmWithPassword(tx, actor, { ...read.input, trace, sessionToken }, now);
  if (!refused(outcome)) return goTo(next);
  return withRefusal(await page(onField(outcome.refused === 'wrong-password' ? 'current' : 'form', outcome)), outcome);
}

async function postConfirmPasskey(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, baseUrl, browserToken, sessionToken } = request;
  const next = nextIn(form) ?? urls.account({});
  const page = async (passkeyErrors: FieldErrors) => confirmPage(request, next, { passkeyErrors });
  const read = readForm(passkeyInput, form);
  if (!read.ok) return withStatus(await page({ form: Object.values(read.errors)[0] ?? '' }));
  const outcome = await confirmWithPasskey(tx, actor, { ...read.input, baseUrl, browserToken, sessionToken }, now);
  return refused(outcome) ? withRefusal(await page(onField('form', outcome)), outcome) : goTo(next);
}

/** The link signs in anew, which is the freshest proof there is. */
async function postConfirmMail({ tx, actor, form, now, baseUrl }: WebRequest): Promise<Answer> {
  const id = personOf(actor);
  const person = id === null ? null : await findPerson(tx, id);
  if (person === null) return no(refuse('signed-out'));
  const next = nextIn(form) ?? urls.account({});
  await requestSignInLink(tx, actor, { mail: person.mail, next, baseUrl }, now);
  return letter('Look into your mail', LinkSentPage());
}

// --- passkeys

/** For the island: what an authenticator is to answer, and the cookie by which the browser is known when it comes back. */
export async function askPasskey(request: WebRequest, purpose: BeginPasskey['purpose']): Promise<Answer> {
  const { tx, actor, now, sessionToken, browserToken, baseUrl } = request;
  const outcome = await beginPasskey(tx, actor, { purpose, sessionToken, browserToken, baseUrl }, now);
  if (refused(outcome)) return no(outcome);
  return { kind: 'json', body: outcome.done.options, browser: { token: outcome.done.browserToken } };
}

async function askAdd(request: WebRequest): Promise<Answer> {
  if (!(await isFresh(request))) return confirmFirst(urls.accountPasskeys({}));
  return addPage(new URLSearchParams(), {});
}

function addPage(values: URLSearchParams, errors: FieldErrors) {
  const body = AddPasskeyPage({ values, errors });
  return { kind: 'page', title: 'Add a passkey', nav: 'account', body, islands: ['passkeys'] } as const;
}

async function postAdd(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, baseUrl, browserToken, sessionToken } = request;
  const read = readForm(addPasskeyInput, form);
  if (!read.ok) {
    // The browser is not asked for a passkey before its name is there.
    const { passkey, ...others } = read.errors;
    const isOnlyPasskey = Object.keys(others).length === 0 && passkey !== undefined;
    return malformed(addPage(form, isOnlyPasskey ? { form: passkey } : others));
  }
  const outcome = await addPasskey(tx, actor, { ...read.input, baseUrl, browserToken, sessionToken }, now);
  if (!refused(outcome)) return goTo(`${urls.account({}, { said: 'passkey' })}#ways`);
  return proofFirst(outcome, urls.accountPasskeys({}), again(addPage(form, onField('form', outcome)), outcome));
}

// --- removing

async function askRemove(request: WebRequest): Promise<Answer> {
  const { tx, actor, params } = request;
  const id = readId<'factor'>(params['factor'] ?? '');
  if (!(await isFresh(request))) {
    return id === null ? no(refuse('no-such-factor')) : confirmFirst(urls.accountFactor({ factor: id }));
  }
  return removePage(request, personOf(actor), id, tx);
}

async function removePage(
  { doors }: WebRequest,
  person: ReturnType<typeof personOf>,
  id: FactorId | null,
  tx: WebRequest['tx'],
): Promise<Answer> {
  const factors = person === null ? [] : await listFactors(tx, person);
  const factor = factors.find((one) => one.id === id);
  if (factor === undefined) return no(refuse('no-such-factor'));
  const decision = mayRemoveFactor(factors, factor, doors.sendsMail);
  const why = refused(decision) ? sentence(decision) : null;
  return letter('Remove a way to sign in', RemoveFactorPage({ factor, providers: doors.providers, refused: why }));
}

async function postRemove(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, params, now, baseUrl, sessionToken, doors } = request;
  const read = readForm(factorInput, form, { factor: params['factor'] });
  if (!read.ok) return no(refuse('no-such-factor'));
  const input = { ...read.input, baseUrl, sessionToken, sendsMail: doors.sendsMail };
  const outcome = await removeFactor(tx, actor, input, now);
  if (!refused(outcome)) return goTo(`${urls.account({}, { said: 'removed' })}#ways`);
  return proofFirst(outcome, urls.accountFactor({ factor: read.input.factor }), no(outcome));
}

function withStatus(answer: Answer): Answer {
  return answer.kind === 'page' ? malformed(answer) : answer;
}

function withRefusal(answer: Answer, refusal: Refusal<PeopleRefusal>): Answer {
  return answer.kind === 'page' ? again(answer, refusal) : answer;
}
