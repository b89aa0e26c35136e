/** Passkeys for tests of the verbs: begun, answered and added as a browser would. */
import { STRANGER } from '../../src/kernel/actor.ts';
import type { Instant } from '../../src/kernel/dates.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { addPasskey } from '../../src/areas/people/actions/add-passkey.ts';
import { beginPasskey, type BeginPasskey } from '../../src/areas/people/actions/begin-passkey.ts';
import type { FactorId } from '../../src/areas/people/types.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { softPasskey, type SoftPasskey } from './authenticator.ts';
import { BASE_URL, NOW, type TestPerson } from './people.ts';

export interface Begun {
  readonly challenge: string;
  readonly browserToken: string;
}

/** Begins as the person, or to sign in as nobody. */
export async function begin(
  db: Db,
  who: TestPerson | null,
  purpose: BeginPasskey['purpose'],
  now: Instant = NOW,
): Promise<Begun> {
  const input = { purpose, sessionToken: who?.token ?? null, browserToken: null, baseUrl: BASE_URL };
  const begun = mustBeDone(await db.tx((tx) => beginPasskey(tx, who?.actor ?? STRANGER, input, now)));
  return { challenge: begun.options.challenge, browserToken: begun.browserToken };
}

export interface TestPasskey extends SoftPasskey {
  readonly factor: FactorId;
}

/** Adds one to the person's account, with a counter that begins where said. */
export async function addTestPasskey(
  db: Db,
  who: TestPerson,
  { name = 'a phone', counter = 0, now = NOW } = {},
): Promise<TestPasskey> {
  const soft = softPasskey(who.person);
  const { challenge, browserToken } = await begin(db, who, 'passkey-add', now);
  const passkey = soft.made({ origin: BASE_URL, challenge, counter });
  const input = { name, passkey, browserToken, baseUrl: BASE_URL, sessionToken: who.token };
  const factor = mustBeDone(await db.tx((tx) => addPasskey(tx, who.actor, input, now)));
  return { ...soft, factor };
}
