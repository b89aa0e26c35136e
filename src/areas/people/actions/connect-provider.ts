import type { Actor } from '../../../kernel/actor.ts';
import { showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import type { SaidIdentity, SignInProvider } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { listFactors, lockFactors } from '../store/factors.ts';
import { findPerson } from '../store/persons.ts';
import { findProviderAccount, saveProviderAccount } from '../store/providers.ts';
import type { FactorId, PeopleRefusal, ReachedAt } from '../types.ts';

/** Part of coming back from a provider: the account there opens the person's account here from now on. One of each provider. */
export async function connectProvider(
  tx: Tx,
  actor: Actor,
  input: ReachedAt & {
    readonly person: PersonId;
    readonly identity: SaidIdentity;
    readonly provider: SignInProvider;
  },
  now: Instant,
): Promise<Outcome<FactorId, PeopleRefusal>> {
  const { identity, provider, baseUrl } = input;
  await lockFactors(tx, input.person);
  const person = await findPerson(tx, input.person);
  if (person === null) return refuse('signed-out');
  const factors = await listFactors(tx, person.id);
  if (factors.some((one) => one.kind === 'oidc' && one.issuer === identity.issuer)) return refuse('already-connected');
  if ((await findProviderAccount(tx, identity)) !== null) return refuse('connected-to-another');

  const factor = await saveProviderAccount(tx, { ...identity, person: person.id }, now);
  if (factor === null) return refuse('connected-to-another');
  const letter = {
    to: { address: person.mail, name: person.name },
    subject: `${provider.name} was connected to your account`,
    paragraphs: [
      `On ${showLongDate(now)} at ${showTime(now)} the account ${identity.label ?? 'of somebody'} at ${provider.name} was connected to yours at ${baseUrl}. Whoever has it can sign in as you.`,
      `If that was not you, remove it at ${baseUrl}${urls.account({})}, change your password, and tell an administrator.`,
    ],
    link: null,
  };
  await queueMail(tx, letter, now);
  await announce(tx, peopleEvent(actor, { kind: 'provider.connected', person: person.id, factor }, now));
  return done(factor);
}
