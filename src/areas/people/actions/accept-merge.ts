import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { mayAcceptMerge } from '../leaving-rules.ts';
import type { AskedMerge, LeavingRefusal, Merged } from '../leaving-types.ts';
import { findMergeRequest, spendMergeRequest } from '../store/leaving.ts';
import type { PeopleRefusal, ReachedAt } from '../types.ts';
import { merge } from './merge-accounts.ts';

/** What the link in the letter asks, for the page it opens; only the asker sees it, in the account in which they asked. */
export async function lookAtMerge(
  tx: Tx,
  actor: Actor,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<AskedMerge, LeavingRefusal>> {
  const asked = await findMergeRequest(tx, tokenDigest(input.token), now);
  if (asked === null) return refuse('merge-link-ended');
  const decision = mayAcceptMerge(asked.into, personOf(actor));
  return refused(decision) ? decision : done(asked);
}

/** The person, signed in to one account and holding the letter that went to the other, makes one of both. */
export async function acceptMerge(
  tx: Tx,
  actor: Actor,
  input: { readonly token: string } & ReachedAt,
  now: Instant,
): Promise<Outcome<Merged, PeopleRefusal>> {
  const seen = await lookAtMerge(tx, actor, input, now);
  if (refused(seen)) return seen;
  if (!(await spendMergeRequest(tx, tokenDigest(input.token), now))) return refuse('merge-link-ended');
  const { duplicate, into } = seen.done;
  const { baseUrl } = input;
  return merge(tx, actor, { duplicate: duplicate.id, into: into.id, reason: 'Merged by the person.', baseUrl }, now);
}
