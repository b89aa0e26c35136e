/** Pure decisions about ways to sign in: what needs fresh proof, what may be removed. */
import { ROLES, type Role } from '../../kernel/actor.ts';
import { addMinutes, type Instant } from '../../kernel/dates.ts';
import { permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import type { BegunPurpose, Factor, PeopleRefusal, Session } from './types.ts';

const PEOPLE_ROW = 'People, roles, invitations, outbox (house)';
const ACCOUNT_ROW = 'Own account: password, sessions, hats, tokens (house)';
const DOOR_ROW = 'Sign in and out (house)';
const LINK_ROW = 'Act by a one-time link (consent, signature, answer)';

const SIGNED_IN: readonly Role[] = ROLES.filter((role) => role !== 'PUB' && role !== 'PAR');

export const factorPermissions = {
  confirm: permission('confirm-who-one-is', ACCOUNT_ROW, 'S', SIGNED_IN),
  addPasskey: permission('add-passkey', ACCOUNT_ROW, 'S', SIGNED_IN),
  connectProvider: permission('connect-provider', ACCOUNT_ROW, 'S', SIGNED_IN),
  removeFactor: permission('remove-factor', ACCOUNT_ROW, 'S', SIGNED_IN),
  askForNewMail: permission('ask-for-new-mail', ACCOUNT_ROW, 'S', SIGNED_IN),
  takeNewMail: permission('take-new-mail', LINK_ROW, 'A', ['PUB']),
  signInWithPasskey: permission('sign-in-with-passkey', DOOR_ROW, 'A', ['PUB']),
  signInWithProvider: permission('sign-in-with-provider', DOOR_ROW, 'A', ['PUB']),
  makeRecoveryLink: permission('make-recovery-link', PEOPLE_ROW, 'E', ['ADM']),
  useRecoveryLink: permission('use-recovery-link', LINK_ROW, 'A', ['PUB']),
} as const satisfies Readonly<Record<string, Permission>>;

/** For so long one counts as still being there. */
export const PROOF_MINUTES = 10;
/** An authenticator, or a provider with its own second factor, takes its time. */
export const BEGUN_MINUTES: Readonly<Record<BegunPurpose, number>> = {
  'passkey-sign-in': 5,
  'passkey-confirm': 5,
  'passkey-add': 5,
  'oidc-sign-in': 15,
  'oidc-connect': 15,
};
export const MOST_PASSKEYS = 20;
export const NEW_MAIL_MINUTES = 60;
/** Letters to addresses that nobody has confirmed: a few a day, so that nobody floods a stranger's mailbox from here. */
export const NEW_MAILS_A_DAY = 5;
export const RECOVERY_MINUTES = 60;

/**
 * Whether the person, and not only their browser, was there a moment ago. A provider that one was signed in to anyway proves nothing
 * new: coming by one opens the door and not the drawer with the keys.
 */
export function hasFreshProof(session: Pick<Session, 'proof' | 'startedAt' | 'confirmedAt'>, now: Instant): boolean {
  const since = session.confirmedAt ?? (session.proof === 'oidc' ? null : session.startedAt);
  return since !== null && now < addMinutes(since, PROOF_MINUTES);
}

export function mayTouchKeys(
  session: Pick<Session, 'proof' | 'startedAt' | 'confirmedAt'>,
  now: Instant,
): Decision<PeopleRefusal> {
  return hasFreshProof(session, now) ? allow() : refuse('proof-needed', { minutes: PROOF_MINUTES });
}

export function mayAddPasskey(factors: readonly Factor[]): Decision<PeopleRefusal> {
  const has = factors.filter((factor) => factor.kind === 'passkey').length;
  return has < MOST_PASSKEYS ? allow() : refuse('too-many-passkeys', { most: MOST_PASSKEYS });
}

export function mayAskForNewMail(askedToday: number): Decision<PeopleRefusal> {
  return askedToday < NEW_MAILS_A_DAY ? allow() : refuse('too-many-new-mails', { most: NEW_MAILS_A_DAY });
}

/**
 * The mail address is a way in by itself, so the last other way may go, as long as letters are really sent. Where an administrator
 * would have to pass the link on, nobody makes themselves depend on that by accident.
 */
export function mayRemoveFactor(
  factors: readonly Factor[],
  factor: Factor,
  sendsMail: boolean,
): Decision<PeopleRefusal> {
  const others = factors.filter((one) => one.id !== factor.id);
  return others.length > 0 || sendsMail ? allow() : refuse('last-factor');
}
