/** The fourteen people of the example workspace: who they are, how they join, and as whom they act. All are invented. */
import { randomBytes } from 'node:crypto';
import { STRANGER, type Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import { hatsOf, hatWords, wearing } from '../../kernel/hats.ts';
import type { PersonId, ProjectId } from '../../kernel/ids.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import {
  acceptInvitation,
  findActor,
  grantRole,
  invitePerson,
  recogniseSession,
  type GrantableRole,
} from '../../areas/people/index.ts';
import type { Tx } from '../../outside/database/index.ts';
import { listOutbox } from '../../outside/mail/index.ts';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** One of the fourteen, by first name; projects by their name in the list of example projects. */
export interface ExamplePerson {
  readonly name: string;
  readonly role: GrantableRole;
  readonly project?: string;
  readonly also?: readonly (readonly [role: GrantableRole, project: string])[];
}

export const ADMINISTRATOR = 'Ines Marlow (example)';

/** There from the first moment, so that one can look around through their eyes. */
export const FIRST_PEOPLE: readonly ExamplePerson[] = [
  { name: 'Tomas Reed (example)', role: 'TEC' },
  { name: 'Esme Larch (example)', role: 'ENG' },
  { name: 'Priya Holm (example)', role: 'PRJ', project: 'Avocet' },
  { name: 'Marek Ash (example)', role: 'MNT', project: 'Avocet' },
  { name: 'Jonas Weir (example)', role: 'FIN' },
];

/** They join while the projects are being read. */
export const OTHER_PEOPLE: readonly ExamplePerson[] = [
  { name: 'Nadia Fenwick (example)', role: 'PRJ', project: 'NumPy' },
  { name: 'Kofi Arden (example)', role: 'PRJ', project: 'NumPy' },
  { name: 'Lena Osei (example)', role: 'PRJ', project: 'SciPy' },
  { name: 'Mirela Costa (example)', role: 'PRJ', project: 'Jupyter', also: [['PRJ', 'Zostera']] },
  { name: 'Rafael Quill (example)', role: 'PRJ', project: 'pandas', also: [['MNT', 'NumPy']] },
  { name: 'Ola Brandt (example)', role: 'PRJ', project: 'Matplotlib', also: [['PRJ', 'conda-forge']] },
  { name: 'Yuki Tamura (example)', role: 'DEV', also: [['PRJ', 'Dask']] },
  { name: 'Harriet Vale (example)', role: 'FND' },
];

export interface Joining {
  readonly administrator: Actor;
  readonly project: (name: string) => ProjectId;
  readonly baseUrl: string;
}

/** Invited and joined by the same letters as everybody. */
export async function join(
  tx: Tx,
  { name, role, project, also = [] }: ExamplePerson,
  { administrator, project: named, baseUrl }: Joining,
  now: Instant,
): Promise<PersonActor> {
  const mail = `${firstName(name).toLowerCase()}@example.org`;
  const of = project === undefined ? null : named(project);
  mustBeDone(await invitePerson(tx, administrator, { name, mail, role, project: of, baseUrl }, now));
  const letter = (await listOutbox(tx, 50)).find(({ recipient, link }) => recipient === mail && link !== null);
  const token = new URL(letter!.link!).pathname.split('/').at(-1)!;
  const nowhere = { trace: { address: '', agent: 'example data' }, previousToken: null };
  const accepted = { token, name, password: unguessable(), ...nowhere };
  const session = mustBeDone(await acceptInvitation(tx, STRANGER, accepted, now));
  const { person } = (await recogniseSession(tx, session.token, now))!.actor;
  for (const [another, where] of also) {
    mustBeDone(await grantRole(tx, administrator, { person, role: another, project: named(where) }, now));
  }
  return actorOf(tx, person);
}

/** As they are now, with every role and hat they hold. */
export async function actorOf(tx: Tx, person: PersonId): Promise<PersonActor> {
  return (await findActor(tx, person))!;
}

/** In the hat of one of the projects they speak for. */
export function speakingFor(actor: PersonActor, project: ProjectId): PersonActor {
  const hat = hatsOf(actor).find((one) => one.project === project);
  return mustBeDone(wearing(actor, hat === undefined ? null : hatWords(hat)));
}

export function firstName(name: string): string {
  return name.split(' ')[0]!;
}

/** Nobody signs in with it: in an example workspace one looks through a person's eyes by a button. */
export function unguessable(): string {
  return randomBytes(24).toString('base64url');
}
