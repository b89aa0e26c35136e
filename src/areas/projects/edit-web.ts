/** Changing one project: its profile, its set, proposals, archiving. */
import { calendarDate } from '../../kernel/dates.ts';
import { readId, type RepositoryId } from '../../kernel/ids.ts';
import { holds, type Permission } from '../../kernel/permission.ts';
import { done, refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, UploadedFile, WebRequest } from '../../outside/http/route.ts';
import { acceptProposal } from './actions/accept-proposal.ts';
import { addRepository } from './actions/add-repository.ts';
import { archiveProject } from './actions/archive-project.ts';
import { declineProposal } from './actions/decline-proposal.ts';
import { editProject, type EditProject } from './actions/edit-project.ts';
import { loadLogo } from './actions/load-logo.ts';
import { removeRepository } from './actions/remove-repository.ts';
import { restoreProject } from './actions/restore-project.ts';
import { restoreRepository } from './actions/restore-repository.ts';
import { undoEdit } from './actions/undo-edit.ts';
import { withoutEmpty, type FoundAddress } from './address-web.ts';
import {
  again,
  editAddress,
  forProject,
  goTo,
  malformed,
  no,
  onField,
  page,
  projectIn,
  saidIn,
  sentence,
  type PageAnswer,
  type Said,
} from './answers-web.ts';
import {
  acceptProposalInput,
  addRepositoryInput,
  archiveProjectInput,
  editProjectInput,
  removeRepositoryInput,
} from './inputs.ts';
import { readLogo } from './logo.ts';
import { EditProjectPage, type EditForms } from './pages/edit-page.tsx';
import { carePermissions } from './care-rules.ts';
import { decidesFor } from './register-rules.ts';
import { maySeeLocalAddresses, projectPermissions as permissions } from './rules.ts';
import { projectProfile } from './store/views.ts';
import type { Project, ProjectRefusal, RepositoryProposalId } from './types.ts';

export async function askEdit(request: WebRequest): Promise<Answer> {
  const said = saidIn(request);
  return forProject(request, permissions.editProject, (project) =>
    editPage(request, project, said === undefined ? {} : { said }),
  );
}

export async function postEdit(request: WebRequest): Promise<Answer> {
  return forProject(request, permissions.editProject, async (project) => {
    const { tx, actor, form, files, now } = request;
    const shown = (errors: FieldErrors) => editPage(request, project, { profile: { values: form, errors } });
    const read = readForm(editProjectInput, form);
    const logo = logoIn(form, files['logo']);
    if (!read.ok || refused(logo)) {
      const errors = { ...(read.ok ? {} : read.errors), ...(refused(logo) ? onField(logo) : {}) };
      return malformed(await shown(errors));
    }
    const outcome = await editProject(tx, actor, { ...read.input, project: project.id, logo: logo.done }, now);
    return refused(outcome) ? again(await shown(onField(outcome)), outcome) : goTo(editAddress(project, 'saved'));
  });
}

function logoIn(form: URLSearchParams, file: UploadedFile | undefined): Outcome<EditProject['logo'], 'logo-refused'> {
  if (file !== undefined) return readLogo(file.bytes);
  return done(form.get('removeLogo') === 'yes' ? 'remove' : 'keep');
}

export async function postUndo(request: WebRequest): Promise<Answer> {
  const { tx, actor, params, now } = request;
  const edit = readId<'project edit'>(params['edit'] ?? '');
  return steer(request, permissions.undoEdit, 'undone', async (project) =>
    edit === null ? refuse('no-such-edit') : undoEdit(tx, actor, { project: project.id, edit }, now),
  );
}

export async function postRepository(request: WebRequest, found: FoundAddress): Promise<Answer> {
  return forProject(request, permissions.addRepository, async (project) => {
    const { tx, actor, form, now } = request;
    const shown = (errors: FieldErrors) => editPage(request, project, { repository: { values: form, errors } });
    if ('errors' in found) return malformed(await shown(found.errors));
    if (refused(found)) return again(await shown(onField(found)), found);
    const read = readForm(addRepositoryInput, withoutEmpty(form, 'role'));
    if (!read.ok) return malformed(await shown(read.errors));
    const outcome = await addRepository(tx, actor, { ...read.input, project: project.id, url: found.done }, now);
    return refused(outcome) ? again(await shown(onField(outcome)), outcome) : goTo(editAddress(project, 'repository'));
  });
}

export async function postRemoval(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const read = readForm(removeRepositoryInput, form);
  const reason = read.ok ? read.input.reason : '';
  return steer(request, permissions.removeRepository, 'removed', async (project) => {
    const repository = repositoryIn(request);
    if (repository === null) return refuse('no-such-repository');
    return removeRepository(tx, actor, { project: project.id, repository, reason }, now);
  });
}

export async function postRestoration(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return steer(request, permissions.restoreRepository, 'back', async (project) => {
    const repository = repositoryIn(request);
    if (repository === null) return refuse('no-such-repository');
    return restoreRepository(tx, actor, { project: project.id, repository }, now);
  });
}

export async function postAcceptance(request: WebRequest, found: FoundAddress): Promise<Answer> {
  const { tx, actor, form, now } = request;
  return steer(request, permissions.acceptProposal, 'accepted', async (project) => {
    const proposal = proposalIn(request);
    const read = readForm(acceptProposalInput, withoutEmpty(form, 'role'));
    if ('errors' in found || proposal === null || !read.ok) return refuse('no-such-proposal');
    if (refused(found)) return found;
    return acceptProposal(tx, actor, { ...read.input, project: project.id, proposal, url: found.done }, now);
  });
}

export async function postDeclination(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return steer(request, permissions.declineProposal, 'declined', async (project) => {
    const proposal = proposalIn(request);
    return proposal === null
      ? refuse('no-such-proposal')
      : declineProposal(tx, actor, { project: project.id, proposal }, now);
  });
}

export async function postArchival(request: WebRequest): Promise<Answer> {
  return forProject(request, permissions.archiveProject, async (project) => {
    const { tx, actor, form, now } = request;
    const shown = (errors: FieldErrors) => editPage(request, project, { archive: { values: form, errors } });
    const read = readForm(archiveProjectInput, form);
    if (!read.ok) return malformed(await shown(read.errors));
    const outcome = await archiveProject(tx, actor, { ...read.input, project: project.id }, now);
    return refused(outcome) ? again(await shown(onField(outcome)), outcome) : goTo(editAddress(project, 'archived'));
  });
}

export async function postRestoredProject(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return steer(request, permissions.restoreProject, 'restored', (project) =>
    restoreProject(tx, actor, { project: project.id }, now),
  );
}

export async function sendLogo(request: WebRequest): Promise<Answer> {
  const project = await projectIn(request);
  const logo = project === null ? null : await loadLogo(request.tx, project);
  if (logo === null) return no(refuse('no-logo'));
  return { kind: 'file', name: null, type: logo.type, body: logo.bytes, etag: logo.digest };
}

/** A button's act on the project of the address, and back to its edit page with what was done or why not. */
async function steer(
  request: WebRequest,
  needed: Permission,
  said: Said,
  act: (project: Project) => Promise<Outcome<unknown, ProjectRefusal>>,
): Promise<Answer> {
  return forProject(request, needed, async (project) => {
    const outcome = await act(project);
    if (!refused(outcome)) return goTo(editAddress(project, said));
    return again(await editPage(request, project, { refused: sentence(outcome) }), outcome);
  });
}

export async function editPage(
  { tx, actor, now }: WebRequest,
  project: Project,
  forms: EditForms,
): Promise<PageAnswer> {
  const profile = (await projectProfile(tx, actor, project.id))!;
  // An archived project shows no forms, so what is wrong in one would be said nowhere.
  const isForm = forms.profile !== undefined || forms.repository !== undefined || forms.archive !== undefined;
  const archived = isForm && profile.project.archival !== null;
  const body = EditProjectPage({
    profile,
    forms: archived ? { refused: sentence(refuse('project-archived')) } : forms,
    may: {
      archive: holds(actor, permissions.archiveProject),
      setCoverage: holds(actor, carePermissions.setCoverage),
      agreeToLogo:
        holds(actor, carePermissions.acceptLogo, project.id) &&
        !refused(decidesFor(profile.register.entries, actor, 'trademark', calendarDate(now))),
    },
    seesLocal: maySeeLocalAddresses(actor),
  });
  return page(`Edit ${project.profile.name}`, body);
}

function repositoryIn({ params }: WebRequest): RepositoryId | null {
  return readId<'repository'>(params['repository'] ?? '');
}

function proposalIn({ params }: WebRequest): RepositoryProposalId | null {
  return readId<'repository proposal'>(params['proposal'] ?? '');
}
