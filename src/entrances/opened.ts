/** Commands that need the settings and the database: what cannot be used is said in a sentence, never in a stack. */
import { DatabaseProblem, openDatabase, type OpenDatabase, type OpenOptions } from '../outside/database/index.ts';
import { EXIT, type ExitCode, type Terminal } from '../outside/terminal/command.ts';
import { readSettings, SettingProblem, type Settings } from './settings.ts';

/** Reads the settings, opens the database, and closes it again whatever happens. */
export async function withDatabase(
  terminal: Terminal,
  work: (opened: OpenDatabase, settings: Settings, terminal: Terminal) => Promise<ExitCode>,
  options: OpenOptions = {},
): Promise<ExitCode> {
  return withSettings(terminal, async (settings) => {
    const opened = await openDatabase(settings, options);
    try {
      return await work(opened, settings, terminal);
    } finally {
      await opened.close();
    }
  });
}

export async function withSettings(
  terminal: Terminal,
  work: (settings: Settings) => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work(readSettings(terminal.env, terminal.cwd));
  } catch (error) {
    if (error instanceof SettingProblem) {
      terminal.err(`${error.message}\n`);
      return EXIT.usage;
    }
    if (error instanceof DatabaseProblem) {
      terminal.err(`${error.message}\n`);
      return EXIT_OF[error.problem] ?? EXIT.unreachable;
    }
    throw error;
  }
}

/** The rest could not be reached. */
const EXIT_OF: Readonly<Partial<Record<DatabaseProblem['problem'], ExitCode>>> = {
  'not-empty': EXIT.refused,
  damaged: EXIT.refused,
  migrations: EXIT.refused,
  version: EXIT.refused,
};
