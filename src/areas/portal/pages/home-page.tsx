import type { VNode } from 'preact';
import { count, inWords } from '../../../kernel/text.ts';
import {
  ActionForm,
  Actions,
  Aside,
  Button,
  DateText,
  Entries,
  EmptyState,
  Example,
  Link,
  Note,
  Numbered,
  Opening,
  PageHead,
  Section,
  SharesFigure,
  urls,
  type ShareRow,
} from '../../../look/index.ts';
import type { FoundOffer } from '../../roadmaps/index.ts';
import type { RoundSummary } from '../../survey/index.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { Starters } from './starters.tsx';
import type { ChangedThing, OwnProject } from '../types.ts';

/** The three rules that every agreement is checked against (domain section 5), in a sentence each. */
export const THREE_RULES = [
  {
    head: 'On the project itself',
    text: 'In its repositories, under its licence. Not a plugin, not a private branch.',
  },
  {
    head: 'Free in how',
    text: 'The funder sets a broad scope. The developers choose what to take up and how to solve it.',
  },
  {
    head: 'No promise that it lands',
    text: 'Best effort, in the open. Maintainers may decline, and the work is paid all the same.',
  },
] as const;

export interface PortalProps {
  readonly workspace: { readonly name: string; readonly example: boolean };
  readonly rounds: readonly RoundSummary[];
  readonly bars: readonly ShareRow[];
  readonly projects: number;
  readonly starters: readonly FoundOffer[];
  readonly offers: number;
}

/** The portal's first page: what this is, the rules, and what the survey found. */
export function PortalHome({ workspace, rounds, bars, projects, starters, offers }: PortalProps): VNode {
  const [latest] = rounds;
  return (
    <>
      <Opening
        lines={['Funders pay for the work.', 'Projects decide', 'what becomes of it.']}
        actions={
          <>
            {offers === 0 ? (
              <Button to={urls.rounds({})} kind="first">
                Read the survey
              </Button>
            ) : (
              <Button to={urls.offers({})} kind="first">
                Read the current offers
              </Button>
            )}
            <Link to={urls.how({})}>How an order comes about</Link>
          </>
        }
        aside={
          <Aside head="Three rules, checked in every agreement">
            <Numbered items={THREE_RULES} />
          </Aside>
        }
      >
        {workspace.name} {workspace.example && <Example />} runs <b>community work orders</b>: agreements under which a
        company, a foundation or a person funds work on an open source project, and the project stays in charge of what
        is merged. Every figure here is kept with the evidence it rests on.
      </Opening>
      {starters.length > 0 && <Starters starters={starters} offers={offers} />}
      {latest === undefined ? (
        <Section head="Do projects say what they need?">
          <EmptyState head="No survey has been published yet">
            The survey reads what projects themselves say about their plans. When a round is published, its figures
            stand here.
          </EmptyState>
        </Section>
      ) : (
        <Section
          head="Do projects say what they need?"
          note={
            <>
              Survey of {count(latest.round.runs.read, 'project')}, read from their repositories.{' '}
              <Link to={urls.round({ round: latest.round.id })}>The survey and its evidence</Link>
            </>
          }
        >
          <SharesFigure
            number="Figure 1."
            caption={`State of the roadmaps. In the round of ${latest.round.title}, ${inWords(latest.shares.good)} of ${count(
              latest.round.runs.read,
              'project',
            )} ${latest.shares.good === 1 ? 'has' : 'have'} one that is current and says enough to act on.`}
            rows={bars}
            noun="projects"
            tableNumber="Table 1."
          />
        </Section>
      )}
      {rounds.length > 0 && (
        <Section head="Published rounds" note={<Link to={urls.rounds({})}>All rounds</Link>}>
          <Entries
            items={rounds.slice(0, 5).map(({ round, shares }) => ({
              when: <DateText at={round.asOf} />,
              title: (
                <Link to={urls.round({ round: round.id })} serif>
                  {round.title}
                </Link>
              ),
              text: `${count(round.runs.read, 'project')}: ${shares.good} good, ${shares.incomplete} incomplete, ${shares.outdated} outdated, ${shares.none} with none found in git.`,
            }))}
          />
        </Section>
      )}
      <Section
        head="Projects"
        note="Communities of their own: they speak for themselves, and may be left out at their wish."
      >
        {projects === 0 ? (
          <Note>No project has been declared yet.</Note>
        ) : (
          <p>
            {count(projects, 'project')} declared, each with its repositories.{' '}
            <Link to={urls.projects({})}>All projects</Link>
          </p>
        )}
      </Section>
    </>
  );
}

/** The first page of an instance that nobody has set up yet. */
export function FirstPage({ mayExplore }: { readonly mayExplore: boolean }): VNode {
  return (
    <EmptyState
      head="This workspace is new"
      isPage
      steps={[
        {
          head: 'Set it up',
          text: 'Open the link that the program printed in its terminal when it started. It names the workspace and its first administrator, and works once.',
        },
        ...(mayExplore
          ? [
              {
                head: 'Or look around first',
                text: 'Example data: forty projects whose repositories are built on this machine and really read, two survey rounds, people in each role, offers and brochures. All of it is invented.',
                action: (
                  <ActionForm action={urls.example({})} kind="first">
                    Explore with example data
                  </ActionForm>
                ),
              },
            ]
          : []),
      ]}
      note="Lost the link? Start the program again: it prints a new one."
    >
      Nobody is signed up here and nothing is stored.{mayExplore && ' Two ways to begin:'}
    </EmptyState>
  );
}

export interface TodayProps {
  readonly name: string;
  readonly running: readonly RoundSummary[];
  readonly waiting: readonly Waiting[];
  readonly changed: readonly ChangedThing[];
  readonly readsJournal: boolean;
  readonly rounds: readonly RoundSummary[];
  readonly projects: number;
  readonly own: readonly OwnProject[];
  readonly mayStart: boolean;
}

/** The signed-in home: what goes on, what waits for the reader, what came last. */
export function TodayPage(props: TodayProps): VNode {
  const { name, running, waiting, rounds, projects, own, mayStart } = props;
  const mine = waiting.filter(({ who }) => who === 'you');
  return (
    <>
      <PageHead
        title="Today"
        actions={
          mayStart && projects > 0 ? (
            <Button to={urls.startRound({})} kind="first">
              Start a round
            </Button>
          ) : undefined
        }
      >
        {greeting(name, running.length, mine.length)}
      </PageHead>
      {running.length > 0 && (
        <Section head="Going on">
          <Entries
            items={running.map(({ round }) => ({
              when: `${round.runs.read + round.runs['not-reached']} of ${round.runs.total}`,
              title: (
                <Link to={urls.round({ round: round.id })} serif>
                  {round.title}
                </Link>
              ),
              text:
                round.runs.running > 0
                  ? `${count(round.runs.running, 'project')} being read now.`
                  : 'Waiting for a free worker.',
            }))}
          />
        </Section>
      )}
      <Section head="Waits for you" note="Things that stand still until you decide.">
        {mine.length === 0 ? (
          <Note>Nothing. {projects === 0 ? '' : 'Everything that was asked of you is done or under way.'}</Note>
        ) : (
          <Numbered slim items={mine.slice(0, MOST_SHOWN).map(asItem)} />
        )}
        <More left={mine.length - MOST_SHOWN} />
      </Section>
      <WaitsForOthers waiting={waiting} />
      <Changed changed={props.changed} readsJournal={props.readsJournal} />
      {own.length > 0 && (
        <Section
          head={own.length === 1 ? 'Your project' : 'Your projects'}
          note="What a round says of it is shown to you before it is published."
        >
          {own.map(({ name: called, slug, label }) => (
            <Actions>
              <Link to={urls.project({ project: slug })} serif>
                {called}
              </Link>
              <Link to={urls.roadmap({ project: slug })}>Its {label.toLowerCase()}</Link>
            </Actions>
          ))}
        </Section>
      )}
      {projects === 0 ? (
        <EmptyState
          head="No project is declared yet"
          actions={
            <Button to={urls.addProject({})} kind="first">
              Add a project
            </Button>
          }
        >
          A project is a declared set of repositories. Add one by its address, or many at once with a portfolio file.
        </EmptyState>
      ) : (
        <Section head="Rounds" note={<Link to={urls.rounds({})}>All rounds</Link>}>
          {rounds.length === 0 ? (
            <Note>None yet. {count(projects, 'project')} can be read.</Note>
          ) : (
            <Entries
              items={rounds.slice(0, 6).map(({ round, shares }) => ({
                when: <DateText at={round.asOf} />,
                title: (
                  <Link to={urls.round({ round: round.id })} serif>
                    {round.title}
                  </Link>
                ),
                text: `${count(round.runs.read, 'project')}: ${shares.good} good, ${shares.incomplete} incomplete, ${shares.outdated} outdated, ${shares.none} none found. ${
                  round.published === null ? 'Not published.' : 'Public.'
                }`,
              }))}
            />
          )}
          <Actions>
            <Link to={urls.projects({})}>{count(projects, 'project')}</Link>
          </Actions>
        </Section>
      )}
    </>
  );
}

const MOST_SHOWN = 12;

function asItem({ sentence, link, action, since }: Waiting) {
  return {
    head: sentence,
    text: (
      <>
        Since <DateText at={since} />
      </>
    ),
    action: <Link to={link}>{action}</Link>,
  };
}

function More({ left }: { readonly left: number }): VNode | null {
  return left > 0 ? <Note>And {count(left, 'more like these', 'more like these')}.</Note> : null;
}

/** Nothing to do for the reader, but good to know whom to ask. */
function WaitsForOthers({ waiting }: { readonly waiting: readonly Waiting[] }): VNode | null {
  const others = waiting.filter(({ who }) => who !== 'you');
  if (others.length === 0) return null;
  return (
    <Section head="Waits for others" note="Their turn, not yours.">
      <Entries
        items={others.slice(0, MOST_SHOWN).map(({ sentence, link, action, since }) => ({
          when: <DateText at={since} />,
          title: sentence,
          text: <Link to={link}>{action}</Link>,
        }))}
      />
      <More left={others.length - MOST_SHOWN} />
    </Section>
  );
}

function Changed({
  changed,
  readsJournal,
}: {
  readonly changed: readonly ChangedThing[];
  readonly readsJournal: boolean;
}): VNode | null {
  if (changed.length === 0 && !readsJournal) return null;
  return (
    <Section
      head="What changed"
      note={readsJournal ? <Link to={urls.journal({})}>The whole journal</Link> : 'In the last thirty days, by others.'}
    >
      {changed.length === 0 ? (
        <Note>Nothing that concerns you in the last thirty days.</Note>
      ) : (
        <Entries
          items={changed.map(({ at, sentence, link }) => ({
            when: <DateText at={at} />,
            title: link === null ? sentence : <Link to={link}>{sentence}</Link>,
          }))}
        />
      )}
    </Section>
  );
}

function greeting(name: string, running: number, waiting: number): string {
  const parts = [
    running > 0 ? `${inWords(running)} ${running === 1 ? 'round is' : 'rounds are'} being read` : '',
    waiting > 0 ? `${inWords(waiting)} ${waiting === 1 ? 'thing waits' : 'things wait'} for you` : '',
  ].filter((part) => part !== '');
  const first = name.split(' ')[0] ?? name;
  return parts.length === 0 ? `Good day, ${first}. Nothing waits.` : `Good day, ${first}: ${parts.join(', and ')}.`;
}
