import { expect, test } from 'vitest';
import { suggestedRules } from './suggested-rules.ts';
import { STANDARD_KEYS, type Evidence, type ProjectReport, type StandardKey } from './types.ts';

const line = (path: string, quote: readonly string[] = []): Evidence => ({
  repository: 'example/grid',
  path,
  lines: [3, 4],
  commit: '278f85f',
  quote,
});
type Answers = Partial<Record<StandardKey, ProjectReport['standards'][StandardKey]>>;

function report(answers: Answers, verdict: ProjectReport['roadmap']['verdict'] = 'none'): ProjectReport {
  const none = { answer: 'no', reasons: [{ text: 'None in git.', evidence: [] }] } as const;
  const unknown = { answer: 'unknown', reasons: [] } as const;
  const standards = Object.fromEntries(STANDARD_KEYS.map((key) => [key, key === 'cla' ? unknown : none]));
  return {
    roadmap: { verdict, reasons: [{ text: 'ROADMAP.md.', evidence: [line('ROADMAP.md')] }] },
    standards: { ...standards, ...answers },
  } as unknown as ProjectReport;
}
const fields = (answers: Answers, verdict?: ProjectReport['roadmap']['verdict']) =>
  suggestedRules(report(answers, verdict)).map(({ field, value }) => [field, value.choices, value.text]);

test('what was not found is not suggested', () => {
  expect(fields({})).toEqual([]);
});

test('what was found is suggested in the survey’s own words, with its lines and nothing from lines it does not have', () => {
  const governance = {
    answer: 'partly',
    reasons: [
      { text: 'Governance is described in GOVERNANCE.md.', evidence: [line('GOVERNANCE.md'), line('GOVERNANCE.md')] },
      { text: 'Nothing was found on money.', evidence: [] },
    ],
  } as const;
  expect(suggestedRules(report({ governance }))).toMatchObject([
    {
      field: 'governance',
      value: { choices: [], text: 'Governance is described in GOVERNANCE.md.', link: null },
      evidence: [{ repository: 'example/grid', path: 'GOVERNANCE.md', lines: [3, 4], commit: '278f85f' }],
    },
  ]);
});

test.each([
  ['yes', 'A certificate of origin (DCO) is checked by .github/dco.yml.', ['dco']],
  ['yes', 'Contributors are asked for a contributor agreement (CLA).', ['individual']],
  ['no', 'Neither a contributor agreement nor a sign-off is asked for.', ['none']],
] as const)('an agreement: %s, %s', (answer, text, choices) => {
  expect(fields({ cla: { answer, reasons: [{ text, evidence: [] }] } })).toEqual([['cla', choices, '']]);
});

test('channels and what companies are asked for become lists; a plan and proposals are what work may refer to', () => {
  const asks = ['# For companies', '* New features must be maintained for 2 to 3 years.', 'We like cake.'];
  const rules = suggestedRules(
    report(
      {
        communication: {
          answer: 'yes',
          reasons: [{ text: 'Channels named: mailing list, chat and issue tracker.', evidence: [line('README.md')] }],
        },
        'corporate-engagement': {
          answer: 'yes',
          reasons: [{ text: 'Companies find a guide in CORPORATE.md.', evidence: [line('CORPORATE.md', asks)] }],
        },
        proposals: { answer: 'yes', reasons: [{ text: '12 proposals.', evidence: [line('neps')] }] },
      },
      'good',
    ),
  );
  const of = (field: string) => rules.find((one) => one.field === field);
  expect(of('channels')?.value.items.map(({ text }) => text)).toEqual(['mailing list', 'chat', 'issue tracker']);
  expect(of('obligations')).toMatchObject({
    value: { items: [{ text: 'New features must be maintained for 2 to 3 years.', link: null }] },
    evidence: [{ path: 'CORPORATE.md' }],
  });
  expect(of('alignment')?.value.choices).toEqual(['proposals', 'roadmap']);
});
