/** Pure decisions about merging accounts and handing over. */
import type { PersonId } from '../../kernel/ids.ts';
import { permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import type { LeavingRefusal } from './leaving-types.ts';
import { ACCOUNT_ROW, PEOPLE_ROW, SIGNED_IN } from './rules.ts';
import type { HeldGrant, Person } from './types.ts';

export const leavingPermissions = {
  mergeAccounts: permission('merge-accounts', PEOPLE_ROW, 'E', ['ADM']),
  handOver: permission('hand-over', PEOPLE_ROW, 'E', ['ADM']),
  seeLeaving: permission('see-leaving', ACCOUNT_ROW, 'S', SIGNED_IN),
  handOverOwn: permission('hand-over-own', ACCOUNT_ROW, 'S', SIGNED_IN),
  requestMerge: permission('request-merge', ACCOUNT_ROW, 'S', SIGNED_IN),
  acceptMerge: permission('accept-merge', ACCOUNT_ROW, 'S', SIGNED_IN),
} as const satisfies Readonly<Record<string, Permission>>;

export const MERGE_LINK_MINUTES = 60;
/** A form must not be a way to flood somebody's mailbox. */
export const OPEN_MERGE_REQUESTS = 3;

type Account = Pick<Person, 'id' | 'deactivation'>;

/** Both are open: what a closed account held was ended on purpose. */
export function mayMerge(duplicate: Account, into: Account): Decision<LeavingRefusal> {
  if (duplicate.id === into.id) return refuse('same-account');
  return duplicate.deactivation === null && into.deactivation === null ? allow() : refuse('account-closed');
}

export function mayHandOver(grants: readonly HeldGrant[], from: Account, to: Account): Decision<LeavingRefusal> {
  if (from.id === to.id) return refuse('same-account');
  if (to.deactivation !== null) return refuse('account-closed');
  return grants.length === 0 ? refuse('nothing-to-hand-over') : allow();
}

/** The asker goes on in the account in which they asked. */
export function mayAcceptMerge(
  asker: { readonly id: PersonId; readonly name: string },
  person: PersonId | null,
): Decision<LeavingRefusal> {
  return person === asker.id ? allow() : refuse('merge-of-another-account', { into: asker.name });
}
