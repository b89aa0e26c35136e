import type { VNode } from 'preact';
import { SKILLS, WORK_TYPES } from '../../../kernel/vocabulary.ts';
import {
  Button,
  Buttons,
  CheckBox,
  Choice,
  EstimateFields,
  FieldGroup,
  Fine,
  Form,
  Link,
  Note,
  Notice,
  PageHead,
  Section,
  Select,
  TextArea,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import type { LintFinding } from '../item-lint.ts';
import { LEVEL_AUDIENCES } from '../item-rules.ts';
import { CADENCES, SCALE_QUESTIONS, type Item, type NearItem } from '../item-types.ts';
import { LEVELS, type NamedProject } from '../types.ts';
import { capital, itemTrail, LintNotes, StandingNote } from './item-words.tsx';

export type Editing =
  | { readonly kind: 'write'; readonly former: NearItem | null }
  | { readonly kind: 'interview' }
  | { readonly kind: 'reword'; readonly item: Item; readonly approved: number | null };

export interface EditorProps {
  readonly project: NamedProject;
  readonly editing: Editing;
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** Of what stands in the form now. */
  readonly findings: readonly LintFinding[];
  readonly rows: {
    readonly beneficiaries: number;
    readonly conditions: number;
    readonly lines: number;
    readonly fixed: number;
    readonly mostLines: number;
  };
  /** Those it can hang under. */
  readonly parents: readonly NearItem[];
  /** It was only looked through: nothing is saved. */
  readonly isChecked: boolean;
}

/** One calm form for a wording: what it is, what it would take, what it does to people, when it is done. */
export function ItemEditorPage(props: EditorProps): VNode {
  const { project, editing, values, errors, findings, isChecked } = props;
  const words = wordsFor(props);
  return (
    <>
      <PageHead title={words.title} trail={itemTrail(project, ...words.trail)}>
        {words.standfirst}
      </PageHead>
      {isChecked && (
        <Notice
          tone={findings.length === 0 ? 'done' : 'waiting'}
          head={
            findings.length === 0
              ? 'Nothing to look at again. It is not saved yet.'
              : 'Some words are worth another look. It is not saved yet.'
          }
        />
      )}
      <Form action={words.action} values={values} errors={errors} hidden={words.hidden}>
        {editing.kind === 'interview' && <Interview />}
        <Section head="What it is" note="For everybody who reads the list." wide>
          <TextField name="title" label="Title" hint="What would be different afterwards, in a few words." />
          <LintNotes findings={findings} field="title" />
          <TextField
            name="summary"
            label="In one sentence"
            optional
            hint="Plain words, for somebody who might pay and does not know the project."
          />
          <LintNotes findings={findings} field="summary" />
          <TextArea name="goal" label="Goal" optional rows={3} hint="What is so when it is done." />
          <LintNotes findings={findings} field="goal" />
          <TextArea
            name="rationale"
            label="Why"
            optional
            rows={5}
            hint="Why it is worth doing. Without this it cannot be proposed to the project."
          />
          <LintNotes findings={findings} field="rationale" />
          <TextArea
            name="plan"
            label="How"
            optional
            rows={4}
            hint="What comes first and what after. No dates, no promises."
          />
          <LintNotes findings={findings} field="plan" />
        </Section>
        {editing.kind !== 'reword' && <Place {...props} />}
        <People {...props} />
        <Work {...props} />
        <Section
          head="What it would take"
          note="Left empty, it is not estimated. Prices are added with the offer."
          wide
        >
          <EstimateFields lineRows={props.rows.lines} fixedRows={props.rows.fixed} mostRows={props.rows.mostLines} />
        </Section>
        <Done {...props} />
        <Buttons>
          <Button kind="first">{words.button}</Button>
          <Button name="check" value="yes">
            Look the words through
          </Button>
          <Link to={words.back}>Cancel</Link>
        </Buttons>
      </Form>
      <StandingNote />
    </>
  );
}

function wordsFor({ project, editing }: EditorProps) {
  const to = { project: project.slug };
  switch (editing.kind) {
    case 'write':
      return {
        title: editing.former === null ? 'Write an item' : 'Write a successor',
        standfirst:
          editing.former === null
            ? 'One need of the project and why it matters. It is a draft until it is proposed.'
            : `In place of “${editing.former.title}”, which stays as it was.`,
        trail: [{ label: 'Write one' }],
        action: urls.writeItem(to),
        hidden: editing.former === null ? {} : { succeeds: editing.former.id },
        button: 'Save as a draft',
        back: urls.items(to),
      };
    case 'interview':
      return {
        title: 'Note a talk with a maintainer',
        standfirst:
          'A need that somebody told you about. It still needs the approval of the project’s representatives.',
        trail: [{ label: 'Note a talk' }],
        action: urls.noteInterview(to),
        hidden: {},
        button: 'Save as a draft',
        back: urls.items(to),
      };
    case 'reword': {
      const { item, approved } = editing;
      const there = { ...to, item: String(item.number) };
      return {
        title: 'Reword the item',
        standfirst:
          approved === null
            ? 'The words that stand now are kept; yours become the next wording.'
            : `Wording ${approved} has the project’s yes and stays as it is, in lists and in offers, until the project says yes to yours.`,
        trail: [{ label: `No. ${item.number}`, to: urls.item(there) }, { label: 'Reword' }],
        action: urls.rewordItem(there),
        hidden: { seen: String(item.wording.number) },
        button: `Save as wording ${item.wording.number + 1}`,
        back: urls.item(there),
      };
    }
  }
}

function Interview(): VNode {
  return (
    <Section head="The talk" note="The name can be taken out again at any time." wide>
      <TextField name="interviewedOn" label="Day of the talk" type="date" width="half" />
      <TextField name="name" label="With whom" hint="As they agreed to be named." width="half" />
      <TextArea name="notes" label="Notes" optional rows={4} hint="For those inside only." />
    </Section>
  );
}

function Place({ parents }: EditorProps): VNode {
  return (
    <Section head="Its place" note="Four levels, each for readers of its own." wide>
      <PlaceFields parents={parents} />
    </Section>
  );
}

/** Level and parent, also in the form that moves an item. */
export function PlaceFields({ parents }: { readonly parents: readonly NearItem[] }): VNode {
  return (
    <>
      <Choice
        name="level"
        legend="Level"
        options={LEVELS.map((level) => {
          const { title, audience, holds } = LEVEL_AUDIENCES[level];
          return { value: level, label: title, hint: `For ${audience}: ${holds}.` };
        })}
      />
      <Select
        name="parent"
        label="Hangs under"
        optional
        hint="A pitch and a wish hang under a technical item, a technical item under one of scope."
        options={[
          { value: '', label: 'Nothing' },
          ...parents.map(({ id, number, title, level }) => ({ value: id, label: `${number}. ${title} (${level})` })),
        ]}
      />
      <TextField
        name="noParentBecause"
        label="Why it hangs under nothing"
        optional
        hint="A pitch without a technical item says why."
      />
    </>
  );
}

function People({ rows, findings }: EditorProps): VNode {
  return (
    <Section head="People" note="Money in a volunteers’ project needs careful thought." wide>
      {numbers(rows.beneficiaries).map((n) => (
        <>
          <FieldGroup legend={`Who gains ${n}`} names={[`who${n}`, `gain${n}`]}>
            <TextField name={`who${n}`} label="Who" />
            <TextField name={`gain${n}`} label="What they gain" />
          </FieldGroup>
          <LintNotes findings={findings} field={`gain${n}`} />
        </>
      ))}
      <TextArea
        name="healthEffect"
        label="What it does for the project’s health"
        optional
        rows={3}
        hint="For example: fewer open issues, a second person who can release."
      />
      <LintNotes findings={findings} field="healthEffect" />
      <TextArea
        name="volunteerImpact"
        label="What it does to volunteers"
        optional
        rows={3}
        hint="Who will have to review, answer and look after it later, and what makes that bearable. Needed before it is offered."
      />
      <LintNotes findings={findings} field="volunteerImpact" />
      <TextArea
        name="reviewTime"
        label="Time of reviewers"
        optional
        rows={2}
        hint="How the time of those who review is paid for, or why none is needed."
      />
      <LintNotes findings={findings} field="reviewTime" />
    </Section>
  );
}

function Work({ findings }: EditorProps): VNode {
  return (
    <Section head="The work" note="So that it is found by those who look for it." wide>
      <Choice name="workTypes" legend="Kinds of work" many columns options={optionsOf(WORK_TYPES)} />
      <Choice name="skills" legend="Skills it needs" many columns options={optionsOf(SKILLS)} />
      <Choice
        name="scale"
        legend="Is it large?"
        hint="One of the four makes it large: then it is discussed in public, or proposed, before work starts."
        many
        options={[...optionsOf(SCALE_QUESTIONS), { value: 'none', label: 'None of these: it is small.' }]}
      />
      <TextArea
        name="details"
        label="Details"
        optional
        rows={5}
        hint="For those who do the work; not in a funder’s view."
      />
      <LintNotes findings={findings} field="details" />
    </Section>
  );
}

function Done({ rows, findings }: EditorProps): VNode {
  return (
    <Section head="When it is done" note="It stays open until each condition is met or waived by the project." wide>
      {numbers(rows.conditions).map((n) => (
        <>
          <TextField name={`condition${n}`} label={`Condition ${n}`} optional />
          <CheckBox name={`outside${n}`} label={`Condition ${n} lies with others`} />
          <LintNotes findings={findings} field={`condition${n}`} />
        </>
      ))}
      <Note>A condition in other words is another condition: its mark, if it had one, is not carried over.</Note>
      <Select
        name="cadence"
        label="Reports"
        optional
        hint="How often whoever pays hears about it."
        options={[{ value: '', label: 'Not said yet' }, ...optionsOf(CADENCES)]}
      />
      <TextArea
        name="notPromised"
        label="Not promised"
        optional
        rows={3}
        hint="One thing a line, beside what is never promised: a merge, a date, a say in the project."
      />
      <Fine>Everything but the title may stay empty in a draft.</Fine>
    </Section>
  );
}

function optionsOf(list: Readonly<Record<string, string>>) {
  return Object.entries(list).map(([value, label]) => ({ value, label: capital(label) }));
}

function numbers(rows: number): readonly number[] {
  return Array.from({ length: rows }, (_, at) => at + 1);
}
