/** Answers that the pages of this area share. */
import type { VNode } from 'preact';
import type { Refusal } from '../../kernel/refusal.ts';
import type { FieldErrors } from '../../outside/http/form.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { conversationRefusals, type ConversationRefusal } from './types.ts';

export type PageAnswer = Extract<Answer, { kind: 'page' }>;

export function page(title: string, body: VNode): PageAnswer {
  return { kind: 'page', title, body };
}

export function no(refusal: Refusal<ConversationRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: conversationRefusals };
}

export function malformed(answer: PageAnswer): Answer {
  return { ...answer, status: 422 };
}

/** The form again with what refused it. */
export function again(answer: PageAnswer, refusal: Refusal<ConversationRefusal>): Answer {
  return { ...answer, refused: { refusal, sheet: conversationRefusals } };
}

export function sentence({ refused: code, because }: Refusal<ConversationRefusal>): string {
  return conversationRefusals[code].say(because);
}

/** Where a refusal stands in a form: at the field it names, or above all. */
export function onField(refusal: Refusal<ConversationRefusal>): FieldErrors {
  if (refusal.refused === 'say-in-which-capacity') return { hat: sentence(refusal) };
  const { field } = refusal.because;
  return { [typeof field === 'string' ? field : 'form']: sentence(refusal) };
}

/** Those that say that the page is not for the reader, or about nothing: no form to show again. */
export function isOfPage({ refused: code }: Refusal<ConversationRefusal>): boolean {
  return ['signed-out', 'not-allowed', 'no-such-feedback', 'no-such-gathering'].includes(code);
}

export function goTo(to: string): Answer {
  return { kind: 'redirect', to };
}

/** What a page says once after a form was taken; a word of the list in the address, never the address's own text. */
const SAID = {
  given: 'Thank you. Somebody reads it and answers.',
  noted: 'The feedback is noted.',
  answered: 'The answer is kept.',
  sent: 'The answer is kept, and on its way by mail.',
  ended: 'What became of it is kept.',
  released: 'It stands on the public page.',
  takenBack: 'It is off the public page.',
  forgotten: 'It is erased.',
  entered: 'The event is entered. Now who was there, what was said, what follows.',
  edited: 'The event is changed.',
  there: 'They are on the list.',
  notThere: 'They are off the list.',
  naming: 'It is kept whether they may be named.',
  note: 'The note is kept.',
  status: 'It is kept whose view the note is.',
  withdrawn: 'The note is withdrawn.',
  follow: 'It is kept who does what.',
  done: 'It is done.',
  linked: 'The roadmap is linked.',
  published: 'The event’s page is public now.',
  unpublished: 'The event’s page is not public any more.',
} as const;
export type Said = keyof typeof SAID;

export function saidIn({ query }: Pick<WebRequest, 'query'>): string | undefined {
  const word = query.get('said') ?? '';
  return Object.hasOwn(SAID, word) ? SAID[word as Said] : undefined;
}
