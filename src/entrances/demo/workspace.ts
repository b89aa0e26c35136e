/** The example workspace, made by the verbs themselves: people in each role, forty projects, and two rounds that are then really read. */
import { randomBytes } from 'node:crypto';
import { STRANGER, type Actor } from '../../kernel/actor.ts';
import { calendarDate, readCalendarDate, type Instant } from '../../kernel/dates.ts';
import type { ProjectId, RoundId } from '../../kernel/ids.ts';
import { done, mustBeDone, refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import {
  acceptInvitation,
  findWorkspace,
  invitePerson,
  makeSetUpLink,
  recogniseSession,
  setUpWorkspace,
  type CameFrom,
  type GrantableRole,
  type StartedSession,
} from '../../areas/people/index.ts';
import { addProject, addRepository } from '../../areas/projects/index.ts';
import { startRound } from '../../areas/survey/index.ts';
import type { Tx } from '../../outside/database/index.ts';
import { ownAddress } from '../../outside/git/index.ts';
import { listOutbox } from '../../outside/mail/index.ts';
import { setExampleCosts } from './costs.ts';
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

const OTHERS: readonly { readonly name: string; readonly role: GrantableRole }[] = [
  { name: 'Tomas Reed (example)', role: 'TEC' },
  { name: 'Esme Larch (example)', role: 'ENG' },
  { name: 'Priya Holm (example)', role: 'PRJ' },
  { name: 'Marek Ash (example)', role: 'MNT' },
  { name: 'Jonas Weir (example)', role: 'FIN' },
];

/** All in one transaction: an interrupted start leaves an empty workspace. Refused where somebody has begun already. */
export async function makeExampleWorkspace(
  tx: Tx,
  input: { readonly baseUrl: string } & CameFrom,
  now: Instant,
): Promise<Outcome<ExampleMade, 'already-set-up'>> {
  if ((await findWorkspace(tx)) !== null) return refuse('already-set-up');
  const { trace, previousToken } = input;
  const link = mustBeDone(await makeSetUpLink(tx, PROGRAM, {}, now));
  const begun = await setUpWorkspace(
    tx,
    STRANGER,
    {
      token: link.token,
      workspace: 'Saltmarsh Labs',
      name: 'Ines Marlow (example)',
      mail: 'ines@example.org',
      password: unguessable(),
      example: true,
      trace,
      previousToken,
    },
    now,
  );
  // Somebody was faster, or the button was pressed twice.
  if (refused(begun)) return refuse('already-set-up');
  const session = begun.done;
  const administrator = (await recogniseSession(tx, session.token, now))!.actor;
  const projects: ProjectId[] = [];
  for (const project of EXAMPLE_PROJECTS) projects.push(await declare(tx, administrator, project, now));
  const voices = new Map<GrantableRole, Awaited<ReturnType<typeof join>>>();
  for (const one of OTHERS) {
    const joined = await join(tx, administrator, { ...one, project: projects[0]! }, input, now);
    if (one.role === 'FIN') await setExampleCosts(tx, joined, now);
    voices.set(one.role, joined);
  }
  await makeExampleRegister(
    tx,
    projects[0]!,
    {
      administrator,
      lead: voices.get('TEC')!,
      speaker: voices.get('PRJ')!,
      maintainer: voices.get('MNT')!,
    },
    now,
  );
  const rounds: RoundId[] = [];
  for (const asOf of [DAY_OF_2018, calendarDate(now)]) {
    const note =
      'Example data: the projects are invented, their repositories were made on this machine and really read.';
    rounds.push(mustBeDone(await startRound(tx, administrator, { title: '', asOf, note, projects: 'all' }, now)));
  }
  return done({ session, rounds, projects: projects.length });
}

async function declare(tx: Tx, actor: Actor, project: ExampleProject, now: Instant): Promise<ProjectId> {
  const [code, ...others] = project.repositories.map((repository) => ({
    role: repository.role,
    id: repository.id,
    url: ownAddress(exampleAddress(repository, calendarDate(now)), repository.id),
  }));
  const { name, summary, label } = project;
  const said = { name, summary, label, licence: null, homepage: null, example: true, note: null };
  const { project: id } = mustBeDone(
    await addProject(tx, actor, { ...said, url: code!.url, repository: code!.id, role: code!.role }, now),
  );
  for (const { url, id: repository, role } of others) {
    mustBeDone(await addRepository(tx, actor, { project: id, url, repository, role }, now));
  }
  return id;
}

/** Invited and joined, by the same letters as everybody; representatives and maintainers for the first project. */
async function join(
  tx: Tx,
  administrator: Actor,
  one: { readonly name: string; readonly role: GrantableRole; readonly project: ProjectId },
  { baseUrl }: { readonly baseUrl: string },
  now: Instant,
): Promise<Extract<Actor, { kind: 'person' }>> {
  const mail = `${one.name.split(' ')[0]!.toLowerCase()}@example.org`;
  const project = one.role === 'PRJ' || one.role === 'MNT' ? one.project : null;
  mustBeDone(await invitePerson(tx, administrator, { name: one.name, mail, role: one.role, project, baseUrl }, now));
  const letter = (await listOutbox(tx, 50)).find(({ recipient, link }) => recipient === mail && link !== null);
  const token = new URL(letter!.link!).pathname.split('/').at(-1)!;
  const nowhere = { trace: { address: '', agent: 'example data' }, previousToken: null };
  const accepted = { token, name: one.name, password: unguessable(), ...nowhere };
  const session = mustBeDone(await acceptInvitation(tx, STRANGER, accepted, now));
  return (await recogniseSession(tx, session.token, now))!.actor;
}

/** Nobody signs in with it: in an example workspace one looks through a person's eyes by a button. */
function unguessable(): string {
  return randomBytes(24).toString('base64url');
}
