import type { VNode } from 'preact';
import { showDate } from '../../../kernel/dates.ts';
import {
  ActionForm,
  Button,
  Buttons,
  CheckBox,
  FileField,
  Fine,
  Form,
  Link,
  Notice,
  PageHead,
  Section,
  TextArea,
  TextField,
  urls,
} from '../../../look/index.ts';
import type { ProjectProfile } from '../types.ts';
import { CoverageForm, LogoAgreement } from './care-sections.tsx';
import { History } from './history-section.tsx';
import { Logo, ProjectName, type TypedForm } from './parts.tsx';
import { Proposals, Repositories } from './set-sections.tsx';

/** What was typed into one of the page's forms and refused; the others are filled from what is kept. */
export interface EditForms {
  readonly profile?: TypedForm;
  readonly repository?: TypedForm;
  readonly archive?: TypedForm;
  /** A refusal that belongs to no field. */
  readonly refused?: string;
  /** What was done just before. */
  readonly said?: string;
}

export interface EditPageProps {
  readonly profile: ProjectProfile;
  readonly forms: EditForms;
  readonly may: { readonly archive: boolean; readonly setCoverage: boolean; readonly agreeToLogo: boolean };
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
          <LogoAgreement project={project} use={all.logoUse} mayAnswer={may.agreeToLogo} />
          <Repositories {...all} form={forms.repository} seesLocal={seesLocal} />
          {may.setCoverage && <CoverageForm project={project} coverage={all.coverage} />}
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
        <TextField
          name="logoAlt"
          label="The picture in words"
          hint="For those who do not see the logo, for example: four interlocked squares. Needed before a brochure shows it."
          optional
        />
        <TextField
          name="logoNote"
          label="What its use asks for"
          hint="From the project’s trademark rules, as one sentence: with the mark ™, not beside another logo, link to the homepage."
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
