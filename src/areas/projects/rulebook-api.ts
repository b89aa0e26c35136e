/** The rulebook, the project's own word, help, coverage and logo in `/api/v1`. */
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { readId, type ProjectId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../outside/database/index.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { acceptLogo } from './actions/accept-logo.ts';
import { answerQuestions } from './actions/answer-questions.ts';
import { askForHelp } from './actions/ask-for-help.ts';
import { closeHelp } from './actions/close-help.ts';
import { confirmRule } from './actions/confirm-rule.ts';
import { forgetHelp } from './actions/forget-help.ts';
import { noteHelp } from './actions/note-help.ts';
import { setCoverage } from './actions/set-coverage.ts';
import { setSuggestionAside } from './actions/set-suggestion-aside.ts';
import { takeHelp } from './actions/take-help.ts';
import { undoRule } from './actions/undo-rule.ts';
import { withdrawLogo } from './actions/withdraw-logo.ts';
import {
  answerQuestionsInput,
  answersIn,
  askForHelpInput,
  closeHelpInput,
  noteHelpInput,
  setCoverageInput,
  takeHelpInput,
} from './care-inputs.ts';
import { carePermissions as care, helpState } from './care-rules.ts';
import { QUESTION_KEYS, type HelpRequest, type HelpRequestId } from './care-types.ts';
import { confirmRuleInput, ruleFieldInput, ruleValueInput } from './rulebook-inputs.ts';
import { consentWindow, newestOf, rulebookPermissions as may, ruleOf } from './rulebook-rules.ts';
import { isRulebookField, RULEBOOK_FIELDS, specOf, type RuleValue } from './rulebook-types.ts';
import { coverageOf, helpRequests, logoUse, wordsOf } from './store/care.ts';
import { findProjectFor } from './store/projects.ts';
import { rulebookOf } from './store/rulebook.ts';
import { projectRefusals, type Project, type ProjectRefusal } from './types.ts';

/** A form that anybody may send. */
const HELP_PER_MINUTE = 5;

const moment = z.string().meta({ format: 'date-time' });
const made = z.object({ id: z.uuid() });
const nothing = z.object({});
const item = z.object({ text: z.string(), link: z.string().nullable() });
const valueShape = z
  .object({
    choices: z.array(z.string()),
    text: z.string(),
    link: z.string().nullable(),
    number: z.int().nullable(),
    zone: z.string().nullable(),
    items: z.array(item),
  })
  .meta({ id: 'RuleValue' });
const evidence = z.object({
  repository: z.string(),
  path: z.string(),
  lines: z.tuple([z.int(), z.int()]).nullable(),
  commit: z.string(),
});
const confirmed = z.object({ at: moment, by: z.string().nullable(), hat: z.string().nullable() });

const rulebookShape = z
  .object({
    fields: z.array(
      z.object({
        field: ruleFieldInput,
        name: z.string(),
        entry: z.uuid(),
        version: z.int().meta({ description: 'To be sent back with a change; 0 for a field that has none' }),
        value: valueShape,
        evidence: z.array(evidence),
        confirmed,
      }),
    ),
    suggestions: z
      .array(
        z.object({
          id: z.uuid(),
          field: ruleFieldInput,
          version: z.int(),
          value: valueShape,
          evidence: z.array(evidence),
          at: moment,
        }),
      )
      .meta({ description: 'Read by a survey; none counts before a person takes it over' }),
    consentWindow: z.object({ days: z.int(), silence: z.enum(['consent', 'refusal']), zone: z.string() }).nullable(),
  })
  .meta({ id: 'Rulebook' });

const wordShape = z.object({
  question: z.enum(QUESTION_KEYS as [string, ...string[]]),
  answer: z.enum(['yes', 'no']),
  words: z.string().nullable(),
  said: confirmed,
});

const careShape = z
  .object({
    words: z.array(wordShape).meta({ description: 'The project’s own answers to the three questions' }),
    coverage: setCoverageInput.shape.status,
    logo: z
      .object({ logo: z.string(), alt: z.string().nullable(), note: z.string().nullable(), accepted: z.boolean() })
      .nullable(),
  })
  .meta({ id: 'ProjectWord' });

const requestShape = z
  .object({
    id: z.uuid(),
    project: z.object({ id: z.uuid(), name: z.string() }),
    wish: z.string(),
    askedAs: z.enum(['project', 'form', 'workspace']),
    askedAt: moment,
    contact: z.object({ name: z.string(), mail: z.string() }).nullable(),
    state: z.enum(['open', 'taken', 'helped', 'not-now']),
    owner: z.object({ person: z.uuid(), name: z.string().nullable() }).nullable(),
    notes: z.array(z.object({ at: moment, by: z.string().nullable(), words: z.string() })),
    words: z.string().nullable().meta({ description: 'What was done, or why not now' }),
  })
  .meta({ id: 'HelpRequest' });

/** The parts of any field; which of them it has is asked of the field itself. */
const ruleBody = confirmRuleInput.extend({
  value: z.object({
    choices: z.array(z.string()).default([]),
    text: z.string().max(20_000).default(''),
    link: z.string().nullable().default(null),
    number: z.int().nullable().default(null),
    zone: z.string().nullable().default(null),
    items: z.array(z.object({ text: z.string(), link: z.string().nullable().default(null) })).default([]),
  }),
});

export const rulebookApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/projects/:project/rulebook',
    operationId: 'getRulebook',
    summary: 'How a project decides and works, each field with who confirmed it, and what a survey suggests',
    permission: may.seeRulebook,
    action: null,
    response: rulebookShape,
    answer: async ({ tx, actor, params }) =>
      onProject(tx, actor, params, async (project) => {
        const rulebook = await rulebookOf(tx, project.id);
        return json({
          fields: RULEBOOK_FIELDS.flatMap((field) => {
            const rule = ruleOf(rulebook, field);
            if (rule === null) return [];
            const { id: entry, version, value, evidence: lines, confirmed: act } = rule;
            return [
              { field, name: specOf(field).name, entry, version, value, evidence: lines, confirmed: actJson(act) },
            ];
          }),
          suggestions: rulebook.suggestions.map((one) => ({
            ...one,
            version: newestOf(rulebook.entries, one.field)?.version ?? 0,
            at: one.at.toISOString(),
          })),
          consentWindow: consentWindow(rulebook),
        });
      }),
  }),
  apiRoute({
    method: 'PUT',
    path: '/projects/:project/rulebook/:field',
    operationId: 'confirmRule',
    summary: 'Say what holds for a field of the rulebook; an empty value takes it back',
    permission: may.confirmRule,
    action: 'confirm-rule',
    body: ruleBody,
    response: made,
    answer: async ({ tx, actor, params, body, now }) =>
      onProject(tx, actor, params, async (project) => {
        const field = params['field'] ?? '';
        if (!isRulebookField(field)) return no(refuse('no-such-rule'));
        const value = ruleValueInput(field).safeParse(body.value);
        if (!value.success) return malformed(value.error);
        const suggestion = readId<'rulebook suggestion'>(body.suggestion ?? '');
        const input = {
          project: project.id,
          field,
          version: body.version,
          value: value.data satisfies RuleValue,
          suggestion,
        };
        return answered(await confirmRule(tx, actor, input, now), asId);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/rulebook/entries/:entry/undoing',
    operationId: 'undoRule',
    summary: 'Put back what a field of the rulebook said before its newest entry',
    permission: may.undoRule,
    action: 'undo-rule',
    response: made,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) => {
        const entry = readId<'rulebook entry'>(params['entry'] ?? '');
        if (entry === null) return no(refuse('no-such-edit'));
        return answered(await undoRule(tx, actor, { project: project.id, entry }, now), asId);
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/rulebook/suggestions/:suggestion/setting-aside',
    operationId: 'setSuggestionAside',
    summary: 'Say that a suggestion does not hold; the same is not suggested again',
    permission: may.setSuggestionAside,
    action: 'set-suggestion-aside',
    response: nothing,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) => {
        const suggestion = readId<'rulebook suggestion'>(params['suggestion'] ?? '');
        if (suggestion === null) return no(refuse('no-such-suggestion'));
        return answered(await setSuggestionAside(tx, actor, { project: project.id, suggestion }, now), asNothing);
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/projects/:project/word',
    operationId: 'getProjectWord',
    summary: 'What the project says of itself, how the workspace takes part, and how its logo may be shown',
    permission: may.seeRulebook,
    action: null,
    response: careShape,
    answer: async ({ tx, actor, params }) =>
      onProject(tx, actor, params, async ({ id }) =>
        json({
          words: (await wordsOf(tx, id)).map(({ said, ...word }) => ({ ...word, said: actJson(said) })),
          coverage: await coverageOf(tx, id),
          logo: await logoUse(tx, id),
        }),
      ),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/word',
    operationId: 'answerQuestions',
    summary: 'Is it done, would you like funds, would you like volunteers: the project’s own answers',
    permission: care.answerQuestions,
    action: 'answer-questions',
    body: answerQuestionsInput,
    response: z.object({ answered: z.array(z.string()) }),
    answer: async ({ tx, actor, params, body, now }) =>
      onProject(tx, actor, params, async (project) =>
        answered(
          await answerQuestions(tx, actor, { project: project.id, answers: answersIn(body) }, now),
          (questions) => ({ answered: questions }),
        ),
      ),
  }),
  apiRoute({
    method: 'PUT',
    path: '/projects/:project/coverage',
    operationId: 'setCoverage',
    summary: 'How the workspace takes part in the project',
    permission: care.setCoverage,
    action: 'set-coverage',
    body: setCoverageInput,
    response: nothing,
    answer: async ({ tx, actor, params, body: { status }, now }) =>
      onProject(tx, actor, params, async (project) =>
        answered(await setCoverage(tx, actor, { project: project.id, status }, now), asNothing),
      ),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/logo/acceptance',
    operationId: 'acceptLogo',
    summary: 'Agree to the logo being shown with exactly this text and note; for those who speak for the project',
    permission: care.acceptLogo,
    action: 'accept-logo',
    response: nothing,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) =>
        answered(await acceptLogo(tx, actor, { project: project.id }, now), asNothing),
      ),
  }),
  apiRoute({
    method: 'DELETE',
    path: '/projects/:project/logo/acceptance',
    operationId: 'withdrawLogo',
    summary: 'Withdraw the agreement to the logo being shown',
    permission: care.withdrawLogo,
    action: 'withdraw-logo',
    response: nothing,
    answer: async ({ tx, actor, params, now }) =>
      onProject(tx, actor, params, async (project) =>
        answered(await withdrawLogo(tx, actor, { project: project.id }, now), asNothing),
      ),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/help',
    operationId: 'askForHelp',
    summary: 'Ask for help with the roadmap; without a session, with a name and a mail address',
    permission: care.askForHelp,
    action: 'ask-for-help',
    body: askForHelpInput,
    response: made,
    perMinute: HELP_PER_MINUTE,
    answer: async ({ tx, actor, params, body: { wish, name, mail }, now }) =>
      onProject(tx, actor, params, async (project) => {
        const isKnown = actor.kind === 'person';
        if (!isKnown && (name === undefined || mail === undefined)) return no(refuse('who-asks'));
        const contact = isKnown || name === undefined || mail === undefined ? null : { name, mail };
        return answered(await askForHelp(tx, actor, { project: project.id, wish, contact }, now), asId);
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/help',
    operationId: 'listHelpRequests',
    summary: 'Requests for help with a roadmap that wait, the oldest first; or the closed ones',
    permission: care.seeHelp,
    action: null,
    query: z.object({ show: z.enum(['waiting', 'closed']).catch('waiting').default('waiting') }),
    response: z.object({ requests: z.array(requestShape) }),
    answer: async ({ tx, query }) => json({ requests: (await helpRequests(tx, query)).map(requestJson) }),
  }),
  onRequest(
    'takeHelp',
    'taking',
    'Say who sees to a request',
    'take-help',
    care.takeHelp,
    takeHelpInput,
    (at, { owner }) => {
      const person = readId<'person'>(owner);
      return person === null
        ? refuse('no-such-owner' as const)
        : takeHelp(at.tx, at.actor, { request: at.request, owner: person }, at.now);
    },
  ),
  onRequest(
    'noteHelp',
    'notes',
    'Add a note to a request',
    'note-help',
    care.noteHelp,
    noteHelpInput,
    (at, { words }) => noteHelp(at.tx, at.actor, { request: at.request, words }, at.now),
  ),
  onRequest(
    'closeHelp',
    'answer',
    'Close a request as helped or not now, with words',
    'close-help',
    care.closeHelp,
    closeHelpInput,
    (at, answer) => closeHelp(at.tx, at.actor, { request: at.request, ...answer }, at.now),
  ),
  apiRoute({
    method: 'DELETE',
    path: '/help/:request/contact',
    operationId: 'forgetHelp',
    summary: 'Erase the name and address of who asked',
    permission: care.forgetHelp,
    action: 'forget-help',
    response: nothing,
    answer: async ({ tx, actor, params, now }) => {
      const request = readId<'help request'>(params['request'] ?? '');
      if (request === null) return no(refuse('no-such-request'));
      return answered(await forgetHelp(tx, actor, { request }, now), asNothing);
    },
  }),
];

interface AtRequest {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly request: HelpRequestId;
  readonly now: Date;
}

function onRequest<Body extends z.ZodType>(
  operationId: string,
  part: string,
  summary: string,
  action: string,
  permission: ApiRoute['permission'],
  body: Body,
  act: (
    at: AtRequest,
    body: z.output<Body>,
  ) => Promise<Outcome<unknown, ProjectRefusal>> | Outcome<unknown, ProjectRefusal>,
): ApiRoute {
  return apiRoute({
    method: 'POST',
    path: `/help/:request/${part}`,
    operationId,
    summary,
    permission,
    action,
    body,
    response: nothing,
    answer: async ({ tx, actor, params, body: sent, now }) => {
      const request = readId<'help request'>(params['request'] ?? '');
      if (request === null) return no(refuse('no-such-request'));
      return answered(await act({ tx, actor, request, now }, sent), asNothing);
    },
  });
}

function requestJson(one: HelpRequest) {
  return {
    id: one.id,
    project: { id: one.project.id, name: one.project.name },
    wish: one.wish,
    askedAs: one.askedAs,
    askedAt: one.asked.at.toISOString(),
    contact: one.contact,
    state: helpState(one),
    owner: one.owner && { person: one.owner.person, name: one.owner.name },
    notes: one.notes.map(({ words, written }) => ({ at: written.at.toISOString(), by: written.byName, words })),
    words: one.answer?.words ?? null,
  };
}

function actJson({
  at,
  byName,
  hat,
}: {
  readonly at: Date;
  readonly byName: string | null;
  readonly hat: string | null;
}) {
  return { at: at.toISOString(), by: byName, hat };
}

async function onProject(
  tx: Tx,
  actor: Actor,
  params: Readonly<Record<string, string>>,
  then: (project: Project & { readonly id: ProjectId }) => Promise<Answer>,
): Promise<Answer> {
  const project = await findProjectFor(tx, actor, params['project'] ?? '');
  return project === null ? no(refuse('no-such-project')) : then(project);
}

function asId(id: string) {
  return { id };
}

function asNothing() {
  return {};
}

function json(body: unknown, status = 200): Answer {
  return { kind: 'json', status, body };
}

function answered<T>(outcome: Outcome<T, ProjectRefusal>, body: (value: T) => unknown): Answer {
  return refused(outcome) ? no(outcome) : json(body(outcome.done));
}

function no(refusal: Refusal<ProjectRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: projectRefusals };
}

/** As the entrance answers bodies that do not fit their schema. */
function malformed(error: z.ZodError): Answer {
  const fields = Object.fromEntries(error.issues.map(({ path, message }) => [path.join('.') || 'value', message]));
  return json({ error: { code: 'malformed', message: Object.values(fields).join(' '), because: fields } }, 422);
}
