/** One offer as anybody may read it, and what stands in its place once its project took it back. */
import type { VNode } from 'preact';
import {
  Button,
  EmptyState,
  Example,
  ExternalLink,
  Fine,
  Link,
  PageHead,
  Section,
  urls,
  type Fact,
} from '../../../look/index.ts';
import { OfferBody, type Level, type OfferPlace, type FoundOffer } from '../../roadmaps/index.ts';
import type { Contacts } from '../funding-types.ts';
import { OfferTable } from './offer-rows.tsx';

type Shown = Extract<OfferPlace, { readonly kind: 'shown' }>;

export interface OfferPageProps extends Shown {
  readonly contacts: Contacts;
  readonly workspace: string;
  /** Other offers of the same project. */
  readonly others: readonly FoundOffer[];
  readonly joined: ReadonlySet<string>;
}

const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  pitch: 'Pitch level: written for funders',
  technical: 'Technical level: written for maintainers and contributors',
  'wish list': 'Wish list: written for contributors',
  scope: 'Scope: what the project is and is not',
};

export function OfferPage({ offer: shown, itemState, contacts, workspace, others, joined }: OfferPageProps): VNode {
  const { offer, consent, project } = shown;
  const { content } = offer;
  return (
    <>
      <PageHead
        title={content.title}
        trail={[
          { label: 'Home', to: urls.home({}) },
          { label: 'Offers', to: urls.offers({}) },
          { label: project.name, to: urls.project({ project: project.slug }) },
          { label: content.title },
        ]}
      >
        {content.summary}
      </PageHead>
      <OfferBody
        content={content}
        offer={offer.id}
        version={offer.number}
        consent={consent}
        joined={joined}
        facts={factsOf(itemState, content.level, content.project.label)}
        actions={
          <Button to={`${urls.offer({ offer: offer.slug })}#interest`} kind="first">
            Talk to us about this
          </Button>
        }
      />
      <Section head="Show interest" id="interest">
        <p>
          A conversation binds nobody, and nothing is passed on without your word. {workspace} asks the project before
          anything is agreed.
        </p>
        <ContactList contacts={contacts} title={content.title} />
      </Section>
      {others.length > 0 && (
        <Section head={`More of ${project.name}`} wide>
          <OfferTable offers={others} caption={`Other offers of ${project.name}`} isOfOneProject isShort />
        </Section>
      )}
    </>
  );
}

/** The funder's view says how far it is (domain S69); an item in work stays open to all (4.1). */
function factsOf(state: Shown['itemState'], level: Level, label: string): readonly Fact[] {
  return [
    {
      label: 'State',
      value: state === 'in_work' ? 'In work; it stays open to others' : 'Offered; nobody pays for it yet',
    },
    { label: 'From', value: `The project’s ${label.toLowerCase()}`, note: LEVEL_NAMES[level] },
  ];
}

/** Who reads what, by role: those who may pay, and those who do the work, write to different people (domain S103). */
function ContactList({ contacts, title }: { readonly contacts: Contacts; readonly title: string }): VNode {
  const { funders, projects } = contacts;
  if (funders === null && projects === null) {
    return (
      <Fine>
        No address is published yet. <Link to={urls.how({})}>How an order comes about</Link>
      </Fine>
    );
  }
  return (
    <ul class="bullets">
      {funders !== null && (
        <li>
          As a funder, write to the engagement lead:{' '}
          <ExternalLink href={letterTo(funders, title)}>{funders}</ExternalLink>
        </li>
      )}
      {projects !== null && (
        <li>
          As a contributor or for a project, write to the technical lead:{' '}
          <ExternalLink href={letterTo(projects, title)}>{projects}</ExternalLink>
        </li>
      )}
    </ul>
  );
}

function letterTo(address: string, title: string): string {
  return `mailto:${address}?subject=${encodeURIComponent(title)}`;
}

const GONE_WORDS: Readonly<Record<Extract<OfferPlace, { kind: 'gone' }>['because'], { head: string; text: string }>> = {
  withdrawn: {
    head: 'The project withdrew this offer',
    text: 'What stood here was shown with the consent of its project, which has taken it back. It may do so at any time, without a reason.',
  },
  expired: {
    head: 'The consent to this offer has run out',
    text: 'A project says yes for a time, and that time is over. It may say yes again; until then nothing of it is shown.',
  },
  'not offered': {
    head: 'This is not offered any more',
    text: 'What stood here is shown only while its project agrees and it is in the catalogue. It is not there now.',
  },
};

export function GonePage({ because }: { readonly because: keyof typeof GONE_WORDS }): VNode {
  const { head, text } = GONE_WORDS[because];
  return (
    <EmptyState head={head} isPage actions={<Button to={urls.offers({})}>Offers that stand</Button>}>
      {text}
    </EmptyState>
  );
}

export function OlderPage({ slug }: { readonly slug: string }): VNode {
  return (
    <EmptyState
      head="This is an older version"
      isPage
      actions={<Button to={urls.offer({ offer: slug })}>What is offered now</Button>}
    >
      The project agreed to another wording since, and only that one is shown.
    </EmptyState>
  );
}

/** On the project's own page. */
export function ProjectOffers({
  offers,
  project,
  label,
  hasMore,
}: {
  readonly offers: readonly FoundOffer[];
  readonly project: { readonly slug: string; readonly name: string; readonly example: boolean };
  readonly label: string;
  readonly hasMore: boolean;
}): VNode | null {
  if (offers.length === 0) return null;
  return (
    <Section
      head="What it offers to funders"
      note={
        <>
          From its {label.toLowerCase()}, in words that {project.name} <Example when={project.example} /> agreed to.
          Feed: <Link to={urls.projectOffersAtom({ project: project.slug })}>Atom</Link>,{' '}
          <Link to={urls.projectOffersJsonFeed({ project: project.slug })}>JSON</Link>
        </>
      }
      id="offers"
      wide
    >
      <OfferTable offers={offers} caption={`Offers of ${project.name}`} isOfOneProject />
      {hasMore && (
        <Fine>
          <Link to={urls.offers({}, { project: project.slug })}>All offers of {project.name}</Link>
        </Fine>
      )}
    </Section>
  );
}
