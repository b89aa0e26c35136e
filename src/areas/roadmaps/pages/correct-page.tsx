import type { VNode } from 'preact';
import { shorten } from '../../../kernel/text.ts';
import {
  Button,
  Buttons,
  Choice,
  FactList,
  Form,
  Link,
  PageHead,
  Section,
  TextArea,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import type { ItemCorrectionChange, KeptItem, KeptReading, NamedProject } from '../types.ts';
import { PlaceLink } from './item-list.tsx';
import { sectionWords, STATUS_WORDS, STATUSES } from './words.ts';

type Kind = ItemCorrectionChange['kind'];

/** What may be wrong with an item, in the order in which it is asked. */
const KINDS: readonly { readonly kind: Kind; readonly words: string }[] = [
  { kind: 'retitle', words: 'It is called something else' },
  { kind: 'restate', words: 'Its status is another' },
  { kind: 'split', words: 'It is several items' },
  { kind: 'merge', words: 'It is one with others' },
  { kind: 'set-aside', words: 'It is no item' },
];

export function readKind(text: string | null): Kind | null {
  return KINDS.find(({ kind }) => kind === text)?.kind ?? null;
}

/** One item as it was read, what may be wrong with it, and the form to put that right. */
export function CorrectItemPage({
  project,
  reading,
  item,
  kind,
  at,
  forProject,
  values,
  errors,
}: {
  readonly project: NamedProject;
  readonly reading: KeptReading;
  readonly item: KeptItem;
  /** Null as long as nobody said what is wrong. */
  readonly kind: Kind | null;
  /** The round from whose page the reader came. */
  readonly at: string | null;
  /** Whether the reader speaks for the project, rather than for the workspace. */
  readonly forProject: boolean;
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  const back = urls.roadmap({ project: project.slug }, { at, document: reading.id });
  const here = (as: Kind) =>
    urls.correctItem({ project: project.slug, item: item.key }, { document: reading.id, at, as });
  return (
    <>
      <PageHead
        title="Correct an item"
        trail={[
          { label: project.name, to: urls.project({ project: project.slug }) },
          { label: project.label, to: back },
          { label: 'Correct' },
        ]}
      >
        What was read stays. Your word stands over it, with your reason and your name,{' '}
        {forProject ? `as that of someone who speaks for ${project.name}` : 'as a correction by the workspace'}. It is
        kept by what the item says, and found again when the text is next read.
      </PageHead>
      <Section head="Read as">
        <FactList
          items={[
            { label: 'Title', value: item.title },
            ...(item.section.length === 0 ? [] : [{ label: 'Section', value: sectionWords(item.section) }]),
            {
              label: 'Status',
              value: STATUS_WORDS[item.status],
              note: item.statusStated ? 'the document says so' : 'the document does not say',
            },
            ...(item.parts.length === 0
              ? []
              : [{ label: 'Parts', value: item.parts.map(({ title }) => shorten(title, 120)).join('; ') }]),
            {
              label: 'Where',
              value: <PlaceLink source={{ ...reading, path: '' }} path={item.path} lines={item.lines} />,
              note: item.because,
            },
          ]}
        />
      </Section>
      <Section head="What is wrong">
        <nav aria-label="What is wrong">
          <ul class="ways">
            {KINDS.map((one) => (
              <li>
                {one.kind === kind ? (
                  <strong aria-current="true">{one.words}</strong>
                ) : (
                  <Link to={here(one.kind)}>{one.words}</Link>
                )}
              </li>
            ))}
          </ul>
        </nav>
        {kind !== null && (
          <Form action={here(kind)} values={values} errors={errors}>
            <Asked kind={kind} item={item} reading={reading} />
            <TextArea name="reason" label="Why" hint="Shown to every reader of this page." />
            <TextField
              name="link"
              label="Where one can read it"
              type="url"
              optional
              hint="A full address, for instance of the discussion."
            />
            <Buttons>
              <Button kind="first">Correct it</Button>
              <Link to={back}>Leave it</Link>
            </Buttons>
          </Form>
        )}
      </Section>
    </>
  );
}

/** Around the item, for choosing with which others it is one. */
const NEIGHBOURS = 25;

function Asked({
  kind,
  item,
  reading,
}: {
  readonly kind: Kind;
  readonly item: KeptItem;
  readonly reading: KeptReading;
}): VNode | null {
  switch (kind) {
    case 'retitle':
      return <TextField name="title" label="The right title" hint="In the document’s own words, as far as they go." />;
    case 'restate':
      return (
        <Choice
          name="status"
          legend="The right status"
          options={STATUSES.filter((status) => status !== item.status).map((status) => ({
            value: status,
            label: STATUS_WORDS[status],
          }))}
        />
      );
    case 'split':
      return (
        <TextArea
          name="titles"
          label="The items that it is"
          hint="One title a line. A title that is one of its parts takes that part’s place and status."
          rows={6}
        />
      );
    case 'merge': {
      const at = reading.items.indexOf(item);
      const near = reading.items.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1).filter((one) => one !== item);
      const told = Map.groupBy(near, ({ key }) => key);
      return (
        <Choice
          many
          name="others"
          legend="It is one with"
          hint={reading.items.length > near.length + 1 ? 'The items that stand near it in the document.' : undefined}
          options={near
            .filter(({ key }) => told.get(key)!.length === 1)
            .map(({ key, title, section, lines }) => ({
              value: key,
              label: shorten(title, 160),
              hint: [
                sectionWords(section),
                lines[0] === lines[1] ? `line ${lines[0]}` : `lines ${lines[0]}–${lines[1]}`,
              ]
                .filter((words) => words !== '')
                .join(', '),
            }))}
        />
      );
    }
    case 'set-aside':
      return null;
  }
}
