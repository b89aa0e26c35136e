import { personOf, type Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { peopleEvent } from '../events.ts';
import type { MergeAccounts } from '../leaving-inputs.ts';
import { leavingPermissions, mayMerge } from '../leaving-rules.ts';
import type { Merged } from '../leaving-types.ts';
import { mayAdminister } from '../rules.ts';
import { grantsOf, lockAdministrators, markGrantRevoked, saveGrant } from '../store/grants.ts';
import {
  endMergeRequests,
  insertMerge,
  lockAccounts,
  mergedInto,
  moveApiTokens,
  moveHats,
  moveInterests,
} from '../store/leaving.ts';
import { findPerson, saveDeactivation } from '../store/persons.ts';
import { markSessionsEnded } from '../store/sessions.ts';
import type { PeopleRefusal, ReachedAt } from '../types.ts';
import { revokeAllApiTokens } from './revoke-all-api-tokens.ts';

/** An administrator makes one of two accounts of the same person. It is not taken back. */
export async function mergeAccounts(
  tx: Tx,
  actor: Actor,
  input: MergeAccounts & ReachedAt,
  now: Instant,
): Promise<Outcome<Merged, PeopleRefusal>> {
  const decision = mayAdminister(actor, leavingPermissions.mergeAccounts);
  return refused(decision) ? decision : merge(tx, actor, input, now);
}

/** What an administrator and the person themselves do alike, once it is decided that they may. */
export async function merge(
  tx: Tx,
  actor: Actor,
  input: MergeAccounts & ReachedAt,
  now: Instant,
): Promise<Outcome<Merged, PeopleRefusal>> {
  await lockAdministrators(tx);
  await lockAccounts(tx, [input.duplicate, input.into]);
  const duplicate = await findPerson(tx, input.duplicate);
  const into = await findPerson(tx, input.into);
  if (duplicate === null || into === null) return refuse('no-such-person');
  const earlier = await mergedInto(tx, duplicate.id);
  if (earlier !== null) return refuse('account-merged', { into: earlier.name });
  const decision = mayMerge(duplicate, into);
  if (refused(decision)) return decision;

  const held = await grantsOf(tx, duplicate.id);
  let roles = 0;
  for (const { id, role, project } of held) {
    await markGrantRevoked(tx, id, personOf(actor), now);
    if ((await saveGrant(tx, { role, project, person: into.id, by: personOf(actor) }, now)) !== null) roles += 1;
  }
  const merged: Merged = {
    roles,
    hats: await moveHats(tx, duplicate.id, into.id, now),
    interests: await moveInterests(tx, duplicate.id, into.id, calendarDate(now), now),
    tokens: await moveApiTokens(tx, duplicate.id, into.id, now),
  };
  await revokeAllApiTokens(tx, actor, { person: duplicate.id }, now);
  await saveDeactivation(tx, { person: duplicate.id, by: personOf(actor), reason: input.reason }, now);
  await markSessionsEnded(tx, { person: duplicate.id, except: null }, now);
  await insertMerge(tx, { duplicate: duplicate.id, into: into.id, reason: input.reason }, actor, now);
  await endMergeRequests(tx, duplicate.id, now);
  const happened = { kind: 'person.merged', person: duplicate.id, into: into.id, reason: input.reason } as const;
  await announce(tx, peopleEvent(actor, happened, now));
  for (const { mail, name } of [duplicate, into]) {
    await queueMail(
      tx,
      {
        to: { address: mail, name },
        subject: 'Two of your accounts are one now',
        paragraphs: [
          `Your account with the address ${duplicate.mail} at ${input.baseUrl} was merged into the one with ${into.mail}. Sign in there from now on; roles, hats, interests and tokens went over.`,
          'If these are not both yours, tell an administrator at once.',
        ],
        link: null,
      },
      now,
    );
  }
  return done(merged);
}
