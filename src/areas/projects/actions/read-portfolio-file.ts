import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Reach } from '../../../outside/addresses/index.ts';
import { checkRepositoryUrl, gitRefusals, readRepositoryUrl, type CheckedUrl } from '../../../outside/git/index.ts';
import { readPortfolio, type PortfolioFormat, type PortfolioProject } from '../../../reading/portfolio/index.ts';
import type { ImportedProject, ImportedRepository } from '../import-plan.ts';
import { profileInput } from '../inputs.ts';

declare const checked: unique symbol;

/** A portfolio whose fields the register takes and whose addresses were checked; only `readPortfolioFile` makes one. */
export interface CheckedPortfolio {
  readonly [checked]: true;
  readonly projects: readonly ImportedProject[];
}

/** The register asks a name server about each host once; a file that names more is not a portfolio. */
const MOST_HOSTS = 100;
const AT_ONCE = 8;
const MOST_PROBLEMS = 20;

/** Reads a portfolio for the register and checks every address in it. Names are looked up, so this runs with no transaction open. */
export async function readPortfolioFile(
  reach: Reach,
  file: { readonly text: string; readonly format: PortfolioFormat | 'auto'; readonly fileName?: string },
): Promise<Outcome<CheckedPortfolio, 'portfolio-refused'>> {
  const read = await readPortfolio(file.text, {
    ...(file.format === 'auto' ? {} : { format: file.format }),
    ...(file.fileName === undefined ? {} : { fileName: file.fileName }),
  });
  if (refused(read)) return read;
  const problems: string[] = [];
  const { lookedUp, hosts } = await lookUpHosts(reach, read.done.projects);
  if (hosts > MOST_HOSTS) {
    return refuse('portfolio-refused', {
      field: 'text',
      why: `The file names ${hosts} hosts. Split it into files of at most ${MOST_HOSTS}.`,
      problems: [],
    });
  }
  const projects: ImportedProject[] = [];
  for (const project of read.done.projects) {
    const repositories = await checkAddresses(lookedUp, project, problems);
    const profile = readProfile(project, problems);
    if (profile !== null)
      projects.push({
        profile: { ...profile, logo: null, logoAlt: null, logoNote: null },
        repositories,
        line: project.line,
      });
  }
  if (problems.length > 0) {
    return refuse('portfolio-refused', {
      field: 'text',
      why: problems[0]!,
      problems: problems.slice(0, MOST_PROBLEMS),
    });
  }
  return done({ projects } as unknown as CheckedPortfolio);
}

/** The same reach with every host of the file looked up once, a few at a time. */
async function lookUpHosts(
  reach: Reach,
  projects: readonly PortfolioProject[],
): Promise<{ readonly lookedUp: Reach; readonly hosts: number }> {
  const answers = new Map<string, ReturnType<Reach['lookup']>>();
  const lookedUp: Reach = {
    policy: reach.policy,
    lookup: (host) => {
      const answer = answers.get(host) ?? (answers.size < MOST_HOSTS ? reach.lookup(host) : Promise.resolve([]));
      answers.set(host, answer);
      return answer;
    },
  };
  const addresses = projects.flatMap(({ repositories }) => repositories.map(({ url }) => url));
  const oneOfEach = new Map<string, string>();
  for (const url of addresses) {
    const read = readRepositoryUrl(url, reach.policy);
    if (!refused(read)) oneOfEach.set(read.done.host, url);
  }
  const waiting = [...oneOfEach.values()].slice(0, MOST_HOSTS);
  for (let at = 0; at < waiting.length; at += AT_ONCE) {
    await Promise.all(waiting.slice(at, at + AT_ONCE).map((url) => checkRepositoryUrl(url, lookedUp)));
  }
  return { lookedUp, hosts: oneOfEach.size };
}

async function checkAddresses(
  reach: Reach,
  project: PortfolioProject,
  problems: string[],
): Promise<readonly ImportedRepository[]> {
  const repositories: ImportedRepository[] = [];
  for (const { id, url, role, line } of project.repositories) {
    const read = await checkRepositoryUrl(url, reach);
    if (refused(read)) {
      const where = line > 0 ? `Line ${line}` : `“${project.name}”`;
      problems.push(`${where}: ${gitRefusals[read.refused].say(read.because)}`);
    } else repositories.push({ ...addressOf(read.done), name: id ?? read.done.id, role });
  }
  return repositories;
}

function addressOf(url: CheckedUrl): Pick<ImportedRepository, 'url' | 'local'> {
  return { url: url.url, local: url.scheme === 'file' };
}

/** By the register's own rules, so that a file cannot bring in what a form would not take. */
function readProfile(project: PortfolioProject, problems: string[]) {
  const { name, summary, licence, homepage, label, note, example } = project;
  const read = profileInput.safeParse({
    name,
    summary: summary ?? '',
    licence,
    homepage,
    label: label ?? '',
    note,
    example,
  });
  if (read.success) return read.data;
  const where = project.line > 0 ? `Line ${project.line}: ` : '';
  for (const { path, message } of read.error.issues) problems.push(`${where}“${name}”, ${String(path[0])}: ${message}`);
  return null;
}
