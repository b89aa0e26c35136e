/** One request from door to answer: who asks, whether they may, the transaction around it, and what is kept of it. */
import { STRANGER, type Actor } from '../kernel/actor.ts';
import type { Instant } from '../kernel/dates.ts';
import { readId } from '../kernel/ids.ts';
import { holds, holdsSomewhere, type Permission } from '../kernel/permission.ts';
import { done, refused, type Outcome, type Refusal, type RefusalKind, type RefusalSheet } from '../kernel/refusal.ts';
import {
  findWorkspace,
  peopleRefusals,
  recogniseApiToken,
  recogniseSession,
  type PeopleRefusal,
  type Recognised,
  type RecognisedApiToken,
  type Workspace,
} from '../areas/people/index.ts';
import type { Db, Tx } from '../outside/database/index.ts';
import type { Answer } from '../outside/http/route.ts';

export const STATUS: Readonly<Record<RefusalKind, number>> = {
  malformed: 422,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
  unreachable: 502,
};

/** Who asks, and whose instance this is: what the frame around a page needs. */
export interface Who {
  readonly actor: Actor;
  readonly recognised: Recognised | null;
  /** The token by which a program asks; pages know none. */
  readonly token: RecognisedApiToken | null;
  readonly workspace: Workspace | null;
}

export const NOBODY: Who = { actor: STRANGER, recognised: null, token: null, workspace: null };

export interface Bearer {
  readonly secret: string;
  /** The operation is for signed-in people only. */
  readonly ofSession: boolean;
}

export interface Call<Found> {
  /** A GET reads on a connection that cannot write; anything else changes. */
  readonly changes: boolean;
  readonly permission: Permission;
  readonly params: Readonly<Record<string, string>>;
  readonly sessionToken: string | null;
  /** A token that was sent in place of a session; pages take none. */
  readonly bearer?: Bearer | null;
  readonly now: Instant;
  /** Outside work, with no transaction open; only for those who may. */
  readonly before: ((actor: Actor) => Promise<Found>) | null;
  readonly answer: (tx: Tx, actor: Actor, found: Found | undefined) => Promise<Answer>;
}

export type Ran = { readonly kind: 'answered'; readonly who: Who; readonly answer: Answer } | Denied;

export interface Denied {
  readonly kind: 'denied';
  readonly who: Who;
  readonly denied: 'signed-out' | 'forbidden';
  /** What is wrong with the token that was sent. */
  readonly token?: Refusal<PeopleRefusal>;
}

export async function run<Found>(db: Db, call: Call<Found>): Promise<Ran> {
  let found: Found | undefined;
  if (call.before !== null) {
    const met = await db.read((tx) => meet(tx, call));
    if ('denied' in met) return met;
    found = await call.before(met.who.actor);
  }
  return inTransaction(db, call.changes, async (tx) => {
    const met = await meet(tx, call);
    if ('denied' in met) return met;
    return { kind: 'answered', who: met.who, answer: await call.answer(tx, met.who.actor, found) };
  });
}

/** Who calls, when they may. */
async function meet<Found>(tx: Tx, call: Call<Found>): Promise<{ readonly who: Who } | Denied> {
  const { bearer = null } = call;
  const known = bearer === null ? done(await findWho(tx, call)) : await findWhoByToken(tx, bearer, call);
  if (refused(known)) {
    const isUnknown = peopleRefusals[known.refused].kind === 'signed-out';
    return { kind: 'denied', who: NOBODY, denied: isUnknown ? 'signed-out' : 'forbidden', token: known };
  }
  const who = known.done;
  const denied = denial(who, call);
  return denied === null ? { who } : { kind: 'denied', who, denied };
}

async function findWhoByToken(
  tx: Tx,
  { secret, ofSession }: Bearer,
  { changes, now }: { readonly changes: boolean; readonly now: Instant },
): Promise<Outcome<Who, PeopleRefusal>> {
  const recognised = await recogniseApiToken(tx, secret, { changes, ofSession }, now);
  if (refused(recognised)) return recognised;
  const token = recognised.done;
  return done({ actor: token.actor, recognised: null, token, workspace: await findWorkspace(tx) });
}

export async function findWho(
  tx: Tx,
  { sessionToken, now }: { readonly sessionToken: string | null; readonly now: Instant },
): Promise<Who> {
  const recognised = sessionToken === null ? null : await recogniseSession(tx, sessionToken, now);
  return { actor: recognised?.actor ?? STRANGER, recognised, token: null, workspace: await findWorkspace(tx) };
}

/** The route's own check, before its handler: with the project of the address when it names one. The verb's rule asks again. */
export function denial(
  who: Who,
  { permission, params }: Pick<Call<unknown>, 'permission' | 'params'>,
): 'signed-out' | 'forbidden' | null {
  const project = readId<'project'>(params['project'] ?? '');
  const may = project === null ? holdsSomewhere(who.actor, permission) : holds(who.actor, permission, project);
  if (may) return null;
  return who.actor.kind === 'stranger' ? 'signed-out' : 'forbidden';
}

/** Leaves a changing transaction without keeping what it wrote, with the answer in hand. */
class TakenBack extends Error {
  readonly ran: Ran;
  constructor(ran: Ran) {
    super('an answer that keeps nothing');
    this.ran = ran;
  }
}

async function inTransaction(db: Db, changes: boolean, work: (tx: Tx) => Promise<Ran>): Promise<Ran> {
  if (!changes) return db.read(work);
  try {
    return await db.tx(async (tx) => {
      const ran = await work(tx);
      if (!isKept(ran)) throw new TakenBack(ran);
      return ran;
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.ran;
    throw error;
  }
}

function isKept(ran: Ran): boolean {
  if (ran.kind === 'denied') return false;
  const { answer } = ran;
  const refusal = refusalIn(answer);
  if (refusal !== null) return entryOf(refusal).recorded === true;
  return statusOf(answer) < 400;
}

/** The refusal that an answer carries, if any. */
export function refusalIn(answer: Answer): { readonly refusal: Refusal; readonly sheet: RefusalSheet<string> } | null {
  if (answer.kind === 'refusal') return answer;
  return answer.kind === 'page' ? (answer.refused ?? null) : null;
}

export function entryOf({ refusal, sheet }: { readonly refusal: Refusal; readonly sheet: RefusalSheet<string> }) {
  const entry = Object.hasOwn(sheet, refusal.refused) ? sheet[refusal.refused] : undefined;
  if (entry === undefined) throw new Error(`the refusal ${refusal.refused} is not in its sheet`);
  return entry;
}

export function statusOf(answer: Answer): number {
  const refusal = refusalIn(answer);
  if (refusal !== null) return STATUS[entryOf(refusal).kind];
  return (answer.kind === 'page' || answer.kind === 'json' ? answer.status : undefined) ?? 200;
}
