/** People, roles, invitations and the outbox, for administrators. */
import { personOf } from '../../kernel/actor.ts';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { type FieldErrors, readForm } from '../../outside/http/form.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { correctPerson } from './actions/correct-person.ts';
import { deactivatePerson } from './actions/deactivate-person.ts';
import { grantRole } from './actions/grant-role.ts';
import { invitePerson } from './actions/invite-person.ts';
import { reactivatePerson } from './actions/reactivate-person.ts';
import { readOutbox, readOutboxMail } from './actions/read-outbox.ts';
import { revokeRole } from './actions/revoke-role.ts';
import { withdrawActLink } from './actions/withdraw-act-link.ts';
import { withdrawInvitation } from './actions/withdraw-invitation.ts';
import {
  type PageAnswer,
  type ProjectsToChoose,
  again,
  malformed,
  no,
  onField,
  personAddress,
  goTo,
  sentence,
} from './answers-web.ts';
import { proofFirst } from './factors-web.ts';
import {
  correctPersonInput,
  deactivatePersonInput,
  grantRoleInput,
  invitePersonInput,
  reactivatePersonInput,
  revokeRoleInput,
  withdrawActLinkInput,
  withdrawInvitationInput,
} from './inputs.ts';
import { OutboxMailPage, OutboxPage } from './pages/outbox-pages.tsx';
import { AlonePage, InvitePage, PeoplePage, type PersonForms, PersonPage } from './pages/people-pages.tsx';
import { openActLinks } from './store/act-links.ts';
import { grantsOf } from './store/grants.ts';
import { listOpenInvitations } from './store/invitations.ts';
import { mergedInto, representedOnlyBy } from './store/leaving.ts';
import { findPerson, listPeople } from './store/persons.ts';
import type { NamedProject, PeopleRefusal } from './types.ts';

const MOST_LINKS_LISTED = 100;

export async function showPeople({ tx, actor, now }: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const people = await listPeople(tx);
  const invitations = await listOpenInvitations(tx);
  const links = await openActLinks(tx, 'everything', MOST_LINKS_LISTED, now);
  const alone = people.length === 1 && invitations.length === 0 && links.length === 0 && actor.kind === 'person';
  const body = alone
    ? AlonePage({ name: actor.name })
    : PeoplePage({ people, invitations, links, projects: await projects(tx, actor), now });
  return { kind: 'page', title: 'People', nav: 'people', body };
}

export function invitePage(
  projects: readonly NamedProject[],
  values: URLSearchParams,
  errors: FieldErrors,
): PageAnswer {
  const body = InvitePage({ projects, values, errors });
  return { kind: 'page', title: 'Invite a person', nav: 'people', body };
}

export async function postInvite(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now, baseUrl } = request;
  const chooseFrom = await projects(tx, actor);
  const read = readForm(invitePersonInput, form);
  if (!read.ok) return malformed(invitePage(chooseFrom, form, read.errors));
  const outcome = await invitePerson(tx, actor, { ...read.input, baseUrl }, now);
  if (!refused(outcome)) return { kind: 'redirect', to: urls.people({}) };
  const field = outcome.refused === 'already-a-member' ? 'mail' : ROLE_FIELDS[outcome.refused];
  return again(invitePage(chooseFrom, form, onField(field ?? 'form', outcome)), outcome);
}

/** Where a complaint about a role stands in a form. */
export const ROLE_FIELDS: Partial<Readonly<Record<PeopleRefusal, string>>> = {
  'role-already-held': 'role',
  'role-needs-a-project': 'project',
  'role-takes-no-project': 'project',
};

export async function postWithdrawInvitation({ tx, actor, params, form, now }: WebRequest): Promise<Answer> {
  const invitation = params['invitation'];
  const read = readForm(withdrawInvitationInput, form, { invitation });
  if (!read.ok) return no(refuse('no-such-invitation'));
  const outcome = await withdrawInvitation(tx, actor, read.input, now);
  return refused(outcome) ? no(outcome) : { kind: 'redirect', to: urls.people({}) };
}

export async function postWithdrawActLink({ tx, actor, params, form, now }: WebRequest): Promise<Answer> {
  const read = readForm(withdrawActLinkInput, form, { link: params['actlink'] });
  if (!read.ok) return no(refuse('no-such-act-link'));
  const outcome = await withdrawActLink(tx, actor, read.input, now);
  return refused(outcome) ? no(outcome) : { kind: 'redirect', to: urls.people({}) };
}

export async function showPerson(request: WebRequest, projects: ProjectsToChoose, forms: PersonForms): Promise<Answer> {
  return (await personPage(request, projects, forms)) ?? no(refuse('no-such-person'));
}

export async function personPage(
  { tx, actor, params }: WebRequest,
  projects: ProjectsToChoose,
  forms: PersonForms,
): Promise<PageAnswer | null> {
  const id = readId<'person'>(params['person'] ?? '');
  const person = id === null ? null : await findPerson(tx, id);
  if (person === null) return null;
  const body = PersonPage({
    person: { ...person, grants: await grantsOf(tx, person.id) },
    projects: await projects(tx, actor),
    others: (await listPeople(tx)).filter((one) => one.id !== person.id && one.deactivation === null),
    representedOnly: await representedOnlyBy(tx, person.id),
    mergedInto: await mergedInto(tx, person.id),
    self: personOf(actor),
    forms,
  });
  return { kind: 'page', title: person.name, nav: 'people', body };
}

export async function postCorrect(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now, baseUrl, sessionToken } = request;
  const page = (correctErrors: FieldErrors) => personPage(request, projects, { correctValues: form, correctErrors });
  const read = readForm(correctPersonInput, form, { person: request.params['person'] });
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await correctPerson(tx, actor, { ...read.input, baseUrl, sessionToken }, now);
  if (!refused(outcome)) return goTo(personAddress(read.input.person, 'corrected'));
  const field = outcome.refused === 'already-a-member' ? 'mail' : 'form';
  const { person, name, mail } = read.input;
  return proofFirst(
    outcome,
    urls.person({ person }, { name, mail }),
    again(await page(onField(field, outcome)), outcome),
  );
}

export async function postGrant(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const page = (grantErrors: FieldErrors) => personPage(request, projects, { grantValues: form, grantErrors });
  const read = readForm(grantRoleInput, form, { person: request.params['person'] });
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await grantRole(tx, actor, read.input, now);
  if (!refused(outcome)) return goTo(personAddress(read.input.person, 'role'));
  return again(await page(onField(ROLE_FIELDS[outcome.refused] ?? 'form', outcome)), outcome);
}

export async function postRevoke(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const read = readForm(revokeRoleInput, form, { person: request.params['person'] });
  if (!read.ok) return no(refuse('no-such-grant'));
  const outcome = await revokeRole(tx, actor, read.input, now);
  if (!refused(outcome)) return goTo(personAddress(read.input.person, 'taken'));
  return again(await personPage(request, projects, { refused: sentence(outcome) }), outcome);
}

export async function postDeactivate(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const page = (closeErrors: FieldErrors) => personPage(request, projects, { closeValues: form, closeErrors });
  const read = readForm(deactivatePersonInput, form, { person: request.params['person'] });
  if (!read.ok) return malformed(await page(read.errors));
  const outcome = await deactivatePerson(tx, actor, read.input, now);
  if (!refused(outcome)) {
    // Whoever closes their own account is out.
    return read.input.person === personOf(actor)
      ? { kind: 'redirect', to: urls.home({}), cookie: null }
      : goTo(personAddress(read.input.person, 'closed'));
  }
  return again(await page(onField('form', outcome)), outcome);
}

export async function postReactivate({ tx, actor, params, form, now }: WebRequest): Promise<Answer> {
  const read = readForm(reactivatePersonInput, form, { person: params['person'] });
  if (!read.ok) return no(refuse('no-such-person'));
  const outcome = await reactivatePerson(tx, actor, read.input, now);
  return refused(outcome) ? no(outcome) : goTo(personAddress(read.input.person, 'opened'));
}

export async function showOutbox({ tx, actor, now }: WebRequest): Promise<Answer> {
  const outcome = await readOutbox(tx, actor, {}, now);
  if (refused(outcome)) return no(outcome);
  return { kind: 'page', title: 'Outbox', nav: 'outbox', body: OutboxPage({ mails: outcome.done, now }) };
}

export async function showOutboxMail({ tx, actor, params, now }: WebRequest): Promise<Answer> {
  const mail = readId<'mail'>(params['mail'] ?? '');
  const outcome = mail === null ? refuse('no-such-mail') : await readOutboxMail(tx, actor, { mail }, now);
  if (refused(outcome)) return no(outcome);
  const body = OutboxMailPage({ mail: outcome.done, now });
  return { kind: 'page', title: outcome.done.subject, nav: 'outbox', body, islands: ['copy'] };
}
