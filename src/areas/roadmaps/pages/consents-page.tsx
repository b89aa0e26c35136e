import type { VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import { count } from '../../../kernel/text.ts';
import {
  ActionForm,
  Bullets,
  Button,
  Buttons,
  Choice,
  DateText,
  EmptyState,
  Fine,
  Form,
  HatField,
  Link,
  Notice,
  PageHead,
  Section,
  Table,
  TextArea,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { isOpen } from '../offer-rules.ts';
import { USES, type Consent, type ConsentRequest, type ShownConsents, type ShownOffer } from '../offer-types.ts';
import { byWhom, StandingMark } from './consent-parts.tsx';
import { offerFigures } from './offer-body.tsx';

/** What a project agreed to, where it stands now and until when, what it is asked, and what it said before. */
export function ConsentsPage({ shown, said }: { readonly shown: ShownConsents; readonly said: string | null }): VNode {
  const { project, letters, mayAsk } = shown;
  const open = letters.filter((letter) => letter.requests.some(isOpen));
  const answered = letters.flatMap((letter) =>
    letter.requests.flatMap((request) => request.answers.map((consent) => ({ letter, request, consent }))),
  );
  const nothing = letters.length === 0;
  return (
    <>
      <PageHead
        title={`Consents of ${project.name}`}
        trail={[
          { label: 'Projects', to: urls.projects({}) },
          { label: project.name, to: urls.project({ project: project.slug }) },
          { label: 'Consents' },
        ]}
        {...(mayAsk && shown.askable.length > 0
          ? {
              actions: (
                <Button kind="first" to={urls.askForConsent({ project: project.slug })}>
                  Ask for consent
                </Button>
              ),
            }
          : {})}
      >
        What is shown of {project.name} to funders rests on its own yes to that very text. It can be taken back here at
        any time, with one click and without a reason.
      </PageHead>
      {said !== null && <Notice tone="done" head={said} />}
      {shown.ending.map(({ title, validUntil }) => (
        <Notice tone="waiting" head={`The yes to “${title}” ends soon`}>
          On <DateText at={validUntil} long /> it leaves every page by itself, unless {project.name} says yes again.
        </Notice>
      ))}
      {nothing ? (
        <EmptyState head="Nothing was asked yet">
          Nobody has asked {project.name} whether anything may be shown to funders, so nothing is.
        </EmptyState>
      ) : (
        <>
          <Section head="Shown now" note="In the catalogue, or agreed to for brochures." id="shown">
            <ShownNow shown={shown} answered={answered} />
          </Section>
          <Section head="Asked" note="No answer means no." id="asked">
            {open.length === 0 ? (
              <p>Nothing is open.</p>
            ) : (
              <Bullets
                items={open.map((letter) => (
                  <>
                    <Link to={urls.consentLetter({ project: project.slug, letter: letter.id })}>
                      {letter.requests
                        .filter(isOpen)
                        .map(({ offer }) => `“${offer.content.title}”`)
                        .join(', ')}
                    </Link>
                    , asked by {letter.sent.byName ?? 'the workspace'} on <DateText at={letter.sent.at} />
                  </>
                ))}
              />
            )}
          </Section>
          <Section head="Answers so far" note="Nothing here is ever deleted." id="history">
            {answered.length === 0 ? <p>None yet.</p> : <History answered={answered} shown={shown} />}
          </Section>
        </>
      )}
    </>
  );
}

function ShownNow({ shown, answered }: { readonly shown: ShownConsents; readonly answered: readonly Answer[] }): VNode {
  const { project, acts, speaks } = shown;
  const rows = [...shown.shownNow, ...shown.brochuresOnly];
  if (rows.length === 0) return <p>Nothing of {project.name} is shown to funders.</p>;
  const consentOf = (one: ShownOffer) =>
    answered.find(
      ({ consent, request }) => request.offer.id === one.offer.id && acts.get(consent.id)!.standing === 'live',
    )?.consent;
  return (
    <Table
      caption="What is shown now"
      hideCaption
      rows={rows}
      columns={[
        {
          head: 'Offer',
          rowHead: true,
          cell: ({ offer, publishedAt }) =>
            publishedAt === null ? (
              offer.content.title
            ) : (
              <Link to={urls.offer({ offer: offer.slug })}>{offer.content.title}</Link>
            ),
        },
        { head: 'Where', cell: (one) => where(one) },
        { head: 'Decided by', cell: ({ consent }) => consent.decidedBy ?? `a ${consent.hat}` },
        { head: 'Until', cell: ({ consent }) => <DateText at={consent.until} /> },
        ...(speaks
          ? [
              {
                head: 'Take back',
                cell: (one: ShownOffer) => {
                  const consent = consentOf(one);
                  return consent === undefined ? null : (
                    <ActionForm
                      action={urls.consentWithdraw({ project: project.slug, consent: consent.id })}
                      kind="stop"
                      slim
                    >
                      Withdraw
                    </ActionForm>
                  );
                },
              },
            ]
          : []),
      ]}
    />
  );
}

function where({ publishedAt, consent }: ShownOffer): string {
  const places = [
    ...(publishedAt === null ? [] : ['catalogue']),
    ...(consent.uses.includes('brochure') ? ['brochures'] : []),
  ];
  return places.join(', ') || 'not yet';
}

/** One line an answer; its letter has the words, and what can be done about objections. */
function History({ answered, shown }: { readonly answered: readonly Answer[]; readonly shown: ShownConsents }): VNode {
  const { project, acts, speaks } = shown;
  return (
    <Table
      caption="Answers so far"
      hideCaption
      rows={answered}
      columns={[
        {
          head: 'Offer',
          rowHead: true,
          cell: ({ request, letter }) => (
            <Link to={urls.consentLetter({ project: project.slug, letter: letter.id })}>
              {request.offer.content.title}
            </Link>
          ),
        },
        { head: 'Version', kind: 'number', cell: ({ request }) => request.offer.number },
        { head: 'Answer', cell: ({ consent }) => <StandingMark standing={acts.get(consent.id)!.standing} /> },
        { head: 'By', cell: ({ consent }) => byWhom(consent.withdrawal ?? consent) },
        { head: 'On', cell: ({ consent }) => <DateText at={consent.withdrawal?.at ?? consent.at} /> },
        {
          head: 'Until',
          cell: ({ consent }) =>
            consent.validUntil === null || consent.withdrawal !== null ? null : <DateText at={consent.validUntil} />,
        },
        ...(speaks
          ? [
              {
                head: 'Take back',
                cell: ({ consent }: Answer) =>
                  acts.get(consent.id)!.mayWithdraw ? (
                    <ActionForm
                      action={urls.consentWithdraw({ project: project.slug, consent: consent.id })}
                      kind="stop"
                      slim
                    >
                      Withdraw
                    </ActionForm>
                  ) : null,
              },
            ]
          : []),
      ]}
    />
  );
}

interface Answer {
  readonly letter: ShownConsents['letters'][number];
  readonly request: ConsentRequest;
  readonly consent: Consent;
}

/** The workspace writes a letter: about which offers, to whom, for what. */
export function AskPage({
  shown,
  actor,
  values,
  errors,
}: {
  readonly shown: ShownConsents;
  readonly actor: Actor;
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  const { project, askable, representatives } = shown;
  return (
    <>
      <PageHead
        title={`Ask ${project.name} for consent`}
        trail={[
          { label: 'Projects', to: urls.projects({}) },
          { label: project.name, to: urls.project({ project: project.slug }) },
          { label: 'Consents', to: urls.projectConsents({ project: project.slug }) },
          { label: 'Ask' },
        ]}
      >
        One letter about one or several offers. Whoever gets it sees exactly what funders would see, and answers each on
        its own.
      </PageHead>
      {askable.length === 0 ? (
        <EmptyState head="There is nothing to ask about">
          Make an offer of a proposed or approved item first, or wait for the answers to what was asked.
        </EmptyState>
      ) : representatives.length === 0 ? (
        <EmptyState head="Nobody is known to speak for the project on offers">
          Enter somebody in its register, with the page where the project says so, and have it confirmed. Until then
          nothing of it can be agreed to.{' '}
          <Link to={`${urls.project({ project: project.slug })}#standing`}>Who speaks for the project</Link>
        </EmptyState>
      ) : (
        <Section head="The letter" id="ask">
          <Form id="ask-form" action={urls.askForConsent({ project: project.slug })} values={values} errors={errors}>
            <Choice
              name="offers"
              legend="About which offers?"
              many
              options={askable.map(({ id, content, number }) => {
                const { effort, sums } = offerFigures(content);
                return {
                  value: id,
                  label: content.title,
                  hint: `Version ${number}. ${[...effort, ...sums].join(', ')}`,
                };
              })}
            />
            <Choice
              name="speakers"
              legend="To whom?"
              hint="Those whom the register names as speaking on offers. Any of them can answer."
              many
              options={representatives.map(({ speaker, name, body, person }) => ({
                value: speaker,
                label: name,
                hint: [body, person === null ? 'by a link in a mail, without an account' : null]
                  .filter((part) => part !== null)
                  .join(', '),
              }))}
            />
            <Choice
              name="uses"
              legend="For what?"
              many
              options={(Object.keys(USES) as (keyof typeof USES)[]).map((use) => ({ value: use, label: USES[use] }))}
            />
            <TextArea
              name="message"
              label="A word of your own"
              hint="Who you are, why now, where you met. It stands in the letter above the offers."
              rows={4}
              optional
            />
            <HatField actor={actor} />
            <Buttons>
              <Button kind="first">Send the letter</Button>
              <Link to={urls.projectConsents({ project: project.slug })}>Cancel</Link>
            </Buttons>
            <Fine>
              The letter also tells the project that it would be shown to funders.{' '}
              {count(representatives.length, 'person', 'people')} can be written to.
            </Fine>
          </Form>
        </Section>
      )}
    </>
  );
}
