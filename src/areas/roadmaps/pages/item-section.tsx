import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import { Actions, Fine, Link, Note, Section, Table, urls } from '../../../look/index.ts';
import { LEVEL_AUDIENCES } from '../item-rules.ts';
import type { ShownItems } from '../item-types.ts';
import { estimateWords, ItemLink, StandingNote, StateMark } from './item-words.tsx';

const SHOWN = 6;

/** The items of a project, for its whole page; its list is one step on. Left out where there is none to be seen and none to be made. */
export function ItemsSection({ items }: { readonly items: ShownItems }): VNode | null {
  const { project, counts, items: listed, mayWrite } = items;
  const to = { project: project.slug };
  if (counts.total === 0 && !mayWrite) return null;
  return (
    <Section head="What it needs" note="Items for funders and for those who do the work." id="items" wide>
      {counts.total === 0 ? (
        <Note>No item is written yet: take some over from the {project.label.toLowerCase()}, or write one.</Note>
      ) : (
        <>
          <Table
            caption="Items of the project"
            hideCaption
            rows={listed.slice(0, SHOWN)}
            columns={[
              {
                head: 'Item',
                kind: 'title',
                rowHead: true,
                cell: (item) => (
                  <>
                    <ItemLink project={project} item={item} serif />
                    {item.summary !== '' && <Fine>{item.summary}</Fine>}
                  </>
                ),
              },
              { head: 'Level', cell: ({ level }) => LEVEL_AUDIENCES[level].title },
              { head: 'State', nowrap: true, cell: ({ state }) => <StateMark state={state} /> },
              { head: 'Effort', cell: ({ estimate }) => estimateWords(estimate) },
            ]}
          />
          <StandingNote />
        </>
      )}
      <Actions>
        <Link to={urls.items(to)}>{counts.total === 0 ? 'Begin the list' : `All ${count(counts.total, 'item')}`}</Link>
        <Link to={urls.scope(to)}>Scope</Link>
        <Link to={urls.provenance(to)}>How it came about</Link>
      </Actions>
    </Section>
  );
}
