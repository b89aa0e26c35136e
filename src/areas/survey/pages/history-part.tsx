/** The documents taken as the roadmap, and how they came about. */
import type { VNode } from 'preact';
import { count, showPath } from '../../../kernel/text.ts';
import {
  Attention,
  CommitLink,
  EvidenceLink,
  ExternalLink,
  FactList,
  RequestLink,
  Section,
  Table,
  TimeStrip,
  Timeline,
  VerdictMark,
} from '../../../look/index.ts';
import { KIND_WORDS } from './words.ts';
import type { HistoryEvent, ProjectReport, Reason, RoadmapPeople } from '../types.ts';
import { refOf, urlOf, dayText, ageWords, capital, sentence } from './project-parts.tsx';

export function RoadmapDocuments({
  report,
  label,
}: {
  readonly report: ProjectReport;
  /** What the project calls its list (domain S43). */
  readonly label: string;
}): VNode {
  return (
    <Section
      head="The documents"
      note="Dates are those of the lines, not of the file: a spelling fix does not make a plan new."
    >
      <Table
        number="Table 1."
        caption={`What was taken as the ${label.toLowerCase()}, document by document`}
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

const SHOWN_EVENTS = 14;

export function HowMade({ report }: { readonly report: ProjectReport }): VNode {
  const { history, people } = report.roadmap;
  const shown =
    history.length <= SHOWN_EVENTS
      ? history
      : [...history.slice(0, SHOWN_EVENTS / 2), ...history.slice(-SHOWN_EVENTS / 2)];
  // Where merges are known they stand for the changes that they brought; the list has both.
  const hasMerges = shown.some(({ what }) => what === 'merged');
  return (
    <Section
      head="How it was made"
      note={`Told from the history of the text alone${history.length > shown.length ? `: the first and the last ${SHOWN_EVENTS / 2} of ${history.length} steps` : ''}.`}
    >
      {shown.length > 1 && (
        <TimeStrip
          label={`${shown.length} steps between ${history[0]!.on} and ${history.at(-1)!.on}, listed below.`}
          events={shown
            .filter(({ what }) => what !== 'small change' && (what !== 'changed' || !hasMerges))
            .map((event) => ({
              from: instantOf(event.what === 'merged' ? event.on : (event.since ?? event.on)),
              ...(event.what === 'merged' || event.since === undefined ? {} : { to: instantOf(event.on) }),
              label: capital(event.what),
            }))}
        />
      )}
      <Timeline
        items={shown.map((event) => ({
          when: dayText(event.on),
          what: capital(event.what),
          gloss: <Step event={event} report={report} />,
        }))}
      />
      {people !== undefined && <Involved people={people} report={report} />}
    </Section>
  );
}

function instantOf(day: string): Date {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`);
}

function Step({ event, report }: { readonly event: HistoryEvent; readonly report: ProjectReport }): VNode {
  const repository = urlOf(report, event.repository);
  const names = `${event.authors.slice(0, 4).join(', ')}${event.authors.length > 4 ? ' and others' : ''}`;
  return (
    <>
      {sentence(event.text)} {event.authors.length > 0 && `By ${names}. `}
      {event.request !== undefined && (
        <>
          Discussed as <RequestLink repository={repository} number={event.request} />
          {event.what === 'merged' && event.since !== undefined && event.since !== event.on && (
            <>, whose first commit is of {dayText(event.since)}</>
          )}
          .{' '}
        </>
      )}
      {event.from !== undefined && <>Moved from {showPath(event.from)}. </>}
      {event.what !== 'merged' &&
        event.words.added + event.words.removed > 0 &&
        `${count(event.words.added, 'word')} came, ${event.words.removed} went. `}
      {(event.links ?? []).map((link) => (
        <>
          Its commits point to <ExternalLink href={link} />.{' '}
        </>
      ))}
      <CommitLink repository={repository} commit={event.commit} />
    </>
  );
}

const SHOWN_PEOPLE = 8;

/** Who was, is and will be involved (domain S66). */
function Involved({ people, report }: { readonly people: RoadmapPeople; readonly report: ProjectReport }): VNode {
  const { were, are, willBe } = people;
  const named = were.slice(0, SHOWN_PEOPLE).map(({ name, changes }) => `${name} (${count(changes, 'change')})`);
  const silent = willBe.review === null && willBe.people === null;
  return (
    <FactList
      items={[
        {
          label: 'Who was involved',
          value: `${named.join(', ')}${were.length > SHOWN_PEOPLE ? ` and ${count(were.length - SHOWN_PEOPLE, 'other')}` : ''}`,
        },
        {
          label: 'Who is involved now',
          value:
            are.length === 0
              ? 'Nobody changed it in the year before.'
              : `${are.slice(0, SHOWN_PEOPLE).join(', ')}, in the year before`,
        },
        {
          label: 'Who will be involved',
          note: silent ? 'neither who is to see to it, nor when it is looked at next' : null,
          value: silent ? (
            <Attention>Not said</Attention>
          ) : (
            [willBe.review, willBe.people].flatMap((reason) =>
              reason === null ? [] : [<Said reason={reason} report={report} />],
            )
          ),
        },
      ]}
    />
  );
}

function Said({ reason, report }: { readonly reason: Reason; readonly report: ProjectReport }): VNode {
  const [first] = reason.evidence;
  return (
    <>
      {reason.text} {first !== undefined && <EvidenceLink {...refOf(report, first)} />}{' '}
    </>
  );
}
