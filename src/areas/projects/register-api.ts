/** The register in `/api/v1`: who speaks for a project, and being left out. */
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { calendarDate } from '../../kernel/dates.ts';
import { readId, type ProjectId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../outside/database/index.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { confirmSpeaker } from './actions/confirm-speaker.ts';
import { endSpeaker } from './actions/end-speaker.ts';
import { enterSpeaker } from './actions/enter-speaker.ts';
import { forgetSpeaker } from './actions/forget-speaker.ts';
import { optIn } from './actions/opt-in.ts';
import { optOut } from './actions/opt-out.ts';
import { confirmSpeakerInput, endSpeakerInput, enterSpeakerInput, optOutInput } from './register-inputs.ts';
import {
  entryState,
  registerPermissions as may,
  seesReason,
  seesSpeakerMail,
  unknownMatters,
} from './register-rules.ts';
import { MATTERS, type Act, type OptOut, type SpeakerEntry, type SpeakerEntryId } from './register-types.ts';
import { optOutsOf } from './store/opt-outs.ts';
import { findProjectFor } from './store/projects.ts';
import { speakersOf } from './store/register.ts';
import { projectRefusals, type Project, type ProjectRefusal } from './types.ts';

const moment = z.string().meta({ format: 'date-time' });
const day = z.string().meta({ format: 'date' });
const matter = z.enum(MATTERS as [string, ...string[]]);
const act = z.object({ at: moment, by: z.string().nullable(), hat: z.string().nullable() });
const made = z.object({ id: z.uuid() });
const nothing = z.object({});

const entryShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(['person', 'body']),
    body: z.string().nullable(),
    speakers: z.array(
      z.object({
        id: z.uuid(),
        name: z.string().nullable().meta({ description: 'Null once it was erased' }),
        hasAccount: z.boolean(),
        mail: z
          .string()
          .nullable()
          .meta({ description: 'Of people without an account, for those who may write to them' }),
      }),
    ),
    matters: z.array(matter),
    source: z.string(),
    validFrom: day,
    validTo: day.nullable(),
    state: z.enum(['counts', 'unconfirmed', 'not-yet', 'run-out', 'ended']),
    replaces: z.uuid().nullable(),
    entered: act,
    confirmation: act.extend({ place: z.string() }).nullable(),
    ending: act.extend({ reason: z.string(), successor: z.uuid().nullable() }).nullable(),
  })
  .meta({ id: 'SpeakerEntry' });

const registerShape = z
  .object({
    unknown: z
      .array(matter)
      .meta({ description: 'Matters on which nobody is confirmed today: nothing is approved there' }),
    entries: z.array(entryShape),
    optOuts: z
      .array(z.object({ given: act, ended: act.nullable(), isPrivate: z.boolean(), reason: z.string().nullable() }))
      .meta({ description: 'Answered to the project’s own people and the workspace only' }),
  })
  .meta({ id: 'Register' });

export const registerApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/projects/:project/speakers',
    operationId: 'getSpeakers',
    summary: 'Who speaks for a project on which matters, where it says so, and who confirmed it',
    permission: may.seeRegister,
    action: null,
    response: registerShape,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) => {
        const entries = await speakersOf(tx, project.id);
        const today = calendarDate(now);
        const mails = seesSpeakerMail(actor, project.id);
        const optOuts = (await optOutsOf(tx, project.id)).filter(() => project.optedOut || mails);
        return json({
          unknown: unknownMatters(entries, today),
          entries: entries.map((entry) => ({ ...entryJson(entry, mails), state: entryState(entry, today) })),
          optOuts: optOuts.map((one) => optOutJson(one, actor)),
        });
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/speakers',
    operationId: 'enterSpeaker',
    summary: 'Enter who speaks for a project; it counts once somebody else confirmed it',
    permission: may.enterSpeaker,
    action: 'enter-speaker',
    body: enterSpeakerInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onProject(tx, actor, params, async (project) =>
        answered(await enterSpeaker(tx, actor, { ...body, project: project.id }, now), asId),
      ),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/speakers/:entry/confirmation',
    operationId: 'confirmSpeaker',
    summary: 'Confirm an entry, having read its source; the one that it replaces ends',
    permission: may.confirmSpeaker,
    action: 'confirm-speaker',
    body: confirmSpeakerInput,
    response: nothing,
    answer: async ({ tx, actor, params, body: { place }, now }) =>
      onEntry(tx, actor, params, async (about) =>
        answered(await confirmSpeaker(tx, actor, { ...about, place }, now), asNothing),
      ),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/speakers/:entry/ending',
    operationId: 'endSpeaker',
    summary: 'End an entry, with a reason',
    permission: may.endSpeaker,
    action: 'end-speaker',
    body: endSpeakerInput,
    response: nothing,
    answer: async ({ tx, actor, params, body: { reason }, now }) =>
      onEntry(tx, actor, params, async (about) =>
        answered(await endSpeaker(tx, actor, { ...about, reason }, now), asNothing),
      ),
  }),
  apiRoute({
    method: 'DELETE',
    path: '/projects/:project/speakers/:entry/names',
    operationId: 'forgetSpeaker',
    summary: 'Erase the names and addresses that an entry keeps of people without an account',
    permission: may.forgetSpeaker,
    action: 'forget-speaker',
    response: nothing,
    answer: async ({ tx, actor, params, now }) =>
      onEntry(tx, actor, params, async (about) => answered(await forgetSpeaker(tx, actor, about, now), asNothing)),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/opt-out',
    operationId: 'optOut',
    summary: 'Leave the project out of everything public, at once; for those who speak for it',
    permission: may.optOut,
    action: 'opt-out',
    body: optOutInput,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onProject(tx, actor, params, async (project) =>
        answered(await optOut(tx, actor, { ...body, project: project.id }, now), asId),
      ),
  }),
  apiRoute({
    method: 'DELETE',
    path: '/projects/:project/opt-out',
    operationId: 'optIn',
    summary: 'Show the project again',
    permission: may.optIn,
    action: 'opt-in',
    response: nothing,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) =>
        answered(await optIn(tx, actor, { project: project.id }, now), asNothing),
      ),
  }),
];

function actJson({ at, byName, hat }: Act) {
  return { at: at.toISOString(), by: byName, hat };
}

function entryJson(entry: SpeakerEntry, mails: boolean) {
  const { id, kind, body, matters, source, validFrom, validTo, replaces, confirmation, ending } = entry;
  return {
    id,
    kind,
    body,
    speakers: entry.speakers.map(({ id: speaker, person, name, mail }) => ({
      id: speaker,
      name,
      hasAccount: person !== null,
      mail: mails ? mail : null,
    })),
    matters,
    source,
    validFrom,
    validTo,
    replaces,
    entered: actJson(entry.entered),
    confirmation: confirmation && { ...actJson(confirmation), place: confirmation.place },
    ending: ending && { ...actJson(ending), reason: ending.reason, successor: ending.successor },
  };
}

function optOutJson(one: OptOut, actor: Actor) {
  return {
    given: actJson(one.given),
    ended: one.ended && actJson(one.ended),
    isPrivate: one.isPrivate,
    reason: seesReason(actor, one) ? one.reason : null,
  };
}

type Params = Readonly<Record<string, string>>;

async function onProject(
  tx: Tx,
  actor: Actor,
  params: Params,
  then: (project: Project) => Promise<Answer>,
): Promise<Answer> {
  const project = await findProjectFor(tx, actor, params['project'] ?? '');
  return project === null ? no(refuse('no-such-project')) : then(project);
}

async function onEntry(
  tx: Tx,
  actor: Actor,
  params: Params,
  then: (about: { readonly project: ProjectId; readonly entry: SpeakerEntryId }) => Promise<Answer>,
): Promise<Answer> {
  return onProject(tx, actor, params, async ({ id: project }) => {
    const entry = readId<'speaker entry'>(params['entry'] ?? '');
    return entry === null ? no(refuse('no-such-speaker')) : then({ project, entry });
  });
}

function asId(id: string) {
  return { id };
}

function asNothing() {
  return {};
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function answered<T>(outcome: Outcome<T, ProjectRefusal>, body: (value: T) => unknown): Answer {
  return refused(outcome) ? no(outcome) : json(body(outcome.done));
}

function no(refusal: Refusal<ProjectRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: projectRefusals };
}
