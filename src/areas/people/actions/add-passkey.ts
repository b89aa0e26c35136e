import type { Actor } from '../../../kernel/actor.ts';
import { showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { checkNewPasskey } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { mayAddPasskey } from '../factor-rules.ts';
import { listFactors } from '../store/factors.ts';
import { savePasskey } from '../store/passkeys.ts';
import type { FactorId, PeopleRefusal } from '../types.ts';
import { checkProof } from './check-proof.ts';
import { takeSentPasskey, type SentBack } from './check-sent-passkey.ts';

/** Adds a passkey under the person's own word for it; a mail says that there is a new way in. */
export async function addPasskey(
  tx: Tx,
  actor: Actor,
  input: SentBack & { readonly name: string; readonly sessionToken: string | null },
  now: Instant,
): Promise<Outcome<FactorId, PeopleRefusal>> {
  const proven = await checkProof(tx, actor, input, now);
  if (refused(proven)) return proven;
  const { person } = proven.done;
  const decision = mayAddPasskey(await listFactors(tx, person.id));
  if (refused(decision)) return decision;
  const taken = await takeSentPasskey(tx, actor, { ...input, purpose: 'passkey-add' }, now);
  if (refused(taken)) return taken;
  const passkey = await checkNewPasskey(taken.done, input.baseUrl);
  if (passkey === null) return refuse('passkey-not-taken');

  const factor = await savePasskey(tx, { person: person.id, name: input.name, ...passkey }, now);
  if (factor === null) return refuse('passkey-known-already');
  const { baseUrl } = input;
  const letter = {
    to: { address: person.mail, name: person.name },
    subject: 'A passkey was added to your account',
    paragraphs: [
      `On ${showLongDate(now)} at ${showTime(now)} a passkey called "${input.name}" was added to your account at ${baseUrl}. Whoever has it can sign in as you.`,
      `If that was not you, remove it at ${baseUrl}${urls.account({})}, change your password, and tell an administrator.`,
    ],
    link: null,
  };
  await queueMail(tx, letter, now);
  await announce(tx, peopleEvent(actor, { kind: 'passkey.added', person: person.id, factor }, now));
  return done(factor);
}
