/** What an area's `commands.ts` declares: a command of the program `commonwork`. */
import type { Instant } from '../../kernel/dates.ts';

/** Exit codes (design section 5): 0 done, 1 findings or refusal, 2 usage, 3 could not reach something. */
export const EXIT = { done: 0, refused: 1, usage: 2, unreachable: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface Terminal {
  /** Arguments after the command's name. */
  readonly args: readonly string[];
  /** Settings; commands never read process.env themselves. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: Instant;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isTty: boolean;
  readonly stdin: () => Promise<Buffer>;
  /** Aborted on ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly run: (terminal: Terminal) => Promise<ExitCode>;
}
