/** The fourteen community standards, each with its lines. */
import type { VNode } from 'preact';
import { inWords } from '../../../kernel/text.ts';
import { AnswerMark, EvidenceLink, Link, QuotedLines, Table, urls, Why } from '../../../look/index.ts';
import { STANDARD_WORDS } from './words.ts';
import { STANDARD_KEYS, type AnswerReport, type Correction, type ProjectReport, type StandardKey } from '../types.ts';
import { quotedLines, refOf, distinct, answerOf, type ProjectPageProps } from './project-parts.tsx';

export function Standards({
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
