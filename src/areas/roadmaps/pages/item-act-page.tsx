import type { ComponentChildren, VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import {
  Bullets,
  Button,
  Buttons,
  CheckBox,
  Choice,
  FactList,
  Form,
  HatField,
  Link,
  Note,
  PageHead,
  Quote,
  Section,
  Select,
  TextArea,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import {
  ALIGNMENT_KINDS,
  SCOPE_FIELDS,
  type Condition,
  type Item,
  type NearItem,
  type ScopeLine,
} from '../item-types.ts';
import type { NamedProject } from '../types.ts';
import { PlaceFields } from './item-editor-page.tsx';
import { EstimatePartsTable, Paragraphs, wordingFacts } from './item-wording.tsx';
import { capital, estimateWords, itemTrail } from './item-words.tsx';

/** Acts on one item that need a few words: each is a page of its own, so that what is decided about is read before. */
export type ItemAct =
  | 'propose'
  | 'approve'
  | 'approve-wording'
  | 'decline'
  | 'opt-out'
  | 'start'
  | 'achieve'
  | 'retire'
  | 'align'
  | 'signal'
  | 'scope'
  | 'condition'
  | 'place';

export interface ActProps {
  readonly project: NamedProject;
  readonly item: Item;
  readonly act: ItemAct;
  readonly actor: Actor;
  /** Decides as workspace staff, and so says that they are both. */
  readonly disclose: boolean;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly condition?: Condition;
  readonly scopeLines?: readonly ScopeLine[];
  readonly parents?: readonly NearItem[];
}

export function ItemActPage(props: ActProps): VNode {
  const { project, item, act, values, errors } = props;
  const to = { project: project.slug, item: String(item.number) };
  const words = WORDS[act];
  return (
    <>
      <PageHead
        title={words.title}
        trail={itemTrail(project, { label: `No. ${item.number}`, to: urls.item(to) }, { label: words.short })}
      >
        {words.standfirst}
      </PageHead>
      {STATEMENTS.has(act) && <Before {...props} />}
      <Section head={words.head} note={STATEMENTS.has(act) ? undefined : item.wording.title}>
        <Form action={addressOf(props)} values={values} errors={errors} hidden={{ seen: String(item.wording.number) }}>
          <Fields {...props} />
          {SIGNED.has(act) && <HatField actor={props.actor} />}
          <Buttons>
            <Button kind={act === 'decline' || act === 'opt-out' || act === 'retire' ? 'stop' : 'first'}>
              {words.button}
            </Button>
            <Link to={urls.item(to)}>Cancel</Link>
          </Buttons>
        </Form>
        {act === 'approve' && (
          <Note>
            If the answer is no, <Link to={urls.declineItem(to)}>decline it</Link>; a no is as good an answer. To say
            nothing is no yes.
          </Note>
        )}
      </Section>
    </>
  );
}

/** Statements and decisions: the words they are about stand above the form. */
const STATEMENTS: ReadonlySet<ItemAct> = new Set(['propose', 'approve', 'approve-wording', 'decline', 'opt-out']);
const DECISIONS: ReadonlySet<ItemAct> = new Set(['approve', 'approve-wording', 'decline', 'opt-out', 'retire']);
const SIGNED: ReadonlySet<ItemAct> = new Set([...DECISIONS, 'propose', 'start', 'achieve', 'condition']);

const WORDS: Readonly<
  Record<
    ItemAct,
    {
      readonly title: string;
      readonly short: string;
      readonly standfirst: ComponentChildren;
      /** Of the section with the form. */
      readonly head: string;
      readonly button: string;
    }
  >
> = {
  propose: {
    title: 'Propose it to the project',
    head: 'Your proposal',
    short: 'Propose',
    standfirst: 'The project’s representatives are asked to say yes or no to these words.',
    button: 'Propose it',
  },
  approve: {
    title: 'Decide for the project',
    head: 'Your answer',
    short: 'Decide',
    standfirst:
      'A yes is to these words and no others. It does not yet show them to funders: that needs consent besides.',
    button: 'Say yes for the project',
  },
  'approve-wording': {
    title: 'Decide on the new wording',
    head: 'Your answer',
    short: 'Decide',
    standfirst: 'A yes puts these words in place of the ones approved before. An offer stays as it was consented to.',
    button: 'Say yes to this wording',
  },
  decline: {
    title: 'Decline it for the project',
    head: 'Your answer',
    short: 'Decline',
    standfirst:
      'A no is an answer like a yes. Whoever proposed it reads why; an offer of it leaves the catalogue at once.',
    button: 'Decline it',
  },
  'opt-out': {
    title: 'Leave it out',
    head: 'Your decision',
    short: 'Leave out',
    standfirst: 'From then on nothing public shows it. No reason is needed.',
    button: 'Leave it out',
  },
  start: {
    title: 'Start work',
    head: 'The beginning',
    short: 'Start',
    standfirst: 'As volunteers. It stays open to everybody else; nobody holds it alone.',
    button: 'Work has begun',
  },
  achieve: {
    title: 'Call it achieved',
    head: 'The end',
    short: 'Achieved',
    standfirst: 'Every condition is met or was waived by the project.',
    button: 'It is achieved',
  },
  retire: {
    title: 'Retire it',
    head: 'The end',
    short: 'Retire',
    standfirst: 'Work on it ends and is not taken up again. What was done stays on record.',
    button: 'Retire it',
  },
  align: {
    title: 'Link where it is wanted',
    head: 'The link',
    short: 'Link',
    standfirst:
      'The project’s roadmap, an issue, a milestone or a proposal that asks for it; or where it is discussed.',
    button: 'Add the link',
  },
  signal: {
    title: 'Note who asked for it',
    head: 'Who asked',
    short: 'Who asked',
    standfirst: 'Who, where and when. The day of a funder’s ask is compared with the community’s oldest wish.',
    button: 'Note it',
  },
  scope: {
    title: 'Hold it against the scope page',
    head: 'What you found',
    short: 'Scope',
    standfirst: 'What you find now counts, until somebody looks again. What is out of scope is not offered.',
    button: 'Save what you found',
  },
  condition: {
    title: 'Mark a condition',
    head: 'The condition',
    short: 'Condition',
    standfirst: 'By the project’s own people. It can be taken back as long as the item is open.',
    button: 'Mark it',
  },
  place: {
    title: 'Move it',
    head: 'Its place',
    short: 'Move',
    standfirst: 'To another level, or under another item.',
    button: 'Move it',
  },
};

function addressOf({ project, item, act, condition }: ActProps): string {
  const to = { project: project.slug, item: String(item.number) };
  switch (act) {
    case 'propose':
      return urls.proposeItem(to);
    case 'approve':
      return urls.approveItem(to);
    case 'approve-wording':
      return urls.approveWording(to);
    case 'decline':
      return urls.declineItem(to);
    case 'opt-out':
      return urls.optOutItem(to);
    case 'start':
      return urls.startItem(to);
    case 'achieve':
      return urls.achieveItem(to);
    case 'retire':
      return urls.retireItem(to);
    case 'align':
      return urls.alignItem(to);
    case 'signal':
      return urls.noteSignal(to);
    case 'scope':
      return urls.checkScope(to);
    case 'condition':
      return urls.markCondition({ ...to, condition: condition?.key ?? '' });
    case 'place':
      return urls.placeItem(to);
  }
}

/** Every word that the statement is about: a yes is to these and no others. */
function Before({ item }: ActProps): VNode {
  const { wording } = item;
  const { title, summary, details, estimate, conditions, number } = wording;
  return (
    <Section
      head="The words"
      note={`Wording ${number}. Whoever changes a word of it after this makes another wording.`}
    >
      <FactList
        items={[
          { label: 'Title', value: title, big: true },
          ...(summary === '' ? [] : [{ label: 'In one sentence', value: summary }]),
          ...wordingFacts(wording, { how: true }),
          ...(conditions.length === 0
            ? []
            : [
                {
                  label: 'When it is done',
                  value: (
                    <Bullets
                      items={conditions.map(({ text, outside }) => `${text}${outside ? ' (lies with others)' : ''}`)}
                    />
                  ),
                },
              ]),
          { label: 'What it would take', value: estimateWords(estimate) ?? 'not estimated' },
          ...(details === '' ? [] : [{ label: 'Details', value: <Paragraphs text={details} /> }]),
        ]}
      />
      <EstimatePartsTable estimate={estimate} />
    </Section>
  );
}

function Fields(props: ActProps): VNode {
  const { act, disclose, condition, scopeLines = [], parents = [] } = props;
  const discussed = (
    <TextField
      name="discussedAt"
      label="Where the project discussed it"
      optional
      type="url"
      hint="The address of the thread or the minutes."
    />
  );
  const disclosure = disclose && DECISIONS.has(act) && (
    <TextField
      name="disclosure"
      label="That you are both"
      hint="You work for the workspace and speak for the project. Say so in a sentence; it stands beside the decision."
    />
  );
  switch (act) {
    case 'propose':
      return <TextArea name="reason" label="A word to the project" optional rows={3} />;
    case 'approve':
      return (
        <>
          {discussed}
          <TextArea name="reason" label="Words to go with it" optional rows={3} hint="Shown with the decision." />
          {disclosure}
        </>
      );
    case 'approve-wording':
      return (
        <>
          {discussed}
          {disclosure}
        </>
      );
    case 'decline':
      return (
        <>
          <TextArea name="reason" label="Why" rows={4} hint="Whoever proposed it reads this." />
          <CheckBox
            name="isPrivate"
            label="Keep the reason private"
            hint="Only the project’s own people and the workspace read it then."
          />
          {discussed}
          {disclosure}
        </>
      );
    case 'opt-out':
      return (
        <>
          <TextArea name="reason" label="Why" optional rows={3} />
          <CheckBox
            name="isPrivate"
            label="Keep the reason private"
            hint="Only the project’s own people and the workspace read it then."
          />
          {disclosure}
        </>
      );
    case 'start':
      return (
        <>
          <TextArea
            name="reason"
            label="Who starts, and how"
            rows={3}
            hint="A group, or people who have agreed to be named: these words stay."
          />
          <TextField name="url" label="Where the work can be followed" optional type="url" />
        </>
      );
    case 'achieve':
      return (
        <>
          <TextArea name="reason" label="Words to go with it" optional rows={3} />
          <TextField name="url" label="What shows it" optional type="url" hint="A release, a page, a report." />
        </>
      );
    case 'retire':
      return (
        <>
          <TextArea name="reason" label="Why it is not pursued any more" rows={4} />
          {discussed}
          {disclosure}
        </>
      );
    case 'align':
      return (
        <>
          <Choice
            name="kind"
            legend="What is there?"
            options={Object.entries(ALIGNMENT_KINDS).map(([value, label]) => ({ value, label: capital(label) }))}
          />
          <TextField name="url" label="Address" type="url" />
          <TextField name="title" label="What the page is called" />
          <TextField
            name="datedOn"
            label="The day that stands there"
            optional
            type="date"
            width="half"
            hint="It tells how old the wish is. Leave it empty where no day stands."
          />
        </>
      );
    case 'signal':
      return (
        <>
          <Choice
            name="kind"
            legend="Who asked?"
            options={[
              { value: 'community', label: 'The community', hint: 'Users, other projects, contributors.' },
              { value: 'funder', label: 'A funder', hint: 'Somebody who would or might pay for it.' },
            ]}
          />
          <TextField
            name="who"
            label="Name"
            hint="A group or an organisation; a person only when it was said in public."
          />
          <TextField name="place" label="Where" hint="The list, an issue, a call." />
          <TextField name="url" label="Address" optional type="url" />
          <TextField name="datedOn" label="Day" type="date" width="half" />
          <CheckBox name="isPublic" label="It was said in public" hint="Only then is it shown to readers outside." />
        </>
      );
    case 'scope':
      return (
        <>
          <Choice
            name="verdict"
            legend="What did you find?"
            options={[
              { value: 'in', label: 'It is in scope' },
              { value: 'aspiration', label: 'It is hoped for, not in scope yet' },
              { value: 'out', label: 'It is out of scope' },
            ]}
          />
          <Select
            name="line"
            label="By which line of the scope page"
            optional
            options={[
              { value: '', label: 'None of them' },
              ...scopeLines.map(({ id, field, body }) => ({ value: id, label: `${SCOPE_FIELDS[field]}: ${body}` })),
            ]}
          />
          <TextArea name="reason" label="Why" rows={3} />
        </>
      );
    case 'condition':
      return (
        <>
          <Quote>{condition?.text}</Quote>
          <Choice
            name="kind"
            legend="What is so?"
            options={[
              { value: 'met', label: 'It is met' },
              { value: 'waived', label: 'The project waives it' },
            ]}
          />
          <TextArea name="reason" label="How it was met, or why it is waived" rows={3} />
          <TextField name="url" label="Where it shows" optional type="url" />
        </>
      );
    case 'place':
      return <PlaceFields parents={parents} />;
  }
}
