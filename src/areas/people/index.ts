/** What other areas and the entrances may use of people. */
export { acceptInvitation } from './actions/accept-invitation.ts';
export { deactivatePerson } from './actions/deactivate-person.ts';
export { invitePerson } from './actions/invite-person.ts';
export { makeAdminLink } from './actions/make-admin-link.ts';
export { makeApiToken } from './actions/make-api-token.ts';
export { makeSetUpLink } from './actions/make-set-up-link.ts';
export { noteApiTokenUsed, recogniseApiToken, type RecognisedApiToken } from './actions/recognise-api-token.ts';
export { noteSessionSeen, recogniseSession, type Recognised } from './actions/recognise-session.ts';
export { signInAsExample } from './actions/sign-in-as-example.ts';
export { setUpWorkspace } from './actions/set-up-workspace.ts';
export { peopleSentences, type PeopleEvent } from './events.ts';
export { peopleInvariants } from './store/invariants.ts';
export { findPerson, findWorkspace, listPeople, type ListedPerson } from './store/persons.ts';
export {
  peopleRefusals,
  type CameFrom,
  type GrantableRole,
  type MadeApiToken,
  type MadeLink,
  type NamedProject,
  type PeopleRefusal,
  type Person,
  type StartedSession,
  type TokenScope,
  type Trace,
  type Workspace,
} from './types.ts';
