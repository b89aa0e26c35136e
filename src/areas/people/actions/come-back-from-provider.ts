import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest, type SaidIdentity, type SignInProvider } from '../../../outside/sign-in/index.ts';
import { takeBegun } from '../store/begun.ts';
import type { CameFrom, PeopleRefusal, StartedSession } from '../types.ts';
import { connectProvider } from './connect-provider.ts';
import type { CameBack } from './reach-provider.ts';
import { signInWithProvider } from './sign-in-with-provider.ts';

export type Arrived =
  | { readonly kind: 'signed-in'; readonly session: StartedSession; readonly next: string | null }
  | { readonly kind: 'connected' };

/**
 * A browser comes back from a provider. It must be the one that was sent there, once; what the provider said of it was checked before,
 * and counts only now.
 */
export async function comeBackFromProvider(
  tx: Tx,
  actor: Actor,
  input: CameBack &
    CameFrom & {
      readonly provider: SignInProvider;
      readonly said: Outcome<SaidIdentity, PeopleRefusal>;
    },
  now: Instant,
): Promise<Outcome<Arrived, PeopleRefusal>> {
  const { provider, said, browserToken } = input;
  const state = input.query.get('state');
  if (browserToken === null || state === null) return refuse('begun-elsewhere');
  const digests = { digest: tokenDigest(state), browserDigest: tokenDigest(browserToken) };
  const begun = await takeBegun(tx, { ...digests, purposes: ['oidc-sign-in', 'oidc-connect'] }, now);
  if (begun === null || begun.provider !== provider.key) return refuse('begun-elsewhere');
  if (refused(said)) return said;

  const identity = said.done;
  if (begun.purpose === 'oidc-connect') {
    if (begun.person === null || begun.person !== personOf(actor)) return refuse('begun-elsewhere');
    const connected = await connectProvider(tx, actor, { ...input, identity, person: begun.person }, now);
    return refused(connected) ? connected : done({ kind: 'connected' });
  }
  const session = await signInWithProvider(tx, actor, { ...input, identity }, now);
  return refused(session) ? session : done({ kind: 'signed-in', session: session.done, next: begun.next });
}
