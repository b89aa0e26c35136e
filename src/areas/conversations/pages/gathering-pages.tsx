import type { VNode } from 'preact';
import { personOf, type Actor } from '../../../kernel/actor.ts';
import { showDate } from '../../../kernel/dates.ts';
import { count } from '../../../kernel/text.ts';
import {
  ActionForm,
  Attention,
  Bullets,
  Button,
  Buttons,
  CheckBox,
  Choice,
  DateText,
  EmptyState,
  FactList,
  Facts,
  Fine,
  Form,
  HatField,
  Link,
  Note as NoteText,
  Notice,
  PageHead,
  Quote,
  Section,
  Select,
  State,
  Table,
  TextArea,
  TextField,
  urls,
  Why,
} from '../../../look/index.ts';
import { isStaff, isSteward, maySettleNote, publicGathering } from '../gathering-rules.ts';
import {
  ATTENDEE_ROLES,
  GATHERING_KINDS,
  NOTE_STATUSES,
  type Attendee,
  type AttendeeRole,
  type Gathering,
  type GatheringId,
  type GatheringKind,
  type ListedGathering,
  type Note,
  type NoteStatus,
  type PublicGathering,
  type ShownGathering,
} from '../gathering-types.ts';
import { refused } from '../../../kernel/refusal.ts';
import type { TypedForm } from './feedback-pages.tsx';
import { PublicBody, showDays, StatusMark } from './gathering-parts.tsx';

const NOTHING: TypedForm = { values: {}, errors: {} };

export function GatheringsPage({
  gatherings,
  older,
  actor,
  isFirst,
}: {
  readonly gatherings: readonly ListedGathering[];
  readonly older: GatheringId | null;
  readonly actor: Actor;
  readonly isFirst: boolean;
}): VNode {
  const keeps = isStaff(actor);
  return (
    <>
      <PageHead
        title="Events"
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Events' }]}
        actions={
          keeps && (
            <Button kind="first" to={urls.enterGathering({})}>
              Enter an event
            </Button>
          )
        }
      >
        Workshops, forums, sprints and calls with the projects: what was said there, by whom in which capacity, and what
        follows.
      </PageHead>
      {gatherings.length === 0 ? (
        <EmptyState head={keeps ? 'No event is entered yet' : 'No event is public yet'}>
          {keeps
            ? 'Enter a workshop with maintainers or a forum with industry: its parts, who was there, the notes, who does what next. It stays inside until its steward publishes it.'
            : 'The page of an event becomes public when its steward publishes it. Who was there is named only with their yes.'}
        </EmptyState>
      ) : (
        <Table
          caption="Events, newest first"
          hideCaption
          rows={gatherings}
          columns={[
            {
              head: 'Event',
              rowHead: true,
              kind: 'title',
              cell: ({ id, title }) => <Link to={urls.gathering({ gathering: id })}>{title}</Link>,
            },
            { head: 'Kind', cell: ({ kind }) => GATHERING_KINDS[kind] },
            { head: 'When', cell: ({ startsOn, endsOn }) => showDays(startsOn, endsOn) },
            { head: 'Where', cell: ({ place }) => place },
            ...(keeps
              ? [
                  {
                    head: 'Page',
                    cell: ({ isPublic }: ListedGathering) =>
                      isPublic ? (
                        <State mark="full" tone="ok">
                          Public
                        </State>
                      ) : (
                        <State mark="hollow" tone="off">
                          Inside
                        </State>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {older !== null && (
        <Fine>
          <Link to={urls.gatherings({}, { before: older })}>Older events</Link>
        </Fine>
      )}
      {!isFirst && (
        <Fine>
          <Link to={urls.gatherings({})}>Back to the newest</Link>
        </Fine>
      )}
    </>
  );
}

/** Entered anew, or with `gathering` changed. */
export function GatheringFormPage({
  gathering,
  form,
}: {
  readonly gathering: Pick<Gathering, 'id' | 'version' | 'text'> | null;
  readonly form: TypedForm;
}): VNode {
  const title = gathering === null ? 'Enter an event' : 'Change what is said';
  const back = gathering === null ? urls.gatherings({}) : urls.gathering({ gathering: gathering.id });
  return (
    <>
      <PageHead
        title={title}
        trail={[
          { label: 'Events', to: urls.gatherings({}) },
          ...(gathering === null ? [] : [{ label: gathering.text.title, to: back }]),
          { label: title },
        ]}
      >
        {gathering === null
          ? 'You keep its record: you are its steward, and only you publish its page.'
          : 'What was said before is kept.'}
      </PageHead>
      <Form
        action={gathering === null ? urls.enterGathering({}) : urls.editGathering({ gathering: gathering.id })}
        values={form.values}
        errors={form.errors}
        hidden={gathering === null ? {} : { version: String(gathering.version) }}
      >
        {gathering === null && (
          <Choice
            name="kind"
            legend="What kind of event?"
            options={(Object.keys(GATHERING_KINDS) as GatheringKind[]).map((kind) => ({
              value: kind,
              label: GATHERING_KINDS[kind],
            }))}
          />
        )}
        <TextField name="title" label="Title" />
        <TextField name="startsOn" label="First day" type="date" width="half" />
        <TextField name="endsOn" label="Last day" type="date" width="half" optional hint="When it is not the first." />
        <TextField name="place" label="Place" optional hint="A town, a house, “online”." />
        <TextArea name="about" label="What it was about" optional rows={3} />
        <TextArea
          name="parts"
          label="Parts"
          optional
          rows={4}
          hint="One a line: its title, and after a bar its theme. “Morning | Roadmaps of the array libraries”."
        />
        <Buttons>
          <Button kind="first">{gathering === null ? 'Enter it' : 'Save'}</Button>
          <Link to={back}>Cancel</Link>
        </Buttons>
      </Form>
    </>
  );
}

export function PublicGatheringPage({ gathering }: { readonly gathering: PublicGathering }): VNode {
  const { id, kind, text } = gathering;
  return (
    <>
      <PageHead
        title={text.title}
        trail={[
          { label: 'Home', to: urls.home({}) },
          { label: 'Events', to: urls.gatherings({}) },
          { label: text.title },
        ]}
      >
        {GATHERING_KINDS[kind]}, {showDays(text.startsOn, text.endsOn)}
        {text.place !== null && `, ${text.place}`}. Each note is the view of whoever made it unless it says otherwise.
      </PageHead>
      <PublicBody gathering={gathering} />
      <ExportLinks id={id} />
    </>
  );
}

function ExportLinks({ id }: { readonly id: GatheringId }): VNode {
  return (
    <Fine>
      Take it along: <Link to={urls.gatheringExport({ gathering: id, format: 'markdown' })}>Markdown</Link>,{' '}
      <Link to={urls.gatheringExport({ gathering: id, format: 'json' })}>JSON</Link>. What is confidential is in
      neither.
    </Fine>
  );
}

export type RecordForm = 'attendee' | 'naming' | 'note' | 'status' | 'follow-up' | 'roadmap' | 'take-back';

export interface RecordProps {
  readonly shown: Extract<ShownGathering, { kind: 'record' }>;
  readonly actor: Actor;
  /** What was typed in one of the forms and refused; `about` is the row it belongs to. */
  readonly form?: { readonly which: RecordForm; readonly about: string | null; readonly typed: TypedForm };
  readonly said?: string | undefined;
  readonly refused?: string | undefined;
}

/** The whole record, for the workspace's people and for those who were there. */
export function RecordPage(props: RecordProps): VNode {
  const { shown, actor } = props;
  const { gathering, today } = shown;
  const { id, kind, text, steward, attendees, notes, followUps, publication } = gathering;
  const keeps = isStaff(actor);
  const live = notes.filter(({ withdrawnAt }) => withdrawnAt === null);
  const confidential = live.filter((note) => note.confidential).length;
  return (
    <>
      <PageHead
        title={text.title}
        trail={[
          { label: 'Home', to: urls.home({}) },
          { label: 'Events', to: urls.gatherings({}) },
          { label: text.title },
        ]}
        actions={keeps && <Button to={urls.editGathering({ gathering: id })}>Change what is said</Button>}
      >
        {GATHERING_KINDS[kind]}, {showDays(text.startsOn, text.endsOn)}
        {text.place !== null && `, ${text.place}`}. The record; its steward is {steward.name ?? 'somebody'}.
      </PageHead>
      {props.said !== undefined && <Notice tone="done" head={props.said} />}
      {props.refused !== undefined && <Notice tone="stop" head={props.refused} />}
      <OwnNaming {...props} />
      <Facts
        items={[
          { label: 'Who was there', value: String(attendees.length), note: namedWords(attendees) },
          {
            label: 'Notes',
            value: String(live.length),
            note: confidential === 0 ? 'none is confidential' : `${confidential} confidential`,
          },
          {
            label: 'To be done',
            value: String(followUps.filter(({ doneAt }) => doneAt === null).length),
            note: `of ${followUps.length}`,
          },
          {
            label: 'Its page',
            value: publication === null ? 'Inside' : 'Public',
            note:
              publication === null ? null : (
                <>
                  since <DateText at={publication.at} />
                </>
              ),
          },
        ]}
      />
      {text.about !== null && (
        <Section head="About">
          <p>{text.about}</p>
        </Section>
      )}
      {text.parts.map(({ title, theme }, at) => (
        <Section head={title} note={theme ?? undefined} id={`part-${at + 1}`}>
          <Notes {...props} part={at + 1} />
        </Section>
      ))}
      <Section head={text.parts.length === 0 ? 'Notes' : 'Over all parts'} id="notes">
        <Notes {...props} part={null} />
      </Section>
      <Section head="Make a note" note="In the hat you say, as a view of whom you say." id="make-note">
        <NoteForm {...props} />
      </Section>
      <Section head="Who was there" id="attendees">
        <Attendees {...props} />
      </Section>
      <Section head="What follows" id="follow-ups">
        <FollowUps {...props} />
      </Section>
      <Section head="Roadmaps that came of it" id="roadmaps">
        <Roadmaps {...props} />
      </Section>
      <Section head="Its page" id="publish" note="Only the steward publishes it.">
        <Publishing {...props} today={today} />
      </Section>
    </>
  );
}

function namedWords(attendees: readonly Attendee[]): string {
  const yes = attendees.filter(({ naming }) => naming?.answer === 'yes').length;
  return yes === 0 ? 'nobody may be named yet' : `${yes} may be named`;
}

function typedIn({ form }: RecordProps, which: RecordForm, about: string | null = null): TypedForm {
  return form?.which === which && form.about === about ? form.typed : NOTHING;
}

/** To the reader, where they were there and have not said. */
function OwnNaming({ shown: { gathering }, actor }: RecordProps): VNode | null {
  const own = gathering.attendees.find(({ person }) => person !== null && person === personOf(actor));
  if (own === undefined) return null;
  const to = urls.answerNaming({ gathering: gathering.id, attendee: own.id });
  const answer = own.naming?.answer ?? null;
  return (
    <Notice
      tone={answer === null ? 'waiting' : 'plain'}
      head={
        answer === null
          ? 'You were there. May we name you on the public page?'
          : answer === 'yes'
            ? 'You may be named on the public page.'
            : 'You are not named on the public page.'
      }
    >
      <p>
        Your name, and at your notes your name and hat. You can change this at any time; without a yes you are not
        named.
      </p>
      <Buttons>
        {answer !== 'yes' && (
          <ActionForm action={to} hidden={{ answer: 'yes' }} slim>
            Yes, name me
          </ActionForm>
        )}
        {answer !== 'no' && (
          <ActionForm action={to} hidden={{ answer: 'no' }} slim>
            No, do not name me
          </ActionForm>
        )}
      </Buttons>
    </Notice>
  );
}

function Notes(props: RecordProps & { readonly part: number | null }): VNode {
  const notes = props.shown.gathering.notes.filter((note) => note.part === props.part);
  if (notes.length === 0) return <NoteText>No notes yet.</NoteText>;
  return (
    <>
      {notes.map((note) => (
        <OneNote {...props} note={note} />
      ))}
    </>
  );
}

function OneNote(props: RecordProps & { readonly note: Note }): VNode {
  const { shown, actor, note, form } = props;
  const { gathering } = shown;
  const to = { gathering: gathering.id, note: note.id };
  if (note.withdrawnAt !== null) {
    return <NoteText>A note was withdrawn on {showDate(note.withdrawnAt)}.</NoteText>;
  }
  const settles = !refused(maySettleNote(actor, gathering, note));
  return (
    <>
      <Quote
        source={
          <>
            {note.made.byName ?? 'Somebody'}
            {note.made.hat !== null && `, as ${note.made.hat}`}. <StatusMark {...note} />
            {note.confidential && (
              <>
                {' '}
                <Attention>Confidential: never public</Attention>
              </>
            )}
          </>
        }
      >
        {note.words ?? 'erased'}
      </Quote>
      {settles && (
        <Why summary="Whose view it is by now" open={form?.which === 'status' && form.about === note.id}>
          <Form id={`status-${note.id}`} action={urls.setNoteStatus(to)} {...typedIn(props, 'status', note.id)}>
            <StatusFields actor={actor} />
            <Buttons>
              <Button slim>Keep it</Button>
            </Buttons>
          </Form>
          <ActionForm
            action={urls.withdrawNote(to)}
            asks="The words are erased for good; that there was a note stays."
            confirm="Withdraw it"
            slim
          >
            Withdraw the note
          </ActionForm>
        </Why>
      )}
    </>
  );
}

const STATUS_HINTS: Readonly<Record<NoteStatus, string>> = {
  personal: 'What the person who says it thinks, and nobody’s policy.',
  proposed: 'Put to a project, which has not decided.',
  adopted: 'A project decided it, and everybody can read where.',
};

function StatusFields({ actor }: { readonly actor: Actor }): VNode {
  return (
    <>
      <Choice
        name="status"
        legend="Whose view is it?"
        options={(Object.keys(NOTE_STATUSES) as NoteStatus[]).map((status) => ({
          value: status,
          label: NOTE_STATUSES[status],
          hint: STATUS_HINTS[status],
        }))}
      />
      <TextField
        name="project"
        label="Which project"
        optional
        width="half"
        hint="For what is proposed or adopted: its name."
      />
      <TextField
        name="decision"
        label="Where the project decided it"
        optional
        type="url"
        hint="The link; without it nothing is adopted."
      />
      <HatField actor={actor} />
    </>
  );
}

function NoteForm(props: RecordProps): VNode {
  const { shown, actor } = props;
  const { gathering } = shown;
  const { parts } = gathering.text;
  return (
    <Form id="note" action={urls.addNote({ gathering: gathering.id })} {...typedIn(props, 'note')}>
      <TextArea name="words" label="What was said" rows={4} />
      {parts.length > 0 && (
        <Select
          name="part"
          label="In which part"
          options={[
            { value: '', label: 'Over all parts' },
            ...parts.map(({ title }, at) => ({ value: String(at + 1), label: title })),
          ]}
        />
      )}
      <StatusFields actor={actor} />
      <CheckBox
        name="confidential"
        label="Confidential"
        hint="Never on the public page, never in what can be taken along."
      />
      <Buttons>
        <Button kind="first">Keep the note</Button>
      </Buttons>
    </Form>
  );
}

function Attendees(props: RecordProps): VNode {
  const { shown, actor } = props;
  const { gathering, people } = shown;
  const { attendees } = gathering;
  const keeps = isStaff(actor);
  return (
    <>
      {attendees.length === 0 ? (
        <NoteText>Nobody is on the list yet.</NoteText>
      ) : (
        <Table
          caption="Who was there"
          hideCaption
          rows={attendees}
          columns={[
            { head: 'Name', rowHead: true, cell: ({ name }) => name ?? 'erased' },
            { head: 'For', cell: ({ affiliation }) => affiliation },
            { head: 'As', cell: ({ role }) => ATTENDEE_ROLES[role] },
            { head: 'May be named', cell: (one) => <NamingWords naming={one.naming} /> },
            ...(keeps
              ? [{ head: 'Change', cell: (one: Attendee) => <AttendeeActions {...props} attendee={one} /> }]
              : []),
          ]}
        />
      )}
      {keeps && (
        <Why summary="Add somebody" open={props.form?.which === 'attendee' || attendees.length === 0}>
          <Form id="attendee" action={urls.addAttendee({ gathering: gathering.id })} {...typedIn(props, 'attendee')}>
            <Select
              name="person"
              label="With an account here"
              optional
              options={[
                { value: '', label: 'Nobody of these' },
                ...people
                  .filter(({ person }) => !attendees.some((one) => one.person === person))
                  .map(({ person, name }) => ({ value: person, label: name })),
              ]}
            />
            <TextField name="name" label="Or a name" optional width="half" hint="Somebody without an account." />
            <TextField name="affiliation" label="For whom they were there" optional width="half" />
            <Select
              name="role"
              label="What they did there"
              options={[
                { value: '', label: 'Choose' },
                ...(Object.keys(ATTENDEE_ROLES) as AttendeeRole[]).map((role) => ({
                  value: role,
                  label: ATTENDEE_ROLES[role],
                })),
              ]}
            />
            <Buttons>
              <Button>Add them</Button>
            </Buttons>
          </Form>
        </Why>
      )}
    </>
  );
}

function NamingWords({ naming }: { readonly naming: Attendee['naming'] }): VNode {
  if (naming === null) return <>not asked yet</>;
  return (
    <>
      {naming.answer === 'yes' ? 'yes' : 'no'}
      {naming.heard !== null && ` (${naming.heard})`}
    </>
  );
}

function AttendeeActions(props: RecordProps & { readonly attendee: Attendee }): VNode {
  const { attendee, shown, form } = props;
  const to = { gathering: shown.gathering.id, attendee: attendee.id };
  return (
    <Why summary="Change" open={form?.which === 'naming' && form.about === attendee.id}>
      {attendee.person === null && attendee.name !== null && (
        <Form id={`naming-${attendee.id}`} action={urls.answerNaming(to)} {...typedIn(props, 'naming', attendee.id)}>
          <Choice
            name="answer"
            legend="May they be named in public?"
            options={[
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
            ]}
          />
          <TextField name="heard" label="When and how they said so" optional hint="Needed for a yes." />
          <Buttons>
            <Button slim>Keep it</Button>
          </Buttons>
        </Form>
      )}
      {attendee.person !== null && <NoteText>They say themselves whether they may be named, on this page.</NoteText>}
      <Buttons>
        {attendee.person === null && attendee.name !== null && (
          <ActionForm
            action={urls.forgetAttendee(to)}
            asks="The name is erased for good; that somebody was there stays."
            confirm="Erase it"
            slim
          >
            Erase the name
          </ActionForm>
        )}
        <ActionForm action={urls.removeAttendee(to)} slim>
          Was not there
        </ActionForm>
      </Buttons>
    </Why>
  );
}

function FollowUps(props: RecordProps): VNode {
  const { shown, actor } = props;
  const { gathering, people } = shown;
  const { followUps } = gathering;
  return (
    <>
      {followUps.length === 0 ? (
        <NoteText>Nothing is noted yet. What is, waits on the first page of whoever took it on.</NoteText>
      ) : (
        <Table
          caption="What follows, and who does it"
          hideCaption
          rows={followUps}
          columns={[
            { head: 'What', rowHead: true, cell: ({ words }) => words },
            { head: 'Who', cell: ({ ownerName }) => ownerName ?? 'somebody' },
            {
              head: 'State',
              cell: ({ id, owner, doneAt }) =>
                doneAt !== null ? (
                  <State mark="check" tone="ok">
                    Done <DateText at={doneAt} />
                  </State>
                ) : owner === personOf(actor) || isSteward(actor, gathering) ? (
                  <ActionForm action={urls.doFollowUp({ gathering: gathering.id, followup: id })} slim>
                    It is done
                  </ActionForm>
                ) : (
                  <State mark="hollow">Open</State>
                ),
            },
          ]}
        />
      )}
      {isStaff(actor) && (
        <Why summary="Add what follows" open={props.form?.which === 'follow-up'}>
          <Form id="follow-up" action={urls.addFollowUp({ gathering: gathering.id })} {...typedIn(props, 'follow-up')}>
            <TextField name="words" label="What is to be done" />
            <Select
              name="owner"
              label="Who does it"
              options={[
                { value: '', label: 'Choose' },
                ...people.map(({ person, name }) => ({ value: person, label: name })),
              ]}
            />
            <Buttons>
              <Button>Add it</Button>
            </Buttons>
          </Form>
        </Why>
      )}
    </>
  );
}

function Roadmaps(props: RecordProps): VNode {
  const { shown, actor } = props;
  const { gathering, entries } = shown;
  const linked = new Set(gathering.roadmaps.map(({ entry }) => entry));
  const others = entries.filter(({ entry }) => !linked.has(entry));
  return (
    <>
      {gathering.roadmaps.length === 0 ? (
        <NoteText>None is linked.</NoteText>
      ) : (
        <Bullets
          items={gathering.roadmaps.map(({ project, kind, datedOn }) => (
            <>
              <Link to={urls.provenance({ project: project.slug })}>{project.name}</Link>: {kind},{' '}
              <DateText at={datedOn} />
            </>
          ))}
        />
      )}
      {isStaff(actor) && others.length > 0 && (
        <Why summary="Link a roadmap" open={props.form?.which === 'roadmap'}>
          <Form id="roadmap" action={urls.linkRoadmap({ gathering: gathering.id })} {...typedIn(props, 'roadmap')}>
            <Select
              name="entry"
              label="Entry of how a roadmap came about"
              options={[
                { value: '', label: 'Choose' },
                ...others.map(({ entry, project, kind, datedOn }) => ({
                  value: entry,
                  label: `${project.name}: ${kind}, ${showDate(datedOn)}`,
                })),
              ]}
            />
            <Buttons>
              <Button>Link it</Button>
            </Buttons>
          </Form>
        </Why>
      )}
    </>
  );
}

function Publishing(props: RecordProps & { readonly today: string }): VNode {
  const { shown, today } = props;
  const { gathering, steers: steward } = shown;
  const to = { gathering: gathering.id };
  const picked = publicGathering(gathering);
  return (
    <>
      <FactList
        items={[
          {
            label: gathering.publication === null ? 'Would be shown' : 'Is shown',
            value: `${count(picked.notes.length, 'note')}, ${count(picked.named.length, 'name')}`,
          },
          {
            label: gathering.publication === null ? 'Would not' : 'Is not',
            value: `${count(gathering.notes.filter((note) => note.withdrawnAt === null).length - picked.notes.length, 'note')} that must stay inside, ${count(picked.unnamed, 'person', 'people')} who did not say yes`,
          },
        ]}
      />
      {gathering.publication === null ? (
        steward &&
        (gathering.text.startsOn > today ? (
          <NoteText>It can be published once it has begun.</NoteText>
        ) : (
          <ActionForm
            action={urls.publishGathering(to)}
            asks="Everybody can read it then. What is added later to the record appears there as well, unless it is confidential."
            confirm="Publish it"
          >
            Publish the page
          </ActionForm>
        ))
      ) : (
        <>
          {steward && (
            <Why summary="Take it back" open={props.form?.which === 'take-back'}>
              <Form id="take-back" action={urls.takeBackGathering(to)} {...typedIn(props, 'take-back')}>
                <TextField name="reason" label="Why" hint="Kept in the journal." />
                <Buttons>
                  <Button kind="stop">Take the page back</Button>
                </Buttons>
              </Form>
            </Why>
          )}
          <ExportLinks id={gathering.id} />
        </>
      )}
      <Why summary="How the page looks">
        <PublicBodyInside gathering={picked} />
      </Why>
      {!steward && <Fine>{gathering.steward.name ?? 'The steward'} publishes it and takes it back.</Fine>}
    </>
  );
}

/** The notes as everybody would read them, inside the record. */
function PublicBodyInside({ gathering }: { readonly gathering: PublicGathering }): VNode {
  return gathering.notes.length === 0 ? (
    <NoteText>No notes would be public.</NoteText>
  ) : (
    <>
      {gathering.notes.map((note) => (
        <Quote
          source={
            <>
              {note.by ?? 'Somebody who is not named'}
              {note.hat !== null && `, as ${note.hat}`}. <StatusMark {...note} />
            </>
          }
        >
          {note.words}
        </Quote>
      ))}
    </>
  );
}
