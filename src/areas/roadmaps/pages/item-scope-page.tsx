import type { VNode } from 'preact';
import {
  ActionForm,
  Bullets,
  Button,
  Buttons,
  Choice,
  Columns,
  DateText,
  EmptyState,
  Example,
  ExternalLink,
  Fine,
  Form,
  Notice,
  PageHead,
  Section,
  Table,
  TextArea,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { OptedOutNotice } from '../../projects/index.ts';
import { SCOPE_FIELDS, type ScopeField, type ScopeLine, type ShownScope } from '../item-types.ts';
import { itemTrail, ItemLink, StateMark } from './item-words.tsx';

export interface ScopePageProps extends ShownScope {
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly said?: string | undefined;
}

const FIELD_HINTS: Readonly<Record<ScopeField, string>> = {
  current: 'What the project is about now.',
  aspiration: 'What it would like to be about.',
  out: 'What it leaves to others. An item of this is not offered.',
};

/** What is in, what is hoped for, what is out: three columns, so that neither hides behind the other (S68). */
export function ScopePage({ project, lines, mayAdd, mayEnd, items, values, errors, said }: ScopePageProps): VNode {
  const fields = Object.keys(SCOPE_FIELDS) as ScopeField[];
  return (
    <>
      <PageHead
        title={
          <>
            Scope of {project.name}
            <Example when={project.example} />
          </>
        }
        trail={itemTrail(project, { label: 'Scope' })}
      >
        What the project is about today, what it hopes for, and what it is not. Items are held against this.
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      <OptedOutNotice project={project} />
      {lines.length === 0 ? (
        <EmptyState head="Nothing is written yet">
          {mayAdd
            ? 'A line for what is in, one for what is hoped for and one for what is out make a good beginning. Copy the project’s own words, with their address.'
            : 'Nobody has written down yet what is in scope here and what is not. That does not mean that everything is.'}
        </EmptyState>
      ) : (
        <Columns
          columns={fields.map((field) => ({
            head: SCOPE_FIELDS[field],
            note: FIELD_HINTS[field],
            matter: (
              <ScopeLines lines={lines.filter((line) => line.field === field)} slug={project.slug} mayEnd={mayEnd} />
            ),
          }))}
        />
      )}
      {mayAdd && (
        <Section head="Add a line" note="In the project’s own words where there are any.">
          <Form action={urls.scope({ project: project.slug })} values={values} errors={errors}>
            <Choice
              name="field"
              legend="Column"
              options={fields.map((field) => ({ value: field, label: SCOPE_FIELDS[field], hint: FIELD_HINTS[field] }))}
            />
            <TextArea name="body" label="The line" rows={3} />
            <TextField name="url" label="Where the project says so" optional type="url" />
            <Buttons>
              <Button kind="first">Add the line</Button>
            </Buttons>
          </Form>
        </Section>
      )}
      {items.length > 0 && (
        <Section head="Items not plainly in scope" note="For those inside." wide>
          <Table
            caption="Items that were found to be out of scope, or only hoped for"
            hideCaption
            rows={items}
            columns={[
              {
                head: 'Item',
                kind: 'title',
                rowHead: true,
                cell: (item) => <ItemLink project={project} item={item} />,
              },
              { head: 'Found', cell: ({ verdict }) => (verdict === 'out' ? 'Out of scope' : 'Hoped for') },
              { head: 'State', cell: ({ state }) => <StateMark state={state} /> },
            ]}
          />
        </Section>
      )}
    </>
  );
}

function ScopeLines({
  lines,
  slug,
  mayEnd,
}: {
  readonly lines: readonly ScopeLine[];
  readonly slug: string;
  readonly mayEnd: boolean;
}): VNode {
  if (lines.length === 0) return <Fine>No line yet.</Fine>;
  return (
    <Bullets
      items={lines.map(({ id, body, url, at, byName }) => (
        <>
          {body}
          <Fine>
            {url !== null && (
              <>
                <ExternalLink href={url}>Where it says so</ExternalLink>,{' '}
              </>
            )}
            {byName ?? 'name erased'}, <DateText at={at} />
          </Fine>
          {mayEnd && (
            <ActionForm
              slim
              kind="plain"
              action={urls.endScopeLine({ project: slug, line: id })}
              asks="It comes off the page; that it stood here stays on record."
            >
              Take off
            </ActionForm>
          )}
        </>
      ))}
    />
  );
}
