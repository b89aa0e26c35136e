/** `commonwork survey`: needs no database; its JSON is a contract (design section 5). */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { calendarDate, readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import { refused } from '../../kernel/refusal.ts';
import { openClone, openLocalRepository } from '../../outside/git/index.ts';
import { EXIT, type Command, type ExitCode, type Terminal } from '../../outside/terminal/command.ts';
import { examineProject, type OpenRepository } from './actions/examine-project.ts';
import { inTurns } from './in-turns.ts';
import { idOf, isAddress, localPath, portfolioProjects } from './portfolio.ts';
import {
  contractAnswer,
  contractBalance,
  contractRoadmap,
  toContract,
  type FoundAnswer,
  type ProjectReport,
  type ProjectSpec,
} from './types.ts';

const FORMATS = ['table', 'json', 'csv', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

const USAGE = `usage: commonwork survey PORTFOLIO|FOLDER|URL... [--as-of DATE] [--format table|json|csv|markdown] [--stream]
                         [--balance]

  PORTFOLIO        a file that lists projects and their repositories (JSON, YAML or CSV)
  FOLDER           a repository on this machine, bare or with its files
  URL              the address of a public repository; it is fetched into the folder of clones
  --as-of DATE     look back to a day, as 2018-09-25; else today
  --format FORMAT  table (for reading), json, csv or markdown
  --stream         one line of JSON for each answer as soon as it is found
  --balance        count pull and merge requests too, from the refs that the forge keeps of them

  Exit codes: 0 done, whatever was found; 2 this text was needed; 3 something could not be reached, the rest is printed.`;

export const surveyCommand: Command = {
  name: 'survey',
  usage: USAGE,
  takes: null,
  summary: 'survey roadmaps and community standards from git repositories',
  run,
};

/** Projects examined at a time: git does most of the work in processes of its own. */
const PROJECTS_AT_ONCE = 3;
const LARGEST_PORTFOLIO = 5 * 1024 * 1024;

async function run(terminal: Terminal): Promise<ExitCode> {
  const asked = readArguments(terminal);
  if (typeof asked === 'string') {
    terminal.err(`commonwork survey: ${asked}\n\n${USAGE}\n`);
    return EXIT.usage;
  }
  const specs = await projectsOf(asked, terminal);
  if (typeof specs === 'string') {
    terminal.err(`commonwork survey: ${specs}\n`);
    return EXIT.usage;
  }
  const progress = progressLine(terminal, specs.length);
  let reports: ProjectReport[];
  try {
    reports = await inTurns(specs, PROJECTS_AT_ONCE, (spec) => surveyOne(spec, asked, terminal, progress));
  } catch (error) {
    if (!terminal.signal.aborted) throw error;
    progress.clear();
    terminal.err('commonwork survey: stopped.\n');
    return EXIT.refused;
  }
  progress.clear();
  if (!asked.stream) terminal.out(await rendered(reports, asked.format));
  const missed = reports.flatMap((report) =>
    report.repositories.flatMap((one) => (one.state === 'read' ? [] : [{ name: report.name, ...one }])),
  );
  for (const { name, id, because } of missed)
    terminal.err(`commonwork survey: ${name}: ${id} was not reached. ${because}\n`);
  return missed.length > 0 ? EXIT.unreachable : EXIT.done;
}

async function surveyOne(
  spec: ProjectSpec,
  { stream, balance }: Asked,
  terminal: Terminal,
  progress: Progress,
): Promise<ProjectReport> {
  const say = (line: object): void => terminal.out(`${JSON.stringify(line)}\n`);
  const report = await examineProject(spec, {
    open: openerFor(terminal),
    now: terminal.now,
    signal: terminal.signal,
    depth: 'verdict',
    balance,
    onProgress: ({ doing }) => progress.show(spec.name, doing),
    ...(stream ? { onAnswer: (answer: FoundAnswer) => say(streamLine(spec, answer)) } : {}),
  });
  if (stream) for (const line of [...missedLines(report), ...balanceLines(report)]) say(line);
  progress.ended();
  return report;
}

interface Asked {
  readonly places: readonly string[];
  readonly asOf: CalendarDate | null;
  readonly format: Format;
  readonly stream: boolean;
  readonly balance: boolean;
}

/** The arguments, or what is wrong with them. */
function readArguments({ args, now }: Terminal): Asked | string {
  const places: string[] = [];
  let asOf: CalendarDate | null = null;
  let format: Format = 'table';
  let stream = false;
  let balance = false;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!;
    const [name, inline] = argument.startsWith('--') ? splitOption(argument) : [argument, undefined];
    if (name === '--stream') stream = true;
    else if (name === '--balance') balance = true;
    else if (name === '--as-of' || name === '--format') {
      const value = inline ?? args[++i];
      if (value === undefined) return `${name} needs a value.`;
      if (name === '--as-of') {
        asOf = readCalendarDate(value);
        if (asOf === null) return `write the day as 2018-09-25, not "${value}".`;
        if (asOf > calendarDate(now)) return `${value} is in the future.`;
      } else {
        const found = FORMATS.find((known) => known === value);
        if (found === undefined) return `there is no format "${value}".`;
        format = found;
      }
    } else if (argument.startsWith('-') && argument !== '-') return `there is no option "${name}".`;
    else places.push(argument);
  }
  return places.length === 0 ? 'name a portfolio, a folder or an address.' : { places, asOf, format, stream, balance };
}

function splitOption(argument: string): [string, string | undefined] {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}

async function projectsOf({ places, asOf }: Asked, { cwd, now }: Terminal): Promise<ProjectSpec[] | string> {
  const today = calendarDate(now);
  const specs: ProjectSpec[] = [];
  for (const place of places) {
    if (isAddress(place)) {
      specs.push({
        name: idOf(place),
        asOf: asOf ?? today,
        repositories: [{ id: idOf(place), url: place, revision: null }],
      });
      continue;
    }
    const path = localPath(place, cwd);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isFile() === true) {
      if (found.size > LARGEST_PORTFOLIO) return `${place} is larger than 5 MB, the most that is read of a portfolio.`;
      const read = await portfolioProjects({
        text: readFileSync(path, 'utf8'),
        fileName: basename(path),
        folder: cwd,
        today,
        asOf,
      });
      if (refused(read)) {
        const problems = read.because['problems'];
        return `${place} was not read.\n${(Array.isArray(problems) ? problems : [String(read.because['why'])]).map((text) => `  ${text}`).join('\n')}`;
      }
      specs.push(...read.done);
    } else if (found === undefined && /\.(json|ya?ml|csv|tsv)$/i.test(place)) {
      return `there is no file ${place}.`;
    } else {
      const id = idOf(path);
      specs.push({ name: id, asOf: asOf ?? today, repositories: [{ id, url: path, revision: null }] });
    }
  }
  const distinct = withFoldersToldApart(specs);
  const names = new Set<string>();
  for (const { name } of distinct) {
    const key = name.toLowerCase();
    if (names.has(key))
      return `two projects are called ${name}; names are unique in a survey. List them in one portfolio with a name each.`;
    names.add(key);
  }
  return distinct;
}

/** Folders that share their last name ("numpy/repo" and "scipy/repo") are called by the folder above as well. */
function withFoldersToldApart(specs: readonly ProjectSpec[]): ProjectSpec[] {
  const called = Map.groupBy(specs, ({ name }) => name.toLowerCase());
  return specs.map((spec) => {
    const [only] = spec.repositories;
    const isFolder = spec.repositories.length === 1 && only !== undefined && !isAddress(only.url);
    if (!isFolder || spec.name !== only.id || called.get(spec.name.toLowerCase())!.length === 1) return spec;
    const name = `${basename(dirname(only.url))}/${spec.name}`;
    return { ...spec, name, repositories: [{ ...only, id: name }] };
  });
}

/** Folders are read in place; addresses are cloned without blobs into the folder of clones. */
function openerFor({ env, signal: whole }: Terminal): OpenRepository {
  return async ({ url }, signal) => {
    if (!isAddress(url)) return openLocalRepository(url, {}, signal);
    return openClone(url, {
      folder: clonesFolder(env),
      // Whoever types an address here is the owner of this machine's keys; a folder was meant to be a path.
      allow: { ssh: true, local: false, privateAddresses: [] },
      signal: AbortSignal.any([signal, whole]),
    });
  };
}

function clonesFolder(env: Terminal['env']): string {
  const data = env['COMMONWORK_DATA'];
  if (data !== undefined && data !== '') return join(data, 'clones');
  const cache =
    env['XDG_CACHE_HOME'] ??
    (env['LOCALAPPDATA'] === undefined ? join(env['HOME'] ?? '.', '.cache') : env['LOCALAPPDATA']);
  return join(cache, 'commonwork', 'clones');
}

function streamLine({ name, asOf }: ProjectSpec, answer: FoundAnswer): object {
  switch (answer.key) {
    case 'roadmap':
      return { project: name, asOf, key: 'roadmap', ...contractRoadmap(answer.roadmap) };
    case 'documents':
      return {
        project: name,
        asOf,
        key: 'documents',
        documents: answer.documents.map(({ repository, path, kind, lines, commit }) => ({
          repository,
          path,
          kind,
          lines,
          commit,
        })),
      };
    default:
      return { project: name, asOf, key: answer.key, ...contractAnswer(answer.answer) };
  }
}

function balanceLines(report: ProjectReport): object[] {
  return (report.balances ?? []).map((balance) => ({
    project: report.name,
    asOf: report.asOf,
    key: 'balance',
    ...contractBalance(balance),
  }));
}

function missedLines({ name, asOf, repositories }: ProjectReport): object[] {
  return repositories.flatMap((one) =>
    one.state === 'read'
      ? []
      : [{ project: name, asOf, key: 'not-reached', repository: one.id, reasons: [one.because] }],
  );
}

function withBalances(report: ProjectReport): object {
  const contract = toContract(report);
  return report.balances === undefined ? contract : { ...contract, balances: report.balances.map(contractBalance) };
}

async function rendered(reports: readonly ProjectReport[], format: Format): Promise<string> {
  if (format === 'json') return `${JSON.stringify({ projects: reports.map(withBalances) }, null, 2)}\n`;
  const { asCsv, asMarkdown, asTable } = await import('./command-output.ts');
  switch (format) {
    case 'csv':
      return asCsv(reports);
    case 'markdown':
      return asMarkdown(reports);
    case 'table':
      return asTable(reports);
    default:
      return format satisfies never;
  }
}

interface Progress {
  readonly show: (project: string, doing: string) => void;
  readonly ended: () => void;
  readonly clear: () => void;
}

/** One line on the terminal that is overwritten; nothing where nobody looks. */
function progressLine({ isTty, err }: Terminal, of: number): Progress {
  if (!isTty) return { show: () => {}, ended: () => {}, clear: () => {} };
  let finished = 0;
  let last = 0;
  const CLEAR = '\r\u001b[K';
  return {
    show: (project, doing) => {
      const now = performance.now();
      if (now - last < 80) return;
      last = now;
      err(`${CLEAR}${finished} of ${of} read; ${project}: ${doing}`.slice(0, 110));
    },
    ended: () => void finished++,
    clear: () => err(CLEAR),
  };
}
