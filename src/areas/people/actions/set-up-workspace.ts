import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { hashPassword, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import type { SetUpWorkspace } from '../inputs.ts';
import { mayUsePassword } from '../rules.ts';
import { saveGrant } from '../store/grants.ts';
import { endLinks, spendLink } from '../store/links.ts';
import { findWorkspace, savePerson, saveWorkspace } from '../store/persons.ts';
import { savePasswordHash } from '../store/sign-ins.ts';
import type { CameFrom, PeopleRefusal, StartedSession } from '../types.ts';
import { startSession } from './start-session.ts';

/** Names the workspace and makes whoever holds the terminal's link its first administrator, signed in. */
export async function setUpWorkspace(
  tx: Tx,
  actor: Actor,
  input: SetUpWorkspace & CameFrom & { readonly example?: boolean },
  now: Instant,
): Promise<Outcome<StartedSession, PeopleRefusal>> {
  if ((await findWorkspace(tx)) !== null) return refuse('already-set-up');
  const decision = mayUsePassword(input.password, input);
  if (refused(decision)) return decision;
  if ((await spendLink(tx, 'set-up', tokenDigest(input.token), now)) === null) return refuse('link-ended');

  const workspace = { name: input.workspace, example: input.example ?? false };
  if (!(await saveWorkspace(tx, workspace, now))) return refuse('already-set-up');
  const person = await savePerson(tx, input, now);
  if (person === null) return refuse('already-a-member');
  await savePasswordHash(tx, person, await hashPassword(input.password), now);
  await saveGrant(tx, { person, role: 'ADM', project: null, by: person }, now);
  await endLinks(tx, { purpose: 'set-up' }, now);
  await announce(tx, peopleEvent(actor, { kind: 'workspace.set-up', person }, now));
  return done(await startSession(tx, actor, { ...input, person, proof: 'set-up' }, now));
}
