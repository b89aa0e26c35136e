import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import {
  Aside,
  Bullets,
  Button,
  Buttons,
  Code,
  FileField,
  Form,
  Link,
  Note,
  Notice,
  PageHead,
  Pair,
  Path,
  Section,
  State,
  Table,
  TextArea,
  urls,
  type FormErrors,
} from '../../../look/index.ts';
import type { ImportPlan, PlannedProject } from '../import-plan.ts';
import { REPOSITORY_ROLE_NAMES } from '../types.ts';
import { ProjectName } from './parts.tsx';

const TRAIL = [{ label: 'Projects', to: urls.projects({}) }, { label: 'Import' }];

/** Paste or choose a file; whatever is wrong with it is listed with its lines. */
export function ImportPage({
  text,
  errors,
  problems,
}: {
  readonly text: string;
  readonly errors: FormErrors;
  readonly problems: readonly string[];
}): VNode {
  return (
    <>
      <PageHead title="Import a portfolio" trail={TRAIL}>
        A list of projects with their repositories. You see what would come in before anything does; it comes in whole
        or not at all.
      </PageHead>
      <Pair
        aside={
          <Aside head="How it is written">
            <Note>JSON, YAML or CSV; which one is told by itself. In YAML:</Note>
            <Example />
            <Note>
              In CSV, one repository a row: <Code>name,url</Code>, and as you like <Code>id</Code>, <Code>role</Code>,{' '}
              <Code>licence</Code>, <Code>homepage</Code>, <Code>label</Code>, <Code>summary</Code>, <Code>note</Code>,{' '}
              <Code>example</Code>.
            </Note>
            <Note>
              Roles: {Object.keys(REPOSITORY_ROLE_NAMES).join(', ')}. Days and revisions in the file are left to the
              command line.
            </Note>
          </Aside>
        }
      >
        {problems.length > 1 && (
          <Notice tone="stop" head={`${count(problems.length, 'thing')} to put right in the portfolio`}>
            <Bullets items={problems} />
          </Notice>
        )}
        <Form action={urls.importPortfolio({})} values={{ text }} errors={errors} files>
          <FileField name="file" label="Choose a file" optional accept=".json,.yaml,.yml,.csv,.tsv,.txt" />
          <TextArea
            name="text"
            label="Or paste it here"
            hint="Left aside when a file is chosen."
            rows={14}
            mono
            optional
          />
          <Buttons>
            <Button kind="first">Show what would come in</Button>
            <Link to={urls.projects({})}>Cancel</Link>
          </Buttons>
        </Form>
      </Pair>
    </>
  );
}

function Example(): VNode {
  return (
    <pre>
      <Code>{`- name: Example Grid
  repositories:
  - https://github.com/eg/grid
  - url: https://github.com/eg/web
    role: website`}</Code>
    </pre>
  );
}

/** What would come in, project by project, and one button that does it. */
export function ImportPreviewPage({
  plan,
  fingerprint,
  text,
  changed,
}: {
  readonly plan: ImportPlan;
  readonly fingerprint: string;
  readonly text: string;
  /** The register changed after an earlier preview: this is a new one. */
  readonly changed: boolean;
}): VNode {
  const { newProjects, newRepositories } = plan;
  const isNothing = newProjects + newRepositories === 0;
  const sum = [
    ...(newProjects === 0 ? [] : [count(newProjects, 'project')]),
    count(newRepositories, 'repository', 'repositories'),
  ].join(' and ');
  const leftOut = plan.projects.some((planned) => planned.kind === 'known' && planned.leftOut.length > 0);
  return (
    <>
      <PageHead title={isNothing ? 'Everything is here already' : `${sum} would come in`} trail={TRAIL}>
        {isNothing
          ? 'All projects of this portfolio are listed, with these repositories.'
          : 'Nothing is written yet. Projects that are here already keep their profile; only repositories join them.'}
      </PageHead>
      {changed && (
        <Notice tone="waiting" head="The projects here have changed">
          This is how it would look now. Look at it again before you confirm.
        </Notice>
      )}
      <Section head="What would happen" wide>
        <Table
          caption="Projects of the portfolio, in its order"
          hideCaption
          rows={plan.projects}
          columns={[
            { head: 'Project', rowHead: true, cell: (planned) => <PlannedName planned={planned} /> },
            { head: 'What happens', cell: (planned) => <PlannedState planned={planned} /> },
            {
              head: 'Repositories that join',
              cell: ({ repositories }) =>
                repositories.length === 0 ? null : (
                  <Bullets
                    items={repositories.map(({ name, role }) => (
                      <>
                        <Path path={name} />, {REPOSITORY_ROLE_NAMES[role]}
                      </>
                    ))}
                  />
                ),
            },
            ...(leftOut
              ? [
                  {
                    head: 'Left out',
                    cell: (planned: PlannedProject) =>
                      planned.kind === 'known' && planned.leftOut.length > 0
                        ? `${planned.leftOut.join(', ')}: removed earlier`
                        : null,
                  },
                ]
              : []),
          ]}
        />
        <Form action={urls.importPortfolio({})} values={{}} errors={{}} hidden={{ text, seen: fingerprint }} files>
          <Buttons>
            {!isNothing && <Button kind="first">Bring in {sum}</Button>}
            <Button name="again" value="yes">
              Change the portfolio
            </Button>
            <Link to={urls.projects({})}>Cancel</Link>
          </Buttons>
        </Form>
      </Section>
    </>
  );
}

function PlannedName({ planned }: { readonly planned: PlannedProject }): VNode {
  if (planned.kind === 'new') return <ProjectName name={planned.profile.name} example={planned.profile.example} />;
  return <Link to={urls.project({ project: planned.project.slug })}>{planned.project.name}</Link>;
}

function PlannedState({ planned }: { readonly planned: PlannedProject }): VNode {
  if (planned.kind === 'new') {
    return (
      <State mark="full" tone="ok">
        New
      </State>
    );
  }
  return planned.repositories.length > 0 ? (
    <State mark="half" tone="ok">
      Its set grows
    </State>
  ) : (
    <State mark="hollow" tone="off">
      Here already
    </State>
  );
}
