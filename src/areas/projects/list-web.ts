/** The list of projects, adding one, and whole portfolios in and out. */
import { holds } from '../../kernel/permission.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import type { CheckedUrl } from '../../outside/git/index.ts';
import { readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { addProject } from './actions/add-project.ts';
import { exportPortfolio } from './actions/export-portfolio.ts';
import { importPortfolio, previewImport } from './actions/import-portfolio.ts';
import { readPortfolioFile, type CheckedPortfolio } from './actions/read-portfolio-file.ts';
import { withoutEmpty, type FoundAddress } from './address-web.ts';
import {
  again,
  editAddress,
  goTo,
  malformed,
  no,
  onField,
  page,
  saidIn,
  sentence,
  type PageAnswer,
} from './answers-web.ts';
import { addProjectInput, importPortfolioInput, listProjectsInput } from './inputs.ts';
import { AddAddressPage, AddProjectPage, type AddPageProps, type ExistingProject } from './pages/add-page.tsx';
import { ImportPage, ImportPreviewPage } from './pages/import-page.tsx';
import { ProjectsPage } from './pages/list-page.tsx';
import { EXPORT_FORMATS, type ExportFormat } from './portfolio-text.ts';
import { guessRole } from './proposals.ts';
import { ownProjects } from './register-rules.ts';
import { projectPermissions, proposeName } from './rules.ts';
import { projectWithAddress } from './store/repositories.ts';
import { hasProjects, listProjects } from './store/views.ts';
import type { ProjectRefusal } from './types.ts';

const PAGE_LENGTH = 50;

export async function showProjects({ tx, actor, query }: WebRequest): Promise<Answer> {
  const asked = listProjectsInput.parse(Object.fromEntries(query));
  const found = await listProjects(tx, { ...asked, limit: PAGE_LENGTH, seesOptedOut: ownProjects(actor) });
  const none = found.total === 0 && !(await hasProjects(tx));
  const may = { add: holds(actor, projectPermissions.addProject) };
  const said = saidIn({ query });
  return { ...page('Projects', ProjectsPage({ ...found, filters: asked, none, may, said })), islands: ['filters'] };
}

export async function askProject(): Promise<Answer> {
  return addressPage({ values: {}, errors: {} });
}

export async function postProject(request: WebRequest, found: FoundAddress): Promise<Answer> {
  const { tx, actor, form, now } = request;
  if ('errors' in found) return malformed(addressPage({ values: form, errors: found.errors }));
  if (refused(found)) return again(addressPage({ values: form, errors: onField(found) }), found);
  const url = found.done;
  if (form.get('step') !== 'project') return proposeProject(request, url);

  const alsoIn = await projectWithAddress(tx, url.url);
  const shown = (errors: FieldErrors, existing: ExistingProject | null = null) =>
    projectPage(url, { values: form, errors, existing, alsoIn });
  const read = readForm(addProjectInput, withoutEmpty(form, 'role'));
  if (!read.ok) return malformed(shown(read.errors));
  const outcome = await addProject(tx, actor, { ...read.input, url }, now);
  if (!refused(outcome)) return goTo(editAddress(outcome.done, 'added'));
  return again(shown(onField(outcome), existingIn(outcome)), outcome);
}

/** The second step: everything that the address tells, to be put right. */
async function proposeProject({ tx }: WebRequest, url: CheckedUrl): Promise<Answer> {
  const values = { name: proposeName(url.id), repository: url.id, role: guessRole(url.id), label: 'Roadmap' };
  return projectPage(url, { values, errors: {}, alsoIn: await projectWithAddress(tx, url.url) });
}

function addressPage(props: AddPageProps): PageAnswer {
  return page('Add a project', AddAddressPage(props));
}

function projectPage(url: CheckedUrl, props: AddPageProps & { readonly alsoIn: ExistingProject | null }): PageAnswer {
  return page('Add a project', AddProjectPage({ ...props, repository: url }));
}

function existingIn({ because }: Refusal<ProjectRefusal>): ExistingProject | null {
  const { slug, project, name } = because;
  return typeof slug === 'string' ? { slug, name: String(project ?? name) } : null;
}

// --- portfolios

export async function askPortfolio(): Promise<Answer> {
  return importPage('', {});
}

export type FoundPortfolio =
  | { readonly text: string; readonly read: Outcome<CheckedPortfolio, 'portfolio-refused'> }
  | { readonly text: string; readonly errors: FieldErrors };

/** The text of the file or the field, read, with every host in it looked up. */
export async function lookUpPortfolio({ form, files, reach }: Omit<WebRequest, 'tx'>): Promise<FoundPortfolio> {
  const file = files['file'];
  // A form's line ends are CRLF whatever was typed.
  const text = (file?.bytes.toString('utf8') ?? form.get('text') ?? '').replaceAll('\r\n', '\n');
  if (form.get('again') === 'yes') return { text, errors: {} };
  const input = importPortfolioInput.safeParse({ text });
  if (!input.success) return { text: '', errors: { text: input.error.issues[0]!.message } };
  const named = file === undefined ? {} : { fileName: file.name };
  // What is shown again has none of the noughts of a file in UTF-16: no browser would send them back.
  return { text: text.replaceAll('\0', ''), read: await readPortfolioFile(reach, { ...input.data, ...named }) };
}

export async function postPortfolio({ tx, actor, form, now }: WebRequest, found: FoundPortfolio): Promise<Answer> {
  if ('errors' in found) {
    const shown = importPage(found.text, found.errors);
    return Object.keys(found.errors).length === 0 ? shown : malformed(shown);
  }
  const { text, read } = found;
  if (refused(read)) return again(refusedImport(text, read), read);
  const seen = form.get('seen');
  if (seen === null) return previewPage(text, await previewImport(tx, actor, read.done), false);
  const outcome = await importPortfolio(tx, actor, { portfolio: read.done, seen }, now);
  if (!refused(outcome)) return goTo(urls.projects({}, { said: 'imported' }));
  if (outcome.refused === 'portfolio-changed')
    return previewPage(text, await previewImport(tx, actor, read.done), true);
  return again(refusedImport(text, outcome), outcome);
}

function previewPage(text: string, preview: Awaited<ReturnType<typeof previewImport>>, changed: boolean): Answer {
  if (refused(preview)) return again(refusedImport(text, preview), preview);
  const answer = page('Import a portfolio', ImportPreviewPage({ ...preview.done, text, changed }));
  return changed ? again(answer, refuse('portfolio-changed')) : answer;
}

function importPage(text: string, errors: FieldErrors, problems: readonly string[] = []): PageAnswer {
  return page('Import a portfolio', ImportPage({ text, errors, problems }));
}

function refusedImport(text: string, refusal: Refusal<ProjectRefusal>): PageAnswer {
  const { problems } = refusal.because;
  const all = Array.isArray(problems) ? (problems as readonly string[]) : [];
  return importPage(text, { text: sentence(refusal) }, all);
}

export async function sendPortfolio({ tx, actor, params }: WebRequest): Promise<Answer> {
  const format = EXPORT_FORMATS.find((one) => one === params['format']);
  if (format === undefined) return no(refuse('no-such-format', { format: params['format'] ?? '' }));
  return portfolioFile(format, await exportPortfolio(tx, actor, { format }));
}

export function portfolioFile(format: ExportFormat, body: string): Answer {
  const type = format === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8';
  return { kind: 'file', name: `projects.${format}`, type, body };
}
