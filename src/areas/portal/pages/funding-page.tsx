/** Settings for those who fund: who asks, by which channels, and what of it is published. */
import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import {
  Bullets,
  Button,
  Buttons,
  DateText,
  FieldGroup,
  Fine,
  Form,
  Link,
  Notice,
  PageHead,
  Section,
  Select,
  TextArea,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
  type Option,
  type Step,
} from '../../../look/index.ts';
import { CHANNEL_ROWS, CHANNEL_TYPES, ENTITY_ROLES, ENTITY_TYPES, type KeptFundingSettings } from '../funding-types.ts';
import type { Manifest } from '../manifest.ts';

export interface FundingPageProps {
  /** Null: of the workspace. */
  readonly project: { readonly slug: string; readonly name: string } | null;
  readonly kept: KeptFundingSettings | null;
  /** Filled from what is known, and not saved yet. */
  readonly isPrefilled: boolean;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly manifest: Manifest;
  readonly said?: string;
}

export function FundingPage({ project, kept, isPrefilled, values, errors, manifest, said }: FundingPageProps): VNode {
  const address = project === null ? urls.funding({}) : urls.projectFunding({ project: project.slug });
  const action = project === null ? urls.manifest({}) : urls.projectManifest({ project: project.slug });
  return (
    <>
      <PageHead title={project === null ? 'For funders' : `Funding of ${project.name}`} trail={trailTo(project)}>
        Who asks for funds, and how they are reached. From this and from the offers that stand in the catalogue a
        funding manifest is made, which directories read.
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      <Section head="The manifest" note="funding.json, version 1.1.0. It is made anew for every reader.">
        <Published manifest={manifest} address={address} />
      </Section>
      <Section head={project === null ? 'The workspace' : 'Who asks'} id="settings">
        {isPrefilled && (
          <Notice tone="waiting" head="Filled in from what was read, and not saved">
            Look at each line before you save it.
          </Notice>
        )}
        <Form action={action} values={values} errors={errors} hidden={{ replaces: kept?.id ?? '' }}>
          <TextField name="name" label="Name" optional hint="Who asks for funds: an organisation, a group, a person." />
          <Select name="type" label="What it is" options={options(ENTITY_TYPES, TYPE_WORDS)} />
          <Select name="role" label="What it is to the projects" options={options(ENTITY_ROLES, ROLE_WORDS)} />
          <TextField name="email" label="E-mail" optional hint="Published in the manifest for everyone to read." />
          <TextField name="phone" label="Telephone" optional />
          <TextArea name="description" label="In a few sentences" optional rows={4} />
          <TextField name="webpageUrl" label="Page" optional hint="The whole address, beginning with https://" />
          {Array.from({ length: CHANNEL_ROWS }, (_, at) => (
            <Channel n={at + 1} />
          ))}
          {project === null && (
            <>
              <TextField
                name="funders"
                label="Letters from funders go to"
                optional
                hint="An e-mail address of the engagement lead, shown on every offer."
              />
              <TextField
                name="projectsContact"
                label="Letters from projects and contributors go to"
                optional
                hint="An e-mail address of the technical lead."
              />
            </>
          )}
          <Buttons>
            <Button kind="first">Save</Button>
          </Buttons>
        </Form>
        {kept !== null && (
          <Fine>
            Saved on <DateText at={kept.at} />
            {kept.byName !== null && ` by ${kept.byName}`}. What it said before is not kept.
          </Fine>
        )}
      </Section>
    </>
  );
}

function trailTo(project: FundingPageProps['project']): readonly Step[] {
  const home = { label: 'Home', to: urls.home({}) };
  if (project === null) return [home, { label: 'For funders' }];
  return [
    home,
    { label: 'Projects', to: urls.projects({}) },
    { label: project.name, to: urls.project({ project: project.slug }) },
    { label: 'Funding' },
  ];
}

function Published({ manifest, address }: { readonly manifest: Manifest; readonly address: string }): VNode {
  if (manifest.kind === 'incomplete') {
    return (
      <>
        <p>Nothing is published, because nothing in it may be made up. It lacks:</p>
        <Bullets items={manifest.lacks} />
      </>
    );
  }
  const { projects, plans, leftOut } = manifest;
  return (
    <>
      <p>
        <Link to={address}>It is published</Link> with {count(projects.length, 'project')} and {count(plans, 'plan')}:
        the projects with the newest offers, at most thirty, and of their offers the newest ten.
      </p>
      {leftOut.length > 0 && (
        <>
          <p>{count(leftOut.length, 'thing')} left out:</p>
          <Bullets items={leftOut.slice(0, 20)} />
        </>
      )}
    </>
  );
}

function Channel({ n }: { readonly n: number }): VNode {
  const names = ['Name', 'Type', 'Address', 'Description'].map((field) => `channel${field}${n}`);
  return (
    <FieldGroup
      legend={`Channel ${n}`}
      hint={n === 1 ? 'By which money comes. Everybody can read it.' : undefined}
      names={names}
    >
      <TextField name={`channelName${n}`} label="Short name" optional />
      <Select name={`channelType${n}`} label="Kind" options={options(CHANNEL_TYPES, CHANNEL_WORDS)} />
      <TextField name={`channelAddress${n}`} label="Address or account" optional />
      <TextField name={`channelDescription${n}`} label="Note" optional />
    </FieldGroup>
  );
}

const TYPE_WORDS: Readonly<Record<(typeof ENTITY_TYPES)[number], string>> = {
  individual: 'A person',
  group: 'A group',
  organisation: 'An organisation',
  other: 'Something else',
};
const ROLE_WORDS: Readonly<Record<(typeof ENTITY_ROLES)[number], string>> = {
  owner: 'Owner',
  steward: 'Steward',
  maintainer: 'Maintainer',
  contributor: 'Contributor',
  other: 'Something else',
};
const CHANNEL_WORDS: Readonly<Record<(typeof CHANNEL_TYPES)[number], string>> = {
  bank: 'Bank',
  'payment-provider': 'Payment provider',
  cheque: 'Cheque',
  cash: 'Cash',
  other: 'Something else',
};

function options<Word extends string>(words: readonly Word[], say: Readonly<Record<Word, string>>): readonly Option[] {
  return [{ value: '', label: 'Choose' }, ...words.map((value) => ({ value, label: say[value] }))];
}
