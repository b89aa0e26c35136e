/** The part of people in `/api/v1`. Signing in stays with the pages; a program is given a token. */
import { z } from 'zod';
import { hatWords } from '../../kernel/hats.ts';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { correctPerson } from './actions/correct-person.ts';
import { deactivatePerson } from './actions/deactivate-person.ts';
import { giveUpHat } from './actions/give-up-hat.ts';
import { grantRole } from './actions/grant-role.ts';
import { invitePerson } from './actions/invite-person.ts';
import { makeApiToken } from './actions/make-api-token.ts';
import { reactivatePerson } from './actions/reactivate-person.ts';
import { revokeApiToken } from './actions/revoke-api-token.ts';
import { revokeRole } from './actions/revoke-role.ts';
import { stateHat } from './actions/state-hat.ts';
import { wearHat } from './actions/wear-hat.ts';
import { withdrawActLink } from './actions/withdraw-act-link.ts';
import { withdrawInvitation } from './actions/withdraw-invitation.ts';
import {
  correctPersonInput,
  deactivatePersonInput,
  giveUpHatInput,
  grantRoleInput,
  invitePersonInput,
  makeApiTokenInput,
  personInput,
  revokeApiTokenInput,
  revokeRoleInput,
  stateHatInput,
  wearHatInput,
  withdrawActLinkInput,
  withdrawInvitationInput,
} from './inputs.ts';
import { factorsApi } from './factors-api.ts';
import { profileApi } from './profile-api.ts';
import { interestApi } from './interest-api.ts';
import { leavingApi } from './leaving-api.ts';
import { letterApi } from './letter-api.ts';
import { MOST_TOKENS_LISTED, peoplePermissions as may } from './rules.ts';
import { openActLinks } from './store/act-links.ts';
import { listApiTokens } from './store/api-tokens.ts';
import { grantsOf } from './store/grants.ts';
import { listOpenInvitations } from './store/invitations.ts';
import { listPeople, type ListedPerson } from './store/persons.ts';
import {
  GRANTABLE_ROLES,
  peopleRefusals,
  TOKEN_SCOPES,
  type ActLink,
  type HeldGrant,
  type Invitation,
  type PeopleRefusal,
} from './types.ts';

const moment = z.string().meta({ format: 'date-time' });
const role = z.string().meta({ description: GRANTABLE_ROLES.join(', ') });
const grantShape = z.object({ id: z.uuid(), role, project: z.uuid().nullable(), grantedAt: moment });
const hatShape = z.object({ id: z.uuid(), capacity: z.string(), affiliation: z.string().nullable() });
const personShape = z.object({
  id: z.uuid(),
  name: z.string(),
  mail: z.string(),
  hats: z.array(hatShape),
  joinedAt: moment,
  closed: z.object({ at: moment, reason: z.string() }).nullable(),
  roles: z.array(grantShape),
});
const invitationShape = z.object({
  id: z.uuid(),
  name: z.string(),
  mail: z.string(),
  role,
  project: z.uuid().nullable(),
  invitedAt: moment,
  validUntil: moment,
});
const actLinkShape = z.object({
  id: z.uuid(),
  name: z.string(),
  mail: z.string(),
  act: z.string(),
  subject: z.uuid(),
  role,
  project: z.uuid().nullable(),
  validUntil: moment,
});
const tokenShape = z.object({
  id: z.uuid(),
  name: z.string(),
  scope: z.enum(TOKEN_SCOPES),
  madeAt: moment,
  validUntil: moment,
  lastUsedAt: moment.nullable(),
  revokedAt: moment.nullable(),
});
const made = z.object({ id: z.uuid() });

export const api: readonly ApiRoute[] = [
  ...factorsApi,
  ...interestApi,
  ...letterApi,
  ...leavingApi,
  ...profileApi,
  apiRoute({
    method: 'GET',
    path: '/me',
    operationId: 'getMe',
    summary: 'Who is signed in, in which hat and with which roles',
    permission: may.seeAccount,
    action: null,
    response: z.object({
      id: z.uuid(),
      name: z.string(),
      hat: z.string().nullable().meta({ description: 'The hat worn: of several none until a call names one' }),
      hats: z.array(
        z.object({
          words: z.string().meta({ description: 'What a call names it by' }),
          capacity: z.string(),
          affiliation: z.string().nullable(),
          comesWith: z.enum(['role', 'own words']),
        }),
      ),
      roles: z.array(grantShape),
    }),
    answer: async ({ tx, actor }) => {
      if (actor.kind !== 'person') return no(refuse('signed-out'));
      const roles = await grantsOf(tx, actor.person);
      const hats = actor.hats.map((hat) => ({ words: hatWords(hat), ...hat }));
      return json({ id: actor.person, name: actor.name, hat: actor.hat, hats, roles: roles.map(grantJson) });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/me/hats',
    operationId: 'stateHat',
    summary: 'State a hat: in which capacity you also speak, and for whom',
    permission: may.stateHat,
    action: 'state-hat',
    body: stateHatInput,
    response: made,
    answer: async ({ tx, actor, body, now }) => answered(await stateHat(tx, actor, body, now), (id) => ({ id })),
  }),
  apiRoute({
    method: 'DELETE',
    path: '/me/hats/:hat',
    operationId: 'giveUpHat',
    summary: 'Give up a hat that you stated; what was said in it keeps it',
    permission: may.giveUpHat,
    action: 'give-up-hat',
    response: made,
    answer: async ({ tx, actor, params, now }) => {
      const input = giveUpHatInput.safeParse(params);
      if (!input.success) return no(refuse('no-such-hat'));
      return answered(await giveUpHat(tx, actor, input.data, now), (id) => ({ id }));
    },
  }),
  apiRoute({
    method: 'PUT',
    path: '/me/hat',
    operationId: 'wearHat',
    summary: 'Wear one of your hats in this session; a program names it in each call instead',
    permission: may.wearHat,
    action: 'wear-hat',
    sessionOnly: true,
    body: wearHatInput,
    response: z.object({ worn: z.string().nullable() }),
    answer: async ({ tx, actor, body, now, sessionToken: token }) =>
      answered(await wearHat(tx, actor, { ...body, token }, now), () => body),
  }),
  apiRoute({
    method: 'GET',
    path: '/me/tokens',
    operationId: 'listTokens',
    summary: 'Your tokens for this API, those that were not revoked first',
    permission: may.seeAccount,
    action: null,
    sessionOnly: true,
    response: z.object({ tokens: z.array(tokenShape) }),
    answer: async ({ tx, actor }) => {
      if (actor.kind !== 'person') return no(refuse('signed-out'));
      const tokens = await listApiTokens(tx, actor.person, MOST_TOKENS_LISTED);
      return json({ tokens });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/me/tokens',
    operationId: 'makeToken',
    summary: 'Make a token for this API; its secret is in this answer and never shown again',
    permission: may.makeApiToken,
    action: 'make-api-token',
    sessionOnly: true,
    perMinute: 30,
    body: makeApiTokenInput,
    response: z.object({ id: z.uuid(), secret: z.string(), validUntil: moment }),
    answer: async ({ tx, actor, body, now, baseUrl, sessionToken, address, agent }) => {
      const input = { ...body, trace: { address, agent }, sessionToken, baseUrl };
      return answered(await makeApiToken(tx, actor, input, now), (made) => made);
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/me/tokens/:apitoken',
    operationId: 'revokeToken',
    summary: 'Revoke one of your tokens; it stays on the list',
    permission: may.revokeApiToken,
    action: 'revoke-api-token',
    sessionOnly: true,
    response: made,
    answer: async ({ tx, actor, params, now }) => {
      const input = revokeApiTokenInput.safeParse({ token: params['apitoken'] });
      if (!input.success) return no(refuse('no-such-api-token'));
      return answered(await revokeApiToken(tx, actor, input.data, now), (id) => ({ id }));
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/people',
    operationId: 'listPeople',
    summary: 'Everyone with an account, by name, and the open invitations',
    permission: may.seePeople,
    action: null,
    response: z.object({ people: z.array(personShape), invitations: z.array(invitationShape) }),
    answer: async ({ tx }) => {
      const people = await listPeople(tx);
      const invitations = await listOpenInvitations(tx);
      return json({ people: people.map(personJson), invitations: invitations.map(invitationJson) });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/invitations',
    operationId: 'invitePerson',
    summary: 'Invite a person by mail, with a role',
    permission: may.invitePerson,
    action: 'invite-person',
    perMinute: 30,
    body: invitePersonInput,
    response: made,
    answer: async ({ tx, actor, body, now, baseUrl }) =>
      answered(await invitePerson(tx, actor, { ...body, baseUrl }, now), (id) => ({ id })),
  }),
  apiRoute({
    method: 'DELETE',
    path: '/invitations/:invitation',
    operationId: 'withdrawInvitation',
    summary: 'Withdraw an open invitation; its link ends',
    permission: may.withdrawInvitation,
    action: 'withdraw-invitation',
    response: made,
    answer: async ({ tx, actor, params, now }) => {
      const input = withdrawInvitationInput.safeParse(params);
      if (!input.success) return no(refuse('no-such-invitation'));
      return answered(await withdrawInvitation(tx, actor, input.data, now), (id) => ({ id }));
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/act-links',
    operationId: 'listActLinks',
    summary: 'Links for one act by people without an account that can still be used, newest first, at most 100',
    permission: may.seeActLinks,
    action: null,
    response: z.object({ links: z.array(actLinkShape) }),
    answer: async ({ tx, now }) => {
      const links = await openActLinks(tx, 'everything', 100, now);
      return json({ links: links.map(actLinkJson) });
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/act-links/:actlink',
    operationId: 'withdrawActLink',
    summary: 'Take a link for one act back',
    permission: may.withdrawActLink,
    action: 'withdraw-act-link',
    response: made,
    answer: async ({ tx, actor, params, now }) => {
      const input = withdrawActLinkInput.safeParse({ link: params['actlink'] });
      if (!input.success) return no(refuse('no-such-act-link'));
      return answered(await withdrawActLink(tx, actor, input.data, now), (id) => ({ id }));
    },
  }),
  apiRoute({
    method: 'PUT',
    path: '/people/:person',
    operationId: 'correctPerson',
    summary:
      'Correct the name and mail address of a person; the old address is told. A new address needs fresh proof of yours',
    permission: may.correctPerson,
    action: 'correct-person',
    body: correctPersonInput.omit({ person: true }),
    response: made,
    answer: async ({ tx, actor, params, body, now, baseUrl, sessionToken }) => {
      const person = readId<'person'>(params['person'] ?? '');
      if (person === null) return no(refuse('no-such-person'));
      return answered(await correctPerson(tx, actor, { ...body, person, baseUrl, sessionToken }, now), (id) => ({
        id,
      }));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/people/:person/roles',
    operationId: 'grantRole',
    summary: 'Give a person a role, for the workspace or for one project',
    permission: may.grantRole,
    action: 'grant-role',
    body: grantRoleInput.omit({ person: true }),
    response: made,
    answer: async ({ tx, actor, params, body, now }) => {
      const person = readId<'person'>(params['person'] ?? '');
      if (person === null) return no(refuse('no-such-person'));
      return answered(await grantRole(tx, actor, { ...body, person }, now), (id) => ({ id }));
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/people/:person/roles/:grant',
    operationId: 'revokeRole',
    summary: 'Take a role back; the last administrator stays',
    permission: may.revokeRole,
    action: 'revoke-role',
    response: made,
    answer: async ({ tx, actor, params, now }) => {
      const input = revokeRoleInput.safeParse(params);
      if (!input.success) return no(refuse('no-such-grant'));
      return answered(await revokeRole(tx, actor, input.data, now), (id) => ({ id }));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/people/:person/closing',
    operationId: 'deactivatePerson',
    summary: 'Close an account: its sessions and links end at once',
    permission: may.deactivatePerson,
    action: 'deactivate-person',
    body: deactivatePersonInput.omit({ person: true }),
    response: made,
    answer: async ({ tx, actor, params, body, now }) => {
      const person = readId<'person'>(params['person'] ?? '');
      if (person === null) return no(refuse('no-such-person'));
      return answered(await deactivatePerson(tx, actor, { ...body, person }, now), (id) => ({ id }));
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/people/:person/closing',
    operationId: 'reactivatePerson',
    summary: 'Open a closed account again, with the roles it held',
    permission: may.reactivatePerson,
    action: 'reactivate-person',
    response: made,
    answer: async ({ tx, actor, params, now }) => {
      const input = personInput.safeParse(params);
      if (!input.success) return no(refuse('no-such-person'));
      return answered(await reactivatePerson(tx, actor, input.data, now), (id) => ({ id }));
    },
  }),
];

function grantJson({ id, role: held, project, grantedAt }: HeldGrant) {
  return { id, role: held, project, grantedAt };
}

function personJson({ id, name, mail, hats, joinedAt, deactivation, grants }: ListedPerson) {
  const closed = deactivation === null ? null : { at: deactivation.at, reason: deactivation.reason };
  return { id, name, mail, hats, joinedAt, closed, roles: grants.map(grantJson) };
}

function actLinkJson({ id, recipient, act, subject, role: as, project, validUntil }: ActLink) {
  return { id, ...recipient, act, subject, role: as, project, validUntil };
}

function invitationJson({ id, name, mail, grant, invitedAt, validUntil }: Invitation) {
  return { id, name, mail, ...grant, invitedAt, validUntil };
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function answered<T>(outcome: Outcome<T, PeopleRefusal>, body: (value: T) => unknown): Answer {
  return refused(outcome) ? no(outcome) : json(body(outcome.done));
}

function no(refusal: Refusal<PeopleRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: peopleRefusals };
}
