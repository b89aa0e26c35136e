/** The pages on which a project is asked, answers and takes its answers back: with an account, and by the link of a letter. */
import type { VNode } from 'preact';
import { readId, type Id } from '../../kernel/ids.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { fieldErrors, readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { actByConsentLink } from './actions/act-by-consent-link.ts';
import { answerConsent, type Answered } from './actions/answer-consent.ts';
import { askForConsent } from './actions/ask-for-consent.ts';
import { lookAtConsentLink } from './actions/look-at-consent-link.ts';
import { objectToConsent } from './actions/object-to-consent.ts';
import { remindOfConsent } from './actions/remind-of-consent.ts';
import { renewConsentLink } from './actions/renew-consent-link.ts';
import { settleObjection } from './actions/settle-objection.ts';
import { showConsents } from './actions/show-consents.ts';
import { showLetter } from './actions/show-letter.ts';
import { withdrawConsent } from './actions/withdraw-consent.ts';
import { withdrawRequest } from './actions/withdraw-request.ts';
import {
  answerConsentInput,
  askForConsentInput,
  givenAnswer,
  objectInput,
  settleInput,
  withdrawConsentInput,
  type AnswerConsent,
} from './offer-inputs.ts';
import { isAnswerable, offerPermissions as may } from './offer-rules.ts';
import { offerRefusals } from './offer-refusals.ts';
import type { LetterId, OfferRefusal, ShownLetter } from './offer-types.ts';
import { ConsentLetterPage, EndedLinkPage } from './pages/consent-letter-page.tsx';
import { AskPage, ConsentsPage } from './pages/consents-page.tsx';
import type { AnswerAddresses } from './pages/consent-parts.tsx';
import { consentById, letterById, letterOfRequest } from './store/consents.ts';

/** Each may send a letter; enough for a person. */
const ANSWERS_PER_MINUTE = 30;
const LETTERS_PER_MINUTE = 10;
/** A link is looked at by mail scanners as well. */
const LOOKS_PER_MINUTE = 120;

export const consentRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.projectConsents.pattern, permission: may.seeOffers, action: null, answer: showProject },
  { method: 'GET', path: urls.askForConsent.pattern, permission: may.askForConsent, action: null, answer: askPage },
  {
    method: 'POST',
    path: urls.askForConsent.pattern,
    permission: may.askForConsent,
    action: 'ask-for-consent',
    answer: postAsking,
    perMinute: LETTERS_PER_MINUTE,
  },
  {
    method: 'GET',
    path: urls.consentLetter.pattern,
    permission: may.seeOffers,
    action: null,
    answer: showAccountLetter,
  },
  {
    method: 'POST',
    path: urls.consentLetter.pattern,
    permission: may.answerConsent,
    action: 'answer-consent',
    answer: postAnswer,
  },
  {
    method: 'POST',
    path: urls.consentRemind.pattern,
    permission: may.remindOfConsent,
    action: 'remind-of-consent',
    answer: postReminder,
    perMinute: LETTERS_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.consentRequestWithdraw.pattern,
    permission: may.withdrawRequest,
    action: 'withdraw-request',
    answer: postRequestWithdrawn,
  },
  {
    method: 'POST',
    path: urls.consentWithdraw.pattern,
    permission: may.withdrawConsent,
    action: 'withdraw-consent',
    answer: postWithdrawal,
  },
  {
    method: 'POST',
    path: urls.consentObject.pattern,
    permission: may.objectToConsent,
    action: 'object-to-consent',
    answer: postObjection,
  },
  {
    method: 'POST',
    path: urls.objectionSettle.pattern,
    permission: may.settleObjection,
    action: 'settle-objection',
    answer: postSettlement,
  },
  {
    method: 'GET',
    path: urls.consentByLink.pattern,
    permission: may.actByLink,
    action: null,
    answer: showLinkLetter,
    perMinute: LOOKS_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.consentByLink.pattern,
    permission: may.actByLink,
    action: 'answer-consent',
    answer: postLinkAnswer,
    perMinute: ANSWERS_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.consentByLinkWithdraw.pattern,
    permission: may.actByLink,
    action: 'withdraw-consent',
    answer: postLinkWithdrawal,
    perMinute: ANSWERS_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.consentByLinkObject.pattern,
    permission: may.actByLink,
    action: 'object-to-consent',
    answer: postLinkObjection,
    perMinute: ANSWERS_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.consentByLinkRenew.pattern,
    permission: may.actByLink,
    action: 'renew-consent-link',
    answer: postLinkRenewal,
    perMinute: LETTERS_PER_MINUTE,
  },
];

/** What was done just before, said once on the page one comes back to. */
const SAID: Readonly<Record<string, string>> = {
  answered: 'Your answer is recorded. Thank you.',
  aside: 'It is recorded that you stand aside. Another representative answers.',
  withdrawn: 'The yes is withdrawn. What was shown by it has left every page.',
  objected: 'Your objection is recorded. The yes does not count until it is settled.',
  settled: 'The objection is settled.',
  sent: 'The letter is sent.',
  reminded: 'The reminder is sent.',
  back: 'The question is taken back.',
};

function saidIn({ query }: WebRequest): string | null {
  const said = query.get('said');
  return said !== null && Object.hasOwn(SAID, said) ? (SAID[said] ?? null) : null;
}

// --- with an account

async function showProject(request: WebRequest): Promise<Answer> {
  const { tx, actor, params, now } = request;
  const shown = await showConsents(tx, actor, { key: params['project'] ?? '' }, now);
  if (refused(shown)) return no(shown);
  const body = ConsentsPage({ shown: shown.done, said: saidIn(request) });
  return page(`Consents of ${shown.done.project.name}`, body);
}

async function askPage(request: WebRequest): Promise<Answer> {
  return askingPage(request, new URLSearchParams(request.query), {}, 200);
}

async function askingPage(
  request: WebRequest,
  values: URLSearchParams,
  errors: FieldErrors,
  status: number,
): Promise<Answer> {
  const { tx, actor, params, now } = request;
  const shown = await showConsents(tx, actor, { key: params['project'] ?? '' }, now);
  if (refused(shown)) return no(shown);
  if (!shown.done.mayAsk) return no(refuse('not-yours', { who: 'the workspace’s engagement and technical leads' }));
  const body = AskPage({ shown: shown.done, actor, values, errors });
  return { ...page(`Ask ${shown.done.project.name} for consent`, body), status };
}

async function postAsking(request: WebRequest): Promise<Answer> {
  const { tx, actor, params, form, now, baseUrl } = request;
  const shown = await showConsents(tx, actor, { key: params['project'] ?? '' }, now);
  if (refused(shown)) return no(shown);
  const many = {
    offers: form.getAll('offers'),
    speakers: form.getAll('speakers'),
    uses: form.getAll('uses'),
  };
  const read = readForm(askForConsentInput, form, many);
  if (!read.ok) return askingPage(request, form, read.errors, 422);
  const outcome = await askForConsent(tx, actor, { ...read.input, project: shown.done.project.id, baseUrl }, now);
  if (refused(outcome)) return again(await askingPage(request, form, onForm(outcome), 409), outcome);
  return to(urls.consentLetter({ project: shown.done.project.slug, letter: outcome.done }, { said: 'sent' }));
}

async function showAccountLetter(request: WebRequest): Promise<Answer> {
  return letterPage(request, { values: {}, errors: {} });
}

interface Typed {
  readonly values: URLSearchParams | Readonly<Record<string, string>>;
  readonly errors: FieldErrors;
  readonly status?: number;
}

async function letterPage(request: WebRequest, typed: Typed): Promise<Answer> {
  const { tx, actor, now } = request;
  const letter = idIn<'consent letter'>(request, 'letter');
  const shown = letter === null ? refuse('no-such-letter' as const) : await showLetter(tx, actor, { letter }, now);
  if (refused(shown)) return no(shown);
  const project = shown.done.letter.project.slug;
  if (project !== request.params['project']) return no(refuse('no-such-letter'));
  const addresses: AnswerAddresses = {
    withdraw: (consent) => urls.consentWithdraw({ project, consent }),
    object: (consent) => urls.consentObject({ project, consent }),
    settle: (objection) => urls.objectionSettle({ project, objection }),
  };
  const action = urls.consentLetter({ project, letter: shown.done.letter.id });
  return renderLetter(request, { shown: shown.done, action, to: addresses, byLink: false, actor }, typed);
}

function renderLetter(
  request: WebRequest,
  of: {
    readonly shown: ShownLetter;
    readonly action: string;
    readonly to: AnswerAddresses;
    readonly byLink: boolean;
    readonly actor: WebRequest['actor'];
  },
  { values, errors, status = 200 }: Typed,
): Answer {
  const body = ConsentLetterPage({ ...of, values, errors, said: saidIn(request), now: request.now });
  const title = `May we show this of ${of.shown.letter.project.name} to funders?`;
  return { kind: 'page', title, body, plain: true, status };
}

async function postAnswer(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const id = idIn<'consent letter'>(request, 'letter');
  const letter = id === null ? null : await letterById(tx, id);
  if (letter === null || letter.project.slug !== request.params['project']) return no(refuse('no-such-letter'));
  const read = readAnswers(form, letter);
  if (!read.ok) return letterPage(request, { values: form, errors: read.errors, status: 422 });
  const outcome = await answerConsent(tx, actor, { ...read.input, letter: letter.id }, now);
  if (refused(outcome)) {
    return again(await letterPage(request, { values: form, errors: onForm(outcome) }), outcome);
  }
  return to(urls.consentLetter({ project: letter.project.slug, letter: letter.id }, { said: saidOf(outcome.done) }));
}

function saidOf({ stoodAside }: Answered): string {
  return stoodAside ? 'aside' : 'answered';
}

/** The fields carry the number of the question; one that is left open is no answer. */
function readAnswers(
  form: URLSearchParams,
  letter: NonNullable<Awaited<ReturnType<typeof letterById>>>,
): { readonly ok: true; readonly input: AnswerConsent } | { readonly ok: false; readonly errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const answers: unknown[] = [];
  for (const { id, position } of letter.requests.filter(isAnswerable)) {
    const field = (name: string) => form.get(`${name}${position}`) ?? '';
    if (field('answer') === '') continue;
    const given = {
      request: id,
      answer: field('answer'),
      digest: field('digest'),
      uses: form.getAll(`uses${position}`),
      ...(field('months') === '' ? {} : { months: field('months') }),
      words: field('words'),
      isPrivate: field('private'),
    };
    const read = givenAnswer.safeParse(given);
    if (!read.success) {
      for (const [name, message] of Object.entries(fieldErrors(read.error)))
        errors[`${FIELDS[name] ?? name}${position}`] = message;
    } else if (read.data.answer === 'yes' && read.data.uses.length === 0) {
      errors[`uses${position}`] = 'Tick what it may be used for, at least one.';
    }
    answers.push(given);
  }
  const first = letter.requests.find(isAnswerable)?.position ?? 1;
  if (answers.length === 0) errors[`answer${first}`] = 'Choose an answer. If you leave it open, nothing is shown.';
  const interest = form.get('interest') ?? '';
  if (interest === '') errors['interest'] = 'Say whether you or your employer would gain from it.';
  const input = answerConsentInput.safeParse({
    answers,
    interest: interest === 'yes' ? { has: 'yes', words: form.get('interestWords') ?? '' } : { has: 'no' },
    discussedAt: form.get('discussedAt') ?? '',
    disclosure: form.get('disclosure') ?? '',
    hat: form.get('hat') ?? '',
  });
  if (!input.success) {
    for (const { path, message } of input.error.issues) {
      if (path[0] === 'answers') continue;
      errors[path[0] === 'interest' ? 'interestWords' : String(path[0] ?? 'form')] ??= message;
    }
  }
  return input.success && Object.keys(errors).length === 0 ? { ok: true, input: input.data } : { ok: false, errors };
}

const FIELDS: Readonly<Record<string, string>> = { isPrivate: 'private', request: 'answer', digest: 'answer' };

async function postReminder(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, baseUrl, params } = request;
  const letter = idIn<'consent letter'>(request, 'letter');
  if (letter === null) return no(refuse('no-such-letter'));
  const outcome = await remindOfConsent(tx, actor, { letter, hat: form.get('hat'), baseUrl }, now);
  if (refused(outcome)) return no(outcome);
  return to(urls.consentLetter({ project: params['project'] ?? '', letter }, { said: 'reminded' }));
}

async function postRequestWithdrawn(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, params } = request;
  const asked = idIn<'consent request'>(request, 'request');
  const letter = asked === null ? null : await letterOfRequest(tx, asked);
  if (asked === null || letter === null) return no(refuse('no-such-request'));
  const outcome = await withdrawRequest(tx, actor, { request: asked, hat: form.get('hat') }, now);
  if (refused(outcome)) return no(outcome);
  return to(urls.consentLetter({ project: params['project'] ?? '', letter: letter.id }, { said: 'back' }));
}

async function postWithdrawal(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, params } = request;
  const consent = idIn<'consent'>(request, 'consent');
  const read = readForm(withdrawConsentInput, form);
  if (consent === null || !read.ok) return no(refuse('no-such-consent'));
  const outcome = await withdrawConsent(tx, actor, { ...read.input, consent }, now);
  if (refused(outcome)) return no(outcome);
  return to(urls.projectConsents({ project: params['project'] ?? '' }, { said: 'withdrawn' }));
}

async function postObjection(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, params } = request;
  const consent = idIn<'consent'>(request, 'consent');
  if (consent === null) return no(refuse('no-such-consent'));
  const read = readForm(objectInput, form);
  if (!read.ok) return no(refuse('reason-missing'));
  const outcome = await objectToConsent(tx, actor, { ...read.input, consent }, now);
  if (refused(outcome)) return no(outcome);
  return to(urls.projectConsents({ project: params['project'] ?? '' }, { said: 'objected' }));
}

async function postSettlement(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, params } = request;
  const objection = idIn<'objection'>(request, 'objection');
  if (objection === null) return no(refuse('no-such-objection'));
  const read = readForm(settleInput, form);
  if (!read.ok) return no(refuse('reason-missing'));
  const outcome = await settleObjection(tx, actor, { ...read.input, objection }, now);
  if (refused(outcome)) return no(outcome);
  return to(urls.projectConsents({ project: params['project'] ?? '' }, { said: 'settled' }));
}

// --- by the link of a letter

async function showLinkLetter(request: WebRequest): Promise<Answer> {
  return linkPage(request, { values: {}, errors: {} });
}

async function linkPage(request: WebRequest, typed: Typed): Promise<Answer> {
  const { tx, now } = request;
  const token = request.params['token'] ?? '';
  const seen = await lookAtConsentLink(tx, { token }, now);
  if (refused(seen)) return endedLink(token, seen);
  const { actor, letter } = seen.done;
  const shown = await showLetter(tx, actor, { letter }, now);
  if (refused(shown)) return no(shown);
  const addresses: AnswerAddresses = {
    withdraw: (consent) => urls.consentByLinkWithdraw({ token, consent }),
    object: (consent) => urls.consentByLinkObject({ token, consent }),
    settle: null,
  };
  const action = urls.consentByLink({ token });
  return renderLetter(request, { shown: shown.done, action, to: addresses, byLink: true, actor }, typed);
}

async function postLinkAnswer(request: WebRequest): Promise<Answer> {
  const { tx, form, now } = request;
  const token = request.params['token'] ?? '';
  const acting = await actByConsentLink(tx, { token }, now);
  if (refused(acting)) return endedLink(token, acting);
  const letter = (await letterById(tx, acting.done.letter))!;
  const read = readAnswers(form, letter);
  if (!read.ok) return linkPage(request, { values: form, errors: read.errors, status: 422 });
  const outcome = await answerConsent(tx, acting.done.actor, { ...read.input, letter: letter.id }, now);
  if (refused(outcome)) {
    return again(await linkPage(request, { values: form, errors: onForm(outcome) }), outcome);
  }
  return to(urls.consentByLink({ token }, { said: saidOf(outcome.done) }));
}

async function postLinkWithdrawal(request: WebRequest): Promise<Answer> {
  const { tx, form, now } = request;
  const token = request.params['token'] ?? '';
  const consent = idIn<'consent'>(request, 'consent');
  const acting = await actByConsentLink(tx, { token }, now);
  if (refused(acting)) return endedLink(token, acting);
  const read = readForm(withdrawConsentInput, form);
  if (consent === null || !read.ok || !(await isOfLetter(request, consent, acting.done.letter))) {
    return no(refuse('no-such-consent'));
  }
  const outcome = await withdrawConsent(tx, acting.done.actor, { ...read.input, consent }, now);
  return refused(outcome) ? no(outcome) : to(urls.consentByLink({ token }, { said: 'withdrawn' }));
}

async function postLinkObjection(request: WebRequest): Promise<Answer> {
  const { tx, form, now } = request;
  const token = request.params['token'] ?? '';
  const consent = idIn<'consent'>(request, 'consent');
  const acting = await actByConsentLink(tx, { token }, now);
  if (refused(acting)) return endedLink(token, acting);
  const read = readForm(objectInput, form);
  if (!read.ok) return no(refuse('reason-missing'));
  if (consent === null || !(await isOfLetter(request, consent, acting.done.letter)))
    return no(refuse('no-such-consent'));
  const outcome = await objectToConsent(tx, acting.done.actor, { ...read.input, consent }, now);
  return refused(outcome) ? no(outcome) : to(urls.consentByLink({ token }, { said: 'objected' }));
}

/** A link is for the answers of its own letter. */
async function isOfLetter({ tx }: WebRequest, id: Id<'consent'>, letter: LetterId): Promise<boolean> {
  const consent = await consentById(tx, id, { lock: false });
  return consent !== null && (await letterOfRequest(tx, consent.request))?.id === letter;
}

async function postLinkRenewal({ tx, params, now, baseUrl }: WebRequest): Promise<Answer> {
  const renewed = await renewConsentLink(tx, { token: params['token'] ?? '', baseUrl }, now);
  if (refused(renewed)) return no(renewed);
  const body = EndedLinkPage({ because: 'A new link is on its way to the mail address that the old one was sent to.' });
  return { kind: 'page', title: 'A new link is on its way', body, plain: true };
}

function endedLink(token: string, refusal: Refusal<OfferRefusal>): Answer {
  const body = EndedLinkPage({
    because: offerRefusals[refusal.refused].say(refusal.because),
    renew: refusal.because['why'] === 'run-out' ? urls.consentByLinkRenew({ token }) : null,
  });
  return { kind: 'page', title: 'About this link', body, plain: true, refused: { refusal, sheet: offerRefusals } };
}

// --- answers

function idIn<Noun extends string>({ params }: WebRequest, name: string): Id<Noun> | null {
  return readId<Noun>(params[name] ?? '');
}

function page(title: string, body: VNode): Extract<Answer, { kind: 'page' }> {
  return { kind: 'page', title, nav: 'projects', body };
}

function to(address: string): Answer {
  return { kind: 'redirect', to: address };
}

function no(refusal: Refusal<OfferRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: offerRefusals };
}

/** A form shown again because its verb refused. */
function again(answer: Answer, refusal: Refusal<OfferRefusal>): Answer {
  return answer.kind === 'page' ? { ...answer, refused: { refusal, sheet: offerRefusals } } : answer;
}

function onForm(refusal: Refusal<OfferRefusal>): FieldErrors {
  const field = {
    'disclose-both': 'disclosure',
    'say-in-which-capacity': 'hat',
    'not-in-the-project-hat': 'hat',
  } as const;
  const name = Object.hasOwn(field, refusal.refused) ? field[refusal.refused as keyof typeof field] : 'form';
  return { [name]: offerRefusals[refusal.refused].say(refusal.because) };
}
