/** A roadmap on two days: what is new, done, dropped, changed and the same, with the lines of both sides. */
import type { VNode } from 'preact';
import { showLongDate } from '../../../kernel/dates.ts';
import { count, showNumber } from '../../../kernel/text.ts';
import {
  Example,
  Facts,
  Filter,
  Fine,
  Link,
  Notice,
  PageHead,
  Section,
  Table,
  urls,
  Why,
  type Column,
} from '../../../look/index.ts';
import type { ComparedRoadmapItem, NamedProject, RoadmapDate, ShownComparison } from '../types.ts';
import { PlaceLink, StatusMark } from './item-list.tsx';
import { EXPORT_FORMATS, sentenceOf } from './exports.ts';
import { CHANGED_WORDS, FORMAT_NAMES, roundWords, sectionWords } from './words.ts';

/** Of each kind; the export has all. */
const MOST_ROWS = 300;

type Item = ComparedRoadmapItem;
type Pair = ShownComparison['comparison']['same'][number];

export function ComparisonPage(shown: ShownComparison): VNode {
  const { project, dates, from, to, comparison, counts, gaps } = shown;
  const { fresh, done, dropped, changed, same } = comparison;
  const query = { from: from.round, to: to.round };
  return (
    <>
      <PageHead
        title={
          <>
            {project.name}, then and now
            <Example when={project.example} />
          </>
        }
        trail={[
          { label: 'Projects', to: urls.projects({}) },
          { label: project.name, to: urls.project({ project: project.slug }) },
          { label: project.label, to: urls.roadmap({ project: project.slug }) },
          { label: 'Compared' },
        ]}
      >
        <strong>{sentenceOf(shown)}.</strong> The {project.label.toLowerCase()} as it stood on {dayWords(from, dates)}{' '}
        and on {dayWords(to, dates)}, matched by what it says, not by where it says it.
      </PageHead>
      {gaps.length > 0 && (
        <Notice tone="waiting" head="Not all of it could be read">
          What is missing may look new or dropped below: {[...new Set(gaps.map(({ because }) => because))].join(' ')}
        </Notice>
      )}
      <Facts
        items={[
          { label: 'Items then', value: showNumber(counts.from) },
          { label: 'New', value: showNumber(fresh.length), note: 'since then' },
          { label: 'Done', value: showNumber(done.length), note: 'and still listed' },
          { label: 'Dropped', value: showNumber(dropped.length), note: 'no longer listed' },
          {
            label: 'Items now',
            value: showNumber(counts.to),
            note: `${showNumber(same.length)} the same, ${showNumber(changed.length)} changed`,
          },
        ]}
      />
      {dates.length > 2 && (
        <Section head="The two days" note="The earlier one comes first.">
          <Filter
            id="days"
            label="Choose two days"
            submit="Compare"
            action={urls.roadmapComparison({ project: project.slug })}
            fields={(['from', 'to'] as const).map((name) => ({
              kind: 'select' as const,
              name,
              label: name === 'from' ? 'From' : 'To',
              value: query[name],
              options: dates.map(({ round, asOf, title }) => ({
                value: round,
                label: `${showLongDate(asOf)}: ${title}`,
              })),
            }))}
          />
        </Section>
      )}
      {fresh.length > 0 && (
        <Section wide head="New" note="In the later text alone.">
          <Items items={fresh} caption="Items of the later text alone" side="now" />
        </Section>
      )}
      {done.length > 0 && (
        <Section wide head="Done since" note="Open then; the later text says that it is done.">
          <Pairs pairs={done} caption="Items done since" />
        </Section>
      )}
      {dropped.length > 0 && (
        <Section
          wide
          head="Dropped"
          note="No longer listed: it may be done, have moved elsewhere or been given up. The text does not say which."
        >
          <Items items={dropped} caption="Items of the earlier text alone" side="then" />
        </Section>
      )}
      {changed.length > 0 && (
        <Section wide head="Changed" note="The same piece of work under another title, section or status.">
          <Pairs pairs={changed} caption="Items that changed" withChanges />
        </Section>
      )}
      {same.length > 0 && (
        <Section wide head="The same">
          <Why summary={`${count(same.length, 'item')} as before`}>
            <Pairs pairs={same} caption="Items that are the same" />
          </Why>
        </Section>
      )}
      <Downloads project={project} query={query} />
    </>
  );
}

function Downloads({
  project,
  query,
}: {
  readonly project: NamedProject;
  readonly query: { readonly from: string; readonly to: string };
}): VNode {
  return (
    <Fine>
      Take it along:{' '}
      {EXPORT_FORMATS.map((format, at) => (
        <>
          {at > 0 && ', '}
          <Link to={urls.roadmapComparisonExport({ project: project.slug, format }, query)}>
            {FORMAT_NAMES[format]}
          </Link>
        </>
      ))}
    </Fine>
  );
}

function Items({
  items,
  caption,
  side,
}: {
  readonly items: readonly Item[];
  readonly caption: string;
  readonly side: 'then' | 'now';
}): VNode {
  return (
    <>
      <Table
        caption={caption}
        hideCaption
        rows={items.slice(0, MOST_ROWS)}
        columns={[
          { head: 'Item', kind: 'title', rowHead: true, cell: ({ title }) => title },
          { head: 'Section', cell: ({ section }) => sectionWords(section) },
          {
            head: side === 'then' ? 'Status then' : 'Status',
            nowrap: true,
            cell: ({ status }) => <StatusMark status={status} />,
          },
          { head: side === 'then' ? 'Where it stood' : 'Where it stands', kind: 'source', nowrap: true, cell: Places },
        ]}
      />
      <More n={items.length} />
    </>
  );
}

function Pairs({
  pairs,
  caption,
  withChanges = false,
}: {
  readonly pairs: readonly Pair[];
  readonly caption: string;
  readonly withChanges?: boolean;
}): VNode {
  const changes: Column<Pair>[] = withChanges
    ? [{ head: 'What changed', cell: ({ changes: all }) => all.map((one) => CHANGED_WORDS[one]).join(', ') }]
    : [];
  return (
    <>
      <Table
        caption={caption}
        hideCaption
        rows={pairs.slice(0, MOST_ROWS)}
        columns={[
          { head: 'Item', kind: 'title', rowHead: true, cell: ({ after }) => after.title },
          ...changes,
          { head: 'Then', cell: (pair) => <Side item={pair.before} other={pair.after} /> },
          { head: 'Now', cell: (pair) => <Side item={pair.after} other={pair.before} /> },
        ]}
      />
      <More n={pairs.length} />
    </>
  );
}

/** Status and place, with title and section where they differ from the other side's. */
function Side({ item, other }: { readonly item: Item; readonly other: Item }): VNode {
  const differs = item.title !== other.title;
  const moved = sectionWords(item.section) !== sectionWords(other.section);
  return (
    <>
      <StatusMark status={item.status} />
      {differs && <span class="fine">“{item.title}”</span>}
      {moved && item.section.length > 0 && <span class="fine">{sectionWords(item.section)}</span>}
      <span class="fine">
        <Places {...item} />
      </span>
    </>
  );
}

function Places({ places, document }: Item): VNode {
  const named = { ...document, path: '' };
  return (
    <>
      {places.map((place, at) => (
        <>
          {at > 0 && ', '}
          <PlaceLink source={named} {...place} />
        </>
      ))}
    </>
  );
}

function More({ n }: { readonly n: number }): VNode | null {
  return n <= MOST_ROWS ? null : <Fine>and {n - MOST_ROWS} more; the files below have all.</Fine>;
}

function dayWords(date: RoadmapDate, dates: readonly RoadmapDate[]): string {
  const title = roundWords(date, dates);
  return `${showLongDate(date.asOf)}${title === null ? '' : ` (${title})`}`;
}
