import type { VNode } from 'preact';
import { showLongDate } from '../../../kernel/dates.ts';
import { count, inWords } from '../../../kernel/text.ts';
import {
  ActionForm,
  Attention,
  Button,
  DateText,
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
  State,
  Table,
  urls,
  VERDICT_WORDS,
  VerdictMark,
  Why,
} from '../../../look/index.ts';
import { OptedOutState } from '../../projects/index.ts';
import { rowOf2018, shareRow } from './figures.ts';
import { capital } from './project-parts.tsx';
import { KIND_WORDS, RUN_STATE_WORDS } from './words.ts';
import type { Round, RoundRow, VerdictCount } from '../types.ts';
import type { RowQuery, ShownRows } from './table.ts';

export interface RoundPageProps {
  readonly round: Round;
  readonly shares: VerdictCount;
  /** The round it is compared with, and the shares of that one. */
  readonly before: { readonly round: Round; readonly shares: VerdictCount } | null;
  readonly query: RowQuery;
  readonly shown: ShownRows;
  /** How many have a roadmap written for funders, of those read. */
  readonly nonTechnical: number;
  /** In the figures, and not in the table for this reader. */
  readonly unnamed: number;
  readonly may: { readonly publish: boolean; readonly steer: boolean };
}

/** A round that has ended: the figure of the four shares, and the table of its projects. */
export function RoundPage(props: RoundPageProps): VNode {
  const { round, shares, before, unnamed } = props;
  return (
    <>
      <PageHead
        title={
          <>
            {round.title}
            <Example when={round.example} />
          </>
        }
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Survey', to: urls.rounds({}) }, { label: round.title }]}
        actions={<RoundActions {...props} />}
      >
        {standfirst(props)}
      </PageHead>
      {round.state === 'stopped' && (
        <Notice tone="waiting" head="This round was stopped">
          {count(round.runs.stopped, 'project')} {round.runs.stopped === 1 ? 'was' : 'were'} not begun. The figures
          below count only what was read.
        </Notice>
      )}
      {round.note !== '' && <Notice>{round.note}</Notice>}
      <Section
        head="The four verdicts"
        note="“None found” means none found in git. Wikis, forums and boards are not read by the survey; where a project points there, the table says so."
      >
        <SharesFigure
          number="Figure 1."
          caption={`State of the roadmaps of ${count(total(shares) - shares.unknown, 'project')} on ${showLongDate(round.asOf)}${
            before === null ? '' : `, and on ${showLongDate(before.round.asOf)}`
          }. The paler bar is the survey made by hand in 2018 for the projects of one foundation, in per cent.`}
          rows={[
            rowOf2018(),
            ...(before === null ? [] : [shareRow(before.round.title, before.shares)]),
            shareRow(round.title, shares),
          ]}
          noun="projects"
          tableNumber="Table 1."
        />
        {before !== null && round.state === 'finished' && (
          <Fine>
            <Link to={urls.compareRounds({}, { from: before.round.id, to: round.id })}>
              What changed since {before.round.title}
            </Link>
            , project by project.
          </Fine>
        )}
        {shares.unknown + round.runs['not-reached'] > 0 && (
          <Fine>
            Left out of the figure: {count(shares.unknown + round.runs['not-reached'], 'project')} that could not be
            read.
          </Fine>
        )}
        {unnamed > 0 && <Fine>Counted but not named: {count(unnamed, 'project')} that asked to be left out.</Fine>}
        <Fine>
          Source of the 2018 bar: the survey in Ralf Gommers’ account of October 2018: about half of the projects
          without a roadmap, half of the rest outdated or incomplete.
        </Fine>
      </Section>
      <Section head="The projects" id="projects" wide>
        <RowsTable {...props} />
      </Section>
    </>
  );
}

function RoundActions({ round, may }: RoundPageProps): VNode {
  return (
    <>
      {may.steer && round.state === 'stopped' && (
        <ActionForm action={urls.roundResume({ round: round.id })} kind="first">
          Resume
        </ActionForm>
      )}
      {may.publish && round.state === 'finished' && round.published === null && (
        <ActionForm
          action={urls.roundPublish({ round: round.id })}
          kind="first"
          asks="Everyone will be able to read this round, its reasons and its evidence. It can be withdrawn again."
        >
          Publish
        </ActionForm>
      )}
      <Button to={urls.roundExport({ round: round.id, format: 'csv' })}>Download as CSV</Button>
    </>
  );
}

function standfirst({ round, shares, nonTechnical }: RoundPageProps): string {
  const read = total(shares) - shares.unknown;
  if (read === 0) return `No project could be read as of ${showLongDate(round.asOf)}.`;
  const good =
    shares.good === 0
      ? 'None has a roadmap that is current and says enough to act on.'
      : `${capital(inWords(shares.good))} ${shares.good === 1 ? 'has' : 'have'} a roadmap that is current and says enough to act on.`;
  const funders =
    nonTechnical === 0
      ? 'Not one has a roadmap written for funders.'
      : `${capital(inWords(nonTechnical))} ${nonTechnical === 1 ? 'has' : 'have'} a part written for funders and the community.`;
  return `${capital(inWords(read))} ${read === 1 ? 'project' : 'projects'}, read from their repositories as they stood on ${showLongDate(round.asOf)}. ${good} ${funders}`;
}

function RowsTable({ round, before, query, shown, may }: RoundPageProps): VNode {
  const to = (change: Partial<Record<keyof RowQuery, string | number>>) =>
    `${urls.round({ round: round.id }, { ...asParams(query), ...change })}#projects`;
  const filtered = query.text !== '' || query.verdict !== '' || query.kind !== '' || query.since !== '';
  return (
    <>
      <Filter
        action={urls.round({ round: round.id })}
        label="Filter projects"
        {...(filtered ? { clear: `${urls.round({ round: round.id })}#projects` } : {})}
        hidden={
          query.sort === 'name' && !query.descending
            ? {}
            : { sort: query.sort, descending: query.descending ? '1' : '' }
        }
        fields={[
          { kind: 'search', name: 'text', label: 'Project or words of the reason', value: query.text },
          {
            kind: 'select',
            name: 'verdict',
            label: 'Verdict',
            value: query.verdict,
            options: [
              { value: '', label: 'Any' },
              ...(['none', 'outdated', 'incomplete', 'good', 'unknown'] as const).map((value) => ({
                value,
                label: VERDICT_WORDS[value],
              })),
              { value: 'not-reached', label: 'Not reached' },
            ],
          },
          {
            kind: 'select',
            name: 'kind',
            label: 'Kind',
            value: query.kind,
            options: [
              { value: '', label: 'Any' },
              { value: 'technical', label: 'Technical' },
              { value: 'nontechnical', label: 'Non-technical' },
              { value: 'both', label: 'Both' },
            ],
          },
          ...(before === null
            ? []
            : [
                {
                  kind: 'select' as const,
                  name: 'since',
                  label: `Since ${before.round.title}`,
                  value: query.since,
                  options: [
                    { value: '', label: 'Any' },
                    { value: 'changed', label: 'Verdict changed' },
                    { value: 'same', label: 'Verdict the same' },
                    { value: 'new', label: 'Not surveyed then' },
                  ],
                },
              ]),
        ]}
      />
      <Pager
        noun="Projects"
        from={shown.from}
        to={shown.to}
        total={shown.total}
        order={query.sort === 'name' ? 'by name' : query.sort === 'verdict' ? 'by verdict' : 'by last change'}
        previous={shown.page > 1 ? { label: 'Previous', to: to({ page: shown.page - 1 }) } : null}
        next={shown.to < shown.total ? { label: 'Next', to: to({ page: shown.page + 1 }) } : null}
      />
      <Table
        number="Table 2."
        caption={`Verdict and reason for each project, ${round.title}. Numbers after a path are lines.`}
        rows={shown.rows}
        rowId={(row) => `project-${row.project}`}
        sort={{
          by: query.sort,
          descending: query.descending,
          to: (by, descending) => to({ sort: by, descending: descending ? '1' : '', page: '' }),
        }}
        empty={filtered ? 'No project fits these filters.' : 'No project was read in this round.'}
        columns={[
          { head: 'Project', rowHead: true, sortBy: 'name', cell: (row) => <ProjectName round={round} row={row} /> },
          { head: 'Verdict', nowrap: true, sortBy: 'verdict', cell: (row) => <RowVerdict row={row} /> },
          { head: 'Kind', cell: (row) => (row.verdict === null || row.kind === 'none' ? null : KIND_WORDS[row.kind]) },
          { head: 'Reason and evidence', cell: (row) => <RowReason round={round} row={row} retry={may.steer} /> },
          {
            head: 'Last real change',
            nowrap: true,
            sortBy: 'change',
            cell: (row) => (row.lastChange === null ? null : <DateText at={row.lastChange} />),
          },
          ...(before === null
            ? []
            : [
                {
                  head: before.round.title,
                  nowrap: true,
                  cell: (row: RoundRow) =>
                    row.before === null ? 'not surveyed' : <VerdictMark verdict={row.before} />,
                },
              ]),
        ]}
      />
      <Fine>
        Take away: <Link to={urls.roundExport({ round: round.id, format: 'csv' })}>CSV</Link>,{' '}
        <Link to={urls.roundExport({ round: round.id, format: 'json' })}>JSON</Link>,{' '}
        <Link to={urls.roundExport({ round: round.id, format: 'md' })}>Markdown</Link>. A project’s representatives may
        correct any answer, with a reason; the correction is then shown beside what was read.
      </Fine>
      {may.publish && round.published !== null && (
        <Why summary="Withdraw this round from the public">
          <p>It stays in the back office and may be published again. Readers will no longer find it.</p>
          <Button to={urls.roundWithdraw({ round: round.id })}>Withdraw…</Button>
        </Why>
      )}
    </>
  );
}

function ProjectName({ round, row }: { readonly round: Round; readonly row: RoundRow }): VNode {
  return (
    <>
      {row.verdict === null ? (
        row.name
      ) : (
        <Link to={urls.roundProject({ round: round.id, project: row.project })}>{row.name}</Link>
      )}
      <Example when={row.example} />
      {row.optedOut && (
        <>
          <br />
          <OptedOutState />
        </>
      )}
    </>
  );
}

function RowVerdict({ row }: { readonly row: RoundRow }): VNode {
  if (row.verdict !== null) return <VerdictMark verdict={row.verdict} />;
  if (row.state === 'not-reached') return <Attention>Not reached</Attention>;
  return (
    <State mark="dotted" tone="off">
      {RUN_STATE_WORDS[row.state]}
    </State>
  );
}

function RowReason({
  round,
  row,
  retry,
}: {
  readonly round: Round;
  readonly row: RoundRow;
  readonly retry: boolean;
}): VNode {
  if (row.verdict === null) {
    return (
      <>
        {row.problem ?? ''}
        {row.state === 'not-reached' && retry && (
          <>
            {' '}
            <ActionForm action={urls.roundRetry({ round: round.id, project: row.project })} kind="plain">
              Try again
            </ActionForm>
          </>
        )}
      </>
    );
  }
  return (
    <>
      {row.corrected && <b>Corrected: </b>}
      {row.reason}
      {row.evidence !== null && !row.corrected && (
        <>
          {' '}
          <EvidenceLink
            repository={row.evidence.repository}
            commit={row.evidence.commit}
            path={row.evidence.path}
            lines={row.evidence.lines}
          />
        </>
      )}
    </>
  );
}

function asParams(query: RowQuery): Record<string, string> {
  return {
    text: query.text,
    verdict: query.verdict,
    kind: query.kind,
    since: query.since,
    sort: query.sort === 'name' ? '' : query.sort,
    descending: query.descending ? '1' : '',
  };
}

function total(shares: VerdictCount): number {
  return Object.values(shares).reduce((sum, n) => sum + n, 0);
}
