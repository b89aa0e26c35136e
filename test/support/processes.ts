/** Processes by parentage, for tests that end programs: only what they started themselves, never by name. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The processes below this one, whatever group or session they are in. */
export function descendants(pid: number): number[] {
  const children = Map.groupBy(listAll(), ({ parent }) => parent);
  const below = (one: number): number[] =>
    (children.get(one) ?? []).flatMap((child) => [child.pid, ...below(child.pid)]);
  return below(pid);
}

/** One that has ended and waits to be collected counts as gone. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return statOf(pid).state !== 'Z';
  } catch {
    return process.platform !== 'linux';
  }
}

/** Empty for processes that are gone or not ours to look at. */
export function commandLine(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function listAll(): { readonly pid: number; readonly parent: number }[] {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return lines.map((line) => line.trim().split(/\s+/).map(Number)).map(([pid = 0, parent = 0]) => ({ pid, parent }));
  }
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    try {
      return [{ pid, parent: statOf(pid).parent }];
    } catch {
      return []; // it ended meanwhile
    }
  });
}

/** The name in the middle is in parentheses and may hold anything. */
function statOf(pid: number): { readonly state: string; readonly parent: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent) };
}
