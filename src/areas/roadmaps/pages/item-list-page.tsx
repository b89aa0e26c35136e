import type { ComponentChildren, VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import {
  Actions,
  Button,
  EmptyState,
  Example,
  Filter,
  Fine,
  Link,
  PageHead,
  Pager,
  Section,
  Table,
  urls,
  type Column,
} from '../../../look/index.ts';
import { OptedOutNotice, ThreeQuestions } from '../../projects/index.ts';
import { LEVEL_AUDIENCES, PUBLIC_STATES } from '../item-rules.ts';
import { ITEM_STATES, STATE_WORDS, type ItemQuery, type ListedItem, type ShownItems } from '../item-types.ts';
import { LEVELS, type Level } from '../types.ts';
import { capital, estimateWords, itemTrail, PROVENANCE_WORDS, StandingNote, StateMark } from './item-words.tsx';

/** The items of a project by level: what each level is for, and whom it speaks to. The filters are in the address. */
export function ItemListPage(props: ShownItems): VNode {
  const { project, items, query, counts, mayWrite, mayTakeOver, hasReading } = props;
  const to = { project: project.slug };
  const isFiltered = query.level !== null || query.state !== null;
  return (
    <>
      <PageHead
        title={
          <>
            {project.label} of {project.name}: items
            <Example when={project.example} />
          </>
        }
        trail={itemTrail(project)}
        actions={
          counts.total === 0 ? undefined : (
            <>
              {mayTakeOver && hasReading && (
                <Button to={urls.takeOverItems(to)} kind="first">
                  Take over from the {project.label.toLowerCase()}
                </Button>
              )}
              {mayWrite && <Button to={urls.writeItem(to)}>Write one</Button>}
            </>
          )
        }
      >
        {query.view === 'funder'
          ? 'What the project would do with funding: the idea, where it stands and what it would take.'
          : 'What the project needs, on four levels, each for readers of its own.'}
      </PageHead>
      <OptedOutNotice project={project} />
      {counts.total === 0 ? (
        <NoItems {...props} />
      ) : (
        <>
          <ItemFilter {...props} />
          <Pager
            noun="Items"
            from={items.length === 0 ? 0 : 1}
            to={items.length}
            total={items.length}
            order="by level and number"
          />
          {items.length === 0 ? (
            <EmptyState
              head="No item is like this"
              actions={<Button to={urls.items(to, viewOf(query))}>Show all</Button>}
            >
              {isFiltered
                ? 'None of the items you may see has this level and this state.'
                : 'None of the items is shown to you.'}
            </EmptyState>
          ) : (
            LEVELS.filter((level) => items.some((item) => item.level === level)).map((level) => (
              <LevelSection {...props} level={level} />
            ))
          )}
        </>
      )}
      <More {...props} />
      <StandingNote />
    </>
  );
}

function viewOf({ view }: ItemQuery) {
  return { view: view === 'all' ? null : view };
}

function ItemFilter({ project, query, counts, seesWhole }: ShownItems): VNode {
  const to = { project: project.slug };
  const states = seesWhole ? ITEM_STATES : PUBLIC_STATES;
  const isFiltered = query.level !== null || query.state !== null || query.view !== 'all';
  return (
    <Filter
      action={urls.items(to)}
      label="Filter items"
      fields={[
        {
          kind: 'select',
          name: 'level',
          label: 'Level',
          value: query.level ?? '',
          options: [
            { value: '', label: `All (${counts.total})` },
            ...LEVELS.map((level) => ({
              value: level,
              label: `${LEVEL_AUDIENCES[level].title} (${counts.byLevel[level]})`,
            })),
          ],
        },
        {
          kind: 'select',
          name: 'state',
          label: 'State',
          value: query.state ?? '',
          options: [
            { value: '', label: 'Any' },
            ...states.map((state) => ({ value: state, label: capital(STATE_WORDS[state]) })),
          ],
        },
        {
          kind: 'select',
          name: 'view',
          label: 'Seen by',
          value: query.view === 'all' ? '' : query.view,
          options: [
            { value: '', label: 'Those who do the work' },
            { value: 'funder', label: 'A funder' },
          ],
        },
      ]}
      {...(isFiltered ? { clear: urls.items(to) } : {})}
    />
  );
}

function LevelSection({ project, items, level, query, seesWhole }: ShownItems & { readonly level: Level }): VNode {
  const { title, audience, holds } = LEVEL_AUDIENCES[level];
  const isFunder = query.view === 'funder';
  const columns: Column<ListedItem>[] = [
    {
      head: 'Item',
      kind: 'title',
      rowHead: true,
      cell: (item): ComponentChildren => (
        <>
          <Link serif to={urls.item({ project: project.slug, item: String(item.number) }, viewOf(query))}>
            {item.title}
          </Link>
          {item.summary !== '' && <Fine>{item.summary}</Fine>}
        </>
      ),
    },
    // For a funder the list is a row of conversation starters: the need, who gains, where it stands, what it would take. (S30)
    ...(isFunder
      ? [
          {
            head: 'Who gains',
            cell: ({ beneficiaries }: ListedItem) =>
              beneficiaries.length === 0 ? null : beneficiaries.map(({ who }) => who).join(', '),
          },
        ]
      : []),
    { head: 'State', nowrap: true, cell: (item) => <StateMark state={item.state} /> },
    { head: 'Effort', cell: (item) => estimateWords(item.estimate) },
    ...(seesWhole && !isFunder
      ? [{ head: 'Comes from', cell: (item: ListedItem) => PROVENANCE_WORDS[item.provenance] }]
      : []),
    { head: 'No.', kind: 'number', cell: (item) => String(item.number) },
  ];
  return (
    <Section head={title} note={`For ${audience}: ${holds}.`} id={level.replace(' ', '-')} wide>
      <Table
        caption={`Items of the level ${title.toLowerCase()}`}
        hideCaption
        columns={columns}
        rows={items.filter((item) => item.level === level)}
      />
    </Section>
  );
}

function NoItems({ project, words, mayAnswer, mayWrite, mayTakeOver, mayInterview, hasReading }: ShownItems): VNode {
  const to = { project: project.slug };
  if (!mayWrite) return <ThreeQuestions project={project} words={words} mayAnswer={mayAnswer} />;
  return (
    <>
      <EmptyState
        head="No items yet"
        steps={[
          ...(mayTakeOver && hasReading
            ? [
                {
                  head: `Take over from the ${project.label.toLowerCase()}`,
                  text: 'Each with its own lines, so that everybody sees where it stands.',
                  action: (
                    <Button slim kind="first" to={urls.takeOverItems(to)}>
                      Choose items
                    </Button>
                  ),
                },
              ]
            : []),
          ...(mayInterview
            ? [
                {
                  head: 'Ask a maintainer',
                  text: 'Where no list exists: the few large things they would like to see done, and why.',
                  action: (
                    <Button slim to={urls.noteInterview(to)}>
                      Note a talk
                    </Button>
                  ),
                },
              ]
            : []),
          {
            head: 'Write one down',
            text: 'A need and why it matters. It is a draft until it is proposed to the project.',
            action: (
              <Button slim to={urls.writeItem(to)}>
                Write an item
              </Button>
            ),
          },
        ]}
      >
        An item is one need of {project.name} with its reason. Nothing of it is shown to funders before the project’s
        own representatives say yes to its very words.
      </EmptyState>
      {words.length > 0 && <ThreeQuestions project={project} words={words} mayAnswer={mayAnswer} />}
    </>
  );
}

function More({ project, mayInterview, counts }: ShownItems): VNode {
  const to = { project: project.slug };
  return (
    <Section head="Around it" note={counts.total === 0 ? undefined : `${count(counts.total, 'item')} in all.`}>
      <Actions>
        <Link to={urls.scope(to)}>What is in scope, and what is not</Link>
        <Link to={urls.provenance(to)}>How it came about</Link>
        <Link to={urls.roadmap(to)}>{project.label} as it was read</Link>
        {mayInterview && counts.total > 0 && <Link to={urls.noteInterview(to)}>Note a talk with a maintainer</Link>}
      </Actions>
    </Section>
  );
}
