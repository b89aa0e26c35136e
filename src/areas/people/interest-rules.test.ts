import { describe, expect, test } from 'vitest';
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import { newId } from '../../kernel/ids.ts';
import { interestInWords, mayEnd, recusalFor } from './interest-rules.ts';
import { declareInterestInput, setInterestLimitInput } from './interest-inputs.ts';
import type { Interest } from './interest-types.ts';

const now = new Date('2026-11-25T10:00:00Z');
const day = (text: string) => readCalendarDate(text)!;
const TODAY = day('2026-11-25');
const numpy = newId<'project'>(now);
const scipy = newId<'project'>(now);

function interest(said: Partial<Interest>): Interest {
  return {
    id: newId<'interest'>(now),
    person: newId<'person'>(now),
    personName: 'Ana Example',
    kind: 'employer',
    organisation: null,
    project: null,
    projectName: null,
    since: day('2025-01-01'),
    until: null,
    visibility: 'public',
    words: null,
    declaredAt: now,
    endedAt: null,
    ...said,
  };
}

const touching = (organisations: readonly string[], ...projects: readonly (typeof numpy)[]) => ({
  organisations,
  projects,
});

describe('an interest stands in the way of deciding', () => {
  const quant = interest({ organisation: 'Larkspur Quant' });
  const inNumpy = interest({ kind: 'income', project: numpy });
  const quantInNumpy = interest({ organisation: 'Larkspur Quant', project: numpy });

  test.each([
    ['what touches the organisation, however it is spelt', quant, touching(['LARKSPUR  quant'], scipy), true],
    ['nothing of another organisation', quant, touching(['Larkspur Quantum'], numpy), false],
    ['what touches the project', inNumpy, touching([], scipy, numpy), true],
    ['no other project', inNumpy, touching(['Larkspur Quant'], scipy), false],
    ['with both named, what touches both', quantInNumpy, touching(['Larkspur Quant'], numpy), true],
    ['and not the organisation elsewhere', quantInNumpy, touching(['Larkspur Quant'], scipy), false],
    ['nor the project without it', quantInNumpy, touching([], numpy), false],
    ['nothing, once its words were erased', interest({}), touching(['Larkspur Quant'], numpy), false],
  ] as const)('%s', (_, one, touched, stands) => {
    expect(recusalFor([one], touched, TODAY)).toBe(stands ? one : null);
  });

  test.each<[string, Partial<Interest>, CalendarDate, boolean]>([
    ['from its first day', { since: TODAY }, TODAY, true],
    ['not before', { since: day('2026-11-26') }, TODAY, false],
    ['to its last day', { until: TODAY }, TODAY, true],
    ['not after', { until: day('2026-11-24') }, TODAY, false],
  ])('%s', (_, said, on, stands) => {
    const one = interest({ organisation: 'Larkspur Quant', ...said });
    expect(recusalFor([one], touching(['Larkspur Quant']), on)).toBe(stands ? one : null);
  });
});

test('it ends once, and not before it began', () => {
  expect(mayEnd(interest({}), day('2024-12-31'))).toEqual({
    refused: 'interest-ends-before-it-began',
    because: { since: '1 Jan 2025' },
  });
  expect(mayEnd(interest({ endedAt: now }), TODAY)).toMatchObject({ refused: 'interest-ended' });
  expect(mayEnd(interest({}), TODAY)).toEqual({ done: 'allowed' });
});

test('it is said in a line', () => {
  expect(interestInWords({ kind: 'client', organisation: 'Larkspur Quant', projectName: 'NumPy' })).toBe(
    'client, Larkspur Quant, in NumPy',
  );
  expect(interestInWords({ kind: 'holding', organisation: null, projectName: null })).toBe('holdings');
});

describe('the form', () => {
  const typed = { kind: 'client', organisation: ' Larkspur  Quant ', since: '2025-01-31', visibility: 'staff' };
  const errorsIn = (form: object) =>
    (declareInterestInput.safeParse({ ...typed, ...form }).error?.issues ?? []).map(({ path }) => path[0]);

  test('takes what was typed, tidied', () => {
    expect(declareInterestInput.parse({ ...typed, project: '', until: '', words: '' })).toEqual({
      kind: 'client',
      organisation: 'Larkspur Quant',
      project: null,
      since: '2025-01-31',
      until: null,
      visibility: 'staff',
      words: null,
    });
  });

  test.each([
    [{ kind: 'bribe' }, ['kind']],
    [{ organisation: '' }, ['organisation']],
    [{ organisation: 'x'.repeat(121) }, ['organisation']],
    [{ project: 'numpy' }, ['project']],
    [{ since: '2025-02-30' }, ['since']],
    [{ since: '0001-01-01' }, ['since']],
    [{ until: '2025-01-30' }, ['until']],
    [{ until: 'soon' }, ['until']],
    [{ visibility: undefined }, ['visibility']],
    [{ words: 'x'.repeat(1001) }, ['words']],
  ])('refuses %j', (form, fields) => {
    expect(errorsIn(form)).toEqual(fields);
  });

  test.each([
    [{ amount: '5000', currency: 'usd' }, 500_000n],
    [{ amount: '5000.50', currency: 'EUR' }, 500_050n],
    [{ amount: '-1', currency: 'EUR' }, null],
    [{ amount: '5,000', currency: 'EUR' }, null],
    [{ amount: '5000', currency: 'XYZ' }, null],
  ])('reads the amount %j', (form, minor) => {
    const read = setInterestLimitInput.safeParse(form);
    expect(read.success ? read.data.minor : null).toBe(minor);
  });
});
