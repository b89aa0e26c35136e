/** From a portfolio file to the projects that a survey examines: days and ids filled in as design section 5 says. */
import { fileURLToPath } from 'node:url';
import { isAbsolute, resolve } from 'node:path';
import type { CalendarDate } from '../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { readPortfolio } from '../../reading/portfolio/index.ts';
import type { ProjectSpec, RepositorySpec } from './types.ts';

export interface PortfolioInput {
  readonly text: string;
  readonly fileName: string;
  /** Local paths in the file are relative to where the reader stands. */
  readonly folder: string;
  readonly today: CalendarDate;
  /** Looks back to this day where the file names none. */
  readonly asOf: CalendarDate | null;
}

/** At most so many projects are surveyed in one run. */
export const MOST_PROJECTS = 1000;

export async function portfolioProjects(input: PortfolioInput): Promise<Outcome<ProjectSpec[], 'portfolio-refused'>> {
  const read = await readPortfolio(input.text, { fileName: input.fileName });
  if (refused(read)) return read;
  const problems: string[] = [];
  const { projects } = read.done;
  if (projects.length > MOST_PROJECTS) {
    problems.push(
      `A survey reads at most ${MOST_PROJECTS.toLocaleString('en-GB')} projects; the file lists ${projects.length.toLocaleString('en-GB')}. Split it.`,
    );
  }
  const specs = projects.map(({ name, asOf, repositories, line }): ProjectSpec => {
    const where = line > 0 ? `Line ${line}: ` : '';
    const day = asOf ?? input.asOf ?? input.today;
    if (day > input.today) problems.push(`${where}“${name}”: ${day} is in the future. Choose today or an earlier day.`);
    const seen = new Set<string>();
    const specs = repositories.map(({ id, url, revision }): RepositorySpec => {
      const spec = { id: id ?? idOf(url), url: isAddress(url) ? url : localPath(url, input.folder), revision };
      if (seen.has(spec.id))
        problems.push(`${where}“${name}” lists the repository ${spec.id} twice. Give one of them another “id”.`);
      seen.add(spec.id);
      return spec;
    });
    return { name, asOf: day, repositories: specs };
  });
  if (problems.length > 0) return refuse('portfolio-refused', { field: 'text', why: problems[0]!, line: 0, problems });
  return done(specs);
}

/** Whether it names a place on a network rather than a folder. */
export function isAddress(text: string): boolean {
  return (
    (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && !/^file:\/\//i.test(text)) ||
    /^[\w.-]+@[\w.-]+:/.test(text) ||
    /^[a-z][a-z0-9+-]*::/i.test(text)
  );
}

export function localPath(text: string, folder: string): string {
  if (/^file:\/\//i.test(text)) {
    try {
      return fileURLToPath(text);
    } catch {
      return text;
    }
  }
  return isAbsolute(text) ? text : resolve(folder, text);
}

/** owner/name of an address; of a folder its name. */
export function idOf(url: string): string {
  const parts = url
    .replace(/[?#].*/s, '')
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^[\w.-]+@([\w.-]+):/, '$1/')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.git');
  const name = (parts.at(-1) ?? url).replace(/\.git$/, '');
  return isAddress(url) && parts.length >= 3 ? `${parts.at(-2)!}/${name}` : name;
}
