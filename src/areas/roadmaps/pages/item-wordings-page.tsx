import type { VNode } from 'preact';
import { SKILLS, WORK_TYPES } from '../../../kernel/vocabulary.ts';
import {
  Actions,
  Button,
  DateText,
  Filter,
  Fine,
  Note,
  Notice,
  PageHead,
  Section,
  Table,
  urls,
} from '../../../look/index.ts';
import { CADENCES, SCALE_QUESTIONS, type Item, type ItemText, type Wording } from '../item-types.ts';
import type { NamedProject } from '../types.ts';
import { capital, estimateLines, itemTrail } from './item-words.tsx';

export interface WordingsProps {
  readonly project: NamedProject;
  readonly item: Item;
  readonly wordings: readonly Wording[];
  readonly from: Wording;
  readonly to: Wording;
  readonly approved: number | null;
  readonly mayApprove: boolean;
}

/** Two wordings side by side: what changed, and nothing else. */
export function WordingsPage({ project, item, wordings, from, to, approved, mayApprove }: WordingsProps): VNode {
  const address = { project: project.slug, item: String(item.number) };
  const changed = changesBetween(from, to);
  const options = wordings.map(({ number }) => ({
    value: String(number),
    label: `Wording ${number}${number === approved ? ', with the project’s yes' : ''}`,
  }));
  return (
    <>
      <PageHead
        title={`Wordings ${from.number} and ${to.number}`}
        trail={itemTrail(project, { label: `No. ${item.number}`, to: urls.item(address) }, { label: 'Wordings' })}
        actions={
          mayApprove && to.number === item.wording.number ? (
            <Button kind="first" to={urls.approveWording(address)}>
              Decide on wording {to.number}
            </Button>
          ) : undefined
        }
      >
        {item.wording.title}
      </PageHead>
      {approved !== null && approved < item.wording.number && (
        <Notice tone="waiting" head={`Wording ${approved} is what the project said yes to.`}>
          Readers outside are shown that one, and an offer stays as it was consented to.
        </Notice>
      )}
      <Section head="Compare" note="Any two of them.">
        <Filter
          action={urls.itemWordings(address)}
          label="Choose two wordings"
          submit="Compare"
          fields={[
            { kind: 'select', name: 'from', label: 'Before', value: String(from.number), options },
            { kind: 'select', name: 'to', label: 'After', value: String(to.number), options },
          ]}
        />
      </Section>
      <Section
        head="What changed"
        note={
          <>
            Written <DateText at={from.at} /> and <DateText at={to.at} />
            {to.byName !== null && `, the later by ${to.byName}`}.
          </>
        }
        wide
      >
        {changed.length === 0 ? (
          <Note>Nothing: both say the same.</Note>
        ) : (
          <Table
            caption={`What changed from wording ${from.number} to wording ${to.number}`}
            hideCaption
            rows={changed}
            columns={[
              { head: 'Part', rowHead: true, cell: ({ label }) => label },
              { head: `Wording ${from.number}`, cell: ({ before }) => <Words text={before} /> },
              { head: `Wording ${to.number}`, cell: ({ after }) => <Words text={after} /> },
            ]}
          />
        )}
        <Fine>Everything else is the same in both.</Fine>
      </Section>
      <Actions>
        <Button to={urls.item(address)}>Back to the item</Button>
      </Actions>
    </>
  );
}

function Words({ text }: { readonly text: string }): VNode {
  if (text === '') return <Fine>Nothing</Fine>;
  return (
    <>
      {text.split('\n').map((part) => (
        <p>{part}</p>
      ))}
    </>
  );
}

interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

function changesBetween(from: ItemText, to: ItemText): readonly Change[] {
  return PARTS.flatMap(([label, wordsOf]) => {
    const [before, after] = [wordsOf(from), wordsOf(to)];
    return before === after ? [] : [{ label, before, after }];
  });
}

const PARTS: readonly (readonly [label: string, words: (text: ItemText) => string])[] = [
  ['Title', (text) => text.title],
  ['In one sentence', (text) => text.summary],
  ['Goal', (text) => text.goal],
  ['Why', (text) => text.rationale],
  ['How', (text) => text.plan],
  [
    'Who gains',
    (text) => text.beneficiaries.map(({ who, gain }) => (gain === '' ? who : `${who}: ${gain}`)).join('\n'),
  ],
  ['For the project’s health', (text) => text.healthEffect],
  ['For its volunteers', (text) => text.volunteerImpact],
  ['Time of reviewers', (text) => text.reviewTime],
  ['Kinds of work', (text) => text.workTypes.map((one) => WORK_TYPES[one]).join(', ')],
  ['Skills', (text) => text.skills.map((one) => SKILLS[one]).join(', ')],
  [
    'Scale',
    ({ scale }) =>
      scale === null ? '' : [capital(scale.size), ...scale.because.map((one) => SCALE_QUESTIONS[one])].join('\n'),
  ],
  ['What it would take', ({ estimate }) => estimateLines(estimate).join('\n')],
  [
    'When it is done',
    (text) =>
      text.conditions.map(({ text: words, outside }) => (outside ? `${words} (lies with others)` : words)).join('\n'),
  ],
  ['Reports', ({ cadence }) => (cadence === null ? '' : capital(CADENCES[cadence]))],
  ['Not promised', (text) => text.notPromised.join('\n')],
  ['Details', (text) => text.details],
  ['Lines of the source', (text) => text.sourceQuote.join('\n')],
];
