/** Answers that the pages of people share. */
import type { Actor } from '../../kernel/actor.ts';
import type { VNode } from 'preact';
import type { PersonId } from '../../kernel/ids.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import type { Tx } from '../../outside/database/index.ts';
import type { FieldErrors } from '../../outside/http/form.ts';
import { ownPathOr } from '../../outside/http/next.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { findWorkspace } from './store/persons.ts';
import { peopleRefusals, type NamedProject, type PeopleRefusal, type StartedSession } from './types.ts';

/** The projects that a role can be given for. They live above people, so whoever mounts these pages says how they are found. */
/** Those that the reader may know of; with null all, for somebody who was invited to one and is told its name. */
export type ProjectsToChoose = (tx: Tx, reader: Actor | null) => Promise<readonly NamedProject[]>;

export type PageAnswer = Extract<Answer, { kind: 'page' }>;

export function letter(title: string, body: VNode): PageAnswer {
  return { kind: 'page', title, body, plain: true };
}

export function no(refusal: Refusal): Answer {
  return { kind: 'refusal', refusal, sheet: peopleRefusals };
}

/** The form again, with what is wrong in it; when what it is about is gone, that. */
export function malformed(page: PageAnswer | null): Answer {
  return page === null ? no(refuse('no-such-person')) : { ...page, status: 422 };
}

export function again(page: PageAnswer | null, refusal: Refusal<PeopleRefusal>): Answer {
  return page === null ? no(refusal) : { ...page, refused: { refusal, sheet: peopleRefusals } };
}

export function onField(field: string, refusal: Refusal<PeopleRefusal>): FieldErrors {
  return { [field]: sentence(refusal) };
}

export function sentence({ refused: code, because }: Refusal<PeopleRefusal>): string {
  return peopleRefusals[code].say(because);
}

export function goIn(session: StartedSession, to: string): Answer {
  return { kind: 'redirect', to, cookie: { token: session.token, expires: session.expires } };
}

export function goTo(to: string): Answer {
  return { kind: 'redirect', to };
}

export function personAddress(person: PersonId, what: keyof typeof SAID): string {
  return urls.person({ person }, { said: what });
}

/** What a page says once after a form was taken; a word of the list in the address, never the address's own text. */
export const SAID = {
  password: 'Your password is changed. Your other sessions are signed out, and no token works any more.',
  hats: 'The hat is yours from now on.',
  hatGone: 'You gave the hat up. What you said in it keeps it.',
  worn: 'This is the hat you wear now, in this session.',
  interest: 'The interest is declared.',
  interestEnded: 'The interest is ended. It stays in the register.',
  handed: 'All roles are handed over.',
  merged: 'The accounts are one now; this is the one that is left.',
  mergedOwn: 'Your accounts are one now. What the other one held is yours here.',
  mergeAsked: 'If the address has another open account here, a letter is on its way to it.',
  letters: 'Kept. It counts from the next letter on.',
  limit: 'The amount is set.',
  session: 'That session is signed out.',
  sessions: 'You are signed out everywhere else.',
  sessionsAndTokens: 'You are signed out everywhere else, and no token works any more.',
  passkey: 'The passkey is added. You can sign in with it from now on.',
  connected: 'It is connected. You can sign in with it from now on.',
  removed: 'That way to sign in is removed.',
  mail: 'Your mail address is changed.',
  token: 'The token is revoked.',
  corrected: 'Name and mail address are corrected.',
  role: 'The role is given.',
  taken: 'The role is taken back.',
  closed: 'The account is closed.',
  opened: 'The account is open again.',
} as const;

export function saidIn({ query }: WebRequest): string | undefined {
  const word = query.get('said') ?? '';
  return Object.hasOwn(SAID, word) ? SAID[word as keyof typeof SAID] : undefined;
}

export function cameFrom({ address, agent, sessionToken }: WebRequest) {
  return { trace: { address, agent }, previousToken: sessionToken };
}

export function nextIn(from: URLSearchParams): string | null {
  const next = ownPathOr(from.get('next'), '');
  return next === '' ? null : next;
}

export async function workspaceName(tx: Tx): Promise<string> {
  return (await findWorkspace(tx))?.name ?? 'this workspace';
}
