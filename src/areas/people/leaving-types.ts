/** Accounts that become one, and what somebody who leaves hands over. */
import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';

export type HandOverId = Id<'hand-over'>;

/** What the page asks before two accounts become one. */
export interface AskedMerge {
  readonly into: { readonly id: PersonId; readonly name: string };
  readonly duplicate: { readonly id: PersonId; readonly name: string; readonly mail: string };
  readonly validUntil: Instant;
}

/** What went from one account to the other. */
export interface Merged {
  readonly roles: number;
  readonly hats: number;
  readonly interests: number;
  readonly tokens: number;
}

export interface HandedOver {
  readonly id: HandOverId;
  readonly roles: number;
  /** Of which nobody would speak any more, had the roles not gone to somebody. */
  readonly projects: readonly ProjectId[];
}

export type LeavingRefusal =
  | 'same-account'
  | 'account-merged'
  | 'account-closed'
  | 'no-such-account'
  | 'merge-link-ended'
  | 'merge-of-another-account'
  | 'nothing-to-hand-over'
  | 'not-yours-to-hand-over';

export const leavingRefusals: RefusalSheet<LeavingRefusal> = {
  'same-account': { kind: 'conflict', say: () => 'This is the same account. Choose another one.' },
  'account-merged': {
    kind: 'conflict',
    say: (because) =>
      `This account was merged into that of ${fact(because, 'into') || 'another person'}; that is not taken back.`,
  },
  'account-closed': { kind: 'conflict', say: () => 'This account is closed. Open it first, or choose another one.' },
  'no-such-account': { kind: 'not-found', say: () => 'Nobody here has this mail address. Check how it is written.' },
  'merge-link-ended': {
    kind: 'gone',
    say: () => 'This link has been used, has run out, or was copied in part. Ask for a new one on your account page.',
  },
  'merge-of-another-account': {
    kind: 'forbidden',
    say: (because) =>
      `This was asked for by ${fact(because, 'into')}. Sign in to that account and open the link again.`,
  },
  'nothing-to-hand-over': { kind: 'conflict', say: () => 'There is no role to hand over.' },
  'not-yours-to-hand-over': { kind: 'forbidden', say: () => 'You can hand over your own roles only.' },
};
