import type { ComponentChildren, VNode } from 'preact';
import {
  ActionForm,
  Button,
  Buttons,
  CommitLink,
  DateText,
  EmptyState,
  Example,
  ExternalLink,
  Form,
  Notice,
  PageHead,
  RequestLink,
  Section,
  Select,
  State,
  Table,
  TextArea,
  TextField,
  TimeStrip,
  Timeline,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { OptedOutNotice } from '../../projects/index.ts';
import { provenanceQuestions } from '../item-rules.ts';
import { PROVENANCE_KINDS, type GitStep, type ProvenanceEvent, type ShownProvenance } from '../item-types.ts';
import { capital, itemTrail } from './item-words.tsx';

export interface ProvenancePageProps extends ShownProvenance {
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly said?: string | undefined;
}

/** How a roadmap came about, in one line of time: what git tells, and what people add to it (S65, S66). */
export function ProvenancePage(props: ProvenancePageProps): VNode {
  const { project, events, steps, today, mayAdd, said } = props;
  const isEmpty = events.length === 0 && steps.length === 0;
  return (
    <>
      <PageHead
        title={
          <>
            How the {project.label.toLowerCase()} of {project.name} came about
            <Example when={project.example} />
          </>
        }
        trail={itemTrail(project, { label: 'How it came about' })}
      >
        Who was involved, where it was discussed, and who will be asked next.
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      <OptedOutNotice project={project} />
      {isEmpty ? (
        <EmptyState head="Nothing is known yet">
          Git tells nothing of it, and nobody has added a sprint, a meeting or a discussion.
          {mayAdd ? ' Begin below with the day on which it began.' : ''}
        </EmptyState>
      ) : (
        <InTime {...props} />
      )}
      <Section head="What is known" note="Of what a reader would want to know." wide>
        <Table
          caption="What is known of how it came about"
          hideCaption
          rows={provenanceQuestions(events, today)}
          columns={[
            { head: 'Question', rowHead: true, cell: ({ question }) => question },
            {
              head: 'Known',
              cell: ({ isAnswered, question }) => (
                <State
                  mark={isAnswered ? 'full' : question.startsWith('Who will') ? 'alert' : 'dotted'}
                  tone={isAnswered ? 'ok' : question.startsWith('Who will') ? 'watch' : 'off'}
                >
                  {isAnswered ? 'Yes' : 'Not said'}
                </State>
              ),
            },
            { head: 'What to do', cell: ({ isAnswered, whatToDo }) => (isAnswered ? null : whatToDo) },
          ]}
        />
      </Section>
      {mayAdd && <AddEvent {...props} />}
    </>
  );
}

interface Moment {
  readonly on: string;
  readonly what: string;
  readonly gloss: ComponentChildren;
  readonly action: ComponentChildren;
  readonly isPlanned: boolean;
}

function InTime({ project, events, steps, mayWithdraw }: ProvenancePageProps): VNode {
  const moments: readonly Moment[] = [
    ...events.map((event) => ({
      on: event.datedOn,
      what: PROVENANCE_KINDS[event.kind],
      gloss: <EventWords event={event} />,
      action: mayWithdraw ? (
        <ActionForm
          slim
          kind="plain"
          action={urls.withdrawProvenanceEvent({ project: project.slug, event: event.id })}
          asks="It comes off the page and stays on record."
        >
          Take back
        </ActionForm>
      ) : undefined,
      isPlanned: event.kind === 'planned',
    })),
    ...steps.map((step) => ({
      on: step.on,
      what: capital(step.what),
      gloss: <GitWords step={step} />,
      action: undefined,
      isPlanned: false,
    })),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return (
    <Section head="In time" note="Filled: it was. Hollow: it is planned.">
      {moments.length > 1 && (
        <TimeStrip
          label={`${moments.length} moments between ${moments[0]!.on} and ${moments.at(-1)!.on}, listed below.`}
          events={moments.map(({ on, what }) => ({ from: new Date(`${on}T00:00:00Z`), label: what }))}
        />
      )}
      <Timeline
        items={moments.map(({ on, what, gloss, action, isPlanned }) => ({
          when: <DateText at={new Date(`${on}T00:00:00Z`)} />,
          what,
          gloss,
          action,
          happened: !isPlanned,
        }))}
      />
    </Section>
  );
}

function EventWords({ event }: { readonly event: ProvenanceEvent }): VNode {
  const { place, people, input, output, url, byName, at } = event;
  const said = [place, people, input === null ? null : `From: ${input}`, output === null ? null : `It gave: ${output}`];
  return (
    <>
      {said.flatMap((words) => (words === null ? [] : [sentence(words)])).join(' ')}
      {url !== null && (
        <>
          {' '}
          <ExternalLink href={url}>Where it can be read</ExternalLink>
        </>
      )}{' '}
      Added by {byName ?? 'somebody whose name was erased'}, <DateText at={at} />
    </>
  );
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? capital(words) : `${capital(words)}.`;
}

function GitWords({ step: { text, repository, commit, request } }: { readonly step: GitStep }): VNode {
  return (
    <>
      {text === '' ? '' : `${sentence(text)} `}
      {request !== null && (
        <>
          <RequestLink repository={repository} number={request} />{' '}
        </>
      )}
      Told by git: <CommitLink repository={repository} commit={commit} />
    </>
  );
}

function AddEvent({ project, values, errors }: ProvenancePageProps): VNode {
  return (
    <Section head="Add an event" note="What git cannot tell." id="add">
      <Form action={urls.provenance({ project: project.slug })} values={values} errors={errors}>
        <Select
          name="kind"
          label="What it was"
          options={[
            { value: '', label: 'Choose' },
            ...Object.entries(PROVENANCE_KINDS).map(([value, label]) => ({ value, label })),
          ]}
        />
        <TextField
          name="datedOn"
          label="Day"
          type="date"
          width="half"
          hint="Of a planned review: when it is planned."
        />
        <TextField name="place" label="Where" optional />
        <TextField
          name="people"
          label="Who"
          optional
          hint="Numbers or groups, and people only where they were named in public. Of a planned review: who will be asked."
        />
        <TextArea name="input" label="From what" optional rows={2} hint="What lay on the table." />
        <TextArea name="output" label="What it gave" optional rows={2} />
        <TextField name="url" label="Where it can be read" optional type="url" />
        <Buttons>
          <Button kind="first">Add the event</Button>
        </Buttons>
      </Form>
    </Section>
  );
}
