import type { VNode } from 'preact';
import type { Instant } from '../../../kernel/dates.ts';
import { showTime } from '../../../kernel/dates.ts';
import { ActionForm, PageHead, Progress, urls, type ProgressState } from '../../../look/index.ts';
import { timeLeft } from '../rules.ts';
import type { RoadmapVerdict, Round, Run } from '../types.ts';

/** A finished run's verdict, for the latest results. */
export interface RunResult {
  readonly verdict: RoadmapVerdict;
  readonly reason: string;
}

const LATEST = 5;

export function ProgressPage({
  round,
  state,
  now,
  startedBy,
  maySteer,
}: {
  readonly round: Round;
  readonly state: ProgressState;
  readonly now: Instant;
  readonly startedBy: string | null;
  readonly maySteer: boolean;
}): VNode {
  const running = round.runs.running;
  return (
    <>
      <PageHead
        title={`Reading ${round.runs.total} ${round.runs.total === 1 ? 'project' : 'projects'}`}
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Survey', to: urls.rounds({}) }, { label: round.title }]}
        actions={maySteer ? <StopButton round={round} running={running} /> : undefined}
      >
        {round.state === 'stopping'
          ? 'Stopping: what is being read now is read to its end, nothing new is begun.'
          : `Started at ${showTime(round.startedAt)}${startedBy === null ? '' : ` by ${startedBy}`}. You may leave this page: the work goes on.`}
      </PageHead>
      <Progress state={state} now={now} stream={urls.roundStream({ round: round.id })} />
    </>
  );
}

function StopButton({ round, running }: { readonly round: Round; readonly running: number }): VNode {
  const again = round.state === 'stopping';
  return (
    <ActionForm
      action={urls.roundCancel({ round: round.id })}
      kind="stop"
      hidden={{ manner: again ? 'at-once' : 'after-current' }}
    >
      {again ? 'Stop at once' : running > 0 ? `Stop after the current ${running === 1 ? 'one' : running}` : 'Stop'}
    </ActionForm>
  );
}

/** What the page and the stream show, from the rows of the moment. */
export function progressState(
  round: Round,
  runs: readonly Run[],
  results: ReadonlyMap<string, RunResult>,
  now: Instant,
  mayRetry: boolean,
): ProgressState {
  const ended = runs.filter((run) => run.finishedAt !== null && (run.state === 'read' || run.state === 'not-reached'));
  const left = round.runs.waiting + round.runs.running;
  const elapsed = now.getTime() - round.startedAt.getTime();
  const remaining = timeLeft(ended.length, left, elapsed);
  const over = round.state === 'finished' || round.state === 'stopped';
  return {
    units: runs.map((run) => ({ name: run.name, state: UNIT_STATES[run.state] })),
    startedAt: round.startedAt.toISOString(),
    expectedAt: remaining === null ? null : new Date(now.getTime() + remaining).toISOString(),
    endedAt: over ? (round.finishedAt ?? now).toISOString() : null,
    now: runs
      .filter((run) => run.state === 'running')
      .map((run) => ({
        name: run.name,
        doing: run.doing === '' ? 'Starting' : run.doing,
        path: null,
        repositories: `${Math.max(1, run.repositoryN)} of ${run.repositoryOf}`,
        since: (run.startedAt ?? now).toISOString(),
      })),
    latest: ended
      .sort((a, b) => (b.finishedAt?.getTime() ?? 0) - (a.finishedAt?.getTime() ?? 0))
      .slice(0, LATEST)
      .map((run) => {
        const result = results.get(run.project) ?? null;
        const reached = run.state === 'read';
        return {
          name: run.name,
          to: reached ? urls.roundProject({ round: round.id, project: run.project }) : null,
          verdict: reached && result !== null ? result.verdict : null,
          problem: reached ? null : 'Not reached',
          reason: reached ? (result?.reason ?? '') : (run.problem ?? ''),
          tookMs: (run.finishedAt?.getTime() ?? 0) - (run.startedAt?.getTime() ?? 0),
          retry: !reached && mayRetry ? urls.roundRetry({ round: round.id, project: run.project }) : null,
        };
      }),
  };
}

const UNIT_STATES = {
  waiting: 'waiting',
  running: 'running',
  read: 'done',
  'not-reached': 'failed',
  stopped: 'stopped',
} as const;
