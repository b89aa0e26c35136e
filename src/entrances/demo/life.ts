/**
 * What has happened in the example workspace in its first sixty days: people joined, projects said who speaks for them, wishes were
 * written down, asked about and answered. A job, so that nobody waits for it; made again after a crash, never twice.
 */
import type { Actor } from '../../kernel/actor.ts';
import { addDays, type Instant } from '../../kernel/dates.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import {
  declareInterest,
  declareInterestInput,
  findActor,
  findWorkspace,
  listPeople,
  stateHat,
} from '../../areas/people/index.ts';
import { namedProjects } from '../../areas/projects/index.ts';
import type { Db, Tx } from '../../outside/database/index.ts';
import { makeCommunities, type Cast } from './communities.ts';
import { makeConsents } from './consents.ts';
import { ADMINISTRATOR, actorOf, firstName, join, OTHER_PEOPLE, type PersonActor } from './people.ts';

export interface LifeTools {
  readonly db: Db;
  readonly baseUrl: string;
  readonly clock: () => Instant;
}

export async function makeExampleLife({ db, baseUrl, clock }: LifeTools): Promise<void> {
  await db.tx((tx) => makeLife(tx, baseUrl, clock()));
}

async function makeLife(tx: Tx, baseUrl: string, now: Instant): Promise<void> {
  if ((await findWorkspace(tx))?.example !== true) return;
  const before = await listPeople(tx);
  if (before.some(({ name }) => name === OTHER_PEOPLE[0]!.name)) return;
  const administrator = await findActor(tx, before.find(({ name }) => name === ADMINISTRATOR)!.id);
  if (administrator === null) return;

  const ids = new Map((await namedProjects(tx, null)).map(({ id, name }) => [name, id]));
  const project = (name: string) => ids.get(name)!;
  for (const one of OTHER_PEOPLE) await join(tx, one, { administrator, project, baseUrl }, addDays(now, -55));
  await sayMoreOfPeople(tx, await castOf(tx, administrator, project), addDays(now, -52));
  const cast = await castOf(tx, administrator, project);
  await makeCommunities(tx, cast, addDays(now, -50));
  await makeConsents(tx, cast, baseUrl, now);
}

async function castOf(tx: Tx, administrator: Actor, project: Cast['project']): Promise<Cast> {
  const people = new Map<string, PersonActor>();
  for (const { id, name } of await listPeople(tx)) people.set(firstName(name), await actorOf(tx, id));
  const person = (name: string) => people.get(name)!;
  return { administrator, lead: person('Tomas'), project, person };
}

/** A second capacity, and an employer that would gain: its bearer may discuss and does not decide. */
async function sayMoreOfPeople(tx: Tx, { person, project }: Cast, now: Instant): Promise<void> {
  const kofi = person('Kofi');
  mustBeDone(await stateHat(tx, kofi, { capacity: 'engineer', affiliation: 'Larkspur Quant Example' }, now));
  const interest = {
    kind: 'employer',
    organisation: 'Larkspur Quant Example',
    project: project('NumPy'),
    since: '2024-03-01',
    until: null,
    visibility: 'public',
    words: 'My employer uses the library every day (example).',
  } as const;
  mustBeDone(await declareInterest(tx, kofi, declareInterestInput.parse(interest), now));
  mustBeDone(await stateHat(tx, person('Rafael'), { capacity: 'teacher', affiliation: null }, now));
}
