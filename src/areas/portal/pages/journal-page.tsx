import type { VNode } from 'preact';
import { DateText, EmptyState, Fine, Link, PageHead, Table, urls } from '../../../look/index.ts';
import type { ShownJournal } from '../types.ts';

/** What happened, newest first. Nothing in it can be changed; words about people can be erased. */
export function JournalPage({ entries, older }: ShownJournal): VNode {
  return (
    <>
      <PageHead title="Journal" trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Journal' }]}>
        What happened here, newest first. Entries are chained and cannot be changed; words about people can be erased.
      </PageHead>
      {entries.length === 0 ? (
        <EmptyState head="Nothing older">The journal begins where the workspace was set up.</EmptyState>
      ) : (
        <Table
          caption="What happened, newest first"
          hideCaption
          dense
          rows={entries}
          columns={[
            { head: 'When', nowrap: true, cell: ({ at }) => <DateText at={at} time /> },
            {
              head: 'Who',
              rowHead: true,
              cell: ({ who, hat }) => (
                <>
                  {who ?? 'somebody not signed in'}
                  {hat !== null && `, ${hat}`}
                </>
              ),
            },
            { head: 'What', cell: ({ what }) => what },
            {
              head: 'About',
              cell: ({ about }) =>
                about === null ? null : about.to === null ? about.words : <Link to={about.to}>{about.words}</Link>,
            },
            {
              head: 'In words',
              cell: ({ words }) =>
                words.length === 0 ? null : words.map(({ name, text }) => `${name}: ${text}`).join('; '),
            },
          ]}
        />
      )}
      {older !== null && (
        <Fine>
          <Link to={urls.journal({}, { before: older })}>Older entries</Link>
        </Fine>
      )}
    </>
  );
}
