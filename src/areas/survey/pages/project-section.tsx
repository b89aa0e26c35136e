import type { VNode } from 'preact';
import type { CalendarDate } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { DateText, Link, Note, Section, Table, urls, VerdictMark } from '../../../look/index.ts';
import type { RoadmapKind, RoadmapVerdict } from '../types.ts';
import { KIND_WORDS } from './words.ts';

export interface ProjectVerdict {
  readonly round: RoundId;
  readonly title: string;
  readonly asOf: CalendarDate;
  readonly verdict: RoadmapVerdict;
  readonly kind: RoadmapKind;
  readonly reason: string;
}

/** A project's verdicts over the rounds, for its own page. */
export function ProjectVerdicts({
  project,
  verdicts,
}: {
  readonly project: string;
  readonly verdicts: readonly ProjectVerdict[];
}): VNode {
  return (
    <Section head="Survey" note="What each round read from its repositories.">
      {verdicts.length === 0 ? (
        <Note>Not surveyed yet.</Note>
      ) : (
        <Table
          caption="Verdicts, newest round first"
          hideCaption
          rows={verdicts}
          columns={[
            {
              head: 'Round',
              rowHead: true,
              cell: ({ round, title }) => <Link to={urls.roundProject({ round, project })}>{title}</Link>,
            },
            { head: 'As of', nowrap: true, cell: ({ asOf }) => <DateText at={asOf} /> },
            { head: 'Verdict', nowrap: true, cell: ({ verdict }) => <VerdictMark verdict={verdict} /> },
            { head: 'Kind', cell: ({ kind }) => (kind === 'none' ? null : KIND_WORDS[kind]) },
            { head: 'Reason', cell: ({ reason }) => reason },
          ]}
        />
      )}
    </Section>
  );
}
