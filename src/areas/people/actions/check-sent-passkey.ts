import { personOf, type Actor } from '../../../kernel/actor.ts';
import { showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import {
  checkPasskey,
  isPerhapsACopy,
  readSentPasskey,
  tokenDigest,
  type SentPasskey,
} from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { takeBegun } from '../store/begun.ts';
import { listFactors } from '../store/factors.ts';
import { lockPasskey, notePasskeySuspected, notePasskeyUsed } from '../store/passkeys.ts';
import { findPerson } from '../store/persons.ts';
import type { FactorId, PeopleRefusal, ReachedAt } from '../types.ts';
import type { BeginPasskey } from './begin-passkey.ts';

export interface SentBack extends ReachedAt {
  /** The browser's answer, as JSON. */
  readonly passkey: string;
  readonly browserToken: string | null;
}

/** What came back belongs to something that this browser began a moment ago for this purpose; it is used up, whatever comes of it. */
export async function takeSentPasskey(
  tx: Tx,
  actor: Actor,
  input: SentBack & Pick<BeginPasskey, 'purpose'>,
  now: Instant,
): Promise<Outcome<SentPasskey, PeopleRefusal>> {
  const sent = readSentPasskey(input.passkey);
  if (sent === null) return refuse('passkey-not-taken');
  if (input.browserToken === null) return refuse('begun-elsewhere');
  const digests = { digest: tokenDigest(sent.challenge), browserDigest: tokenDigest(input.browserToken) };
  const begun = await takeBegun(tx, { ...digests, purposes: [input.purpose] }, now);
  const person = input.purpose === 'passkey-sign-in' ? null : personOf(actor);
  return begun === null || begun.person !== person ? refuse('begun-elsewhere') : done(sent);
}

/**
 * Whose passkey answered, and that it did. A count that went back means that somebody may hold a copy: then it opens nothing any more, and
 * its person is told.
 */
export async function checkSentPasskey(
  tx: Tx,
  actor: Actor,
  input: SentBack & { readonly purpose: 'passkey-sign-in' | 'passkey-confirm' },
  now: Instant,
): Promise<Outcome<{ readonly person: PersonId; readonly factor: FactorId }, PeopleRefusal>> {
  const taken = await takeSentPasskey(tx, actor, input, now);
  if (refused(taken)) return taken;
  const sent = taken.done;
  const kept = await lockPasskey(tx, sent.credential);
  if (kept === null) return refuse('passkey-not-known');
  const { id: factor, person } = kept;
  if (input.purpose === 'passkey-confirm' && person !== personOf(actor)) return refuse('passkey-not-known');
  const said = await checkPasskey(sent, kept, input.baseUrl);
  if (said === null || (sent.account !== null && sent.account !== person)) return refuse('passkey-not-taken');

  const listed = (await listFactors(tx, person)).find((one) => one.id === factor);
  const wasSuspected = listed?.kind === 'passkey' && listed.suspectedAt !== null;
  if (wasSuspected) return refuse('passkey-perhaps-copied');
  if (isPerhapsACopy(kept.counter, said.counter)) {
    await notePasskeySuspected(tx, factor, now);
    await announce(tx, peopleEvent(actor, { kind: 'passkey.suspected', person, factor }, now));
    await tellPerson(tx, person, listed?.kind === 'passkey' ? listed.name : '', input, now);
    return refuse('passkey-perhaps-copied');
  }
  await notePasskeyUsed(tx, factor, said, now);
  return done({ person, factor });
}

async function tellPerson(tx: Tx, id: PersonId, name: string, { baseUrl }: ReachedAt, now: Instant): Promise<void> {
  const person = await findPerson(tx, id);
  if (person === null) return;
  const letter = {
    to: { address: person.mail, name: person.name },
    subject: 'A passkey of yours may have been copied',
    paragraphs: [
      `On ${showLongDate(now)} at ${showTime(now)} the passkey "${name}" was used at ${baseUrl}. It counts its uses, and the count went back, as it does when somebody has a copy. It was refused and opens your account no more.`,
      `Sign in another way, remove it at ${baseUrl}${urls.account({})}, and add a new one. If you did not use it then, tell an administrator.`,
    ],
    link: null,
  };
  await queueMail(tx, letter, now);
}
