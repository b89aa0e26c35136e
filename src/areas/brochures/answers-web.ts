/** Answers that the pages of brochures share. */
import type { VNode } from 'preact';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import type { FieldErrors } from '../../outside/http/form.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { brochureRefusals } from './refusals.ts';
import type { BrochureRefusal } from './types.ts';

export type PageAnswer = Extract<Answer, { kind: 'page' }>;

export function page(title: string, body: VNode): PageAnswer {
  return { kind: 'page', title, nav: 'brochures', body };
}

export function no(refusal: Refusal<BrochureRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: brochureRefusals };
}

export function malformed(answer: PageAnswer): Answer {
  return { ...answer, status: 422 };
}

/** The form again with what refused it. */
export function again(answer: PageAnswer, refusal: Refusal<BrochureRefusal>): Answer {
  return { ...answer, refused: { refusal, sheet: brochureRefusals } };
}

export function sentence({ refused: code, because }: Refusal<BrochureRefusal>): string {
  return brochureRefusals[code].say(because);
}

/** Where a refusal stands in a form: at the field it names, or above all. */
export function onField(refusal: Refusal<BrochureRefusal>): FieldErrors {
  const { field } = refusal.because;
  return { [typeof field === 'string' && !field.includes(',') ? field : 'form']: sentence(refusal) };
}

/** Those that say that the page is not for the reader, or about nothing: no form to show again. */
export function isOfPage({ refused: code }: Refusal<BrochureRefusal>): boolean {
  return ['signed-out', 'not-allowed', 'not-found', 'edition-not-found'].includes(code);
}

export function goTo(to: string): Answer {
  return { kind: 'redirect', to };
}

export function slugIn({ params }: Pick<WebRequest, 'params'>): string {
  return params['brochure'] ?? '';
}

/** Null for what is no number of an edition. */
export function numberIn({ params }: Pick<WebRequest, 'params'>): number | null {
  const text = params['number'] ?? '';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

export const NO_EDITION = refuse<BrochureRefusal>('edition-not-found');

export function composeAddress(brochure: string, said: Said | null = null): string {
  return urls.composeBrochure({ brochure }, { said });
}

export function recordAddress(brochure: string, said: Said | null = null): string {
  return urls.brochureRecord({ brochure }, { said });
}

/** What a page says once after a form was taken; a word of the list in the address, never the address's own text. */
const SAID = {
  started: 'The brochure is started. Choose projects and items now.',
  worded: 'The words are saved.',
  arranged: 'The order is saved.',
  asked: 'The letter is on its way.',
  noted: 'It is noted.',
  answered: 'It is said. You can change it at any time.',
  published: 'The edition is published.',
  withdrawn: 'The edition is withdrawn. Page and PDF have ended.',
  recomposed: 'The edition is the draft again.',
  ended: 'The address has ended.',
  shown: 'The showing is noted.',
  forgotten: 'The names are erased.',
} as const;
export type Said = keyof typeof SAID;

export function saidIn({ query }: Pick<WebRequest, 'query'>): string | undefined {
  const word = query.get('said') ?? '';
  return Object.hasOwn(SAID, word) ? SAID[word as Said] : undefined;
}
