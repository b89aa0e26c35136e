import type { Grant, Role } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId, SessionId } from '../../kernel/ids.ts';
import type { Facts, RefusalSheet } from '../../kernel/refusal.ts';
import { count } from '../../kernel/text.ts';

export type GrantId = Id<'grant'>;
export type InvitationId = Id<'invitation'>;

/** The body that runs work orders here (domain glossary); an example one says so on every page. */
export interface Workspace {
  readonly name: string;
  readonly example: boolean;
}

/** Someone with an account. Name and mail address live in a row of their own that can be erased. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly mail: string;
  /** The capacities in which the person speaks ("maintainer of NumPy", "Larkspur Quant"), their own words. */
  readonly hats: readonly string[];
  readonly joinedAt: Instant;
  readonly deactivation: Deactivation | null;
}

/** A person's account was closed; grants stay on record, nothing can be done with them. */
export interface Deactivation {
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly reason: string;
}

/** A grant with its own record: who gave it and when. */
export interface HeldGrant extends Grant {
  readonly id: GrantId;
  readonly grantedAt: Instant;
}

/** How a session began; a fresh mail link proves as much as the current password does. */
export type Proof = 'set-up' | 'invitation' | 'password' | 'link';

export interface Session {
  readonly id: SessionId;
  readonly person: PersonId;
  readonly proof: Proof;
  readonly startedAt: Instant;
  readonly lastSeenAt: Instant;
  readonly endedAt: Instant | null;
  /** The hat worn in this session, one of the person's own; null when none was chosen. */
  readonly hat: string | null;
}

/** A session as its owner sees it in the list. */
export interface ListedSession extends Session {
  readonly address: string | null;
  readonly agent: string | null;
}

/** Where a request came from, as far as we keep it. */
export interface Trace {
  readonly address: string;
  readonly agent: string;
}

/** What every way of signing in is told of the request; the cookie brought along, if any, is worth nothing afterwards. */
export interface CameFrom {
  readonly trace: Trace;
  readonly previousToken: string | null;
}

/** The address under which people reach us, for the links in letters; without a slash at the end. */
export interface ReachedAt {
  readonly baseUrl: string;
}

/** The secret goes into the cookie, once; only its digest stays with us. */
export interface StartedSession {
  readonly person: PersonId;
  readonly token: string;
  readonly expires: Instant;
}

export interface Invitation {
  readonly id: InvitationId;
  readonly name: string;
  readonly mail: string;
  readonly grant: Grant;
  readonly invitedAt: Instant;
  readonly validUntil: Instant;
}

/** A letter as the outbox shows it. Text and link are gone once it was sent or its link has ended. */
export interface ShownLetter {
  readonly id: Id<'mail'>;
  readonly queuedAt: Instant;
  readonly recipient: string;
  readonly recipientName: string;
  readonly subject: string;
  readonly body: string | null;
  readonly link: string | null;
  /** What became of the link before its time was over: there is nothing left to pass on. */
  readonly linkEnd: 'used' | 'taken back' | null;
  readonly validUntil: Instant | null;
  /** Held: there is no mail server, an administrator passes the link on. */
  readonly state: 'waiting' | 'held' | 'sent' | 'given up';
  readonly stateSince: Instant;
  readonly tries: number;
  readonly trouble: string | null;
}

/** What a one-time link is for. */
export type LinkPurpose = 'set-up' | 'sign-in' | 'invitation';

/** A one-time link as it leaves the house: the token is in no table. */
export interface MadeLink {
  readonly token: string;
  readonly validUntil: Instant;
}

/** Failed sign-ins in a row, of one account or from one address. */
export interface FailureCount {
  readonly failures: number;
  readonly lastAt: Instant;
}

/** The roles that can be given now; the others come with their areas. */
export const GRANTABLE_ROLES = ['ADM', 'ENG', 'TEC', 'PRJ', 'MNT'] as const satisfies readonly Role[];
export type GrantableRole = (typeof GRANTABLE_ROLES)[number];

/** Held for one project each (domain section 3). */
export const PROJECT_ROLES: readonly Role[] = ['PRJ', 'MNT'];

/** A project as other areas name it here: people stands below projects and knows only their ids. */
export interface NamedProject {
  readonly id: ProjectId;
  readonly name: string;
}

export type PeopleRefusal =
  | 'signed-out'
  | 'not-allowed'
  | 'already-set-up'
  | 'not-set-up'
  | 'link-ended'
  | 'wrong-mail-or-password'
  | 'too-many-attempts'
  | 'weak-password'
  | 'wrong-password'
  | 'already-a-member'
  | 'no-such-person'
  | 'no-such-grant'
  | 'no-such-session'
  | 'no-such-invitation'
  | 'no-such-mail'
  | 'no-such-hat'
  | 'role-already-held'
  | 'role-needs-a-project'
  | 'role-takes-no-project'
  | 'last-administrator'
  | 'already-deactivated'
  | 'not-deactivated'
  | 'person-deactivated'
  | 'not-an-administrator'
  | 'several-administrators';

export const peopleRefusals: RefusalSheet<PeopleRefusal> = {
  'signed-out': { kind: 'signed-out', say: () => 'Sign in first.' },
  'not-allowed': { kind: 'forbidden', say: () => 'Only a workspace administrator can do this.' },
  'already-set-up': { kind: 'conflict', say: () => 'This workspace is set up already. Sign in instead.' },
  'not-set-up': { kind: 'conflict', say: () => 'This workspace has not been set up yet.' },
  'link-ended': {
    kind: 'gone',
    say: () => 'This link has been used, has run out, or was copied in part. Ask for a new one.',
  },
  'wrong-mail-or-password': {
    kind: 'signed-out',
    recorded: true,
    say: () => 'The mail address and the password do not belong together. Check both, or have a link sent to you.',
  },
  'too-many-attempts': {
    kind: 'too-many',
    say: (because) => `Too many attempts. Wait ${showWait(because)} and try again, or have a link sent to you.`,
  },
  'weak-password': { kind: 'malformed', say: (because) => String(because.why) },
  'wrong-password': { kind: 'malformed', recorded: true, say: () => 'This is not your current password.' },
  'already-a-member': { kind: 'conflict', say: () => 'A person with this mail address has an account already.' },
  'no-such-person': { kind: 'not-found', say: () => 'There is no such person here.' },
  'no-such-grant': { kind: 'not-found', say: () => 'The person does not hold this role.' },
  'no-such-session': { kind: 'not-found', say: () => 'There is no such session; it may have ended by itself.' },
  'no-such-invitation': {
    kind: 'not-found',
    say: () => 'There is no such open invitation; it may have been accepted.',
  },
  'no-such-mail': { kind: 'not-found', say: () => 'There is no such mail in the outbox.' },
  'no-such-hat': { kind: 'malformed', say: () => 'Choose one of your own hats.' },
  'role-already-held': { kind: 'conflict', say: () => 'The person holds this role already.' },
  'role-needs-a-project': { kind: 'malformed', say: () => 'Say for which project this role is held.' },
  'role-takes-no-project': {
    kind: 'malformed',
    say: () => 'This role is held for the whole workspace, not for one project.',
  },
  'last-administrator': {
    kind: 'conflict',
    say: () => 'This is the last administrator. Make somebody else an administrator first.',
  },
  'already-deactivated': { kind: 'conflict', say: () => 'This account is closed already.' },
  'not-deactivated': { kind: 'conflict', say: () => 'This account is open.' },
  'person-deactivated': { kind: 'conflict', say: () => 'This account is closed. Open it again first.' },
  'not-an-administrator': { kind: 'conflict', say: () => 'No administrator has this mail address.' },
  'several-administrators': {
    kind: 'conflict',
    say: (because) => `There are several administrators. Say which: ${namesIn(because).join(', ')}`,
  },
};

function showWait(because: Facts): string {
  const seconds = Number(because.seconds);
  return seconds < 60 ? count(seconds, 'second') : count(Math.ceil(seconds / 60), 'minute');
}

function namesIn(because: Facts): readonly string[] {
  return Array.isArray(because.mails) ? because.mails : [];
}
