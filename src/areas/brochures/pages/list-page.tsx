import type { VNode } from 'preact';
import {
  Attention,
  Button,
  Buttons,
  DateText,
  EmptyState,
  Entries,
  Example,
  Form,
  Link,
  Note,
  PageHead,
  Section,
  State,
  Table,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { PURPOSES, type ListedBrochure, type PublicBrochure } from '../types.ts';
import { WordFields } from './compose-page.tsx';

export interface ListPageProps {
  readonly published: readonly PublicBrochure[];
  /** For the workspace's people; null for others. */
  readonly all: readonly ListedBrochure[] | null;
  /** Those in which a project of the reader is to stand, or stands. */
  readonly own: readonly ListedBrochure[];
  readonly mayStart: boolean;
  readonly seesShowings: boolean;
}

/** Everybody sees what is public; the workspace all of it with its state; representatives those with their projects. */
export function BrochureListPage({ published, all, own, mayStart, seesShowings }: ListPageProps): VNode {
  return (
    <>
      <PageHead
        title="Brochures"
        actions={
          mayStart ? (
            <Button kind="first" to={urls.startBrochure({})}>
              Start a brochure
            </Button>
          ) : undefined
        }
      >
        What projects would do if it were paid for, chosen for a talk or to be read. Every item stands there with its
        project’s consent to these very words.
      </PageHead>
      {own.length > 0 && (
        <Section head="With your projects" note="You may object at any time." id="own">
          <Entries
            items={own.map((one) => ({
              when: <DateText at={one.changedAt} />,
              title: (
                <Link serif to={urls.brochureInclusion({ brochure: one.slug })}>
                  {one.title}
                </Link>
              ),
              text: one.projects.join(', '),
            }))}
          />
        </Section>
      )}
      {all !== null && <AllBrochures all={all} mayStart={mayStart} seesShowings={seesShowings} />}
      {all === null && <Published published={published} />}
    </>
  );
}

function AllBrochures({
  all,
  mayStart,
  seesShowings,
}: {
  readonly all: readonly ListedBrochure[];
  readonly mayStart: boolean;
  readonly seesShowings: boolean;
}): VNode {
  if (all.length === 0) {
    return (
      <EmptyState
        head="No brochure yet"
        actions={
          mayStart ? (
            <Button kind="first" to={urls.startBrochure({})}>
              Start a brochure
            </Button>
          ) : undefined
        }
        steps={[
          { head: 'Ask projects for consent', text: 'For an offer, with the use “brochures”.' },
          { head: 'Choose items', text: 'Up to three projects, up to four items each.' },
          { head: 'Tell the projects, then publish', text: 'As a page and as a PDF that can be checked.' },
        ]}
      >
        A brochure is a selection of offers for a talk or to be read. Only what projects agreed to can stand in one.
      </EmptyState>
    );
  }
  return (
    <Section head="All brochures" wide id="all">
      <Table
        caption="Brochures, the newest change first"
        hideCaption
        columns={[
          {
            head: 'Brochure',
            kind: 'title',
            rowHead: true,
            cell: (one) => <Link to={urls.brochureRecord({ brochure: one.slug })}>{one.title}</Link>,
          },
          { head: 'Purpose', cell: (one) => PURPOSES[one.purpose] },
          { head: 'Projects', cell: (one) => (one.projects.length === 0 ? null : one.projects.join(', ')) },
          { head: 'State', cell: (one) => <BrochureState brochure={one} /> },
          ...(seesShowings
            ? [
                {
                  head: 'Last shown',
                  cell: (one: ListedBrochure) => (one.lastShown === null ? null : <DateText at={one.lastShown} />),
                },
              ]
            : []),
          { head: 'Changed', cell: (one) => <DateText at={one.changedAt} /> },
        ]}
        rows={all}
      />
    </Section>
  );
}

function BrochureState({ brochure: { published, editions, lost } }: { readonly brochure: ListedBrochure }): VNode {
  if (published === null) {
    return editions === 0 ? (
      <State mark="square-hollow" tone="plain">
        Draft
      </State>
    ) : (
      <State mark="square-struck" tone="plain">
        Withdrawn
      </State>
    );
  }
  return (
    <>
      <State mark="square-full" tone="ok">
        {published.visibility === 'public' ? 'Public' : 'Secret'}, edition {published.number}
      </State>
      {lost > 0 && (
        <span class="fine">
          <Attention>{lost === 1 ? 'One item is gone' : `${lost} items are gone`}</Attention>
        </span>
      )}
    </>
  );
}

function Published({ published }: { readonly published: readonly PublicBrochure[] }): VNode {
  if (published.length === 0) {
    return (
      <EmptyState head="No public brochure yet">
        When the projects have agreed and the workspace has published one, it stands here. Others are passed on by an
        address of their own.
      </EmptyState>
    );
  }
  return (
    <Section head="Published" id="published">
      <Entries
        items={published.map((one) => ({
          when: <DateText at={one.at} />,
          title: (
            <Link serif to={urls.brochure({ brochure: one.slug })}>
              {one.title}
            </Link>
          ),
          text: (
            <>
              {one.projects.map(({ name, example }, at) => (
                <>
                  {at > 0 && ', '}
                  {name}
                  <Example when={example} />
                </>
              ))}
              {one.audience !== null && <> · {one.audience}</>}
            </>
          ),
        }))}
      />
    </Section>
  );
}

export function StartPage({ values, errors }: { readonly values: FormValues; readonly errors: FormErrors }): VNode {
  return (
    <>
      <PageHead title="Start a brochure" trail={[{ label: 'Brochures', to: urls.brochures({}) }, { label: 'Start' }]}>
        All of this can be changed until it is published.
      </PageHead>
      <Section head="Words" note="Projects and items are chosen on the next page.">
        <Form action={urls.startBrochure({})} values={values} errors={errors}>
          <WordFields />
          <Buttons>
            <Button kind="first">Start</Button>
            <Link to={urls.brochures({})}>Cancel</Link>
          </Buttons>
        </Form>
        <Note>Nobody but the workspace sees a draft, and the projects that are asked about it.</Note>
      </Section>
    </>
  );
}
