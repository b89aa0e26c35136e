/** The survey's pages: parse, call one action, answer as HTML. */
import type { VNode } from 'preact';
import type { Actor } from '../../kernel/actor.ts';
import { readId, type CorrectionId, type ProjectId, type RoundId } from '../../kernel/ids.ts';
import { holds } from '../../kernel/permission.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import type { Tx } from '../../outside/database/index.ts';
import { fieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, StreamRoute, WebRequest } from '../../outside/http/route.ts';
import { comparableRounds, compareRounds, newestPair } from './actions/compare-rounds.ts';
import { correctAnswer } from './actions/correct-answer.ts';
import { publishRound } from './actions/publish-round.ts';
import { resumeRound } from './actions/resume-round.ts';
import { retryProject } from './actions/retry-project.ts';
import { startRound } from './actions/start-round.ts';
import { stopRound } from './actions/stop-round.ts';
import { withdrawCorrection } from './actions/withdraw-correction.ts';
import { withdrawRound } from './actions/withdraw-round.ts';
import { correctAnswerInput, startRoundInput, stopRoundInput, withdrawRoundInput } from './inputs.ts';
import { exportComparison } from './pages/compare-exports.ts';
import { ChooseRoundsPage, ComparePage } from './pages/compare-page.tsx';
import { changeRows, readChangeQuery, shownChanges } from './pages/compare-table.ts';
import { CorrectPage } from './pages/correct-page.tsx';
import { EXPORT_FORMATS, exportRound, type ExportFormat } from './pages/exports.ts';
import { ProgressPage, progressState } from './pages/progress-page.tsx';
import { RoundProjectPage } from './pages/project-page.tsx';
import { RoundPage } from './pages/round-page.tsx';
import { RoundsPage } from './pages/rounds-page.tsx';
import { StartRoundPage } from './pages/start-page.tsx';
import { readRowQuery, shownRows } from './pages/table.ts';
import { WithdrawPage } from './pages/withdraw-page.tsx';
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
  speaksFor,
} from './rules.ts';
import { roundById } from './store/rounds.ts';
import {
  choosableProjects,
  projectInRound,
  roundForExport,
  roundProgress,
  roundSummaries,
  roundView,
  type ProjectInRound,
} from './store/views.ts';
import { CORRECTABLE, surveyRefusals, type CorrectableKey, type Round, type SurveyRefusal } from './types.ts';

export const routes: readonly PageRoute[] = [
  { method: 'GET', path: urls.rounds.pattern, permission: mayReadRound, action: null, answer: showRounds },
  { method: 'GET', path: urls.startRound.pattern, permission: mayStartRound, action: null, answer: askRound },
  {
    method: 'POST',
    path: urls.startRound.pattern,
    permission: mayStartRound,
    action: 'start-round',
    answer: postRound,
  },
  {
    method: 'GET',
    path: urls.compareRounds.pattern,
    permission: mayReadRound,
    action: 'compare-rounds',
    answer: showComparison,
  },
  {
    method: 'GET',
    path: urls.compareExport.pattern,
    permission: mayReadRound,
    action: 'compare-rounds',
    answer: sendComparison,
  },
  { method: 'GET', path: urls.round.pattern, permission: mayReadRound, action: null, answer: showRound },
  { method: 'POST', path: urls.roundCancel.pattern, permission: maySteerRound, action: 'stop-round', answer: postStop },
  {
    method: 'POST',
    path: urls.roundResume.pattern,
    permission: maySteerRound,
    action: 'resume-round',
    answer: postResume,
  },
  {
    method: 'POST',
    path: urls.roundRetry.pattern,
    permission: maySteerRound,
    action: 'retry-project',
    answer: postRetry,
  },
  {
    method: 'POST',
    path: urls.roundPublish.pattern,
    permission: mayPublishRound,
    action: 'publish-round',
    answer: postPublish,
  },
  { method: 'GET', path: urls.roundWithdraw.pattern, permission: mayPublishRound, action: null, answer: askWithdraw },
  {
    method: 'POST',
    path: urls.roundWithdraw.pattern,
    permission: mayPublishRound,
    action: 'withdraw-round',
    answer: postWithdraw,
  },
  { method: 'GET', path: urls.roundExport.pattern, permission: mayReadRound, action: null, answer: sendExport },
  { method: 'GET', path: urls.roundProject.pattern, permission: mayReadRound, action: null, answer: showProject },
  {
    method: 'GET',
    path: urls.correctAnswer.pattern,
    permission: mayCorrectAnswer,
    action: null,
    answer: askCorrection,
  },
  {
    method: 'POST',
    path: urls.correctAnswer.pattern,
    permission: mayCorrectAnswer,
    action: 'correct-answer',
    answer: postCorrection,
  },
  {
    method: 'POST',
    path: urls.withdrawCorrection.pattern,
    permission: mayCorrectAnswer,
    action: 'withdraw-correction',
    answer: postWithdrawCorrection,
  },
];

export const streams: readonly StreamRoute[] = [
  {
    path: urls.roundStream.pattern,
    permission: mayReadRound,
    watch: (request, db) =>
      db.read(async (tx) => {
        const round = await readableRound(tx, request.actor, request.params['round']);
        if (round === null) return null;
        const state = await progressOf(tx, request.actor, round, request.now);
        return { state, last: state.endedAt !== null };
      }),
  },
];

async function showRounds(request: WebRequest): Promise<Answer> {
  const signedIn = seesUnpublished(request.actor);
  const rounds = await roundSummaries(request.tx, !signedIn);
  return page('Survey', RoundsPage({ rounds, mayStart: holds(request.actor, mayStartRound), signedIn }));
}

async function askRound(request: WebRequest): Promise<Answer> {
  const projects = await choosableProjects(request.tx);
  const values = { asOf: request.now.toISOString().slice(0, 10), which: 'all' };
  return page('Start a round', StartRoundPage({ projects, values, errors: {} }));
}

async function postRound(request: WebRequest): Promise<Answer> {
  const { form } = request;
  const parsed = startRoundInput(request.now).safeParse({
    title: form.get('title') ?? '',
    note: form.get('note') ?? '',
    ...((form.get('asOf') ?? '') === '' ? {} : { asOf: form.get('asOf') }),
    projects: form.get('which') === 'some' ? form.getAll('project') : 'all',
  });
  const again = async (errors: Readonly<Record<string, string>>, refusal?: Refusal<SurveyRefusal>): Promise<Answer> => {
    const projects = await choosableProjects(request.tx);
    const body = StartRoundPage({ projects, values: form, errors });
    return refusal === undefined
      ? { ...page('Start a round', body), status: 422 }
      : { ...page('Start a round', body), refused: { refusal, sheet: surveyRefusals } };
  };
  if (!parsed.success) return again(fieldErrors(parsed.error));
  const outcome = await startRound(request.tx, request.actor, parsed.data, request.now);
  if (!refused(outcome)) return goTo(urls.round({ round: outcome.done }));
  const field =
    outcome.refused === 'as-of-in-future' ? 'asOf' : outcome.refused === 'no-projects-chosen' ? 'project' : 'form';
  return again({ [field]: surveyRefusals[outcome.refused].say(outcome.because) }, outcome);
}

async function showRound(request: WebRequest): Promise<Answer> {
  const round = await readableRound(request.tx, request.actor, request.params['round']);
  if (round === null) return notFound();
  const { actor, now, tx } = request;
  if (round.state === 'running' || round.state === 'stopping') {
    const { startedBy } = await roundProgress(tx, round, seesLeftOut(actor));
    const state = await progressOf(tx, actor, round, now);
    return {
      ...page(
        `Reading: ${round.title}`,
        ProgressPage({ round, state, now, startedBy, maySteer: holds(actor, maySteerRound) }),
      ),
      islands: ['progress'],
      refreshSeconds: 3,
    };
  }
  const query = readRowQuery(request.query);
  const loaded = await roundView(tx, round, !seesUnpublished(actor), seesLeftOut(actor));
  return {
    ...page(
      round.title,
      RoundPage({
        round,
        query,
        shares: loaded.shares,
        before: loaded.before,
        nonTechnical: loaded.nonTechnical,
        unnamed: loaded.unnamed,
        shown: shownRows(loaded.rows, query),
        may: {
          publish: holds(actor, mayPublishRound),
          steer: holds(actor, maySteerRound),
        },
      }),
    ),
    islands: ['filters'],
  };
}

/** Without rounds in the address the newest two that this reader may see. */
async function showComparison(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  const rounds = await comparableRounds(tx, actor);
  const asked = request.query.has('from') || request.query.has('to') ? pairIn(request) : await newestPair(tx, actor);
  const title = 'Rounds compared';
  if (asked === null) {
    const chosen = { from: request.query.get('from') ?? '', to: request.query.get('to') ?? '' };
    return { ...page(title, ChooseRoundsPage({ rounds, chosen, problem: null })), islands: ['filters'] };
  }
  const [from, to] = asked;
  const outcome = await compareRounds(tx, actor, { from, to }, now);
  if (refused(outcome)) {
    if (outcome.refused === 'round-not-found') return refusal(outcome);
    const problem = surveyRefusals[outcome.refused].say(outcome.because);
    const body = ChooseRoundsPage({ rounds, chosen: { from, to }, problem });
    return { ...page(title, body), islands: ['filters'], refused: { refusal: outcome, sheet: surveyRefusals } };
  }
  const query = readChangeQuery(request.query);
  const shown = shownChanges(changeRows(outcome.done.comparison.projects), query);
  return {
    ...page(
      `${outcome.done.from.title} and ${outcome.done.to.title}`,
      ComparePage({ ...outcome.done, rounds, query, shown }),
    ),
    islands: ['filters'],
  };
}

async function sendComparison(request: WebRequest): Promise<Answer> {
  const asked = pairIn(request);
  if (asked === null) return notFound();
  const format = request.params['format'] ?? '';
  if (!isFormat(format)) return refusal(refuse('unknown-format', { format }));
  const [from, to] = asked;
  const outcome = await compareRounds(request.tx, request.actor, { from, to }, request.now);
  if (refused(outcome)) return refusal(outcome);
  return { kind: 'file', ...exportComparison(format, { ...outcome.done, baseUrl: request.baseUrl }) };
}

/** The two rounds of the address, or null where one is missing or no id. */
function pairIn({ query }: WebRequest): readonly [RoundId, RoundId] | null {
  const [from, to] = ['from', 'to'].map((name) => readId<'round'>(query.get(name) ?? ''));
  return from == null || to == null ? null : [from, to];
}

async function postStop(request: WebRequest): Promise<Answer> {
  const round = roundIdOf(request);
  if (round === null) return notFound();
  const { manner } = stopRoundInput
    .catch({ manner: 'after-current' })
    .parse({ manner: request.form.get('manner') ?? undefined });
  return steered(await stopRound(request.tx, request.actor, { round, manner }, request.now));
}

async function postResume(request: WebRequest): Promise<Answer> {
  const round = roundIdOf(request);
  if (round === null) return notFound();
  return steered(await resumeRound(request.tx, request.actor, { round }, request.now));
}

async function postRetry(request: WebRequest): Promise<Answer> {
  const round = roundIdOf(request);
  const project = projectIdOf(request);
  if (round === null || project === null) return notFound();
  return steered(await retryProject(request.tx, request.actor, { round, project }, request.now));
}

async function postPublish(request: WebRequest): Promise<Answer> {
  const round = roundIdOf(request);
  if (round === null) return notFound();
  return steered(await publishRound(request.tx, request.actor, { round }, request.now));
}

async function askWithdraw(request: WebRequest): Promise<Answer> {
  const round = await readableRound(request.tx, request.actor, request.params['round']);
  if (round === null) return notFound();
  return page('Withdraw', WithdrawPage({ round, values: {}, errors: {} }));
}

async function postWithdraw(request: WebRequest): Promise<Answer> {
  const round = await readableRound(request.tx, request.actor, request.params['round']);
  if (round === null) return notFound();
  const parsed = withdrawRoundInput.safeParse({ reason: request.form.get('reason') ?? '' });
  if (!parsed.success) {
    const body = WithdrawPage({ round, values: request.form, errors: fieldErrors(parsed.error) });
    return { ...page('Withdraw', body), status: 422 };
  }
  return steered(await withdrawRound(request.tx, request.actor, { round: round.id, ...parsed.data }, request.now));
}

async function sendExport(request: WebRequest): Promise<Answer> {
  const round = await readableRound(request.tx, request.actor, request.params['round']);
  if (round === null) return notFound();
  const format = request.params['format'] ?? '';
  if (!isFormat(format)) return refusal(refuse('unknown-format', { format }));
  const all = await roundForExport(request.tx, round, !seesUnpublished(request.actor), seesLeftOut(request.actor));
  return { kind: 'file', ...exportRound(format, { ...all, baseUrl: request.baseUrl }) };
}

async function showProject(request: WebRequest): Promise<Answer> {
  const found = await readableProject(request);
  if (found === null) return notFound();
  const mayCorrect = holds(request.actor, mayCorrectAnswer, projectIdOf(request));
  return page(
    found.project.name,
    RoundProjectPage({ ...found, mayCorrect, seesRound: canRead(request.actor, found.round) }),
  );
}

async function askCorrection(request: WebRequest): Promise<Answer> {
  return correctionForm(request, { values: {}, errors: {} });
}

async function postCorrection(request: WebRequest): Promise<Answer> {
  const round = roundIdOf(request);
  const project = projectIdOf(request);
  if (round === null || project === null) return notFound();
  const { form } = request;
  const parsed = correctAnswerInput.safeParse({
    key: request.params['key'],
    answer: form.get('answer') ?? '',
    reason: form.get('reason') ?? '',
    link: form.get('link') ?? '',
  });
  if (!parsed.success) {
    return correctionForm(request, { values: form, errors: fieldErrors(parsed.error), status: 422 });
  }
  const outcome = await correctAnswer(request.tx, request.actor, { ...parsed.data, round, project }, request.now);
  return refused(outcome) ? refusal(outcome) : goTo(urls.roundProject({ round, project }));
}

async function correctionForm(
  request: WebRequest,
  shown: {
    readonly values: URLSearchParams | Record<string, string>;
    readonly errors: Readonly<Record<string, string>>;
    readonly status?: number;
  },
): Promise<Answer> {
  const project = projectIdOf(request);
  if (project === null || !holds(request.actor, mayCorrectAnswer, project))
    return refusal(refuse('not-yours-to-correct'));
  const found = await readableProject(request);
  if (found === null) return notFound();
  const key = request.params['key'] ?? '';
  if (!isCorrectable(key)) return refusal(refuse('no-such-answer', { key }));
  const answer = page(
    'Correct an answer',
    CorrectPage({
      round: found.round,
      project: found.project,
      answerKey: key,
      result: found.result,
      forProject: speaksFor(request.actor, project),
      seesRound: canRead(request.actor, found.round),
      values: shown.values,
      errors: shown.errors,
    }),
  );
  return shown.status === undefined ? answer : { ...answer, status: shown.status };
}

async function postWithdrawCorrection(request: WebRequest): Promise<Answer> {
  const round = roundIdOf(request);
  const project = projectIdOf(request);
  const correction = readId<'correction'>(request.params['correction'] ?? '');
  if (round === null || project === null || correction === null) return notFound();
  const outcome = await withdrawCorrection(
    request.tx,
    request.actor,
    { round, project, correction: correction satisfies CorrectionId },
    request.now,
  );
  return refused(outcome) ? refusal(outcome) : goTo(urls.roundProject({ round, project }));
}

async function progressOf(tx: Tx, actor: Actor, round: Round, now: Date) {
  const { runs, results } = await roundProgress(tx, round, seesLeftOut(actor));
  return progressState(round, runs, results, now, holds(actor, maySteerRound));
}

/** Null for rounds that are not there and for those the actor may not read: to strangers both are the same. */
async function readableRound(tx: Tx, actor: Actor, text: string | undefined): Promise<Round | null> {
  const id = readId<'round'>(text ?? '');
  const round = id === null ? null : await roundById(tx, id);
  return round !== null && canRead(actor, round) ? round : null;
}

async function readableProject(request: WebRequest): Promise<ProjectInRound | null> {
  const id = roundIdOf(request);
  const project = projectIdOf(request);
  const round = id === null ? null : await roundById(request.tx, id);
  if (round === null || project === null || !canReadProject(request.actor, round, project)) return null;
  return projectInRound(request.tx, round, project, seesLeftOut(request.actor));
}

function roundIdOf(request: WebRequest): RoundId | null {
  return readId<'round'>(request.params['round'] ?? '');
}

function projectIdOf(request: WebRequest): ProjectId | null {
  return readId<'project'>(request.params['project'] ?? '');
}

function isFormat(text: string): text is ExportFormat {
  return (EXPORT_FORMATS as readonly string[]).includes(text);
}

function isCorrectable(text: string): text is CorrectableKey {
  return (CORRECTABLE as readonly string[]).includes(text);
}

function page(title: string, body: VNode): Extract<Answer, { kind: 'page' }> {
  return { kind: 'page', title, nav: 'survey', body };
}

function goTo(to: string): Answer {
  return { kind: 'redirect', to };
}

function refusal(value: Refusal<SurveyRefusal>): Answer {
  return { kind: 'refusal', refusal: value, sheet: surveyRefusals };
}

function notFound(): Answer {
  return refusal(refuse('round-not-found'));
}

function steered(outcome: { readonly done: RoundId } | Refusal<SurveyRefusal>): Answer {
  return refused(outcome) ? refusal(outcome) : goTo(urls.round({ round: outcome.done }));
}
