/**
 * Long work as it goes on. The server renders it from the state of the moment; the island `progress` renders the very
 * same parts again whenever the stream sends a newer state. Without script the page loads itself again.
 */
import type { VNode } from 'preact';
import type { Instant } from '../kernel/dates.ts';
import { showDuration } from '../kernel/dates.ts';
import { count } from '../kernel/text.ts';
import { ActionForm } from './forms.tsx';
import type { Verdict } from './marks.tsx';
import { Attention, VerdictMark } from './marks.tsx';
import type { Fact } from './page.tsx';
import { Facts, Section } from './page.tsx';
import { Table } from './table.tsx';
import { Link, Path } from './text.tsx';

/** What the stream sends and the page shows. Plain JSON; moments are ISO strings so that the browser can count on. */
export interface ProgressState {
  /** One square each, in the order of the portfolio. */
  readonly units: readonly { readonly name: string; readonly state: UnitState }[];
  readonly startedAt: string;
  /** When the rest will be done at the pace so far; null while that is not known. */
  readonly expectedAt: string | null;
  /** Set when nothing more will come: the page then loads itself again. */
  readonly endedAt: string | null;
  readonly now: readonly {
    readonly name: string;
    /** "Following an include in", "Fetching the list of files". */
    readonly doing: string;
    readonly path: string | null;
    /** "2 of 3". */
    readonly repositories: string | null;
    readonly since: string;
  }[];
  /** The latest results, newest first. */
  readonly latest: readonly {
    readonly name: string;
    readonly to: string | null;
    readonly verdict: Verdict | null;
    /** In place of a verdict: "Not reached". */
    readonly problem: string | null;
    readonly reason: string;
    readonly tookMs: number;
    /** Where "Try again" posts to. */
    readonly retry: string | null;
  }[];
}

export type UnitState = 'done' | 'failed' | 'running' | 'waiting' | 'stopped';

const UNIT_WORDS: Readonly<Record<UnitState, string>> = {
  done: 'Read',
  running: 'Running',
  failed: 'Not reached',
  waiting: 'Waiting',
  stopped: 'Stopped',
};

export interface ProgressProps {
  readonly state: ProgressState;
  readonly now: Instant;
}

/** The whole of it, followed live when `stream` names an address of server-sent events that carry a `ProgressState`. */
export function Progress({ state, now, stream }: ProgressProps & { readonly stream: string | null }): VNode {
  return (
    <div data-progress={state.endedAt === null ? (stream ?? undefined) : undefined} data-now={now.toISOString()}>
      <ProgressParts state={state} now={now} />
    </div>
  );
}

/** What the island renders again. */
export function ProgressParts({ state, now }: ProgressProps): VNode {
  const many = state.units.length;
  const by = (wanted: UnitState) => state.units.filter((unit) => unit.state === wanted);
  const failed = by('failed').length;
  const read = by('done').length + failed;
  return (
    <>
      <Facts items={factsOf(state, now)} />
      <Section head="Progress" note="One square a project, in the order of the portfolio.">
        <div
          role="progressbar"
          aria-valuemin={0}
          aria-valuemax={many}
          aria-valuenow={read}
          aria-valuetext={`${read} of ${many}`}
          aria-label="Projects read"
        >
          <div class="units">
            {state.units.map((unit) => (
              <Square state={unit.state} name={unit.name} />
            ))}
          </div>
        </div>
        <ul class="key">
          {(['done', 'running', 'failed', 'waiting', 'stopped'] as const)
            .filter((wanted) => ['done', 'running', 'waiting'].includes(wanted) || by(wanted).length > 0)
            .map((wanted) => (
              <li>
                <Square state={wanted} name={null} />
                {UNIT_WORDS[wanted]}
              </li>
            ))}
        </ul>
      </Section>
      {state.endedAt === null && (
        <Section head="Now">
          <Table
            caption="Projects being read"
            hideCaption
            dense
            rows={state.now}
            empty="Nothing at this moment: the next project waits for a free worker."
            columns={[
              { head: 'Project', rowHead: true, cell: (row) => row.name },
              {
                head: 'Doing',
                cell: (row) => (
                  <>
                    {row.doing}
                    {row.path !== null && (
                      <>
                        {' '}
                        <Path path={row.path} />
                      </>
                    )}
                  </>
                ),
              },
              { head: 'Repositories', kind: 'number', cell: (row) => row.repositories },
              { head: 'Since', kind: 'number', cell: (row) => showDuration(now.getTime() - Date.parse(row.since)) },
            ]}
          />
        </Section>
      )}
      <Section head="So far" note="Provisional until the round is closed.">
        <Table
          number="Table 1."
          caption={read === 0 ? 'Results' : `Latest ${state.latest.length} of ${count(read, 'result')}`}
          dense
          rows={state.latest}
          empty="No project has been read yet."
          columns={[
            {
              head: 'Project',
              rowHead: true,
              cell: (row) => (row.to === null ? row.name : <Link to={row.to}>{row.name}</Link>),
            },
            {
              head: 'Verdict',
              cell: (row) =>
                row.verdict === null ? (
                  <Attention>{row.problem ?? 'Not reached'}</Attention>
                ) : (
                  <VerdictMark verdict={row.verdict} />
                ),
            },
            {
              head: 'Reason',
              cell: (row) => (
                <>
                  {row.reason}
                  {row.retry !== null && (
                    <>
                      {' '}
                      <ActionForm action={row.retry} kind="plain">
                        Try again
                      </ActionForm>
                    </>
                  )}
                </>
              ),
            },
            { head: 'Took', kind: 'number', cell: (row) => showTook(row.tookMs) },
          ]}
        />
      </Section>
    </>
  );
}

function factsOf(state: ProgressState, now: Instant): readonly Fact[] {
  const many = state.units.length;
  const done = state.units.filter((unit) => unit.state === 'done').length;
  const failed = state.units.filter((unit) => unit.state === 'failed').length;
  const running = state.units.filter((unit) => unit.state === 'running');
  const ended = state.endedAt === null ? null : new Date(state.endedAt);
  const names = running.slice(0, 3).map((unit) => unit.name);
  return [
    {
      label: 'Read',
      value: `${done + failed} of ${many}`,
      note: failed === 0 ? null : `${done} with a verdict, ${failed} not reached`,
    },
    {
      label: 'Running',
      value: String(running.length),
      note: running.length === 0 ? null : `${names.join(', ')}${running.length > names.length ? ' and others' : ''}`,
    },
    {
      label: ended === null ? 'Time so far' : 'Time taken',
      value: showDuration((ended ?? now).getTime() - Date.parse(state.startedAt)),
    },
    leftOf(state, now),
  ];
}

function leftOf(state: ProgressState, now: Instant): Fact {
  if (state.endedAt !== null) return { label: 'Left', value: 'nothing' };
  if (state.expectedAt === null) return { label: 'Left', value: 'not known yet', note: 'after the first results' };
  const left = Date.parse(state.expectedAt) - now.getTime();
  return { label: 'Left', value: left < 1000 ? 'a moment' : `about ${roughly(left)}`, note: 'from the pace so far' };
}

/** An estimate must not look like a measurement: steps of 5 s, then of a minute. */
function roughly(milliseconds: number): string {
  const seconds = Math.max(5, Math.ceil(milliseconds / 5000) * 5);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function showTook(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : showDuration(milliseconds);
}

function Square({ state, name }: { readonly state: UnitState; readonly name: string | null }): VNode {
  return (
    <svg viewBox="0 0 22 22" class={`unit ${state}`} aria-hidden="true" focusable="false">
      {name !== null && <title>{`${name}: ${UNIT_WORDS[state].toLowerCase()}`}</title>}
      <rect x="1" y="1" width="20" height="20" />
      {state === 'failed' && <path d="M6 6l10 10M16 6L6 16" />}
      {state === 'running' && <path d="M1 1h10v20H1z" />}
      {state === 'stopped' && <path d="M1 21L21 1" />}
    </svg>
  );
}
