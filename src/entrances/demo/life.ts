/**
 * What has happened in the example workspace in its first sixty days: people joined, projects said who speaks for them, wishes were
 * written down, asked about, answered and shown. A job, so that nobody waits for it; made again after a crash, never twice.
 */
import { addDays, type Instant } from '../../kernel/dates.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import {
  declareInterest,
  declareInterestInput,
  findWorkspace,
  listPeople,
  stateHat,
} from '../../areas/people/index.ts';
import { namedProjects } from '../../areas/projects/index.ts';
import { setFunding, type FundingSettings } from '../../areas/portal/index.ts';
import type { Db, Tx } from '../../outside/database/index.ts';
import { makeCommunities, type Cast } from './communities.ts';
import { makeBrochures } from './brochures.ts';
import { isTakenBack, makeConsents, takeOneBack } from './consents.ts';
import { ADMINISTRATOR, actorOf, firstName, join, OTHER_PEOPLE, type PersonActor } from './people.ts';

/** How the workspace is reached, and by which channels money would come. */
const FUNDING: FundingSettings = {
  entity: {
    type: 'organisation',
    role: 'other',
    name: 'Saltmarsh Labs (example)',
    email: 'funding@example.org',
    phone: null,
    description: 'A lab in which people work on open source projects, invented for this example.',
    webpageUrl: 'https://example.org/saltmarsh',
  },
  channels: [],
  contacts: { funders: 'offers@example.org', projects: 'projects@example.org' },
};

export interface LifeTools {
  readonly db: Db;
  readonly baseUrl: string;
  readonly clock: () => Instant;
}

export async function makeExampleLife({ db, baseUrl, clock }: LifeTools): Promise<void> {
  const now = clock();
  if (!(await db.tx((tx) => makeLife(tx, baseUrl, now)))) return;
  const cast = await db.read(exampleCast);
  await makeBrochures(db, cast, baseUrl, now);
  await db.tx((tx) => takeOneBack(tx, cast, now));
}

/** Whether the last of it has happened. */
export async function isExampleLifeMade(tx: Tx): Promise<boolean> {
  return isTakenBack(tx, await exampleCast(tx));
}

/** False where there is no example workspace. */
async function makeLife(tx: Tx, baseUrl: string, now: Instant): Promise<boolean> {
  if ((await findWorkspace(tx))?.example !== true) return false;
  const { administrator, project: named, people } = await exampleCast(tx);
  if (people.has(firstName(OTHER_PEOPLE[0]!.name))) return true;

  for (const one of OTHER_PEOPLE) await join(tx, one, { administrator, project: named, baseUrl }, addDays(now, -55));
  await sayMoreOfPeople(tx, await exampleCast(tx), addDays(now, -52));
  const cast = await exampleCast(tx);
  const project = null;
  await setFunding(tx, administrator, { project, replaces: null, settings: FUNDING }, addDays(now, -51)).then(
    mustBeDone,
  );
  await makeCommunities(tx, cast, addDays(now, -50));
  await makeConsents(tx, cast, baseUrl, now);
  return true;
}

/** Everybody with the roles and hats that they hold now. */
async function exampleCast(tx: Tx): Promise<Cast & { readonly people: ReadonlyMap<string, PersonActor> }> {
  const projects = new Map((await namedProjects(tx, null)).map(({ id, name }) => [name, id]));
  const people = new Map<string, PersonActor>();
  for (const { id, name } of await listPeople(tx)) people.set(firstName(name), await actorOf(tx, id));
  const person = (name: string) => people.get(name)!;
  const project = (name: string) => projects.get(name)!;
  return { administrator: person(firstName(ADMINISTRATOR)), lead: person('Tomas'), project, person, people };
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
