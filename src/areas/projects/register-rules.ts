/** Who speaks for a project, and who may say so. Pure. */
import type { Actor, Role } from '../../kernel/actor.ts';
import type { CalendarDate } from '../../kernel/dates.ts';
import { calendarDate } from '../../kernel/dates.ts';
import type { PersonId, ProjectId } from '../../kernel/ids.ts';
import { decideHat, hatsOf, hatWords } from '../../kernel/hats.ts';
import { holds, permission } from '../../kernel/permission.ts';
import { allow, done, refuse, refused, type Decision, type Outcome } from '../../kernel/refusal.ts';
import {
  MATTER_NAMES,
  MATTERS,
  type EntryState,
  type Matter,
  type OptOut,
  type SpeakerEntry,
  type SpeakerId,
} from './register-types.ts';
import type { ProjectRefusal } from './types.ts';

const REGISTER_ROW = 'Project profile, rulebook, speaks-for';
const CONSENT_ROW = 'Approve / withdraw an item or offer, opt out';

export const registerPermissions = {
  seeRegister: permission('see-register', REGISTER_ROW, 'R', ['PUB']),
  enterSpeaker: permission('enter-speaker', REGISTER_ROW, 'C', ['ADM', 'TEC', 'PRJ'], ['PRJ']),
  // Narrower than the matrix: who enters may be anyone who edits, who counts is for the project's own and for an administrator.
  confirmSpeaker: permission('confirm-speaker', REGISTER_ROW, 'E', ['ADM', 'PRJ'], ['PRJ']),
  endSpeaker: permission('end-speaker', REGISTER_ROW, 'E', ['ADM', 'PRJ'], ['PRJ']),
  forgetSpeaker: permission('forget-speaker', REGISTER_ROW, 'E', ['ADM', 'PRJ'], ['PRJ']),
  optOut: permission('opt-out', CONSENT_ROW, 'A', ['PRJ'], ['PRJ']),
  optIn: permission('opt-in', CONSENT_ROW, 'A', ['PRJ'], ['PRJ']),
} as const;

/** Somebody as the register knows them: an account, or the line of it to which a one-time link was sent. */
export type Who = { readonly person: PersonId } | { readonly speaker: SpeakerId };

export function entryState(entry: SpeakerEntry, on: CalendarDate): EntryState {
  // From the moment of its end it never counts again: the whole day is taken, days are what the register knows.
  if (entry.ending !== null && calendarDate(entry.ending.at) <= on) return 'ended';
  if (entry.confirmation === null) return 'unconfirmed';
  if (on < entry.validFrom) return 'not-yet';
  return entry.validTo !== null && entry.validTo < on ? 'run-out' : 'counts';
}

export function covers(entry: Pick<SpeakerEntry, 'matters'>, matter: Matter): boolean {
  return entry.matters.includes('all') || entry.matters.includes(matter);
}

/** The entry by which somebody speaks for the project on a matter that day, or null. */
export function speaksOn(
  entries: readonly SpeakerEntry[],
  who: Who,
  matter: Matter,
  on: CalendarDate,
): SpeakerEntry | null {
  return (
    entries.find((entry) => entryState(entry, on) === 'counts' && covers(entry, matter) && names(entry, who)) ?? null
  );
}

/** The entries that count on a matter that day; none means "unknown", and an unknown project approves nothing. */
export function standingOn(
  entries: readonly SpeakerEntry[],
  matter: Matter,
  on: CalendarDate,
): readonly SpeakerEntry[] {
  return entries.filter((entry) => entryState(entry, on) === 'counts' && covers(entry, matter));
}

/** Matters on which nobody is confirmed that day, the catch-all left out. */
export function unknownMatters(entries: readonly SpeakerEntry[], on: CalendarDate): readonly Matter[] {
  return MATTERS.filter((matter) => matter !== 'all' && standingOn(entries, matter, on).length === 0);
}

export function names({ speakers }: SpeakerEntry, who: Who): boolean {
  return speakers.some((speaker) => ('person' in who ? speaker.person === who.person : speaker.id === who.speaker));
}

/**
 * The standing by which an actor decides for the project: the representative's role alone is not enough, the register must name them.
 * Our own programs never decide for a project.
 */
export function decidesFor(
  entries: readonly SpeakerEntry[],
  actor: Actor,
  matter: Matter,
  on: CalendarDate,
): Outcome<SpeakerEntry, 'no-standing'> {
  const entry = actor.kind === 'person' ? speaksOn(entries, { person: actor.person }, matter, on) : null;
  return entry === null ? refuse('no-standing', { matter: MATTER_NAMES[matter] }) : done(entry);
}

/** In the hat that comes with the role for this project: whoever decides for a project does so in its name. (domain 4.1) */
export function asRepresentative(actor: Actor, project: ProjectId): Actor {
  const own = hatsOf(actor).find((hat) => hat.comesWith === 'role' && hat.project === project);
  return actor.kind === 'person' && own !== undefined ? { ...actor, hat: hatWords(own) } : actor;
}

/** Whether the reader may know of a project that asked to be left out: the workspace's own people, and the project's. */
export function seesOptedOut(actor: Actor, project: ProjectId): boolean {
  if (seesAllOptedOut(actor)) return true;
  return (
    actor.kind === 'person' &&
    actor.grants.some((grant) => (grant.role === 'PRJ' || grant.role === 'MNT') && grant.project === project)
  );
}

const STAFF: ReadonlySet<Role> = new Set(['ADM', 'ENG', 'TEC', 'DEV', 'FIN']);

export function seesAllOptedOut(actor: Actor): boolean {
  if (actor.kind === 'program') return true;
  return actor.kind === 'person' && actor.grants.some(({ role }) => STAFF.has(role));
}

/** The projects that a reader sees although they asked to be left out; null for all of them. For filters in queries. */
export function ownProjects(actor: Actor): readonly ProjectId[] | null {
  if (seesAllOptedOut(actor)) return null;
  if (actor.kind !== 'person') return [];
  return actor.grants.flatMap(({ role, project }) =>
    (role === 'PRJ' || role === 'MNT') && project !== null ? [project] : [],
  );
}

/** A private reason is between the project and the administrators. */
export function seesReason(actor: Actor, optOut: OptOut): boolean {
  if (!optOut.isPrivate) return seesOptedOut(actor, optOut.project);
  if (actor.kind !== 'person') return false;
  return actor.grants.some(
    ({ role, project }) => role === 'ADM' || ((role === 'PRJ' || role === 'MNT') && project === optOut.project),
  );
}

/** Addresses of people are for those who may write to them: administrators, technical leads and the project's representatives. */
export function seesSpeakerMail(actor: Actor, project: ProjectId): boolean {
  return holds(actor, registerPermissions.enterSpeaker, project);
}

/** Speaks on every matter of an entry, and so may answer for it. */
function speaksOnAll(
  entries: readonly SpeakerEntry[],
  person: PersonId,
  matters: readonly Matter[],
  on: CalendarDate,
): boolean {
  const asked = matters.includes('all') ? MATTERS.filter((matter) => matter !== 'all') : matters;
  return asked.every((matter) => speaksOn(entries, { person }, matter, on) !== null);
}

/** Confirmed by an administrator who read the source, or by somebody who already speaks on these matters; never by those it names. */
export function mayConfirmSpeaker(
  actor: Actor,
  entry: SpeakerEntry,
  entries: readonly SpeakerEntry[],
  on: CalendarDate,
): Decision<ProjectRefusal> {
  if (entry.ending !== null) return refuse('speaker-ended');
  if (entry.confirmation !== null) return refuse('speaker-confirmed');
  if (actor.kind !== 'person') return allow(); // example data
  if (names(entry, { person: actor.person })) return refuse('own-entry');
  const hat = decideHat(actor);
  if (refused(hat)) return hat;
  const isAdministrator = actor.grants.some(({ role }) => role === 'ADM');
  return isAdministrator || speaksOnAll(entries, actor.person, entry.matters, on)
    ? allow()
    : refuse('not-yours-to-confirm');
}

/** Ended by an administrator, by those it names, or by somebody who speaks on its matters; an unconfirmed one by any representative. */
export function mayEndSpeaker(
  actor: Actor,
  entry: SpeakerEntry,
  entries: readonly SpeakerEntry[],
  on: CalendarDate,
): Decision<ProjectRefusal> {
  if (entry.ending !== null) return refuse('speaker-ended');
  if (actor.kind !== 'person' || entry.confirmation === null) return allow();
  const isAdministrator = actor.grants.some(({ role }) => role === 'ADM');
  if (isAdministrator || names(entry, { person: actor.person })) return allow();
  return speaksOnAll(entries, actor.person, entry.matters, on) ? allow() : refuse('not-yours-to-end');
}

/** A name and an address without an account go when the entry no longer counts. */
export function mayForgetSpeaker(entry: SpeakerEntry, on: CalendarDate): Decision<ProjectRefusal> {
  if (entryState(entry, on) === 'counts') return refuse('speaker-counts');
  return entry.speakers.some(({ person, name }) => person === null && name !== null)
    ? allow()
    : refuse('nothing-to-forget');
}

/** "the NumPy steering council", "Ada Example", or what is left once a name was erased. */
export function speakerName({ body, speakers }: Pick<SpeakerEntry, 'body' | 'speakers'>): string {
  return body ?? speakers[0]?.name ?? 'a person whose name was erased';
}
