/** To begin a talk with (domain S30): what is needed, who benefits, how much effort it may be. */
import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import { Example, Link, Note, Section, Table, urls } from '../../../look/index.ts';
import { offerFigures, type FoundOffer } from '../../roadmaps/index.ts';

export function Starters({
  starters,
  offers,
}: {
  readonly starters: readonly FoundOffer[];
  readonly offers: number;
}): VNode {
  return (
    <Section
      head="Current offers"
      note={
        <>
          Needs that a project has agreed to show to funders. Ranges are estimates, not quotes.{' '}
          <Link to={urls.offers({})}>{offers === 1 ? 'The offer' : `All ${count(offers, 'offer')}`}</Link>
        </>
      }
    >
      <Table
        caption="Some of the current offers, of as many projects"
        hideCaption
        rows={starters}
        columns={[
          {
            head: 'Need',
            rowHead: true,
            cell: ({ slug, content }) => (
              <>
                <Link to={urls.offer({ offer: slug })} serif>
                  {content.title}
                </Link>
                <Note>{content.summary}</Note>
              </>
            ),
          },
          {
            head: 'Project',
            cell: ({ project }) => (
              <>
                <Link to={urls.project({ project: project.slug })}>{project.name}</Link>
                <Example when={project.example} />
              </>
            ),
          },
          { head: 'Who benefits', cell: ({ content }) => whoBenefits(content) },
          { head: 'Effort', kind: 'number', cell: ({ content }) => offerFigures(content).effort.join('; ') || null },
        ]}
      />
    </Section>
  );
}

const MOST_NAMED = 3;

function whoBenefits({ beneficiaries, healthEffect }: FoundOffer['content']): string {
  if (beneficiaries.length === 0) return healthEffect;
  const named = beneficiaries.slice(0, MOST_NAMED).map(({ who }) => who);
  return `${named.join(', ')}${beneficiaries.length > MOST_NAMED ? ' and others' : ''}`;
}
