import type { VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import { holds } from '../../../kernel/permission.ts';
import { shorten } from '../../../kernel/text.ts';
import {
  ActionForm,
  Button,
  Buttons,
  Choice,
  DateText,
  EmptyState,
  Entries,
  Example,
  ExternalLink,
  FactList,
  Fine,
  Form,
  HatField,
  Link,
  Note,
  Notice,
  PageHead,
  Quote,
  Section,
  TextArea,
  TextField,
  urls,
  Why,
} from '../../../look/index.ts';
import { feedbackPermissions as may, feedbackState, isReleasedByAnswer } from '../feedback-rules.ts';
import { CHANNELS, FEEDBACK_KINDS, type Feedback, type ShownInbox, type Signed } from '../feedback-types.ts';
import { FeedbackStateMark, type TypedForm } from './feedback-pages.tsx';

const SHOWS = [
  { show: 'waiting', label: 'No answer yet' },
  { show: 'answered', label: 'Answered' },
  { show: 'ended', label: 'Ended' },
] as const;

const EMPTY = {
  waiting: [
    'Nothing waits for an answer',
    'What comes by the form stands here at once; what comes by mail or is said to somebody, once it is noted.',
  ],
  answered: ['Nothing waits for its outcome', 'What is answered stands here until somebody says what became of it.'],
  ended: ['Nothing has ended yet', 'Feedback ends as acted on, or closed with a reason.'],
} as const;

/** For those who read and answer. */
export function InboxPage({
  inbox,
  actor,
  said,
}: {
  readonly inbox: ShownInbox;
  readonly actor: Actor;
  readonly said: string | undefined;
}): VNode {
  const { show, entries, counts } = inbox;
  const numbers = { waiting: counts.new, answered: counts.answered, ended: counts.ended };
  const [head, why] = EMPTY[show];
  return (
    <>
      <PageHead
        title="What came in"
        trail={[
          { label: 'Home', to: urls.home({}) },
          { label: 'Feedback', to: urls.feedback({}) },
          { label: 'What came in' },
        ]}
        actions={
          holds(actor, may.noteFeedback) && (
            <Button kind="first" to={urls.noteFeedback({})}>
              Note feedback
            </Button>
          )
        }
      >
        {SHOWS.map((one, at) => (
          <>
            {at > 0 && ' · '}
            {one.show === show ? (
              <b>
                {one.label} ({numbers[one.show]})
              </b>
            ) : (
              <Link to={urls.feedbackInbox({}, { show: one.show })}>
                {one.label} ({numbers[one.show]})
              </Link>
            )}
          </>
        ))}
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      {entries.length === 0 ? (
        <EmptyState head={head}>{why}</EmptyState>
      ) : (
        <Section
          head={SHOWS.find((one) => one.show === show)?.label ?? ''}
          note={show === 'waiting' ? 'The oldest first.' : 'The newest first.'}
        >
          <Entries
            items={entries.map((one) => ({
              when: <DateText at={one.cameAt} />,
              title: (
                <Link serif to={urls.oneFeedback({ feedback: one.id })}>
                  {FEEDBACK_KINDS[one.kind]} on {one.project === null ? 'how we work' : one.project.name}
                </Link>
              ),
              text: one.words === null ? 'What was said is erased.' : shorten(one.words, 240),
            }))}
          />
        </Section>
      )}
    </>
  );
}

export interface OneFeedbackProps {
  readonly feedback: Feedback;
  readonly actor: Actor;
  /** What was typed in one of the forms and refused. */
  readonly form?: { readonly which: 'answer' | 'end' | 'release' | 'take-back'; readonly typed: TypedForm };
  readonly said?: string | undefined;
  readonly refused?: string | undefined;
}

/** One entry with everything that can be done about it. */
export function OneFeedbackPage(props: OneFeedbackProps): VNode {
  const { feedback, actor } = props;
  const { kind, project, channel, cameAt, words, contact, entered, answers, outcome, mayWrite, wishesPublic } =
    feedback;
  const about = project?.id ?? null;
  const noted = channel !== 'form';
  const giver = noted ? contact?.name : (contact?.name ?? entered.byName);
  return (
    <>
      <PageHead
        title={FEEDBACK_KINDS[kind]}
        trail={[
          { label: 'Feedback', to: urls.feedback({}) },
          { label: 'What came in', to: urls.feedbackInbox({}) },
          { label: FEEDBACK_KINDS[kind] },
        ]}
      >
        <FeedbackStateMark state={feedbackState(feedback)} />
      </PageHead>
      {props.said !== undefined && <Notice tone="done" head={props.said} />}
      {props.refused !== undefined && <Notice tone="stop" head={props.refused} />}
      <Section head="What was said">
        {words === null ? <Note>It was erased.</Note> : <Quote>{words}</Quote>}
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
                  {noted && entered.byName !== null && `, noted by ${entered.byName}`}
                </>
              ),
            },
            { label: 'From', value: giver ?? 'somebody who gave no name' },
            {
              label: 'May be written to',
              value: mayWrite
                ? (contact?.mail ??
                  (noted || entered.by === null ? 'no: the address is erased' : 'yes, at their account’s address'))
                : 'no',
            },
            { label: 'Wishes to be read in public', value: wishesPublic ? 'yes, without a name' : 'no' },
          ]}
        />
      </Section>
      <Section head="Answers" id="answers">
        {answers.length === 0 ? (
          <Note>None yet.</Note>
        ) : (
          <Entries
            items={answers.map((answer) => ({
              when: <DateText at={answer.at} />,
              title: bySigned(answer),
              text: `${answer.words}${answer.sent ? ' (sent by mail)' : ''}`,
            }))}
          />
        )}
        {outcome === null && holds(actor, may.answerFeedback, about) && <AnswerForm {...props} />}
      </Section>
      <Section head="What became of it" id="outcome">
        {outcome === null ? (
          holds(actor, may.endFeedback, about) ? (
            <EndForm {...props} />
          ) : (
            <Note>Nothing yet.</Note>
          )
        ) : (
          <FactList
            items={[
              {
                label: outcome.kind === 'acted-on' ? 'What was done' : 'Closed, because',
                value: outcome.words,
                note: (
                  <>
                    {bySigned(outcome)}, <DateText at={outcome.at} />
                    {outcome.link !== null && (
                      <>
                        {' · '}
                        <ExternalLink href={outcome.link} />
                      </>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </Section>
      <PublicSection {...props} />
      {holds(actor, may.forgetFeedback) && (contact !== null || words !== null) && (
        <Section head="Erase" note="When whoever gave it asks for that.">
          <Buttons>
            {contact !== null && (
              <ActionForm
                action={urls.forgetFeedback({ feedback: feedback.id })}
                hidden={{ what: 'contact' }}
                asks="The name and the mail address are erased for good; what was said stays."
                confirm="Erase them"
                slim
              >
                Erase who said it
              </ActionForm>
            )}
            {words !== null && (
              <ActionForm
                action={urls.forgetFeedback({ feedback: feedback.id })}
                hidden={{ what: 'everything' }}
                asks="What was said is erased for good, with the name and the address. That something came, and our answer, stays."
                confirm="Erase everything"
                kind="stop"
                slim
              >
                Erase everything
              </ActionForm>
            )}
          </Buttons>
        </Section>
      )}
    </>
  );
}

function typedIn({ form }: OneFeedbackProps, which: NonNullable<OneFeedbackProps['form']>['which']): TypedForm {
  return form?.which === which ? form.typed : { values: {}, errors: {} };
}

function AnswerForm(props: OneFeedbackProps): VNode {
  const { feedback, actor } = props;
  const goesOut = isReleasedByAnswer(feedback);
  return (
    <Form id="answer" action={urls.answerFeedback({ feedback: feedback.id })} {...typedIn(props, 'answer')}>
      <TextArea
        name="words"
        label="Answer"
        rows={5}
        hint={
          goesOut
            ? 'They wished to be read: with this answer their words and yours stand on the public page. Look at their words once more.'
            : feedback.mayWrite
              ? 'It goes to them by mail.'
              : 'They left no address to write to: the answer is kept here.'
        }
      />
      <HatField actor={actor} />
      <Buttons>
        <Button kind="first">{goesOut ? 'Answer and publish' : 'Answer'}</Button>
      </Buttons>
    </Form>
  );
}

function EndForm(props: OneFeedbackProps): VNode {
  const { feedback, actor } = props;
  return (
    <Form id="end" action={urls.endFeedback({ feedback: feedback.id })} {...typedIn(props, 'end')}>
      <Choice
        name="kind"
        legend="What became of it?"
        options={[
          { value: 'acted-on', label: 'Acted on', hint: 'Something was done because of it. It is answered before.' },
          { value: 'closed', label: 'Closed', hint: 'Nothing will be done, and why.' },
        ]}
      />
      <TextArea
        name="words"
        label="What was done, or why nothing will be"
        rows={3}
        hint="For everybody, once it is public."
      />
      <TextField
        name="link"
        label="Where it can be seen"
        optional
        type="url"
        hint="The whole address, beginning with https://"
      />
      <HatField actor={actor} />
      <Buttons>
        <Button>Keep it</Button>
      </Buttons>
    </Form>
  );
}

function PublicSection(props: OneFeedbackProps): VNode {
  const { feedback, actor } = props;
  const { release, wishesPublic, words } = feedback;
  const isAdmin = holds(actor, may.releaseFeedback);
  const ownWords = wishesPublic && words !== null;
  return (
    <Section head="In public" id="public">
      {release === null ? (
        <Note>
          It is counted on <Link to={urls.feedback({})}>the public page</Link>, and does not stand there.
        </Note>
      ) : (
        <>
          <Note>
            It stands on <Link to={urls.feedback({})}>the public page</Link> since <DateText at={release.at} />,{' '}
            {release.summary === null ? 'in their own words.' : 'summed up:'}
          </Note>
          {release.summary !== null && <Quote>{release.summary}</Quote>}
        </>
      )}
      {isAdmin && release === null && (
        <Why summary="Put it on the public page" open={props.form?.which === 'release'}>
          <Form id="release" action={urls.releaseFeedback({ feedback: feedback.id })} {...typedIn(props, 'release')}>
            <TextArea
              name="summary"
              label="Summed up in our words"
              optional={ownWords}
              rows={3}
              hint={
                ownWords
                  ? 'Left empty, their own words stand there.'
                  : 'Nobody is to be known by it. Our answers are not shown then either.'
              }
            />
            <Buttons>
              <Button>Publish</Button>
            </Buttons>
          </Form>
        </Why>
      )}
      {isAdmin && release !== null && (
        <Why summary="Take it off the public page" open={props.form?.which === 'take-back'}>
          <Form
            id="take-back"
            action={urls.takeBackFeedback({ feedback: feedback.id })}
            {...typedIn(props, 'take-back')}
          >
            <TextField name="reason" label="Why" hint="Kept in the journal." />
            <Buttons>
              <Button kind="stop">Take it back</Button>
            </Buttons>
          </Form>
        </Why>
      )}
      {!isAdmin && <Fine>An administrator publishes it and takes it back.</Fine>}
    </Section>
  );
}

function bySigned({ byName, hat }: Pick<Signed, 'byName' | 'hat'>): string {
  return `${byName ?? 'Somebody'}${hat === null ? '' : `, as ${hat}`}`;
}
