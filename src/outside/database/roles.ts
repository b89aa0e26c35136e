/**
 * The two roles (design section 3). They belong to the whole server, the rights to each database. `commonwork_owner` owns the tables,
 * `commonwork_app` owns nothing; a login takes the role on in the first moment of each connection, so that grants bite even when
 * one login serves both.
 */
import pg from 'pg';
import { withClient } from './client.ts';
import { sqlState, withServerOptions } from './database.ts';
import { DatabaseProblem } from './problem.ts';
import { reaching } from './reaching.ts';

export const OWNER_ROLE = 'commonwork_owner';
export const APP_ROLE = 'commonwork_app';

export interface Logins {
  /** Connections that act as `commonwork_app`. */
  readonly appUrl: string;
  /** Connections that act as `commonwork_owner`; null when this program was given only the application's login. */
  readonly ownerUrl: string | null;
  /** One login can act as both: the application could lift its own limits. */
  readonly shared: boolean;
}

interface Standing {
  readonly login: string;
  readonly owner_exists: boolean;
  readonly app_exists: boolean;
  readonly may_own: boolean;
  readonly may_app: boolean;
  readonly makes_roles: boolean;
  readonly database: string;
  readonly owner_creates_in_database: boolean;
  readonly owner_creates_in_schema: boolean;
  readonly app_uses_schema: boolean;
  readonly app_creates_in_schema: boolean;
  readonly encoding: string;
  readonly version: number;
  readonly server: string;
}

const OLDEST_SERVER = 150_000;

/** Makes sure that both roles exist and that the given logins may act as them, and answers the addresses to use. */
export async function prepareLogins(databaseUrl: string, databaseOwnerUrl: string | null): Promise<Logins> {
  if (databaseOwnerUrl === null) {
    return reaching('DATABASE_URL', databaseUrl, () => prepare(databaseUrl, null, null));
  }
  const appLogin = await reaching('DATABASE_URL', databaseUrl, () => loginOf(databaseUrl));
  return reaching('DATABASE_OWNER_URL', databaseOwnerUrl, () => prepare(databaseUrl, databaseOwnerUrl, appLogin));
}

function prepare(databaseUrl: string, databaseOwnerUrl: string | null, appLogin: string | null): Promise<Logins> {
  return withClient(databaseOwnerUrl ?? databaseUrl, 'roles', async (client) => {
    let standing = await standingOf(client);
    checkServer(standing);
    const rolesExist = standing.owner_exists && standing.app_exists;
    const appOnly = databaseOwnerUrl === null && rolesExist && !standing.may_own && !standing.makes_roles;
    if (appOnly && !standing.may_app) {
      throw new DatabaseProblem(
        'roles',
        `The login "${standing.login}" may not act as ${APP_ROLE} yet: run "commonwork migrate" once with DATABASE_OWNER_URL set.`,
      );
    }
    if (!appOnly) {
      await ensureRoles(client, standing, appLogin);
      standing = await standingOf(client);
    }
    const shared = databaseOwnerUrl === null ? standing.may_own : appLogin === standing.login;
    const ownerUrl = appOnly ? null : actingAs(databaseOwnerUrl ?? databaseUrl, standing.login, OWNER_ROLE);
    return { appUrl: actingAs(databaseUrl, appLogin ?? standing.login, APP_ROLE), ownerUrl, shared };
  });
}

export interface LoginReport {
  readonly login: string;
  readonly version: string;
  /** Both roles exist and this login may act as the one it needs. */
  readonly ready: boolean;
  readonly mayOwn: boolean;
}

/** What a login finds on its server; changes nothing. */
export function inspectLogin(setting: 'DATABASE_URL' | 'DATABASE_OWNER_URL', url: string): Promise<LoginReport> {
  return reaching(setting, url, () =>
    withClient(url, 'doctor', async (client) => {
      const standing = await standingOf(client);
      checkServer(standing);
      const ready = standing.owner_exists && standing.app_exists && (standing.may_app || standing.may_own);
      return { login: standing.login, version: standing.server, ready, mayOwn: standing.may_own };
    }),
  );
}

function actingAs(url: string, login: string, role: string): string {
  return login === role ? url : withServerOptions(url, { role });
}

function loginOf(url: string): Promise<string> {
  return withClient(url, 'roles', async (client) => {
    return (await client.query<{ login: string }>('select session_user::text as login')).rows[0]!.login;
  });
}

async function standingOf(client: pg.Client): Promise<Standing> {
  // From 16 on a member may still not take the role on; "SET" asks for that, which 15 does not know.
  const version = Number(
    (await client.query<{ v: string }>(`select current_setting('server_version_num') as v`)).rows[0]!.v,
  );
  const kind = version >= 160_000 ? 'SET' : 'MEMBER';
  const answer = await client.query<Standing>(
    `select session_user::text as login,
            current_database()::text as database,
            current_setting('server_encoding') as encoding,
            $2::integer as version,
            split_part(current_setting('server_version'), ' ', 1) as server,
            o.oid is not null as owner_exists,
            a.oid is not null as app_exists,
            coalesce(pg_has_role(session_user, o.oid, $1), false) as may_own,
            coalesce(pg_has_role(session_user, a.oid, $1), false) as may_app,
            (select r.rolcreaterole from pg_roles r where r.rolname = session_user) as makes_roles,
            coalesce(has_database_privilege(o.oid, current_database(), 'CREATE'), false) as owner_creates_in_database,
            coalesce(has_schema_privilege(o.oid, 'public', 'CREATE'), false) as owner_creates_in_schema,
            coalesce(has_schema_privilege(a.oid, 'public', 'USAGE'), false) as app_uses_schema,
            coalesce(has_schema_privilege(a.oid, 'public', 'CREATE'), false) as app_creates_in_schema
     from (values (1)) one
     left join pg_roles o on o.rolname = '${OWNER_ROLE}'
     left join pg_roles a on a.rolname = '${APP_ROLE}'`,
    [kind, version],
  );
  return answer.rows[0]!;
}

function checkServer(standing: Standing): void {
  if (standing.version < OLDEST_SERVER) {
    throw new DatabaseProblem(
      'version',
      `This is PostgreSQL ${Math.floor(standing.version / 10_000)}; Commonwork needs 15 or later.`,
    );
  }
  if (standing.encoding !== 'UTF8') {
    throw new DatabaseProblem(
      'version',
      `The database "${standing.database}" keeps text as ${standing.encoding}; Commonwork needs UTF8 (create database ... encoding 'UTF8' template template0).`,
    );
  }
}

async function ensureRoles(client: pg.Client, standing: Standing, appLogin: string | null): Promise<void> {
  const needed: string[] = [];
  if (!standing.owner_exists) needed.push(`create role ${OWNER_ROLE} nologin`);
  if (!standing.app_exists) needed.push(`create role ${APP_ROLE} nologin`);
  const login = pg.escapeIdentifier(standing.login);
  if (!standing.may_own) needed.push(`grant ${OWNER_ROLE} to ${login}`);
  if (appLogin === null && !standing.may_app) needed.push(`grant ${APP_ROLE} to ${login}`);
  if (appLogin !== null && !(await mayAct(client, appLogin, standing))) {
    needed.push(`grant ${APP_ROLE} to ${pg.escapeIdentifier(appLogin)}`);
  }
  const database = pg.escapeIdentifier(standing.database);
  if (!standing.owner_creates_in_database) needed.push(`grant create on database ${database} to ${OWNER_ROLE}`);
  if (!standing.owner_creates_in_schema) needed.push(`grant usage, create on schema public to ${OWNER_ROLE}`);
  if (!standing.app_uses_schema) needed.push(`grant usage on schema public to ${APP_ROLE}`);
  if (standing.app_creates_in_schema) needed.push('revoke create on schema public from public');
  for (const [at, statement] of needed.entries()) {
    try {
      await client.query(statement);
    } catch (error) {
      // Another program was quicker: roles belong to the whole server. (23505 is how the race in the catalogue shows itself.)
      if (['42710', '23505', 'XX000'].includes(sqlState(error))) continue;
      if (sqlState(error) !== '42501' && sqlState(error) !== '42704') throw error;
      throw new DatabaseProblem(
        'roles',
        `The login "${standing.login}" may not prepare the roles of Commonwork. Ask an administrator of the server to run once, in the database "${standing.database}":\n` +
          needed
            .slice(at)
            .map((line) => `  ${line};\n`)
            .join(''),
        error,
      );
    }
  }
}

/** Whether the application's login may act as the application's role. */
async function mayAct(client: pg.Client, appLogin: string, standing: Standing): Promise<boolean> {
  if (!standing.app_exists) return appLogin === APP_ROLE;
  const kind = standing.version >= 160_000 ? 'SET' : 'MEMBER';
  const answer = await client.query<{ may: boolean }>(`select pg_has_role($1::name, '${APP_ROLE}', $2) as may`, [
    appLogin,
    kind,
  ]);
  return answer.rows[0]!.may;
}
