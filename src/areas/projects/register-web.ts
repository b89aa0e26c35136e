/** The pages of the register: who speaks for a project, and being left out. */
import { calendarDate } from '../../kernel/dates.ts';
import { readId } from '../../kernel/ids.ts';
import type { Permission } from '../../kernel/permission.ts';
import { refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { fieldErrors, readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { confirmSpeaker } from './actions/confirm-speaker.ts';
import { endSpeaker } from './actions/end-speaker.ts';
import { enterSpeaker } from './actions/enter-speaker.ts';
import { forgetSpeaker } from './actions/forget-speaker.ts';
import { optIn } from './actions/opt-in.ts';
import { optOut } from './actions/opt-out.ts';
import {
  again,
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
import { confirmSpeakerInput, endSpeakerInput, enterSpeakerInput, optOutInput, readGuests } from './register-inputs.ts';
import {
  ConfirmSpeakerPage,
  EndSpeakerPage,
  EnterSpeakerPage,
  OptOutPage,
  SpeakersPage,
} from './pages/register-page.tsx';
import { registerPermissions as may } from './register-rules.ts';
import type { Register, SpeakerEntry, SpeakerEntryId } from './register-types.ts';
import { optOutsOf } from './store/opt-outs.ts';
import { roleHolders, speakersOf } from './store/register.ts';
import type { Project, ProjectRefusal } from './types.ts';

export const registerRoutes: readonly PageRoute[] = [
  { method: 'GET', path: urls.speakers.pattern, permission: may.seeRegister, action: null, answer: showSpeakers },
  { method: 'GET', path: urls.enterSpeaker.pattern, permission: may.enterSpeaker, action: null, answer: askSpeaker },
  {
    method: 'POST',
    path: urls.enterSpeaker.pattern,
    permission: may.enterSpeaker,
    action: 'enter-speaker',
    answer: postSpeaker,
  },
  {
    method: 'GET',
    path: urls.confirmSpeaker.pattern,
    permission: may.confirmSpeaker,
    action: null,
    answer: askConfirmation,
  },
  {
    method: 'POST',
    path: urls.confirmSpeaker.pattern,
    permission: may.confirmSpeaker,
    action: 'confirm-speaker',
    answer: postConfirmation,
  },
  { method: 'GET', path: urls.endSpeaker.pattern, permission: may.endSpeaker, action: null, answer: askEnding },
  {
    method: 'POST',
    path: urls.endSpeaker.pattern,
    permission: may.endSpeaker,
    action: 'end-speaker',
    answer: postEnding,
  },
  {
    method: 'POST',
    path: urls.forgetSpeaker.pattern,
    permission: may.forgetSpeaker,
    action: 'forget-speaker',
    answer: postForgetting,
  },
  { method: 'GET', path: urls.optOut.pattern, permission: may.optOut, action: null, answer: askOptOut },
  { method: 'POST', path: urls.optOut.pattern, permission: may.optOut, action: 'opt-out', answer: postOptOut },
  { method: 'POST', path: urls.optIn.pattern, permission: may.optIn, action: 'opt-in', answer: postOptIn },
];

async function showSpeakers(request: WebRequest): Promise<Answer> {
  const project = await projectIn(request);
  return project === null ? no(refuse('no-such-project')) : speakersPage(request, project, { said: saidIn(request) });
}

async function speakersPage(
  { tx, actor, now }: WebRequest,
  project: Project,
  words: { readonly said?: string | undefined; readonly refused?: string },
): Promise<PageAnswer> {
  const register: Register = { entries: await speakersOf(tx, project.id), optOuts: await optOutsOf(tx, project.id) };
  const body = SpeakersPage({ project, register, actor, today: calendarDate(now), ...words });
  return page(`Who speaks for ${project.profile.name}`, body);
}

async function askSpeaker(request: WebRequest): Promise<Answer> {
  return forProject(request, may.enterSpeaker, async (project) => {
    const replaced = await entryIn(request, project, request.query.get('replaces'));
    const values = replaced === null ? { validFrom: calendarDate(request.now) } : typedAs(replaced);
    return enterPage(request, project, { values, errors: {} }, replaced);
  });
}

async function postSpeaker(request: WebRequest): Promise<Answer> {
  return forProject(request, may.enterSpeaker, async (project) => {
    const { tx, actor, form, now } = request;
    const replaced = await entryIn(request, project, form.get('replaces'));
    const shown = (errors: FieldErrors) => enterPage(request, project, { values: form, errors }, replaced);
    const read = enterSpeakerInput.safeParse({
      ...Object.fromEntries(form),
      people: form.getAll('people'),
      guests: readGuests(form.get('guests') ?? ''),
      matters: form.getAll('matters'),
    });
    if (!read.success) return malformed(await shown(placed(fieldErrors(read.error), form)));
    const outcome = await enterSpeaker(tx, actor, { ...read.data, project: project.id }, now);
    return refused(outcome) ? again(await shown(onField(outcome)), outcome) : goTo(registerAddress(project, 'entered'));
  });
}

/** Where there is no list to choose from, what is wrong with the people stands at the field that is there. */
function placed({ people, ...errors }: FieldErrors, form: URLSearchParams): FieldErrors {
  if (people === undefined) return errors;
  return form.has('people') ? { ...errors, people } : { ...errors, guests: people };
}

/** An entry as the form would have been filled to make it. */
function typedAs(entry: SpeakerEntry) {
  return {
    kind: entry.kind,
    body: entry.body,
    people: entry.speakers.flatMap(({ person }) => (person === null ? [] : [person])),
    guests: entry.speakers
      .flatMap(({ person, name, mail }) => (person === null && name !== null ? [`${name} <${mail ?? ''}>`] : []))
      .join('\n'),
    matters: entry.matters,
    source: entry.source,
    validFrom: entry.validFrom,
    validTo: entry.validTo,
  };
}

async function enterPage(
  { tx }: WebRequest,
  project: Project,
  form: Parameters<typeof EnterSpeakerPage>[0]['form'],
  replaces: SpeakerEntry | null,
): Promise<PageAnswer> {
  const holders = await roleHolders(tx, project.id);
  return page('Enter who speaks for it', EnterSpeakerPage({ project, form, holders, replaces }));
}

async function askConfirmation(request: WebRequest): Promise<Answer> {
  return onEntry(request, may.confirmSpeaker, async (project, entry) =>
    confirmPage(project, entry, { values: {}, errors: {} }),
  );
}

async function postConfirmation(request: WebRequest): Promise<Answer> {
  return onEntry(request, may.confirmSpeaker, async (project, entry) => {
    const { tx, actor, form, now } = request;
    const shown = (errors: FieldErrors) => confirmPage(project, entry, { values: form, errors });
    const read = readForm(confirmSpeakerInput, form);
    if (!read.ok) return malformed(shown(read.errors));
    const { place } = read.input;
    const outcome = await confirmSpeaker(tx, actor, { project: project.id, entry: entry.id, place }, now);
    return refused(outcome) ? again(shown(onField(outcome)), outcome) : goTo(registerAddress(project, 'confirmed'));
  });
}

function confirmPage(project: Project, entry: SpeakerEntry, form: Parameters<typeof ConfirmSpeakerPage>[0]['form']) {
  return page('Confirm an entry', ConfirmSpeakerPage({ project, entry, form }));
}

async function askEnding(request: WebRequest): Promise<Answer> {
  return onEntry(request, may.endSpeaker, async (project, entry) =>
    endPage(project, entry, { values: {}, errors: {} }),
  );
}

async function postEnding(request: WebRequest): Promise<Answer> {
  return onEntry(request, may.endSpeaker, async (project, entry) => {
    const { tx, actor, form, now } = request;
    const shown = (errors: FieldErrors) => endPage(project, entry, { values: form, errors });
    const read = readForm(endSpeakerInput, form);
    if (!read.ok) return malformed(shown(read.errors));
    const { reason } = read.input;
    const outcome = await endSpeaker(tx, actor, { project: project.id, entry: entry.id, reason }, now);
    return refused(outcome) ? again(shown(onField(outcome)), outcome) : goTo(registerAddress(project, 'ended'));
  });
}

function endPage(project: Project, entry: SpeakerEntry, form: Parameters<typeof EndSpeakerPage>[0]['form']) {
  return page('End an entry', EndSpeakerPage({ project, entry, form }));
}

async function postForgetting(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return steer(request, may.forgetSpeaker, 'forgotten', (project, entry) =>
    forgetSpeaker(tx, actor, { project: project.id, entry }, now),
  );
}

async function askOptOut(request: WebRequest): Promise<Answer> {
  return forProject(request, may.optOut, async (project) => optOutPage(project, { values: {}, errors: {} }));
}

async function postOptOut(request: WebRequest): Promise<Answer> {
  return forProject(request, may.optOut, async (project) => {
    const { tx, actor, form, now } = request;
    const shown = (errors: FieldErrors) => optOutPage(project, { values: form, errors });
    const read = readForm(optOutInput, form);
    if (!read.ok) return malformed(shown(read.errors));
    const outcome = await optOut(tx, actor, { ...read.input, project: project.id }, now);
    return refused(outcome) ? again(shown(onField(outcome)), outcome) : goTo(registerAddress(project, 'leftOut'));
  });
}

function optOutPage(project: Project, form: Parameters<typeof OptOutPage>[0]['form']) {
  return page(`Leave ${project.profile.name} out`, OptOutPage({ project, form }));
}

async function postOptIn(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  return forProject(request, may.optIn, async (project) => {
    const outcome = await optIn(tx, actor, { project: project.id }, now);
    if (!refused(outcome)) return goTo(registerAddress(project, 'shown'));
    return again(await speakersPage(request, project, { refused: sentence(outcome) }), outcome);
  });
}

async function onEntry(
  request: WebRequest,
  needed: Permission,
  then: (project: Project, entry: SpeakerEntry) => Promise<Answer>,
): Promise<Answer> {
  return forProject(request, needed, async (project) => {
    const entry = await entryIn(request, project, request.params['entry'] ?? '');
    return entry === null ? no(refuse('no-such-speaker')) : then(project, entry);
  });
}

async function steer(
  request: WebRequest,
  needed: Permission,
  said: Said,
  act: (project: Project, entry: SpeakerEntryId) => Promise<Outcome<unknown, ProjectRefusal>>,
): Promise<Answer> {
  return onEntry(request, needed, async (project, entry) => {
    const outcome = await act(project, entry.id);
    if (!refused(outcome)) return goTo(registerAddress(project, said));
    return again(await speakersPage(request, project, { refused: sentence(outcome) }), outcome);
  });
}

async function entryIn({ tx }: WebRequest, project: Project, text: string | null): Promise<SpeakerEntry | null> {
  const id = readId<'speaker entry'>(text ?? '');
  if (id === null) return null;
  return (await speakersOf(tx, project.id)).find((entry) => entry.id === id) ?? null;
}

function registerAddress({ slug }: Pick<Project, 'slug'>, said: Said): string {
  return urls.speakers({ project: slug }, { said });
}
