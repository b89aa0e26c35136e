import type { Actor } from '../../../kernel/actor.ts';
import { addMinutes, type Instant } from '../../../kernel/dates.ts';
import { done, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { addressAtProvider, newToken, tokenDigest, type FoundProvider } from '../../../outside/sign-in/index.ts';
import { BEGUN_MINUTES } from '../factor-rules.ts';
import { saveBegun } from '../store/begun.ts';
import type { PeopleRefusal, ReachedAt } from '../types.ts';
import { checkProof } from './check-proof.ts';
import { backFrom } from './reach-provider.ts';

export interface BegunProvider {
  readonly address: string;
  readonly browserToken: string;
}

/** Sends the browser to a provider, to sign in or to connect an account there. It may come back once, for a quarter of an hour. */
export async function beginProvider(
  tx: Tx,
  actor: Actor,
  input: ReachedAt & {
    readonly purpose: 'oidc-sign-in' | 'oidc-connect';
    readonly provider: FoundProvider;
    readonly next: string | null;
    readonly sessionToken: string | null;
    readonly browserToken: string | null;
  },
  now: Instant,
): Promise<Outcome<BegunProvider, PeopleRefusal>> {
  const proven = input.purpose === 'oidc-connect' ? await checkProof(tx, actor, input, now) : null;
  if (proven !== null && refused(proven)) return proven;

  const { key } = input.provider.provider;
  const state = newToken();
  const browserToken = input.browserToken ?? newToken();
  await saveBegun(
    tx,
    {
      digest: tokenDigest(state),
      browserDigest: tokenDigest(browserToken),
      purpose: input.purpose,
      person: proven?.done.person.id ?? null,
      provider: key,
      next: input.next,
      validUntil: addMinutes(now, BEGUN_MINUTES[input.purpose]),
    },
    now,
  );
  const back = backFrom(key, input.baseUrl);
  return done({ address: await addressAtProvider(input.provider, { back, state, browserToken }), browserToken });
}
