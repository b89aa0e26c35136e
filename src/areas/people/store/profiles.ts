/** All SQL on the workspace's profile and on what fits it. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { hatOf } from '../../../kernel/hats.ts';
import { newId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { Fit, FitId, FitSubject, ProfileVersion, WorkspaceProfile } from '../profile-types.ts';

const MOST_VERSIONS = 50;

/** The newest first. */
export async function profileVersions(tx: Tx, limit = MOST_VERSIONS): Promise<readonly ProfileVersion[]> {
  const { rows } = await sql<ProfileVersion>`
    select profile.version, profile.mission, profile.focus, profile.majority, profile.undoes, profile.at, profile.by_person as by,
      named.name as "byName", profile.hat
    from workspace_profile profile left join named_person named on named.person = profile.by_person
    order by profile.version desc limit ${limit}`.execute(on(tx));
  return rows;
}

/** Null while nobody has said what the workspace is for. */
export async function workspaceProfile(tx: Tx): Promise<ProfileVersion | null> {
  return (await profileVersions(tx, 1))[0] ?? null;
}

export async function profileVersion(tx: Tx, version: number): Promise<WorkspaceProfile | null> {
  const { rows } = await sql<WorkspaceProfile>`
    select mission, focus, majority from workspace_profile where version = ${version}`.execute(on(tx));
  return rows[0] ?? null;
}

/** As `workspaceProfile`, and until the transaction ends nobody else changes it. */
export async function profileForChange(tx: Tx): Promise<ProfileVersion | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended('workspace profile', 64))`.execute(on(tx));
  return workspaceProfile(tx);
}

export async function insertProfile(
  tx: Tx,
  version: number,
  { mission, focus, majority }: WorkspaceProfile,
  undoes: number | null,
  actor: Actor,
  now: Instant,
): Promise<void> {
  await sql`
    insert into workspace_profile (version, mission, focus, majority, undoes, at, by_person, hat)
    values (${version}, ${mission}, ${[...focus]}::text[], ${majority}, ${undoes}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(
    on(tx),
  );
}

export async function insertFit(
  tx: Tx,
  subject: FitSubject,
  said: { readonly fits: boolean; readonly reason: string | null; readonly profile: number },
  actor: Actor,
  now: Instant,
): Promise<FitId> {
  const id = newId<'mission fit'>(now);
  await sql`
    insert into mission_fit (id, subject_kind, subject, fits, reason, profile, at, by_person, hat)
    values (${id}, ${subject.kind}, ${subject.id}, ${said.fits}, ${said.reason}, ${said.profile}, ${now}, ${personOf(actor)}, ${hatOf(actor)})`.execute(
    on(tx),
  );
  return id;
}

const MOST_FITS = 20;

/** What was judged of it, the newest first. */
export async function fitsOf(tx: Tx, subject: FitSubject): Promise<readonly Fit[]> {
  const { rows } = await sql<Fit>`
    select fit.id, fit.fits, fit.reason, fit.profile, fit.at, named.name as "byName", fit.hat
    from mission_fit fit left join named_person named on named.person = fit.by_person
    where fit.subject_kind = ${subject.kind} and fit.subject = ${subject.id}::uuid
    order by fit.at desc, fit.id desc limit ${MOST_FITS}`.execute(on(tx));
  return rows;
}
