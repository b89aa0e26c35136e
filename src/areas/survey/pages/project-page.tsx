import type { VNode } from 'preact';
import { readCalendarDate, showDate, showLongDate, type CalendarDate } from '../../../kernel/dates.ts';
import { count, inWords } from '../../../kernel/text.ts';
import {
  ActionForm,
  AnswerMark,
  Button,
  CommitLink,
  DateText,
  EvidenceLink,
  Example,
  ExternalLink,
  Facts,
  Fine,
  Link,
  Note,
  PageHead,
  QuotedLines,
  Section,
  Table,
  TimeStrip,
  Timeline,
  urls,
  VerdictEvidence,
  VerdictMark,
  Why,
  VERDICT_WORDS,
  ANSWER_WORDS,
} from '../../../look/index.ts';
import { KIND_WORDS, STANDARD_WORDS } from './words.ts';
import {
  STANDARD_KEYS,
  type AnswerReport,
  type Correction,
  type Evidence,
  type ProjectReport,
  type Reason,
  type Result,
  type Round,
  type StandardKey,
} from '../types.ts';

export interface ProjectPageProps {
  readonly round: Round;
  readonly project: {
    readonly id: string;
    readonly name: string;
    readonly summary: string;
    readonly example: boolean;
    readonly label: string;
  };
  readonly result: Result;
  readonly corrections: readonly Correction[];
  readonly mayCorrect: boolean;
}

/** Everything a round says about one project, each answer with the lines it rests on. */
export function RoundProjectPage(props: ProjectPageProps): VNode {
  const { round, project, result, corrections } = props;
  const { report } = result;
  const live = corrections.filter((correction) => correction.withdrawnAt === null);
  const corrected = live.find(({ key }) => key === 'roadmap') ?? null;
  return (
    <>
      <PageHead
        title={
          <>
            {project.name}
            {project.example && (
              <>
                {' '}
                <Example />
              </>
            )}
          </>
        }
        trail={[
          { label: 'Survey', to: urls.rounds({}) },
          { label: round.title, to: urls.round({ round: round.id }) },
          { label: project.name },
        ]}
        actions={<Button to={urls.project({ project: project.id })}>About the project</Button>}
      >
        {project.summary === '' ? null : `${project.summary} `}
        {repositoriesRead(report, round.asOf)}
      </PageHead>
      <Facts
        items={[
          {
            label: project.label,
            value: <VerdictMark verdict={corrected === null ? result.verdict : verdictOf(corrected.answer)} />,
            note:
              corrected === null
                ? kindNote(report)
                : `corrected; read as ${VERDICT_WORDS[result.verdict].toLowerCase()}`,
          },
          {
            label: 'Last real change',
            value: result.lastChange === null ? 'not known' : showDate(result.lastChange),
            note:
              result.lastChange === null ? 'no text with a history was found' : agoNote(result.lastChange, round.asOf),
          },
          { label: 'Documents found', value: String(report.documents.length), note: documentsNote(report) },
          {
            label: 'Oldest text',
            value: report.roadmap.origin === null ? 'not known' : showDate(asDay(report.roadmap.origin) ?? round.asOf),
            note: 'day of the oldest line that still stands',
          },
        ]}
      />
      {live.length > 0 && <Corrections {...props} live={live} />}
      <Section head={`Why “${VERDICT_WORDS[result.verdict].toLowerCase()}”`} note={<ReadFrom report={report} />}>
        {report.roadmap.reasons.length === 0 ? (
          <p>Nothing was found in git that says what the project plans.</p>
        ) : (
          <VerdictEvidence reasons={report.roadmap.reasons.map((reason) => shownReason(reason, report))} />
        )}
        {report.roadmap.linked.length > 0 && <Linked report={report} />}
        {props.mayCorrect && (
          <p>
            <Link to={urls.correctAnswer({ round: round.id, project: project.id, key: 'roadmap' })}>
              Correct this answer
            </Link>
          </p>
        )}
      </Section>
      {report.roadmap.documents.length > 0 && <RoadmapDocuments report={report} />}
      {report.roadmap.history.length > 0 && <HowMade report={report} />}
      <Section
        head="Community standards"
        note="Each answer is yes, partly, no or not known. There is no total: a sum would hide what matters."
      >
        <Standards {...props} live={live} />
      </Section>
      {report.documents.length > 0 && <Documents report={report} />}
      <Section
        head="What was read"
        note="A commit is the whole state of a repository; anyone can read the same one again."
      >
        <Repositories report={report} />
      </Section>
    </>
  );
}

function Corrections({
  live,
  round,
  project,
  mayCorrect,
  result,
}: ProjectPageProps & { readonly live: readonly Correction[] }): VNode {
  return (
    <Section
      head="Corrected by people"
      note="What was read stays below. A correction names its reason and who made it."
    >
      <Table
        caption="Corrections in force"
        hideCaption
        rows={live}
        columns={[
          { head: 'Question', rowHead: true, cell: ({ key }) => questionWords(key) },
          {
            head: 'Answer',
            cell: ({ key, answer }) =>
              key === 'roadmap' ? (
                <VerdictMark verdict={verdictOf(answer)} />
              ) : (
                <AnswerMark answer={answerOf(answer)} />
              ),
          },
          { head: 'Read as', cell: ({ key }) => readAs(key, result) },
          {
            head: 'Reason',
            cell: ({ reason, link }) => (
              <>
                {reason}
                {link !== null && (
                  <>
                    {' '}
                    <ExternalLink href={link}>Source</ExternalLink>
                  </>
                )}
              </>
            ),
          },
          {
            head: 'By',
            cell: ({ byName, hat, forProject, at }) => (
              <>
                {byName}
                {hat !== null && `, ${hat}`}, {forProject ? 'for the project' : 'for the workspace'},{' '}
                <DateText at={at} />
              </>
            ),
          },
          ...(mayCorrect
            ? [
                {
                  head: 'Undo',
                  cell: ({ id }: Correction) => (
                    <ActionForm
                      action={urls.withdrawCorrection({ round: round.id, project: project.id, correction: id })}
                      kind="plain"
                    >
                      Withdraw
                    </ActionForm>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function ReadFrom({ report }: { readonly report: ProjectReport }): VNode {
  const first = report.roadmap.documents[0];
  if (first === undefined) return <>Searched by name, title, headings, links and navigation.</>;
  return (
    <>
      Read from <EvidenceLink {...refOf(report, first)} /> at commit{' '}
      <CommitLink repository={urlOf(report, first.repository)} commit={first.commit} />
    </>
  );
}

function Linked({ report }: { readonly report: ProjectReport }): VNode {
  return (
    <>
      <Note>
        The repositories send their readers to {inWords(report.roadmap.linked.length)}{' '}
        {report.roadmap.linked.length === 1 ? 'place' : 'places'} outside git. Linked, not read:
      </Note>
      <Table
        caption="Places outside git that the project points to"
        hideCaption
        rows={report.roadmap.linked}
        columns={[
          { head: 'What', rowHead: true, cell: ({ what }) => what },
          {
            head: 'Where it leads',
            cell: ({ target, text }) => <ExternalLink href={target}>{text === '' ? target : text}</ExternalLink>,
          },
          { head: 'Found in', kind: 'source', cell: ({ evidence }) => <EvidenceLink {...refOf(report, evidence)} /> },
        ]}
      />
    </>
  );
}

function RoadmapDocuments({ report }: { readonly report: ProjectReport }): VNode {
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

function HowMade({ report }: { readonly report: ProjectReport }): VNode {
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
                `${event.words.added} words came, ${event.words.removed} went. `}
              <CommitLink repository={urlOf(report, event.repository)} commit={event.commit} />
            </>
          ),
        }))}
      />
    </Section>
  );
}

function Standards({
  result: { report },
  round,
  project,
  live,
  mayCorrect,
}: ProjectPageProps & { readonly live: readonly Correction[] }): VNode {
  return (
    <Table
      number="Table 2."
      caption="What the repositories say about working together. Numbers after a path are lines."
      rows={STANDARD_KEYS}
      columns={[
        { head: 'Question', rowHead: true, cell: (key) => STANDARD_WORDS[key] },
        {
          head: 'Answer',
          nowrap: true,
          cell: (key) => {
            const correction = live.find((candidate) => candidate.key === key);
            return correction === undefined ? (
              <AnswerMark answer={report.standards[key].answer} />
            ) : (
              <>
                <AnswerMark answer={answerOf(correction.answer)} /> <span>(corrected)</span>
              </>
            );
          },
        },
        { head: 'In words', cell: (key) => <InWords answer={report.standards[key]} report={report} /> },
        { head: 'Source', kind: 'source', cell: (key) => sourcesOf(report.standards[key], report) },
        ...(mayCorrect
          ? [
              {
                head: 'Correct',
                cell: (key: StandardKey) => (
                  <Link to={urls.correctAnswer({ round: round.id, project: project.id, key })}>Correct</Link>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** The reasons, and one click away the lines themselves. */
function InWords({ answer, report }: { readonly answer: AnswerReport; readonly report: ProjectReport }): VNode {
  const quoted = answer.reasons.flatMap(({ evidence }) => evidence).filter(({ quote }) => quote.length > 0);
  return (
    <>
      {answer.reasons.map(({ text }) => text).join(' ')}
      {quoted.length > 0 && (
        <Why summary={quoted.length === 1 ? 'The lines' : `The lines, ${inWords(quoted.length)} places`}>
          {quoted.slice(0, 6).map((evidence) => (
            <>
              <p class="fine source">
                <EvidenceLink {...refOf(report, evidence)} />
              </p>
              <QuotedLines lines={quotedLines(evidence)} />
            </>
          ))}
        </Why>
      )}
    </>
  );
}

const SOURCES_SHOWN = 3;

/** Null without any, so that the cell counts as empty. */
function sourcesOf(answer: AnswerReport, report: ProjectReport): VNode | null {
  const sources = distinct(answer.reasons.flatMap(({ evidence }) => evidence));
  if (sources.length === 0) return null;
  return (
    <>
      {sources.slice(0, SOURCES_SHOWN).map((evidence, at) => (
        <>
          {at > 0 && <br />}
          <EvidenceLink {...refOf(report, evidence)} />
        </>
      ))}
      {sources.length > SOURCES_SHOWN && ` and ${sources.length - SOURCES_SHOWN} more`}
    </>
  );
}

function Documents({ report }: { readonly report: ProjectReport }): VNode {
  return (
    <Section head="Documents found" note="The main documents by kind. The list is not exhaustive.">
      <Table
        number="Table 3."
        caption="Documents, by kind"
        dense
        rows={report.documents}
        columns={[
          { head: 'Kind', rowHead: true, cell: ({ kind }) => kind.replaceAll('-', ' ') },
          { head: 'Title', cell: ({ title }) => title },
          { head: 'Source', kind: 'source', cell: (document) => <EvidenceLink {...refOf(report, document)} /> },
        ]}
      />
    </Section>
  );
}

function Repositories({ report }: { readonly report: ProjectReport }): VNode {
  return (
    <>
      <Table
        number="Table 4."
        caption="Repositories and the commits that were read"
        rows={report.repositories}
        columns={[
          {
            head: 'Repository',
            rowHead: true,
            cell: (repository) => <ExternalLink href={repository.url}>{repository.id}</ExternalLink>,
          },
          {
            head: 'Commit',
            cell: (repository) =>
              repository.state === 'read' ? (
                <CommitLink repository={repository.url} commit={repository.commit} />
              ) : null,
          },
          {
            head: 'Of',
            nowrap: true,
            cell: (repository) => (repository.state === 'read' ? dayText(repository.committedOn) : null),
          },
          {
            head: 'Files',
            kind: 'number',
            cell: (repository) => (repository.state === 'read' ? repository.files.toLocaleString('en-GB') : null),
          },
          {
            head: 'Documents read',
            kind: 'number',
            cell: (repository) => (repository.state === 'read' ? repository.documentsRead : null),
          },
          {
            head: 'To know',
            cell: (repository) =>
              repository.state === 'read' ? repository.notes.join(' ') : `Not reached: ${repository.because}`,
          },
        ]}
      />
      <Fine>Read on {showLongDate(asDay(report.madeAt) ?? report.asOf)}.</Fine>
    </>
  );
}

function shownReason(reason: Reason, report: ProjectReport) {
  const [first] = reason.evidence;
  return {
    head: reason.text,
    ...(first === undefined
      ? {}
      : {
          lines: quotedLines(first),
          source: { ...refOf(report, first), named: report.repositories.length > 1 ? first.repository : null },
        }),
  };
}

function quotedLines(evidence: Evidence) {
  const from = evidence.lines?.[0] ?? 1;
  return evidence.quote.map((text, at) => ({ number: from + at, text }));
}

function refOf(
  report: ProjectReport,
  at: {
    readonly repository: string;
    readonly commit: string;
    readonly path: string;
    readonly lines: readonly [number, number] | null;
  },
) {
  return { repository: urlOf(report, at.repository), commit: at.commit, path: at.path, lines: at.lines };
}

function urlOf(report: ProjectReport, id: string): string | null {
  return report.repositories.find((repository) => repository.id === id)?.url ?? null;
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Map(
    evidence.map((piece) => [`${piece.repository}\0${piece.path}\0${piece.lines?.join('-') ?? ''}`, piece]),
  );
  return [...seen.values()];
}

function repositoriesRead(report: ProjectReport, asOf: CalendarDate): string {
  const read = report.repositories.filter(({ state }) => state === 'read').length;
  const words = inWords(read);
  return `${capital(words)} ${read === 1 ? 'repository was' : 'repositories were'} read as ${read === 1 ? 'it' : 'they'} stood on ${showLongDate(asOf)}.`;
}

function kindNote(report: ProjectReport): string {
  switch (report.roadmap.kind) {
    case 'none':
      return 'none found in git';
    case 'technical':
      return 'technical; nothing for funders';
    case 'nontechnical':
      return 'non-technical';
    case 'both':
      return 'technical, with a part on community or funding';
  }
}

function documentsNote(report: ProjectReport): string {
  const kinds = new Set(report.documents.map(({ kind }) => kind)).size;
  return kinds === 0 ? 'in the repositories declared' : `of ${count(kinds, 'kind')}`;
}

function agoNote(day: CalendarDate, asOf: CalendarDate): string {
  const days = Math.round((Date.parse(asOf) - Date.parse(day)) / 86_400_000);
  return `${ageWords(days)} before the round`;
}

function ageWords(days: number): string {
  if (days < 60) return count(days, 'day');
  if (days < 730) return count(Math.round(days / 30.4), 'month');
  return `${(days / 365.25).toFixed(1)} years`;
}

function asDay(iso: string): CalendarDate | null {
  return readCalendarDate(iso.slice(0, 10));
}

function dayText(iso: string | null): VNode | null {
  const day = iso === null ? null : asDay(iso);
  return day === null ? null : <DateText at={day} />;
}

function questionWords(key: string): string {
  return key === 'roadmap' ? 'Roadmap' : (STANDARD_WORDS[key as StandardKey] ?? key);
}

function readAs(key: string, result: Result): string {
  if (key === 'roadmap') return VERDICT_WORDS[result.verdict];
  return ANSWER_WORDS[result.report.standards[key as StandardKey].answer];
}

function verdictOf(answer: string): Result['verdict'] {
  return answer in VERDICT_WORDS ? (answer as Result['verdict']) : 'unknown';
}

function answerOf(answer: string): AnswerReport['answer'] {
  return answer in ANSWER_WORDS ? (answer as AnswerReport['answer']) : 'unknown';
}

/** A commit's subject, ended like a sentence. */
function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
