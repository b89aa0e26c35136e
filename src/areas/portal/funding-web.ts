/** funding.json and its settings. */
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls, type FormErrors, type FormValues } from '../../look/index.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { findWorkspace } from '../people/index.ts';
import { readGifts } from './actions/read-gifts.ts';
import { readManifest, readProjectManifest } from './actions/read-manifest.ts';
import { setFunding } from './actions/set-funding.ts';
import { errorsIn, fieldOf, formOf, settingsInForm } from './funding-form.ts';
import { fundingSettingsInput } from './funding-inputs.ts';
import type { FundingSettings, FundingSettingsId } from './funding-types.ts';
import { prefilled } from './gifts.ts';
import type { Addresses, Manifest } from './manifest.ts';
import { FundingPage } from './pages/funding-page.tsx';
import { maySet, mayReadOffers, maySetFunding, maySetProjectFunding } from './rules.ts';
import {
  describedProject,
  knownProjectAt,
  newestFundingSettings,
  type KnownProject,
} from './store/funding-settings.ts';
import { portalRefusals, type PortalRefusal } from './types.ts';

const read = { method: 'GET', permission: mayReadOffers, action: null } as const;

export const fundingRoutes: readonly PageRoute[] = [
  { ...read, path: urls.funding.pattern, answer: showManifest },
  { ...read, path: urls.projectFunding.pattern, answer: showProjectManifest },
  { ...read, path: urls.fundingUrls.pattern, answer: showManifestUrls },
  {
    method: 'GET',
    path: urls.manifest.pattern,
    permission: maySetFunding,
    action: null,
    answer: (request) => settingsPage(request, null, {}),
  },
  {
    method: 'POST',
    path: urls.manifest.pattern,
    permission: maySetFunding,
    action: 'set-funding',
    answer: (request) => postSettings(request, null),
  },
  {
    method: 'GET',
    path: urls.projectManifest.pattern,
    permission: maySetProjectFunding,
    action: null,
    answer: (request) => ofProject(request, (project) => settingsPage(request, project, {})),
  },
  {
    method: 'POST',
    path: urls.projectManifest.pattern,
    permission: maySetProjectFunding,
    action: 'set-funding',
    answer: (request) => ofProject(request, (project) => postSettings(request, project)),
  },
];

async function showManifest({ tx, baseUrl, now }: WebRequest): Promise<Answer> {
  return answerOf(await readManifest(tx, addressesAt(baseUrl), now));
}

async function showProjectManifest({ tx, params, baseUrl, now }: WebRequest): Promise<Answer> {
  const outcome = await readProjectManifest(tx, addressesAt(baseUrl), { slug: params['project'] ?? '' }, now);
  return refused(outcome) ? no(outcome) : answerOf(outcome.done);
}

function answerOf(manifest: Manifest): Answer {
  if (manifest.kind === 'incomplete') return no(refuse('no-manifest', { lacks: [...manifest.lacks] }));
  return { kind: 'file', name: null, type: 'application/json; charset=utf-8', body: manifest.text };
}

/** Compared to the letter, line by line: the workspace's manifest, then those of the projects in it. */
async function showManifestUrls({ tx, baseUrl, now }: WebRequest): Promise<Answer> {
  const manifest = await readManifest(tx, addressesAt(baseUrl), now);
  if (manifest.kind === 'incomplete') return answerOf(manifest);
  const paths = [urls.funding({}), ...manifest.projects.map((project) => urls.projectFunding({ project }))];
  const body = paths.map((path) => `${baseUrl}${path}\n`).join('');
  return { kind: 'file', name: null, type: 'text/plain; charset=utf-8', body };
}

// --- settings

/** For those who may set it; a project that asked to be left out is there for nobody else. */
async function ofProject(request: WebRequest, then: (project: KnownProject) => Promise<Answer>): Promise<Answer> {
  const project = await knownProjectAt(request.tx, request.params['project'] ?? '');
  if (project === null) return no(refuse('project-not-found'));
  const may = maySet(request.actor, project.id);
  if (!refused(may)) return then(project);
  return project.optedOut ? no(refuse('project-not-found')) : no(may);
}

async function postSettings(request: WebRequest, project: KnownProject | null): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const read = fundingSettingsInput.safeParse(settingsInForm(form));
  if (!read.success) {
    const page = await settingsPage(request, project, { values: form, errors: errorsIn(read.error, form) });
    return { ...page, status: 422 };
  }
  const { replaces, ...settings } = read.data;
  const input = { project: project?.id ?? null, replaces: replaces as FundingSettingsId | null, settings };
  const outcome = await setFunding(tx, actor, input, now);
  if (!refused(outcome)) {
    const to =
      project === null
        ? urls.manifest({}, { said: 'set' })
        : urls.projectManifest({ project: project.slug }, { said: 'set' });
    return { kind: 'redirect', to };
  }
  const errors = errorsOf(outcome, form);
  return {
    ...(await settingsPage(request, project, { values: form, errors })),
    refused: { refusal: outcome, sheet: portalRefusals },
  };
}

function errorsOf(refusal: Refusal<PortalRefusal>, form: URLSearchParams): FormErrors {
  const { field } = refusal.because;
  const name = typeof field === 'string' ? fieldOf(field.split('.'), form) : 'form';
  return { [name]: portalRefusals[refusal.refused].say(refusal.because) };
}

async function settingsPage(
  { tx, actor, baseUrl, query, now }: WebRequest,
  project: KnownProject | null,
  typed: { readonly values?: FormValues; readonly errors?: FormErrors },
): Promise<Extract<Answer, { kind: 'page' }>> {
  const kept = await newestFundingSettings(tx, project?.id ?? null);
  const first = kept === null ? await firstFilling(tx, actor, project, baseUrl) : null;
  const manifest =
    project === null ? await readManifest(tx, addressesAt(baseUrl), now) : await manifestOf(tx, baseUrl, project, now);
  const shown = kept?.body ?? first;
  const body = FundingPage({
    project,
    kept,
    isPrefilled: first !== null && typed.values === undefined,
    values: typed.values ?? (shown === null ? {} : formOf(shown, kept?.id ?? null)),
    errors: typed.errors ?? {},
    manifest,
    ...(query.get('said') === 'set' ? { said: 'The settings are saved.' } : {}),
  });
  return { kind: 'page', title: 'For funders', ...(project === null ? {} : { nav: 'projects' }), body };
}

async function manifestOf(tx: WebRequest['tx'], baseUrl: string, project: KnownProject, now: Date): Promise<Manifest> {
  const outcome = await readProjectManifest(tx, addressesAt(baseUrl), { slug: project.slug }, now);
  if (!refused(outcome)) return outcome.done;
  return { kind: 'incomplete', lacks: ['a project that is shown in public'], findings: [] };
}

/** What is known already: of the workspace its name and address, of a project what the survey read. */
async function firstFilling(
  tx: WebRequest['tx'],
  actor: WebRequest['actor'],
  project: KnownProject | null,
  baseUrl: string,
): Promise<FundingSettings | null> {
  if (project !== null) {
    const described = await describedProject(tx, project.id);
    return described === null ? null : prefilled(described, await readGifts(tx, actor, { project: project.id }));
  }
  const workspace = await findWorkspace(tx);
  if (workspace === null) return null;
  const entity = { type: 'organisation', role: 'steward', name: workspace.name, email: '', phone: null } as const;
  const contacts = { funders: null, projects: null };
  return { entity: { ...entity, description: '', webpageUrl: baseUrl }, channels: [], contacts };
}

function addressesAt(baseUrl: string): Addresses {
  return {
    offer: (offer) => `${baseUrl}${urls.offer({ offer })}`,
    project: (project) => `${baseUrl}${urls.project({ project })}`,
  };
}

function no(refusal: Refusal<PortalRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: portalRefusals };
}
