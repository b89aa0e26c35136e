/** The command line: which commands there are, and the one place that touches the process. */
import { nearest, shorten, showPath } from '../kernel/text.ts';
import { EXIT, surplusWord, type Command, type ExitCode, type Terminal } from '../outside/terminal/command.ts';

interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command, in the order of the help. The modules are loaded when their command runs, which keeps `survey` fast to start. */
export const COMMANDS: readonly Listed[] = [
  {
    name: 'serve',
    summary: 'run the website and its background work',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  {
    name: 'survey',
    summary: 'survey roadmaps and community standards from git repositories',
    load: async () => (await import('../areas/survey/commands.ts')).surveyCommand,
  },
  {
    name: 'roadmap read',
    summary: 'list the items of one roadmap document',
    load: async () => (await import('../areas/roadmaps/commands.ts')).roadmapReadCommand,
  },
  {
    name: 'roadmap compare',
    summary: 'tell what is new, done, dropped or changed between two texts of a roadmap',
    load: async () => (await import('../areas/roadmaps/commands.ts')).roadmapCompareCommand,
  },
  {
    name: 'funding check',
    summary: 'check a funding.json, FUNDING.yml, codemeta.json or funding-manifest-urls file',
    load: async () => (await import('../areas/projects/commands.ts')).fundingCheckCommand,
  },
  {
    name: 'worker',
    summary: 'run background work only; any number, on any machine with the same DATABASE_URL',
    load: async () => (await import('./serve.ts')).workerCommand,
  },
  {
    name: 'demo',
    summary: 'fill an empty workspace with example data',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  {
    name: 'doctor',
    summary: 'say whether this machine has what Commonwork needs',
    load: async () => (await import('./upkeep.ts')).doctorCommand,
  },
  {
    name: 'migrate',
    summary: 'bring the database to the newest version',
    load: async () => (await import('./upkeep.ts')).migrateCommand,
  },
  {
    name: 'backup',
    summary: 'write everything to one file',
    load: async () => (await import('./upkeep.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'fill an empty database from a backup file',
    load: async () => (await import('./upkeep.ts')).restoreCommand,
  },
  {
    name: 'check',
    summary: 'check the invariants on live data',
    load: async () => (await import('./upkeep.ts')).checkCommand,
  },
  {
    name: 'admin-link',
    summary: 'print a one-time sign-in link for an administrator',
    load: async () => (await import('./serve.ts')).adminLinkCommand,
  },
];

export async function runCommandLine(argv: readonly string[] = process.argv.slice(2)): Promise<ExitCode> {
  const listed = COMMANDS.filter(({ name }) => argv.slice(0, name.split(' ').length).join(' ') === name).sort(
    (a, b) => b.name.length - a.name.length,
  )[0];
  if (argv[0] === '--version' || argv[0] === '-v') return printVersion(argv);
  if (listed === undefined) return printHelp(argv);
  const args = argv.slice(listed.name.split(' ').length);
  const command = await listed.load();
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`commonwork ${listed.name}: ${command.summary}\n\n${command.usage}\n`);
    return EXIT.done;
  }
  const wrong = surplusWord(command, args);
  if (wrong !== null) {
    process.stderr.write(`commonwork ${listed.name}: ${wrong}\n\nusage: ${command.usage}\n`);
    return EXIT.usage;
  }
  return command.run(terminalOf(args));
}

async function printVersion(argv: readonly string[]): Promise<ExitCode> {
  const wrong = surplusWord({ name: argv[0]!, takes: 0 }, argv.slice(1));
  if (wrong === null) process.stdout.write(`commonwork ${(await import('./program.ts')).programVersion()}\n`);
  else process.stderr.write(`commonwork: ${wrong}\n`);
  return wrong === null ? EXIT.done : EXIT.usage;
}

function printHelp(argv: readonly string[]): ExitCode {
  const asked = argv[0];
  const wanted = asked === undefined || asked === 'help' || asked === '--help' || asked === '-h';
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  const text = `usage: commonwork COMMAND ...\n\n${lines.join('\n')}\n\ncommonwork COMMAND --help says more, commonwork --version which one this is.\n`;
  if (wanted && asked !== undefined) {
    process.stdout.write(text);
    return EXIT.done;
  }
  process.stderr.write(asked === undefined ? text : `commonwork: ${noSuchCommand(argv)}\n\n${text}`);
  return EXIT.usage;
}

/** With the nearest there is: a slip of the hand, or a command of two words of which one was given. */
function noSuchCommand(argv: readonly string[]): string {
  const names = COMMANDS.map(({ name }) => name);
  const [first = ''] = argv;
  const near =
    nearest(argv.slice(0, 2).join(' '), names) ??
    nearest(first, names) ??
    names.find((name) => name.split(' ').includes(first));
  const asked = showPath(shorten(first, 80));
  return `there is no command "${asked}".${near === undefined || near === null ? '' : ` Did you mean "${near}"?`}`;
}

/** The process as commands see it. Ctrl-C and SIGTERM abort the signal; a second one ends the program at once. */
function terminalOf(args: readonly string[]): Terminal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
      stopping.abort(new Error(`stopped by ${signal}`));
    });
  }
  // A reader that went away (| head) is not an error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
  });
  return {
    args,
    env: process.env,
    cwd: process.cwd(),
    now: new Date(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTty: process.stderr.isTTY,
    stdin: async (mostBytes) => {
      const parts: Buffer[] = [];
      let length = 0;
      for await (const part of process.stdin) {
        parts.push(part as Buffer);
        length += (part as Buffer).length;
        if (length > mostBytes) break;
      }
      return Buffer.concat(parts);
    },
    signal: stopping.signal,
  };
}
