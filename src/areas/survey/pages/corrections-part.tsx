/** What people corrected, beside what was read. */
import type { VNode } from 'preact';
import {
  ActionForm,
  AnswerMark,
  DateText,
  ExternalLink,
  Section,
  Table,
  urls,
  VerdictMark,
  VERDICT_WORDS,
  ANSWER_WORDS,
} from '../../../look/index.ts';
import { STANDARD_WORDS } from './words.ts';
import type { Correction, Result, StandardKey } from '../types.ts';
import { verdictOf, answerOf, type ProjectPageProps } from './project-parts.tsx';

export function Corrections({
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
          { head: 'Question', rowHead: true, cell: ({ key }) => questionWords(key, project.label) },
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

function questionWords(key: string, label: string): string {
  return key === 'roadmap' ? label : (STANDARD_WORDS[key as StandardKey] ?? key);
}

function readAs(key: string, result: Result): string {
  if (key === 'roadmap') return VERDICT_WORDS[result.verdict];
  return ANSWER_WORDS[result.report.standards[key as StandardKey].answer];
}
