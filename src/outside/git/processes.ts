/** Whether the process that left something behind still runs. */
import { readFileSync } from 'node:fs';

/** A number alone does not name a process: numbers are used again, in a container after every start. */
export function runs(pid: number, started: string | null): boolean {
  return isAlive(pid) && startOf(pid) === started;
}

/** Linux tells when a process began, in ticks since the machine did; elsewhere the number alone must do. */
export function startOf(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (problem) {
    return isSystemError(problem) && problem.code === 'EPERM';
  }
}

export function isSystemError(problem: unknown): problem is NodeJS.ErrnoException & { code: string } {
  return problem instanceof Error && 'code' in problem && typeof problem.code === 'string';
}
