/** Pull requests opened and merged over the years, counted from git alone (domain S76). */
import type { VNode } from 'preact';
import { showDate } from '../../../kernel/dates.ts';
import { showNumber } from '../../../kernel/text.ts';
import { Fine, Section, Table, TrendFigure } from '../../../look/index.ts';
import type { Balance } from '../types.ts';
import { asDay } from './project-parts.tsx';

/** Years drawn; the rest is in the table of totals. */
const MOST_POINTS = 20;

export function BalancePart({ balances }: { readonly balances: readonly Balance[] }): VNode {
  const main = balances[0]!;
  const years = main.years.slice(-MOST_POINTS);
  const words = main.kind === 'pull' ? 'pull requests' : 'merge requests';
  const last = years.at(-2) ?? years.at(-1);
  const upTo = main.upTo === null ? null : asDay(main.upTo);
  return (
    <Section
      head="Balance"
      note="Counted from git alone: the refs that the forge keeps of each request, and the branches they went into."
    >
      {years.length > 0 && (
        <TrendFigure
          number="Figure 1."
          caption={
            <>
              {words === 'pull requests' ? 'Pull requests' : 'Merge requests'} of {main.repository} by year
              {last === undefined
                ? '.'
                : `: in ${last.year}, ${showNumber(last.opened)} were opened and ${showNumber(last.merged)} merged.`}{' '}
              Closure ratio: not known without the forge, for git does not say what was closed unmerged.
              {upTo !== null && ` The last year ends on ${showDate(upTo)}.`}
            </>
          }
          pointNoun="year"
          points={years.map(({ year }) => String(year))}
          series={[
            { label: 'Opened', values: years.map(({ opened }) => opened) },
            { label: 'Merged', values: years.map(({ merged }) => merged), lead: true },
            ...(main.kind === 'pull'
              ? [{ label: 'Other numbers', values: years.map(({ others }) => others ?? 0) }]
              : []),
          ]}
        />
      )}
      <Table
        number="Table 3."
        caption="What the count rests on, from the surest evidence to the weakest"
        rows={balances}
        columns={[
          { head: 'Repository', rowHead: true, cell: ({ repository }) => repository },
          { head: 'Requests', kind: 'number', cell: ({ requests }) => showNumber(requests) },
          { head: 'Merged', kind: 'number', cell: ({ merged }) => showNumber(merged) },
          { head: 'Of all', kind: 'number', cell: ({ merged, requests }) => percent(merged, requests) },
          { head: 'By a merge that names it', kind: 'number', cell: ({ tiers }) => showNumber(tiers.merge) },
          { head: 'By a squash that names it', kind: 'number', cell: ({ tiers }) => showNumber(tiers.squash) },
          { head: 'Landed only', kind: 'number', cell: ({ tiers }) => showNumber(tiers.landed) },
          { head: 'Numbers set aside', kind: 'number', cell: ({ rejected }) => showNumber(rejected) },
        ]}
      />
      <Fine>
        A request counts as opened by the day on which it or one of a higher number was merged; requests that merely
        landed have no day and are in no year. Other numbers are issues and discussions, at most. Numbers set aside
        stand in subjects of commits and are no request’s, or are older than it. A request may be in the first two kinds
        of evidence.
      </Fine>
    </Section>
  );
}

function percent(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${Math.round((part / whole) * 100)} %`;
}
