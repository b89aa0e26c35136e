/** What the verbs take, parsed once at the door for web, API and command line alike. */
import { z } from 'zod';
import { readId, type ActLinkId, type PersonId, type ProjectId, type SessionId } from '../../kernel/ids.ts';
import { cleanLine } from '../../kernel/text.ts';
import {
  GRANTABLE_ROLES,
  TOKEN_DAYS,
  TOKEN_SCOPES,
  type ApiTokenId,
  type FactorId,
  type GrantId,
  type HatId,
  type InvitationId,
} from './types.ts';

/** As sent, but on one line and without what cannot be seen; empty is missing. */
function line(longest: number, whenMissing: string) {
  return z
    .string(whenMissing)
    .max(4 * longest, `Use at most ${longest} characters.`)
    .transform(cleanLine)
    .pipe(z.string().min(1, whenMissing).max(longest, `Use at most ${longest} characters.`));
}

/** An id in a form or address. */
function id<T extends string>(whenMissing: string) {
  return z.string(whenMissing).transform((text, context): T => {
    const read = readId(text);
    if (read !== null) return read as unknown as T;
    context.addIssue({ code: 'custom', message: whenMissing });
    return z.NEVER;
  });
}

const name = line(120, 'Say what you are called.');
const mail = z
  .string('Enter a mail address.')
  .max(1000, 'This is too long for a mail address.')
  .transform(cleanLine)
  .pipe(
    z
      .string()
      .min(1, 'Enter a mail address.')
      .max(254, 'This is too long for a mail address.')
      .pipe(z.email('Enter a mail address like name@example.org.')),
  );
/** Never trimmed or cleaned: every character that was typed counts. */
const password = z.string('Enter a password.').min(1, 'Enter a password.').max(200, 'Use at most 200 characters.');
/** Of any form: a wrong one is simply unknown. */
const token = z.string('This link is not complete.').max(200);
const grant = {
  role: z.enum(GRANTABLE_ROLES, 'Choose a role.'),
  project: z
    .union([z.literal('').transform(() => null), z.null(), id<ProjectId>('Choose a project.')], 'Choose a project.')
    .default(null),
};

export const setUpWorkspaceInput = z.object({
  token,
  workspace: line(120, 'Say what the workspace is called.'),
  name,
  mail,
  password,
});
export type SetUpWorkspace = z.output<typeof setUpWorkspaceInput>;

export const invitePersonInput = z.object({ name: line(120, 'Say what the person is called.'), mail, ...grant });
export type InvitePerson = z.output<typeof invitePersonInput>;

export const withdrawInvitationInput = z.object({ invitation: id<InvitationId>('Choose an invitation.') });
export type WithdrawInvitation = z.output<typeof withdrawInvitationInput>;

export const withdrawActLinkInput = z.object({ link: id<ActLinkId>('Choose a link.') });

export const acceptInvitationInput = z.object({ token, name, password });
export type AcceptInvitation = z.output<typeof acceptInvitationInput>;

export const signInInput = z.object({ mail, password });
export type SignInWithPassword = z.output<typeof signInInput>;

export const requestSignInLinkInput = z.object({ mail });
export type RequestSignInLink = z.output<typeof requestSignInLinkInput>;

export const signInWithLinkInput = z.object({ token });
export type SignInWithLink = z.output<typeof signInWithLinkInput>;

export const changePasswordInput = z.object({
  current: z.string().max(200, 'This is not your current password.').default(''),
  password,
});
export type ChangePassword = z.output<typeof changePasswordInput>;

export const stateHatInput = z.object({
  capacity: line(80, 'Say in which capacity you speak.'),
  affiliation: z
    .string()
    .max(500, 'Use at most 120 characters.')
    .transform(cleanLine)
    .pipe(z.string().max(120, 'Use at most 120 characters.'))
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null),
});
export type StateHat = z.output<typeof stateHatInput>;

export const giveUpHatInput = z.object({ hat: id<HatId>('Choose a hat.') });
export type GiveUpHat = z.output<typeof giveUpHatInput>;

export const wearHatInput = z.object({
  /** The words of one's own hat; empty for none. */
  worn: z
    .string()
    .max(300)
    .transform((text) => (text === '' ? null : text))
    .nullable(),
});
export type WearHat = z.output<typeof wearHatInput>;

export const endSessionInput = z.object({ session: id<SessionId>('Choose a session.') });
export type EndSession = z.output<typeof endSessionInput>;

export const endAllSessionsInput = z.object({
  /** The tokens for the API go as well. */
  revokeTokens: z
    .union([z.boolean(), z.enum(['yes', ''])])
    .default(false)
    .transform((value) => value === true || value === 'yes'),
});
export type EndAllSessions = z.output<typeof endAllSessionsInput>;

export const makeApiTokenInput = z.object({
  name: line(80, 'Say what the token is for.'),
  scope: z.enum(TOKEN_SCOPES, 'Choose what the token may do.'),
  /** A form sends text. */
  days: z.preprocess(
    (value) => (typeof value === 'string' ? Number(value) : value),
    z.literal(TOKEN_DAYS, 'Choose for how long the token is to work.'),
  ),
  current: z.string().max(200, 'This is not your current password.').default(''),
});
export type MakeApiToken = z.output<typeof makeApiTokenInput>;

export const revokeApiTokenInput = z.object({ token: id<ApiTokenId>('Choose a token.') });
export type RevokeApiToken = z.output<typeof revokeApiTokenInput>;

export const personInput = z.object({ person: id<PersonId>('Choose a person.') });

export const correctPersonInput = z.object({
  person: id<PersonId>('Choose a person.'),
  name: line(120, 'Say what the person is called.'),
  mail,
});
export type CorrectPerson = z.output<typeof correctPersonInput>;

export const grantRoleInput = z.object({ person: id<PersonId>('Choose a person.'), ...grant });
export type GrantRole = z.output<typeof grantRoleInput>;

export const revokeRoleInput = z.object({
  person: id<PersonId>('Choose a person.'),
  grant: id<GrantId>('Choose a role.'),
});
export type RevokeRole = z.output<typeof revokeRoleInput>;

export const deactivatePersonInput = z.object({
  person: id<PersonId>('Choose a person.'),
  reason: line(400, 'Say why the account is closed.'),
});
export type DeactivatePerson = z.output<typeof deactivatePersonInput>;

export const reactivatePersonInput = z.object({ person: id<PersonId>('Choose a person.') });
export type ReactivatePerson = z.output<typeof reactivatePersonInput>;

/** Of the command `admin-link`: which administrator, when there are several. */
export const makeAdminLinkInput = z.object({ mail: mail.nullable() });
export type MakeAdminLink = z.output<typeof makeAdminLinkInput>;

/** What a browser's authenticator answered; read further where it is checked. */
const passkey = z
  .string('Use the button: the browser sends the passkey itself.')
  .min(1, 'Use the button: the browser sends the passkey itself.')
  .max(40_000, 'This is no passkey.');

export const passkeyInput = z.object({ passkey });

export const addPasskeyInput = z.object({
  name: line(80, 'Say which device or program keeps this passkey.'),
  passkey,
});

export const confirmWithPasswordInput = z.object({
  current: z
    .string('Enter your password.')
    .min(1, 'Enter your password.')
    .max(200, 'This is not your current password.'),
});

export const factorInput = z.object({ factor: id<FactorId>('Choose a way to sign in.') });

export const askForNewMailInput = z.object({ mail });

export const takeNewMailInput = z.object({ token });

export const makeRecoveryLinkInput = z.object({
  person: id<PersonId>('Choose a person.'),
  reason: line(400, 'Say how you made sure who it is.'),
  /** Empty: the one that is known stays. */
  mail: z.union([z.literal('').transform(() => null), z.null(), mail]).default(null),
});
export type MakeRecoveryLink = z.output<typeof makeRecoveryLinkInput>;

export const useRecoveryLinkInput = z.object({ token, password });
