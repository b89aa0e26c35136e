/** The public catalogue: what projects agreed to show to whoever may pay. */
import type { VNode } from 'preact';
import { showNumber } from '../../../kernel/text.ts';
import { SKILLS, WORK_TYPES } from '../../../kernel/vocabulary.ts';
import {
  Bullets,
  Button,
  EmptyState,
  ExternalLink,
  Filter,
  Fine,
  Link,
  Note,
  Notice,
  PageHead,
  Pager,
  Section,
  urls,
  type FilterField,
  type Option,
} from '../../../look/index.ts';
import {
  CATALOGUE_SORTS,
  EFFORT_BANDS,
  STANDING_NOTE,
  type CataloguePage as Found,
  type CatalogueProject,
  type CatalogueQuery,
  type Level,
  type Understood,
} from '../../roadmaps/index.ts';
import { bandOf, queryOf } from './catalogue-query.ts';
import { OfferTable } from './offer-rows.tsx';

/** The levels of a roadmap (domain S67); each offer's own page says for whom its level is written. */
const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  pitch: 'Pitch',
  technical: 'Technical',
  'wish list': 'Wish list',
  scope: 'Scope',
};

export interface CataloguePageProps {
  readonly query: CatalogueQuery;
  readonly found: Found;
  /** The project of the filter; null where none is set, or where it is not in the catalogue. */
  readonly project: CatalogueProject | null;
  /** To whom funders write; null while nobody has said. */
  readonly funders: string | null;
  /** The reader may say it. */
  readonly maySet: boolean;
}

export function CataloguePage(props: CataloguePageProps): VNode {
  const { query, found } = props;
  const isAsked = query.q !== '' || isFiltered(query);
  return (
    <>
      <PageHead title="Offers" trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Offers' }]}>
        What open source projects would like to see done, in words that each project agreed to show. Ranges are
        estimates, not quotes.
      </PageHead>
      {found.total === 0 && !isAsked ? (
        <NoOffers />
      ) : (
        <Section head="The list" wide>
          <Filter
            action={urls.offers({})}
            label="Find offers"
            submit="Find"
            fields={fields(props)}
            {...(isAsked || query.sort !== null ? { clear: urls.offers({}) } : {})}
          />
          <UnderstoodNotice understood={found.understood} />
          {found.total === 0 ? <NothingFits {...props} /> : <List {...props} isAsked={isAsked} />}
        </Section>
      )}
      <ForFunders funders={props.funders} maySet={props.maySet} />
    </>
  );
}

function List({ query, found, isAsked }: CataloguePageProps & { readonly isAsked: boolean }): VNode {
  return (
    <>
      <OfferTable offers={found.offers} caption={isAsked ? 'Offers that fit' : 'All offers'} />
      <Pager
        noun="Offers"
        from={found.before + 1}
        to={found.before + found.offers.length}
        total={found.total}
        order={CATALOGUE_SORTS[found.sort]}
        previous={found.before > 0 ? { label: 'Back to the first', to: urls.offers({}, queryOf(query)) } : null}
        next={found.next === null ? null : { label: 'Next', to: urls.offers({}, queryOf(query, found.next)) }}
      />
      {found.facets.projects.length > 1 && (
        <Fine>
          Of which projects:{' '}
          {found.facets.projects.map(({ slug, name, count: n }, at) => (
            <>
              {at > 0 && ', '}
              <Link to={urls.offers({}, queryOf({ ...query, project: slug }))}>{name}</Link> ({showNumber(n)})
            </>
          ))}
        </Fine>
      )}
      <Fine>
        Take {isAsked ? 'what was found' : 'the list'} along:{' '}
        <Link to={urls.offersExport({ format: 'csv' }, queryOf(query))}>CSV</Link> or{' '}
        <Link to={urls.offersExport({ format: 'json' }, queryOf(query))}>JSON</Link>. Be told of new ones:{' '}
        <Link to={urls.offersAtom({})}>Atom</Link> or <Link to={urls.offersJsonFeed({})}>JSON Feed</Link>.
      </Fine>
    </>
  );
}

/** Filters with how many there are of each; the one that is set stands alone. */
function fields({ query, found, project }: CataloguePageProps): readonly FilterField[] {
  const { facets } = found;
  const select = <Word extends string>(
    name: string,
    label: string,
    every: string,
    words: Readonly<Record<Word, string>>,
    value: Word | null,
    counts: ReadonlyMap<Word, number>,
  ): FilterField => ({
    kind: 'select',
    name,
    label,
    value: value ?? '',
    options: [{ value: '', label: every }, ...counted(words, value, counts)],
  });
  return [
    { kind: 'search', name: 'q', label: 'Need, project or beneficiary', value: query.q },
    select('work', 'Kind of work', 'Any kind', WORK_TYPES, query.work, facets.work),
    select('skill', 'Skill', 'Any skill', SKILLS, query.skill, facets.skill),
    select('effort', 'Effort', 'Any effort', bandWords(), bandOf(query), facets.effort),
    select('per', 'Needed', 'Either', PER_WORDS, query.per, facets.per),
    select('level', 'Level', 'Any level', LEVEL_WORDS, query.level, facets.level),
    ...(query.project === null
      ? []
      : [
          {
            kind: 'select' as const,
            name: 'project',
            label: 'Project',
            value: query.project,
            options: [
              { value: '', label: 'Any project' },
              { value: query.project, label: project?.name ?? 'One that is not here' },
            ],
          },
        ]),
    {
      kind: 'select',
      name: 'sort',
      label: 'Order',
      value: query.sort ?? '',
      options: [
        { value: '', label: query.q === '' ? 'Newest first' : 'Best match first' },
        ...(query.q === '' ? [] : [{ value: 'newest', label: 'Newest first' }]),
        { value: 'effort', label: 'Least effort first' },
        { value: 'project', label: 'By project' },
      ],
    },
  ];
}

const PER_WORDS = { once: 'Once', year: 'Each year' } as const;

function bandWords(): Readonly<Record<keyof typeof EFFORT_BANDS, string>> {
  const { days, months, years, more } = EFFORT_BANDS;
  return { days: days.label, months: months.label, years: years.label, more: more.label };
}

/** Words that nothing has are left out, unless chosen; while one is chosen the others have no counts. */
function counted<Word extends string>(
  words: Readonly<Record<Word, string>>,
  value: Word | null,
  counts: ReadonlyMap<Word, number>,
): readonly Option[] {
  return (Object.keys(words) as Word[]).flatMap((word) => {
    const n = counts.get(word);
    if (value !== null) return [{ value: word, label: words[word] }];
    return n === undefined ? [] : [{ value: word, label: `${words[word]} (${showNumber(n)})` }];
  });
}

function UnderstoodNotice({ understood }: { readonly understood: Understood }): VNode | null {
  switch (understood.kind) {
    case 'everything':
    case 'words':
      return null;
    case 'like':
      return (
        <Notice head="No offer has exactly these words">
          Shown are those with words like {understood.words.map((word) => `“${word}”`).join(', ')}.
        </Notice>
      );
    case 'some':
      return <Notice head="No offer has all of these words">Shown are those that have some of them.</Notice>;
  }
}

function NothingFits({ query, project }: CataloguePageProps): VNode {
  const isHere = query.project === null || project !== null;
  return (
    <EmptyState
      head="No offer fits"
      steps={[
        ...(isFiltered(query) && query.q !== ''
          ? [
              {
                head: 'Look for the words alone',
                text: 'Take the filters away and keep what you typed.',
                action: <Link to={urls.offers({}, { q: query.q })}>Without filters</Link>,
              },
            ]
          : []),
        {
          head: 'Read what projects plan',
          text: 'Many needs stand on roadmaps and were not offered yet. Ask us about one, and we ask the project.',
          action: <Link to={urls.projects({})}>Projects</Link>,
        },
      ]}
      actions={<Button to={urls.offers({})}>All offers</Button>}
    >
      {isHere
        ? 'Nothing that may be shown has all of this. It does not mean that no project needs it.'
        : 'The project of this address is not in the catalogue.'}
    </EmptyState>
  );
}

function NoOffers(): VNode {
  return (
    <EmptyState
      head="No project has agreed to an offer yet"
      steps={[
        {
          head: 'For a funder',
          text: 'Read what projects plan. If a need speaks to you, ask us; we ask the project.',
          action: <Link to={urls.projects({})}>Projects</Link>,
        },
        {
          head: 'For a project',
          text: 'An offer begins as an item of your roadmap. Nothing is shown before you have seen it and said yes.',
          action: <Link to={urls.how({})}>How it works</Link>,
        },
      ]}
    >
      Offers appear here when a project has said yes to their very words, and leave when it takes that back.
    </EmptyState>
  );
}

function ForFunders({ funders, maySet }: { readonly funders: string | null; readonly maySet: boolean }): VNode {
  return (
    <Section head="For a funder" note={STANDING_NOTE}>
      <Bullets
        items={[
          'Each need here was agreed to by its project, word for word. It may take that back at any time.',
          'You pay for work on the project itself; the project decides what it takes, and the work is paid all the same.',
          <>
            A talk binds nobody.{' '}
            {funders === null ? (
              <Link to={urls.how({})}>How an order comes about</Link>
            ) : (
              <ExternalLink href={`mailto:${funders}`}>Begin one by mail</ExternalLink>
            )}
          </>,
        ]}
      />
      <Note>Several funders may join in one need, and a need that is in work stays open to all.</Note>
      {maySet && (
        <Fine>
          <Link to={urls.manifest({})}>Say to whom funders write, and what directories read</Link>
        </Fine>
      )}
    </Section>
  );
}

function isFiltered({ work, skill, level, per, project, effortFrom, effortTo }: CatalogueQuery): boolean {
  return [work, skill, level, per, project, effortFrom, effortTo].some((one) => one !== null);
}
