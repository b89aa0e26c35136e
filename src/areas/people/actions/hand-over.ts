import { nameOf, personOf, ROLE_NAMES, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { HandOver, HandOverOwn } from '../leaving-inputs.ts';
import { leavingPermissions, mayHandOver } from '../leaving-rules.ts';
import type { HandedOver, LeavingRefusal } from '../leaving-types.ts';
import { mayAdminister } from '../rules.ts';
import { grantsOf, lockAdministrators, markGrantRevoked, saveGrant } from '../store/grants.ts';
import { insertHandOver, lockAccounts, representedOnlyBy } from '../store/leaving.ts';
import { findPerson, findPersonByMail } from '../store/persons.ts';
import type { PeopleRefusal, Person } from '../types.ts';
import { notify } from './notify.ts';

/** An administrator hands all that somebody holds here to somebody else: the roles, and with them what waits for whoever holds them. */
export async function handOver(
  tx: Tx,
  actor: Actor,
  input: HandOver,
  now: Instant,
): Promise<Outcome<HandedOver, PeopleRefusal>> {
  const decision = mayAdminister(actor, leavingPermissions.handOver);
  if (refused(decision)) return decision;
  const from = await findPerson(tx, input.from);
  const to = await findPerson(tx, input.to);
  if (from === null || to === null) return refuse('no-such-person');
  return pass(tx, actor, { from, to, reason: input.reason }, now);
}

/** Somebody who leaves names who takes over. They give away what they hold, and no more than that. */
export async function handOverOwn(
  tx: Tx,
  actor: Actor,
  input: HandOverOwn,
  now: Instant,
): Promise<Outcome<HandedOver, PeopleRefusal>> {
  const own = personOf(actor);
  const from = own === null ? null : await findPerson(tx, own);
  if (from === null) return refuse('signed-out');
  const to = await findPersonByMail(tx, input.mail);
  if (to === null) return refuse('no-such-account');
  return pass(tx, actor, { from, to, reason: input.reason }, now);
}

async function pass(
  tx: Tx,
  actor: Actor,
  { from, to, reason }: { readonly from: Person; readonly to: Person; readonly reason: string },
  now: Instant,
): Promise<Outcome<HandedOver, LeavingRefusal>> {
  await lockAdministrators(tx);
  await lockAccounts(tx, [from.id, to.id]);
  const grants = await grantsOf(tx, from.id);
  const decision = mayHandOver(grants, from, to);
  if (refused(decision)) return decision;

  const projects = (await representedOnlyBy(tx, from.id)).map(({ id }) => id);
  const roles = [];
  for (const { id, role, project } of grants) {
    await markGrantRevoked(tx, id, personOf(actor), now);
    const made = await saveGrant(tx, { role, project, person: to.id, by: personOf(actor) }, now);
    roles.push({ ended: id, made });
  }
  const id = await insertHandOver(tx, { from: from.id, to: to.id, reason }, roles, actor, now);
  const happened = { kind: 'person.handed-over', person: from.id, to: to.id, handOver: id, reason } as const;
  await announce(tx, peopleEvent(actor, happened, now));
  const names = [...new Set(grants.map(({ role }) => ROLE_NAMES[role]))].join(', ');
  const told = { kind: 'account', link: urls.account({}) } as const;
  await notify(tx, { ...told, person: to.id, sentence: `${from.name} handed over to you: ${names}.` }, now);
  if (personOf(actor) !== from.id) {
    const who = nameOf(actor) ?? 'An administrator';
    await notify(tx, { ...told, person: from.id, sentence: `${who} handed your roles to ${to.name}: ${names}.` }, now);
  }
  return done({ id, roles: grants.length, projects });
}
