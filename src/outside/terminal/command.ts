/** What an area's `commands.ts` declares: a command of the program `commonwork`. */
import type { Instant } from '../../kernel/dates.ts';
import { count, shorten, showPath } from '../../kernel/text.ts';

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
  /** All of standard input, or its beginning, longer than this many bytes, when there is more. */
  readonly stdin: (mostBytes: number) => Promise<Buffer>;
  /** Aborted on ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** How many words may follow its name, none of them an option; null where the command reads options and words itself. */
  readonly takes: number | null;
  readonly run: (terminal: Terminal) => Promise<ExitCode>;
}

/** What is wrong with the words after a command's name, with what may stand there, or null. */
export function surplusWord({ name, takes }: Pick<Command, 'name' | 'takes'>, args: readonly string[]): string | null {
  if (takes === null) return null;
  const option = args.find((word) => word.startsWith('-'));
  const word = option ?? args[takes];
  if (word === undefined) return null;
  const allowed = takes === 0 ? 'nothing after its name' : `${count(takes, 'word')} after its name, no option`;
  return `"${showPath(shorten(word, 80))}" cannot be used here: commonwork ${name} takes ${allowed}.`;
}
