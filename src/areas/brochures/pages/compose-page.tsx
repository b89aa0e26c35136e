import type { VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import { refused } from '../../../kernel/refusal.ts';
import { inWords } from '../../../kernel/text.ts';
import {
  Arranger,
  ArrangerChoices,
  Attention,
  Bullets,
  Button,
  Buttons,
  Choice,
  ComposerFrame,
  ComposerPart,
  ComposerStep,
  DateText,
  Filter,
  Form,
  Link,
  LivePart,
  Note,
  Notice,
  PageHead,
  Select,
  State,
  TextArea,
  TextField,
  urls,
  Why,
  WithoutScript,
  type ArrangerColumn,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import type { Composed, ComposerColumn, Told } from '../compose.ts';
import type { Finding } from '../lint.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { sheetOf } from '../sheet.ts';
import { brochureRefusals } from '../refusals.ts';
import { CHANNELS, MOST_CELLS, MOST_COLUMNS, MOST_ITEMS, PAPERS, PURPOSE_HINTS, PURPOSES } from '../types.ts';
import type { ChoosableProject } from '../types.ts';
import { BrochureSheet } from './sheet.tsx';

export interface TypedForm {
  readonly values: FormValues;
  readonly errors: FormErrors;
}

/** What was typed into one of the page's forms and refused or previewed; the others are filled from what is kept. */
export interface ComposeForms {
  readonly words?: TypedForm;
  readonly ask?: TypedForm & { readonly project: string };
  readonly note?: TypedForm & { readonly project: string };
  readonly publish?: TypedForm;
  /** A refusal that belongs to no field. */
  readonly refused?: string;
  readonly said?: string;
}

export interface ComposePageProps {
  readonly actor: Actor;
  readonly composed: Composed;
  readonly choosable: readonly ChoosableProject[];
  readonly find: string;
  readonly forms: ComposeForms;
  readonly editions: number;
}

/** Four steps, beside them what would be published. */
export function ComposePage(props: ComposePageProps): VNode {
  const { actor, composed, forms, editions } = props;
  const { brochure, content } = composed;
  const mayEdit = !refused(decide(actor, brochurePermissions.arrangeBrochure));
  const mayPublish = !refused(decide(actor, brochurePermissions.publishEdition));
  return (
    <>
      <PageHead
        title={brochure.draft.title}
        trail={[
          { label: 'Brochures', to: urls.brochures({}) },
          { label: brochure.draft.title, to: urls.brochureRecord({ brochure: brochure.slug }) },
          { label: 'Compose' },
        ]}
        actions={
          editions > 0 ? (
            <Link to={urls.brochureRecord({ brochure: brochure.slug })}>Editions and showings</Link>
          ) : undefined
        }
      />
      <ComposerFrame
        preview={
          <BrochureSheet
            sheet={sheetOf(content, (project) => urls.brochureLogo({ brochure: brochure.slug, project }))}
            headLevel={2}
          />
        }
      >
        <LivePart part="said" version={brochure.draft.number}>
          {forms.said !== undefined && <Notice tone="done" head={forms.said} />}
          {forms.refused !== undefined && <Notice tone="stop" head={forms.refused} />}
        </LivePart>
        {mayEdit ? (
          <>
            <WordsStep {...props} />
            <FindingsPart findings={composed.findings} />
            <ArrangeStep {...props} />
            <ToldStep {...props} />
          </>
        ) : (
          <Notice head="You can read this draft">
            Engagement leads and technical leads compose brochures, and engagement leads publish them.
          </Notice>
        )}
        <PublishStep {...props} mayPublish={mayPublish} />
      </ComposerFrame>
    </>
  );
}

function WordsStep({ composed: { brochure }, forms }: ComposePageProps): VNode {
  const { draft, slug } = brochure;
  const kept = { ...draft, number: null, columns: null, at: null } as unknown as FormValues;
  return (
    <ComposerStep head="1. Words" part="words">
      <Form
        id="words-form"
        action={urls.wordBrochure({ brochure: slug })}
        values={forms.words?.values ?? kept}
        errors={forms.words?.errors ?? {}}
        hidden={{ version: String(draft.number) }}
        live="previewed"
      >
        <WordFields />
        <Buttons>
          <Button name="act" value="save">
            Save the words
          </Button>
          <WithoutScript>
            <Button kind="plain" name="act" value="preview">
              Preview without saving
            </Button>
          </WithoutScript>
        </Buttons>
      </Form>
    </ComposerStep>
  );
}

/** The same fields where a brochure is started. */
export function WordFields(): VNode {
  return (
    <>
      <Choice
        name="purpose"
        legend="What is it for?"
        options={Object.entries(PURPOSES).map(([value, label]) => ({
          value,
          label,
          hint: PURPOSE_HINTS[value as keyof typeof PURPOSES],
        }))}
      />
      <TextField name="title" label="Title" hint="What would be different, in up to 120 characters." />
      <TextField name="audience" label="For whom" hint="For example: For companies that build on arrays." optional />
      <TextArea
        name="intro"
        label="Introduction"
        hint="One or two sentences. No dates, no promises."
        rows={3}
        optional
      />
      <Select
        name="paper"
        label="Paper of the PDF"
        options={Object.entries(PAPERS).map(([value, label]) => ({ value, label }))}
      />
    </>
  );
}

/** What to look at in the words, as they are typed. */
function FindingsPart({ findings }: { readonly findings: readonly Finding[] }): VNode {
  return (
    <LivePart part="findings">
      {findings.length > 0 && (
        <Notice tone="waiting" head="To look at before it is published">
          <Bullets
            items={findings.map(({ found, why, suggestion, of, blocks }) => (
              <>
                <b>“{found}”</b>
                {of !== null && <> in “{of}”</>}: {why} {suggestion}
                {!blocks && <span class="quiet"> (a suggestion)</span>}
              </>
            ))}
          />
        </Notice>
      )}
    </LivePart>
  );
}

function ArrangeStep({ composed, choosable, find }: ComposePageProps): VNode {
  const { brochure, columns } = composed;
  const { slug, draft } = brochure;
  const action = urls.arrangeBrochure({ brochure: slug });
  const most = draft.purpose === 'show-breadth' ? MOST_CELLS : MOST_COLUMNS;
  const withItems = columns.filter(({ chosen }) => chosen.length > 0).length;
  return (
    <ComposerStep
      head="2. Projects and items"
      part="columns"
      note={`Up to ${inWords(most)} projects, ${draft.purpose === 'show-breadth' ? `${inWords(MOST_COLUMNS)} of them ` : ''}with up to ${inWords(MOST_ITEMS)} items each. Only items that their project agreed to see in brochures can be chosen.`}
    >
      {columns.length > 0 && (
        <Arranger
          action={action}
          version={draft.number}
          columns={columns.map((column) => arrangerColumn(column, withItems))}
        />
      )}
      {columns.length < most ? (
        <Why
          summary={columns.length === 0 ? 'Add a project' : 'Add another project'}
          open={columns.length === 0 || find !== ''}
        >
          <Filter
            action={urls.composeBrochure({ brochure: slug })}
            label="Find a project"
            id="find-project"
            fields={[{ kind: 'search', name: 'find', label: 'Name of the project', value: find }]}
            submit="Find"
            {...(find === '' ? {} : { clear: urls.composeBrochure({ brochure: slug }) })}
          />
          {choosable.length === 0 ? (
            <Note>
              {find === ''
                ? 'No project has agreed yet to see an item in brochures. Ask for consent with the use “brochures” first, from the page of an offer.'
                : 'No project of this name has items for brochures.'}
            </Note>
          ) : (
            <ArrangerChoices
              action={action}
              version={draft.number}
              label="Projects to add"
              choices={choosable.map(({ id, name, example, items }) => ({
                id,
                name,
                example,
                note:
                  items === 0
                    ? 'no items for brochures'
                    : items === 1
                      ? 'one item to choose'
                      : `${inWords(items)} items to choose from`,
              }))}
            />
          )}
        </Why>
      ) : (
        <Note>These are all the projects that the brochure can hold.</Note>
      )}
    </ComposerStep>
  );
}

function arrangerColumn(column: ComposerColumn, withItems: number): ArrangerColumn {
  const isFull = column.chosen.length >= MOST_ITEMS;
  const mayHaveItems = column.chosen.length > 0 || withItems < MOST_COLUMNS;
  return {
    id: column.project,
    name: column.name,
    example: column.example,
    trouble: column.isShown ? null : 'Archived, or left out at its own wish: it does not appear.',
    items: column.chosen.map(({ item, title, figures, isUsable }) => ({
      id: item,
      title,
      figures,
      trouble: isUsable || !column.isShown ? null : 'Without its project’s consent now: it does not appear.',
    })),
    available:
      isFull || !mayHaveItems
        ? []
        : column.available.map(({ item, title, figures }) => ({ id: item, title, figures, trouble: null })),
    note: isFull
      ? 'Four items: a reader remembers no more. Take one out to add another.'
      : column.available.length === 0 && column.chosen.length === 0
        ? 'It has no item for brochures; it stands with its name alone.'
        : mayHaveItems
          ? null
          : 'Three projects have items already; this one stands with its name alone.',
  };
}

function ToldStep({ composed, forms }: ComposePageProps): VNode {
  const { brochure, told } = composed;
  return (
    <ComposerStep
      head="3. The projects are told"
      part="told"
      note="Each project hears of it before it appears, sees the draft, and may object."
    >
      {told.length === 0 ? (
        <Note>Choose projects first.</Note>
      ) : (
        told.map((one) => <ToldProject told={one} slug={brochure.slug} forms={forms} />)
      )}
    </ComposerStep>
  );
}

function ToldProject({
  told: { project, name, inclusion, answer },
  slug,
  forms,
}: {
  readonly told: Told;
  readonly slug: string;
  readonly forms: ComposeForms;
}): VNode {
  const ask = forms.ask?.project === project ? forms.ask : undefined;
  const note = forms.note?.project === project ? forms.note : undefined;
  return (
    <ComposerPart head={name}>
      {inclusion === null ? (
        <State mark="hollow" tone="watch">
          Not told yet
        </State>
      ) : (
        <p class="small">
          <State mark="check" tone="ok">
            Told
          </State>{' '}
          on <DateText at={inclusion.at} />: {inclusion.told}
        </p>
      )}
      {answer !== null && (
        <p class="small">
          {answer.answer === 'objects' ? (
            <Attention>Objects</Attention>
          ) : (
            <State mark="full" tone="ok">
              Nothing against it
            </State>
          )}{' '}
          {answer.byName ?? 'a representative'}, <DateText at={answer.at} />
          {answer.words !== null && <>: “{answer.words}”</>}
        </p>
      )}
      <Why
        summary={inclusion === null ? 'Write to its representatives' : 'Write to them again'}
        open={ask !== undefined}
      >
        <Form
          id={`ask-${project}`}
          action={urls.askBrochureInclusion({ brochure: slug })}
          values={ask?.values ?? {}}
          errors={ask?.errors ?? {}}
          hidden={{ project }}
          live="sent"
        >
          <TextArea
            name="message"
            label="A line from you"
            hint="The letter says what it is about, shows the draft and how to object."
            rows={2}
            optional
          />
          <Buttons>
            <Button slim>Send the letter</Button>
          </Buttons>
        </Form>
      </Why>
      <Why summary="Note that they were told elsewhere" open={note !== undefined}>
        <Form
          id={`note-${project}`}
          action={urls.noteBrochureInclusion({ brochure: slug })}
          values={note?.values ?? {}}
          errors={note?.errors ?? {}}
          hidden={{ project }}
          live="sent"
        >
          <Select
            name="channel"
            label="How"
            options={Object.entries(CHANNELS).map(([value, label]) => ({ value, label }))}
          />
          <TextField name="told" label="Whom" hint="For example: the steering council, on its list." />
          <TextField name="url" label="Where it can be read" inputMode="url" mono optional />
          <Buttons>
            <Button slim>Note it</Button>
          </Buttons>
        </Form>
      </Why>
    </ComposerPart>
  );
}

function PublishStep({ composed, forms, mayPublish }: ComposePageProps & { readonly mayPublish: boolean }): VNode {
  const { brochure, blocks, seen } = composed;
  return (
    <ComposerStep
      head="4. Publish"
      part="publish"
      note="Page and PDF are frozen with the consents they rest on. Later changes are another edition."
    >
      {blocks.length > 0 ? (
        <>
          <p>Before it can be published:</p>
          <Bullets items={blocks.map(({ refused: code, because }) => brochureRefusals[code].say(because))} />
        </>
      ) : !mayPublish ? (
        <Note>It is ready. An engagement lead publishes it.</Note>
      ) : (
        <Form
          id="publish-form"
          action={urls.publishBrochure({ brochure: brochure.slug })}
          values={forms.publish?.values ?? {}}
          errors={forms.publish?.errors ?? {}}
          hidden={{ version: String(brochure.draft.number), seen }}
        >
          <Choice
            name="visibility"
            legend="Who may open the page?"
            options={[
              {
                value: 'secret',
                label: 'Whoever has its address',
                hint: 'An address that nobody can guess and no search engine lists. You can end it at any time.',
              },
              { value: 'public', label: 'Everybody', hint: 'It stands in the list of brochures.' },
            ]}
          />
          <TextField
            name="whom"
            label="For whom the secret address is"
            hint="So that you know later whose it was. Only the workspace sees it."
            optional
          />
          <Buttons>
            <Button kind="first" wide>
              Publish page and PDF
            </Button>
          </Buttons>
        </Form>
      )}
    </ComposerStep>
  );
}
