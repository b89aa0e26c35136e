import type { VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import { showLongDate, type Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { showInZone } from '../../../kernel/windows.ts';
import {
  ActionForm,
  Actions,
  Bullets,
  Button,
  Buttons,
  CheckBox,
  Choice,
  DateText,
  EmptyState,
  ExternalLink,
  FactList,
  Form,
  HatField,
  Link,
  Note,
  Notice,
  PageHead,
  Section,
  Select,
  State,
  Table,
  TextArea,
  TextField,
  urls,
  Why,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { profilePermissions } from '../../people/index.ts';
import { consentStanding, isOpen } from '../offer-rules.ts';
import { STATE_WORDS } from '../item-types.ts';
import {
  NOTICE_CHANNELS,
  type ConsentStory,
  type NotShownBecause,
  type Offer,
  type ShownItemOffer,
} from '../offer-types.ts';
import { byWhom, StandingMark } from './consent-parts.tsx';
import { OfferBody } from './offer-body.tsx';

export interface OfferTabProps {
  readonly shown: ShownItemOffer;
  readonly actor: Actor;
  readonly forms: {
    readonly make?: { readonly values: FormValues; readonly errors: FormErrors };
    readonly notice?: { readonly values: FormValues; readonly errors: FormErrors };
    readonly unpublish?: { readonly values: FormValues; readonly errors: FormErrors };
  };
  readonly said: string | null;
  /** The version looked at; the newest when none is named. */
  readonly version: number | null;
  readonly now: Instant;
}

/** An item on its way to funders, for the workspace's and the project's people. */
export function OfferTabPage(props: OfferTabProps): VNode {
  const { shown, said, version } = props;
  const { project, item, offers } = shown;
  const looked = offers.find(({ number }) => number === version) ?? offers[0];
  const before = looked === undefined ? undefined : offers.find(({ number }) => number === looked.number - 1);
  return (
    <>
      <PageHead
        title={`Offer: ${item.wording.title}`}
        trail={[
          { label: 'Projects', to: urls.projects({}) },
          { label: project.name, to: urls.project({ project: project.slug }) },
          { label: `Item ${item.number}`, to: urls.item({ project: project.slug, item: String(item.number) }) },
          { label: 'Offer' },
        ]}
        actions={<FirstAction {...props} />}
      >
        What a funder would be shown of the item, the project’s answer to that very text, and whether it is shown.
      </PageHead>
      {said !== null && <Notice tone="done" head={said} />}
      <StoryNotice story={shown.story} project={project.name} />
      {shown.isStale && (
        <Notice tone="waiting" head="The item was reworded after this version">
          What was agreed to stays as it was. To show the new words, make a version of them and ask again.
        </Notice>
      )}
      {looked === undefined ? (
        <EmptyState head="No version of an offer yet">
          An offer is made of the item’s newest wording, at the prices of the day.
        </EmptyState>
      ) : (
        <Section
          head={`Version ${looked.number}`}
          note={`Made on ${showLongDate(looked.madeAt)} by ${looked.madeByName ?? 'the workspace'}, of wording ${looked.wording}.`}
          wide
          id="version"
        >
          <Why summary="All that a funder would see" open={version !== null}>
            <OfferBody
              content={looked.content}
              offer={looked.id}
              version={looked.number}
              consent={null}
              headLevel={3}
            />
          </Why>
          {before !== undefined && <Compared offer={looked} before={before} />}
        </Section>
      )}
      {shown.acts.make || shown.lacks.length > 0 ? <Make {...props} /> : null}
      <Versions {...props} />
      <Asked {...props} />
      <Told {...props} />
      <Publications {...props} />
      {offers.length > 0 && holds(props.actor, profilePermissions.seeFit) && (
        <Section head="Fit to our mission" note="For the workspace’s people alone." id="fit">
          <Link to={urls.itemFit({ project: project.slug, item: String(item.number) })}>
            Whether this offer fits what we are for
          </Link>
        </Section>
      )}
    </>
  );
}

function FirstAction({ shown }: OfferTabProps): VNode | null {
  const { acts, project, item } = shown;
  if (acts.publish) {
    return (
      <ActionForm action={urls.itemOfferPublish({ project: project.slug, item: String(item.number) })} kind="first">
        Publish in the catalogue
      </ActionForm>
    );
  }
  if (acts.ask) {
    return (
      <Button kind="first" to={urls.askForConsent({ project: project.slug }, { offers: shown.offers[0]?.id })}>
        Ask for consent
      </Button>
    );
  }
  return null;
}

/** The seller's question: is it shown, since when, and if not, why not. */
function StoryNotice({ story, project }: { readonly story: ConsentStory; readonly project: string }): VNode {
  if (story.isShown) {
    return (
      <Notice tone="done" head="Shown in the catalogue">
        Since <DateText at={story.since} long />, with the project’s yes until <DateText at={story.until} long />.
      </Notice>
    );
  }
  return (
    <Notice tone={isWaiting(story.because) ? 'waiting' : 'plain'} head="Not shown to funders">
      {whyNotShown(story.because, project)}
    </Notice>
  );
}

function isWaiting({ kind }: NotShownBecause): boolean {
  return ['unanswered', 'objection', 'window', 'expired', 'not-published'].includes(kind);
}

/** Since when, and why; the same sentence wherever a seller asks. */
export function whyNotShown(because: NotShownBecause, project: string): string {
  switch (because.kind) {
    case 'no-offer':
      return 'No offer was made of it yet.';
    case 'not-asked':
      return `${project} was not asked yet.`;
    case 'unanswered':
      return `${project} was asked on ${showLongDate(because.since)} and has not answered. No answer means no.`;
    case 'request-withdrawn':
      return `The question to ${project} was taken back on ${showLongDate(because.since)}.`;
    case 'declined':
      return `${project} said no to this text on ${showLongDate(because.since)}, by ${because.by}.`;
    case 'consent-withdrawn':
      return `${project} withdrew its consent on ${showLongDate(because.since)}, by ${because.by}.`;
    case 'objection':
      return `An objection of ${showLongDate(because.since)} stands, by ${because.by}. It counts until it is settled.`;
    case 'window':
      return `The others who speak for ${project} can object until ${showInZone(because.until, because.zone)}.`;
    case 'expired':
      return `The consent of ${project} ran out on ${showLongDate(because.since)}. Ask again.`;
    case 'opted-out':
      return `${project} asked to be left out${since(because.since)}. Nothing of it is shown anywhere.`;
    case 'archived':
      return `${project} is archived${since(because.since)}.`;
    case 'item-over':
      return `The item is ${STATE_WORDS[because.state]} since ${showLongDate(because.since)}.`;
    case 'catalogue-not-allowed':
      return `${project} agreed to brochures, and not to the catalogue.`;
    case 'unpublished':
      return `It was taken out of the catalogue on ${showLongDate(because.since)}: ${because.because}`;
    case 'not-published':
      return `${project} said yes. Nobody has published it yet.`;
  }
}

function since(at: Instant | null): string {
  return at === null ? '' : ` since ${showLongDate(at)}`;
}

function Make({ shown, actor, forms }: OfferTabProps): VNode {
  const { project, item, lacks } = shown;
  const { values = { rates: 'likely', paidReview: 'yes' }, errors = {} } = forms.make ?? {};
  return (
    <Section head="Make a version" note="Of the newest wording, at the prices of today." id="make">
      {lacks.length > 0 ? (
        <>
          <p>Before it can be offered, the item’s wording needs:</p>
          <Bullets
            items={lacks.map(({ field, sentence }) => (
              <>
                <b>{field}</b>: {sentence}
              </>
            ))}
          />
          <Note>
            <Link to={urls.rewordItem({ project: project.slug, item: String(item.number) })}>Write a new wording</Link>
          </Note>
        </>
      ) : (
        <Form
          id="make-form"
          action={urls.itemOffer({ project: project.slug, item: String(item.number) })}
          values={values}
          errors={errors}
        >
          <Select
            name="rates"
            label="Rates"
            options={[
              { value: 'likely', label: 'Low to high effort at the likely rates' },
              { value: 'spread', label: 'Low effort at low rates to high effort at high rates' },
            ]}
          />
          <CheckBox name="paidReview" label="Add paid independent review" hint="A share of the developers’ time." />
          <CheckBox name="indirect" label="Add indirect costs" hint="Shown as a line of its own." />
          <CheckBox
            name="viaSponsor"
            label="The money goes through a fiscal sponsor"
            hint="Its fee and processing are lines."
          />
          <CheckBox name="giveBack" label="Add the give-back to the fiscal sponsor" />
          {shown.reviewTimeUnsaid && (
            <TextArea
              name="reason"
              label="Why nothing is said of the time of reviewers"
              hint="The work is large enough that somebody’s evenings would go into reviewing it. Better: say it in the item’s wording."
              rows={2}
            />
          )}
          <HatField actor={actor} />
          <Buttons>
            <Button>Make the next version</Button>
          </Buttons>
        </Form>
      )}
    </Section>
  );
}

function Versions({ shown, now }: OfferTabProps): VNode | null {
  const { offers, consents, publications, project, item } = shown;
  if (offers.length === 0) return null;
  return (
    <Section head="Versions" note="None is ever edited: a change is the next one." id="versions">
      <Table
        caption="Versions of the offer"
        hideCaption
        rows={offers}
        columns={[
          {
            head: 'Version',
            rowHead: true,
            cell: ({ number }) => (
              <Link to={urls.itemOffer({ project: project.slug, item: String(item.number) }, { version: number })}>
                {number}
              </Link>
            ),
          },
          { head: 'Made', cell: ({ madeAt }) => <DateText at={madeAt} /> },
          { head: 'Of wording', kind: 'number', cell: ({ wording }) => wording },
          {
            head: 'Answer',
            cell: ({ id }) => {
              const answer = consents.find(({ offer }) => offer === id);
              return answer === undefined ? 'none' : <StandingMark standing={consentStanding(answer, now)} />;
            },
          },
          {
            head: 'Catalogue',
            cell: ({ id }) => {
              const published = publications.find(({ offer }) => offer === id);
              if (published === undefined) return null;
              return published.ended === null ? (
                <>
                  since <DateText at={published.at} />
                </>
              ) : (
                <>
                  <DateText at={published.at} /> to <DateText at={published.ended.at} />
                </>
              );
            },
          },
        ]}
      />
    </Section>
  );
}

const PARTS: readonly (readonly [name: string, of: (content: Offer['content']) => unknown])[] = [
  ['Title', ({ title }) => title],
  ['Summary', ({ summary }) => summary],
  ['The need', ({ need }) => need],
  ['Why', ({ why }) => why],
  ['Who benefits', ({ beneficiaries }) => beneficiaries],
  ['Who asked', ({ asked }) => asked],
  ['Where it is discussed', ({ discussed }) => discussed],
  ['Kinds of work', ({ workTypes }) => workTypes],
  ['Skills', ({ skills }) => skills],
  ['Done when', ({ doneWhen }) => doneWhen],
  ['Reports', ({ cadence }) => cadence],
  [
    'Health, volunteers, reviewers',
    ({ healthEffect, volunteerImpact, reviewTime }) => [healthEffect, volunteerImpact, reviewTime],
  ],
  ['What it may take', ({ estimate }) => ({ ...estimate, priceDate: null })],
  ['Day of the prices', ({ estimate }) => estimate.priceDate],
  ['How the project decides', ({ decides }) => decides],
  ['What is not promised', ({ notPromised }) => notPromised],
  ['Name, logo and notes', ({ project }) => project],
];

/** Which parts of what funders see are other than in the version before. */
function Compared({ offer, before }: { readonly offer: Offer; readonly before: Offer }): VNode {
  const changed = PARTS.filter(([, of]) => JSON.stringify(of(offer.content)) !== JSON.stringify(of(before.content)));
  return (
    <Note>
      {changed.length === 0
        ? `It shows the same as version ${before.number}.`
        : `Other than in version ${before.number}: ${changed.map(([name]) => name.toLowerCase()).join(', ')}.`}
    </Note>
  );
}

function Asked({ shown }: OfferTabProps): VNode {
  const { letters, project, item } = shown;
  const rows = letters.flatMap((letter) =>
    letter.requests.filter(({ offer }) => offer.item === item.id).map((request) => ({ letter, request })),
  );
  return (
    <Section head="Asked and answered" note="Letters to those who speak for the project." id="asked">
      {rows.length === 0 ? (
        <p>{project.name} was not asked yet.</p>
      ) : (
        <Table
          caption="Letters"
          hideCaption
          rows={rows}
          columns={[
            {
              head: 'Letter',
              rowHead: true,
              cell: ({ letter }) => (
                <Link to={urls.consentLetter({ project: project.slug, letter: letter.id })}>
                  <DateText at={letter.sent.at} />
                </Link>
              ),
            },
            { head: 'Version', kind: 'number', cell: ({ request }) => request.offer.number },
            { head: 'To', cell: ({ letter }) => letter.recipients.map(({ name }) => name ?? 'erased').join(', ') },
            {
              head: 'Answer',
              cell: ({ request }) => {
                const [answer] = request.answers;
                if (answer !== undefined) {
                  return (
                    <>
                      {answer.answer === 'approved' && answer.withdrawal === null
                        ? 'Yes'
                        : answer.withdrawal === null
                          ? 'No'
                          : 'Withdrawn'}
                      , <DateText at={answer.withdrawal?.at ?? answer.at} />, {byWhom(answer.withdrawal ?? answer)}
                    </>
                  );
                }
                return isOpen(request) ? (
                  <State mark="dotted" tone="watch">
                    Open
                  </State>
                ) : (
                  'taken back'
                );
              },
            },
          ]}
        />
      )}
      {rows
        .flatMap(({ request }) => request.recusals)
        .map((recusal) => (
          <Note>
            {byWhom(recusal)} stood aside on <DateText at={recusal.at} long />.
          </Note>
        ))}
    </Section>
  );
}

function Told({ shown, actor, forms }: OfferTabProps): VNode {
  const { notices, project, item, acts } = shown;
  const { values = {}, errors = {} } = forms.notice ?? {};
  return (
    <Section head="Told" note="The project hears of it before it appears in what funders see." id="told">
      {notices.length === 0 ? (
        <p>{project.name} was not told yet. A request for consent tells it as well.</p>
      ) : (
        <Bullets
          items={notices.map(({ at, channel, told, url }) => (
            <>
              <DateText at={at} />, by {NOTICE_CHANNELS[channel]}:{' '}
              {url === null ? told : <ExternalLink href={url}>{told}</ExternalLink>}
            </>
          ))}
        />
      )}
      {acts.note && (
        <Why summary="Note that the project was told" open={Object.keys(errors).length > 0}>
          <Form
            id="notice-form"
            action={urls.itemOfferNotice({ project: project.slug, item: String(item.number) })}
            values={values}
            errors={errors}
          >
            <Choice
              name="channel"
              legend="How?"
              options={(['mail', 'talk', 'list'] as const).map((channel) => ({
                value: channel,
                label: `By ${NOTICE_CHANNELS[channel]}`,
              }))}
            />
            <TextField name="told" label="Who was told" hint="A body, a list, a role; no private names." />
            <TextField name="url" label="Where it can be read" inputMode="url" mono optional />
            <HatField actor={actor} />
            <Buttons>
              <Button>Keep this</Button>
            </Buttons>
          </Form>
        </Why>
      )}
    </Section>
  );
}

function Publications({ shown, actor, forms }: OfferTabProps): VNode | null {
  const { publications, acts, project, item } = shown;
  const { values = {}, errors = {} } = forms.unpublish ?? {};
  if (publications.length === 0) return null;
  return (
    <Section head="In the catalogue" id="catalogue">
      <FactList
        items={publications.map(({ at, byName, ended }) => ({
          label: <DateText at={at} />,
          value:
            ended === null ? (
              `Published by ${byName ?? 'the workspace'}`
            ) : (
              <>
                Until <DateText at={ended.at} />: {ended.because}
              </>
            ),
        }))}
      />
      {acts.unpublish && (
        <Why summary="Take it out of the catalogue" open={Object.keys(errors).length > 0}>
          <Form
            id="unpublish-form"
            action={urls.itemOfferUnpublish({ project: project.slug, item: String(item.number) })}
            values={values}
            errors={errors}
          >
            <TextArea name="reason" label="Why" hint="The project’s yes stays what it is." rows={2} />
            <HatField actor={actor} />
            <Actions>
              <Button kind="stop">Take it out</Button>
            </Actions>
          </Form>
        </Why>
      )}
    </Section>
  );
}
