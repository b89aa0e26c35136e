/** What is asked of a sign-in provider, with no transaction open. */
import type { Instant } from '../../../kernel/dates.ts';
import { refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import {
  findProvider,
  identityFromReturn,
  type Doors,
  type FoundProvider,
  type SaidIdentity,
} from '../../../outside/sign-in/index.ts';
import type { PeopleRefusal, ReachedAt } from '../types.ts';

/** The provider of an address, when the settings name it and it answers. */
export async function reachProvider(
  doors: Doors,
  key: string,
  now: Instant,
): Promise<Outcome<FoundProvider, PeopleRefusal>> {
  const provider = doors.providers.find((one) => one.key === key);
  return provider === undefined ? refuse('no-such-provider') : findProvider(provider, now);
}

export interface CameBack extends ReachedAt {
  /** What the provider had the browser bring: a code, the state, or why not. */
  readonly query: URLSearchParams;
  readonly browserToken: string | null;
}

/** What the provider says of whoever came back. Whether anybody was sent there is asked afterwards, of the database. */
export async function identifyReturn(
  doors: Doors,
  key: string,
  { query, browserToken, baseUrl }: CameBack,
  now: Instant,
): Promise<Outcome<SaidIdentity, PeopleRefusal>> {
  const state = query.get('state');
  if (browserToken === null || state === null) return refuse('begun-elsewhere');
  const reached = await reachProvider(doors, key, now);
  if (refused(reached)) return reached;
  return identityFromReturn(reached.done, { back: backFrom(key, baseUrl), state, browserToken }, query, now);
}

/** Registered at the provider by whoever runs this instance. */
export function backFrom(key: string, baseUrl: string): string {
  return `${baseUrl}${urls.signInProviderBack({ provider: key })}`;
}
