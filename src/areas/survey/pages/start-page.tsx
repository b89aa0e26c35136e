import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import {
  Button,
  Buttons,
  Choice,
  EmptyState,
  Fine,
  Form,
  Link,
  PageHead,
  TextArea,
  TextField,
  urls,
  Why,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';

export interface Choosable {
  readonly id: string;
  readonly name: string;
  readonly repositories: number;
}

export function StartRoundPage({
  projects,
  values,
  errors,
}: {
  readonly projects: readonly Choosable[];
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  const ready = projects.filter(({ repositories }) => repositories > 0);
  const bare = projects.length - ready.length;
  const chosen = values instanceof URLSearchParams ? values.getAll('project').length : 0;
  const head = (
    <PageHead
      title="Start a round"
      trail={[
        { label: 'Home', to: urls.home({}) },
        { label: 'Survey', to: urls.rounds({}) },
        { label: 'Start a round' },
      ]}
    >
      The projects are read from their repositories as they stood on one day. Nothing is written to them.
    </PageHead>
  );
  if (ready.length === 0) {
    return (
      <>
        {head}
        <EmptyState
          head="There is no project to read yet"
          actions={
            <Button to={urls.addProject({})} kind="first">
              Add a project
            </Button>
          }
        >
          Add a project by the address of its repository, or many at once with a portfolio file.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      {head}
      <Form action={urls.startRound({})} values={values} errors={errors}>
        <TextField
          name="asOf"
          label="As of"
          type="date"
          width="half"
          hint="Repositories are read at their last commit by the end of this day (UTC)."
        />
        <TextField
          name="title"
          label="Title"
          optional
          hint="For instance “September 2018”. Left empty, it is the month."
        />
        <TextArea
          name="note"
          label="Note to readers"
          optional
          hint="What readers should know about this choice of projects."
        />
        <Choice
          name="which"
          legend="Projects"
          options={[
            { value: 'all', label: `All ${count(ready.length, 'project')} that have a repository` },
            { value: 'some', label: 'Only those I tick below' },
          ]}
        />
        <Why summary="Choose the projects" open={chosen > 0 || errors['project'] !== undefined}>
          <Choice
            name="project"
            legend="Ticked projects"
            many
            options={ready.map(({ id, name, repositories }) => ({
              value: id,
              label: name,
              hint: count(repositories, 'repository', 'repositories'),
            }))}
          />
        </Why>
        <Buttons>
          <Button kind="first">Start reading</Button>
          <Link to={urls.rounds({})}>Cancel</Link>
        </Buttons>
        {bare > 0 && (
          <Fine>
            {count(bare, 'project')} without a repository {bare === 1 ? 'is' : 'are'} left out.
          </Fine>
        )}
      </Form>
    </>
  );
}
