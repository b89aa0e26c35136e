import type { VNode } from 'preact';
import { showDate, showLongDate, type CalendarDate } from '../../../kernel/dates.ts';
import { count, inWords } from '../../../kernel/text.ts';
import {
  Button,
  CommitLink,
  EvidenceLink,
  Example,
  ExternalLink,
  Facts,
  Fine,
  Link,
  Note,
  PageHead,
  Section,
  Table,
  urls,
  VerdictEvidence,
  VerdictMark,
  VERDICT_WORDS,
} from '../../../look/index.ts';
import { OptedOutNotice } from '../../projects/index.ts';
import type { ProjectReport } from '../types.ts';
import {
  shownReason,
  refOf,
  urlOf,
  asDay,
  dayText,
  ageWords,
  capital,
  verdictOf,
  type ProjectPageProps,
} from './project-parts.tsx';
import { BalancePart } from './balance-part.tsx';
import { LevelsPart } from './levels-part.tsx';
import { Corrections } from './corrections-part.tsx';
import { Standards } from './standards-part.tsx';
import { RoadmapDocuments, HowMade } from './history-part.tsx';

/** Everything a round says about one project, each answer with the lines it rests on. */
export function RoundProjectPage(props: ProjectPageProps): VNode {
  const { round, project, result, corrections, seesRound } = props;
  const { report } = result;
  const live = corrections.filter((correction) => correction.withdrawnAt === null);
  const corrected = live.find(({ key }) => key === 'roadmap') ?? null;
  return (
    <>
      <PageHead
        title={
          <>
            {project.name}
            <Example when={project.example} />
          </>
        }
        trail={[
          { label: 'Survey', to: urls.rounds({}) },
          seesRound ? { label: round.title, to: urls.round({ round: round.id }) } : { label: round.title },
          { label: project.name },
        ]}
        actions={
          <>
            {report.roadmap.documents.length > 0 && (
              <Button to={urls.roadmap({ project: project.id }, { at: round.id })}>
                Read the {project.label.toLowerCase()}
              </Button>
            )}
            <Button to={urls.project({ project: project.id })}>About the project</Button>
          </>
        }
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
      <OptedOutNotice project={{ ...project, slug: project.id }} />
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
      {report.roadmap.documents.length > 0 && <RoadmapDocuments report={report} label={project.label} />}
      {report.roadmap.history.length > 0 && <HowMade report={report} />}
      {report.roadmap.levels !== undefined && <LevelsPart report={report} levels={report.roadmap.levels} />}
      <Section
        head="Community standards"
        note="Each answer is yes, partly, no or not known. There is no total: a sum would hide what matters."
      >
        <Standards {...props} live={live} />
      </Section>
      {report.balances !== undefined && report.balances.length > 0 && <BalancePart balances={report.balances} />}
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

function ReadFrom({ report }: { readonly report: ProjectReport }): VNode {
  const first = restsOn(report);
  if (first === undefined) return <>Searched by name, title, headings, links and navigation.</>;
  return (
    <>
      Read from <EvidenceLink {...refOf(report, first)} /> at commit{' '}
      <CommitLink repository={urlOf(report, first.repository)} commit={first.commit} />
    </>
  );
}

/** The document that decided: the one of the first reason, or else one that has the verdict of the whole. */
function restsOn({ roadmap }: ProjectReport): ProjectReport['roadmap']['documents'][number] | undefined {
  const cited = roadmap.reasons.flatMap(({ evidence }) => evidence);
  const { documents } = roadmap;
  for (const { repository, path } of cited) {
    const one = documents.find((document) => document.repository === repository && document.path === path);
    if (one !== undefined) return one;
  }
  return documents.find(({ state }) => state === roadmap.verdict) ?? documents[0];
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

function Documents({ report }: { readonly report: ProjectReport }): VNode {
  return (
    <Section head="Documents found" note="The main documents by kind. The list is not exhaustive.">
      <Table
        number="Table 4."
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
        number="Table 5."
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

function repositoriesRead(report: ProjectReport, asOf: CalendarDate): string {
  const read = report.repositories.filter(({ state }) => state === 'read').length;
  const words = inWords(read);
  return `${capital(words)} ${read === 1 ? 'repository was' : 'repositories were'} read as ${read === 1 ? 'it' : 'they'} stood on ${showLongDate(asOf)}.`;
}

function kindNote(report: ProjectReport): string {
  switch (report.roadmap.kind) {
    case 'none':
      return report.roadmap.verdict === 'unknown' ? 'not everything was read' : 'none found in git';
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
