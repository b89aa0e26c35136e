/** People for tests, made by the verbs themselves: a workspace with its administrator, and others with the roles a test needs. */
import type { Actor, Role } from '../../src/kernel/actor.ts';
import { STRANGER } from '../../src/kernel/actor.ts';
import type { Instant } from '../../src/kernel/dates.ts';
import type { PersonId, ProjectId } from '../../src/kernel/ids.ts';
import { mustBeDone, refused, type Outcome } from '../../src/kernel/refusal.ts';
import {
  acceptInvitation,
  invitePerson,
  makeApiToken,
  makeSetUpLink,
  recogniseSession,
  setUpWorkspace,
  type GrantableRole,
  type MadeApiToken,
  type TokenScope,
} from '../../src/areas/people/index.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { listOutbox } from '../../src/outside/mail/index.ts';

export const NOW = new Date('2026-11-25T10:00:00.000Z');
export const BASE_URL = 'http://localhost:4000';
export const PASSWORD = 'correct horse battery staple';
export const CAME_FROM = { trace: { address: '192.0.2.7', agent: 'Example Browser' }, previousToken: null } as const;

export interface TestPerson {
  readonly person: PersonId;
  readonly actor: Extract<Actor, { kind: 'person' }>;
  readonly mail: string;
  /** The secret of the session that joining began. */
  readonly token: string;
}

/** Sets a workspace up; its administrator is "Ada Example". */
export async function makeWorkspace(
  db: Db,
  now: Instant = NOW,
  options: { readonly example?: boolean } = {},
): Promise<TestPerson> {
  const mail = 'ada@example.org';
  const { token } = await db.tx(async (tx) => {
    const link = mustBeDone(await makeSetUpLink(tx, { kind: 'program', program: 'command' }, {}, now));
    const input = { token: link.token, workspace: 'Example Lab', name: 'Ada Example', mail, password: PASSWORD };
    return mustBeDone(await setUpWorkspace(tx, STRANGER, { ...input, ...CAME_FROM, ...options }, now));
  });
  return testPerson(db, mail, token, now);
}

/** Invites a person and accepts for them. The mail address is made from the name. */
export async function addPerson(
  db: Db,
  admin: TestPerson,
  one: { readonly name: string; readonly role: GrantableRole; readonly project?: ProjectId },
  now: Instant = NOW,
): Promise<TestPerson> {
  const mail = `${one.name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.org`;
  const token = await db.tx(async (tx) => {
    const input = { name: one.name, mail, role: one.role, project: one.project ?? null, baseUrl: BASE_URL };
    mustBeDone(await invitePerson(tx, admin.actor, input, now));
    const link = (await listOutbox(tx, 1000)).find((letter) => letter.recipient === mail && letter.link !== null)?.link;
    const accepted = { token: tokenIn(link ?? ''), name: one.name, password: PASSWORD, ...CAME_FROM };
    return mustBeDone(await acceptInvitation(tx, STRANGER, accepted, now)).token;
  });
  return testPerson(db, mail, token, now);
}

/** A token for the API, made by the person themselves. */
export async function addApiToken(
  db: Db,
  { actor, token: sessionToken }: TestPerson,
  wanted: { readonly scope?: TokenScope; readonly days?: 30 | 90 | 365 } = {},
  now: Instant = NOW,
): Promise<MadeApiToken> {
  const asked = { name: 'a program', scope: 'read', days: 90, current: PASSWORD, ...wanted } as const;
  const input = { ...asked, sessionToken, trace: CAME_FROM.trace, baseUrl: BASE_URL };
  return mustBeDone(await db.tx((tx) => makeApiToken(tx, actor, input, now)));
}

/** The secret at the end of a one-time link. */
export function tokenIn(link: string): string {
  return new URL(link).pathname.split('/').at(-1) ?? '';
}

/** Every role that can be held, for tests that walk the matrix; PRJ, MNT and FSP for the project. */
export async function addEveryRole(
  db: Db,
  admin: TestPerson,
  project: ProjectId,
): Promise<ReadonlyMap<Role, TestPerson>> {
  const people = new Map<Role, TestPerson>([['ADM', admin]]);
  people.set('ENG', await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' }));
  people.set('TEC', await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' }));
  people.set('DEV', await addPerson(db, admin, { name: 'Dev Example', role: 'DEV' }));
  people.set('FIN', await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' }));
  people.set('PRJ', await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project }));
  people.set('MNT', await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project }));
  people.set('FND', await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' }));
  people.set('FSP', await addPerson(db, admin, { name: 'Fsp Example', role: 'FSP', project }));
  return people;
}

async function testPerson(db: Db, mail: string, token: string, now: Instant): Promise<TestPerson> {
  const recognised = await db.read((tx) => recogniseSession(tx, token, now));
  if (recognised === null) throw new Error('the session that was just begun is not known');
  return { person: recognised.actor.person, actor: recognised.actor, mail, token };
}

/** The code of a refusal, or null when it was done: what a test compares. */
export function codeOf(outcome: Outcome<unknown, string>): string | null {
  return refused(outcome) ? outcome.refused : null;
}
