import type { VNode } from 'preact';
import { nameOf, type Actor } from '../../../kernel/actor.ts';
import { showLongDate, type Instant } from '../../../kernel/dates.ts';
import { inWords } from '../../../kernel/text.ts';
import { endOfWindow, showInZone } from '../../../kernel/windows.ts';
import {
  ActionForm,
  Actions,
  Bullets,
  Button,
  CheckBox,
  Choice,
  DateText,
  Example,
  FactList,
  Form,
  HatField,
  Letter,
  LetterPart,
  Link,
  Note,
  Notice,
  PageHead,
  Quote,
  Select,
  TextArea,
  TextField,
  urls,
  Why,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { answerOf, isAnswerable, isOpen } from '../offer-rules.ts';
import { ANSWERS, DEFAULT_MONTHS, USES, type ConsentRequest, type ShownLetter, type Use } from '../offer-types.ts';
import { AnswerGiven, type AnswerAddresses } from './consent-parts.tsx';
import { OfferBody, offerFigures } from './offer-body.tsx';

export interface ConsentLetterProps {
  readonly shown: ShownLetter;
  readonly actor: Actor;
  /** Where the answer is sent. */
  readonly action: string;
  readonly to: AnswerAddresses;
  /** Came by a link, without an account. */
  readonly byLink: boolean;
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** What was done just before. */
  readonly said: string | null;
  readonly now: Instant;
}

/**
 * The letter that asks for consent, as its reader opens it: what funders would see word for word, a question to each, what is not asked
 * of them, and what they can rely on. Nothing is ticked for anybody.
 */
export function ConsentLetterPage(props: ConsentLetterProps): VNode {
  const { shown, actor, said, now } = props;
  const { letter, workspace } = shown;
  const { project, requests } = letter;
  const open = requests.filter(isAnswerable);
  const reader = nameOf(actor);
  const many = requests.length > 1;
  return (
    <Letter>
      <PageHead title={`May we show ${many ? 'these' : 'this'} to funders?`}>
        {letter.sent.byName ?? 'Somebody'} of {workspace.name}
        <Example when={workspace.example} /> asks {project.name} whether{' '}
        {many ? `${inWords(requests.length)} pieces of work` : 'one piece of work'} may be shown to companies,
        foundations and people who might pay for {many ? 'them' : 'it'}. Below is exactly what they would see.
      </PageHead>
      <Note>
        To {letter.recipients.map(({ name }) => name ?? 'somebody whose name was erased').join(', ')}, from{' '}
        {letter.sent.byName ?? 'the workspace'}, <DateText at={letter.sent.at} long />
        {props.byLink && reader !== null && `. You are reading this as ${reader}`}
      </Note>
      {said !== null && <Notice tone="done" head={said} />}
      {letter.message !== null && (
        <section>
          {letter.message.split(/\n{2,}/).map((paragraph) => (
            <Quote>{paragraph}</Quote>
          ))}
        </section>
      )}
      {requests.map((request, at) => (
        <ToRead request={request} number={at + 1} many={many} />
      ))}
      {requests.some(({ answers }) => answers.length > 0) && <Given {...props} />}
      {shown.whyNot !== null && (
        <Notice tone="waiting" head="Somebody else answers this">
          You represent {project.name} here, and its register does not name you as speaking on offers. Only those it
          names decide.{' '}
          <Link to={`${urls.project({ project: project.slug })}#standing`}>Who speaks for the project</Link>
        </Notice>
      )}
      {shown.speaks && open.length > 0 && <Questions {...props} open={open} />}
      {shown.asks && <Asking {...props} />}
      <NotAsked project={project.name} />
      <RelyOn request={open[0] ?? requests[0]} shown={shown} byLink={props.byLink} now={now} />
    </Letter>
  );
}

/** What funders would see: the same component as the public page, of the same content. */
function ToRead({
  request,
  number,
  many,
}: {
  readonly request: ConsentRequest;
  readonly number: number;
  readonly many: boolean;
}): VNode {
  const { content } = request.offer;
  const { effort, sums } = offerFigures(content);
  const body = (
    <OfferBody
      content={content}
      offer={request.offer.id}
      version={request.offer.number}
      consent={null}
      headLevel={3}
      prefix={`offer-${number}-`}
    />
  );
  return (
    <LetterPart head={many ? `${letterOf(number)}. ${content.title}` : content.title}>
      {request.jointEndedAt !== null && (
        <Note>
          The joint offer that this text names is over since {showLongDate(request.jointEndedAt)}. Nothing is shown by
          it.
        </Note>
      )}
      <Quote>{content.summary}</Quote>
      {many && (
        <Note>
          {[...effort, ...sums].join(', ')}. Version {request.offer.number}.
        </Note>
      )}
      {many ? <Why summary={`Read all that funders would see of it`}>{body}</Why> : body}
    </LetterPart>
  );
}

/** A, B, C: the questions have the numbers. */
function letterOf(number: number): string {
  return String.fromCharCode(64 + number);
}

function Given({ shown, to, actor }: ConsentLetterProps): VNode {
  const answered = shown.letter.requests.filter(({ answers }) => answers.length > 0);
  return (
    <LetterPart head="What the project answered">
      {answered.map((request) => (
        <>
          <p>
            <b>{request.offer.content.title}</b>
          </p>
          {request.answers.map((consent) => (
            <AnswerGiven
              consent={consent}
              acts={shown.answers.get(consent.id)!}
              zone={request.zone}
              to={to}
              actor={actor}
              seesPrivate
            />
          ))}
        </>
      ))}
    </LetterPart>
  );
}

const MONTHS = [
  { value: '3', label: '3 months' },
  { value: '6', label: '6 months' },
  { value: '12', label: '12 months' },
  { value: '24', label: '24 months' },
];

function Questions({
  open,
  shown,
  actor,
  action,
  values,
  errors,
}: ConsentLetterProps & { readonly open: readonly ConsentRequest[] }): VNode {
  const many = shown.letter.requests.length > 1;
  return (
    <div>
      <Form id="answer" action={action} values={values} errors={errors}>
        {open.map((request, index) => {
          const at = request.position;
          const name = many ? `“${request.offer.content.title}”` : 'it';
          return (
            <>
              <input type="hidden" name={`digest${at}`} value={request.offer.digest} />
              <Choice
                name={`answer${at}`}
                legend={`${2 * index + 1}. May ${name} be shown to funders?`}
                hint={openHint(request, many)}
                options={(['yes', 'no-text', 'no-item'] as const).map((value) => ({
                  value,
                  label: ANSWERS[value],
                  hint: HINTS[value],
                }))}
              />
              <Choice
                name={`uses${at}`}
                legend={`${2 * index + 2}. If yes: for what?`}
                hint="Each needs its own tick. Nothing else is done with it."
                many
                options={request.uses.map((use) => ({ value: use, label: USES[use], hint: USE_HINTS[use] }))}
              />
              <Select
                name={`months${at}`}
                label="If yes: for how long?"
                hint="Then it ends by itself, and you are asked again before."
                options={MONTHS}
                value={valueOf(values, `months${at}`) ?? String(DEFAULT_MONTHS)}
              />
              <TextArea
                name={`words${at}`}
                label="In your own words"
                hint="With a yes they stand beside the offer for everybody to read. With a no they go to whoever asked."
                rows={2}
                optional
              />
              <CheckBox name={`private${at}`} label="If no: keep my words between the project and the workspace" />
            </>
          );
        })}
        <Choice
          name="interest"
          legend={`${2 * open.length + 1}. Would you or your employer gain from its being funded?`}
          hint="For example because you would be paid for the work. It is no shame; somebody else decides then."
          options={[
            { value: 'no', label: 'No' },
            {
              value: 'yes',
              label: 'Yes, so I stand aside',
              hint: 'It is recorded, and another representative answers.',
            },
          ]}
        />
        <TextArea name="interestWords" label="If yes: what would you gain?" rows={2} optional />
        <TextField
          name="discussedAt"
          label="Where the project talked about it"
          hint="A public thread or minutes, beginning with https://"
          inputMode="url"
          mono
          optional
        />
        <HatField actor={actor} />
        {shown.isBoth && (
          <TextArea
            name="disclosure"
            label={`You also work for ${shown.workspace.name}`}
            hint="Say so in a sentence. It is kept with the answer."
            rows={2}
          />
        )}
        <Actions>
          <Button kind="first" wide>
            Send the answer
          </Button>
        </Actions>
      </Form>
    </div>
  );
}

function openHint(request: ConsentRequest, many: boolean): string | undefined {
  const no = answerOf(request);
  if (no !== null) return `The project said no on ${showLongDate(no.at)}. Leave it open, and that stands.`;
  return many ? 'Leave it open if you do not want to answer this one: that is no yes.' : undefined;
}

const HINTS: Readonly<Record<keyof typeof ANSWERS, string>> = {
  yes: 'For the uses and the time below. It also says that the project wants this done.',
  'no-text': 'Whoever asked may come back with other words. You need not say why.',
  'no-item': 'The project declines the item itself. Nobody asks about it again.',
};

const USE_HINTS: Readonly<Record<Use, string>> = {
  catalogue: 'A public page of its own, found by search.',
  brochure: 'One or two pages about several offers, given to funders in talks.',
};

function Asking({ shown }: ConsentLetterProps): VNode {
  const { letter } = shown;
  const open = letter.requests.filter(isOpen);
  return (
    <LetterPart head="For whoever asked">
      <Note>
        {letter.reminders.length === 0 ? (
          'No reminder was sent.'
        ) : (
          <>
            Reminded last on <DateText at={letter.reminders.at(-1)!} long />.
          </>
        )}
      </Note>
      {shown.mayRemind && (
        <Actions>
          <ActionForm action={urls.consentRemind({ project: letter.project.slug, letter: letter.id })}>
            Send a reminder
          </ActionForm>
        </Actions>
      )}
      {open.map((request) => (
        <ActionForm
          action={urls.consentRequestWithdraw({ project: letter.project.slug, request: request.id })}
          asks={`The project is not asked about “${request.offer.content.title}” any more.`}
          slim
        >
          Take back the question about “{request.offer.content.title}”
        </ActionForm>
      ))}
    </LetterPart>
  );
}

/** Tidelift's plain list: what a yes does not oblige to. */
function NotAsked({ project }: { readonly project: string }): VNode {
  return (
    <LetterPart head="What is not asked of you">
      <Bullets
        items={[
          'To do the work, or to review it faster than anything else.',
          'To promise a result, a date or that anything is merged.',
          'To answer funders, to help them, or to be named anywhere.',
          `To let anybody outside ${project} decide about it: what is proposed can still be declined, and whoever worked is paid all the same.`,
          'To keep others from the same work: it stays open to everybody.',
        ]}
      />
    </LetterPart>
  );
}

function RelyOn({
  request,
  shown,
  byLink,
  now,
}: {
  readonly request: ConsentRequest | undefined;
  readonly shown: ShownLetter;
  readonly byLink: boolean;
  readonly now: Instant;
}): VNode {
  const { workspace, letter } = shown;
  const page = byLink ? 'with this link' : 'on this page';
  return (
    <LetterPart head="What you can rely on">
      <FactList
        stacked
        items={[
          { label: 'No answer', value: 'means no: nothing is shown' },
          {
            label: 'Withdrawing',
            value: `${page}, at any time, with one click and without a reason; it leaves every page at once`,
          },
          {
            label: 'Any change',
            value: 'of a word, a figure or the logo asks you again; until then nothing new is shown',
          },
          ...(request === undefined || request.windowDays === 0
            ? []
            : [
                {
                  label: 'The others who speak for the project',
                  value: `can object for ${request.windowDays} days after a yes, by the project’s rulebook; after one today, until ${showInZone(
                    endOfWindow(now, request.windowDays, request.zone),
                    request.zone,
                  )}. Until then nothing is shown`,
                },
              ]),
          {
            label: 'Purpose',
            value: `showing what ${letter.project.name} wants to possible funders, and nothing else`,
          },
          {
            label: 'Who sees your answer',
            value:
              'a yes is public with the name of the body or person who speaks for the project; a no is for the project and the workspace',
          },
          {
            label: 'Kept by',
            value: (
              <>
                {workspace.name}
                <Example when={workspace.example} />, with the exact text that you saw
              </>
            ),
          },
        ]}
      />
      {answeredYes(shown) && (
        <Note>
          <Link to={urls.projectConsents({ project: letter.project.slug })}>
            Everything shown of {letter.project.name}
          </Link>
        </Note>
      )}
    </LetterPart>
  );
}

function answeredYes({ letter }: ShownLetter): boolean {
  return letter.requests.some((request) => answerOf(request)?.answer === 'approved');
}

function valueOf(values: FormValues, name: string): string | null {
  if (values instanceof URLSearchParams) return values.get(name);
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

/** The same frame for a link that does nothing any more. */
export function EndedLinkPage({
  because,
  renew = null,
}: {
  readonly because: string;
  /** Where a new one is asked for. */
  readonly renew?: string | null;
}): VNode {
  return (
    <Letter>
      <PageHead title="About this link">{because}</PageHead>
      {renew !== null && (
        <Actions>
          <ActionForm action={renew} kind="first" wide>
            Send me a new link
          </ActionForm>
        </Actions>
      )}
    </Letter>
  );
}
