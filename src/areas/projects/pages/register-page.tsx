import type { ComponentChildren, VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import { showDate, type CalendarDate } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { refused } from '../../../kernel/refusal.ts';
import {
  ActionForm,
  Actions,
  Button,
  Buttons,
  CheckBox,
  Choice,
  DateText,
  EmptyState,
  ExternalLink,
  FactList,
  FieldGroup,
  Fine,
  Form,
  Link,
  Note,
  Notice,
  PageHead,
  Section,
  Table,
  TextArea,
  TextField,
  Timeline,
  urls,
  type Column,
} from '../../../look/index.ts';
import {
  decidesFor,
  entryState,
  mayConfirmSpeaker,
  mayEndSpeaker,
  mayForgetSpeaker,
  registerPermissions as may,
  seesReason,
  seesSpeakerMail,
  speakerName,
  unknownMatters,
} from '../register-rules.ts';
import {
  MATTER_NAMES,
  MATTERS,
  type Act,
  type OptOut,
  type Register,
  type RoleHolder,
  type SpeakerEntry,
} from '../register-types.ts';
import type { Project } from '../types.ts';
import { ProjectName, type TypedForm } from './parts.tsx';
import {
  EntryStateMark,
  mattersInWords,
  OptedOutNotice,
  SpeakerNames,
  UnknownStanding,
  WithoutStanding,
} from './register-parts.tsx';

export interface RegisterProps {
  readonly project: Project;
  readonly register: Register;
  readonly actor: Actor;
  readonly today: CalendarDate;
  readonly said?: string | undefined;
  readonly refused?: string | undefined;
}

/** The register of one project: who speaks for it on what, where it says so, and who confirmed it. */
export function SpeakersPage(props: RegisterProps): VNode {
  const { project, register, actor, today } = props;
  const { slug, profile } = project;
  const { entries } = register;
  const inState = (...states: readonly string[]) =>
    entries.filter((entry) => states.includes(entryState(entry, today)));
  const counting = inState('counts');
  const waiting = inState('unconfirmed', 'not-yet');
  const past = inState('run-out', 'ended');
  const unknown = unknownMatters(entries, today);
  const mayEnter = holds(actor, may.enterSpeaker, project.id);
  const represents = holds(actor, may.optOut, project.id);
  return (
    <>
      <PageHead
        title={
          <>
            Who speaks for <ProjectName name={profile.name} example={profile.example} />
          </>
        }
        trail={trailOf(project, 'Who speaks for it')}
        actions={
          mayEnter && entries.length > 0 ? (
            <Button to={urls.enterSpeaker({ project: slug })} kind="first">
              Enter who speaks for it
            </Button>
          ) : undefined
        }
      >
        People and bodies that the project itself has named. An entry counts once it is confirmed by somebody else.
      </PageHead>
      {props.said !== undefined && <Notice tone="done" head={props.said} />}
      {props.refused !== undefined && <Notice tone="stop" head={props.refused} />}
      <OptedOutNotice project={{ ...project, ...project.profile }} />
      {represents && refused(decidesFor(entries, actor, 'offers', today)) && (
        <WithoutStanding slug={slug} entries={entries} today={today} />
      )}
      {entries.length === 0 ? (
        <NobodyKnown {...props} mayEnter={mayEnter} />
      ) : (
        <>
          <Section head="Speaking now" id="now" wide>
            {unknown.length > 0 && (
              <UnknownStanding name={profile.name} matters={unknown} isAll={counting.length === 0} />
            )}
            {counting.length > 0 && <EntryTable {...props} rows={counting} caption="Entries that count today" />}
          </Section>
          {waiting.length > 0 && (
            <Section head="Waiting" id="waiting" wide>
              <EntryTable {...props} rows={waiting} caption="Entries that do not count yet" />
              <Fine>
                An administrator who has read the source confirms an entry, or somebody who already speaks for the
                project on the same matters. Nobody confirms an entry that names themselves.
              </Fine>
            </Section>
          )}
          {past.length > 0 && (
            <Section head="Earlier" note="What was decided under these entries stays decided." id="earlier">
              <Earlier {...props} rows={past} />
            </Section>
          )}
        </>
      )}
      <LeftOut {...props} mayDecide={represents && !refused(decidesFor(entries, actor, 'offers', today))} />
    </>
  );
}

function trailOf({ slug, profile }: Project, here: string, parent?: { readonly label: string; readonly to: string }) {
  return [
    { label: 'Projects', to: urls.projects({}) },
    { label: profile.name, to: urls.project({ project: slug }) },
    ...(parent === undefined ? [] : [parent]),
    { label: here },
  ];
}

function NobodyKnown({ project: { slug, profile }, mayEnter }: RegisterProps & { readonly mayEnter: boolean }): VNode {
  return (
    <EmptyState
      head="Unknown"
      {...(mayEnter
        ? {
            steps: [
              {
                head: 'Find where the project says it',
                text: 'A governance page, a council’s list of members, minutes, a post of the maintainers.',
              },
              {
                head: 'Enter the person or the body',
                text: 'With the matters covered, and the delegates who answer for a body.',
              },
              { head: 'Have it confirmed', text: 'By an administrator who has read the source, and who is not named.' },
            ],
            actions: (
              <Button to={urls.enterSpeaker({ project: slug })} kind="first">
                Enter who speaks for it
              </Button>
            ),
          }
        : {})}
    >
      Nobody is confirmed yet to speak for {profile.name}. That does not mean that nobody does; it means that no offer
      of it can be approved here until somebody is.
    </EmptyState>
  );
}

function EntryTable({
  rows,
  caption,
  ...props
}: RegisterProps & { readonly rows: readonly SpeakerEntry[]; readonly caption: string }): VNode {
  const { project, register, actor, today } = props;
  const acts = (entry: SpeakerEntry): ComponentChildren => {
    const to = { project: project.slug, entry: entry.id };
    const confirm =
      holds(actor, may.confirmSpeaker, project.id) &&
      !refused(mayConfirmSpeaker(actor, entry, register.entries, today));
    const end =
      holds(actor, may.endSpeaker, project.id) && !refused(mayEndSpeaker(actor, entry, register.entries, today));
    const replace = holds(actor, may.enterSpeaker, project.id) && entry.ending === null;
    if (!confirm && !end && !replace) return null;
    return (
      <Actions>
        {confirm && (
          <Button to={urls.confirmSpeaker(to)} slim>
            Confirm
          </Button>
        )}
        {replace && (
          <Button to={urls.enterSpeaker({ project: project.slug }, { replaces: entry.id })} slim>
            Correct
          </Button>
        )}
        {end && (
          <Button to={urls.endSpeaker(to)} slim>
            End
          </Button>
        )}
      </Actions>
    );
  };
  const columns: readonly Column<SpeakerEntry>[] = [
    {
      head: 'Who',
      rowHead: true,
      cell: (entry) => (
        <>
          <SpeakerNames entry={entry} />
          {seesSpeakerMail(actor, project.id) && <Mails entry={entry} />}
        </>
      ),
    },
    { head: 'Speaks on', cell: ({ matters }) => mattersInWords(matters) },
    { head: 'Holds', cell: (entry) => <Holds entry={entry} /> },
    { head: 'Where the project says so', kind: 'source', cell: ({ source }) => <ExternalLink href={source} /> },
    {
      head: 'Confirmed',
      cell: (entry) =>
        entry.confirmation === null ? (
          <EntryStateMark state="unconfirmed" />
        ) : (
          <>
            <ActWords act={entry.confirmation} />
            <br />
            {entry.confirmation.place}
          </>
        ),
    },
    ...(rows.some((entry) => acts(entry) !== null) ? [{ head: 'Do', cell: acts }] : []),
  ];
  return <Table caption={caption} hideCaption rows={rows} columns={columns} rowId={({ id }) => `entry-${id}`} />;
}

function Mails({ entry }: { readonly entry: SpeakerEntry }): VNode | null {
  const mails = entry.speakers.flatMap(({ mail }) => (mail === null ? [] : [mail]));
  if (mails.length === 0) return null;
  return <Fine>No account: {mails.join(', ')}</Fine>;
}

function Holds({ entry: { validFrom, validTo } }: { readonly entry: SpeakerEntry }): VNode {
  return (
    <>
      from <DateText at={validFrom} />
      {validTo !== null && (
        <>
          {' '}
          to <DateText at={validTo} />
        </>
      )}
    </>
  );
}

/** "Ada Example (administrator), 25 Nov 2026". */
function ActWords({ act: { at, byName, hat } }: { readonly act: Act }): VNode {
  return (
    <>
      {byName ?? 'Somebody'}
      {hat !== null && ` (${hat})`}, <DateText at={at} />
    </>
  );
}

function Earlier({ rows, ...props }: RegisterProps & { readonly rows: readonly SpeakerEntry[] }): VNode {
  const { project, actor, today } = props;
  const mayForget = holds(actor, may.forgetSpeaker, project.id);
  return (
    <Timeline
      items={rows.map((entry) => ({
        when: <DateText at={entry.ending?.at ?? entry.validTo ?? entry.entered.at} />,
        what: `${speakerName(entry)}: ${entry.ending === null ? 'the entry ran out' : 'the entry was ended'}`,
        gloss: (
          <>
            Spoke on {mattersInWords(entry.matters)}
            {entry.confirmation === null ? ', never confirmed' : ''}, from {showDate(entry.validFrom)}.
            {entry.ending !== null && (
              <>
                {' '}
                {entry.ending.byName ?? 'Somebody'}
                {entry.ending.hat !== null && ` (${entry.ending.hat})`}: “{entry.ending.reason}”
              </>
            )}{' '}
            <ExternalLink href={entry.source}>Source</ExternalLink>
            {mayForget && !refused(mayForgetSpeaker(entry, today)) && (
              <ActionForm
                action={urls.forgetSpeaker({ project: project.slug, entry: entry.id })}
                asks="Names and mail addresses that this entry keeps of people without an account are erased for good. What was entered, confirmed and decided stays."
                confirm="Erase them"
                slim
              >
                Erase names
              </ActionForm>
            )}
          </>
        ),
      }))}
    />
  );
}

/** That the project asked to be left out, and the way to ask for it; only for those who may know. */
function LeftOut({
  project,
  register: { optOuts },
  actor,
  mayDecide,
}: RegisterProps & { readonly mayDecide: boolean }): VNode | null {
  if (optOuts.length === 0 && !mayDecide) return null;
  if (!mayDecide && !holds(actor, may.enterSpeaker, project.id) && !project.optedOut) return null;
  return (
    <Section
      head="Being left out"
      note="A project need not give any items, and may be left out altogether. It says so itself."
      id="left-out"
    >
      {optOuts.length > 0 && <OptOutHistory actor={actor} optOuts={optOuts} />}
      {mayDecide &&
        (project.optedOut ? (
          <ActionForm
            action={urls.optIn({ project: project.slug })}
            asks={`${project.profile.name} is shown again on public pages, in lists, searches and exports. Offers that were approved before need nothing more.`}
            confirm="Show it again"
          >
            Show the project again
          </ActionForm>
        ) : (
          <Actions>
            <Button to={urls.optOut({ project: project.slug })}>Ask to be left out</Button>
          </Actions>
        ))}
    </Section>
  );
}

function OptOutHistory({ actor, optOuts }: { readonly actor: Actor; readonly optOuts: readonly OptOut[] }): VNode {
  return (
    <Timeline
      items={optOuts.flatMap((one) => [
        ...(one.ended === null
          ? []
          : [
              {
                when: <DateText at={one.ended.at} />,
                what: 'The project asked to be shown again',
                gloss: <ActWords act={one.ended} />,
              },
            ]),
        {
          when: <DateText at={one.given.at} />,
          what: 'The project asked to be left out',
          gloss: (
            <>
              <ActWords act={one.given} />.{' '}
              {seesReason(actor, one) ? `“${one.reason}”` : 'The reason is between the project and the administrators.'}
            </>
          ),
        },
      ])}
    />
  );
}

export interface EnterPageProps {
  readonly project: Project;
  readonly form: TypedForm;
  readonly holders: readonly RoleHolder[];
  /** The entry that the new one takes the place of. */
  readonly replaces: SpeakerEntry | null;
}

export function EnterSpeakerPage({ project, form, holders, replaces }: EnterPageProps): VNode {
  const { slug, profile } = project;
  const head = replaces === null ? 'Enter who speaks for it' : 'Correct an entry';
  return (
    <>
      <PageHead title={head} trail={trailOf(project, head, registerStep(slug))}>
        {replaces === null
          ? `Who may answer in the name of ${profile.name}, as the project itself has said. It counts once somebody else has confirmed it.`
          : `An entry is never rewritten. The new one takes the place of “${speakerName(replaces)}” when it is confirmed; until then that one holds.`}
      </PageHead>
      <Form
        action={urls.enterSpeaker({ project: slug })}
        values={form.values}
        errors={form.errors}
        hidden={{ replaces: replaces?.id ?? '' }}
      >
        <Choice
          name="kind"
          legend="Who speaks"
          options={[
            { value: 'person', label: 'A person' },
            {
              value: 'body',
              label: 'A body',
              hint: 'A council, a committee, a core team; its delegates answer for it.',
            },
          ]}
        />
        <TextField
          name="body"
          label="Name of the body"
          hint="As the project writes it: “NumPy steering council”. Left empty for a person."
          width="half"
          optional
        />
        {holders.length > 0 && (
          <Choice
            name="people"
            legend="The person, or the delegates"
            hint="People with an account who represent or maintain the project."
            options={holders.map(({ person, name, represents }) => ({
              value: person,
              label: name,
              hint: represents ? 'represents the project here' : 'maintains the project',
            }))}
            many
          />
        )}
        <TextArea
          name="guests"
          label={holders.length > 0 ? 'People without an account' : 'The person, or the delegates'}
          hint="One a line, name and mail address: Ada Example <ada@example.org>. They answer by a one-time link; the address is not shown in public."
          rows={3}
          optional={holders.length > 0}
        />
        <Choice
          name="matters"
          legend="On what"
          options={MATTERS.map((matter) => ({ value: matter, label: capital(MATTER_NAMES[matter]) }))}
          many
        />
        <TextField
          name="source"
          label="Where the project says so"
          hint="The address of the page, beginning with https://"
          inputMode="url"
          mono
        />
        <FieldGroup
          legend="For how long"
          hint="Days as YYYY-MM-DD, both included. The end stays empty while none is known."
          names={['validFrom', 'validTo']}
        >
          <TextField name="validFrom" label="From" type="date" width="half" />
          <TextField name="validTo" label="To" type="date" width="half" optional />
        </FieldGroup>
        <Buttons>
          <Button kind="first">Enter it</Button>
          <Link to={urls.speakers({ project: slug })}>Cancel</Link>
        </Buttons>
      </Form>
    </>
  );
}

export function ConfirmSpeakerPage({
  project,
  entry,
  form,
}: {
  readonly project: Project;
  readonly entry: SpeakerEntry;
  readonly form: TypedForm;
}): VNode {
  const to = { project: project.slug, entry: entry.id };
  return (
    <>
      <PageHead title="Confirm an entry" trail={trailOf(project, 'Confirm', registerStep(project.slug))}>
        From then on {speakerName(entry)} may decide in the name of {project.profile.name}. Your name, your hat and this
        day stand beside it.
      </PageHead>
      <EntryFacts entry={entry} />
      <Form action={urls.confirmSpeaker(to)} values={form.values} errors={form.errors}>
        <TextField
          name="place"
          label="Where it was confirmed"
          hint="The source itself, a meeting with its day, a thread of the mailing list."
        />
        <CheckBox
          name="read"
          label="I have read the source, and it says so"
          hint={<ExternalLink href={entry.source} />}
        />
        <Buttons>
          <Button kind="first">Confirm the entry</Button>
          <Link to={urls.speakers({ project: project.slug })}>Cancel</Link>
        </Buttons>
      </Form>
    </>
  );
}

export function EndSpeakerPage({
  project,
  entry,
  form,
}: {
  readonly project: Project;
  readonly entry: SpeakerEntry;
  readonly form: TypedForm;
}): VNode {
  const to = { project: project.slug, entry: entry.id };
  return (
    <>
      <PageHead title="End an entry" trail={trailOf(project, 'End', registerStep(project.slug))}>
        It stops counting at once. What was decided under it stays decided; withdrawing that is a matter of its own.
      </PageHead>
      <EntryFacts entry={entry} />
      <Form action={urls.endSpeaker(to)} values={form.values} errors={form.errors}>
        <TextArea name="reason" label="Why it ends" hint="Everybody can read it in the register." rows={2} />
        <Buttons>
          <Button kind="stop">End the entry</Button>
          <Link to={urls.speakers({ project: project.slug })}>Cancel</Link>
        </Buttons>
      </Form>
    </>
  );
}

export function OptOutPage({ project, form }: { readonly project: Project; readonly form: TypedForm }): VNode {
  const { slug, profile } = project;
  return (
    <>
      <PageHead title={`Leave ${profile.name} out`} trail={trailOf(project, 'Leave out', registerStep(slug))}>
        A project need not take part, and need not say why in public.
      </PageHead>
      <Section head="What happens">
        <Note>
          At once: {profile.name} is gone from every public page, list, search, feed and export, and from brochures. Its
          own page answers as if there were none. Published survey rounds keep their totals and do not name it. New
          rounds do not read it.
        </Note>
        <Note>
          Nothing is deleted. The workspace’s people still see it, marked. You can ask for it to be shown again at any
          time. To withdraw one item or offer only, do so on its own page.
        </Note>
      </Section>
      <Form action={urls.optOut({ project: slug })} values={form.values} errors={form.errors}>
        <TextArea name="reason" label="Why" hint="A sentence is enough." rows={3} />
        <CheckBox
          name="isPrivate"
          label="Keep the reason private"
          hint="Then only the project’s own people and the administrators read it. Otherwise everybody of the workspace does; the public never."
        />
        <Buttons>
          <Button kind="stop">Leave the project out</Button>
          <Link to={urls.speakers({ project: slug })}>Cancel</Link>
        </Buttons>
      </Form>
    </>
  );
}

function EntryFacts({ entry }: { readonly entry: SpeakerEntry }): VNode {
  return (
    <FactList
      items={[
        { label: 'Who', value: <SpeakerNames entry={entry} /> },
        { label: 'Speaks on', value: mattersInWords(entry.matters) },
        { label: 'Holds', value: <Holds entry={entry} /> },
        { label: 'Where the project says so', value: <ExternalLink href={entry.source} /> },
        { label: 'Entered by', value: <ActWords act={entry.entered} /> },
      ]}
    />
  );
}

function registerStep(slug: string) {
  return { label: 'Who speaks for it', to: urls.speakers({ project: slug }) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
