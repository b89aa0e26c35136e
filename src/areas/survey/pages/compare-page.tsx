/** Two rounds side by side: their shares among all rounds of the portfolio, and every answer that differs, with both sources. */
import type { VNode } from 'preact';
import { showLongDate } from '../../../kernel/dates.ts';
import { count, inWords } from '../../../kernel/text.ts';
import {
  AnswerMark,
  Button,
  EmptyState,
  EvidenceLink,
  Example,
  Filter,
  Fine,
  Link,
  Notice,
  PageHead,
  Pager,
  Section,
  SharesFigure,
  Table,
  TrendFigure,
  urls,
  VERDICT_WORDS,
  VerdictMark,
  type Column,
} from '../../../look/index.ts';
import { percentOf, QUESTIONS, type Comparison, type Question, type SaidAnswer } from '../compare-rules.ts';
import { SURVEY_OF_2018 } from '../rules.ts';
import {
  CORRECT_VERDICTS,
  STANDARD_KEYS,
  VERDICTS,
  type RoadmapVerdict,
  type Round,
  type VerdictCount,
} from '../types.ts';
import { rowOf2018, shareRow } from './figures.ts';
import { answerOf, capital, verdictOf } from './project-parts.tsx';
import { answerWords, KIND_WORDS, questionWords } from './words.ts';
import type { ChangeQuery, ChangeRow, ShownChanges, SideOfChange } from './compare-table.ts';

export interface ChooseRoundsProps {
  /** What may be compared, newest first. */
  readonly rounds: readonly Round[];
  readonly chosen: { readonly from: string; readonly to: string };
  /** Why the chosen ones are not compared. */
  readonly problem: string | null;
}

export interface ComparePageProps {
  readonly rounds: readonly Round[];
  readonly from: Round;
  readonly to: Round;
  readonly comparison: Comparison;
  readonly trend: readonly { readonly round: Round; readonly shares: VerdictCount }[];
  readonly query: ChangeQuery;
  readonly shown: ShownChanges;
}

const TITLE = 'Rounds compared';
const TRAIL = [{ label: 'Home', to: urls.home({}) }, { label: 'Survey', to: urls.rounds({}) }, { label: 'Compare' }];

/** Where two rounds are still to be chosen, or were chosen and cannot be compared. */
export function ChooseRoundsPage({ rounds, chosen, problem }: ChooseRoundsProps): VNode {
  const known = (id: string, at: number) => (rounds.some((round) => round.id === id) ? id : (rounds[at]?.id ?? ''));
  return (
    <>
      <PageHead title={TITLE} trail={TRAIL}>
        What changed between two rounds, project by project, with the lines that both answers rest on.
      </PageHead>
      {problem !== null && (
        <Notice tone="waiting" head="These are not compared">
          {problem}
        </Notice>
      )}
      {rounds.length < 2 ? (
        <EmptyState
          head="There are not two rounds to compare yet"
          actions={<Button to={urls.rounds({})}>The rounds</Button>}
        >
          A comparison takes two rounds that have been read to their end. A second one may look back to an earlier day.
        </EmptyState>
      ) : (
        <Section head="The two rounds">
          <RoundChoice rounds={rounds} chosen={{ from: known(chosen.from, 1), to: known(chosen.to, 0) }} hidden={{}} />
        </Section>
      )}
    </>
  );
}

export function ComparePage(props: ComparePageProps): VNode {
  const { rounds, from, to, query } = props;
  const isExample = from.example || to.example;
  return (
    <>
      <PageHead
        title={
          <>
            {from.title} and {to.title}
            <Example when={isExample} />
          </>
        }
        trail={TRAIL}
        actions={<Button to={exportAddress(props, 'csv')}>Download as CSV</Button>}
      >
        {standfirst(props)}
      </PageHead>
      <Section head="The two rounds" note="The one that looks back to the earlier day comes first.">
        <RoundChoice rounds={rounds} chosen={{ from: from.id, to: to.id }} hidden={withoutPage(query)} />
      </Section>
      <Shares {...props} />
      <Section
        head="From verdict to verdict"
        note="How many projects went from the verdict of the row to that of the column."
      >
        <Transitions {...props} />
      </Section>
      <Section head="What changed" id="changes" wide>
        <Changes {...props} />
      </Section>
      <Section head="Question by question" note="Of the projects that both rounds read.">
        <ByQuestion {...props} />
      </Section>
    </>
  );
}

function standfirst({ from, to, comparison: { sharesOfBoth, standings, changed } }: ComparePageProps): string {
  const both = sharesOfBoth.projects;
  if (both === 0) return 'No project was read in both rounds, so there is nothing to compare.';
  const some = (n: number) => (n === 0 ? 'none' : inWords(n));
  const read = `${capital(inWords(both))} ${both === 1 ? 'project was' : 'projects were'} read as of ${showLongDate(from.asOf)} and again as of ${showLongDate(to.asOf)}.`;
  const moved = `${capital(some(changed.verdict))} ${changed.verdict === 1 ? 'has' : 'have'} another verdict on the roadmap and ${some(changed.kind)} another kind of roadmap.`;
  const others = [
    standings.new > 0 ? `${inWords(standings.new)} ${standings.new === 1 ? 'is' : 'are'} new` : '',
    standings.gone > 0 ? `${inWords(standings.gone)} ${standings.gone === 1 ? 'is' : 'are'} gone` : '',
    standings.unread > 0 ? `${inWords(standings.unread)} could not be read in one of them` : '',
  ].filter((text) => text !== '');
  return `${read} ${moved}${others.length === 0 ? '' : ` ${capital(others.join(', '))}.`}`;
}

function RoundChoice({
  rounds,
  chosen,
  hidden,
}: {
  readonly rounds: readonly Round[];
  readonly chosen: ChooseRoundsProps['chosen'];
  readonly hidden: Readonly<Record<string, string>>;
}): VNode {
  const options = rounds.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Filter
      id="choose"
      action={urls.compareRounds({})}
      label="Choose two rounds"
      submit="Compare"
      hidden={hidden}
      fields={[
        { kind: 'select', name: 'from', label: 'From', value: chosen.from, options },
        { kind: 'select', name: 'to', label: 'To', value: chosen.to, options },
      ]}
    />
  );
}

/** So many bars fit a figure; the compared ones are always among them. */
const MOST_BARS = 12;

/** A third round brings a second figure, and its table. */
function numbersOf({ trend }: Pick<ComparePageProps, 'trend'>) {
  const first = trend.length > 2 ? 3 : 2;
  const numbered = (at: number) => `Table ${first + at}.`;
  return { shares: numbered(0), transitions: numbered(1), changes: numbered(2), questions: numbered(3) };
}

function Shares({ from, to, comparison, trend }: ComparePageProps): VNode {
  const tables = numbersOf({ trend });
  const related = trend.some(({ round }) => round.id === from.id);
  const kept = new Set([
    trend[0]?.round.id,
    from.id,
    to.id,
    ...trend.slice(3 - MOST_BARS).map(({ round }) => round.id),
  ]);
  const drawn = trend.length <= MOST_BARS ? trend : trend.filter(({ round }) => kept.has(round.id));
  const rows = drawn.map(({ round, shares }) => ({
    ...shareRow(round.title, shares),
    ...(drawn.length > 2 && (round.id === from.id || round.id === to.id) ? { note: 'compared' } : {}),
  }));
  return (
    <Section
      head="The four shares"
      note="Every published round over mostly the same projects: at least half of those of either are in both. “None found” means none found in git."
    >
      {!related && (
        <Notice tone="waiting" head="These two rounds read mostly different projects">
          Their shares tell more about which projects were read than about what changed. The answers of each project
          below are compared all the same.
        </Notice>
      )}
      <SharesFigure
        number="Figure 1."
        caption={`State of the roadmaps, round by round${
          drawn.length < trend.length ? ` (${drawn.length} of ${trend.length} rounds)` : ''
        }. The first bar is the survey made by hand in 2018 for the projects of one foundation, in per cent; numbers inside the others are counts of projects.`}
        rows={[rowOf2018(), ...rows]}
        noun="projects"
        tableNumber="Table 1."
      />
      {drawn.length > 2 && <Trend drawn={drawn} />}
      <ShareChanges number={tables.shares} from={from} to={to} comparison={comparison} />
    </Section>
  );
}

function Trend({ drawn }: Pick<{ readonly drawn: ComparePageProps['trend'] }, 'drawn'>): VNode {
  const values = (verdict: RoadmapVerdict) => drawn.map(({ shares }) => Math.round(percentOf(shares, verdict) ?? 0));
  return (
    <TrendFigure
      number="Figure 2."
      caption={`Share of each verdict in per cent of the projects read. In 2018, by hand: ${SURVEY_OF_2018.none} none found, ${SURVEY_OF_2018.outdatedOrIncomplete} outdated or incomplete, ${SURVEY_OF_2018.good} good. All panels share one scale.`}
      points={drawn.map(({ round }) => round.title)}
      series={CORRECT_VERDICTS.map((verdict) => ({
        label: VERDICT_WORDS[verdict],
        values: values(verdict),
        ...(verdict === 'good' ? { lead: true } : {}),
      }))}
      tableNumber="Table 2."
    />
  );
}

function ShareChanges({
  number,
  from,
  to,
  comparison,
}: Pick<ComparePageProps, 'from' | 'to' | 'comparison'> & { readonly number: string }): VNode {
  const { shares, sharesOfBoth, standings } = comparison;
  const isSameSet = standings.new + standings.gone + standings.unread === 0;
  const cell = (side: VerdictCount, verdict: RoadmapVerdict) => {
    const share = percentOf(side, verdict);
    return share === null ? null : `${side[verdict]} (${oneDecimal(share)}%)`;
  };
  const columns: readonly Column<RoadmapVerdict>[] = [
    { head: 'Verdict', rowHead: true, cell: (verdict) => VERDICT_WORDS[verdict] },
    { head: from.title, kind: 'number', cell: (verdict) => cell(shares.from, verdict) },
    { head: to.title, kind: 'number', cell: (verdict) => cell(shares.to, verdict) },
    { head: 'Change', kind: 'number', cell: (verdict) => pointsBetween(shares, verdict) },
    ...(isSameSet
      ? []
      : [
          {
            head: 'Change among those read both times',
            kind: 'number' as const,
            cell: (verdict: RoadmapVerdict) => pointsBetween(sharesOfBoth, verdict),
          },
        ]),
  ];
  const unknown = shares.from.unknown + shares.to.unknown;
  return (
    <>
      <Table
        number={number}
        caption="The four shares and how they changed, in points of per cent"
        dense
        rows={CORRECT_VERDICTS}
        columns={columns}
      />
      {unknown > 0 && <Fine>Left out of the shares: {count(unknown, 'answer')} that could not be given.</Fine>}
    </>
  );
}

/** "+7.5", "−12.5", "0": points of per cent. */
export function pointsBetween(
  sides: { readonly from: VerdictCount; readonly to: VerdictCount },
  verdict: RoadmapVerdict,
) {
  const [before, after] = [percentOf(sides.from, verdict), percentOf(sides.to, verdict)];
  if (before === null || after === null) return null;
  const points = oneDecimal(after - before);
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0';
}

function oneDecimal(value: number): number {
  return Number(value.toFixed(1));
}

interface TransitionRow {
  readonly was: RoadmapVerdict;
  readonly counts: Readonly<Record<RoadmapVerdict, number>>;
}

function Transitions(props: ComparePageProps): VNode {
  const { from, to, comparison } = props;
  const rows = VERDICTS.map((was): TransitionRow => {
    const counts = { none: 0, outdated: 0, incomplete: 0, good: 0, unknown: 0 };
    for (const one of comparison.projects) {
      if (one.from?.said?.verdict.value === was && one.to?.said != null) counts[one.to.said.verdict.value]++;
    }
    return { was, counts };
  });
  const occurs = VERDICTS.filter(
    (verdict) =>
      verdict !== 'unknown' ||
      rows.some(({ was, counts }) => counts.unknown > 0 || (was === 'unknown' && sum(counts) > 0)),
  );
  return (
    <Table
      number={numbersOf(props).transitions}
      caption={`Verdicts of ${from.title} (rows) and of ${to.title} (columns), in projects. A number leads to them.`}
      dense
      rows={rows.filter(({ was }) => occurs.includes(was))}
      columns={[
        { head: `In ${from.title}`, rowHead: true, cell: ({ was }) => VERDICT_WORDS[was] },
        ...occurs.map((became): Column<TransitionRow> => ({
          head: `now ${VERDICT_WORDS[became].toLowerCase()}`,
          kind: 'number',
          cell: ({ was, counts }) =>
            counts[became] === 0 ? null : was === became ? (
              counts[became]
            ) : (
              <Link to={address(props, { question: 'verdict', was, became, text: '', page: '' })}>
                {counts[became]}
              </Link>
            ),
        })),
      ]}
    />
  );
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, n) => all + n, 0);
}

function Changes(props: ComparePageProps): VNode {
  const { from, to, query, shown } = props;
  const filtered = query.text !== '' || query.question !== '' || query.was !== '' || query.became !== '';
  const answers = [{ value: '', label: 'Any' }, ...ANSWER_OPTIONS];
  return (
    <>
      <Filter
        action={urls.compareRounds({})}
        label="Filter changes"
        {...(filtered ? { clear: `${urls.compareRounds({}, { from: from.id, to: to.id })}#changes` } : {})}
        hidden={{
          from: from.id,
          to: to.id,
          ...(query.sort === 'project' ? {} : { sort: query.sort }),
          ...(query.descending ? { descending: '1' } : {}),
        }}
        fields={[
          { kind: 'search', name: 'text', label: 'Project or words of a reason', value: query.text },
          {
            kind: 'select',
            name: 'question',
            label: 'Question',
            value: query.question,
            options: [
              { value: '', label: 'Any' },
              ...QUESTIONS.map((question) => ({ value: question, label: questionWords(question) })),
            ],
          },
          { kind: 'select', name: 'was', label: `In ${from.title}`, value: query.was, options: answers },
          { kind: 'select', name: 'became', label: `In ${to.title}`, value: query.became, options: answers },
        ]}
      />
      <Pager
        noun="Changes"
        from={shown.from}
        to={shown.to}
        total={shown.total}
        order={query.sort === 'project' ? 'by project' : 'by question'}
        previous={shown.page > 1 ? { label: 'Previous', to: address(props, { page: String(shown.page - 1) }) } : null}
        next={shown.to < shown.total ? { label: 'Next', to: address(props, { page: String(shown.page + 1) }) } : null}
      />
      <Table
        number={numbersOf(props).changes}
        caption="Answers that differ, each with its reason and the first line that it rests on. Numbers after a path are lines."
        rows={shown.rows}
        sort={{
          by: query.sort,
          descending: query.descending,
          to: (by, descending) => address(props, { sort: by, descending: descending ? '1' : '', page: '' }),
        }}
        empty={filtered ? 'No change fits these filters.' : 'Nothing changed between these two rounds.'}
        columns={[
          {
            head: 'Project',
            rowHead: true,
            sortBy: 'project',
            cell: (row: ChangeRow) => (
              <>
                <Link to={urls.roundProject({ round: pageOf(row, props), project: row.project })}>{row.name}</Link>
                <Example when={row.example} />
              </>
            ),
          },
          { head: 'Question', sortBy: 'question', cell: (row) => questionWords(row.question) },
          { head: from.title, cell: (row) => <Side question={row.question} side={row.from} /> },
          { head: to.title, cell: (row) => <Side question={row.question} side={row.to} /> },
        ]}
      />
      <Fine>
        Take away: <Link to={exportAddress(props, 'csv')}>CSV</Link>,{' '}
        <Link to={exportAddress(props, 'json')}>JSON</Link>, <Link to={exportAddress(props, 'md')}>Markdown</Link>.
      </Fine>
    </>
  );
}

/** Everything that the later round says of the project, or the earlier one where only that read it. */
function pageOf(row: ChangeRow, { from, to }: Pick<ComparePageProps, 'from' | 'to'>): string {
  return row.to.kind === 'said' ? to.id : from.id;
}

/** One answer with its reason and the line behind it. */
function Side({ question, side }: { readonly question: Question; readonly side: SideOfChange }): VNode {
  if (side.kind === 'absent') return <>not in this round</>;
  if (side.kind === 'unread') return <>could not be read</>;
  const { value, corrected, reason, source } = side.answer;
  return (
    <>
      <Mark question={question} value={value} />
      {corrected && ' (corrected)'}
      <br />
      {reason}
      {source !== null && (
        <>
          {' '}
          <EvidenceLink repository={source.url} commit={source.commit} path={source.path} lines={source.lines} />
        </>
      )}
    </>
  );
}

function Mark({
  question,
  value,
}: {
  readonly question: Question;
  readonly value: SaidAnswer<string>['value'];
}): VNode {
  if (question === 'verdict') return <VerdictMark verdict={verdictOf(value)} />;
  if (question === 'kind') return <b>{capital(answerWords('kind', value))}</b>;
  return <AnswerMark answer={answerOf(value)} />;
}

function ByQuestion(props: ComparePageProps): VNode {
  const { from, to, comparison } = props;
  const both = comparison.projects.filter((one) => one.from?.said != null && one.to?.said != null);
  const yes = (side: 'from' | 'to', key: (typeof STANDARD_KEYS)[number]) =>
    both.filter((one) => one[side]?.said?.standards[key].value === 'yes').length;
  return (
    <Table
      number={numbersOf(props).questions}
      caption="Community standards: how many projects answer yes, and how many answer otherwise than before"
      dense
      rows={STANDARD_KEYS}
      columns={[
        { head: 'Question', rowHead: true, cell: (key) => questionWords(key) },
        { head: `Yes in ${from.title}`, kind: 'number', cell: (key) => yes('from', key) },
        { head: `Yes in ${to.title}`, kind: 'number', cell: (key) => yes('to', key) },
        {
          head: 'Another answer',
          kind: 'number',
          cell: (key) =>
            comparison.changed[key] === 0 ? null : (
              <Link to={address(props, { question: key, was: '', became: '', text: '', page: '' })}>
                {comparison.changed[key]}
              </Link>
            ),
        },
      ]}
    />
  );
}

const ANSWER_OPTIONS = [
  ...VERDICTS.map((value) => ({ value, label: VERDICT_WORDS[value] })),
  ...(['yes', 'partly', 'no'] as const).map((value) => ({ value, label: answerWords('license', value) })),
  ...(['technical', 'nontechnical', 'both'] as const).map((value) => ({ value, label: capital(KIND_WORDS[value]) })),
  { value: 'absent', label: 'Not in the round' },
  { value: 'unread', label: 'Could not be read' },
];

function address({ from, to, query }: ComparePageProps, change: Readonly<Record<string, string>>): string {
  return `${urls.compareRounds({}, { from: from.id, to: to.id, ...withoutPage(query), ...change })}#changes`;
}

function exportAddress({ from, to }: ComparePageProps, format: string): string {
  return urls.compareExport({ format }, { from: from.id, to: to.id });
}

function withoutPage({ text, question, was, became, sort, descending }: ChangeQuery): Record<string, string> {
  const all = { text, question, was, became, sort: sort === 'project' ? '' : sort, descending: descending ? '1' : '' };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
