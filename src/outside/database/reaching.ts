/** A server that cannot be reached, or that does not let us in: which one, why, and what to look at. */
import pg from 'pg';
import { isServerAway, sqlState } from './database.ts';
import { DatabaseProblem } from './problem.ts';

/** Does what needs the server that the setting names; its failure to be there becomes a `DatabaseProblem` without the password of the address. */
export async function reaching<T>(setting: string, url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asProblem(error, setting, url);
  }
}

function asProblem(error: unknown, setting: string, url: string): unknown {
  if (error instanceof DatabaseProblem) return error;
  const state = sqlState(error);
  const message = error instanceof Error ? error.message : String(error);
  const silent = message === 'timeout expired'; // the driver's own, without a code
  const connecting = isServerAway(error) || silent || NETWORK.has(state) || /^(08|28|3D|53|57)/.test(state);
  if (!connecting) return error;
  const why = reasonOf(silent ? 'ETIMEDOUT' : state, placeOf(url)) ?? `${message || state}.`;
  return new DatabaseProblem('unreachable', `The database that ${setting} names cannot be used: ${why}`, error);
}

const NETWORK = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EACCES']);

interface Place {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** As the driver reads the address, with what it takes from its own defaults. */
function placeOf(url: string): Place {
  const { host, port, user, database } = new pg.Client({ connectionString: url });
  return { host, port, user: user ?? '', database: database ?? '' };
}

function reasonOf(state: string, { host, port, user, database }: Place): string | null {
  const at = host.startsWith('/') ? `the socket in ${host} for port ${port}` : `${host} port ${port}`;
  switch (state) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `nothing answers at ${at}. Check that PostgreSQL runs there and that host and port are right.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `no machine called ${host} is found. Check the host in it, and the name server.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${at} does not answer. Check host and port, and whether a firewall stands between.`;
    case 'EACCES':
      return `this user may not open ${at}.`;
    case '28P01':
    case '28000':
      return `the server at ${at} does not let "${user}" in. Check user and password in it, and the server's pg_hba.conf.`;
    case '3D000':
      return `the server at ${at} has no database "${database}". Check the name, or make it with: create database "${database}".`;
    default:
      return null;
  }
}
