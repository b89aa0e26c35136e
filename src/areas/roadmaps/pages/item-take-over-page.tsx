import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import {
  Bullets,
  Button,
  Buttons,
  Choice,
  CommitLink,
  DateText,
  EmptyState,
  Fine,
  Form,
  Link,
  PageHead,
  Section,
  Select,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { LEVEL_AUDIENCES } from '../item-rules.ts';
import type { ShownTakeOver, TakeOverChoice } from '../item-types.ts';
import { LEVELS } from '../types.ts';
import { itemTrail } from './item-words.tsx';
import { sectionWords } from './words.ts';

export interface TakeOverProps extends ShownTakeOver {
  readonly values: FormValues;
  readonly errors: FormErrors;
}

/** The entries of a document, to be ticked: "take these four". */
export function TakeOverPage({ project, readOn, documents, document, choices, values, errors }: TakeOverProps): VNode {
  const to = { project: project.slug };
  const open = choices.filter(({ takenAs }) => takenAs === null);
  const taken = choices.filter(({ takenAs }) => takenAs !== null);
  return (
    <>
      <PageHead
        title={`Take over from the ${project.label.toLowerCase()}`}
        trail={itemTrail(project, { label: 'Take over' })}
      >
        Each item keeps its own lines, with the commit in which they stood. What was read as of{' '}
        <DateText at={readOn} long /> can be chosen.
      </PageHead>
      {documents.length > 1 && (
        <Section head="Documents">
          <Bullets
            items={documents.map(({ reading, title, repository }) =>
              reading === document?.reading ? (
                <b>
                  {title}, {repository}
                </b>
              ) : (
                <Link to={urls.takeOverItems(to, { document: reading })}>
                  {title}, {repository}
                </Link>
              ),
            )}
          />
        </Section>
      )}
      {document === null || choices.length === 0 ? (
        <EmptyState head="No entries in this document" actions={<Button to={urls.writeItem(to)}>Write an item</Button>}>
          The text lists nothing that could be told apart as an item. You can write one down instead.
        </EmptyState>
      ) : open.length === 0 ? (
        <EmptyState head="All of it is taken over" actions={<Button to={urls.items(to)}>See the items</Button>}>
          Every entry of {document.title} is among the items already.
        </EmptyState>
      ) : (
        <Section head="Choose" note="Several at once. They become drafts; nothing is proposed yet.">
          <Form
            action={urls.takeOverItems(to, { document: document.reading })}
            values={values}
            errors={errors}
            hidden={{ reading: document.reading }}
          >
            <Choice
              name="items"
              many
              legend={`${count(open.length, 'entry', 'entries')} of ${document.title}`}
              hint={
                <>
                  {document.repository}, <CommitLink repository={document.url} commit={document.commit} />
                </>
              }
              options={open.map((choice) => ({
                value: choice.anchor,
                label: choice.title,
                hint: <Where choice={choice} />,
              }))}
            />
            <Select
              name="level"
              label="As items of the level"
              options={LEVELS.map((level) => ({
                value: level,
                label: `${LEVEL_AUDIENCES[level].title}, for ${LEVEL_AUDIENCES[level].audience}`,
              }))}
            />
            <Buttons>
              <Button kind="first">Take them over as drafts</Button>
              <Link to={urls.items(to)}>Cancel</Link>
            </Buttons>
          </Form>
        </Section>
      )}
      {taken.length > 0 && (
        <Section head="Taken over already" note="The same entry is not taken twice while its item lives.">
          <Bullets
            items={taken.map(({ title, takenAs }) => (
              <Link to={urls.item({ ...to, item: String(takenAs) })}>{title}</Link>
            ))}
          />
        </Section>
      )}
      <Fine>Taking over changes nothing in the project’s repository.</Fine>
    </>
  );
}

function Where({ choice: { section, status, path, lines } }: { readonly choice: TakeOverChoice }): VNode {
  const [first, last] = lines;
  return (
    <>
      {section.length > 0 && `${sectionWords(section)}. `}
      {status === 'unclear' ? 'Status unclear' : `${status.charAt(0).toUpperCase()}${status.slice(1)}`}, {path}:{first}
      {last === first ? '' : `–${last}`}
    </>
  );
}
