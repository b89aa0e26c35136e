/** The four levels of a roadmap, those that were found and those that were not (domain S67). */
import type { VNode } from 'preact';
import { EvidenceLink, ExternalLink, Section, Table } from '../../../look/index.ts';
import type { ProjectReport, RoadmapLevel } from '../types.ts';
import { refOf } from './project-parts.tsx';

const LEVELS = [
  { level: 'scope', name: 'Scope', reader: 'what the project is and is not' },
  { level: 'pitch', name: 'Pitch', reader: 'for funders: idea, state, effort or money' },
  { level: 'technical', name: 'Technical roadmap', reader: 'for those who work on and with it' },
  { level: 'wish list', name: 'Wish list', reader: 'issues for whoever wants to help' },
] as const satisfies readonly { level: RoadmapLevel['level']; name: string; reader: string }[];

interface LevelRow {
  readonly name: string;
  readonly reader: string;
  readonly one: RoadmapLevel | null;
}

export function LevelsPart({
  report,
  levels,
}: {
  readonly report: ProjectReport;
  readonly levels: readonly RoadmapLevel[];
}): VNode {
  const rows = LEVELS.flatMap(({ level, name, reader }): LevelRow[] => {
    const found = levels.filter((one) => one.level === level);
    return found.length === 0 ? [{ name, reader, one: null }] : found.map((one) => ({ name, reader, one }));
  });
  return (
    <Section head="Levels" note="Different readers need different texts; a project may have any of them.">
      <Table
        caption="The four levels of a roadmap, and where each was found"
        hideCaption
        rows={rows}
        columns={[
          { head: 'Level', rowHead: true, cell: ({ name }) => name },
          { head: 'What it is', cell: ({ reader }) => reader },
          { head: 'Found', cell: ({ one }) => (one === null ? 'none found in git' : one.why.text) },
          { head: 'Source', kind: 'source', cell: ({ one }) => (one === null ? null : sourceOf(one, report)) },
        ]}
      />
    </Section>
  );
}

function sourceOf(one: RoadmapLevel, report: ProjectReport): VNode {
  if (one.target === null) return <EvidenceLink {...refOf(report, one)} />;
  return (
    <>
      <ExternalLink href={one.target}>{one.title === '' ? 'elsewhere' : one.title}</ExternalLink>, linked in{' '}
      <EvidenceLink {...refOf(report, one)} />
    </>
  );
}
