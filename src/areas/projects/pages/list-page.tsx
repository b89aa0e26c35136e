import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import {
  Attention,
  Button,
  DateText,
  EmptyState,
  Example,
  Filter,
  Fine,
  Link,
  Notice,
  PageHead,
  Pager,
  Section,
  Table,
  urls,
  type Column,
} from '../../../look/index.ts';
import type { ListedProject } from '../types.ts';
import { OptedOutState } from './register-parts.tsx';
import { ArchivedState } from './parts.tsx';

export interface ListFilters {
  readonly q: string;
  readonly show: 'active' | 'archived' | 'all';
  readonly sort: 'name' | 'added';
}

/** All projects, filtered by the address. */
export function ProjectsPage({
  projects,
  total,
  before,
  next,
  filters,
  none,
  may,
  said,
}: {
  readonly projects: readonly ListedProject[];
  readonly total: number;
  /** How many stand before the first one shown. */
  readonly before: number;
  /** Where the list goes on. */
  readonly next: string | null;
  readonly filters: ListFilters;
  /** There is no project at all, whatever the filter. */
  readonly none: boolean;
  readonly may: { readonly add: boolean };
  /** What was done just before. */
  readonly said?: string | undefined;
}): VNode {
  const { q, show, sort } = filters;
  const isFiltered = q !== '' || show !== 'active';
  return (
    <>
      <PageHead
        title="Projects"
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Projects' }]}
        actions={
          may.add && !none ? (
            <>
              <Link to={urls.importPortfolio({})}>Import a portfolio</Link>
              <Button to={urls.addProject({})} kind="first">
                Add a project
              </Button>
            </>
          ) : undefined
        }
      >
        Open source communities, each with the repositories that make it up. They run themselves; being listed here
        promises nothing on either side.
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      {none && !isFiltered ? (
        <NoProjects may={may} />
      ) : (
        <Section head="The list" wide>
          <Filter
            action={urls.projects({})}
            label="Filter projects"
            fields={[
              { kind: 'search', name: 'q', label: 'Name or repository', value: q },
              {
                kind: 'select',
                name: 'show',
                label: 'Show',
                value: show,
                options: [
                  { value: 'active', label: 'Current' },
                  { value: 'archived', label: 'Archived' },
                  { value: 'all', label: 'All' },
                ],
              },
            ]}
            hidden={sort === 'name' ? {} : { sort }}
            {...(isFiltered ? { clear: urls.projects({}) } : {})}
          />
          <Table
            caption={show === 'archived' ? 'Archived projects' : show === 'all' ? 'All projects' : 'Current projects'}
            hideCaption
            rows={projects}
            columns={columns(may.add, show)}
            sort={{
              by: sort,
              descending: sort === 'added',
              to: (by) =>
                urls.projects({}, { q, show: show === 'active' ? null : show, sort: by === 'name' ? null : by }),
            }}
            empty={
              <>
                No project matches. <Link to={urls.projects({})}>Show all current ones</Link>
              </>
            }
          />
          <Pager
            noun="Projects"
            from={before + 1}
            to={before + projects.length}
            total={total}
            order={sort === 'name' ? 'by name' : 'newest first'}
            previous={before > 0 ? { label: 'Back to the first', to: urls.projects({}, query(filters, null)) } : null}
            next={next === null ? null : { label: 'Next', to: urls.projects({}, query(filters, next)) }}
          />
          <Fine>
            Take the list along: <Link to={urls.exportPortfolio({ format: 'json' })}>JSON</Link> or{' '}
            <Link to={urls.exportPortfolio({ format: 'csv' })}>CSV</Link>, the form in which it can be imported and
            surveyed elsewhere.
          </Fine>
        </Section>
      )}
    </>
  );
}

function query({ q, show, sort }: ListFilters, after: string | null) {
  return { q, show: show === 'active' ? null : show, sort: sort === 'name' ? null : sort, after };
}

function columns(isStaff: boolean, show: ListFilters['show']): readonly Column<ListedProject>[] {
  return [
    {
      head: 'Project',
      rowHead: true,
      sortBy: 'name',
      cell: ({ slug, name, example, optedOut }) => (
        <>
          <Link to={urls.project({ project: slug })}>{name}</Link>
          <Example when={example} />
          {optedOut && (
            <>
              <br />
              <OptedOutState />
            </>
          )}
        </>
      ),
    },
    { head: 'What it is', cell: ({ summary }) => summary },
    { head: 'Licence', cell: ({ licence }) => licence, nowrap: true },
    { head: 'Repositories', kind: 'number', cell: ({ repositories }) => repositories },
    ...(isStaff
      ? [
          {
            head: 'To answer',
            cell: ({ slug, proposals }: ListedProject) =>
              proposals === 0 ? null : (
                <Link to={`${urls.editProject({ project: slug })}#proposals`}>
                  <Attention>{count(proposals, 'proposal')}</Attention>
                </Link>
              ),
          },
        ]
      : []),
    ...(show === 'active'
      ? []
      : [{ head: 'State', cell: ({ archived }: ListedProject) => (archived ? <ArchivedState /> : 'Current') }]),
    { head: 'Added', sortBy: 'added', nowrap: true, cell: ({ addedAt }) => <DateText at={addedAt} /> },
  ];
}

function NoProjects({ may }: { readonly may: { readonly add: boolean } }): VNode {
  if (!may.add) {
    return (
      <EmptyState head="No project is listed yet">
        When the workspace follows projects, each stands here with its repositories, what the survey read in them, and
        what it needs.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      head="No project is listed yet"
      steps={[
        {
          head: 'Paste the address of a repository',
          text: 'It becomes a project with a set of one. Name and licence can follow.',
          action: (
            <Button to={urls.addProject({})} slim>
              Add a project
            </Button>
          ),
        },
        {
          head: 'Or bring a whole portfolio',
          text: 'A file in JSON, YAML or CSV with names and addresses. You see what would come in before anything does.',
          action: (
            <Button to={urls.importPortfolio({})} slim>
              Import a portfolio
            </Button>
          ),
        },
        {
          head: 'Confirm what belongs to it',
          text: 'A survey reads the documents and proposes the governance, website and other repositories that they link to.',
        },
      ]}
      actions={
        <Button to={urls.addProject({})} kind="first">
          Add a project
        </Button>
      }
    >
      A project is a community of its own, not a client: a name, and the repositories that it says make it up.
    </EmptyState>
  );
}
