/** A project's roadmap: the document as a reader would want it, its items beside it. */
import type { VNode } from 'preact';
import { showLongDate } from '../../../kernel/dates.ts';
import { count, showNumber } from '../../../kernel/text.ts';
import {
  ActionForm,
  Actions,
  Bullets,
  Button,
  CommitLink,
  DateText,
  EmptyState,
  EvidenceLink,
  Example,
  Facts,
  Filter,
  Fine,
  Link,
  Notice,
  Numbered,
  PageHead,
  Pager,
  QuotedLines,
  Section,
  urls,
  Why,
} from '../../../look/index.ts';
import { OptedOutNotice, ThreeQuestions } from '../../projects/index.ts';
import { levelOf } from '../rules.ts';
import type { Gap, RoadmapDate, ShownDocument, ShownItem, ShownRoadmap } from '../types.ts';
import { DocumentBody, FileBody, type BodyItem } from './document-body.tsx';
import { ItemList, UnfitCorrections } from './item-list.tsx';
import { EXPORT_FORMATS } from './exports.ts';
import { findItems, isFiltered, ITEMS_ON_A_PAGE, sectionsOf, type ItemQuery } from './query.ts';
import { FORMAT_NAMES, LEVEL_WORDS, roundWords, STATUS_WORDS, STATUSES } from './words.ts';

interface PageProps extends ShownRoadmap {
  readonly query: ItemQuery;
  /** The first line shown of a document that is shown line by line. */
  readonly fromLine: number;
  readonly maySurvey: boolean;
  /** May make items of the project of what is listed here. */
  readonly mayTakeOver: boolean;
}

export function RoadmapPage(props: PageProps): VNode {
  const { project, date, document } = props;
  return (
    <>
      <PageHead
        title={
          <>
            {props.project.label} of {project.name}
            <Example when={project.example} />
          </>
        }
        trail={[
          { label: 'Projects', to: urls.projects({}) },
          { label: project.name, to: urls.project({ project: project.slug }) },
          { label: project.label },
        ]}
        actions={
          date === null ? undefined : (
            <>
              {props.dates.length > 1 && document !== null && (
                <Button to={urls.roadmapComparison({ project: project.slug })}>Then and now</Button>
              )}
              <Button to={urls.roundProject({ round: date.round, project: project.id })}>What the survey says</Button>
              {props.mayTakeOver && document !== null && document.items.items.length > 0 && (
                <Button to={urls.takeOverItems({ project: project.slug }, { document: document.reading.id })}>
                  Take over
                </Button>
              )}
            </>
          )
        }
      >
        {standfirst(props)}
      </PageHead>
      <OptedOutNotice project={project} />
      <Gaps {...props} />
      {document === null ? <NoDocument {...props} /> : <WithDocument {...props} document={document} />}
    </>
  );
}

function standfirst({ date, look, document }: PageProps): string | undefined {
  if (date === null) return undefined;
  if (look === null || document === null) return `As it stood on ${showLongDate(date.asOf)}.`;
  return `As it stood on ${showLongDate(date.asOf)}, in the project’s own words. A plan says what is wanted and why, not when: what gets done depends on who takes it up.`;
}

function Day({ of: date, among }: { readonly of: RoadmapDate; readonly among: readonly RoadmapDate[] }): VNode {
  const title = roundWords(date, among);
  return (
    <>
      <DateText at={date.asOf} />
      {title !== null && `, ${title}`}
    </>
  );
}

function Gaps({ project, look, date, mayReadAgain }: PageProps): VNode | null {
  if (look === null || date === null || look.gaps.length === 0) return null;
  return (
    <Notice tone="waiting" head={look.documents.length === 0 ? 'It could not be read' : 'Not all of it could be read'}>
      <Bullets items={look.gaps.slice(0, MOST_GAPS).map(gapWords)} />
      {look.gaps.length > MOST_GAPS && <Fine>and {look.gaps.length - MOST_GAPS} more</Fine>}
      {mayReadAgain && (
        <ActionForm
          action={urls.roadmapReadAgain({ project: project.slug })}
          hidden={{ round: date.round }}
          kind="outlined"
          slim
        >
          Try again
        </ActionForm>
      )}
    </Notice>
  );
}

const MOST_GAPS = 8;

function gapWords({ repository, path, because }: Gap): string {
  return `${repository}${path === null ? '' : `: ${path}`}. ${because}`;
}

function NoDocument({ project, date, look, maySurvey, dates, words, mayAnswer }: PageProps): VNode {
  const older = dates.filter((one) => one !== date);
  const olderNote =
    older.length === 0 ? undefined : (
      <>
        Other days:{' '}
        {older.map((one, at) => (
          <>
            {at > 0 && ', '}
            <Link to={urls.roadmap({ project: project.slug }, { at: one.round })}>
              <Day of={one} among={dates} />
            </Link>
          </>
        ))}
      </>
    );
  if (date === null) {
    return (
      <EmptyState
        head="Not read yet"
        actions={
          maySurvey ? (
            <Button kind="first" to={urls.startRound({})}>
              Start a round
            </Button>
          ) : (
            <Button to={urls.project({ project: project.slug })}>About the project</Button>
          )
        }
        note="Drafts and boards outside git are linked, not read."
      >
        A survey round reads the repositories of {project.name} and finds its {project.label.toLowerCase()}. None that
        you may see has read them so far.
      </EmptyState>
    );
  }
  if (look === null) {
    return (
      <EmptyState
        head="Being read"
        actions={<Button to={urls.roadmap({ project: project.slug }, { at: date.round })}>Look again</Button>}
        note={olderNote}
      >
        “{date.title}” has found what there is. Its documents are read into items in a moment.
      </EmptyState>
    );
  }
  if (look.gaps.length > 0) return <Fine>{olderNote}</Fine>;
  return (
    <>
      <ThreeQuestions project={project} words={words} mayAnswer={mayAnswer} />
      <Section
        head="Where it may be"
        note="None was found in git. That is all the survey says; it does not mean that there is none."
      >
        <Numbered
          items={[
            {
              head: 'It may stand elsewhere',
              text: (
                <>
                  A wiki, a board or a forum that the repositories link to is named by the survey, not read.{' '}
                  <Link to={urls.roundProject({ round: date.round, project: project.id })}>See the survey</Link>
                </>
              ),
            },
            {
              head: 'It may be still in people’s heads',
              text: 'Ask the maintainers for the three to five large things they would like to see done, and why.',
            },
            {
              head: 'It may be missing from the set',
              text: (
                <>
                  A repository that is not declared is not read.{' '}
                  <Link to={urls.project({ project: project.slug })}>See the repositories</Link>
                </>
              ),
            },
          ]}
        />
        {olderNote !== undefined && <Fine>{olderNote}</Fine>}
      </Section>
    </>
  );
}

function WithDocument(props: PageProps & { readonly document: ShownDocument }): VNode {
  const { document, project, date, dates, documents, look, query } = props;
  const { items, setAside } = document.items;
  const found = findItems(items, query);
  const here = { at: date!.round, document: document.reading.id };
  const n = (status: string): number => items.filter((item) => item.status === status).length;
  const level = levelOf(document.listed);
  const stated = items.filter(({ statusStated }) => statusStated).length;
  return (
    <>
      <Facts
        items={[
          {
            label: 'Items',
            value: showNumber(items.length),
            note: documents.length === 1 ? 'in one document' : `in this one of ${documents.length} documents`,
          },
          {
            label: 'Open',
            value: showNumber(items.length - n('done')),
            note: `${showNumber(n('in progress'))} in progress`,
          },
          { label: 'Done', value: showNumber(n('done')), note: 'and still listed' },
          {
            label: 'Status stated',
            value: `${showNumber(stated)} of ${showNumber(items.length)}`,
            note: 'the rest is proposed, as plans are',
          },
          {
            label: 'Level',
            value: level === null ? 'mixed' : LEVEL_WORDS[level],
            note: level === null ? 'a part for funders beside the technical one' : null,
          },
        ]}
      />
      <div class="roadmap-places">
        {documents.length > 1 && (
          <nav aria-label="Documents">
            <h2 class="label">Documents</h2>
            <ul>
              {documents.map((one) => (
                <li>
                  <Current
                    is={one.reading === document.reading.id}
                    to={urls.roadmap({ project: project.slug }, { at: here.at, document: one.reading })}
                  >
                    {one.title}
                  </Current>{' '}
                  <span class="fine">
                    {[levelOf(one), one.items === 0 ? 'no items' : count(one.items, 'item')]
                      .filter((word) => word !== null)
                      .join(', ')}
                  </span>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {dates.length > 1 && (
          <nav aria-label="Days">
            <h2 class="label">As it stood on</h2>
            <ul>
              {dates.slice(0, MOST_DATES).map((one) => (
                <li>
                  <Current is={one.round === here.at} to={urls.roadmap({ project: project.slug }, { at: one.round })}>
                    <Day of={one} among={dates} />
                  </Current>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
      <div class="roadmap">
        <article class="document" id="document" aria-label={document.listed.title}>
          <p class="fine document-source">
            <EvidenceLink
              repository={document.reading.url}
              commit={document.reading.commit}
              path={document.reading.path}
              lines={document.files[0]?.part ?? null}
              named={
                look!.documents.some(({ repository }) => repository !== document.reading.repository)
                  ? document.reading.repository
                  : null
              }
            />{' '}
            at <CommitLink repository={document.reading.url} commit={document.reading.commit} /> of{' '}
            <DateText at={document.reading.committedOn} />. <Link to="#items">{count(items.length, 'item')}</Link>
          </p>
          <DocumentText {...props} />
        </article>
        <section
          class={found.items.length <= FEW_ITEMS ? 'roadmap-items few' : 'roadmap-items'}
          id="items"
          aria-labelledby="items-head"
        >
          <h2 id="items-head">Items</h2>
          {items.length === 0 ? (
            <p class="quiet">
              {document.files.some(({ remarks }) => remarks.length > 0)
                ? 'No pieces of work stand in what could be read of this document.'
                : 'This document lists no pieces of work: it points elsewhere, or says what the project is for.'}
            </p>
          ) : (
            <>
              {(items.length > FEW_ITEMS || isFiltered(query)) && <ItemFilter {...props} />}
              {(found.pages > 1 || isFiltered(query)) && (
                <Pager
                  noun="Items"
                  from={found.total === 0 ? 0 : (found.page - 1) * ITEMS_ON_A_PAGE + 1}
                  to={(found.page - 1) * ITEMS_ON_A_PAGE + found.items.length}
                  total={found.total}
                  previous={pageLink(props, found.page - 1, found.pages)}
                  next={pageLink(props, found.page + 1, found.pages)}
                />
              )}
              <ItemList
                project={project}
                source={document.reading}
                items={found.items}
                hasPlaces={document.files[0]?.tree !== null}
                at={here.at}
                mayCorrect={props.mayCorrect}
              />
            </>
          )}
          {items.length > 0 && (
            <p class="fine">
              The items of{' '}
              {['', 'this document', 'both documents'][documents.length] ?? `all ${documents.length} documents`} as a
              file:{' '}
              {EXPORT_FORMATS.map((format, at) => (
                <>
                  {at > 0 && ', '}
                  <Link to={urls.roadmapExport({ project: project.slug, format }, { at: here.at })}>
                    {FORMAT_NAMES[format]}
                  </Link>
                </>
              ))}
            </p>
          )}
          {setAside.length > 0 && (
            <Why summary={`${count(setAside.length, 'entry', 'entries')} set aside by people`}>
              <ItemList
                project={project}
                source={document.reading}
                items={setAside}
                hasPlaces={document.files[0]?.tree !== null}
                at={here.at}
                mayCorrect={props.mayCorrect}
              />
            </Why>
          )}
        </section>
      </div>
      {props.unfit.length > 0 && (
        <Section
          head="Corrections that no longer fit"
          note="The text has changed since. Nothing is applied; look whether they are still needed."
        >
          <UnfitCorrections project={project} unfit={props.unfit} mayCorrect={props.mayCorrect} />
        </Section>
      )}
    </>
  );
}

const MOST_DATES = 12;
const FEW_ITEMS = 6;

function Current({
  is,
  to,
  children,
}: {
  readonly is: boolean;
  readonly to: string;
  readonly children: VNode | string;
}): VNode {
  return is ? <strong aria-current="true">{children}</strong> : <Link to={to}>{children}</Link>;
}

function pageLink({ project, date, document, query }: PageProps, page: number, pages: number) {
  if (page < 1 || page > pages) return null;
  return {
    label: page < query.page ? 'Earlier' : 'Further',
    to: `${urls.roadmap(
      { project: project.slug },
      {
        at: date?.round,
        document: document?.reading.id,
        text: query.text,
        status: query.status,
        section: query.section,
        page,
      },
    )}#items`,
  };
}

function ItemFilter({ project, date, document, query }: PageProps & { readonly document: ShownDocument }): VNode {
  const sections = sectionsOf(document.items.items);
  return (
    <Filter
      id="items-filter"
      label="Filter items"
      action={`${urls.roadmap({ project: project.slug })}#items`}
      hidden={{ at: date!.round, document: document.reading.id }}
      {...(isFiltered(query)
        ? { clear: urls.roadmap({ project: project.slug }, { at: date!.round, document: document.reading.id }) }
        : {})}
      fields={[
        { kind: 'search', name: 'text', label: 'Words', value: query.text },
        {
          kind: 'select',
          name: 'status',
          label: 'Status',
          value: query.status ?? '',
          options: [
            { value: '', label: 'All' },
            ...STATUSES.map((status) => ({ value: status, label: STATUS_WORDS[status] })),
          ],
        },
        ...(sections.length < 2
          ? []
          : [
              {
                kind: 'select' as const,
                name: 'section',
                label: 'Section',
                value: query.section ?? '',
                options: [{ value: '', label: 'All' }, ...sections.map((one) => ({ value: one, label: one }))],
              },
            ]),
      ]}
    />
  );
}

function DocumentText(props: PageProps & { readonly document: ShownDocument }): VNode {
  const { document } = props;
  const [main, ...others] = document.files;
  if (main === undefined) return <></>;
  const remarks = document.files.flatMap((file) =>
    file.remarks.map((remark) => <p class="fine">{file === main ? remark : `${file.path}: ${remark}`}</p>),
  );
  if (main.tree === null) {
    return (
      <>
        {remarks}
        <LongText {...props} text={main.text} />
      </>
    );
  }
  const shown = [...document.items.items, ...document.items.setAside];
  const body = {
    repository: document.reading.url,
    commit: document.reading.commit,
    files: document.files,
    items: shown.flatMap(bodyItems),
  };
  return (
    <>
      {remarks}
      <DocumentBody {...body} />
      {others
        .filter(({ why }) => why === 'collection')
        .map((file) => (
          <div class="included">
            <p class="fine">
              <EvidenceLink repository={document.reading.url} commit={document.reading.commit} path={file.path} />
            </p>
            <FileBody {...body} file={file} />
          </div>
        ))}
    </>
  );
}

/** The second and third of a split item stand at the place of the first. */
function bodyItems({ anchor, title, places }: ShownItem): BodyItem[] {
  if (anchor.split('-').length > 2) return [];
  return places.slice(0, 1).map(({ path, lines }) => ({ anchor, title, path, first: lines[0] }));
}

const LINES_SHOWN = 400;

/** An unusually long document: its source, a part at a time. */
function LongText({ project, date, document, text, fromLine }: PageProps & { readonly text: string }): VNode {
  const lines = text.split('\n');
  const from = Math.min(Math.max(1, fromLine), lines.length);
  const shown = lines.slice(from - 1, from - 1 + LINES_SHOWN);
  const to = (line: number): string =>
    `${urls.roadmap({ project: project.slug }, { at: date?.round, document: document?.reading.id, from: line })}#document`;
  return (
    <>
      <p class="fine">
        This document is unusually long ({lines.length.toLocaleString('en-GB')} lines); it is shown as it stands, a part
        at a time.
      </p>
      {Array.from({ length: Math.ceil(shown.length / LINES_AT_ONCE) }, (_, at) => (
        <QuotedLines
          lines={shown
            .slice(at * LINES_AT_ONCE, (at + 1) * LINES_AT_ONCE)
            .map((line, of) => ({ number: from + at * LINES_AT_ONCE + of, text: line }))}
        />
      ))}
      <Actions>
        {from > 1 && <Button to={to(Math.max(1, from - LINES_SHOWN))}>Earlier lines</Button>}
        {from + LINES_SHOWN <= lines.length && <Button to={to(from + LINES_SHOWN)}>Further lines</Button>}
      </Actions>
    </>
  );
}

/** As many as `QuotedLines` sets. */
const LINES_AT_ONCE = 40;
