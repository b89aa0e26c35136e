/** What a wording says, as facts: on the item's page, and before a decision about these very words. */
import type { VNode } from 'preact';
import { SKILLS, WORK_TYPES } from '../../../kernel/vocabulary.ts';
import { Bullets, Table, type Fact } from '../../../look/index.ts';
import { CADENCES, SCALE_QUESTIONS, type ItemText } from '../item-types.ts';
import { capital, estimateParts } from './item-words.tsx';

/** Only what was said; what nobody has said yet is not shown as an empty line. */
function said(label: string, text: string): readonly Fact[] {
  return text === '' ? [] : [{ label, value: <Paragraphs text={text} /> }];
}

export function Paragraphs({ text }: { readonly text: string }): VNode {
  return (
    <>
      {text
        .split(/\n{2,}/)
        .filter((part) => part !== '')
        .map((part) => (
          <p>{part}</p>
        ))}
    </>
  );
}

/** `how`: with the plan, which funders are not shown. */
export function wordingFacts(wording: ItemText, { how }: { readonly how: boolean }): readonly Fact[] {
  const { goal, rationale, plan, beneficiaries, workTypes, skills, scale, healthEffect, volunteerImpact } = wording;
  return [
    ...said('Goal', goal),
    ...said('Why', rationale),
    ...(how ? said('How', plan) : []),
    ...(beneficiaries.length === 0
      ? []
      : [
          {
            label: 'Who gains',
            value: (
              <Bullets
                items={beneficiaries.map(({ who, gain }) => (
                  <>
                    <b>{who}</b>
                    {gain !== '' && `: ${gain}`}
                  </>
                ))}
              />
            ),
          },
        ]),
    ...said('For the project’s health', healthEffect),
    ...said('For its volunteers', volunteerImpact),
    ...said('Time of reviewers', wording.reviewTime),
    ...(workTypes.length === 0
      ? []
      : [{ label: 'Kinds of work', value: workTypes.map((one) => WORK_TYPES[one]).join(', ') }]),
    ...(skills.length === 0 ? [] : [{ label: 'Skills', value: skills.map((one) => SKILLS[one]).join(', ') }]),
    ...(scale === null || scale.because.length === 0
      ? []
      : [{ label: 'Why it is large', value: <Bullets items={scale.because.map((one) => SCALE_QUESTIONS[one])} /> }]),
    ...(wording.cadence === null ? [] : [{ label: 'Reports', value: capital(CADENCES[wording.cadence]) }]),
    ...(wording.notPromised.length === 0
      ? []
      : [{ label: 'Not promised', value: <Bullets items={wording.notPromised} /> }]),
  ];
}

/** What it would take, part by part; nothing without an estimate. */
export function EstimatePartsTable({ estimate }: Pick<ItemText, 'estimate'>): VNode | null {
  if (estimate === null) return null;
  return (
    <Table
      caption="What it would take, part by part"
      dense
      rows={estimateParts(estimate)}
      columns={[
        { head: 'Part', rowHead: true, cell: ({ part }) => part },
        { head: 'Effort or money', cell: ({ amount }) => amount },
        { head: 'How often', cell: ({ often }) => often },
      ]}
    />
  );
}
