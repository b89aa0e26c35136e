/** The survey's part of `/api/v1`. */
import { z } from 'zod';
import { readId, type ProjectId, type RoundId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../outside/database/index.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import type { Actor } from '../../kernel/actor.ts';
import { compareRounds } from './actions/compare-rounds.ts';
import { correctAnswer } from './actions/correct-answer.ts';
import { publishRound } from './actions/publish-round.ts';
import { resumeRound } from './actions/resume-round.ts';
import { retryProject } from './actions/retry-project.ts';
import { startRound } from './actions/start-round.ts';
import { stopRound } from './actions/stop-round.ts';
import { withdrawCorrection } from './actions/withdraw-correction.ts';
import { withdrawRound } from './actions/withdraw-round.ts';
import { QUESTIONS } from './compare-rules.ts';
import { correctAnswerInput, startRoundInput, stopRoundInput, withdrawRoundInput } from './inputs.ts';
import { comparisonJson } from './pages/compare-exports.ts';
import {
  canRead,
  canReadProject,
  mayCorrectAnswer,
  mayPublishRound,
  mayReadRound,
  mayStartRound,
  maySteerRound,
  seesLeftOut,
  seesUnpublished,
} from './rules.ts';
import { roundById } from './store/rounds.ts';
import { projectInRound, roundProgress, roundSummaries, roundView } from './store/views.ts';
import {
  surveyRefusals,
  toContract,
  type Correction,
  type Round,
  type SurveyRefusal,
  type VerdictCount,
} from './types.ts';

const verdict = z.enum(['none', 'outdated', 'incomplete', 'good', 'unknown']);
const kind = z.enum(['none', 'technical', 'nontechnical', 'both']);
const day = z.string().meta({ format: 'date' });
const moment = z.string().meta({ format: 'date-time' });
const sharesOf = z.object({ none: z.int(), outdated: z.int(), incomplete: z.int(), good: z.int(), unknown: z.int() });
const evidence = z.object({
  repository: z.string(),
  path: z.string(),
  lines: z.tuple([z.int(), z.int()]).nullable(),
  commit: z.string(),
});

const roundShape = z
  .object({
    id: z.uuid(),
    title: z.string(),
    asOf: day,
    note: z.string(),
    example: z.boolean(),
    startedAt: moment,
    state: z.enum(['running', 'stopping', 'stopped', 'finished']),
    finishedAt: moment.nullable(),
    published: moment.nullable(),
    runs: z.record(z.string(), z.int()).meta({ description: 'How many projects are in each state, and in total.' }),
  })
  .meta({ id: 'Round' });

const rowShape = z
  .object({
    project: z.uuid(),
    name: z.string(),
    state: z.enum(['waiting', 'running', 'read', 'not-reached', 'stopped']),
    verdict: verdict.nullable(),
    corrected: z.boolean(),
    kind,
    reason: z.string(),
    lastChange: day.nullable(),
    problem: z.string().nullable(),
    before: verdict.nullable(),
  })
  .meta({ id: 'RoundRow' });

const answerShape = z.object({
  answer: z.enum(['yes', 'partly', 'no', 'unknown']),
  reasons: z.array(z.string()),
  evidence: z.array(evidence),
});

const correctionShape = z
  .object({
    id: z.uuid(),
    key: z.string(),
    answer: z.string(),
    reason: z.string(),
    link: z.string().nullable(),
    at: moment,
    forProject: z.boolean(),
    withdrawnAt: moment.nullable(),
  })
  .meta({ id: 'Correction' });

const projectShape = z
  .object({
    name: z.string(),
    asOf: day,
    roadmap: z.object({
      kind,
      state: z.enum(['good', 'outdated', 'incomplete']).nullable(),
      reasons: z.array(z.string()),
      linked: z.array(z.string()),
    }),
    documents: z.array(evidence.extend({ kind: z.string() })),
    standards: z.record(z.string(), answerShape),
    corrections: z.array(correctionShape),
  })
  .meta({ id: 'SurveyedProject' });

const namedRound = z.object({ id: z.uuid(), title: z.string(), asOf: day });
const twoShares = z.object({ from: sharesOf, to: sharesOf });
const oneSide = z.object({ verdict, kind }).nullable();
const oneAnswer = z.object({
  answer: z.string(),
  corrected: z.boolean(),
  reason: z.string(),
  evidence: evidence.nullable(),
});
const comparisonShape = z
  .object({
    from: namedRound.meta({ description: 'The round that looks back to the earlier day.' }),
    to: namedRound,
    shares: twoShares,
    sharesOfBoth: twoShares
      .extend({ projects: z.int() })
      .meta({ description: 'Of the projects that both rounds read.' }),
    standings: z.record(z.enum(['changed', 'same', 'new', 'gone', 'unread']), z.int()),
    changed: z.record(z.enum(QUESTIONS), z.int()).meta({ description: 'How many projects have another answer.' }),
    projects: z.array(
      z.object({
        project: z.uuid(),
        name: z.string(),
        standing: z.enum(['changed', 'same', 'new', 'gone', 'unread']),
        from: oneSide,
        to: oneSide,
        changes: z.array(z.object({ question: z.enum(QUESTIONS), from: oneAnswer, to: oneAnswer })),
      }),
    ),
    trend: z.array(namedRound.extend({ shares: sharesOf })),
  })
  .meta({ id: 'RoundsCompared' });

const started = z.object({ round: z.uuid() });
const nothing = z.object({});

export const api: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/rounds',
    operationId: 'listRounds',
    summary: 'Rounds, newest day first, with the count of each verdict; without a session, the published ones',
    permission: mayReadRound,
    action: null,
    response: z.object({ rounds: z.array(roundShape.extend({ shares: sharesOf })) }),
    answer: async ({ tx, actor }) => {
      const rounds = await roundSummaries(tx, !seesUnpublished(actor));
      return json({ rounds: rounds.map(({ round, shares }) => ({ ...roundJson(round), shares })) });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/rounds',
    operationId: 'startRound',
    summary: 'Start a round over all projects or those named, as of a day',
    permission: mayStartRound,
    action: 'start-round',
    body: z.object({
      title: z.string().optional(),
      asOf: z.string().optional(),
      note: z.string().optional(),
      projects: z.union([z.literal('all'), z.array(z.string())]),
    }),
    response: started,
    answer: async ({ tx, actor, body, now }) => {
      const parsed = startRoundInput(now).safeParse(body);
      if (!parsed.success) return malformed(parsed.error);
      return answered(await startRound(tx, actor, parsed.data, now), (round) => ({ round }), 201);
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/rounds/:round',
    operationId: 'getRound',
    summary: 'One round: its shares and a row for each project',
    permission: mayReadRound,
    action: null,
    response: roundShape.extend({ shares: sharesOf, projects: z.array(rowShape) }),
    answer: async ({ tx, actor, params }) => {
      const round = await readable(tx, actor, params['round']);
      if (round === null) return refusal(refuse('round-not-found'));
      const { rows, shares } = await roundView(tx, round, !seesUnpublished(actor), seesLeftOut(actor));
      return json({
        ...roundJson(round),
        shares: shares satisfies VerdictCount,
        projects: rows.map(
          ({ project, name, state, verdict: found, corrected, kind: sort, reason, lastChange, problem, before }) => ({
            project,
            name,
            state,
            verdict: found,
            corrected,
            kind: sort,
            reason,
            lastChange,
            problem,
            before,
          }),
        ),
      });
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/rounds/:round/comparison/:other',
    operationId: 'compareRounds',
    summary:
      'Two rounds side by side: every answer that differs with both sources, and the shares of all rounds of the portfolio',
    permission: mayReadRound,
    action: 'compare-rounds',
    response: comparisonShape,
    answer: async ({ tx, actor, params, now }) => {
      const [to, from] = [readId<'round'>(params['round'] ?? ''), readId<'round'>(params['other'] ?? '')];
      if (from === null || to === null) return refusal(refuse('round-not-found'));
      return answered(await compareRounds(tx, actor, { from, to }, now), comparisonJson, 200);
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/rounds/:round/progress',
    operationId: 'getRoundProgress',
    summary: 'How far a round is: the state of each project, and what is being read now',
    permission: mayReadRound,
    action: null,
    response: z.object({
      state: roundShape.shape.state,
      runs: z.array(
        z.object({
          project: z.uuid(),
          name: z.string(),
          state: z.string(),
          doing: z.string(),
          attempts: z.int(),
          problem: z.string().nullable(),
        }),
      ),
    }),
    answer: async ({ tx, actor, params }) => {
      const round = await readable(tx, actor, params['round']);
      if (round === null) return refusal(refuse('round-not-found'));
      const { runs } = await roundProgress(tx, round, seesLeftOut(actor));
      return json({
        state: round.state,
        runs: runs.map(({ project, name, state, doing, attempts, problem }) => ({
          project,
          name,
          state,
          doing,
          attempts,
          problem,
        })),
      });
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/rounds/:round/projects/:project',
    operationId: 'getSurveyedProject',
    summary: 'Everything a round says about one project, with the evidence for every answer',
    permission: mayReadRound,
    action: null,
    response: projectShape,
    answer: async ({ tx, actor, params }) => {
      const place = placeOf(params);
      const round = place === null ? null : await roundById(tx, place.round);
      if (place === null || round === null || !canReadProject(actor, round, place.project))
        return refusal(refuse('project-not-in-round'));
      const found = await projectInRound(tx, round, place.project, seesLeftOut(actor));
      if (found === null) return refusal(refuse('project-not-in-round'));
      return json({ ...toContract(found.result.report), corrections: found.corrections.map(correctionJson) });
    },
  }),
  steer(
    'stopRound',
    '/rounds/:round/stop',
    'Stop a round after what is being read, or at once',
    'stop-round',
    stopRoundInput,
    (tx, actor, round, body, now) => stopRound(tx, actor, { round, manner: body.manner }, now),
  ),
  steer(
    'resumeRound',
    '/rounds/:round/resume',
    'Take up a stopped round',
    'resume-round',
    nothing,
    (tx, actor, round, _body, now) => resumeRound(tx, actor, { round }, now),
  ),
  steer(
    'publishRound',
    '/rounds/:round/publish',
    'Show a finished round to the public',
    'publish-round',
    nothing,
    (tx, actor, round, _body, now) => publishRound(tx, actor, { round }, now),
    mayPublishRound,
  ),
  steer(
    'withdrawRound',
    '/rounds/:round/withdraw',
    'Take a published round back',
    'withdraw-round',
    withdrawRoundInput,
    (tx, actor, round, body, now) => withdrawRound(tx, actor, { round, reason: body.reason }, now),
    mayPublishRound,
  ),
  apiRoute({
    method: 'POST',
    path: '/rounds/:round/projects/:project/retry',
    operationId: 'retryProject',
    summary: 'Read a project again that could not be reached',
    permission: maySteerRound,
    action: 'retry-project',
    body: nothing,
    response: started,
    answer: async ({ tx, actor, params, now }) => {
      const place = placeOf(params);
      if (place === null) return refusal(refuse('project-not-in-round'));
      return answered(await retryProject(tx, actor, place, now), (round) => ({ round }), 202);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/rounds/:round/projects/:project/corrections',
    operationId: 'correctAnswer',
    summary: 'Put a person’s answer, with a reason, beside what was read',
    permission: mayCorrectAnswer,
    action: 'correct-answer',
    body: z.object({ key: z.string(), answer: z.string(), reason: z.string(), link: z.string().optional() }),
    response: z.object({ correction: z.uuid() }),
    answer: async ({ tx, actor, params, body, now }) => {
      const place = placeOf(params);
      if (place === null) return refusal(refuse('project-not-in-round'));
      const parsed = correctAnswerInput.safeParse(body);
      if (!parsed.success) return malformed(parsed.error);
      return answered(
        await correctAnswer(tx, actor, { ...parsed.data, ...place }, now),
        (correction) => ({ correction }),
        201,
      );
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/rounds/:round/projects/:project/corrections/:correction',
    operationId: 'withdrawCorrection',
    summary: 'Take a correction back; it stays on record',
    permission: mayCorrectAnswer,
    action: 'withdraw-correction',
    response: z.object({ correction: z.uuid() }),
    answer: async ({ tx, actor, params, now }) => {
      const place = placeOf(params);
      const correction = readId<'correction'>(params['correction'] ?? '');
      if (place === null || correction === null) return refusal(refuse('correction-not-found'));
      return answered(await withdrawCorrection(tx, actor, { ...place, correction }, now), () => ({ correction }), 200);
    },
  }),
];

/** The verbs that take a round and answer with it. */
function steer<Body extends z.ZodType>(
  operationId: string,
  path: string,
  summary: string,
  action: string,
  body: Body,
  act: (
    tx: Tx,
    actor: Actor,
    round: RoundId,
    body: z.output<Body>,
    now: Date,
  ) => Promise<Outcome<RoundId, SurveyRefusal>>,
  permission = maySteerRound,
): ApiRoute {
  return apiRoute({
    method: 'POST',
    path,
    operationId,
    summary,
    permission,
    action,
    body,
    response: started,
    answer: async ({ tx, actor, params, body: given, now }) => {
      const round = readId<'round'>(params['round'] ?? '');
      if (round === null) return refusal(refuse('round-not-found'));
      return answered(await act(tx, actor, round, given, now), (id) => ({ round: id }), 200);
    },
  });
}

async function readable(tx: Tx, actor: Actor, text: string | undefined): Promise<Round | null> {
  const id = readId<'round'>(text ?? '');
  const round = id === null ? null : await roundById(tx, id);
  return round !== null && canRead(actor, round) ? round : null;
}

function placeOf(params: Readonly<Record<string, string>>): { round: RoundId; project: ProjectId } | null {
  const round = readId<'round'>(params['round'] ?? '');
  const project = readId<'project'>(params['project'] ?? '');
  return round === null || project === null ? null : { round, project };
}

function roundJson({ id, title, asOf, note, example, startedAt, state, finishedAt, published, runs }: Round) {
  return {
    id,
    title,
    asOf,
    note,
    example,
    startedAt: startedAt.toISOString(),
    state,
    finishedAt: finishedAt?.toISOString() ?? null,
    published: published?.toISOString() ?? null,
    runs,
  };
}

function correctionJson({ id, key, answer, reason, link, at, forProject, withdrawnAt }: Correction) {
  return {
    id,
    key,
    answer,
    reason,
    link,
    at: at.toISOString(),
    forProject,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  };
}

function json(body: unknown, status = 200): Answer {
  return { kind: 'json', status, body };
}

function answered<T>(outcome: Outcome<T, SurveyRefusal>, body: (value: T) => unknown, status: number): Answer {
  return refused(outcome) ? refusal(outcome) : json(body(outcome.done), status);
}

function refusal(value: Refusal<SurveyRefusal>): Answer {
  return { kind: 'refusal', refusal: value, sheet: surveyRefusals };
}

/** As the entrance answers bodies that do not fit their schema. */
function malformed(error: z.ZodError): Answer {
  const fields = Object.fromEntries(error.issues.map(({ path, message }) => [path.join('.') || 'body', message]));
  return json({ error: { code: 'malformed', message: Object.values(fields).join(' '), because: fields } }, 422);
}
