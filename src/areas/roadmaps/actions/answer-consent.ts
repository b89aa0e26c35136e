import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { allow, done, refuse, refused, type Decision, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { recordRecusal } from '../../people/index.ts';
import type { SpeakerEntryId } from '../../projects/index.ts';
import { itemEvent } from '../item-events.ts';
import { mayApprove } from '../item-rules.ts';
import type { Item } from '../item-types.ts';
import { offerEvent } from '../offer-events.ts';
import type { AnswerConsent } from '../offer-inputs.ts';
import { mayAnswer, maySpeak, mayState, monthsAfter, offerPermissions, SILENCE_IS_NO } from '../offer-rules.ts';
import type { ConsentId, ConsentLetter, ConsentRequest, LetterId, OfferRefusal, RequestId } from '../offer-types.ts';
import { representativesOf, standingOnOffers } from '../offers-standing.ts';
import { projectSide } from '../project-side.ts';
import { alignmentsOf, signalsOf } from '../store/item-beside.ts';
import { insertTransition } from '../store/item-transitions.ts';
import { itemById } from '../store/items.ts';
import { insertConsent, insertObjection, insertRecusal, letterById, lockLetter } from '../store/consents.ts';

export interface Answered {
  readonly letter: ConsentLetter;
  /** They declared an interest: it is recorded, and another representative decides. */
  readonly stoodAside: boolean;
  readonly consents: readonly {
    readonly request: RequestId;
    readonly consent: ConsentId;
    /** From when a yes counts: later where co-representatives may object. */
    readonly effectiveFrom: Instant;
  }[];
}

/**
 * A representative answers for the project, item by item: a yes to that very text with uses and an end, or a no. What is left open is no
 * answer, and no answer is no yes. A yes to a proposed item approves it as well; a no may be to the item altogether. (4.1, 4.7, S22)
 */
export async function answerConsent(
  tx: Tx,
  actor: Actor,
  input: AnswerConsent & { readonly letter: LetterId },
  now: Instant,
): Promise<Outcome<Answered, OfferRefusal>> {
  await lockLetter(tx, input.letter);
  const letter = await letterById(tx, input.letter);
  if (letter === null) return refuse('no-such-letter');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const speaker = worn.done;
  const of = { project: letter.project.id, recipients: letter.recipients };
  const standing = await standingOnOffers(tx, speaker, of, now);
  const may = maySpeak(speaker, offerPermissions.answerConsent, of, standing);
  if (refused(may)) return may;
  const stated = mayState(speaker, letter.project.id, input.disclosure);
  if (refused(stated)) return stated;
  if (letter.project.optedOut) return refuse('project-left-out');

  const questions: { readonly request: ConsentRequest; readonly given: AnswerConsent['answers'][number] }[] = [];
  for (const given of input.answers) {
    const request = letter.requests.find(({ id }) => id === given.request);
    if (request === undefined) return refuse('no-such-request');
    const decision = mayAnswer(request, given, speaker);
    if (refused(decision)) return decision;
    if (given.answer === 'yes' && request.jointEndedAt !== null) return refuse('joint-over');
    questions.push({ request, given });
  }
  const decidesItem = questions.some(
    ({ request, given }) => given.answer === 'no-item' || (given.answer === 'yes' && request.itemState === 'proposed'),
  );
  if (decidesItem && (await standingOnOffers(tx, speaker, of, now, 'roadmap')).entry === null) {
    return refuse('not-on-the-roadmap');
  }
  if (input.interest.has === 'yes') {
    for (const { request } of questions) {
      await standAside(tx, speaker, { letter, request, interest: input.interest.words }, now);
    }
    return done({ letter, stoodAside: true, consents: [] });
  }
  for (const { request } of questions) {
    const recused = await declaredInterest(tx, speaker, request, now);
    if (refused(recused)) return recused;
  }

  const consents: Answered['consents'][number][] = [];
  for (const { request, given } of questions) {
    const by = { letter, request, given, standing: standing.entry!.id, input };
    const saved = given.answer === 'yes' ? await sayYes(tx, speaker, by, now) : await sayNo(tx, speaker, by, now);
    if (refused(saved)) return saved;
    consents.push({ request: request.id, ...saved.done });
  }
  return done({ letter, stoodAside: false, consents });
}

interface Answering {
  readonly letter: ConsentLetter;
  readonly request: ConsentRequest;
  readonly given: AnswerConsent['answers'][number];
  readonly standing: SpeakerEntryId;
  readonly input: AnswerConsent;
}

type Saved = Outcome<{ readonly consent: ConsentId; readonly effectiveFrom: Instant }, OfferRefusal>;

async function sayYes(tx: Tx, actor: Actor, by: Answering, now: Instant): Promise<Saved> {
  const { request, given, standing, input } = by;
  const { offer } = request;
  const item = await itemById(tx, offer.item, { lock: true });
  if (item === null) return refuse('project-left-out');
  const decision = await mayApproveWith(tx, request, item);
  if (refused(decision)) return decision;
  const { id, effectiveFrom } = await insertConsent(
    tx,
    {
      request: request.id,
      offer: offer.id,
      project: offer.project,
      digest: given.digest,
      answer: 'approved',
      uses: given.uses,
      standing,
      discussedAt: input.discussedAt,
      words: given.words,
      isPrivate: false,
      validUntil: monthsAfter(now, given.months),
    },
    actor,
    now,
  );
  const facts = { project: offer.project, item: offer.item, offer: offer.id, consent: id, digest: offer.digest };
  await announce(tx, offerEvent(actor, { kind: 'consent.given', ...facts, uses: given.uses }, now));
  if (await needsAnother(tx, request, now)) {
    await insertObjection(tx, { consent: id, reason: SILENCE_IS_NO, hat: 'the project’s rulebook' }, OURSELVES, now);
  }
  if (item.state === 'proposed')
    await moveItem(tx, actor, { item, to: 'approved', reason: null, isPrivate: false, input }, now);
  return done({ consent: id, effectiveFrom });
}

const OURSELVES: Actor = { kind: 'program', program: 'jobs' };

/** Where the rulebook reads the silence of co-representatives as a no, a yes waits until another of them agrees. */
async function needsAnother(tx: Tx, { offer, windowDays }: ConsentRequest, now: Instant): Promise<boolean> {
  if (windowDays === 0 || (await projectSide(tx, offer.project)).window.silence === 'consent') return false;
  return (await representativesOf(tx, offer.project, now)).length > 1;
}

/** The item that is approved with the offer must be the very wording that the offer was made of. */
async function mayApproveWith(tx: Tx, request: ConsentRequest, item: Item): Promise<Decision<OfferRefusal>> {
  if (item.state !== 'proposed') return allow();
  const { title } = request.offer.content;
  if (item.wording.id !== request.offer.text) return refuse('reworded-since', { title });
  const beside = { alignments: await alignmentsOf(tx, item.id), signals: await signalsOf(tx, item.id) };
  return refused(mayApprove(item, beside)) ? refuse('item-needs-discussion', { title }) : allow();
}

async function sayNo(tx: Tx, actor: Actor, by: Answering, now: Instant): Promise<Saved> {
  const { request, given, standing, input } = by;
  const { offer } = request;
  const { id, effectiveFrom } = await insertConsent(
    tx,
    {
      request: request.id,
      offer: offer.id,
      project: offer.project,
      digest: given.digest,
      answer: 'declined',
      uses: [],
      standing,
      discussedAt: input.discussedAt,
      words: given.words,
      isPrivate: given.isPrivate,
      validUntil: null,
    },
    actor,
    now,
  );
  const facts = { project: offer.project, item: offer.item, offer: offer.id, consent: id, digest: offer.digest };
  await announce(tx, offerEvent(actor, { kind: 'consent.declined', ...facts }, now));
  if (given.answer === 'no-item') {
    const item = await itemById(tx, offer.item, { lock: true });
    if (item === null) return refuse('project-left-out');
    const step = { item, to: 'declined', reason: given.words, isPrivate: given.isPrivate, input } as const;
    await moveItem(tx, actor, step, now);
  }
  return done({ consent: id, effectiveFrom });
}

async function moveItem(
  tx: Tx,
  actor: Actor,
  step: {
    readonly item: Item;
    readonly to: 'approved' | 'declined';
    readonly reason: string | null;
    readonly isPrivate: boolean;
    readonly input: Pick<AnswerConsent, 'disclosure' | 'discussedAt'>;
  },
  now: Instant,
): Promise<void> {
  const { item, to, reason, isPrivate, input } = step;
  const { disclosure, discussedAt } = input;
  const links = discussedAt === null ? [] : [{ url: discussedAt, title: 'Where it was discussed' }];
  const transition = await insertTransition(
    tx,
    { item: item.id, from: item.state, to, reason, isPrivate, disclosure, links },
    actor,
    now,
  );
  const facts = { project: item.project, item: item.id, transition, wording: item.wording.number };
  await announce(tx, itemEvent(actor, { kind: to === 'approved' ? 'item.approved' : 'item.declined', ...facts }, now));
}

/** Whoever has an interest discusses and does not decide; said in the letter itself, by people with and without an account. */
async function standAside(
  tx: Tx,
  actor: Actor,
  aside: { readonly letter: ConsentLetter; readonly request: ConsentRequest; readonly interest: string },
  now: Instant,
): Promise<void> {
  const { request, interest } = aside;
  await insertRecusal(tx, { request: request.id, interest }, actor, now);
  const facts = { project: request.offer.project, item: request.offer.item, offer: request.offer.id };
  await announce(tx, offerEvent(actor, { kind: 'consent.stood-aside', ...facts, request: request.id }, now));
}

/** An interest that they declared on their account, in the project or with whoever asked to pay for the item. */
async function declaredInterest(
  tx: Tx,
  actor: Actor,
  request: ConsentRequest,
  now: Instant,
): Promise<Decision<OfferRefusal>> {
  const { item, project, id } = request.offer;
  const organisations = (await signalsOf(tx, item)).flatMap(({ kind, who }) => (kind === 'funder' ? [who] : []));
  return recordRecusal(
    tx,
    actor,
    { decided: { kind: 'offer', id }, touched: { projects: [project], organisations } },
    now,
  );
}
