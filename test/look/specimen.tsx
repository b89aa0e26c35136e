/**
 * Every part of the look in use, on pages like those in the pictures: looked at by `npm run shots -- --specimen`, checked by
 * specimen.test.tsx. All funders, people and sums are invented; project names are real, what is said of them is illustrative.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { CalendarDate } from '../../src/kernel/dates.ts';
import type { AnswerValue, Assets, DocumentProps, ProgressState, UnitState, Verdict } from '../../src/look/index.ts';
import {
  ActionForm,
  Actions,
  AnswerMark,
  Aside,
  Attention,
  Bullets,
  Button,
  Buttons,
  CheckBox,
  Choice,
  Code,
  CommitLink,
  CopyField,
  DateText,
  EmptyState,
  Entries,
  EvidenceLink,
  Example,
  ExternalLink,
  FactList,
  Facts,
  FieldGroup,
  FileField,
  Filter,
  Fine,
  Form,
  Letter,
  LetterPart,
  Link,
  Note,
  Notice,
  Numbered,
  Opening,
  PageHead,
  Pager,
  Pair,
  Path,
  Progress,
  Quote,
  Section,
  Select,
  SharesFigure,
  State,
  Stepper,
  Table,
  TextArea,
  TextField,
  TimeStrip,
  Timeline,
  TrendFigure,
  VerdictEvidence,
  VerdictMark,
  Why,
  WorkMark,
  renderDocument,
} from '../../src/look/index.ts';

export interface SpecimenPage {
  readonly name: string;
  readonly html: (assets: Assets, theme?: 'light' | 'dark') => string;
}

const today = '2026-11-22' as CalendarDate;
const day = (text: string) => text as CalendarDate;
const at = (text: string) => new Date(text);

interface Around {
  readonly title: string;
  readonly current?: string;
  readonly side?: 'portal' | 'office';
  readonly plain?: boolean;
  readonly islands?: readonly string[];
  readonly refreshSeconds?: number;
  readonly body: ComponentChildren;
}

function page(name: string, around: Around): SpecimenPage {
  const side = around.side ?? 'portal';
  const entries =
    side === 'portal' ? ['Survey', 'Projects', 'How it works'] : ['Today', 'Survey', 'Projects', 'People', 'Outbox'];
  return {
    name,
    html: (assets, theme) => {
      const props: DocumentProps = {
        title: around.title,
        assets,
        side,
        workspace: { name: 'Saltmarsh Labs', isExample: true },
        home: '/',
        nav: entries.map((label) => ({ label, to: `/${label.toLowerCase()}`, current: label === around.current })),
        person: side === 'portal' ? null : { name: 'Ines Marlow', hat: 'technical lead', account: '/account' },
        signIn: '/sign-in',
        signOut: '/sign-out',
        notice:
          'Example workspace: people and sums are invented. Project names are real; what is said of them is illustrative, not their position.',
        asOf: today,
        footer:
          side === 'portal'
            ? [
                {
                  head: 'Read',
                  links: [
                    { label: 'How it works', to: '/how-it-works' },
                    { label: 'The three rules', to: '/how-it-works#rules' },
                  ],
                },
                { head: 'Take away', links: [{ label: 'All answers as CSV or JSON', to: '/survey' }] },
                { head: 'Write to us', links: [{ label: 'With criticism or an idea', to: '/how-it-works#write' }] },
              ]
            : [],
        islands: around.islands ?? [],
        refreshSeconds: around.refreshSeconds ?? null,
        plain: around.plain ?? false,
        theme: theme ?? null,
        children: around.body,
      };
      return renderDocument(props);
    },
  };
}

const numpy = 'https://github.com/numpy/numpy.git';
const commit = '278f85f6dfd4f1dd1e0b8a0e0b8c6a1b2c3d4e5f';

// ---------------------------------------------------------------- the survey's round

interface RoundRow {
  readonly project: string;
  readonly verdict: Verdict;
  readonly kind: string | null;
  readonly reason: string;
  readonly path: string | null;
  readonly lines: readonly [number, number] | null;
  readonly changed: string | null;
  readonly before: Verdict | null;
}

const roundRows: readonly RoundRow[] = [
  row(
    'Blosc',
    'good',
    'Plan towards 4.0 written three months after 3.0.',
    'ROADMAP-TO-4.0.rst',
    [1, 38],
    '2026-07-13',
    null,
  ),
  row(
    'Bokeh',
    'good',
    'Goals added in December 2024; the page itself is a template over them.',
    '_goals/',
    null,
    '2024-12-11',
    'good',
  ),
  row('Cantera', 'none', 'Nothing found in git. Plans are issues in a second repository.', null, null, null, 'none'),
  row('conda-forge', 'none', 'Nothing found in git: three repositories read.', null, null, null, 'none'),
  row(
    'FEniCS',
    'outdated',
    'Still announces first alpha releases, four years on.',
    'documentation/roadmap.md',
    [6, 19],
    '2022-05-04',
    'none',
  ),
  row(
    'GeoPandas',
    'good',
    'Rewritten after 1.0; three open items, none visibly done.',
    'about/roadmap.md',
    [12, 47],
    '2024-06-21',
    null,
  ),
  row('IPython', 'outdated', 'Speaks of versions 5 and 6 as future.', 'ipython.md', [3, 22], '2016-11-07', 'outdated'),
  row(
    'Jupyter',
    'outdated',
    'Eleven of eighteen pages unchanged since 2016.',
    'README.md',
    [1, 30],
    '2018-11-25',
    'outdated',
  ),
  row('Matplotlib', 'none', 'Nothing found in git; plans live in milestones.', null, null, null, 'none'),
  row(
    'NumPy',
    'good',
    'Concrete, tied to proposals under discussion.',
    'doc/neps/roadmap.rst',
    [5, 131],
    '2026-01-03',
    'good',
  ),
  row(
    'pandas',
    'good',
    'Defined as the set of its proposals, which are active.',
    'about/roadmap.md',
    [1, 24],
    '2025-07-22',
    'outdated',
  ),
  row('PlasmaPy', 'unknown', 'The server did not answer for 10 s, twice.', null, null, null, null),
  row(
    'SciPy',
    'good',
    'Two levels; the detailed page is the most active.',
    'dev/roadmap-detailed.rst',
    [1, 388],
    '2026-07-26',
    'good',
  ),
  row(
    'sktime',
    'incomplete',
    'A page that sends readers to an issue query.',
    'docs/source/roadmap.rst',
    [1, 14],
    '2024-07-01',
    null,
  ),
  row('Zarr', 'good', 'New: goals and changes towards version 4.', 'docs/roadmap.md', [1, 96], '2026-08-14', null),
];

function row(
  project: string,
  verdict: Verdict,
  reason: string,
  path: string | null,
  lines: readonly [number, number] | null,
  changed: string | null,
  before: Verdict | null,
): RoundRow {
  return { project, verdict, kind: path === null ? null : 'technical', reason, path, lines, changed, before };
}

const survey = page('survey', {
  title: 'Survey of roadmaps, August 2026',
  current: 'Survey',
  islands: ['filters'],
  body: (
    <>
      <PageHead
        trail={[{ label: 'Portal', to: '/' }, { label: 'Survey', to: '/survey' }, { label: 'August 2026' }]}
        title="Do open source projects say what they need?"
        actions={<Button to="/survey/x/export/csv">Download as CSV</Button>}
      >
        Forty projects, read from their repositories on 22 August 2026. Fourteen have a roadmap that is current and says
        enough to act on. Not one has a current roadmap written for funders.
      </PageHead>
      <Section
        head="The four verdicts"
        note="“None found” means none found in git. Wikis, forums and boards are not read by the survey; where a project points there, the table says so."
      >
        <SharesFigure
          number="Figure 1."
          caption="State of the roadmaps of the same 40 projects in September 2018 and August 2026. Lines between the bars tie equal verdicts; numbers are counts."
          tableNumber="Table 1."
          rows={[
            { label: '2018', parts: { none: 20, outdated: 6, incomplete: 4, good: 10 } },
            { label: '2026', parts: { none: 16, outdated: 7, incomplete: 3, good: 14 } },
          ]}
        />
      </Section>
      <Section
        head="Five rounds"
        note="The same 40 projects each time. A project that joins later is shown but not counted."
      >
        <TrendFigure
          number="Figure 2."
          caption="Number of projects by verdict, 2018 to 2026, every two years. All four panels share one scale; lines stand at 0, 10 and 20."
          tableNumber="Table 2."
          points={['2018', '2020', '2022', '2024', '2026']}
          series={[
            { label: 'None found', values: [20, 19, 18, 18, 16] },
            { label: 'Outdated', values: [6, 7, 8, 7, 7] },
            { label: 'Incomplete', values: [4, 4, 4, 3, 3] },
            { label: 'Good', values: [10, 10, 10, 12, 14], lead: true },
          ]}
        />
      </Section>
      <Section head="The projects" wide id="projects">
        <Filter
          action="/survey/x"
          label="Filter projects"
          fields={[
            { kind: 'search', name: 'q', label: 'Project or words of the reason', value: '' },
            {
              kind: 'select',
              name: 'verdict',
              label: 'Verdict',
              value: '',
              options: choices('Any', 'None found', 'Outdated', 'Incomplete', 'Good'),
            },
            {
              kind: 'select',
              name: 'kind',
              label: 'Kind',
              value: '',
              options: choices('Any', 'Technical', 'Non-technical', 'Both'),
            },
            {
              kind: 'select',
              name: 'change',
              label: 'Since 2018',
              value: '',
              options: choices('Any', 'Better', 'Same', 'Worse'),
            },
          ]}
        />
        <Pager
          noun="Projects"
          from={1}
          to={15}
          total={40}
          order="by name"
          next={{ label: 'Next 15', to: '/survey/x?page=2' }}
        />
        <Table
          number="Table 3."
          caption="Verdict and reason for each project, round of August 2026. Numbers after a path are lines."
          dense
          rows={roundRows}
          sort={{
            by: 'name',
            descending: false,
            to: (by, descending) => `/survey/x?sort=${by}${descending ? '&order=down' : ''}`,
          }}
          columns={[
            {
              head: 'Project',
              rowHead: true,
              nowrap: true,
              sortBy: 'name',
              cell: (one) => <Link to="/survey/x/projects/y">{one.project}</Link>,
            },
            { head: 'Verdict', sortBy: 'verdict', cell: (one) => <VerdictMark verdict={one.verdict} /> },
            { head: 'Kind', cell: (one) => one.kind },
            {
              head: 'Reason and evidence',
              kind: 'source',
              cell: (one) => (
                <>
                  {one.reason}{' '}
                  {one.path !== null && (
                    <EvidenceLink repository={numpy} commit={commit} path={one.path} lines={one.lines} />
                  )}
                </>
              ),
            },
            {
              head: 'Last real change',
              sortBy: 'changed',
              cell: (one) => one.changed !== null && <DateText at={day(one.changed)} />,
            },
            {
              head: '2018',
              sortBy: 'before',
              cell: (one) =>
                one.before === null ? <span class="quiet">not surveyed</span> : <VerdictMark verdict={one.before} />,
            },
          ]}
        />
        <Note>
          A maintainer may correct any answer, with a reason; the correction is then shown beside what was read.{' '}
          <Link to="/survey/x/correct">Correct an answer</Link>
        </Note>
      </Section>
    </>
  ),
});

function choices(...labels: readonly string[]) {
  return labels.map((label, index) => ({ label, value: index === 0 ? '' : label.toLowerCase() }));
}

// ---------------------------------------------------------------- a project in a round

const answers: readonly (readonly [string, AnswerValue, string, string | null, readonly [number, number] | null])[] = [
  ['Licence', 'yes', 'BSD-3-Clause, unchanged since 2005', 'LICENSE.txt', [1, 30]],
  [
    'Contributor guide',
    'partly',
    'Workflow and tests; says nothing on review times',
    'doc/source/dev/index.rst',
    [1, 54],
  ],
  ['Code of conduct', 'yes', 'Names two people to write to', 'doc/source/dev/conduct/code_of_conduct.rst', [84, 102]],
  [
    'Who decides, and how',
    'yes',
    'Steering council; consensus, then vote',
    'doc/source/dev/governance/governance.rst',
    [60, 131],
  ],
  ['Enhancement proposals', 'yes', 'Twenty-two, five of them active', 'doc/neps/', null],
  ['Release process', 'partly', 'Described; no cadence promised', 'doc/HOWTO_RELEASE.rst.txt', [1, 480]],
  ['Triage and review', 'no', 'No document found in two repositories', null, null],
  ['Contributor agreement', 'unknown', 'Not mentioned; absence proves nothing', null, null],
];

const project = page('project', {
  title: 'NumPy in the round of September 2018',
  current: 'Projects',
  body: (
    <>
      <PageHead
        trail={[
          { label: 'Portal', to: '/' },
          { label: 'Survey', to: '/survey' },
          { label: 'September 2018', to: '/survey/x' },
          { label: 'NumPy' },
        ]}
        title="NumPy"
        actions={<Button to="/survey/x/projects/y/correct/roadmap">Correct an answer</Button>}
      >
        The fundamental package for arrays in Python. Two repositories were read as they stood on 24 September 2018.
      </PageHead>
      <Facts
        items={[
          { label: 'Roadmap', value: <VerdictMark verdict="good" />, note: 'technical; nothing for funders' },
          { label: 'Last real change', value: <DateText at={day('2018-07-25')} />, note: '61 days before the round' },
          { label: 'Items read', value: '24', note: 'in 9 sections; 3 offered since' },
          {
            label: 'Speaks for it',
            value: 'Steering council',
            note: <ExternalLink href="https://example.org/governance">governance.rst, line 60</ExternalLink>,
          },
        ]}
      />
      <Section
        head="Why “good”"
        note={
          <>
            Read from <EvidenceLink repository={numpy} commit={commit} path="doc/neps/roadmap.rst" /> at commit{' '}
            <CommitLink repository={numpy} commit={commit} />
          </>
        }
      >
        <VerdictEvidence
          reasons={[
            {
              head: 'only for developers',
              gloss: 'No goal on community, governance or money, so its kind is “technical”.',
              counter: true,
              children: (
                <p>
                  It may be used to search for funding, yet gives no effort, no cost and no reason a funder could read.
                  The page beside it, <EvidenceLink repository={numpy} commit={commit} path="doc/neps/scope.rst" />, is
                  a definition and was not counted.
                </p>
              ),
            },
            {
              head: 'It says what it is for',
              gloss: 'A purpose and an audience, in its first paragraph.',
              lines: [
                { number: 5, text: 'This page lists the tasks and features that we would like to see' },
                { number: 6, text: 'resources for. It may be used to encourage developers and to search' },
                { number: 7, text: 'for funding.' },
              ],
            },
            {
              head: 'It names things one can act on',
              gloss: '24 items, five of them in parts; four rest on a proposal under discussion.',
              lines: [
                { number: 28, text: '- Easier custom types' },
                { number: 29, text: '    - A simpler interface for them' },
                { number: 30, text: '    - Support for metadata' },
                { number: 32, text: '- New string type' },
              ],
              source: { repository: numpy, commit, path: 'doc/neps/roadmap.rst', lines: [28, 32] },
            },
            {
              head: 'It is fresh',
              gloss: 'Two months old when read. Dates are those of the lines, not of the file.',
              children: (
                <FactList
                  items={[
                    { label: 'Lines written', value: 'all 115 between 23 and 25 July 2018' },
                    { label: 'Releases named', value: 'none, so none is past' },
                    { label: 'References', value: '6, all alive on the day of the round' },
                  ]}
                />
              ),
            },
          ]}
        />
      </Section>
      <Section
        head="How it was made"
        note="Ten weeks, in the open. Gathered from the list archive, the pull request and the authors’ own account."
      >
        <TimeStrip
          label="Time line to scale, May to August 2018. The same events are listed below."
          events={[
            { from: at('2018-05-24T00:00:00Z'), to: at('2018-05-26T00:00:00Z'), label: 'Sprint' },
            { from: at('2018-05-29T00:00:00Z'), label: 'Draft on the list' },
            { from: at('2018-07-12T00:00:00Z'), label: 'Discussion' },
            { from: at('2018-07-14T00:00:00Z'), label: 'Rewrite' },
            { from: at('2018-07-23T00:00:00Z'), to: at('2018-07-28T00:00:00Z'), label: 'Sprint' },
            { from: at('2018-08-02T00:00:00Z'), label: 'Merged' },
          ]}
        />
        <Timeline
          items={[
            {
              when: '24–25 May 2018',
              what: 'Sprint, eight people',
              gloss: (
                <>
                  First outline, from notes on a whiteboard.{' '}
                  <ExternalLink href="https://example.org/notes">Notes</ExternalLink>
                </>
              ),
            },
            {
              when: <DateText at={day('2018-05-29')} />,
              what: 'Draft on the mailing list',
              gloss: '31 replies from 14 people in nine days; two topics added, one dropped.',
            },
            {
              when: <DateText at={day('2018-07-12')} />,
              what: 'Birds-of-a-feather session, 30 to 40 people',
              gloss: 'Users of the C interface asked for custom types to come first.',
            },
            { when: <DateText at={day('2018-08-02')} />, what: 'Merged', gloss: 'After review by five maintainers.' },
            {
              when: 'not known',
              what: 'Next review',
              gloss: 'The document does not say who will revise it, or when.',
              happened: false,
            },
          ]}
        />
      </Section>
      <Section
        head="Community standards"
        note="Each answer is yes, partly, no or not known. There is no total: a sum would hide what matters."
      >
        <Table
          number="Table 1."
          caption="What the repositories say about working together. Numbers after a path are lines."
          dense
          rows={answers}
          columns={[
            { head: 'Question', rowHead: true, cell: ([question]) => question },
            { head: 'Answer', cell: ([, answer]) => <AnswerMark answer={answer} /> },
            { head: 'In words', cell: ([, , words]) => words },
            {
              head: 'Source',
              kind: 'source',
              cell: ([, , , path, lines]) =>
                path === null ? (
                  <Link to="#searched">what was searched</Link>
                ) : (
                  <EvidenceLink repository={numpy} commit={commit} path={path} lines={lines} />
                ),
            },
          ]}
        />
        <Why summary="Why “partly” for the contributor guide">
          <VerdictEvidence
            reasons={[
              {
                head: 'It describes the workflow',
                lines: [{ number: 12, text: 'Fork the repository, make a branch, open a pull request.' }],
              },
              { head: 'it says nothing on review times', counter: true },
            ]}
          />
        </Why>
        <Quote
          source={
            <>
              Corrected by a maintainer on <DateText at={day('2026-09-14')} />, with this reason
            </>
          }
        >
          We do promise a first answer within two weeks; it stands in the wiki, which the survey does not read.
        </Quote>
      </Section>
    </>
  ),
});

// ---------------------------------------------------------------- a round that is running

const unitStates: readonly UnitState[] = [
  ...Array.from({ length: 25 }, (): UnitState => 'done'),
  'failed',
  'running',
  'running',
  ...Array.from({ length: 12 }, (): UnitState => 'waiting'),
];

export const progressState: ProgressState = {
  units: unitStates.map((state, index) => ({
    name: state === 'running' ? (index === 26 ? 'xarray' : 'Optuna') : `Project ${index + 1}`,
    state,
  })),
  startedAt: '2026-11-22T14:26:00Z',
  expectedAt: '2026-11-22T14:27:01Z',
  endedAt: null,
  now: [
    {
      name: 'xarray',
      doing: 'Following an include in',
      path: 'doc/roadmap.rst',
      repositories: '2 of 2',
      since: '2026-11-22T14:26:40.600Z',
    },
    {
      name: 'Optuna',
      doing: 'Fetching the list of files',
      path: null,
      repositories: '1 of 3',
      since: '2026-11-22T14:26:39.900Z',
    },
  ],
  latest: [
    {
      name: 'Zarr',
      to: '/survey/x/projects/z',
      verdict: 'good',
      problem: null,
      reason: 'Goals and changes towards version 4, written in August',
      tookMs: 180,
      retry: null,
    },
    {
      name: 'Spyder',
      to: '/survey/x/projects/s',
      verdict: 'none',
      problem: null,
      reason: 'Nothing in git; links to a wiki',
      tookMs: 95,
      retry: null,
    },
    {
      name: 'sktime',
      to: '/survey/x/projects/k',
      verdict: 'incomplete',
      problem: null,
      reason: 'A page that sends readers to an issue query',
      tookMs: 210,
      retry: null,
    },
    {
      name: 'PlasmaPy',
      to: null,
      verdict: null,
      problem: 'Not reached',
      reason: 'The server did not answer for 10 s, twice.',
      tookMs: 20_000,
      retry: '/survey/x/retry/p',
    },
    {
      name: 'SciPy',
      to: '/survey/x/projects/c',
      verdict: 'good',
      problem: null,
      reason: 'Two levels; the detailed page is the most active',
      tookMs: 310,
      retry: null,
    },
  ],
};

export const progressNow = new Date('2026-11-22T14:26:41Z');

const progress = page('progress', {
  title: 'Survey running: 26 of 40',
  current: 'Survey',
  side: 'office',
  islands: ['progress'],
  refreshSeconds: 5,
  body: (
    <>
      <PageHead
        trail={[{ label: 'Survey', to: '/survey' }, { label: 'November 2026' }]}
        title="Reading 40 projects"
        actions={
          <ActionForm action="/survey/x/cancel" kind="stop">
            Stop after the current two
          </ActionForm>
        }
      >
        Started at 14:26 by Ines Marlow. You may leave this page: the work goes on, and you will get a message when it
        ends.
      </PageHead>
      <Progress state={progressState} now={progressNow} stream="/stream" />
    </>
  ),
});

// ---------------------------------------------------------------- forms

const form = page('form', {
  title: 'Error: Add a project',
  current: 'Projects',
  side: 'office',
  body: (
    <>
      <PageHead trail={[{ label: 'Projects', to: '/projects' }, { label: 'Add' }]} title="Add a project">
        A project is a declared set of repositories: code, governance, website.
      </PageHead>
      <Pair
        aside={
          <Aside head="What happens next">
            <Numbered
              slim
              items={[
                { text: 'The repositories are looked up; links to others are proposed to you.' },
                { text: 'You confirm which belong to the project.' },
                { text: 'Only then can a round read them.' },
              ]}
            />
            <Fine>Nothing you wrote is lost if you leave this page.</Fine>
          </Aside>
        }
      >
        <Form
          action="/projects/add"
          files
          values={{
            name: 'NumPy',
            url: 'ext::sh -c id',
            list: 'wish-list',
            kinds: ['code'],
            note: 'Read with its website.\nAnd its wiki.',
          }}
          errors={{
            url: 'Give an address that begins with https://. You wrote “ext::sh -c id”.',
            high: 'The high effort must not be lower than the low effort. You wrote 1 and 0.5.',
            agreed: 'Say whether the project knows of this.',
          }}
        >
          <TextField name="name" label="Name" hint="As the project writes it." />
          <TextField
            name="url"
            label="Address of the first repository"
            hint="Where it is cloned from."
            type="url"
            mono
          />
          <Select
            name="list"
            label="What the project calls its list"
            options={[
              { value: 'roadmap', label: 'Roadmap' },
              { value: 'wish-list', label: 'Wish list' },
            ]}
          />
          <TextArea name="note" label="Note" optional rows={3} />
          <FieldGroup
            names={['low', 'high']}
            legend="Effort, in person-years"
            hint="One person-year is 1,840 hours. Use a point: 0.25."
          >
            <TextField name="low" label="Low" width="short" inputMode="decimal" value="1" />
            <TextField name="high" label="High" width="short" inputMode="decimal" value="0.5" />
          </FieldGroup>
          <Choice
            name="agreed"
            legend="Does the project know of this?"
            options={[
              { value: 'yes', label: 'Yes', hint: 'Someone who speaks for it has been asked.' },
              { value: 'no', label: 'Not yet' },
            ]}
          />
          <Choice
            many
            name="kinds"
            legend="What the repository holds"
            options={[
              { value: 'code', label: 'Code' },
              { value: 'governance', label: 'Governance' },
            ]}
          />
          <CheckBox name="example" label="This is an example" hint="Its name is then marked everywhere." />
          <FileField name="logo" label="Logo" optional hint="PNG or SVG, at most 200 KB." accept=".png,.svg" />
          <Buttons>
            <Button kind="first">Add the project</Button>
            <Button name="then" value="another">
              Add, and then another
            </Button>
          </Buttons>
        </Form>
      </Pair>
    </>
  ),
});

const empty = page('empty', {
  title: 'Matplotlib: needs',
  current: 'Projects',
  side: 'office',
  body: (
    <>
      <PageHead
        trail={[{ label: 'Projects', to: '/projects' }, { label: 'Matplotlib', to: '/projects/m' }, { label: 'Needs' }]}
        title="What Matplotlib needs"
      >
        The project calls this its wish list.
      </PageHead>
      <EmptyState
        head="Nothing is listed yet"
        steps={[
          {
            head: 'Is it done?',
            text: 'Some projects are complete and want only to be kept running.',
            action: (
              <Button slim to="/1">
                Record “complete”
              </Button>
            ),
          },
          {
            head: 'Would money help, and with what?',
            text: 'Time for people, or things that are bought: hardware, travel, design.',
            action: (
              <Button slim to="/2">
                Note the needs
              </Button>
            ),
          },
          {
            head: 'Would people help more than money?',
            text: 'Mentoring, triage and translation often come first.',
            action: (
              <Button slim to="/3">
                Note the roles
              </Button>
            ),
          },
        ]}
        actions={
          <>
            <Button kind="first" to="/ask">
              Write to the project
            </Button>
            <Link to="/survey">What the survey found</Link>
          </>
        }
        note="Whatever you note stays a draft until someone who speaks for Matplotlib approves it."
      >
        No roadmap was found in git in August 2026, and nobody who speaks for the project has been asked. That is not
        the same as needing nothing. Three questions usually open the talk:
      </EmptyState>
    </>
  ),
});

const signIn = page('sign-in', {
  title: 'Sign in',
  plain: true,
  islands: ['copy'],
  body: (
    <Letter>
      <PageHead title="Sign in">
        With a password, or with a link that we send you. A link works once, for fifteen minutes.
      </PageHead>
      <Notice tone="stop" head="That did not match">
        <p>Check the address and the password, or ask for a link by mail.</p>
      </Notice>
      <Form action="/sign-in" values={{ mail: 'ines@example.org' }}>
        <TextField name="mail" label="Mail address" type="email" autoComplete="username" />
        <TextField name="password" label="Password" type="password" autoComplete="current-password" />
        <Buttons>
          <Button kind="first" wide>
            Sign in
          </Button>
          <Button name="by" value="mail">
            Send me a link instead
          </Button>
        </Buttons>
      </Form>
      <LetterPart head="Your link">
        <CopyField
          id="link"
          label="One-time link"
          value="http://localhost:4000/sign-in/link/6f1c2b"
          hint="Give it to nobody else."
        />
      </LetterPart>
      <LetterPart head="What you can rely on">
        <FactList
          stacked
          items={[
            { label: 'Cookies', value: 'one, for this sign-in; none for anything else' },
            { label: 'Signing out', value: 'here or from another machine, at any time' },
            {
              label: 'Kept by',
              value: (
                <>
                  Saltmarsh Labs <Example />
                </>
              ),
            },
          ]}
        />
      </LetterPart>
    </Letter>
  ),
});

// ---------------------------------------------------------------- the portal's first page, and the rest of the parts

const home = page('home', {
  title: 'Community work orders',
  body: (
    <>
      <Opening
        lines={['Funders pay for the work.', 'Projects decide what becomes of it.']}
        actions={
          <>
            <Button kind="first" to="/survey">
              Read the survey
            </Button>
            <Link to="/how-it-works">How an order comes about</Link>
          </>
        }
        aside={
          <Aside head="Three rules, checked in every agreement">
            <Numbered
              items={[
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
              ]}
            />
          </Aside>
        }
      >
        Saltmarsh Labs <Example /> runs <strong>community work orders</strong>: agreements under which a company, a
        foundation or a person funds work on an open source project, and the project stays in charge of what is merged.
      </Opening>
      <Section
        head="Do projects say what they need?"
        note={
          <>
            Survey of six example projects. <Link to="/survey">The survey and its evidence</Link>
          </>
        }
      >
        <SharesFigure
          number="Figure 1."
          caption="The survey of 2018, told in its own words, beside a round of today. “Outdated or incomplete” was one answer then."
          tableNumber="Table 1."
          rows={[
            {
              label: '2018',
              note: 'by hand',
              unit: 'percent',
              reference: true,
              parts: { none: 50, 'outdated or incomplete': 25, good: 25 },
            },
            { label: '2026', parts: { none: 11, outdated: 2, incomplete: 1, good: 26 } },
          ]}
        />
      </Section>
      <Section head="Latest rounds" note="What was read, and when.">
        <Entries
          items={[
            {
              when: <DateText at={day('2026-10-15')} />,
              title: (
                <Link serif to="/survey/a">
                  Forty projects, October 2026
                </Link>
              ),
              text: 'Two better than in August, one declined to be listed.',
            },
            {
              when: <DateText at={day('2026-08-22')} />,
              title: (
                <Link serif to="/survey/b">
                  Forty projects, August 2026
                </Link>
              ),
              text: 'The first round with community standards.',
            },
          ]}
        />
      </Section>
    </>
  ),
});

const parts = page('parts', {
  title: 'Parts',
  current: 'Today',
  side: 'office',
  body: (
    <>
      <PageHead
        trail={[{ label: 'Today' }]}
        title="Faster joins and grouping"
        actions={
          <>
            <Button>Check again</Button>
            <ActionForm
              action="/x"
              kind="stop"
              asks="The public page goes; the round stays in the archive."
              confirm="Withdraw it"
            >
              Withdraw
            </ActionForm>
          </>
        }
      >
        Work order with Ternholm Ltd <Example />. Version 2, changed today at 14:20.
      </PageHead>
      <Notice tone="done" head="The round is published">
        <p>
          It stands on the <Link to="/survey/x">portal</Link> now.
        </p>
      </Notice>
      <Notice tone="waiting">
        <p>No mail server is set up: messages wait in the outbox.</p>
      </Notice>
      <Section head="Where it stands">
        <Stepper
          label="Steps of the agreement"
          steps={[
            { word: 'Draft', state: 'done', note: '3 Nov' },
            { word: 'Checked', state: 'now', note: '3 open' },
            { word: 'With project', state: 'to come' },
            { word: 'Signed', state: 'to come' },
          ]}
        />
      </Section>
      <Section head="Marks">
        <Table
          number="Table 1."
          caption="Pieces of work"
          isVoid={(one) => one.name.startsWith('Travel')}
          rows={[
            {
              name: 'Spill to disk before memory runs out',
              mark: <WorkMark work="landed">Released</WorkMark>,
              sum: '1,270.00',
            },
            { name: 'Fair sharing between users', mark: <WorkMark work="review" />, sum: '54,202.50' },
            { name: 'Queue depth as a public metric', mark: <WorkMark work="proposed" />, sum: null },
            { name: 'Pre-emptive rescheduling', mark: <WorkMark work="declined" />, sum: '655.00' },
            { name: 'Yearly note', mark: <Attention boxed>4 days overdue</Attention>, sum: null },
            {
              name: 'Conflict statements',
              mark: (
                <State mark="clock" tone="watch">
                  In 9 days
                </State>
              ),
              sum: null,
            },
            {
              name: 'Report, third quarter',
              mark: (
                <State mark="check" tone="ok">
                  Met, 14 Oct
                </State>
              ),
              sum: null,
            },
            {
              name: 'Travel, entered twice',
              mark: (
                <State mark="cross" tone="off">
                  Reversed
                </State>
              ),
              sum: '1,270.00',
            },
          ]}
          columns={[
            { head: 'Item', kind: 'title', rowHead: true, cell: (one) => <Link to="/x">{one.name}</Link> },
            { head: 'State', cell: (one) => one.mark },
            { head: 'Sum, USD', kind: 'number', cell: (one) => one.sum, foot: '57,397.50' },
          ]}
        />
        <Table
          caption="An empty table"
          rows={[]}
          columns={[{ head: 'Nothing', cell: () => null }]}
          empty="No entry yet. The first arrives with the first instalment."
        />
      </Section>
      <Section head="Running text">
        <Bullets
          items={['That a change is merged, released or kept.', 'A date. Reports have dates; results do not.']}
        />
        <p>
          A path <Path path="src/areas/roadmaps/actions/decline-item.ts" lines={[3, 9]} />, some <Code>code</Code>, a
          moment <DateText at={at('2026-11-22T14:20:00Z')} time />, a day in full <DateText at={today} long />, a link
          from data <ExternalLink href="https://example.org/a?b=c" />, one that is none:{' '}
          <ExternalLink href="javascript:alert(1)" />.
        </p>
        <Actions>
          <Button kind="first">First</Button>
          <Button>Second</Button>
          <Button kind="stop">Stop</Button>
          <Button slim>Slim</Button>
          <Button kind="plain">Plain</Button>
        </Actions>
      </Section>
      <Section head="Small shares">
        <SharesFigure
          number="Figure 1."
          caption="A round of 220 projects in which some verdicts are rare."
          noun="projects"
          rows={[
            { label: 'May', parts: { none: 160, outdated: 3, incomplete: 2, good: 55 } },
            { label: 'August', parts: { none: 150, outdated: 8, incomplete: 0, good: 62 } },
            { label: 'Forty projects, October 2026', parts: { none: 100, outdated: 20, incomplete: 21, good: 79 } },
            { label: 'Autumn', note: 'not yet read', parts: {} },
          ]}
        />
      </Section>
    </>
  ),
});

export const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202E&amp;';

const hostilePage = page('hostile', {
  title: hostile,
  body: (
    <>
      <PageHead trail={[{ label: hostile }]} title={hostile.repeat(3)}>
        {hostile}
      </PageHead>
      <Facts items={[{ label: hostile, value: 'x'.repeat(200), note: hostile }]} />
      <Section head={hostile} note={hostile}>
        <Table
          caption={hostile}
          rows={[{ name: 'a-name-without-any-place-to-break-'.repeat(6) }, { name: hostile }]}
          columns={[
            { head: hostile, rowHead: true, cell: (one) => one.name },
            {
              head: 'Path',
              kind: 'source',
              cell: (one) => (
                <EvidenceLink repository={hostile} commit={hostile} path={`${one.name}/\n<script>`} lines={[1, 2]} />
              ),
            },
          ]}
        />
        <VerdictEvidence
          reasons={[
            {
              head: hostile,
              lines: [
                { number: 1, text: `\t${hostile.repeat(20)}` },
                { number: 1_000_000, text: 'x'.repeat(5000) },
              ],
            },
          ]}
        />
        <Quote source={hostile}>{'y'.repeat(300)}</Quote>
        <FactList items={[{ label: hostile, value: 'z'.repeat(300) }]} />
        <Timeline items={[{ when: hostile, what: 'w'.repeat(200), gloss: hostile }]} />
        <Form action="javascript:alert(1)" values={{ a: hostile, b: hostile }} errors={{ a: hostile, form: hostile }}>
          <TextField name="a" label={hostile} />
          <TextArea name="b" label={hostile} />
        </Form>
        <p>
          <Link to="//evil.example/">a</Link> <ExternalLink href={hostile} /> <ExternalLink href="https://a.example/" />
        </p>
      </Section>
    </>
  ) satisfies VNode,
});

export const specimenPages: readonly SpecimenPage[] = [
  home,
  survey,
  project,
  progress,
  form,
  empty,
  signIn,
  parts,
  hostilePage,
];
