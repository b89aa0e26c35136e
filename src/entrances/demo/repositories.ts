/** Example repositories on this machine: made when they are first asked for, the same on every machine. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { calendarDate, endOfDay, readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import { buildRepository } from '../../outside/git/index.ts';
import { EXAMPLE_PROJECTS, historyOf, type ExampleProject, type ExampleRepository } from './projects.ts';

const SCHEME = 'example:';

/** Where an example repository "is": its name, and the day it reaches up to. Workers on other machines make the same one from it. */
export function exampleAddress(repository: ExampleRepository, day: CalendarDate): string {
  return `${SCHEME}${repository.id}@${day}`;
}

export function isExampleAddress(url: string): boolean {
  return url.startsWith(SCHEME);
}

/** The folder of the bare repository behind such an address, made if it is not there; null for an address of no example. */
export async function exampleRepository(url: string, folder: string): Promise<string | null> {
  const [id = '', day = ''] = url.slice(SCHEME.length).split('@');
  const upTo = readCalendarDate(day);
  const found = EXAMPLE_PROJECTS.flatMap((project) =>
    project.repositories.map((repository) => [project, repository] as const),
  ).find(([, repository]) => repository.id === id);
  if (upTo === null || found === undefined || !isExampleAddress(url)) return null;
  return makeExample(...found, upTo, folder);
}

async function makeExample(
  project: ExampleProject,
  repository: ExampleRepository,
  upTo: CalendarDate,
  folder: string,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const place = join(folder, `${repository.id.replace('/', '+')}@${calendarDate(endOfDay(upTo))}.git`);
  await buildRepository(place, historyOf(project, repository, endOfDay(upTo)));
  return place;
}
