import type { ComponentChildren, VNode } from 'preact';
import { showDate } from '../../../kernel/dates.ts';
import {
  ActionForm,
  Actions,
  Bullets,
  Button,
  Buttons,
  CheckBox,
  DateText,
  EvidenceLink,
  FileField,
  Fine,
  Form,
  Link,
  Note,
  Notice,
  PageHead,
  Section,
  Select,
  Table,
  TextArea,
  TextField,
  Timeline,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { openProposals } from '../rules.ts';
import {
  PROFILE_FIELD_NAMES,
  REPOSITORY_ROLE_NAMES,
  type FieldChange,
  type ProjectEdit,
  type ProjectProfile,
  type Repository,
  type RepositoryProposal,
} from '../types.ts';
import { ROLE_OPTIONS } from './add-page.tsx';
import { addressOf, Logo, ProjectName, RepositoryAddress } from './parts.tsx';

/** What was typed into one of the page's forms and refused; the others are filled from what is kept. */
export interface EditForms {
  readonly profile?: { readonly values: FormValues; readonly errors: FormErrors };
  readonly repository?: { readonly values: FormValues; readonly errors: FormErrors };
  readonly archive?: { readonly values: FormValues; readonly errors: FormErrors };
  /** A refusal that belongs to no field. */
  readonly refused?: string;
  /** What was done just before. */
  readonly said?: string;
}

export interface EditPageProps {
  readonly profile: ProjectProfile;
  readonly forms: EditForms;
  readonly may: { readonly archive: boolean };
  readonly seesLocal: boolean;
}

/** Everything about a project that can be changed: what is said of it, its set, proposals, earlier changes, archiving. */
export function EditProjectPage({ profile: all, forms, may, seesLocal }: EditPageProps): VNode {
  const { project } = all;
  const { name, example } = project.profile;
  return (
    <>
      <PageHead
        title={
          <>
            Edit <ProjectName name={name} example={example} />
          </>
        }
        trail={[
          { label: 'Projects', to: urls.projects({}) },
          { label: name, to: urls.project({ project: project.slug }) },
          { label: 'Edit' },
        ]}
      />
      {forms.said !== undefined && <Notice tone="done" head={forms.said} />}
      {forms.refused !== undefined && <Notice tone="stop" head={forms.refused} />}
      {project.archival === null ? (
        <>
          <Proposals {...all} />
          <ProfileForm profile={all} form={forms.profile} />
          <Repositories {...all} form={forms.repository} seesLocal={seesLocal} />
          <History {...all} isOpen />
          {may.archive && <Archive slug={project.slug} name={name} form={forms.archive} />}
        </>
      ) : (
        <>
          <Archived {...all} mayRestore={may.archive} />
          <History {...all} isOpen={false} />
        </>
      )}
    </>
  );
}

function ProfileForm({
  profile: { project },
  form,
}: {
  readonly profile: ProjectProfile;
  readonly form: EditForms['profile'];
}): VNode {
  const { profile, slug, version } = project;
  const kept = {
    ...profile,
    example: profile.example ? 'yes' : null,
    version: String(version),
  };
  return (
    <Section
      head="Profile"
      note="What is said of the project here. The project may correct it at any time."
      id="profile"
    >
      <Form
        id="profile-form"
        action={urls.editProject({ project: slug })}
        values={form?.values ?? kept}
        errors={form?.errors ?? {}}
        hidden={{ version: String(version) }}
        files
      >
        <TextField name="name" label="Name" width="half" />
        <TextArea name="summary" label="What it is" hint="One or two plain sentences." rows={2} optional />
        <TextField
          name="licence"
          label="Licence"
          hint="The SPDX short form: BSD-3-Clause, or “MIT OR Apache-2.0”."
          width="half"
          mono
          optional
        />
        <TextField name="homepage" label="Homepage" hint="Beginning with https://" inputMode="url" mono optional />
        <TextField
          name="label"
          label="What the project calls its list"
          hint="“Roadmap” or “Wish list”, or its own word, up to 40 characters."
          width="half"
          optional
        />
        <Logo project={project} />
        {profile.logo !== null && <CheckBox name="removeLogo" label="Take the logo away" />}
        <FileField
          name="logo"
          label={profile.logo === null ? 'Logo' : 'Another logo'}
          hint="PNG, JPEG or WebP, at most 512 KB."
          accept="image/png,image/jpeg,image/webp"
          optional
        />
        <CheckBox
          name="example"
          label="This project is invented"
          hint="It is marked “example” wherever its name stands."
        />
        <TextField
          name="note"
          label="What readers must know"
          hint="Shown with everything said of it, for example: illustrative, not the project’s position."
          optional
        />
        <Buttons>
          <Button kind="first">Save the profile</Button>
          <Link to={urls.project({ project: slug })}>Cancel</Link>
        </Buttons>
      </Form>
    </Section>
  );
}

function Repositories({
  project: { slug },
  repositories,
  form,
  seesLocal,
}: ProjectProfile & { readonly form: EditForms['repository']; readonly seesLocal: boolean }): VNode {
  const live = repositories.filter(({ removal }) => removal === null);
  const removed = repositories.filter(({ removal }) => removal !== null);
  return (
    <Section head="Repositories" note="The set that makes up the project. Surveys read all of them." id="repositories">
      <Table
        caption="Repositories in the set"
        hideCaption
        rows={live}
        columns={[
          { head: 'Repository', rowHead: true, cell: ({ name }) => name },
          { head: 'For', cell: ({ role }) => REPOSITORY_ROLE_NAMES[role] },
          {
            head: 'Address',
            kind: 'source',
            cell: (one) => <RepositoryAddress repository={one} seesLocal={seesLocal} />,
          },
          { head: 'Added', nowrap: true, cell: ({ addedAt }) => <DateText at={addedAt} /> },
          ...(live.length === 1
            ? []
            : [
                {
                  head: 'Remove',
                  cell: (one: Repository) => (
                    <ActionForm
                      action={urls.removeRepository({ project: slug, repository: one.id })}
                      asks={`${one.name} leaves the set and is not surveyed any more. It can be put back.`}
                      confirm={`Remove ${one.name}`}
                      slim
                    >
                      Remove
                    </ActionForm>
                  ),
                },
              ]),
        ]}
      />
      {removed.length > 0 && <Removed slug={slug} repositories={removed} seesLocal={seesLocal} />}
      <Form
        id="repository-form"
        action={urls.addRepository({ project: slug })}
        values={form?.values ?? {}}
        errors={form?.errors ?? {}}
      >
        <TextField name="url" label="Address of another repository" inputMode="url" mono />
        <TextField
          name="repository"
          label="Short name"
          hint="Owner and name; taken from the address when left empty."
          width="half"
          mono
          optional
        />
        <Select
          name="role"
          label="What it is for"
          options={[{ value: '', label: 'Told by its name' }, ...ROLE_OPTIONS]}
          optional
        />
        <Buttons>
          <Button>Add the repository</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

function Removed({
  slug,
  repositories,
  seesLocal,
}: {
  readonly slug: string;
  readonly repositories: readonly Repository[];
  readonly seesLocal: boolean;
}): VNode {
  return (
    <Table
      caption="Removed from the set"
      rows={repositories}
      isVoid={() => true}
      columns={[
        { head: 'Repository', rowHead: true, cell: ({ name }) => name },
        {
          head: 'Address',
          kind: 'source',
          cell: (one) => <RepositoryAddress repository={one} seesLocal={seesLocal} />,
        },
        { head: 'Removed', nowrap: true, cell: ({ removal }) => (removal ? <DateText at={removal.at} /> : null) },
        { head: 'By', cell: ({ removal }) => removal?.byName ?? null },
        ...(repositories.some(({ removal }) => removal?.reason !== '')
          ? [{ head: 'Why', cell: ({ removal }: Repository) => removal?.reason ?? null }]
          : []),
        {
          head: 'Put back',
          cell: ({ id }) => (
            <ActionForm action={urls.restoreRepository({ project: slug, repository: id })} slim>
              Put back
            </ActionForm>
          ),
        },
      ]}
    />
  );
}

/** What the links of its documents point to: each with its reason and line, and two answers. */
function Proposals({ project: { slug }, proposals, repositories }: ProjectProfile): VNode | null {
  const open = openProposals(proposals, repositories);
  const declined = proposals.filter(({ answer }) => answer?.kind === 'declined');
  if (open.length + declined.length === 0) return null;
  return (
    <Section
      head="Do these belong to it?"
      note="The survey found links to them in the project’s documents. Nothing joins the set before a person says so."
      id="proposals"
    >
      {open.length === 0 ? (
        <Note>All proposals are answered.</Note>
      ) : (
        <Table
          caption="Proposed repositories that wait for an answer"
          hideCaption
          rows={open}
          columns={[
            { head: 'Repository', rowHead: true, cell: ({ name }) => name },
            { head: 'Probably for', cell: ({ role }) => REPOSITORY_ROLE_NAMES[role] },
            { head: 'Why', cell: ({ reason }) => reason },
            {
              head: 'Linked from',
              kind: 'source',
              cell: (proposal) => <FoundAt proposal={proposal} repositories={repositories} />,
            },
            { head: 'Answer', cell: (proposal) => <Answer slug={slug} proposal={proposal} /> },
          ]}
        />
      )}
      {declined.length > 0 && (
        <Bullets
          items={declined.map((proposal) => (
            <>
              {proposal.name}: declined {proposal.answer !== null && <DateText at={proposal.answer.at} />}.{' '}
              <Accept slug={slug} proposal={proposal}>
                It belongs after all
              </Accept>
            </>
          ))}
        />
      )}
    </Section>
  );
}

function FoundAt({
  proposal,
  repositories,
}: {
  readonly proposal: RepositoryProposal;
  readonly repositories: readonly Repository[];
}): VNode {
  const { repository: named, path, line, commit } = proposal.foundIn;
  return (
    <EvidenceLink
      repository={addressOf(proposal, repositories)}
      commit={commit}
      path={path}
      lines={[line, line]}
      named={repositories.length > 1 ? named : null}
    />
  );
}

function Answer({ slug, proposal }: { readonly slug: string; readonly proposal: RepositoryProposal }): VNode {
  return (
    <Actions>
      <Accept slug={slug} proposal={proposal}>
        It belongs
      </Accept>
      <ActionForm action={urls.declineProposal({ project: slug, proposal: proposal.id })} slim>
        It does not
      </ActionForm>
    </Actions>
  );
}

/** The address goes along because it is looked up before the transaction that finds the proposal. */
function Accept({
  slug,
  proposal,
  children,
}: {
  readonly slug: string;
  readonly proposal: RepositoryProposal;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <ActionForm
      action={urls.acceptProposal({ project: slug, proposal: proposal.id })}
      hidden={{ url: proposal.url }}
      slim
    >
      {children}
    </ActionForm>
  );
}

/** Every saved change with what was said before; each can be put back as long as nothing newer stands on it. */
function History({
  project,
  edits,
  isOpen,
}: ProjectProfile & {
  /** Changes can be put back. */
  readonly isOpen: boolean;
}): VNode | null {
  if (edits.length === 0) return null;
  return (
    <Section head="Earlier changes" note="Newest first. Putting one back is a change of its own." id="history">
      <Timeline
        items={edits.map((edit) => ({
          when: <DateText at={edit.at} />,
          what: `${edit.byName ?? 'Somebody'}${edit.hat === null ? '' : ` (${edit.hat})`} ${edit.undoes === null ? 'changed' : 'put back'} the ${fieldsOf(edit)}`,
          gloss: (
            <>
              {edit.changes.map((change) => (
                <>
                  <Change change={change} />
                  <br />
                </>
              ))}
              {isOpen && canGoBack(edit, project.profile) && (
                <ActionForm action={urls.undoEdit({ project: project.slug, edit: edit.id })} slim>
                  Put back
                </ActionForm>
              )}
            </>
          ),
        }))}
      />
    </Section>
  );
}

function canGoBack(edit: ProjectEdit, now: ProjectProfile['project']['profile']): boolean {
  return edit.changes.every(({ field, to }) => now[field] === to);
}

function fieldsOf(edit: ProjectEdit): string {
  return edit.changes
    .map(({ field }) => PROFILE_FIELD_NAMES[field])
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

function Change({ change: { field, from, to } }: { readonly change: FieldChange }): VNode {
  const name = PROFILE_FIELD_NAMES[field];
  if (field === 'logo')
    return <>{to === null ? 'The logo was taken away.' : from === null ? 'A logo was added.' : 'Another logo.'}</>;
  if (field === 'example') return <>{to === true ? 'Marked as an example.' : 'No longer marked as an example.'}</>;
  const said = (value: FieldChange['from']) => (value === null || value === '' ? 'nothing' : `“${String(value)}”`);
  return (
    <>
      {name}: {said(from)} became {said(to)}
    </>
  );
}

function Archive({
  slug,
  name,
  form,
}: {
  readonly slug: string;
  readonly name: string;
  readonly form: EditForms['archive'];
}): VNode {
  return (
    <Section
      head="Archive"
      note="For projects that ended or moved. A project that does not want to be listed says so itself."
      id="archive"
    >
      <Form
        id="archive-form"
        action={urls.archiveProject({ project: slug })}
        values={form?.values ?? {}}
        errors={form?.errors ?? {}}
      >
        <TextArea
          name="reason"
          label={`Why ${name} is archived`}
          hint="It leaves the list and is not surveyed any more. Nothing is deleted, and it can be restored."
          rows={2}
        />
        <Buttons>
          <Button kind="stop">Archive the project</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

function Archived({
  project: { slug, archival },
  mayRestore,
}: ProjectProfile & { readonly mayRestore: boolean }): VNode | null {
  if (archival === null) return null;
  return (
    <Section head="Archived" id="archive">
      <p>
        {archival.byName ?? 'Somebody'} archived this project on {showDate(archival.at)}: “{archival.reason}”
      </p>
      {mayRestore ? (
        <ActionForm action={urls.restoreProject({ project: slug })} kind="first">
          Restore the project
        </ActionForm>
      ) : (
        <Fine>An administrator or a technical lead can restore it.</Fine>
      )}
    </Section>
  );
}
