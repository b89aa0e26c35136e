/** The commands that stay: `serve` (website and background work), `worker` (background work alone), and `admin-link`. */
import { mustBeDone, refused } from '../kernel/refusal.ts';
import { urls } from '../look/index.ts';
import { askSystem, PUBLIC_ONLY } from '../outside/addresses/index.ts';
import { pendingOn, readMigrations, type OpenDatabase } from '../outside/database/index.ts';
import { installJobs } from '../outside/jobs/index.ts';
import { mailer } from '../outside/mail/index.ts';
import { EXIT, type Command, type ExitCode, type Terminal } from '../outside/terminal/command.ts';
import { makeAdminLink, makeSetUpLink, peopleRefusals } from '../areas/people/index.ts';
import { startBackgroundWork } from './jobs.ts';
import { describeError } from './log.ts';
import { repositoryOpener } from './open-repository.ts';
import { withDatabase } from './opened.ts';
import { QUEUES } from './queues.ts';
import { areas } from './registry.ts';
import { SettingProblem, type Settings } from './settings.ts';
import { startWeb } from './web.ts';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'run the website and its background work',
  takes: 0,
  usage: 'commonwork serve\n\nStops on ctrl-C. Settings are read from the environment: docs/settings.md.',
  run: (terminal) => withDatabase(terminal, serve),
};

export const workerCommand: Command = {
  name: 'worker',
  summary: 'run background work only; any number, on any machine with the same DATABASE_URL',
  takes: 0,
  usage: 'commonwork worker\n\nStops on ctrl-C. Settings are read from the environment: docs/settings.md.',
  run: (terminal) =>
    withDatabase(terminal, async (opened, settings) => {
      await installQueues(opened);
      const work = await startWork(opened, settings, terminal, settings.baseUrl ?? `http://localhost:${settings.port}`);
      terminal.err('Working. Stop with ctrl-C.\n');
      await stopped(terminal.signal);
      await work.stop();
      return EXIT.done;
    }),
};

export const adminLinkCommand: Command = {
  name: 'admin-link',
  summary: 'print a one-time sign-in link for an administrator',
  takes: 1,
  usage: 'commonwork admin-link [MAIL]\n\nMAIL says which administrator when there are several.',
  run: (terminal) =>
    withDatabase(terminal, async ({ db }, settings) => {
      const base = settings.baseUrl ?? `http://localhost:${settings.port}`;
      const program = { kind: 'program', program: 'command' } as const;
      const outcome = await db.tx((tx) => makeAdminLink(tx, program, { mail: terminal.args[0] ?? null }, terminal.now));
      if (!refused(outcome)) {
        terminal.out(`${base}${urls.signInLink({ token: outcome.done.token })}\n`);
        terminal.err(`For ${outcome.done.person.mail}. It works once.\n`);
        return EXIT.done;
      }
      if (outcome.refused === 'not-set-up') {
        const link = mustBeDone(await db.tx((tx) => makeSetUpLink(tx, program, {}, terminal.now)));
        terminal.out(`${base}${urls.setUp({ token: link.token })}\n`);
        terminal.err('Nobody has set this workspace up yet. The link does that, and works once.\n');
        return EXIT.done;
      }
      terminal.err(`${peopleRefusals[outcome.refused].say(outcome.because)}\n`);
      return EXIT.refused;
    }),
};

async function serve(opened: OpenDatabase, settings: Settings, terminal: Terminal): Promise<ExitCode> {
  const migrations = await readMigrations();
  await installQueues(opened); // before the first page: example data and rounds queue jobs
  const web = await startWeb({
    db: opened.db,
    settings,
    routes: areas.flatMap(({ routes }) => routes),
    streams: areas.flatMap(({ streams }) => streams),
    api: areas.flatMap(({ api }) => api),
    doors: { providers: settings.signInProviders, sendsMail: settings.mailUrl !== null },
    reach: { policy: { ...PUBLIC_ONLY, local: settings.allowLocalRepositories }, lookup: askSystem },
    trouble: async () =>
      (await pendingOn(opened.appUrl, migrations)).length === 0 ? null : 'The database waits for its migrations.',
    log: settings.log === 'silent' ? null : process.stdout,
  }).catch((error: unknown) => {
    throw portProblem(error, settings) ?? error;
  });
  terminal.err(`Commonwork is at ${web.url}\n`);
  await printSetUpLink(opened, web.url, terminal);
  const work = settings.workers === 0 ? null : await startWork(opened, settings, terminal, web.url);
  await stopped(terminal.signal);
  await web.close();
  await work?.stop();
  return EXIT.done;
}

/** Once, while nobody has set the workspace up; a new start prints a new one. */
async function printSetUpLink({ db }: OpenDatabase, base: string, terminal: Terminal): Promise<void> {
  const outcome = await db.tx((tx) => makeSetUpLink(tx, { kind: 'program', program: 'command' }, {}, terminal.now));
  if (refused(outcome)) return;
  terminal.err(
    `\nThis workspace is new. Set it up by this link, which works once:\n\n  ${base}${urls.setUp({ token: outcome.done.token })}\n\n`,
  );
}

/** The job tables and queues, by whoever has the owner's login; a worker without it finds them made. */
export async function installQueues({ ownerUrl }: OpenDatabase): Promise<void> {
  if (ownerUrl !== null) await installJobs(ownerUrl, QUEUES);
}

export async function startWork(opened: OpenDatabase, settings: Settings, terminal: Terminal, baseUrl: string) {
  const workers = await Promise.all(
    Array.from({ length: Math.max(1, settings.workers) }, () =>
      startBackgroundWork({
        db: opened.db,
        url: opened.appUrl,
        open: repositoryOpener(settings),
        mailer: mailer({
          url: settings.mailUrl,
          from: settings.mailFrom ?? 'commonwork@localhost',
          host: new URL(baseUrl).hostname,
        }),
        baseUrl,
        clock: () => new Date(),
        onError: (error) => terminal.err(`${JSON.stringify({ level: 50, err: describeError(error) })}\n`),
      }),
    ),
  );
  return {
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

function portProblem(error: unknown, { host, port }: Settings): SettingProblem | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    return new SettingProblem(
      `Port ${port} on ${host} is taken. Stop what uses it, or set COMMONWORK_PORT to another one.`,
    );
  }
  if (code === 'EACCES') {
    return new SettingProblem(`This user may not listen on port ${port}. Set COMMONWORK_PORT to one above 1023.`);
  }
  return code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL'
    ? new SettingProblem(`COMMONWORK_HOST is "${host}", which is no address of this machine.`)
    : null;
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
