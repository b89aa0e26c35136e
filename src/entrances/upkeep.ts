/** The commands that look after the data: `migrate`, `backup`, `restore`, `check`; `doctor` stands in a file of its own. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { showDuration } from '../kernel/dates.ts';
import { count } from '../kernel/text.ts';
import { capacityInvariants } from '../areas/capacity/index.ts';
import { peopleInvariants } from '../areas/people/index.ts';
import { conversationInvariants } from '../areas/conversations/index.ts';
import { brochureInvariants } from '../areas/brochures/index.ts';
import { projectInvariants } from '../areas/projects/index.ts';
import { roadmapInvariants } from '../areas/roadmaps/index.ts';
import { surveyInvariants } from '../areas/survey/index.ts';
import { restoreBackup, verifyBackup, writeBackup } from '../outside/backup/index.ts';
import {
  brokenInvariants,
  DatabaseProblem,
  houseInvariants,
  openDatabase,
  pendingOn,
  readMigrations,
  type Invariant,
  type OpenDatabase,
} from '../outside/database/index.ts';
import { damagedFiles } from '../outside/files/index.ts';
import { installJobs } from '../outside/jobs/index.ts';
import { verifyChains } from '../outside/journal/index.ts';
import { EXIT, type Command, type ExitCode, type Terminal } from '../outside/terminal/command.ts';
import { withDatabase, withSettings } from './opened.ts';
import { programVersion } from './program.ts';
import { QUEUES } from './queues.ts';

export { doctorCommand } from './doctor.ts';

/** Everything that must hold, of the house and of every area. */
const INVARIANTS: readonly Invariant[] = [
  ...houseInvariants,
  ...peopleInvariants,
  ...projectInvariants,
  ...brochureInvariants,
  ...conversationInvariants,
  ...capacityInvariants,
  ...surveyInvariants,
  ...roadmapInvariants,
];

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'bring the database to the newest version',
  takes: 0,
  usage:
    'commonwork migrate\n\n"serve" does this at its start; use it where only this command is given DATABASE_OWNER_URL.\n' +
    'Migrations only go forward: make a backup first.',
  run: (terminal) =>
    withDatabase(terminal, async ({ migrated, ownerUrl }) => {
      if (ownerUrl !== null) await installJobs(ownerUrl, QUEUES);
      terminal.out(migrated.length === 0 ? 'The database is up to date.\n' : `Applied ${migrated.join(', ')}.\n`);
      return EXIT.done;
    }),
};

export const backupCommand: Command = {
  name: 'backup',
  summary: 'write everything to one file',
  takes: 1,
  usage:
    'commonwork backup [FILE]\n\nOne consistent moment, while the program goes on. FILE is commonwork-DATE-TIME.cwb when not given, and is never overwritten.\n' +
    'It holds personal data and the digests of passwords: keep it as you keep the database.',
  run: (terminal) => {
    const [name = `commonwork-${stamp(terminal.now)}.cwb`] = terminal.args;
    return withDatabase(
      terminal,
      async (opened, settings) => {
        await expectInstance(opened, settings.dataFolder);
        const file = resolve(terminal.cwd, name);
        const manifest = await writeBackup(opened.ownerUrl ?? opened.appUrl, file, programVersion(), terminal.now);
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
        terminal.out(`${file}\n`);
        terminal.err(`${count(rows, 'row')} of ${count(manifest.tables.length, 'table')} written.\n`);
        return EXIT.done;
      },
      { migrations: null }, // as it is: a newer program backs up before it changes anything
    );
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'fill an empty database from a backup file',
  takes: 1,
  usage:
    'commonwork restore FILE\n\nThe database must be empty: set COMMONWORK_DATA to a new folder, or DATABASE_URL to a new database.\n' +
    'Everything comes back, or nothing. Background work that was waiting is queued again by "serve".',
  run: (terminal) => {
    const [name] = terminal.args;
    if (name === undefined) return nameTheFile(terminal);
    return withSettings(terminal, async (settings) => {
      const started = performance.now();
      const file = resolve(terminal.cwd, name);
      // Before anything is made: a wrong file leaves no folder behind.
      const manifest = await verifyBackup(file);
      const opened = await openDatabase(settings, { migrations: null });
      try {
        if (opened.ownerUrl === null) {
          throw new DatabaseProblem('roles', 'A restore makes tables: set DATABASE_OWNER_URL as well.');
        }
        await restoreBackup(opened.ownerUrl, file, manifest, await readMigrations());
        await installJobs(opened.ownerUrl, QUEUES);
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
        terminal.err(
          `${count(rows, 'row')} of ${count(manifest.tables.length, 'table')} restored from the backup of ${manifest.at.slice(0, 16).replace('T', ' ')} UTC, in ${showDuration(performance.now() - started)}.\n`,
        );
        return await check(opened, terminal);
      } finally {
        await opened.close();
      }
    });
  },
};

export const checkCommand: Command = {
  name: 'check',
  summary: 'check the invariants on live data',
  takes: 0,
  usage: 'commonwork check\n\nReads only, beside the running program. Ends with 1 when something does not hold.',
  run: (terminal) =>
    withDatabase(
      terminal,
      async (opened, settings) => {
        await expectInstance(opened, settings.dataFolder);
        return check(opened, terminal);
      },
      { migrations: null },
    ),
};

async function check({ db, appUrl }: OpenDatabase, terminal: Terminal): Promise<ExitCode> {
  const waiting = await pendingOn(appUrl, await readMigrations());
  if (waiting.length > 0) {
    terminal.err(
      `The database is older than this program: run "commonwork migrate" first (${count(waiting.length, 'migration')}).\n`,
    );
    return EXIT.refused;
  }
  const breaches = await brokenInvariants(db, INVARIANTS);
  const chains = await db.read(verifyChains);
  const damaged = await db.read(damagedFiles);
  for (const { name, rows, examples } of breaches) {
    terminal.out(`does not hold: ${name} (${count(rows, 'row')})\n${examples.map((row) => `  ${row}\n`).join('')}`);
  }
  for (const fault of chains.faults) terminal.out(`journal: ${fault}\n`);
  for (const digest of damaged) terminal.out(`file ${digest}: its bytes are not those that were saved\n`);
  const faults = breaches.length + chains.faults.length + damaged.length;
  const looked = `${count(INVARIANTS.length, 'invariant')}, ${count(chains.events, 'event')} in ${count(chains.streams, 'stream')}, ${count(chains.seals, 'seal')}`;
  terminal.out(faults === 0 ? `All holds: ${looked}.\n` : `${count(faults, 'fault')}. Looked at: ${looked}.\n`);
  return faults === 0 ? EXIT.done : EXIT.refused;
}

/** A backup or a check of a database that was never set up is a mistake in the settings, not a success. */
async function expectInstance({ appUrl }: OpenDatabase, dataFolder: string): Promise<void> {
  const all = await readMigrations();
  if ((await pendingOn(appUrl, all)).length < all.length) return;
  throw new DatabaseProblem(
    'failed',
    `There is no Commonwork in this database yet. Is COMMONWORK_DATA (${dataFolder}${existsSync(dataFolder) ? '' : ', which does not exist'}) or DATABASE_URL the right one?`,
  );
}

async function nameTheFile(terminal: Terminal): Promise<ExitCode> {
  terminal.err(`Name the backup to restore.\n\nusage: ${restoreCommand.usage}\n`);
  return EXIT.usage;
}

/** "2026-11-25-1430", in UTC. */
function stamp(now: Date): string {
  return now.toISOString().slice(0, 16).replace('T', '-').replace(':', '');
}
