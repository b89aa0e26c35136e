/** Who may do what with projects, and what follows. Pure. */
import { ROLE_NAMES, type Actor, type Role } from '../../kernel/actor.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import { slug } from '../../kernel/text.ts';
import {
  PROFILE_FIELD_NAMES,
  type FieldChange,
  type Profile,
  type ProfileField,
  type Project,
  type ProjectEdit,
  type ProjectRefusal,
  type Repository,
  type RepositoryProposal,
} from './types.ts';

const ROW = 'Project profile, rulebook, speaks-for';

const REGISTRARS: readonly Role[] = ['ADM', 'TEC'];
const EDITORS: readonly Role[] = ['ADM', 'TEC', 'PRJ', 'MNT'];
const OWN: readonly Role[] = ['PRJ', 'MNT'];
const EVERYONE: readonly Role[] = ['PUB'];

export const projectPermissions = {
  seeProjects: permission('see-projects', ROW, 'R', EVERYONE),
  exportPortfolio: permission('export-portfolio', ROW, 'R', EVERYONE),
  addProject: permission('add-project', ROW, 'C', REGISTRARS),
  importPortfolio: permission('import-portfolio', ROW, 'C', REGISTRARS),
  proposeRepositories: permission('propose-repositories', ROW, 'C', REGISTRARS),
  // Taking a project out of the register is the workspace's; a project that wants to be left out opts out, which is its own verb.
  archiveProject: permission('archive-project', ROW, 'E', REGISTRARS),
  restoreProject: permission('restore-project', ROW, 'E', REGISTRARS),
  editProject: permission('edit-project', ROW, 'E', EDITORS, OWN),
  undoEdit: permission('undo-edit', ROW, 'E', EDITORS, OWN),
  addRepository: permission('add-repository', ROW, 'E', EDITORS, OWN),
  removeRepository: permission('remove-repository', ROW, 'E', EDITORS, OWN),
  restoreRepository: permission('restore-repository', ROW, 'E', EDITORS, OWN),
  acceptProposal: permission('accept-proposal', ROW, 'E', EDITORS, OWN),
  declineProposal: permission('decline-proposal', ROW, 'E', EDITORS, OWN),
} as const;

/** Whether the actor may, and if not, whose task it is. */
export function decide(
  actor: Actor,
  needed: Permission,
  project: ProjectId | null = null,
): Decision<'signed-out' | 'not-allowed'> {
  if (holds(actor, needed, project)) return allow();
  if (actor.kind === 'stranger') return refuse('signed-out');
  const roles = needed.roles.map((role) =>
    needed.ownProject.includes(role) ? `a ${ROLE_NAMES[role]} of this project` : `a ${ROLE_NAMES[role]}`,
  );
  return refuse('not-allowed', { roles: roles.join(', ').replace(/, ([^,]*)$/, ' or $1') });
}

/** Addresses of local repositories are paths on our machine: for those who may set them only. */
export function maySeeLocalAddresses(actor: Actor): boolean {
  return holds(actor, projectPermissions.addProject);
}

/** Hosts that take owner and name in any case. */
const CASELESS_HOSTS = new Set(['github.com', 'gitlab.com', 'codeberg.org', 'bitbucket.org', 'gitea.com']);

/** One form for all ways to write the address of a repository: scheme, user, case where the forge ignores it, and ".git" do not count. */
export function addressKey(url: string): string {
  const read = URL.parse(url);
  if (read === null || read.protocol === 'file:') return url;
  const host = read.host.replace(/^www\./, '');
  const path = read.pathname.replace(/\.git$|\/$/, '');
  return `${host}${CASELESS_HOSTS.has(host) ? path.toLowerCase() : path}`;
}

/** Words that addresses under /projects already use. */
const RESERVED_SLUGS = new Set(['add', 'import', 'export', 'untitled']);

/** The first free address for a name; a name without Latin letters takes the repository's. */
export function chooseSlug(name: string, repository: string, taken: ReadonlySet<string>): string {
  const fromName = slug(name);
  const fromRepository = slug(repository.split('/').at(-1) ?? '');
  const wanted = [fromName, fromRepository].find((text) => text !== 'untitled') ?? 'project';
  const base = RESERVED_SLUGS.has(wanted) ? `${wanted}-project` : wanted;
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) {
    if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
  }
}

/** A name for the project from the name of its first repository: "numpy" of numpy/numpy, "example" of example/example.github.io. */
export function proposeName(repository: string): string {
  const last = repository.split('/').at(-1) ?? repository;
  return last.replace(/\.(git|wiki)$/i, '').replace(/\.(github|gitlab)\.io$/i, '') || last;
}

export function mayChange(project: Project): Decision<ProjectRefusal> {
  return project.archival === null ? allow() : refuse('project-archived', { project: project.profile.name });
}

/** What an edit changes, field by field, in the order of the form. */
export function changesBetween(before: Profile, after: Profile): readonly FieldChange[] {
  const fields = Object.keys(PROFILE_FIELD_NAMES) as ProfileField[];
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, from: before[field], to: after[field] }));
}

/** The profile as it was before an edit, in the fields that the edit changed; refused where a later edit changed them again. */
export function profileBefore(
  edit: ProjectEdit,
  now: Profile,
): { readonly done: Profile } | ReturnType<typeof refuse<'changed-since'>> {
  const later = edit.changes.find((change) => now[change.field] !== change.to);
  if (later) return refuse('changed-since', { field: PROFILE_FIELD_NAMES[later.field] });
  const earlier = Object.fromEntries(edit.changes.map((change) => [change.field, change.from]));
  return { done: { ...now, ...earlier } };
}

export function mayRemoveRepository(repository: Repository, live: number): Decision<ProjectRefusal> {
  if (repository.removal !== null) return refuse('repository-removed', { repository: repository.name });
  return live > 1 ? allow() : refuse('last-repository', { repository: repository.name });
}

export function mayRestoreRepository(
  repository: Repository,
  repositories: readonly Repository[],
): Decision<ProjectRefusal> {
  if (repository.removal === null) return refuse('repository-not-removed', { repository: repository.name });
  return nameIsFree(repository.name, repositories);
}

/** Whether an address may join the set under a name: once each, and what was removed comes back by being restored. */
export function mayJoin(
  joining: { readonly url: string; readonly name: string },
  repositories: readonly Repository[],
): Decision<ProjectRefusal> {
  const same = repositories.find(({ url }) => addressKey(url) === addressKey(joining.url));
  if (same === undefined) return nameIsFree(joining.name, repositories);
  return same.removal === null
    ? refuse('repository-twice', { field: 'url', repository: same.name })
    : refuse('repository-removed', { field: 'url', repository: same.name });
}

function nameIsFree(name: string, repositories: readonly Repository[]): Decision<ProjectRefusal> {
  const taken = repositories.some((one) => one.removal === null && one.name.toLowerCase() === name.toLowerCase());
  return taken ? refuse('repository-name-taken', { field: 'repository', repository: name }) : allow();
}

/** Proposals that wait for a person: not answered, and not added by hand meanwhile. */
export function openProposals(
  proposals: readonly RepositoryProposal[],
  repositories: readonly Repository[],
): readonly RepositoryProposal[] {
  const known = new Set(repositories.map(({ url }) => addressKey(url)));
  return proposals.filter(({ url, answer }) => answer === null && !known.has(addressKey(url)));
}

/** A declined proposal may still be accepted: a "no" that was a slip is put right by a "yes". An accepted one is undone by removing the repository. */
export function mayAccept(proposal: RepositoryProposal): Decision<ProjectRefusal> {
  return proposal.answer?.kind === 'accepted' ? refuse('proposal-answered', { answer: 'accepted' }) : allow();
}

export function mayDecline(proposal: RepositoryProposal): Decision<ProjectRefusal> {
  return proposal.answer === null ? allow() : refuse('proposal-answered', { answer: proposal.answer.kind });
}
