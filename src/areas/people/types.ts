import type { Grant, LinkActor, Role } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { ActLinkId, Id, PersonId, ProjectId, SessionId } from '../../kernel/ids.ts';
import { fact, type Facts, type RefusalSheet } from '../../kernel/refusal.ts';
import { count } from '../../kernel/text.ts';
import { leavingRefusals, type LeavingRefusal } from './leaving-types.ts';

export type GrantId = Id<'grant'>;
export type HatId = Id<'hat'>;
export type InvitationId = Id<'invitation'>;
export type ApiTokenId = Id<'api-token'>;
export type FactorId = Id<'factor'>;
export type RecoveryId = Id<'recovery'>;

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
  /** Stated by the person themselves, oldest first; roles bring others with them. */
  readonly hats: readonly StatedHat[];
  readonly joinedAt: Instant;
  readonly deactivation: Deactivation | null;
}

/** A hat in the person's own words: "research engineer" of "Larkspur Quant", or "contributor" for nobody but themselves. */
export interface StatedHat {
  readonly id: HatId;
  readonly capacity: string;
  readonly affiliation: string | null;
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
export type Proof = 'set-up' | 'invitation' | 'password' | 'link' | 'passkey' | 'oidc';

export interface Session {
  readonly id: SessionId;
  readonly person: PersonId;
  readonly proof: Proof;
  readonly startedAt: Instant;
  readonly lastSeenAt: Instant;
  readonly endedAt: Instant | null;
  /** When the person last showed in it that it is still them; null when never after it began. */
  readonly confirmedAt: Instant | null;
  /** The hat worn in this session, one of the person's own; null when none was chosen. */
  readonly hat: string | null;
}

/** A way to sign in. What opens it (a hash, a key) is never in here. */
export type Factor =
  | { readonly kind: 'password'; readonly id: FactorId; readonly setAt: Instant }
  | {
      readonly kind: 'passkey';
      readonly id: FactorId;
      /** The person's own word for it. */
      readonly name: string;
      readonly setAt: Instant;
      readonly lastUsedAt: Instant | null;
      /** It lives on several devices, as passkeys of password managers do. */
      readonly isCopied: boolean;
      /** Its counter went back: two devices may use it, one of them perhaps a stolen copy. */
      readonly suspectedAt: Instant | null;
    }
  | {
      readonly kind: 'oidc';
      readonly id: FactorId;
      readonly issuer: string;
      /** What the provider calls the account there, when it was connected. */
      readonly name: string | null;
      readonly setAt: Instant;
      readonly lastUsedAt: Instant | null;
    };

/** What was begun in a browser that comes back from an authenticator or a provider. */
export type BegunPurpose = 'passkey-sign-in' | 'passkey-confirm' | 'passkey-add' | 'oidc-sign-in' | 'oidc-connect';

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

/** What a token opens: reading alone, or all that its person may. */
export const TOKEN_SCOPES = ['read', 'read-write'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export const TOKEN_SCOPE_NAMES: Readonly<Record<TokenScope, string>> = {
  read: 'read',
  'read-write': 'read and write',
};

/** For so many days a token can be made. */
export const TOKEN_DAYS = [30, 90, 365] as const;

/** A standing way into the API for a person's own programs. Its secret is in no table. */
export interface ApiToken {
  readonly id: ApiTokenId;
  readonly person: PersonId;
  /** What it is for, in the person's own words. */
  readonly name: string;
  readonly scope: TokenScope;
  readonly madeAt: Instant;
  readonly validUntil: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** A token as it leaves the house, once. */
export interface MadeApiToken {
  readonly id: ApiTokenId;
  readonly secret: string;
  readonly validUntil: Instant;
}

/** The roles that a person with an account can hold: all but participants, who come by signed link, and the public. */
export const GRANTABLE_ROLES = [
  'ADM',
  'ENG',
  'TEC',
  'DEV',
  'FIN',
  'PRJ',
  'MNT',
  'FND',
  'FSP',
] as const satisfies readonly Role[];
export type GrantableRole = (typeof GRANTABLE_ROLES)[number];

/** Held for one project each (domain section 3). */
export const PROJECT_ROLES: readonly Role[] = ['PRJ', 'MNT'];
/** May name a project: a fiscal sponsor's contact holds the role once for each project it hosts, or without one while none is named. */
export const HOSTING_ROLES: readonly Role[] = ['FSP'];

/** A project as other areas name it here: people stands below projects and knows only their ids. */
export interface NamedProject {
  readonly id: ProjectId;
  readonly name: string;
}

// --- links for one act

/** The roles in which somebody without an account can be written to. */
export const LINK_ROLES = ['PRJ', 'MNT', 'FND', 'FSP', 'PAR'] as const satisfies readonly Role[];
export type LinkRole = (typeof LINK_ROLES)[number];

/** What another area asks of somebody by a letter. The words of `act` and the subject are that area's own. */
export interface AskedAct {
  readonly recipient: { readonly name: string; readonly mail: string };
  /** "answer-consent". */
  readonly act: string;
  /** The id of what it is about. */
  readonly subject: Id<string>;
  readonly role: LinkRole;
  /** For which project the role is held by this link. */
  readonly project: ProjectId | null;
  /** Spent by the act, or for what must stay possible until the end (taking a consent back). */
  readonly use: 'once' | 'until-it-ends';
  readonly validUntil: Instant;
}

export interface ActLink extends AskedAct {
  readonly id: ActLinkId;
  readonly madeAt: Instant;
  readonly madeBy: PersonId | null;
  readonly renews: ActLinkId | null;
  readonly isRenewed: boolean;
  readonly spentAt: Instant | null;
  readonly withdrawnAt: Instant | null;
}

/** The token goes into the letter, once. */
export interface MadeActLink extends MadeLink {
  readonly id: ActLinkId;
}

/** A link as its page sees it; looking never spends it. */
export interface SeenActLink {
  readonly link: ActLink;
  /** Who acts if the person does it, in which hat. */
  readonly actor: LinkActor;
}

export type ActLinkRefusal =
  | 'act-link-ended'
  | 'act-link-of-another-act'
  | 'act-link-not-to-renew'
  | 'no-such-act-link';

/** For the sheets of the areas whose acts are done by links. */
export const actLinkRefusals: RefusalSheet<ActLinkRefusal> = {
  'act-link-ended': { kind: 'gone', say: sayWhyEnded },
  'act-link-of-another-act': {
    kind: 'forbidden',
    say: () => 'This link is for something else. Open the letter that came with what you want to do.',
  },
  'act-link-not-to-renew': {
    kind: 'conflict',
    say: (because) =>
      because.why === 'renewed'
        ? 'A new link was sent to you already. Look for it in your mail; the newest letter counts.'
        : because.why === 'open'
          ? 'This link still works. Open it again.'
          : sayWhyEnded(because),
  },
  'no-such-act-link': { kind: 'not-found', say: () => 'There is no such open link; it may have been used.' },
};

/** Why a link does nothing any more, and what its holder can do about it. */
function sayWhyEnded(because: Facts): string {
  switch (because.why) {
    case 'used':
      return `This link was used on ${fact(because, 'on')}. If that was not you, tell whoever sent it to you.`;
    case 'run-out':
      return `This link ran out on ${fact(because, 'on')}. Ask for a new one: it is sent to the same mail address.`;
    case 'withdrawn':
      return `This link was taken back on ${fact(because, 'on')}: what it was for is not asked any more.`;
    case 'renewed':
      return 'A newer link was sent to you in place of this one. Look for it in your mail.';
    default:
      return 'This link is not known here. It may have been copied in part: open it from the letter itself.';
  }
}

export type PeopleRefusal =
  | ActLinkRefusal
  | LeavingRefusal
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
  | 'hat-stated-already'
  | 'too-many-hats'
  | 'no-such-api-token'
  | 'too-many-api-tokens'
  | 'token-not-known'
  | 'token-revoked'
  | 'token-run-out'
  | 'token-only-reads'
  | 'token-not-here'
  | 'role-already-held'
  | 'role-needs-a-project'
  | 'role-takes-no-project'
  | 'last-administrator'
  | 'already-deactivated'
  | 'not-deactivated'
  | 'person-deactivated'
  | 'proof-needed'
  | 'begun-elsewhere'
  | 'no-passkeys-here'
  | 'passkey-not-taken'
  | 'passkey-not-known'
  | 'passkey-perhaps-copied'
  | 'passkey-known-already'
  | 'too-many-passkeys'
  | 'no-such-factor'
  | 'last-factor'
  | 'no-such-provider'
  | 'provider-unreachable'
  | 'provider-said-no'
  | 'provider-not-believed'
  | 'not-connected'
  | 'already-connected'
  | 'connected-to-another'
  | 'same-mail'
  | 'too-many-new-mails'
  | 'not-oneself'
  | 'not-an-administrator'
  | 'several-administrators';

export const peopleRefusals: RefusalSheet<PeopleRefusal> = {
  ...actLinkRefusals,
  ...leavingRefusals,
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
  'hat-stated-already': { kind: 'conflict', say: () => 'You have this hat already.' },
  'too-many-hats': {
    kind: 'conflict',
    say: (because) => `You have ${Number(because.most)} hats in your own words, which is the most. Give one up first.`,
  },
  'no-such-api-token': { kind: 'not-found', say: () => 'There is no such token of yours; it may be revoked already.' },
  'too-many-api-tokens': {
    kind: 'conflict',
    say: (because) => `You have ${Number(because.most)} tokens that work, which is the most. Revoke one first.`,
  },
  'token-not-known': {
    kind: 'signed-out',
    say: () => 'This token is not known here. Check that it was copied whole, and that it is of this site.',
  },
  'token-revoked': { kind: 'signed-out', say: () => 'This token was revoked. Make a new one on your account page.' },
  'token-run-out': {
    kind: 'signed-out',
    say: (because) => `This token ran out on ${fact(because, 'on')}. Make a new one on your account page.`,
  },
  'token-only-reads': {
    kind: 'forbidden',
    say: (because) =>
      `This token has the scope "${fact(because, 'scope')}". To change something, use one with the scope "${fact(because, 'needed')}".`,
  },
  'token-not-here': {
    kind: 'forbidden',
    say: () => 'A token cannot see or change tokens and ways to sign in. Sign in for that.',
  },
  'role-already-held': { kind: 'conflict', say: () => 'The person holds this role already.' },
  'role-needs-a-project': { kind: 'malformed', say: () => 'Say for which project this role is held.' },
  'role-takes-no-project': {
    kind: 'malformed',
    say: () => 'This role is not held for one project. Leave the project out.',
  },
  'last-administrator': {
    kind: 'conflict',
    say: () => 'This is the last administrator. Make somebody else an administrator first.',
  },
  'already-deactivated': { kind: 'conflict', say: () => 'This account is closed already.' },
  'not-deactivated': { kind: 'conflict', say: () => 'This account is open.' },
  'person-deactivated': { kind: 'conflict', say: () => 'This account is closed. Open it again first.' },
  'proof-needed': {
    kind: 'forbidden',
    say: (because) =>
      `Confirm first that it is you; that holds for ${Number(because.minutes)} minutes. Your account page asks for it.`,
  },
  'begun-elsewhere': {
    kind: 'gone',
    recorded: true,
    say: () => 'This took too long, was done already, or began in another browser. Begin again.',
  },
  'no-passkeys-here': {
    kind: 'conflict',
    say: () => 'Passkeys need this site to have a name: its address is a number. Sign in another way.',
  },
  'passkey-not-taken': {
    kind: 'malformed',
    recorded: true,
    say: () => 'The passkey did not answer as it should. Try again, or use another one.',
  },
  'passkey-not-known': {
    kind: 'signed-out',
    recorded: true,
    say: () => 'This passkey opens no account here; it may have been removed. Sign in another way.',
  },
  'passkey-perhaps-copied': {
    kind: 'signed-out',
    recorded: true,
    say: () =>
      'This passkey may have been copied: it counts its uses, and the count went back. Sign in another way, remove it, and add a new one.',
  },
  'passkey-known-already': { kind: 'conflict', say: () => 'This passkey was added already.' },
  'too-many-passkeys': {
    kind: 'conflict',
    say: (because) => `You have ${Number(because.most)} passkeys, which is the most. Remove one first.`,
  },
  'no-such-factor': {
    kind: 'not-found',
    say: () => 'There is no such way to sign in of yours; it may be removed already.',
  },
  'last-factor': {
    kind: 'conflict',
    say: () =>
      'This is your only way to sign in, and this site sends no mail by which you could come back. Add another way first.',
  },
  'no-such-provider': { kind: 'not-found', say: () => 'There is no such way to sign in here.' },
  'provider-unreachable': {
    kind: 'unreachable',
    say: (because) =>
      `${fact(because, 'provider')} does not answer as it should (${fact(because, 'trouble')}). Try again later, or sign in another way.`,
  },
  'provider-said-no': {
    kind: 'conflict',
    recorded: true,
    say: (because) => `${fact(because, 'provider')} did not say who you are. Try again, or sign in another way.`,
  },
  'provider-not-believed': {
    kind: 'malformed',
    recorded: true,
    say: (because) =>
      `What came back from ${fact(because, 'provider')} does not hold (${fact(because, 'trouble')}). Begin again; if it stays so, tell an administrator.`,
  },
  'not-connected': {
    kind: 'forbidden',
    recorded: true,
    say: (because) =>
      `Your account at ${fact(because, 'provider')} is connected to none here. If you have one here, sign in another way first and connect it on your account page. If you have none, ask for an invitation.`,
  },
  'already-connected': { kind: 'conflict', recorded: true, say: () => 'This is connected to your account already.' },
  'connected-to-another': {
    kind: 'conflict',
    recorded: true,
    say: () => 'This is connected to another account here. Remove it there first.',
  },
  'same-mail': { kind: 'conflict', say: () => 'This is your mail address already.' },
  'too-many-new-mails': {
    kind: 'too-many',
    say: (because) => `A new mail address can be asked for ${Number(because.most)} times a day. Try again tomorrow.`,
  },
  'not-oneself': {
    kind: 'conflict',
    say: () =>
      'You are in already. Another administrator can do this for you, or "commonwork admin-link" on the machine.',
  },
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
