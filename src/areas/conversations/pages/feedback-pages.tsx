import type { VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import {
  Button,
  Buttons,
  CheckBox,
  Choice,
  DateText,
  EmptyState,
  Example,
  ExternalLink,
  FactList,
  Facts,
  Fine,
  Form,
  Link,
  Note,
  Notice,
  PageHead,
  Quote,
  Section,
  State,
  TextArea,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { showHours } from '../feedback-rules.ts';
import {
  CHANNELS,
  FEEDBACK_KINDS,
  FEEDBACK_STATES,
  type FeedbackFigures,
  type FeedbackKind,
  type FeedbackState,
  type PublicFeedback,
  type ShownReleased,
} from '../feedback-types.ts';

export interface TypedForm {
  readonly values: FormValues;
  readonly errors: FormErrors;
}

const KIND_HINTS: Readonly<Record<FeedbackKind, string>> = {
  criticism: 'Something is wrong with it.',
  concern: 'Something may go wrong with it.',
  idea: 'Something could be better, or there is somebody we should talk to.',
  other: 'A question, a correction, thanks.',
};

/** What others said, what we answered, and how long that took. */
export function FeedbackPage({
  shown,
  isFirst,
  mayRead,
  said,
}: {
  readonly shown: ShownReleased;
  readonly isFirst: boolean;
  /** Reads what is not public as well. */
  readonly mayRead: boolean;
  readonly said: string | undefined;
}): VNode {
  const { entries, older, figures } = shown;
  return (
    <>
      <PageHead
        title="Feedback"
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Feedback' }]}
        actions={
          <>
            <Button kind="first" to={urls.giveFeedback({})}>
              Give feedback
            </Button>
            {mayRead && <Link to={urls.feedbackInbox({})}>What came in</Link>}
          </>
        }
      >
        Criticism, concerns, ideas: of <Link to={urls.how({})}>how we work</Link>, or of a project here. What became of
        each is counted in public, answered or not.
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      <Figures figures={figures} />
      {entries.length === 0 ? (
        <EmptyState
          head="Nothing to read yet"
          actions={<Button to={urls.giveFeedback({})}>Give feedback</Button>}
          note="What came in is counted above, also what is not shown."
        >
          Feedback stands here once whoever gave it wished so and was answered, or once we summed it up.
        </EmptyState>
      ) : (
        entries.map((entry) => <PublicEntry entry={entry} />)
      )}
      {older !== null && (
        <Fine>
          <Link to={urls.feedback({}, { before: older })}>Older feedback</Link>
        </Fine>
      )}
      {!isFirst && (
        <Fine>
          <Link to={urls.feedback({})}>Back to the newest</Link>
        </Fine>
      )}
    </>
  );
}

function Figures({ figures }: { readonly figures: FeedbackFigures }): VNode {
  const { total, byKind, byState, response, oldestWaiting } = figures;
  const kinds = (Object.keys(FEEDBACK_KINDS) as FeedbackKind[])
    .filter((kind) => byKind[kind] > 0)
    .map((kind) => `${byKind[kind]} ${FEEDBACK_KINDS[kind].toLowerCase()}`);
  return (
    <Facts
      items={[
        { label: 'Came in', value: String(total), note: kinds.length === 0 ? 'so far' : kinds.join(', ') },
        {
          label: 'No answer yet',
          value: String(byState.new),
          note:
            oldestWaiting === null ? null : (
              <>
                the oldest since <DateText at={oldestWaiting} />
              </>
            ),
        },
        {
          label: 'Answered',
          value: String(byState.answered),
          note: 'with nothing done about it yet',
        },
        { label: 'Acted on', value: String(byState['acted-on']), note: `${byState.closed} closed with a reason` },
        {
          label: 'Time to an answer',
          value: response === null ? '–' : showHours(response.medianHours),
          note:
            response === null
              ? 'none is answered yet'
              : `median of ${response.answered}; from ${showHours(response.shortestHours)} to ${showHours(response.longestHours)}`,
        },
      ]}
    />
  );
}

export function FeedbackStateMark({ state }: { readonly state: FeedbackState }): VNode {
  switch (state) {
    case 'new':
      return (
        <State mark="hollow" tone="watch">
          {FEEDBACK_STATES.new}
        </State>
      );
    case 'answered':
      return <State mark="half">{FEEDBACK_STATES.answered}</State>;
    case 'acted-on':
      return (
        <State mark="full" tone="ok">
          {FEEDBACK_STATES['acted-on']}
        </State>
      );
    case 'closed':
      return (
        <State mark="hollow" tone="off">
          {FEEDBACK_STATES.closed}
        </State>
      );
  }
}

function PublicEntry({ entry }: { readonly entry: PublicFeedback }): VNode {
  const { kind, project, cameAt, channel, text, state, answeredAt, answers, outcome } = entry;
  return (
    <Section
      head={FEEDBACK_KINDS[kind]}
      note={
        <>
          <FeedbackStateMark state={state} />
        </>
      }
      id={`feedback-${entry.id}`}
    >
      {text === null ? (
        <Note>What was said is erased.</Note>
      ) : text.by === 'giver' ? (
        <Quote>{text.words}</Quote>
      ) : (
        <>
          <p>{text.words}</p>
          <Fine>Summed up by us: whoever said it did not wish to be quoted.</Fine>
        </>
      )}
      <FactList
        items={[
          {
            label: 'About',
            value:
              project === null ? (
                'how we work'
              ) : (
                <>
                  <Link to={urls.project({ project: project.slug })}>{project.name}</Link>
                  <Example when={project.example} />
                </>
              ),
          },
          {
            label: 'Came in',
            value: (
              <>
                <DateText at={cameAt} />, {CHANNELS[channel]}
              </>
            ),
          },
          ...(answeredAt === null
            ? []
            : [
                {
                  label: 'First answer',
                  value: (
                    <>
                      <DateText at={answeredAt} />, after{' '}
                      {showHours((answeredAt.getTime() - cameAt.getTime()) / 3_600_000)}
                    </>
                  ),
                },
              ]),
          ...answers.map(({ words }) => ({ label: 'We answered', value: words })),
          ...(outcome === null
            ? []
            : [
                {
                  label: outcome.kind === 'acted-on' ? 'What was done' : 'Closed, because',
                  value: outcome.words,
                  note: (
                    <>
                      <DateText at={outcome.at} />
                      {outcome.link !== null && (
                        <>
                          {' · '}
                          <ExternalLink href={outcome.link}>See it</ExternalLink>
                        </>
                      )}
                    </>
                  ),
                },
              ]),
        ]}
      />
    </Section>
  );
}

function KindField(): VNode {
  return (
    <Choice
      name="kind"
      legend="What is it?"
      options={(Object.keys(FEEDBACK_KINDS) as FeedbackKind[]).map((kind) => ({
        value: kind,
        label: FEEDBACK_KINDS[kind],
        hint: KIND_HINTS[kind],
      }))}
    />
  );
}

/** Anybody may; nothing but the words is needed. */
export function GiveFeedbackPage({ actor, form }: { readonly actor: Actor; readonly form: TypedForm }): VNode {
  const isStranger = actor.kind !== 'person';
  return (
    <>
      <PageHead
        title="Give feedback"
        trail={[
          { label: 'Home', to: urls.home({}) },
          { label: 'Feedback', to: urls.feedback({}) },
          { label: 'Give feedback' },
        ]}
      >
        On <Link to={urls.how({})}>how we work</Link>, or on a project here. Somebody reads it and answers; how long
        that takes is counted in public.
      </PageHead>
      <Form action={urls.giveFeedback({})} values={form.values} errors={form.errors}>
        <KindField />
        <TextArea name="words" label="What do you think?" rows={6} />
        <TextField
          name="project"
          label="About which project"
          hint="Its name. Leave it empty for the way we work."
          optional
          width="half"
        />
        <CheckBox
          name="wishesPublic"
          label="My words may be published"
          hint="Without your name, once they are answered. Without this only we read them."
        />
        {isStranger ? (
          <>
            <TextField name="name" label="Your name" optional autoComplete="name" width="half" />
            <TextField
              name="mail"
              label="Your mail address"
              optional
              type="email"
              autoComplete="email"
              width="half"
              hint="Kept apart, shown to nobody outside the workspace, and erased when you ask."
            />
            <CheckBox
              name="mayWrite"
              label="You may write to me at this address"
              hint="For the answer, and nothing else."
            />
          </>
        ) : (
          <CheckBox name="mayWrite" label="Send me the answer by mail" hint="To the address of your account." />
        )}
        <Buttons>
          <Button kind="first">Send</Button>
          <Link to={urls.feedback({})}>Cancel</Link>
        </Buttons>
      </Form>
    </>
  );
}

/** What came by mail or was said to somebody. */
export function NoteFeedbackPage({ form }: { readonly form: TypedForm }): VNode {
  return (
    <>
      <PageHead
        title="Note feedback"
        trail={[
          { label: 'Feedback', to: urls.feedback({}) },
          { label: 'What came in', to: urls.feedbackInbox({}) },
          { label: 'Note' },
        ]}
      >
        What came by mail, or was said to you. It is answered and counted like what comes by the form.
      </PageHead>
      <Form action={urls.noteFeedback({})} values={form.values} errors={form.errors}>
        <Choice
          name="channel"
          legend="How it came"
          options={[
            { value: 'mail', label: 'By mail' },
            { value: 'in-person', label: 'In person' },
          ]}
        />
        <TextField name="cameOn" label="On which day" type="date" width="half" />
        <KindField />
        <TextArea name="words" label="What was said" hint="In their words, as far as you can." rows={6} />
        <TextField
          name="project"
          label="About which project"
          hint="Its name. Leave it empty for the way we work."
          optional
          width="half"
        />
        <TextField name="name" label="Who said it" optional width="half" />
        <TextField name="mail" label="Their mail address" optional type="email" width="half" />
        <CheckBox name="mayWrite" label="They agreed to be written to at this address" />
        <CheckBox name="wishesPublic" label="They wished their words to be published" />
        <Buttons>
          <Button kind="first">Note it</Button>
          <Link to={urls.feedbackInbox({})}>Cancel</Link>
        </Buttons>
      </Form>
    </>
  );
}
