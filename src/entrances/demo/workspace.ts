/** The example workspace, made by the verbs themselves: people in each role, forty projects, and two rounds that are then really read. */
import { STRANGER, type Actor } from '../../kernel/actor.ts';
import { addDays, calendarDate, readCalendarDate, type Instant } from '../../kernel/dates.ts';
import type { ProjectId, RoundId } from '../../kernel/ids.ts';
import { done, mustBeDone, refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import {
  findWorkspace,
  makeSetUpLink,
  recogniseSession,
  setUpWorkspace,
  signInAsExample,
  type CameFrom,
  type GrantableRole,
  type StartedSession,
} from '../../areas/people/index.ts';
import { addProject, addRepository } from '../../areas/projects/index.ts';
import { startRound } from '../../areas/survey/index.ts';
import type { Tx } from '../../outside/database/index.ts';
import { ownAddress } from '../../outside/git/index.ts';
import { queueJobs } from '../../outside/jobs/index.ts';
import { setExampleCosts } from './costs.ts';
import { exampleLifeJob } from './jobs.ts';
import { ADMINISTRATOR, FIRST_PEOPLE, join, unguessable, type PersonActor } from './people.ts';
import { EXAMPLE_PROJECTS, type ExampleProject } from './projects.ts';
import { makeExampleRegister } from './register.ts';
import { exampleAddress } from './repositories.ts';

export interface ExampleMade {
  /** Of the example administrator: whoever asked for the data may look around as her at once. */
  readonly session: StartedSession;
  readonly rounds: readonly RoundId[];
  readonly projects: number;
}

const PROGRAM: Actor = { kind: 'program', program: 'demo' };
/** The day of the survey in the sources. */
const DAY_OF_2018 = readCalendarDate('2018-09-25')!;

/** The workspace is not of today: what is asked of a project takes its days. */
export const DAYS_OLD = 60;

/** All in one transaction: an interrupted start leaves an empty workspace. Refused where somebody has begun already. */
export async function makeExampleWorkspace(
  tx: Tx,
  input: { readonly baseUrl: string } & CameFrom,
  now: Instant,
): Promise<Outcome<ExampleMade, 'already-set-up'>> {
  if ((await findWorkspace(tx)) !== null) return refuse('already-set-up');
  const { trace, previousToken, baseUrl } = input;
  const founded = addDays(now, -DAYS_OLD);
  const link = mustBeDone(await makeSetUpLink(tx, PROGRAM, {}, founded));
  const begun = await setUpWorkspace(
    tx,
    STRANGER,
    {
      token: link.token,
      workspace: 'Saltmarsh Labs',
      name: ADMINISTRATOR,
      mail: 'ines@example.org',
      password: unguessable(),
      example: true,
      trace,
      previousToken,
    },
    founded,
  );
  // Somebody was faster, or the button was pressed twice.
  if (refused(begun)) return refuse('already-set-up');
  const administrator = (await recogniseSession(tx, begun.done.token, founded))!.actor;
  const projects = new Map<string, ProjectId>();
  for (const project of EXAMPLE_PROJECTS) {
    projects.set(project.name, await declare(tx, administrator, project, { now, founded }));
  }
  const project = (name: string) => projects.get(name)!;
  const voices = new Map<GrantableRole, PersonActor>();
  for (const one of FIRST_PEOPLE) {
    voices.set(one.role, await join(tx, one, { administrator, project, baseUrl }, founded));
  }
  await setExampleCosts(tx, voices.get('FIN')!, founded);
  await makeExampleRegister(
    tx,
    project('Avocet'),
    {
      administrator,
      lead: voices.get('TEC')!,
      speaker: voices.get('PRJ')!,
      maintainer: voices.get('MNT')!,
    },
    founded,
  );
  const rounds: RoundId[] = [];
  for (const asOf of [DAY_OF_2018, calendarDate(now)]) {
    const note =
      'Example data: the repositories were made on this machine and really read. Nothing in them is any project’s own.';
    rounds.push(mustBeDone(await startRound(tx, administrator, { title: '', asOf, note, projects: 'all' }, now)));
  }
  // Whoever pressed the button sees the rounds at once; the rest comes while they are read.
  await queueJobs(tx, exampleLifeJob, [{ key: 'example life', payload: {} }]);
  const { person } = administrator;
  const session = mustBeDone(await signInAsExample(tx, STRANGER, { person, trace, previousToken }, now));
  return done({ session, rounds, projects: projects.size });
}

async function declare(
  tx: Tx,
  actor: Actor,
  project: ExampleProject,
  { now, founded }: { readonly now: Instant; readonly founded: Instant },
): Promise<ProjectId> {
  const [code, ...others] = project.repositories.map((repository) => ({
    role: repository.role,
    id: repository.id,
    url: ownAddress(exampleAddress(repository, calendarDate(now)), repository.id),
  }));
  const { name, summary, label, note } = project;
  const said = { name, summary, label, licence: null, homepage: null, example: true, note };
  const { project: id } = mustBeDone(
    await addProject(tx, actor, { ...said, url: code!.url, repository: code!.id, role: code!.role }, founded),
  );
  for (const { url, id: repository, role } of others) {
    mustBeDone(await addRepository(tx, actor, { project: id, url, repository, role }, founded));
  }
  return id;
}
