import type { VNode } from 'preact';
import {
  ActionForm,
  Button,
  Buttons,
  Choice,
  DateText,
  EmptyState,
  Entries,
  Example,
  FactList,
  Form,
  Link,
  Notice,
  PageHead,
  Quote,
  Section,
  Select,
  TextArea,
  TextField,
  urls,
  Why,
} from '../../../look/index.ts';
import { helpState } from '../care-rules.ts';
import { HELP_OUTCOME_WORDS, QUESTION_KEYS, QUESTIONS, type HelpRequest } from '../care-types.ts';
import type { Act } from '../register-types.ts';
import type { Project } from '../types.ts';
import { HelpStateMark } from './care-sections.tsx';
import type { TypedForm } from './parts.tsx';

function trailOf({ slug, profile }: Project, here: string) {
  return [
    { label: 'Projects', to: urls.projects({}) },
    { label: profile.name, to: urls.project({ project: slug }) },
    { label: here },
  ];
}

/** The three questions of S44, for those who represent or maintain the project. */
export function QuestionsPage({ project, form }: { readonly project: Project; readonly form: TypedForm }): VNode {
  const { slug, profile } = project;
  return (
    <>
      <PageHead title="Three questions" trail={trailOf(project, 'Three questions')}>
        What stands in public is what {profile.name} says of itself, with your name and the day. Leave out what you do
        not want to answer.
      </PageHead>
      <Form action={urls.questions({ project: slug })} values={form.values} errors={form.errors}>
        {QUESTION_KEYS.map((question) => (
          <>
            <Choice
              name={question}
              legend={QUESTIONS[question].asks}
              options={[
                { value: 'yes', label: 'Yes', hint: QUESTIONS[question].yes },
                { value: 'no', label: 'No', hint: QUESTIONS[question].no },
              ]}
            />
            <TextField name={`${question}Words`} label={`${QUESTIONS[question].asks} In your own words`} optional />
          </>
        ))}
        <Buttons>
          <Button kind="first">Answer</Button>
          <Link to={urls.project({ project: slug })}>Cancel</Link>
        </Buttons>
      </Form>
    </>
  );
}

/** Anybody may ask; who has no account leaves an address. */
export function AskForHelpPage({
  project,
  form,
  isStranger,
  asked,
}: {
  readonly project: Project;
  readonly form: TypedForm;
  readonly isStranger: boolean;
  /** The request has just been taken in. */
  readonly asked: boolean;
}): VNode {
  const { slug, profile } = project;
  const label = profile.label.toLowerCase();
  return (
    <>
      <PageHead title={`Help with the ${label}`} trail={trailOf(project, 'Help')}>
        For maintainers of {profile.name}: somebody of the workspace reads it with you, interviews you, writes a first
        draft, or says what funders ask. It costs nothing and binds nobody.
      </PageHead>
      {asked ? (
        <Notice tone="done" head="Your request is in">
          Somebody sees to it and writes to you. <Link to={urls.project({ project: slug })}>Back to the project</Link>
        </Notice>
      ) : (
        <Form action={urls.askForHelp({ project: slug })} values={form.values} errors={form.errors}>
          <TextArea
            name="wish"
            label="What would you like help with?"
            hint="A few sentences. Only the workspace’s people read them."
            rows={5}
          />
          {isStranger && (
            <>
              <TextField name="name" label="Your name" autoComplete="name" width="half" />
              <TextField
                name="mail"
                label="Your mail address"
                hint="For the answer only. It is not shown to anybody else, and is erased on request."
                type="email"
                autoComplete="email"
                width="half"
              />
            </>
          )}
          <Buttons>
            <Button kind="first">Ask for help</Button>
            <Link to={urls.project({ project: slug })}>Cancel</Link>
          </Buttons>
        </Form>
      )}
    </>
  );
}

export interface HelpPageProps {
  readonly requests: readonly HelpRequest[];
  readonly closed: boolean;
  readonly owners: readonly { readonly person: string; readonly name: string }[];
  /** What was typed for one of the requests and refused. */
  readonly form?: { readonly request: string; readonly which: 'take' | 'note' | 'close'; readonly typed: TypedForm };
  readonly said?: string | undefined;
  readonly refused?: string | undefined;
}

/** For the workspace's people: who asked for help with a roadmap, and who sees to it. */
export function HelpPage(props: HelpPageProps): VNode {
  const { requests, closed } = props;
  return (
    <>
      <PageHead
        title="Help with roadmaps"
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Help with roadmaps' }]}
        actions={
          closed ? (
            <Link to={urls.help({})}>Those that wait</Link>
          ) : (
            <Link to={urls.help({}, { show: 'closed' })}>Those that are closed</Link>
          )
        }
      >
        {closed
          ? 'What became of earlier requests, newest first.'
          : 'Maintainers who would like help to say what their project needs. The oldest first.'}
      </PageHead>
      {props.said !== undefined && <Notice tone="done" head={props.said} />}
      {props.refused !== undefined && <Notice tone="stop" head={props.refused} />}
      {requests.length === 0 ? (
        <EmptyState head={closed ? 'None is closed yet' : 'Nobody waits for help'}>
          {closed
            ? 'A request is closed as helped, or as not now, with a few words.'
            : 'Each project’s page has a form for it, also for maintainers without an account. What is asked stands here until somebody of the workspace has seen to it.'}
        </EmptyState>
      ) : (
        requests.map((request) => <RequestSection {...props} request={request} />)
      )}
    </>
  );
}

function RequestSection({ request, owners, form, closed }: HelpPageProps & { readonly request: HelpRequest }): VNode {
  const { project, asked, contact, owner, notes, answer } = request;
  const to = { request: request.id };
  const isTyped = (which: 'take' | 'note' | 'close') => form?.request === request.id && form.which === which;
  const typed = (which: 'take' | 'note' | 'close'): TypedForm =>
    form !== undefined && isTyped(which) ? form.typed : { values: {}, errors: {} };
  return (
    <Section
      head={
        <>
          <Link to={urls.project({ project: project.slug })}>{project.name}</Link>
          <Example when={project.example} />
        </>
      }
      note={<HelpStateMark state={helpState(request)} />}
      id={`request-${request.id}`}
    >
      <Quote>{request.wish}</Quote>
      <FactList
        items={[
          { label: 'Asked', value: <AskedBy request={request} act={asked} /> },
          ...(contact === null ? [] : [{ label: 'Answer to', value: `${contact.name}, ${contact.mail}` }]),
          ...(owner === null
            ? []
            : [
                {
                  label: 'Seen to by',
                  value: (
                    <>
                      {owner.name ?? 'somebody'}, since <DateText at={owner.since} />
                    </>
                  ),
                },
              ]),
          ...(answer === null
            ? []
            : [
                {
                  label: HELP_OUTCOME_WORDS[answer.outcome],
                  value: (
                    <>
                      {answer.words} <ActWords act={answer} />
                    </>
                  ),
                },
              ]),
        ]}
      />
      {notes.length > 0 && (
        <Entries
          items={notes.map(({ words, written }) => ({
            when: <DateText at={written.at} />,
            title: written.byName ?? 'Somebody',
            text: words,
          }))}
        />
      )}
      {!closed && (
        <>
          <Form id={`take-${request.id}`} action={urls.takeHelp(to)} {...typed('take')}>
            <Select
              name="owner"
              label={owner === null ? 'Who sees to it' : 'Hand it on to'}
              options={[
                { value: '', label: 'Choose' },
                ...owners
                  .filter(({ person }) => person !== owner?.person)
                  .map(({ person, name }) => ({ value: person, label: name })),
              ]}
            />
            <Buttons>
              <Button>{owner === null ? 'Take it on' : 'Hand it on'}</Button>
            </Buttons>
          </Form>
          <Why summary="Add a note" open={isTyped('note')}>
            <Form id={`note-${request.id}`} action={urls.noteHelp(to)} {...typed('note')}>
              <TextArea name="words" label="Note" hint="For the workspace’s people only." rows={2} />
              <Buttons>
                <Button>Add the note</Button>
              </Buttons>
            </Form>
          </Why>
          <Why summary="Close the request" open={isTyped('close')}>
            <Form id={`close-${request.id}`} action={urls.closeHelp(to)} {...typed('close')}>
              <Choice
                name="outcome"
                legend="How it ended"
                options={[
                  { value: 'helped', label: 'Helped' },
                  { value: 'not-now', label: 'Not now' },
                ]}
              />
              <TextArea name="words" label="What was done, or why not now" rows={2} />
              <Buttons>
                <Button>Close the request</Button>
              </Buttons>
            </Form>
          </Why>
        </>
      )}
      {contact !== null && (
        <ActionForm
          action={urls.forgetHelp(to)}
          asks="The name and the mail address are erased for good; the request stays."
          confirm="Erase them"
          slim
        >
          Erase who asked
        </ActionForm>
      )}
    </Section>
  );
}

function AskedBy({ request: { askedAs }, act }: { readonly request: HelpRequest; readonly act: Act }): VNode {
  const as = {
    project: 'for the project',
    form: act.by === null ? 'by the form, without an account' : 'by the form',
    workspace: 'by the workspace, on behalf of the project',
  }[askedAs];
  return (
    <>
      {as}: <ActWords act={act} />
    </>
  );
}

function ActWords({ act: { at, byName, hat } }: { readonly act: Act }): VNode {
  return (
    <>
      {byName !== null && `${byName}${hat === null ? '' : ` (${hat})`}, `}
      <DateText at={at} />
    </>
  );
}
