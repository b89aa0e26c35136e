/** For administrators: who is here, with which roles, and who is invited. */
import type { VNode } from 'preact';
import { ROLE_NAMES } from '../../../kernel/actor.ts';
import { showDate, type Instant } from '../../../kernel/dates.ts';
import { hatWords } from '../../../kernel/hats.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { count } from '../../../kernel/text.ts';
import {
  ActionForm,
  Actions,
  Button,
  Buttons,
  Choice,
  EmptyState,
  FactList,
  Form,
  Link,
  Note,
  Notice,
  PageHead,
  Section,
  Select,
  State,
  Table,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import {
  GRANTABLE_ROLES,
  type GrantableRole,
  PROJECT_ROLES,
  type ActLink,
  type HeldGrant,
  type Invitation,
  type NamedProject,
  type Person,
} from '../types.ts';
import { AdministeredLeaving, NobodyWouldSpeak, type LeavingForms } from './leaving-pages.tsx';
import { LostEveryWay } from './lost-and-new.tsx';
import { RoleList, RoleName } from './role-list.tsx';

export interface PersonRow extends Person {
  readonly grants: readonly HeldGrant[];
}

export function PeoplePage({
  people,
  invitations,
  links,
  projects,
  now,
}: {
  readonly people: readonly PersonRow[];
  readonly invitations: readonly Invitation[];
  readonly links: readonly ActLink[];
  readonly projects: readonly NamedProject[];
  readonly now: Instant;
}): VNode {
  return (
    <>
      <PageHead
        title="People"
        actions={
          <Button to={urls.invite({})} kind="first">
            Invite a person
          </Button>
        }
      >
        {count(people.length, 'person has', 'people have')} an account. Roles say what each may do.
      </PageHead>
      <Section head="Accounts" wide>
        <Table
          caption="Everyone with an account, by name"
          hideCaption
          columns={[
            {
              head: 'Name',
              rowHead: true,
              cell: (one: PersonRow) => <Link to={urls.person({ person: one.id })}>{one.name}</Link>,
            },
            { head: 'Roles', cell: (one) => <RoleList grants={one.grants} projects={projects} /> },
            { head: 'Mail address', cell: (one) => one.mail },
            { head: 'Joined', cell: (one) => showDate(one.joinedAt), nowrap: true },
            { head: 'State', cell: (one) => <AccountState person={one} /> },
          ]}
          rows={people}
        />
      </Section>
      {invitations.length > 0 && (
        <Section head="Invited" note="They have a letter with a link, and have not joined yet." wide>
          <Table
            caption="Open invitations, newest first"
            hideCaption
            columns={[
              { head: 'Name', rowHead: true, cell: (one: Invitation) => one.name },
              { head: 'Role', cell: (one) => <RoleName grant={one.grant} projects={projects} /> },
              { head: 'Mail address', cell: (one) => one.mail },
              {
                head: 'Link',
                cell: (one) =>
                  one.validUntil > now ? (
                    `until ${showDate(one.validUntil)}`
                  ) : (
                    <State mark="clock" tone="watch">
                      run out
                    </State>
                  ),
                nowrap: true,
              },
              {
                head: 'Withdraw',
                cell: (one) => (
                  <ActionForm
                    action={urls.withdrawInvitation({ invitation: one.id })}
                    asks={`The link that ${one.name} has will not work any more.`}
                    confirm="Withdraw the invitation"
                    slim
                  >
                    Withdraw
                  </ActionForm>
                ),
              },
            ]}
            rows={invitations}
          />
        </Section>
      )}
      {links.length > 0 && <ActLinks links={links} projects={projects} />}
    </>
  );
}

function ActLinks({
  links,
  projects,
}: {
  readonly links: readonly ActLink[];
  readonly projects: readonly NamedProject[];
}): VNode {
  return (
    <Section
      head="Asked by a link"
      note="They have no account. The letter they got is for one act; whoever else opens it could do it in their name, so take back what went astray."
      wide
    >
      <Table
        caption="Links for one act that can still be used, newest first"
        hideCaption
        columns={[
          { head: 'Name', rowHead: true, cell: (one: ActLink) => one.recipient.name },
          { head: 'As', cell: (one) => <RoleName grant={one} projects={projects} /> },
          { head: 'To', cell: (one) => one.act.replaceAll('-', ' ') },
          { head: 'Mail address', cell: (one) => one.recipient.mail },
          { head: 'Until', cell: (one) => showDate(one.validUntil), nowrap: true },
          {
            head: 'Take back',
            cell: (one) => (
              <ActionForm
                action={urls.withdrawActLink({ actlink: one.id })}
                asks={`The link that ${one.recipient.name} has will not work any more.`}
                confirm="Take the link back"
                slim
              >
                Take back
              </ActionForm>
            ),
          },
        ]}
        rows={links}
      />
    </Section>
  );
}

function AccountState({ person }: { readonly person: Person }): VNode {
  return person.deactivation === null ? (
    <State mark="full" tone="ok">
      open
    </State>
  ) : (
    <State mark="hollow" tone="off">
      closed
    </State>
  );
}

export function InvitePage({
  projects,
  values,
  errors,
}: {
  readonly projects: readonly NamedProject[];
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  return (
    <>
      <PageHead title="Invite a person" trail={[{ label: 'People', to: urls.people({}) }, { label: 'Invite' }]}>
        They get a letter with a link by which they choose a password. A new invitation takes the place of an older one.
      </PageHead>
      <Form action={urls.invite({})} values={values} errors={errors}>
        <TextField name="name" label="Name" hint="They can change it when they join." />
        <TextField name="mail" label="Mail address" type="email" inputMode="email" />
        <RoleFields projects={projects} />
        <Buttons>
          <Button kind="first">Send the invitation</Button>
        </Buttons>
      </Form>
    </>
  );
}

/** Without any project there is none to choose, and the roles that need one are left out. */
function RoleFields({ projects }: { readonly projects: readonly NamedProject[] }): VNode {
  const roles = GRANTABLE_ROLES.filter((role) => projects.length > 0 || !PROJECT_ROLES.includes(role));
  return (
    <>
      <Choice
        name="role"
        legend="Role"
        options={roles.map((role) => ({ value: role, label: ROLE_NAMES[role], hint: ROLE_GLOSSES[role] }))}
      />
      {projects.length > 0 && (
        <Select
          name="project"
          label="Project"
          hint="For representatives and maintainers, and for a fiscal sponsor: the role holds for this project only."
          optional
          options={[{ value: '', label: 'None' }, ...projects.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
    </>
  );
}

const ROLE_GLOSSES: Readonly<Record<GrantableRole, string>> = {
  ADM: 'Everything about the workspace: people, projects, surveys, what is published.',
  ENG: 'Reads projects and surveys, and talks with those who might fund work.',
  TEC: 'Adds projects, runs surveys and publishes them.',
  DEV: 'Is paid to work on projects: proposes items, and later keeps own work items and time.',
  FIN: 'Looks after money: budgets, rates, time and cost.',
  PRJ: 'Speaks for one project: its profile, and its answers in a survey.',
  MNT: 'Looks after one project: edits its profile and reads what is found about it.',
  FND: 'Speaks for a funder: proposes needs and sees what concerns the own organisation. Never decides for a project.',
  FSP: 'Speaks for a fiscal sponsor: sees what concerns the projects it hosts. Give it once for each of them.',
};

export interface PersonForms extends LeavingForms {
  readonly said?: string | undefined;
  readonly correctValues?: FormValues;
  readonly correctErrors?: FormErrors;
  readonly grantValues?: FormValues;
  readonly grantErrors?: FormErrors;
  readonly closeValues?: FormValues;
  readonly closeErrors?: FormErrors;
  /** What a refused button says. */
  readonly refused?: string;
}

export function PersonPage({
  person,
  projects,
  others,
  representedOnly,
  mergedInto,
  self,
  forms = {},
}: {
  readonly person: PersonRow;
  readonly projects: readonly NamedProject[];
  /** Open accounts but this one. */
  readonly others: readonly Person[];
  /** Projects that nobody else represents. */
  readonly representedOnly: readonly NamedProject[];
  readonly mergedInto: { readonly id: PersonId; readonly name: string | null } | null;
  /** Who is looking. */
  readonly self: PersonId | null;
  readonly forms?: PersonForms;
}): VNode {
  return (
    <>
      <PageHead title={person.name} trail={[{ label: 'People', to: urls.people({}) }, { label: person.name }]} />
      {forms.said !== undefined && <Notice tone="done">{forms.said}</Notice>}
      {forms.refused !== undefined && <Notice tone="stop">{forms.refused}</Notice>}
      <Section head="Account">
        <FactList
          items={[
            { label: 'Mail address', value: person.mail },
            { label: 'Joined', value: showDate(person.joinedAt) },
            {
              label: 'Hats in own words',
              value: person.hats.length === 0 ? 'none stated' : person.hats.map(hatWords).join('; '),
            },
            { label: 'State', value: <AccountState person={person} />, note: closingNote(person) },
          ]}
        />
      </Section>
      <Correcting person={person} forms={forms} />
      <Roles person={person} projects={projects} representedOnly={representedOnly} forms={forms} />
      {person.deactivation === null && (
        <AdministeredLeaving
          person={person}
          hasRoles={person.grants.length > 0}
          others={others}
          representedOnly={representedOnly}
          forms={forms}
        />
      )}
      {person.deactivation === null && person.id !== self && <LostEveryWay person={person} />}
      {person.deactivation === null ? (
        <Closing person={person} isSelf={person.id === self} representedOnly={representedOnly} forms={forms} />
      ) : mergedInto === null ? (
        <Opening person={person} />
      ) : (
        <Section head="Merged" note="It stays closed: what it held is the other account’s.">
          <Actions>
            <Link to={urls.person({ person: mergedInto.id })}>{mergedInto.name ?? 'The account that is left'}</Link>
          </Actions>
        </Section>
      )}
    </>
  );
}

function Correcting({ person, forms }: { readonly person: PersonRow; readonly forms: PersonForms }): VNode {
  return (
    <Section head="Name and address" note="A new mail address signs in from now on; the old one is told.">
      <Form
        id="correct"
        action={urls.personCorrect({ person: person.id })}
        values={forms.correctValues ?? { name: person.name, mail: person.mail }}
        errors={forms.correctErrors ?? {}}
      >
        <TextField name="name" label="Name" />
        <TextField name="mail" label="Mail address" type="email" inputMode="email" />
        <Buttons>
          <Button>Correct</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

function closingNote({ deactivation }: Person): string | null {
  return deactivation === null ? null : `on ${showDate(deactivation.at)}: ${deactivation.reason}`;
}

function Roles({
  person,
  projects,
  representedOnly,
  forms,
}: {
  readonly person: PersonRow;
  readonly projects: readonly NamedProject[];
  readonly representedOnly: readonly NamedProject[];
  readonly forms: PersonForms;
}): VNode {
  return (
    <Section head="Roles" note="What they may do, from the next page they open.">
      {person.grants.length === 0 ? (
        <Note>{person.name} holds no role and can only see the own account.</Note>
      ) : (
        <Table
          caption={`Roles of ${person.name}`}
          hideCaption
          columns={[
            {
              head: 'Role',
              rowHead: true,
              cell: (grant: HeldGrant) => <RoleName grant={grant} projects={projects} />,
            },
            { head: 'Since', cell: (grant) => showDate(grant.grantedAt), nowrap: true },
            {
              head: 'Take back',
              cell: (grant) => (
                <ActionForm
                  action={urls.personRevoke({ person: person.id })}
                  hidden={{ grant: grant.id }}
                  asks={`${person.name} will not be ${ROLE_NAMES[grant.role]} any more.${lastOne(grant, representedOnly)}`}
                  confirm="Take the role back"
                  slim
                >
                  Take back
                </ActionForm>
              ),
            },
          ]}
          rows={person.grants}
        />
      )}
      {person.deactivation === null && (
        <Form
          id="grant"
          action={urls.personGrant({ person: person.id })}
          values={forms.grantValues ?? {}}
          errors={forms.grantErrors ?? {}}
        >
          <RoleFields projects={projects} />
          <Buttons>
            <Button>Give this role</Button>
          </Buttons>
        </Form>
      )}
    </Section>
  );
}

/** Taking a role back is not refused for it, but is not done unawares. */
function lastOne(grant: HeldGrant, representedOnly: readonly NamedProject[]): string {
  const project = grant.role === 'PRJ' ? representedOnly.find(({ id }) => id === grant.project) : undefined;
  return project === undefined ? '' : ` Nobody would speak for ${project.name} then.`;
}

function Closing({
  person,
  isSelf,
  representedOnly,
  forms,
}: {
  readonly person: PersonRow;
  readonly isSelf: boolean;
  readonly representedOnly: readonly NamedProject[];
  readonly forms: PersonForms;
}): VNode {
  return (
    <Section
      head={isSelf ? 'Close your own account' : 'Close the account'}
      note="They are signed out everywhere at once. What they did stays on record, and the account can be opened again."
    >
      <NobodyWouldSpeak projects={representedOnly} when="closing" />
      <Form
        id="close"
        action={urls.personDeactivate({ person: person.id })}
        values={forms.closeValues ?? {}}
        errors={forms.closeErrors ?? {}}
      >
        <TextField name="reason" label="Why" hint="Kept with the account, for administrators." />
        <Buttons>
          <Button kind="stop">Close the account</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

function Opening({ person }: { readonly person: PersonRow }): VNode {
  return (
    <Section head="Open again" note="With the roles it held. They sign in anew.">
      <ActionForm action={urls.personReactivate({ person: person.id })}>Open the account</ActionForm>
    </Section>
  );
}

/** For a workspace that has nobody but its administrator, the list teaches what comes next. */
export function AlonePage({ name }: { readonly name: string }): VNode {
  return (
    <>
      <PageHead title="People" />
      <EmptyState
        head="You are alone here"
        actions={
          <Button to={urls.invite({})} kind="first">
            Invite a person
          </Button>
        }
        steps={[
          { head: 'A technical lead', text: 'runs surveys and knows the projects.' },
          { head: 'A second administrator', text: 'so that nobody is ever locked out.' },
          {
            head: 'Maintainers and representatives',
            text: 'of the projects, who correct and decide what concerns them.',
          },
        ]}
        note={`Signed in as ${name}.`}
      >
        Others join by invitation, each with a role:
      </EmptyState>
    </>
  );
}
