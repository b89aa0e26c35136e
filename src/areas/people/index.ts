/** What other areas and the entrances may use of people. */
export { acceptInvitation } from './actions/accept-invitation.ts';
export { declareInterest } from './actions/declare-interest.ts';
export { deactivatePerson } from './actions/deactivate-person.ts';
export { grantRole } from './actions/grant-role.ts';
export { invitePerson } from './actions/invite-person.ts';
export { lookAtActLink } from './actions/look-at-act-link.ts';
export { makeActLink } from './actions/make-act-link.ts';
export { makeAdminLink } from './actions/make-admin-link.ts';
export { makeApiToken } from './actions/make-api-token.ts';
export { makeSetUpLink } from './actions/make-set-up-link.ts';
export { noteApiTokenUsed, recogniseApiToken, type RecognisedApiToken } from './actions/recognise-api-token.ts';
export { noteSessionSeen, recogniseSession, type Recognised } from './actions/recognise-session.ts';
export { judgeFit } from './actions/judge-fit.ts';
export { notify } from './actions/notify.ts';
export { recordRecusal } from './actions/record-recusal.ts';
export { renewActLink } from './actions/renew-act-link.ts';
export { signInAsExample } from './actions/sign-in-as-example.ts';
export { setUpWorkspace } from './actions/set-up-workspace.ts';
export { spendActLink } from './actions/spend-act-link.ts';
export { stateHat } from './actions/state-hat.ts';
export { tellAtOnce } from './actions/tell-at-once.ts';
export { withdrawActLinksAbout } from './actions/withdraw-act-link.ts';
export { writeDigest } from './actions/write-digest.ts';
export { peopleSentences, type PeopleEvent } from './events.ts';
export { declareInterestInput } from './interest-inputs.ts';
export {
  recusalRefusals,
  type Decided,
  type Interest,
  type Recusal,
  type RecusalRefusal,
  type Touched,
} from './interest-types.ts';
export { profileSentences, type ProfileEvent } from './profile-events.ts';
export { profilePermissions } from './profile-rules.ts';
export {
  profileRefusals,
  type Fit,
  type FitId,
  type FitSubject,
  type ProfileRefusal,
  type ProfileVersion,
} from './profile-types.ts';
export { fitsOf, workspaceProfile } from './store/profiles.ts';
export { findActor } from './store/actors.ts';
export { digestsDue, notificationsOf } from './store/notifications.ts';
export { listWaiting as peopleWaiting } from './actions/list-waiting.ts';
export { digestDay } from './notification-rules.ts';
export type { Notification, NotificationKind } from './notification-types.ts';
export { recusalsFrom } from './store/interests.ts';
export { peopleInvariants } from './store/invariants.ts';
export { findPerson, findWorkspace, listPeople, type ListedPerson } from './store/persons.ts';
export {
  actLinkRefusals,
  peopleRefusals,
  type ActLink,
  type ActLinkRefusal,
  type AskedAct,
  type CameFrom,
  type GrantableRole,
  type MadeActLink,
  type MadeApiToken,
  type MadeLink,
  type NamedProject,
  type PeopleRefusal,
  type Person,
  type SeenActLink,
  type StartedSession,
  type TokenScope,
  type Trace,
  type Workspace,
} from './types.ts';
