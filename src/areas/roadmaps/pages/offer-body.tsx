/**
 * An offer as a funder is shown it: the public page, the letter that asks the project for consent, and the workspace's own preview are
 * this one component, made of the content that the project agrees to and of nothing else.
 */
import type { ComponentChildren, VNode } from 'preact';
import { DEFAULT_HOURS, showEffort, type Effort } from '../../../kernel/effort.ts';
import { showMoneyRange } from '../../../kernel/money.ts';
import { showMonth } from '../../../kernel/dates.ts';
import { showNumber } from '../../../kernel/text.ts';
import { SKILLS, WORK_TYPES } from '../../../kernel/vocabulary.ts';
import {
  Bullets,
  DateText,
  EffortFigure,
  EstimateTable,
  EvidenceLink,
  Example,
  ExternalLink,
  FactList,
  Fine,
  Link,
  Note,
  OfferFrame,
  Quote,
  Section,
  urls,
  Why,
  type Fact,
} from '../../../look/index.ts';
import { ALIGNMENT_KINDS, CADENCES } from '../item-types.ts';
import { effortIn, rangeIn } from '../offer-content.ts';
import type { OfferContent, OfferId, OfferPart, ShownConsent } from '../offer-types.ts';

export interface OfferBodyProps {
  readonly content: OfferContent;
  /** The version, for the address of its logo. */
  readonly offer: OfferId;
  readonly version: number;
  /** The project's yes; null where it is not given yet. */
  readonly consent: ShownConsent | null;
  /** 3 where several offers stand on one page. */
  readonly headLevel?: 2 | 3;
  /** Before every id, where several offers stand on one page. */
  readonly prefix?: string;
  /** Facts at a glance that are not part of what was agreed to: who else funds it. */
  readonly facts?: readonly Fact[];
  /** What a reader can do: buttons. */
  readonly actions?: ComponentChildren;
}

export function OfferBody(props: OfferBodyProps): VNode {
  const { content, headLevel = 2, prefix = '' } = props;
  const head = { headLevel };
  return (
    <OfferFrame glance={<Glance {...props} />} of={prefix === '' ? null : content.title}>
      <Section {...head} head="The need" id={`${prefix}need`}>
        <Words text={content.need} />
      </Section>
      <Section {...head} head="Why" id={`${prefix}why`}>
        <Words text={content.why} />
        <RestsOn content={content} />
      </Section>
      {(content.beneficiaries.length > 0 || content.asked.length > 0) && (
        <Section {...head} head="Who benefits" id={`${prefix}beneficiaries`}>
          {content.beneficiaries.length > 0 && (
            <Bullets
              items={content.beneficiaries.map(({ who, gain }) => (
                <>
                  <b>{who}</b>
                  {gain !== '' && `: ${gain}`}
                </>
              ))}
            />
          )}
          <Asked content={content} />
        </Section>
      )}
      <Section {...head} head="What it may take" note={<PriceNote content={content} />} id={`${prefix}estimate`}>
        <OfferEstimateParts content={content} />
      </Section>
      <Section {...head} head="What it does to the project" id={`${prefix}project`}>
        {content.healthEffect !== '' && <Words text={content.healthEffect} />}
        <FactList
          items={[
            { label: 'Volunteers', value: content.volunteerImpact },
            ...(content.reviewTime === '' ? [] : [{ label: 'Time of reviewers', value: content.reviewTime }]),
          ]}
        />
      </Section>
      <Section {...head} head="How the project decides" id={`${prefix}decides`}>
        <Words text={content.decides.words} />
        {content.decides.url !== null && (
          <Note>
            <ExternalLink href={content.decides.url}>The project’s own words</ExternalLink>
          </Note>
        )}
      </Section>
      <Section {...head} head="What is not promised" id={`${prefix}not-promised`}>
        <Bullets items={content.notPromised} />
        <Note>{content.standing}</Note>
      </Section>
      {props.consent !== null && (
        <ConsentSection
          consent={props.consent}
          version={props.version}
          project={content.project.name}
          headLevel={headLevel}
          id={`${prefix}consent`}
        />
      )}
    </OfferFrame>
  );
}

/** At a glance: what it takes, whose it is, what kinds of work, when it is done. */
function Glance({ content, offer, facts = [], actions }: OfferBodyProps): VNode {
  const { project } = content;
  const { effort, sums } = offerFigures(content);
  return (
    <>
      <FactList
        stacked
        items={[
          ...(effort.length === 0 ? [] : [{ label: 'Effort', value: lines(effort), big: true }]),
          { label: `Estimate, ${content.estimate.currency}`, value: lines(sums), big: true },
          {
            label: 'Project',
            value: (
              <>
                {project.logo !== null && <ProjectLogo offer={offer} alt={project.logo.alt} />}
                <Link to={urls.project({ project: project.slug })}>{project.name}</Link>
                <Example when={project.example} />
              </>
            ),
            ...(project.note === null ? {} : { note: project.note }),
          },
          { label: 'Kinds of work', value: sentenceOf(content.workTypes.map((type) => WORK_TYPES[type])) },
          { label: 'Skills', value: sentenceOf(content.skills.map((skill) => SKILLS[skill])) },
          ...(content.doneWhen.length === 0 ? [] : [{ label: 'Done when', value: <DoneWhen content={content} /> }]),
          { label: 'People', value: project.coverage },
          { label: 'Reports', value: `To whoever pays: ${CADENCES[content.cadence]}` },
          ...facts,
        ]}
      />
      {actions}
      <Fine>{project.trademark}</Fine>
    </>
  );
}

function ProjectLogo({ offer, alt }: { readonly offer: OfferId; readonly alt: string }): VNode {
  return (
    <span class="mark-of-project">
      <img src={urls.offerVersionLogo({ version: offer })} alt={alt} height={56} />
    </span>
  );
}

function DoneWhen({ content }: { readonly content: OfferContent }): VNode {
  const [first, ...others] = content.doneWhen;
  if (first !== undefined && others.length === 0) return <Condition {...first} />;
  return (
    <Bullets
      items={content.doneWhen.map((condition) => (
        <Condition {...condition} />
      ))}
    />
  );
}

function Condition({ text, outside }: OfferContent['doneWhen'][number]): VNode {
  return (
    <>
      {text}
      {outside && <span class="quiet"> (lies with others)</span>}
    </>
  );
}

/** Where it is wanted and discussed, and the lines of the project's own document. */
function RestsOn({ content }: { readonly content: OfferContent }): VNode | null {
  const { discussed, source } = content;
  if (discussed.length === 0 && source === null) return null;
  const places: VNode[] = discussed.map(({ kind, title, url, datedOn }) => (
    <>
      <ExternalLink href={url}>{title}</ExternalLink>, {ALIGNMENT_KINDS[kind]}
      {datedOn !== null && (
        <>
          {' '}
          of <DateText at={datedOn} />
        </>
      )}
    </>
  ));
  if (source !== null) {
    places.push(
      <EvidenceLink repository={source.url} commit={source.commit} path={source.path} lines={source.lines} />,
    );
  }
  return (
    <div class="small quiet">
      <p>It rests on</p>
      <Bullets items={places} />
    </div>
  );
}

function Asked({ content }: { readonly content: OfferContent }): VNode | null {
  if (content.asked.length === 0) return null;
  return (
    <Why summary="Who asked, and where">
      <Bullets
        items={content.asked.map(({ who, place, url, datedOn }) => (
          <>
            {who}, {url === null ? place : <ExternalLink href={url}>{place}</ExternalLink>}, <DateText at={datedOn} />
          </>
        ))}
      />
    </Why>
  );
}

function PriceNote({ content: { estimate } }: { readonly content: OfferContent }): VNode {
  return (
    <>
      Prices of {showMonth(estimate.priceDate)}. One person-year is {showNumber(estimate.hoursInYear)} hours.
    </>
  );
}

/** The figures and tables of an offer's estimate, for its page and for other documents made of the same content. */
export function OfferEstimateParts({ content }: { readonly content: OfferContent }): VNode {
  const { estimate } = content;
  const parts = (['once', 'year'] as const).flatMap((per) => {
    const part = per === 'once' ? estimate.once : estimate.yearly;
    return part === null ? [] : [{ per, part }];
  });
  let figures = 0;
  let tables = 0;
  return (
    <>
      {parts.map(({ per, part }) => {
        const effort = effortIn(part, per);
        return (
          <>
            {effort !== null && (
              <EffortFigure number={`Figure ${++figures}.`} effort={effort} hours={estimate.hoursInYear} />
            )}
            <EstimateTable
              number={`Table ${++tables}.`}
              legs={part.legs.map((leg) => ({
                label: leg.label,
                formula: leg.formula,
                ...rangeIn(leg, estimate.currency),
              }))}
              together={rangeIn(part.together, estimate.currency)}
              per={per}
              rates={estimate.rates}
            />
          </>
        );
      })}
    </>
  );
}

/** Who decided, in which capacity, when, about which text, where, until when. */
function ConsentSection({
  consent,
  version,
  project,
  headLevel,
  id,
}: {
  readonly consent: ShownConsent;
  readonly version: number;
  readonly project: string;
  readonly headLevel: 2 | 3;
  readonly id: string;
}): VNode {
  const { decidedBy, hat, on, discussedAt, until, words } = consent;
  return (
    <Section head="The project’s consent" id={id} headLevel={headLevel}>
      {words !== null && <Quote>{words}</Quote>}
      <FactList
        items={[
          { label: 'Decided by', value: decidedBy === null ? `a ${hat}` : `${decidedBy}, recorded as ${hat}` },
          { label: 'On', value: <DateText at={on} long /> },
          { label: 'Text shown', value: `Version ${version}, as it stands here; any change asks ${project} again` },
          ...(discussedAt === null
            ? []
            : [{ label: 'Where', value: <ExternalLink href={discussedAt}>Where it was discussed</ExternalLink> }]),
          {
            label: 'Until',
            value: (
              <>
                <DateText at={until} long />, or withdrawn before; the project may do so at any time, without a reason
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

/** Paragraphs as they were written: an empty line parts them. */
function Words({ text }: { readonly text: string }): VNode {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </>
  );
}

function sumOf(part: OfferPart, { estimate }: OfferContent): string {
  const { low, high } = rangeIn(part.together, estimate.currency);
  return showMoneyRange(low, high);
}

function shownEffort(effort: Effort, { estimate }: OfferContent): string {
  return showEffort(effort, estimate.hoursInYear === DEFAULT_HOURS ? undefined : estimate.hoursInYear);
}

/** One under the other where something is needed once and something each year. */
function lines(all: readonly string[]): ComponentChildren {
  return all.map((line, at) => (
    <>
      {at > 0 && <br />}
      {line}
    </>
  ));
}

/** "Feature, documentation, code review". */
function sentenceOf(words: readonly string[]): string {
  return words
    .map((word, at) => (at === 0 || /^[A-Z]{2}/.test(word) ? word : word[0]!.toLowerCase() + word.slice(1)))
    .join(', ');
}

/** "1–2 person-years" and "$150,000–300,000", for lists of offers and brochures. */
export function offerFigures(content: OfferContent): {
  readonly effort: readonly string[];
  readonly sums: readonly string[];
} {
  const { once, yearly } = content.estimate;
  const efforts = [effortIn(once, 'once'), effortIn(yearly, 'year')].filter((effort) => effort !== null);
  return {
    effort: efforts.map((effort) => shownEffort(effort, content)),
    sums: [
      ...(once === null ? [] : [sumOf(once, content)]),
      ...(yearly === null ? [] : [`${sumOf(yearly, content)} a year`]),
    ],
  };
}
