import { personOf, type Actor } from '../../../kernel/actor.ts';
import { addMinutes, type Instant } from '../../../kernel/dates.ts';
import { siteName } from '../../../kernel/site-name.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import {
  askForPasskey,
  askToMakePasskey,
  newToken,
  tokenDigest,
  type AskForPasskey,
  type AskToMakePasskey,
} from '../../../outside/sign-in/index.ts';
import { BEGUN_MINUTES, mayAddPasskey } from '../factor-rules.ts';
import { saveBegun } from '../store/begun.ts';
import { listFactors } from '../store/factors.ts';
import { passkeysOf } from '../store/passkeys.ts';
import { findPerson, findWorkspace } from '../store/persons.ts';
import type { PeopleRefusal } from '../types.ts';
import { checkProof } from './check-proof.ts';

export interface BeginPasskey {
  readonly purpose: 'passkey-sign-in' | 'passkey-confirm' | 'passkey-add';
  readonly sessionToken: string | null;
  /** What the browser brought to be known by; it gets a new one when it brought none. */
  readonly browserToken: string | null;
  readonly baseUrl: string;
}

export interface BegunPasskey {
  readonly options: AskForPasskey | AskToMakePasskey;
  readonly browserToken: string;
}

/**
 * What an authenticator is to answer. The challenge is good once, for a few minutes, in this browser and for this purpose. To sign in,
 * nobody says who they are: the passkey does.
 */
export async function beginPasskey(
  tx: Tx,
  actor: Actor,
  input: BeginPasskey,
  now: Instant,
): Promise<Outcome<BegunPasskey, PeopleRefusal>> {
  if (siteName(input.baseUrl) === null) return refuse('no-passkeys-here');
  const { purpose, baseUrl } = input;
  const person = purpose === 'passkey-sign-in' ? null : personOf(actor);
  if (purpose !== 'passkey-sign-in' && person === null) return refuse('signed-out');
  if (purpose === 'passkey-add') {
    const proven = await checkProof(tx, actor, input, now);
    if (refused(proven)) return proven;
    const decision = mayAddPasskey(await listFactors(tx, proven.done.person.id));
    if (refused(decision)) return decision;
  }

  const challenge = newToken();
  const browserToken = input.browserToken ?? newToken();
  await saveBegun(
    tx,
    {
      digest: tokenDigest(challenge),
      browserDigest: tokenDigest(browserToken),
      purpose,
      person,
      provider: null,
      next: null,
      validUntil: addMinutes(now, BEGUN_MINUTES[purpose]),
    },
    now,
  );
  const known = person === null ? [] : await passkeysOf(tx, person);
  if (purpose !== 'passkey-add') {
    return done({ options: await askForPasskey({ baseUrl, known, challenge }), browserToken });
  }
  const about = person === null ? null : await findPerson(tx, person);
  if (about === null) return refuse('signed-out');
  const site = (await findWorkspace(tx))?.name ?? 'Commonwork';
  const asked = { baseUrl, site, account: about.id, name: about.name, mail: about.mail, known, challenge };
  return done({ options: await askToMakePasskey(asked), browserToken });
}
