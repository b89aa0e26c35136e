import type { Actor } from '../../../kernel/actor.ts';
import { showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { peopleEvent } from '../events.ts';
import { mayRemoveFactor } from '../factor-rules.ts';
import { deleteFactor, listFactors } from '../store/factors.ts';
import type { Factor, FactorId, PeopleRefusal, ReachedAt } from '../types.ts';
import { checkProof } from './check-proof.ts';

/** Removes one of the person's own ways to sign in. Somebody else's does not exist for them; the last one stays where no mail is sent. */
export async function removeFactor(
  tx: Tx,
  actor: Actor,
  input: ReachedAt & {
    readonly factor: FactorId;
    readonly sessionToken: string | null;
    readonly sendsMail: boolean;
  },
  now: Instant,
): Promise<Outcome<FactorId, PeopleRefusal>> {
  const proven = await checkProof(tx, actor, input, now);
  if (refused(proven)) return proven;
  const { person } = proven.done;
  const factors = await listFactors(tx, person.id);
  const factor = factors.find((one) => one.id === input.factor);
  if (factor === undefined) return refuse('no-such-factor');
  const decision = mayRemoveFactor(factors, factor, input.sendsMail);
  if (refused(decision)) return decision;

  await deleteFactor(tx, factor.id);
  const letter = {
    to: { address: person.mail, name: person.name },
    subject: 'A way to sign in was removed from your account',
    paragraphs: [
      `On ${showLongDate(now)} at ${showTime(now)} ${sayFactor(factor)} was removed from your account at ${input.baseUrl}. It opens the account no more.`,
      `If that was not you, have a sign-in link sent to you at ${input.baseUrl}${urls.signIn({})}, look at your account, and tell an administrator.`,
    ],
    link: null,
  };
  await queueMail(tx, letter, now);
  const removed = { kind: 'factor.removed', person: person.id, factor: factor.id, factorKind: factor.kind } as const;
  await announce(tx, peopleEvent(actor, removed, now));
  return done(factor.id);
}

function sayFactor(factor: Factor): string {
  switch (factor.kind) {
    case 'password':
      return 'the password';
    case 'passkey':
      return `the passkey "${factor.name}"`;
    case 'oidc':
      return `your account at ${factor.issuer}`;
  }
}
