/** The workspace's pages about an item's offer, and the logo of a version. */
import type { VNode } from 'preact';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { endJointOffer } from './actions/end-joint-offer.ts';
import { joinOffers } from './actions/join-offers.ts';
import { leaveJointOffer } from './actions/leave-joint-offer.ts';
import { loadOfferLogo } from './actions/load-offer-logo.ts';
import { makeOffer } from './actions/make-offer.ts';
import { noteInclusion } from './actions/note-inclusion.ts';
import { publishOffer } from './actions/publish-offer.ts';
import { showItemOffer } from './actions/show-item-offer.ts';
import { unpublishOffer } from './actions/unpublish-offer.ts';
import { endJointInput, joinOffersForm, makeOfferInput, noteInclusionInput, unpublishInput } from './offer-inputs.ts';
import { offerPermissions as may } from './offer-rules.ts';
import { offerRefusals } from './offer-refusals.ts';
import type { OfferRefusal, ShownItemOffer } from './offer-types.ts';
import { OfferTabPage, type OfferTabProps } from './pages/offer-tab-page.tsx';

export const offerRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.itemOffer.pattern, permission: may.seeOffers, action: null, answer: showTab },
  { method: 'POST', path: urls.itemOffer.pattern, permission: may.makeOffer, action: 'make-offer', answer: postOffer },
  {
    method: 'POST',
    path: urls.itemOfferNotice.pattern,
    permission: may.noteInclusion,
    action: 'note-inclusion',
    answer: postNotice,
  },
  {
    method: 'POST',
    path: urls.itemOfferPublish.pattern,
    permission: may.publishOffer,
    action: 'publish-offer',
    answer: postPublication,
  },
  {
    method: 'POST',
    path: urls.itemOfferUnpublish.pattern,
    permission: may.unpublishOffer,
    action: 'unpublish-offer',
    answer: postUnpublished,
  },
  {
    method: 'POST',
    path: urls.itemOfferJoin.pattern,
    permission: may.joinOffers,
    action: 'join-offers',
    answer: postJoint,
  },
  {
    method: 'POST',
    path: urls.itemOfferEndJoint.pattern,
    permission: may.endJointOffer,
    action: 'end-joint-offer',
    answer: postJointEnd,
  },
  {
    method: 'POST',
    path: urls.itemOfferLeaveJoint.pattern,
    permission: may.leaveJointOffer,
    action: 'leave-joint-offer',
    answer: postLeave,
  },
  {
    method: 'GET',
    path: urls.offerVersionLogo.pattern,
    permission: may.seeLogo,
    action: 'load-offer-logo',
    answer: sendLogo,
  },
];

const SAID: Readonly<Record<string, string>> = {
  made: 'The version is made. Ask the project about it.',
  noted: 'It is kept that the project was told.',
  published: 'It stands in the catalogue.',
  unpublished: 'It is out of the catalogue.',
  joined: 'The joint offer is made. Ask each project about its new version.',
  'joint-ended': 'The joint offer is over. Nothing is shown by it.',
  left: 'The share is taken out, and the joint offer is over. Nothing is shown by it.',
};

async function showTab(request: WebRequest): Promise<Answer> {
  return tab(request, {});
}

async function tab(request: WebRequest, forms: OfferTabProps['forms'], status = 200): Promise<Answer> {
  const { actor, query, now } = request;
  const shown = await shownIn(request);
  if (refused(shown)) return no(shown);
  const version = query.get('version');
  const said = query.get('said');
  const body: VNode = OfferTabPage({
    shown: shown.done,
    actor,
    forms,
    said: said !== null && Object.hasOwn(SAID, said) ? (SAID[said] ?? null) : null,
    version: version !== null && /^\d{1,4}$/.test(version) ? Number(version) : null,
    now,
  });
  return { kind: 'page', title: `Offer: ${shown.done.item.wording.title}`, nav: 'projects', body, status };
}

function shownIn({ tx, actor, params, now }: WebRequest): ReturnType<typeof showItemOffer> {
  const number = /^\d{1,6}$/.test(params['item'] ?? '') ? Number(params['item']) : 0;
  return showItemOffer(tx, actor, { key: params['project'] ?? '', number }, now);
}

async function postOffer(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const shown = await shownIn(request);
  if (refused(shown)) return no(shown);
  const read = readForm(makeOfferInput, form);
  if (!read.ok) return tab(request, { make: { values: form, errors: read.errors } }, 422);
  const outcome = await makeOffer(tx, actor, { ...read.input, item: shown.done.item.id }, now);
  // Where the wording lacks something there is no form to show again.
  if (refused(outcome) && !shown.done.acts.make) return no(outcome);
  if (refused(outcome)) {
    const errors = outcome.refused === 'review-time-unsaid' ? on('reason', outcome) : on('form', outcome);
    return again(await tab(request, { make: { values: form, errors } }), outcome);
  }
  return back(shown.done, 'made');
}

async function postNotice(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const shown = await shownIn(request);
  if (refused(shown)) return no(shown);
  const read = readForm(noteInclusionInput, form);
  if (!read.ok) return tab(request, { notice: { values: form, errors: read.errors } }, 422);
  const { item, project } = shown.done;
  const outcome = await noteInclusion(tx, actor, { ...read.input, project: project.id, item: item.id }, now);
  if (refused(outcome))
    return again(await tab(request, { notice: { values: form, errors: on('form', outcome) } }), outcome);
  return back(shown.done, 'noted');
}

async function postPublication(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const shown = await shownIn(request);
  if (refused(shown)) return no(shown);
  const [newest] = shown.done.offers;
  if (newest === undefined) return no(refuse('no-such-offer'));
  const outcome = await publishOffer(tx, actor, { offer: newest.id, hat: form.get('hat') }, now);
  return refused(outcome) ? no(outcome) : back(shown.done, 'published');
}

async function postUnpublished(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const shown = await shownIn(request);
  if (refused(shown)) return no(shown);
  const read = readForm(unpublishInput, form);
  if (!read.ok) return tab(request, { unpublish: { values: form, errors: read.errors } }, 422);
  const outcome = await unpublishOffer(tx, actor, { ...read.input, item: shown.done.item.id }, now);
  if (refused(outcome)) {
    return again(await tab(request, { unpublish: { values: form, errors: on('form', outcome) } }), outcome);
  }
  return back(shown.done, 'unpublished');
}

async function postJoint(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const shown = await shownIn(request);
  if (refused(shown)) return no(shown);
  const read = readForm(joinOffersForm, form);
  if (!read.ok) return tab(request, { join: { values: form, errors: read.errors } }, 422);
  const outcome = await joinOffers(tx, actor, { ...read.input, item: shown.done.item.id }, now);
  if (refused(outcome) && !shown.done.acts.join) return no(outcome);
  if (refused(outcome))
    return again(await tab(request, { join: { values: form, errors: on('form', outcome) } }), outcome);
  return back(shown.done, 'joined');
}

async function postJointEnd(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const shown = await shownIn(request);
  if (refused(shown)) return no(shown);
  const read = readForm(endJointInput, form);
  if (!read.ok) return tab(request, { endJoint: { values: form, errors: read.errors } }, 422);
  const outcome = await endJointOffer(tx, actor, { ...read.input, item: shown.done.item.id }, now);
  return refused(outcome) ? no(outcome) : back(shown.done, 'joint-ended');
}

async function postLeave(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  const shown = await shownIn(request);
  if (refused(shown)) return no(shown);
  const outcome = await leaveJointOffer(tx, actor, { item: shown.done.item.id }, now);
  return refused(outcome) ? no(outcome) : back(shown.done, 'left');
}

/** The id of a version is told to those who may see it. */
async function sendLogo({ tx, params, now }: WebRequest): Promise<Answer> {
  const offer = readId<'offer'>(params['version'] ?? '');
  const logo = offer === null ? null : await loadOfferLogo(tx, { offer }, now);
  if (logo === null) return no(refuse('no-such-offer'));
  return { kind: 'file', name: null, type: logo.type, body: logo.bytes, etag: logo.digest };
}

function back({ project, item }: ShownItemOffer, said: string): Answer {
  return { kind: 'redirect', to: urls.itemOffer({ project: project.slug, item: String(item.number) }, { said }) };
}

function no(refusal: Refusal<OfferRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: offerRefusals };
}

function again(answer: Answer, refusal: Refusal<OfferRefusal>): Answer {
  return answer.kind === 'page' ? { ...answer, refused: { refusal, sheet: offerRefusals } } : answer;
}

function on(field: string, refusal: Refusal<OfferRefusal>): FieldErrors {
  return { [field]: offerRefusals[refusal.refused].say(refusal.because) };
}
