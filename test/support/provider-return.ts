/** To a sign-in provider and back, by the verbs: as a browser would go. */
import { STRANGER } from '../../src/kernel/actor.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { beginProvider } from '../../src/areas/people/actions/begin-provider.ts';
import { comeBackFromProvider } from '../../src/areas/people/actions/come-back-from-provider.ts';
import { identifyReturn, reachProvider } from '../../src/areas/people/actions/reach-provider.ts';
import type { Db } from '../../src/outside/database/index.ts';
import type { FakeProvider, Says } from './provider.ts';
import { BASE_URL, CAME_FROM, NOW, type TestPerson } from './people.ts';

export interface There {
  readonly back: URL;
  readonly browserToken: string;
}

/** Goes there, to connect an account there as somebody, or to sign in as nobody. */
export async function goTo(db: Db, provider: FakeProvider, who: TestPerson | null, now = NOW): Promise<There> {
  const doors = { providers: [provider], sendsMail: false };
  const found = mustBeDone(await reachProvider(doors, provider.key, now));
  const purpose = who === null ? 'oidc-sign-in' : 'oidc-connect';
  const input = { purpose, provider: found, next: '/survey', baseUrl: BASE_URL, browserToken: null } as const;
  const begun = mustBeDone(
    await db.tx((tx) => beginProvider(tx, who?.actor ?? STRANGER, { ...input, sessionToken: who?.token ?? null }, now)),
  );
  return { back: await provider.visit(begun.address), browserToken: begun.browserToken };
}

export async function comeBack(
  db: Db,
  provider: FakeProvider,
  who: TestPerson | null,
  { back, browserToken }: { readonly back: URL; readonly browserToken: string | null },
  now = NOW,
) {
  const doors = { providers: [provider], sendsMail: false };
  const came = { query: back.searchParams, browserToken, baseUrl: BASE_URL };
  const said = await identifyReturn(doors, provider.key, came, now);
  const input = { ...came, ...CAME_FROM, provider, said };
  return db.tx((tx) => comeBackFromProvider(tx, who?.actor ?? STRANGER, input, now));
}

/** There and back, saying this. */
export async function roundTrip(db: Db, provider: FakeProvider, who: TestPerson | null, says: Says, now = NOW) {
  provider.says = says;
  return comeBack(db, provider, who, await goTo(db, provider, who, now), now);
}
