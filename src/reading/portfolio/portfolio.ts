/**
 * Portfolio files (design section 5): a list of projects with their repositories, as JSON, YAML or CSV. Pure; what it refuses it
 * says with the line. Here and not in an area, because `commonwork survey` reads them without loading a database; the readers of
 * YAML and CSV are loaded only when needed.
 */
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import { done, type Outcome } from '../../kernel/refusal.ts';
import { cleanLine, nameKey, nearest, shorten } from '../../kernel/text.ts';
import { Problems } from './problems.ts';
import { checkKeys, PROJECT_KEYS, REPOSITORY_KEYS, type Tree } from './keys.ts';
import { formatOf, readTree, type PortfolioFormat } from './tree.ts';

/** What a repository is in the set that makes up a project (survey-anchors 10.1). */
const REPOSITORY_ROLES = ['code', 'governance', 'website', 'organisation', 'wiki'] as const;
export type RepositoryRole = (typeof REPOSITORY_ROLES)[number];

interface Portfolio {
  readonly projects: readonly PortfolioProject[];
}

export interface PortfolioProject {
  readonly name: string;
  /** The day to look back to; surveys use it, the register keeps none. */
  readonly asOf: CalendarDate | null;
  readonly repositories: readonly PortfolioRepository[];
  readonly summary: string | null;
  readonly licence: string | null;
  readonly homepage: string | null;
  readonly label: string | null;
  readonly note: string | null;
  readonly example: boolean;
  /** Where it begins in the file. */
  readonly line: number;
}

interface PortfolioRepository {
  /** As written; null stands for owner/name of the address. */
  readonly id: string | null;
  readonly url: string;
  readonly revision: string | null;
  readonly role: RepositoryRole | null;
  readonly line: number;
}

/** `problems` holds one sentence each, with its line; `line` is the first one's, 0 when none can be named. */
type PortfolioOutcome = Outcome<Portfolio, 'portfolio-refused'>;

const LONGEST_TEXT = 2_000_000;
const MOST_PROJECTS = 2_000;
const MOST_REPOSITORIES = 10_000;
const LONGEST_VALUE = 2_000;

/** Reads a portfolio; without a format it is told from the file's name or from how the text begins. */
export async function readPortfolio(
  text: string,
  hint: { readonly format?: PortfolioFormat; readonly fileName?: string } = {},
): Promise<PortfolioOutcome> {
  const problems = new Problems();
  const plain = text.replace(/^\ufeff/, '');
  if (plain.length > LONGEST_TEXT) return problems.refuseWith(0, 'The portfolio is larger than 2 MB.');
  if (isUtf16(plain)) {
    return problems.refuseWith(
      0,
      'The file is written in UTF-16. Save it as UTF-8 and try again; a spreadsheet calls that “CSV UTF-8”.',
    );
  }
  if (plain.trim() === '') return problems.refuseWith(0, 'The portfolio is empty.');
  const format = hint.format ?? formatOf(plain, hint.fileName ?? '');
  const root = await readTree(plain, format, problems);
  if (root === null) return problems.outcome();
  return readProjects(root, problems);
}

/** What UTF-16 looks like to a reader of UTF-8: its mark is nothing known, and every other byte of a plain letter is nought. */
function isUtf16(text: string): boolean {
  const beginning = text.slice(0, 400);
  return beginning.startsWith('\ufffd\ufffd') || beginning.split('\0').length > 4;
}

function readProjects(root: Tree, problems: Problems): PortfolioOutcome {
  const list = root.kind === 'map' ? root.entries.get('projects') : root;
  if (list?.kind !== 'list') {
    const meant = root.kind === 'map' && root.keys.find(({ shown }) => nearest(shown, ['projects']) !== null);
    return problems.refuseWith(
      root.line,
      `A portfolio is a list called “projects”, each with a name and its repositories.${meant ? ` Is it “${meant.shown}”?` : ''}`,
    );
  }
  if (root.kind === 'map') checkKeys(root.keys, ['projects'], 'portfolio', problems);
  if (list.items.length === 0) return problems.refuseWith(list.line, 'The portfolio lists no project.');
  if (list.items.length > MOST_PROJECTS) {
    return problems.refuseWith(0, `A portfolio has at most ${MOST_PROJECTS.toLocaleString('en-GB')} projects.`);
  }
  const projects: PortfolioProject[] = [];
  const names = new Map<string, { readonly at: number; readonly line: number }>();
  let repositories = 0;
  for (const [index, item] of list.items.entries()) {
    const project = readProject(item, index + 1, problems);
    if (project === null) continue;
    const before = names.get(nameKey(project.name));
    if (before) {
      const earlier = before.line !== project.line ? `line ${before.line}` : `project ${before.at}`;
      problems.add(
        project.line,
        `Two projects are called “${project.name}”; the other is ${earlier}. Names are unique in a portfolio.`,
      );
    }
    names.set(nameKey(project.name), before ?? { at: index + 1, line: project.line });
    repositories += project.repositories.length;
    projects.push(project);
  }
  if (repositories > MOST_REPOSITORIES) {
    problems.add(0, `A portfolio has at most ${MOST_REPOSITORIES.toLocaleString('en-GB')} repositories.`);
  }
  return problems.any ? problems.outcome() : done({ projects });
}

function readProject(tree: Tree, number: number, problems: Problems): PortfolioProject | null {
  if (tree.kind !== 'map') {
    problems.add(tree.line, `Project ${number} must have a name and a list of repositories.`);
    return null;
  }
  checkKeys(tree.keys, PROJECT_KEYS, 'project', problems);
  const field = (key: string) => readField(tree.entries, key, `project ${number}`, problems);
  const name = field('name') ?? '';
  if (!/[\p{L}\p{N}]/u.test(name)) {
    const kind = tree.entries.get('name')?.kind ?? 'text';
    if (kind === 'text') problems.add(tree.line, `Project ${number} has no name.`);
    return null;
  }
  const asOf = field('asof');
  const day = asOf === null ? null : readCalendarDate(asOf);
  if (asOf !== null && day === null) {
    problems.add(tree.line, `“${name}”: write the day as 2018-09-25, not “${shorten(asOf, 20)}”.`);
  }
  const list = tree.entries.get('repositories');
  const items = list?.kind === 'list' ? list.items : [];
  if (items.length === 0) problems.add(tree.line, `“${name}” has no repositories.`);
  return {
    name,
    asOf: day,
    repositories: items.map((item) => readRepository(item, name, problems)).filter((item) => item !== null),
    summary: field('summary'),
    licence: field('licence'),
    homepage: field('homepage'),
    label: field('label'),
    note: field('note'),
    example: /^(true|yes|1)$/i.test(field('example') ?? ''),
    line: tree.line,
  };
}

/** A repository is a map, or only its address. */
function readRepository(tree: Tree, project: string, problems: Problems): PortfolioRepository | null {
  if (tree.kind === 'map') checkKeys(tree.keys, REPOSITORY_KEYS, 'repository', problems);
  const entries = tree.kind === 'map' ? tree.entries : new Map([['url', tree]]);
  const field = (key: string) => readField(entries, key, `“${project}”`, problems);
  const url = field('url');
  if (url === null) {
    problems.add(tree.line, `“${project}”: a repository needs a “url”.`);
    return null;
  }
  const role = field('role')?.toLowerCase() ?? null;
  if (role !== null && !isRole(role)) {
    problems.add(tree.line, `“${project}”: “${shorten(role, 30)}” is no role. Use ${REPOSITORY_ROLES.join(', ')}.`);
  }
  return {
    id: field('id'),
    url,
    revision: field('revision'),
    role: role !== null && isRole(role) ? role : null,
    line: tree.line,
  };
}

function isRole(text: string): text is RepositoryRole {
  return (REPOSITORY_ROLES as readonly string[]).includes(text);
}

function readField(entries: ReadonlyMap<string, Tree>, key: string, whose: string, problems: Problems): string | null {
  const tree = entries.get(key);
  if (tree === undefined) return null;
  if (tree.kind !== 'text') {
    problems.add(tree.line, `${capital(whose)}: “${key}” must be a text.`);
    return null;
  }
  if (tree.text.length > LONGEST_VALUE) {
    problems.add(tree.line, `${capital(whose)}: “${key}” is too long.`);
    return null;
  }
  const value = cleanLine(tree.text);
  return value === '' ? null : value;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
