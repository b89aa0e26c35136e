/** What importing a portfolio would do to the register, decided before anything is written. Pure. */
import type { ProjectId } from '../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../kernel/refusal.ts';
import { nameKey } from '../../kernel/text.ts';
import { guessRole } from './proposals.ts';
import { addressKey } from './rules.ts';
import type { Profile, Repository, RepositoryRole } from './types.ts';

/** A project of the file, its fields read by the register's own rules and its addresses checked. */
export interface ImportedProject {
  readonly profile: Profile;
  readonly repositories: readonly ImportedRepository[];
  /** 0 when the format keeps no lines. */
  readonly line: number;
}

export interface ImportedRepository {
  readonly url: string;
  readonly name: string;
  /** Null to guess it from the name. */
  readonly role: RepositoryRole | null;
  readonly local: boolean;
}

export interface KnownProject {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
  readonly archived: boolean;
  readonly repositories: readonly Repository[];
}

export interface PlannedRepository {
  readonly url: string;
  readonly name: string;
  readonly role: RepositoryRole;
  readonly local: boolean;
}

/** One line of the preview. What is said of a project that is here already stays as it is; only its set grows. */
export type PlannedProject =
  | { readonly kind: 'new'; readonly profile: Profile; readonly repositories: readonly PlannedRepository[] }
  | {
      readonly kind: 'known';
      readonly project: KnownProject;
      readonly repositories: readonly PlannedRepository[];
      /** In the file, but removed from the set earlier: they stay out. */
      readonly leftOut: readonly string[];
    };

export interface ImportPlan {
  readonly projects: readonly PlannedProject[];
  readonly newProjects: number;
  readonly newRepositories: number;
}

export function planImport(
  imported: readonly ImportedProject[],
  known: readonly KnownProject[],
): Outcome<ImportPlan, 'portfolio-refused'> {
  const byName = new Map(known.map((project) => [nameKey(project.name), project]));
  const problems: string[] = [];
  const projects = imported.map((project): PlannedProject => {
    const say = (what: string) =>
      problems.push(`${project.line > 0 ? `Line ${project.line}: ` : ''}“${project.profile.name}” ${what}`);
    const before = byName.get(nameKey(project.profile.name)) ?? null;
    if (before?.archived === true) say('is archived here. Restore it, or leave it out of the file.');
    return planProject(project, before, say);
  });
  if (problems.length > 0) {
    return refuse('portfolio-refused', { field: 'text', why: problems[0]!, problems: problems.slice(0, 20) });
  }
  return done({
    projects,
    newProjects: projects.filter(({ kind }) => kind === 'new').length,
    newRepositories: projects.reduce((sum, { repositories }) => sum + repositories.length, 0),
  });
}

function planProject(
  project: ImportedProject,
  before: KnownProject | null,
  say: (what: string) => void,
): PlannedProject {
  const removed = new Set((before?.repositories ?? []).filter((one) => one.removal !== null).map(keyOf));
  const live = (before?.repositories ?? []).filter((one) => one.removal === null);
  const liveKeys = new Set(live.map(keyOf));
  const names = new Set(live.map(({ name }) => name.toLowerCase()));
  const seen = new Set<string>();
  const leftOut: string[] = [];
  const added: PlannedRepository[] = [];
  for (const repository of project.repositories) {
    const key = keyOf(repository);
    if (seen.has(key)) {
      say(`lists ${repository.name} twice.`);
      continue;
    }
    seen.add(key);
    if (liveKeys.has(key)) continue;
    if (removed.has(key)) {
      leftOut.push(repository.name);
      continue;
    }
    if (names.has(repository.name.toLowerCase())) {
      say(`has two repositories called ${repository.name}. Give one of them another “id”.`);
    }
    names.add(repository.name.toLowerCase());
    added.push({ ...repository, role: repository.role ?? guessRole(repository.name) });
  }
  return before === null
    ? { kind: 'new', profile: project.profile, repositories: added }
    : { kind: 'known', project: before, repositories: added, leftOut };
}

function keyOf(repository: { readonly url: string }): string {
  return addressKey(repository.url);
}
