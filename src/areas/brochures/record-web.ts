/** What was published: editions, secret addresses, showings; and the inclusion page of representatives. */
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { readForm } from '../../outside/http/form.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { actByInclusionLink } from './actions/act-by-inclusion-link.ts';
import { answerInclusion } from './actions/answer-inclusion.ts';
import { endAddress } from './actions/end-address.ts';
import { forgetShowing } from './actions/forget-showing.ts';
import { lookAtInclusionLink } from './actions/look-at-inclusion-link.ts';
import { makeAddress, type MadeAddress } from './actions/make-address.ts';
import { noteShowing } from './actions/note-showing.ts';
import { showInclusion } from './actions/show-draft.ts';
import { showRecord } from './actions/show-record.ts';
import { withdrawEdition } from './actions/withdraw-edition.ts';
import {
  again,
  goTo,
  isOfPage,
  malformed,
  no,
  NO_EDITION,
  numberIn,
  onField,
  page,
  recordAddress,
  saidIn,
  sentence,
  slugIn,
} from './answers-web.ts';
import { addressInput, answerInclusionInput, noteShowingInput, withdrawEditionInput } from './inputs.ts';
import { InclusionPage, type InclusionPageProps } from './pages/inclusion-page.tsx';
import { RecordPage, type RecordForms } from './pages/record-page.tsx';
import { answersFor } from './rules.ts';
import type { BrochureRefusal } from './types.ts';

export async function askRecord(request: WebRequest): Promise<Answer> {
  const said = saidIn(request);
  return recordPage(request, said === undefined ? {} : { said });
}

export async function recordPage(request: WebRequest, forms: RecordForms): Promise<Answer> {
  const { tx, actor, now } = request;
  const record = await showRecord(tx, actor, { slug: slugIn(request) }, now);
  if (refused(record)) return no(record);
  const body = RecordPage({ actor, now, record: record.done, forms });
  return {
    ...page(record.done.brochure.draft.title, body),
    ...(forms.made === undefined ? {} : { islands: ['copy'] }),
  };
}

export async function postWithdrawal(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const number = numberIn(request);
  if (number === null) return no(NO_EDITION);
  const read = readForm(withdrawEditionInput, form);
  if (!read.ok) return wrong(request, { withdraw: { number, values: form, errors: read.errors } });
  const outcome = await withdrawEdition(tx, actor, { ...read.input, slug: slugIn(request), number }, now);
  return refused(outcome)
    ? refusedOn(request, outcome, { refused: sentence(outcome) })
    : goTo(recordAddress(slugIn(request), 'withdrawn'));
}

export async function postAddress(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const number = numberIn(request);
  if (number === null) return no(NO_EDITION);
  const read = readForm(addressInput, form);
  if (!read.ok) return wrong(request, { address: { number, values: form, errors: read.errors } });
  const { whom } = read.input;
  const outcome = await makeAddress(tx, actor, { slug: slugIn(request), number, whom }, now);
  if (refused(outcome)) return refusedOn(request, outcome, { refused: sentence(outcome) });
  return recordPage(request, { made: { href: hrefOf(request, outcome.done), whom } });
}

export async function postRenewal(request: WebRequest): Promise<Answer> {
  const outcome = await ended(request, true);
  if (refused(outcome)) return refusedOn(request, outcome, { refused: sentence(outcome) });
  if (outcome.done === null) return goTo(recordAddress(slugIn(request)));
  return recordPage(request, { made: { href: hrefOf(request, outcome.done), whom: null } });
}

export async function postEnding(request: WebRequest): Promise<Answer> {
  const outcome = await ended(request, false);
  return refused(outcome)
    ? refusedOn(request, outcome, { refused: sentence(outcome) })
    : goTo(recordAddress(slugIn(request), 'ended'));
}

async function ended(request: WebRequest, renew: boolean): Promise<Outcome<MadeAddress | null, BrochureRefusal>> {
  const { tx, actor, params, now } = request;
  const address = readId<'brochure address'>(params['address'] ?? '');
  if (address === null) return refuse('no-such-address');
  return endAddress(tx, actor, { slug: slugIn(request), address, renew }, now);
}

function hrefOf({ baseUrl }: WebRequest, { token }: MadeAddress): string {
  return `${baseUrl}${urls.secretBrochure({ token })}`;
}

export async function postShowing(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const asked = form.get('number') ?? '';
  const number = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : numberIn(request);
  if (number === null) return no(NO_EDITION);
  const read = readForm(noteShowingInput, form);
  if (!read.ok) return wrong(request, { showing: { values: form, errors: read.errors } });
  const outcome = await noteShowing(tx, actor, { ...read.input, slug: slugIn(request), number }, now);
  return refused(outcome)
    ? refusedOn(request, outcome, { showing: { values: form, errors: onField(outcome) } })
    : goTo(`${recordAddress(slugIn(request), 'shown')}#showings`);
}

export async function postForgetting(request: WebRequest): Promise<Answer> {
  const { tx, actor, params, now } = request;
  const showing = readId<'brochure showing'>(params['showing'] ?? '');
  if (showing === null) return no(refuse('no-such-showing'));
  const outcome = await forgetShowing(tx, actor, { slug: slugIn(request), showing }, now);
  return refused(outcome)
    ? refusedOn(request, outcome, { refused: sentence(outcome) })
    : goTo(recordAddress(slugIn(request), 'forgotten'));
}

async function wrong(request: WebRequest, forms: RecordForms): Promise<Answer> {
  const shown = await recordPage(request, forms);
  return shown.kind === 'page' ? malformed(shown) : shown;
}

async function refusedOn(request: WebRequest, outcome: Parameters<typeof no>[0], forms: RecordForms): Promise<Answer> {
  if (isOfPage(outcome)) return no(outcome);
  const shown = await recordPage(request, forms);
  return shown.kind === 'page' ? again(shown, outcome) : shown;
}

// --- the representatives' page

export async function askInclusionPage(request: WebRequest): Promise<Answer> {
  return inclusionPage(request, null, saidIn(request));
}

export async function postAnswer(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const project = form.get('project') ?? '';
  const read = readForm(answerInclusionInput, form);
  if (!read.ok) {
    const shown = await inclusionPage(request, { project, values: form, errors: read.errors });
    return shown.kind === 'page' ? malformed(shown) : shown;
  }
  const outcome = await answerInclusion(tx, actor, { ...read.input, slug: slugIn(request) }, now);
  if (!refused(outcome)) return goTo(urls.brochureInclusion({ brochure: slugIn(request) }, { said: 'answered' }));
  if (isOfPage(outcome)) return no(outcome);
  const errors = outcome.refused === 'say-in-which-capacity' ? { hat: sentence(outcome) } : onField(outcome);
  const shown = await inclusionPage(request, { project, values: form, errors });
  return shown.kind === 'page' ? again(shown, outcome) : shown;
}

async function inclusionPage(request: WebRequest, form: InclusionPageProps['form'], said?: string): Promise<Answer> {
  const { tx, actor, now } = request;
  const composed = await showInclusion(tx, actor, { slug: slugIn(request) }, now);
  if (refused(composed)) return no(composed);
  const own = answersFor(
    actor,
    composed.done.columns.map(({ project }) => project),
  );
  const body = InclusionPage({ actor, composed: composed.done, own, form, ...(said === undefined ? {} : { said }) });
  return page(`“${composed.done.brochure.draft.title}” before it is published`, body);
}

// --- by the link of a letter

/** Looking never spends a link: mail gateways open every one. */
export async function askInclusionByLink(request: WebRequest): Promise<Answer> {
  return linkPage(request, null);
}

async function linkPage(request: WebRequest, form: InclusionPageProps['form']): Promise<Answer> {
  const { tx, now } = request;
  const token = request.params['token'] ?? '';
  const seen = await lookAtInclusionLink(tx, { token }, now);
  if (refused(seen)) return no(seen);
  const { slug, project, actor } = seen.done;
  const composed = await showInclusion(tx, actor, { slug }, now);
  if (refused(composed)) return no(composed);
  const said = saidIn(request);
  const byLink = urls.brochureInclusionByLink({ token });
  const asked = { actor, composed: composed.done, own: [project], form, byLink };
  const body = InclusionPage({ ...asked, ...(said === undefined ? {} : { said }) });
  return { ...page(`“${composed.done.brochure.draft.title}” before it is published`, body), plain: true };
}

/** A POST: the person's own click. */
export async function postAnswerByLink(request: WebRequest): Promise<Answer> {
  const { tx, form, now } = request;
  const token = request.params['token'] ?? '';
  const acting = await actByInclusionLink(tx, { token }, now);
  if (refused(acting)) return no(acting);
  const { slug, project, actor } = acting.done;
  const read = readForm(answerInclusionInput, form, { project });
  if (!read.ok) {
    const shown = await linkPage(request, { project, values: form, errors: read.errors });
    return shown.kind === 'page' ? malformed(shown) : shown;
  }
  const outcome = await answerInclusion(tx, actor, { ...read.input, slug }, now);
  if (!refused(outcome)) return goTo(urls.brochureInclusionByLink({ token }, { said: 'answered' }));
  if (isOfPage(outcome)) return no(outcome);
  const shown = await linkPage(request, { project, values: form, errors: onField(outcome) });
  return shown.kind === 'page' ? again(shown, outcome) : shown;
}
