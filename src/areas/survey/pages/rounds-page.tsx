import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import {
  Attention,
  Button,
  DateText,
  EmptyState,
  Example,
  Link,
  PageHead,
  Section,
  SharesFigure,
  State,
  Table,
  TrendFigure,
  urls,
} from '../../../look/index.ts';
import { rowOf2018, shareRow } from './figures.ts';
import { ROUND_STATE_WORDS } from './words.ts';
import type { Round, VerdictCount } from '../types.ts';

export interface RoundSummary {
  readonly round: Round;
  readonly shares: VerdictCount;
}

/** All rounds, newest first; strangers see the published ones. */
export function RoundsPage({
  rounds,
  mayStart,
  signedIn,
}: {
  readonly rounds: readonly RoundSummary[];
  readonly mayStart: boolean;
  readonly signedIn: boolean;
}): VNode {
  const counted = rounds.filter(({ round }) => round.runs.read > 0);
  const starts = mayStart && rounds.length > 0;
  const compares = counted.filter(({ round }) => round.finishedAt !== null).length > 1;
  const byDay = [...counted].sort((a, b) => a.round.asOf.localeCompare(b.round.asOf));
  const drawn = byDay.length > 3 ? [byDay[0]!, ...byDay.slice(-2)] : byDay;
  return (
    <>
      <PageHead
        title="Do open source projects say what they need?"
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Survey' }]}
        actions={
          starts || compares ? (
            <>
              {compares && <Button to={urls.compareRounds({})}>Compare rounds</Button>}
              {starts && (
                <Button to={urls.startRound({})} kind="first">
                  Start a round
                </Button>
              )}
            </>
          ) : undefined
        }
      >
        Each round reads the roadmaps and community standards of a set of projects from their repositories, as of one
        day, and keeps the lines that every answer rests on.
      </PageHead>
      {rounds.length === 0 && <NoRounds mayStart={mayStart} signedIn={signedIn} />}
      {drawn.length > 0 && (
        <Section
          head="The four verdicts"
          note="“None found” means none found in git. Wikis, forums and boards are not read; where a project points there, the round says so."
        >
          <SharesFigure
            number="Figure 1."
            caption="State of the roadmaps, by round. The first bar is the survey made by hand in 2018 for the projects of one foundation; numbers inside the bars of rounds are counts of projects."
            rows={[rowOf2018(), ...drawn.map(({ round, shares }) => shareRow(round.title, shares))]}
            noun="projects"
            tableNumber="Table 1."
          />
        </Section>
      )}
      {byDay.length > 2 && (
        <Section head="Round by round" note="Each round counts the projects that were read in it.">
          <TrendFigure
            number="Figure 2."
            caption="Number of projects by verdict. All panels share one scale."
            points={byDay.map(({ round }) => round.title)}
            series={[
              { label: 'None found', values: byDay.map(({ shares }) => shares.none) },
              { label: 'Outdated', values: byDay.map(({ shares }) => shares.outdated) },
              { label: 'Incomplete', values: byDay.map(({ shares }) => shares.incomplete) },
              { label: 'Good', values: byDay.map(({ shares }) => shares.good), lead: true },
            ]}
            tableNumber="Table 2."
          />
        </Section>
      )}
      {rounds.length > 0 && (
        <Section head="Rounds" wide>
          <Table
            caption="Survey rounds, by the day they look back to"
            rows={rounds}
            columns={[
              {
                head: 'Round',
                rowHead: true,
                cell: ({ round }) => (
                  <>
                    <Link to={urls.round({ round: round.id })}>{round.title}</Link>
                    <Example when={round.example} />
                  </>
                ),
              },
              { head: 'As of', nowrap: true, cell: ({ round }) => <DateText at={round.asOf} /> },
              {
                head: 'State',
                cell: ({ round }) =>
                  round.runs['not-reached'] > 0 ? (
                    <>
                      {ROUND_STATE_WORDS[round.state]},{' '}
                      <Attention>{count(round.runs['not-reached'], 'project')} not reached</Attention>
                    </>
                  ) : (
                    ROUND_STATE_WORDS[round.state]
                  ),
              },
              { head: 'Projects', kind: 'number', cell: ({ round }) => `${round.runs.read} of ${round.runs.total}` },
              { head: 'None found', kind: 'number', cell: ({ shares }) => shares.none },
              { head: 'Outdated', kind: 'number', cell: ({ shares }) => shares.outdated },
              { head: 'Incomplete', kind: 'number', cell: ({ shares }) => shares.incomplete },
              { head: 'Good', kind: 'number', cell: ({ shares }) => shares.good },
              ...(signedIn
                ? [
                    {
                      head: 'Public',
                      cell: ({ round }: RoundSummary) =>
                        round.published === null ? (
                          <State mark="hollow" tone="off">
                            Not published
                          </State>
                        ) : (
                          <>
                            Since <DateText at={round.published} />
                          </>
                        ),
                    },
                  ]
                : []),
            ]}
          />
        </Section>
      )}
    </>
  );
}

function NoRounds({ mayStart, signedIn }: { readonly mayStart: boolean; readonly signedIn: boolean }): VNode {
  if (!mayStart) {
    return (
      <EmptyState head={signedIn ? 'No round has been started yet' : 'No round has been published yet'}>
        A round reads what projects themselves say about their plans. When one{' '}
        {signedIn ? 'is started' : 'is published'}, its figures and the lines behind them stand here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      head="No round has been read yet"
      steps={[
        {
          head: 'Say which projects',
          text: 'A project is a set of repositories: its code, and often its website and governance.',
          action: <Link to={urls.projects({})}>Add projects</Link>,
        },
        {
          head: 'Choose a day',
          text: 'Today, or an earlier day: the repositories are then read as they stood on it.',
        },
        { head: 'Start', text: 'Forty projects take a few minutes the first time. You may leave the page meanwhile.' },
      ]}
      actions={
        <Button to={urls.startRound({})} kind="first">
          Start a round
        </Button>
      }
    >
      That says nothing about the projects: nobody has looked yet.
    </EmptyState>
  );
}
