import type { VNode } from 'preact';
import {
  Aside,
  Button,
  Buttons,
  CheckBox,
  ExternalLink,
  FactList,
  Form,
  Link,
  Notice,
  Numbered,
  PageHead,
  Pair,
  Select,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { REPOSITORY_ROLE_NAMES } from '../types.ts';

export const ROLE_OPTIONS = Object.entries(REPOSITORY_ROLE_NAMES).map(([value, label]) => ({ value, label }));

export interface AddPageProps {
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** The project that stands in the way, to be opened instead. */
  readonly existing?: ExistingProject | null;
}

export interface ExistingProject {
  readonly slug: string;
  readonly name: string;
}

const TRAIL = [{ label: 'Projects', to: urls.projects({}) }, { label: 'Add' }];

/** First only the address: the rest is proposed from it. */
export function AddAddressPage({ values, errors }: AddPageProps): VNode {
  return (
    <>
      <PageHead title="Add a project" trail={TRAIL}>
        Begin with its main repository. The others are proposed later, from the links in its documents.
      </PageHead>
      <Pair
        aside={
          <Aside head="What happens next">
            <Numbered
              slim
              items={[
                { text: 'You give the project its name.' },
                { text: 'The first survey reads its documents and proposes the repositories they link to.' },
                { text: 'You say which of them belong to it.' },
              ]}
            />
          </Aside>
        }
      >
        <Form action={urls.addProject({})} values={values} errors={errors} hidden={{ step: 'address' }}>
          <TextField
            name="url"
            label="Address of the repository"
            hint="The page in your browser will do: https://github.com/numpy/numpy"
            inputMode="url"
            mono
          />
          <Buttons>
            <Button kind="first">Go on</Button>
            <Link to={urls.importPortfolio({})}>Import a portfolio instead</Link>
          </Buttons>
        </Form>
      </Pair>
    </>
  );
}

/** Then what was read from it, to be put right. */
export function AddProjectPage({
  values,
  errors,
  existing = null,
  alsoIn,
  repository,
}: AddPageProps & {
  /** Another project that has this repository in its set. */
  readonly alsoIn: ExistingProject | null;
  /** What was read from the address; `found` is false when its host could not be looked up from here. */
  readonly repository: { readonly url: string; readonly host: string; readonly found: boolean };
}): VNode {
  return (
    <>
      <PageHead title="Add a project" trail={TRAIL}>
        This is what the address says. Put right what is wrong; everything can be changed later.
      </PageHead>
      <Pair
        aside={
          <Aside head="The repository">
            <FactList
              stacked
              items={[
                { label: 'Address', value: <ExternalLink href={repository.url} /> },
                { label: 'Another one?', value: <Link to={urls.addProject({})}>Begin again</Link> },
              ]}
            />
          </Aside>
        }
      >
        <Existing project={existing} />
        {alsoIn !== null && existing === null && (
          <Notice head={`It is in the set of ${alsoIn.name} as well`}>
            A repository may belong to several projects. If you meant that one,{' '}
            <Link to={urls.project({ project: alsoIn.slug })}>open {alsoIn.name}</Link>.
          </Notice>
        )}
        {!repository.found && (
          <Notice tone="waiting" head={`${repository.host} could not be looked up from here`}>
            The project can be added all the same; the survey will try again. If the name is wrong, begin again.
          </Notice>
        )}
        <Form
          action={urls.addProject({})}
          values={values}
          errors={errors}
          hidden={{ step: 'project', url: repository.url }}
        >
          <TextField
            name="name"
            label="Name of the project"
            hint="As the project writes it, for example NumPy."
            width="half"
          />
          <TextField
            name="repository"
            label="Short name of the repository"
            hint="Owner and name. Survey answers and portfolio files use it."
            width="half"
            mono
          />
          <Select name="role" label="What the repository is for" options={ROLE_OPTIONS} />
          <TextField
            name="label"
            label="What the project calls its list"
            hint="“Roadmap” or “Wish list”, or its own word."
            width="half"
            optional
          />
          <CheckBox
            name="example"
            label="This project is invented"
            hint="It is then marked “example” wherever its name stands."
          />
          <Buttons>
            <Button kind="first">Add the project</Button>
            <Link to={urls.projects({})}>Cancel</Link>
          </Buttons>
        </Form>
      </Pair>
    </>
  );
}

function Existing({ project }: { readonly project: ExistingProject | null }): VNode | null {
  if (project === null) return null;
  return (
    <Notice head="It is here already">
      <Link to={urls.project({ project: project.slug })}>Open {project.name}</Link>
    </Notice>
  );
}
