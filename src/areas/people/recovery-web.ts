/** A new mail address, and the way back for those who lost every way in. */
import { personOf } from '../../kernel/actor.ts';
import { readId, type PersonId } from '../../kernel/ids.ts';
import { refuse, refused } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { type FieldErrors, readForm } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { askForNewMail } from './actions/ask-for-new-mail.ts';
import { makeRecoveryLink } from './actions/make-recovery-link.ts';
import { lookAtNewMail, takeNewMail } from './actions/take-new-mail.ts';
import { lookAtRecovery, useRecoveryLink } from './actions/use-recovery-link.ts';
import { again, cameFrom, goIn, letter, malformed, no, onField } from './answers-web.ts';
import { factorPermissions as may } from './factor-rules.ts';
import { confirmFirst, isFresh, proofFirst } from './factors-web.ts';
import { askForNewMailInput, makeRecoveryLinkInput, takeNewMailInput, useRecoveryLinkInput } from './inputs.ts';
import {
  LostEveryWayPage,
  NewMailAskedPage,
  NewMailPage,
  NewMailTakenPage,
  RecoveryMadePage,
  RecoveryPage,
  TakeNewMailPage,
} from './pages/lost-and-new.tsx';
import { findPerson } from './store/persons.ts';

const TRIES_PER_MINUTE = 30;
const MAILS_PER_MINUTE = 10;

export const recoveryRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.accountMail.pattern, permission: may.askForNewMail, action: null, answer: askNewMail },
  {
    method: 'POST',
    path: urls.accountMail.pattern,
    permission: may.askForNewMail,
    action: 'ask-for-new-mail',
    answer: postNewMail,
    perMinute: MAILS_PER_MINUTE,
  },
  { method: 'GET', path: urls.newMail.pattern, permission: may.takeNewMail, action: null, answer: askTakeMail },
  {
    method: 'POST',
    path: urls.newMail.pattern,
    permission: may.takeNewMail,
    action: 'take-new-mail',
    answer: postTakeMail,
    perMinute: TRIES_PER_MINUTE,
  },
  {
    method: 'GET',
    path: urls.personRecover.pattern,
    permission: may.makeRecoveryLink,
    action: null,
    answer: askRecover,
  },
  {
    method: 'POST',
    path: urls.personRecover.pattern,
    permission: may.makeRecoveryLink,
    action: 'make-recovery-link',
    answer: postRecover,
    perMinute: MAILS_PER_MINUTE,
  },
  { method: 'GET', path: urls.recovery.pattern, permission: may.useRecoveryLink, action: null, answer: askRecovery },
  {
    method: 'POST',
    path: urls.recovery.pattern,
    permission: may.useRecoveryLink,
    action: 'use-recovery-link',
    answer: postRecovery,
    perMinute: TRIES_PER_MINUTE,
  },
];

// --- a new mail address

/** An address that was typed before one had to confirm comes back with the page. */
async function askNewMail(request: WebRequest): Promise<Answer> {
  const typed = request.query.get('mail') ?? '';
  if (!(await isFresh(request))) return confirmFirst(urls.accountMail({}, { mail: typed }));
  return newMailPage(request, new URLSearchParams({ mail: typed }), {});
}

async function newMailPage({ tx, actor }: WebRequest, values: URLSearchParams, errors: FieldErrors) {
  const id = personOf(actor);
  const person = id === null ? null : await findPerson(tx, id);
  if (person === null) return no(refuse('signed-out'));
  const body = NewMailPage({ mail: person.mail, values, errors });
  return { kind: 'page', title: 'Change your mail address', nav: 'account', body } as const;
}

async function postNewMail(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, baseUrl, sessionToken } = request;
  const read = readForm(askForNewMailInput, form);
  if (!read.ok) {
    const page = await newMailPage(request, form, read.errors);
    return page.kind === 'page' ? malformed(page) : page;
  }
  const outcome = await askForNewMail(tx, actor, { ...read.input, baseUrl, sessionToken }, now);
  if (!refused(outcome)) return letter('Look into your new mailbox', NewMailAskedPage(read.input));
  const page = await newMailPage(request, form, onField('mail', outcome));
  return proofFirst(
    outcome,
    urls.accountMail({}, { mail: read.input.mail }),
    page.kind === 'page' ? again(page, outcome) : page,
  );
}

async function askTakeMail({ tx, params, now }: WebRequest): Promise<Answer> {
  const token = params['token'] ?? '';
  const seen = await lookAtNewMail(tx, { token }, now);
  if (refused(seen)) return no(seen);
  return letter('Is this your new mail address?', TakeNewMailPage({ token, ...seen.done }));
}

/** Without a session: the new mailbox may be open on another machine. */
async function postTakeMail({ tx, actor, params, form, now, baseUrl }: WebRequest): Promise<Answer> {
  const read = readForm(takeNewMailInput, form, { token: params['token'] });
  if (!read.ok) return no(refuse('link-ended'));
  const outcome = await takeNewMail(tx, actor, { ...read.input, baseUrl }, now);
  if (refused(outcome)) return no(outcome);
  const person = await findPerson(tx, outcome.done);
  return letter('Your mail address is changed', NewMailTakenPage({ mail: person?.mail ?? '' }));
}

// --- recovery

/** What was typed before one had to confirm comes back with the page. */
async function askRecover(request: WebRequest): Promise<Answer> {
  const person = readId<'person'>(request.params['person'] ?? '');
  if (person === null) return no(refuse('no-such-person'));
  const { reason = '', mail = '' } = Object.fromEntries(request.query);
  if (!(await isFresh(request))) return confirmFirst(urls.personRecover({ person }, { reason, mail }));
  return recoverPage(request, person, new URLSearchParams({ reason, mail }), {});
}

async function recoverPage({ tx, actor }: WebRequest, id: PersonId, values: URLSearchParams, errors: FieldErrors) {
  const person = await findPerson(tx, id);
  if (person === null) return no(refuse('no-such-person'));
  if (person.deactivation !== null) return no(refuse('person-deactivated'));
  if (person.id === personOf(actor)) return no(refuse('not-oneself'));
  const body = LostEveryWayPage({ person, values, errors });
  return { kind: 'page', title: 'Lost every way in', nav: 'people', body } as const;
}

async function postRecover(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, params, now, baseUrl, sessionToken, doors } = request;
  const id = readId<'person'>(params['person'] ?? '');
  if (id === null) return no(refuse('no-such-person'));
  const read = readForm(makeRecoveryLinkInput, form, { person: id });
  if (!read.ok) {
    const page = await recoverPage(request, id, form, read.errors);
    return page.kind === 'page' ? malformed(page) : page;
  }
  const outcome = await makeRecoveryLink(tx, actor, { ...read.input, baseUrl, sessionToken }, now);
  if (refused(outcome)) {
    const field = outcome.refused === 'already-a-member' ? 'mail' : 'form';
    const page = await recoverPage(request, id, form, onField(field, outcome));
    const { reason, mail } = read.input;
    const next = urls.personRecover({ person: id }, { reason, mail });
    return proofFirst(outcome, next, page.kind === 'page' ? again(page, outcome) : page);
  }
  const { removed, ...link } = outcome.done;
  const person = await findPerson(tx, link.person);
  if (person === null) return no(refuse('no-such-person'));
  const href = `${baseUrl}${urls.recovery({ token: link.token })}`;
  const body = RecoveryMadePage({ person, link, href, removed, providers: doors.providers });
  return { kind: 'page', title: 'Recovery link', nav: 'people', body, islands: ['copy'] };
}

async function askRecovery({ tx, params, now }: WebRequest): Promise<Answer> {
  const token = params['token'] ?? '';
  const seen = await lookAtRecovery(tx, { token }, now);
  if (refused(seen)) return no(seen);
  return letter('Welcome back', RecoveryPage({ token, person: seen.done.person, errors: {} }));
}

async function postRecovery(request: WebRequest): Promise<Answer> {
  const { tx, actor, params, form, now } = request;
  const token = params['token'] ?? '';
  const seen = await lookAtRecovery(tx, { token }, now);
  if (refused(seen)) return no(seen);
  const page = (errors: FieldErrors) =>
    letter('Welcome back', RecoveryPage({ token, person: seen.done.person, errors }));
  const read = readForm(useRecoveryLinkInput, form, { token });
  if (!read.ok) return malformed(page(read.errors));
  const outcome = await useRecoveryLink(tx, actor, { ...read.input, ...cameFrom(request) }, now);
  if (!refused(outcome)) return goIn(outcome.done, `${urls.account({})}#ways`);
  return outcome.refused === 'weak-password' ? again(page(onField('password', outcome)), outcome) : no(outcome);
}
