/** The pages of people: which address does what. Each parses, calls one action and answers as HTML. */
import { urls } from '../../look/index.ts';
import type { PageRoute } from '../../outside/http/route.ts';
import {
  postApiToken,
  postEndAllSessions,
  postEndSession,
  postGiveUpHat,
  postHat,
  postPassword,
  postRevokeApiToken,
  postWearHat,
  showAccount,
} from './account-web.ts';
import {
  invitePage,
  postCorrect,
  postDeactivate,
  postGrant,
  postInvite,
  postReactivate,
  postRevoke,
  postWithdrawActLink,
  postWithdrawInvitation,
  showOutbox,
  showOutboxMail,
  showPeople,
  showPerson,
} from './admin-web.ts';
import { saidIn, type ProjectsToChoose } from './answers-web.ts';
import {
  askInvitation,
  askSetUp,
  askSignIn,
  askSignInLink,
  postInvitation,
  postSetUp,
  postSignIn,
  postSignInByMail,
  postSignInLink,
  postSignInPasskey,
  postSignOut,
} from './door-web.ts';
import { interestRoutes } from './interest-web.ts';
import { leavingRoutes } from './leaving-web.ts';
import { letterRoutes } from './letter-web.ts';
import { factorPermissions as mayWith } from './factor-rules.ts';
import { askPasskey, factorRoutes } from './factors-web.ts';
import { profileRoutes } from './profile-web.ts';
import { providerRoutes } from './providers-web.ts';
import { recoveryRoutes } from './recovery-web.ts';
import { peoplePermissions as may } from './rules.ts';

const PASSWORD_TRIES_PER_MINUTE = 30;
const MAILS_PER_MINUTE = 5;

export function peopleRoutes(projects: ProjectsToChoose): readonly PageRoute[] {
  return [
    ...interestRoutes(projects),
    ...letterRoutes,
    ...leavingRoutes(projects),
    ...profileRoutes,
    { method: 'GET', path: urls.setUp.pattern, permission: may.setUpWorkspace, action: null, answer: askSetUp },
    {
      method: 'POST',
      path: urls.setUp.pattern,
      permission: may.setUpWorkspace,
      action: 'set-up-workspace',
      answer: postSetUp,
      perMinute: PASSWORD_TRIES_PER_MINUTE,
    },
    { method: 'GET', path: urls.signIn.pattern, permission: may.signIn, action: null, answer: askSignIn },
    {
      method: 'POST',
      path: urls.signIn.pattern,
      permission: may.signIn,
      action: 'sign-in-with-password',
      answer: postSignIn,
      perMinute: PASSWORD_TRIES_PER_MINUTE,
    },
    {
      method: 'POST',
      path: urls.signInByMail.pattern,
      permission: may.requestSignInLink,
      action: 'request-sign-in-link',
      answer: postSignInByMail,
      perMinute: MAILS_PER_MINUTE,
    },
    {
      method: 'GET',
      path: urls.signInLink.pattern,
      permission: may.signInWithLink,
      action: null,
      answer: askSignInLink,
    },
    {
      method: 'POST',
      path: urls.signInLink.pattern,
      permission: may.signInWithLink,
      action: 'sign-in-with-link',
      answer: postSignInLink,
      perMinute: PASSWORD_TRIES_PER_MINUTE,
    },
    {
      method: 'GET',
      path: urls.invitation.pattern,
      permission: may.acceptInvitation,
      action: null,
      answer: (request) => askInvitation(request, projects),
    },
    {
      method: 'POST',
      path: urls.invitation.pattern,
      permission: may.acceptInvitation,
      action: 'accept-invitation',
      answer: (request) => postInvitation(request, projects),
      perMinute: PASSWORD_TRIES_PER_MINUTE,
    },
    {
      method: 'POST',
      path: urls.signInPasskeyAsk.pattern,
      permission: mayWith.signInWithPasskey,
      action: 'begin-passkey',
      answer: (request) => askPasskey(request, 'passkey-sign-in'),
      perMinute: PASSWORD_TRIES_PER_MINUTE,
    },
    {
      method: 'POST',
      path: urls.signInPasskey.pattern,
      permission: mayWith.signInWithPasskey,
      action: 'sign-in-with-passkey',
      answer: postSignInPasskey,
      perMinute: PASSWORD_TRIES_PER_MINUTE,
    },
    ...factorRoutes,
    ...providerRoutes,
    ...recoveryRoutes,
    { method: 'POST', path: urls.signOut.pattern, permission: may.signOut, action: 'sign-out', answer: postSignOut },
    {
      method: 'GET',
      path: urls.account.pattern,
      permission: may.seeAccount,
      action: null,
      answer: (request) => showAccount(request, projects, { said: saidIn(request) }),
    },
    {
      method: 'POST',
      path: urls.accountPassword.pattern,
      permission: may.changePassword,
      action: 'change-password',
      answer: (request) => postPassword(request, projects),
      perMinute: PASSWORD_TRIES_PER_MINUTE,
    },
    {
      method: 'POST',
      path: urls.accountHats.pattern,
      permission: may.stateHat,
      action: 'state-hat',
      answer: (request) => postHat(request, projects),
    },
    {
      method: 'POST',
      path: urls.accountHatGiveUp.pattern,
      permission: may.giveUpHat,
      action: 'give-up-hat',
      answer: postGiveUpHat,
    },
    {
      method: 'POST',
      path: urls.accountHatWear.pattern,
      permission: may.wearHat,
      action: 'wear-hat',
      answer: (request) => postWearHat(request, projects),
    },
    {
      method: 'POST',
      path: urls.accountSessions.pattern,
      permission: may.endAllSessions,
      action: 'end-all-sessions',
      answer: postEndAllSessions,
    },
    {
      method: 'POST',
      path: urls.accountSession.pattern,
      permission: may.endSession,
      action: 'end-session',
      answer: postEndSession,
    },
    {
      method: 'POST',
      path: urls.accountTokens.pattern,
      permission: may.makeApiToken,
      action: 'make-api-token',
      answer: (request) => postApiToken(request, projects),
      perMinute: PASSWORD_TRIES_PER_MINUTE,
    },
    {
      method: 'POST',
      path: urls.accountTokenRevoke.pattern,
      permission: may.revokeApiToken,
      action: 'revoke-api-token',
      answer: postRevokeApiToken,
    },
    {
      method: 'GET',
      path: urls.people.pattern,
      permission: may.seePeople,
      action: null,
      answer: (request) => showPeople(request, projects),
    },
    {
      method: 'GET',
      path: urls.invite.pattern,
      permission: may.invitePerson,
      action: null,
      answer: async (request) => invitePage(await projects(request.tx, request.actor), request.query, {}),
    },
    {
      method: 'POST',
      path: urls.invite.pattern,
      permission: may.invitePerson,
      action: 'invite-person',
      answer: (request) => postInvite(request, projects),
      perMinute: 30,
    },
    {
      method: 'POST',
      path: urls.withdrawInvitation.pattern,
      permission: may.withdrawInvitation,
      action: 'withdraw-invitation',
      answer: postWithdrawInvitation,
    },
    {
      method: 'POST',
      path: urls.withdrawActLink.pattern,
      permission: may.withdrawActLink,
      action: 'withdraw-act-link',
      answer: postWithdrawActLink,
    },
    {
      method: 'GET',
      path: urls.person.pattern,
      permission: may.seePeople,
      action: null,
      answer: (request) =>
        showPerson(request, projects, {
          said: saidIn(request),
          // What was typed before one had to confirm that it is oneself.
          ...(request.query.has('mail') ? { correctValues: request.query } : {}),
        }),
    },
    {
      method: 'POST',
      path: urls.personCorrect.pattern,
      permission: may.correctPerson,
      action: 'correct-person',
      answer: (request) => postCorrect(request, projects),
    },
    {
      method: 'POST',
      path: urls.personGrant.pattern,
      permission: may.grantRole,
      action: 'grant-role',
      answer: (request) => postGrant(request, projects),
    },
    {
      method: 'POST',
      path: urls.personRevoke.pattern,
      permission: may.revokeRole,
      action: 'revoke-role',
      answer: (request) => postRevoke(request, projects),
    },
    {
      method: 'POST',
      path: urls.personDeactivate.pattern,
      permission: may.deactivatePerson,
      action: 'deactivate-person',
      answer: (request) => postDeactivate(request, projects),
    },
    {
      method: 'POST',
      path: urls.personReactivate.pattern,
      permission: may.reactivatePerson,
      action: 'reactivate-person',
      answer: postReactivate,
    },
    { method: 'GET', path: urls.outbox.pattern, permission: may.readOutbox, action: 'read-outbox', answer: showOutbox },
    {
      method: 'GET',
      path: urls.outboxMail.pattern,
      permission: may.readOutbox,
      action: 'read-outbox',
      answer: showOutboxMail,
    },
  ];
}
