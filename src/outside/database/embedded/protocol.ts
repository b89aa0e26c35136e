/** What the supervisor and those who need its server say to each other: one JSON value a line on the control socket. */
import type { DatabaseProblemCode } from '../problem.ts';

export type FromSupervisor =
  | { readonly say: 'ready'; readonly sockets: string }
  | { readonly say: 'failed'; readonly problem: DatabaseProblemCode; readonly message: string };

/** The last owner asks the server to stop now instead of after the pause for successors. */
export interface FromOwner {
  readonly say: 'leaving';
}

/** How the supervisor is told to run; given as JSON on its command line. */
export interface SupervisorOptions {
  /** So long the server waits for another owner after the last one has vanished. */
  readonly graceMs: number;
  /** For tests: the folder goes away with the server, and nothing is made safe against power loss. */
  readonly throwaway: boolean;
  /** For tests of the way that is taken where user namespaces are not allowed. */
  readonly asNobody: boolean;
}

/** The supervisor's exit code when another one holds the folder. */
export const FOLDER_IS_HELD = 75;

export function linesOf(onLine: (line: string) => void): (part: Buffer) => void {
  let rest = '';
  return (part) => {
    const lines = (rest + part.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}
