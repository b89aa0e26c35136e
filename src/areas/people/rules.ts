/** Pure decisions about accounts, sessions, roles and attempts. */
import { ROLES, type Actor, type Role } from '../../kernel/actor.ts';
import { addDays, addMinutes, showLongDate, type Instant } from '../../kernel/dates.ts';
import { hatWords } from '../../kernel/hats.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, refused, type Decision } from '../../kernel/refusal.ts';
import { PROOF_MINUTES } from './factor-rules.ts';
import {
  HOSTING_ROLES,
  PROJECT_ROLES,
  TOKEN_SCOPE_NAMES,
  type ActLink,
  type ActLinkRefusal,
  type ApiToken,
  type FailureCount,
  type HeldGrant,
  type PeopleRefusal,
  type Person,
  type Session,
  type StatedHat,
} from './types.ts';

/** Rows that the matrix of domain section 3 does not have, because it speaks of the work and not of the door. */
export const PEOPLE_ROW = 'People, roles, invitations, outbox (house)';
export const ACCOUNT_ROW = 'Own account: password, sessions, hats, tokens (house)';
export const DOOR_ROW = 'Sign in and out (house)';
const LINK_ROW = 'Act by a one-time link (consent, signature, answer)';

/** Everyone who can have an account. */
export const SIGNED_IN: readonly Role[] = ROLES.filter((role) => role !== 'PUB' && role !== 'PAR');

export const peoplePermissions = {
  seePeople: permission('see-people', PEOPLE_ROW, 'R', ['ADM']),
  seeActLinks: permission('see-act-links', PEOPLE_ROW, 'R', ['ADM']),
  withdrawActLink: permission('withdraw-act-link', PEOPLE_ROW, 'E', ['ADM']),
  readOutbox: permission('read-outbox', PEOPLE_ROW, 'R', ['ADM']),
  invitePerson: permission('invite-person', PEOPLE_ROW, 'C', ['ADM']),
  withdrawInvitation: permission('withdraw-invitation', PEOPLE_ROW, 'E', ['ADM']),
  correctPerson: permission('correct-person', PEOPLE_ROW, 'E', ['ADM']),
  grantRole: permission('grant-role', PEOPLE_ROW, 'C', ['ADM']),
  revokeRole: permission('revoke-role', PEOPLE_ROW, 'E', ['ADM']),
  deactivatePerson: permission('deactivate-person', PEOPLE_ROW, 'E', ['ADM']),
  reactivatePerson: permission('reactivate-person', PEOPLE_ROW, 'E', ['ADM']),
  seeAccount: permission('see-account', ACCOUNT_ROW, 'S', SIGNED_IN),
  changePassword: permission('change-password', ACCOUNT_ROW, 'S', SIGNED_IN),
  stateHat: permission('state-hat', ACCOUNT_ROW, 'S', SIGNED_IN),
  giveUpHat: permission('give-up-hat', ACCOUNT_ROW, 'S', SIGNED_IN),
  wearHat: permission('wear-hat', ACCOUNT_ROW, 'S', SIGNED_IN),
  endSession: permission('end-session', ACCOUNT_ROW, 'S', SIGNED_IN),
  endAllSessions: permission('end-all-sessions', ACCOUNT_ROW, 'S', SIGNED_IN),
  makeApiToken: permission('make-api-token', ACCOUNT_ROW, 'S', SIGNED_IN),
  revokeApiToken: permission('revoke-api-token', ACCOUNT_ROW, 'S', SIGNED_IN),
  signIn: permission('sign-in-with-password', DOOR_ROW, 'A', ['PUB']),
  requestSignInLink: permission('request-sign-in-link', DOOR_ROW, 'A', ['PUB']),
  signOut: permission('sign-out', DOOR_ROW, 'A', ['PUB']),
  setUpWorkspace: permission('set-up-workspace', LINK_ROW, 'A', ['PUB']),
  acceptInvitation: permission('accept-invitation', LINK_ROW, 'A', ['PUB']),
  signInWithLink: permission('sign-in-with-link', LINK_ROW, 'A', ['PUB']),
} as const satisfies Readonly<Record<string, Permission>>;

/** Administration of people: the actor must be a workspace administrator, whichever way in they came. */
export function mayAdminister(actor: Actor, needed: Permission): Decision<PeopleRefusal> {
  if (actor.kind === 'stranger') return refuse('signed-out');
  return holds(actor, needed) ? allow() : refuse('not-allowed');
}

// --- sessions

/** A session that nobody used for so long has ended. */
export const SESSION_IDLE_DAYS = 7;
/** And none lasts longer than this, however busy. */
export const SESSION_DAYS = 30;
/** Each use is noted at most this often: reading must not write at every page. */
export const SEEN_EVERY_MINUTES = 5;

export function sessionEndsAt(startedAt: Instant): Instant {
  return addDays(startedAt, SESSION_DAYS);
}

export function sessionIsLive(session: Pick<Session, 'startedAt' | 'lastSeenAt' | 'endedAt'>, now: Instant): boolean {
  return (
    session.endedAt === null &&
    now < addDays(session.lastSeenAt, SESSION_IDLE_DAYS) &&
    now < sessionEndsAt(session.startedAt)
  );
}

export function sessionNeedsTouch(session: Pick<Session, 'lastSeenAt'>, now: Instant): boolean {
  return now >= addMinutes(session.lastSeenAt, SEEN_EVERY_MINUTES);
}

// --- hats

/** In own words; more are a list of what somebody once was. */
export const MOST_HATS = 10;

export function mayStateHat(
  own: readonly StatedHat[],
  hat: Pick<StatedHat, 'capacity' | 'affiliation'>,
): Decision<PeopleRefusal> {
  if (own.some((other) => hatWords(other) === hatWords(hat))) return refuse('hat-stated-already');
  return own.length >= MOST_HATS ? refuse('too-many-hats', { most: MOST_HATS }) : allow();
}

// --- passwords

export const SHORTEST_PASSWORD = 12;
/** For so long after signing in by a one-time link the current password need not be known: this is how a forgotten one is replaced. */
export const FRESH_LINK_MINUTES = 15;

/** Length is what counts; beyond it only what a guesser would try first is refused. */
export function mayUsePassword(
  password: string,
  about: { readonly name: string; readonly mail: string },
): Decision<PeopleRefusal> {
  const plain = password.toLowerCase();
  if (Array.from(password).length < SHORTEST_PASSWORD) {
    return refuse('weak-password', {
      why: `Use at least ${SHORTEST_PASSWORD} characters; a few words in a row are easiest to keep.`,
    });
  }
  if (new Set(plain).size < 5) {
    return refuse('weak-password', { why: 'Use more different characters.' });
  }
  const known = [about.mail, about.mail.split('@')[0] ?? '', about.name, 'commonwork', 'password'];
  if (known.some((word) => word.length >= 4 && onlyOf(plain, word.toLowerCase()))) {
    return refuse('weak-password', { why: 'Choose a password that is not made of your name or mail address.' });
  }
  return allow();
}

/** Whether next to nothing of the text is left once a word is taken out of it. */
function onlyOf(text: string, word: string): boolean {
  return text.replaceAll(word, '').length < SHORTEST_PASSWORD / 2 && text.includes(word);
}

/** Whether the current password must be shown before a new one is set. */
export function mustShowCurrentPassword(session: Session, hasPassword: boolean, now: Instant): boolean {
  return hasPassword && !cameByFreshLink(session, now) && !wasConfirmed(session, now);
}

/** The person showed, in this session and a moment ago, that it is them: by a passkey, say. */
function wasConfirmed({ confirmedAt }: Session, now: Instant): boolean {
  return confirmedAt !== null && now < addMinutes(confirmedAt, PROOF_MINUTES);
}

function cameByFreshLink(session: Session, now: Instant): boolean {
  return session.proof === 'link' && now < addMinutes(session.startedAt, FRESH_LINK_MINUTES);
}

// --- API tokens

/** So many tokens of one person may work at a time. */
export const MOST_API_TOKENS = 20;
/** Of all that were ever made the list shows the newest, those that were not revoked first. */
export const MOST_TOKENS_LISTED = 100;
/** A token's last use is noted at most this often. */
const TOKEN_NOTED_EVERY_MINUTES = 1;

/**
 * Whether the password must be shown before a token is made: a token outlives the session, so a borrowed session must not be enough.
 * Unlike for a new password, having none is no way around it.
 */
export function mustShowPasswordForToken(session: Session, now: Instant): boolean {
  return !cameByFreshLink(session, now) && !wasConfirmed(session, now);
}

export function mayMakeApiToken(working: number): Decision<PeopleRefusal> {
  return working < MOST_API_TOKENS ? allow() : refuse('too-many-api-tokens', { most: MOST_API_TOKENS });
}

export function apiTokenWorks(token: Pick<ApiToken, 'validUntil' | 'revokedAt'>, now: Instant): boolean {
  return token.revokedAt === null && now < token.validUntil;
}

/** What a program asks for with a token. */
export interface TokenUse {
  /** It would change something: any method but GET. */
  readonly changes: boolean;
  /** It is for signed-in people only. */
  readonly ofSession: boolean;
}

/** Whether a token opens the door at all; what its person may do behind it is asked of their roles. */
export function mayUseApiToken(
  token: Pick<ApiToken, 'scope' | 'validUntil' | 'revokedAt'>,
  isOfClosedAccount: boolean,
  use: TokenUse,
  now: Instant,
): Decision<PeopleRefusal> {
  if (token.revokedAt !== null || isOfClosedAccount) return refuse('token-revoked');
  if (!apiTokenWorks(token, now)) return refuse('token-run-out', { on: showLongDate(token.validUntil) });
  if (use.ofSession) return refuse('token-not-here');
  if (use.changes && token.scope === 'read') {
    return refuse('token-only-reads', { scope: TOKEN_SCOPE_NAMES.read, needed: TOKEN_SCOPE_NAMES['read-write'] });
  }
  return allow();
}

export function apiTokenNeedsNote({ lastUsedAt }: Pick<ApiToken, 'lastUsedAt'>, now: Instant): boolean {
  return lastUsedAt === null || lastUsedAt <= notedBefore(now);
}

/** A use that was noted after this moment is recent enough. */
export function notedBefore(now: Instant): Instant {
  return addMinutes(now, -TOKEN_NOTED_EVERY_MINUTES);
}

// --- attempts

/** So many failures are free: people mistype. From one address more, because many people may share it. */
const FREE_FAILURES = { account: 5, address: 20 } as const;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 15 * 60;
export const FAILURES_FORGOTTEN_AFTER_DAYS = 1;

/** How long to wait after so many failures in a row: 15 seconds, then twice as long each time, at most 15 minutes. */
export function waitInSeconds(kind: keyof typeof FREE_FAILURES, failures: number): number {
  const beyond = failures - FREE_FAILURES[kind];
  return beyond < 0 ? 0 : Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(beyond, 20));
}

export function mayTryPassword(
  counts: { readonly account: FailureCount | null; readonly address: FailureCount | null },
  now: Instant,
): Decision<PeopleRefusal> {
  const seconds = Math.max(secondsLeft('account', counts.account, now), secondsLeft('address', counts.address, now));
  return seconds > 0 ? refuse('too-many-attempts', { seconds }) : allow();
}

function secondsLeft(kind: keyof typeof FREE_FAILURES, count: FailureCount | null, now: Instant): number {
  if (count === null || now >= addDays(count.lastAt, FAILURES_FORGOTTEN_AFTER_DAYS)) return 0;
  const wait = waitInSeconds(kind, count.failures);
  const until = count.lastAt.getTime() + 1000 * wait;
  return wait === 0 ? 0 : Math.max(0, Math.ceil((until - now.getTime()) / 1000));
}

// --- one-time links

export const LINK_MINUTES = { 'set-up': 24 * 60, invitation: 7 * 24 * 60, 'sign-in': 20 } as const;
/** A link from `commonwork admin-link` is carried by hand. */
export const ADMIN_LINK_MINUTES = 60;
/** At most so many sign-in links are out for one account at a time: a form must not be a way to flood somebody's mailbox. */
export const OPEN_SIGN_IN_LINKS = 3;

// --- links for one act

/** Who holds the letter may do what it is for, while it is asked. Looking and doing ask the same. */
export function mayActByLink(link: ActLink, now: Instant): Decision<ActLinkRefusal> {
  if (link.spentAt !== null) return refuse('act-link-ended', { why: 'used', on: showLongDate(link.spentAt) });
  if (link.withdrawnAt !== null) {
    return refuse('act-link-ended', { why: 'withdrawn', on: showLongDate(link.withdrawnAt) });
  }
  if (now < link.validUntil) return allow();
  if (link.isRenewed) return refuse('act-link-ended', { why: 'renewed' });
  return refuse('act-link-ended', { why: 'run-out', on: showLongDate(link.validUntil) });
}

/** Only in place of one that has run out, and once: the newest letter is the one that counts. */
export function mayRenewLink(link: ActLink, now: Instant): Decision<ActLinkRefusal> {
  const open = mayActByLink(link, now);
  if (!refused(open)) return refuse('act-link-not-to-renew', { why: 'open' });
  return open.because.why === 'run-out' ? allow() : refuse('act-link-not-to-renew', open.because);
}

// --- roles

export function mayHoldRole(
  held: readonly HeldGrant[],
  role: Role,
  project: ProjectId | null,
): Decision<PeopleRefusal> {
  const forProject = PROJECT_ROLES.includes(role);
  if (forProject && project === null) return refuse('role-needs-a-project', { role });
  if (!forProject && !HOSTING_ROLES.includes(role) && project !== null)
    return refuse('role-takes-no-project', { role });
  if (held.some((grant) => grant.role === role && grant.project === project))
    return refuse('role-already-held', { role });
  return allow();
}

/** A workspace is never left without an administrator who can sign in. */
export function mayLoseAdministrator(
  person: Person['id'],
  administrators: readonly Person['id'][],
): Decision<PeopleRefusal> {
  return administrators.some((other) => other !== person) ? allow() : refuse('last-administrator');
}
