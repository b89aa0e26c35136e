/** The documents taken as the roadmap, and how they came about. */
import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import { CommitLink, EvidenceLink, Section, Table, TimeStrip, Timeline, VerdictMark } from '../../../look/index.ts';
import { KIND_WORDS } from './words.ts';
import type { ProjectReport } from '../types.ts';
import { refOf, urlOf, dayText, ageWords, capital, sentence } from './project-parts.tsx';

export function RoadmapDocuments({ report }: { readonly report: ProjectReport }): VNode {
  return (
    <Section
      head="The documents"
      note="Dates are those of the lines, not of the file: a spelling fix does not make a plan new."
    >
      <Table
        number="Table 1."
        caption="What was taken as the roadmap, document by document"
        rows={report.roadmap.documents}
        columns={[
          { head: 'Document', rowHead: true, cell: (document) => document.title || document.path },
          { head: 'Verdict', nowrap: true, cell: ({ state }) => <VerdictMark verdict={state} /> },
          { head: 'Kind', cell: ({ kind }) => KIND_WORDS[kind] },
          {
            head: 'Items',
            kind: 'number',
            cell: ({ items }) => (items.done === 0 ? items.total : `${items.total}, ${items.done} done`),
          },
          { head: 'First text', nowrap: true, cell: ({ firstText }) => dayText(firstText) },
          { head: 'Last real change', nowrap: true, cell: ({ lastChange }) => dayText(lastChange) },
          {
            head: 'Half of the lines older than',
            cell: ({ medianLineAgeDays }) => (medianLineAgeDays === null ? null : ageWords(medianLineAgeDays)),
          },
          { head: 'Source', kind: 'source', cell: (document) => <EvidenceLink {...refOf(report, document)} /> },
        ]}
      />
    </Section>
  );
}

const SHOWN_EVENTS = 12;

export function HowMade({ report }: { readonly report: ProjectReport }): VNode {
  const { history } = report.roadmap;
  const shown =
    history.length <= SHOWN_EVENTS
      ? history
      : [...history.slice(0, SHOWN_EVENTS / 2), ...history.slice(-SHOWN_EVENTS / 2)];
  return (
    <Section
      head="How it was made"
      note={`Told from the history of the text alone${history.length > shown.length ? `: the first and the last ${SHOWN_EVENTS / 2} of ${history.length} steps` : ''}.`}
    >
      {shown.length > 1 && (
        <TimeStrip
          label={`${shown.length} steps between ${history[0]!.on} and ${history.at(-1)!.on}, listed below.`}
          events={shown
            .filter(({ what }) => what !== 'small change')
            .map((event) => ({ from: new Date(`${event.on.slice(0, 10)}T00:00:00Z`), label: capital(event.what) }))}
        />
      )}
      <Timeline
        items={shown.map((event) => ({
          when: dayText(event.on),
          what: capital(event.what),
          gloss: (
            <>
              {sentence(event.text)}{' '}
              {event.authors.length > 0 &&
                `By ${event.authors.slice(0, 4).join(', ')}${event.authors.length > 4 ? ' and others' : ''}. `}
              {event.words.added + event.words.removed > 0 &&
                `${count(event.words.added, 'word')} came, ${event.words.removed} went. `}
              <CommitLink repository={urlOf(report, event.repository)} commit={event.commit} />
            </>
          ),
        }))}
      />
    </Section>
  );
}
