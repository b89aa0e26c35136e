/** The wording of an item in the fields of a form, there and back. Pure. */
import type { z } from 'zod';
import type { CalendarDate } from '../../kernel/dates.ts';
import { estimateJson, MOST_LINES, readEstimateForm, rowsIn, withAnotherRow } from '../capacity/index.ts';
import { itemTextInput } from './item-text.ts';
import type { ItemText } from './item-types.ts';

export { MOST_LINES, rowsIn, withAnotherRow };

export const FORM_ROWS = { beneficiaries: 3, conditions: 4 } as const;
const MOST_ROWS = { beneficiaries: 8, conditions: 12 } as const;

export type ReadItemForm =
  | { readonly ok: true; readonly text: ItemText }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** What was typed as a wording; the errors are by the name of the field. */
export function readItemForm(form: URLSearchParams): ReadItemForm {
  const get = (name: string) => form.get(name) ?? '';
  const filled = (most: number, names: readonly string[]) =>
    numbers(most).filter((n) => names.some((name) => get(`${name}${n}`).trim() !== ''));
  const whos = filled(MOST_ROWS.beneficiaries, ['who', 'gain']);
  const conditions = filled(MOST_ROWS.conditions, ['condition']);
  const estimate = hasEstimate(form) ? readEstimateForm(form) : null;
  const read = itemTextInput.safeParse({
    ...Object.fromEntries(PLAIN.map((name) => [name, get(name)])),
    beneficiaries: whos.map((n) => ({ who: get(`who${n}`), gain: get(`gain${n}`) })),
    workTypes: form.getAll('workTypes'),
    skills: form.getAll('skills'),
    scale: form.getAll('scale'),
    conditions: conditions.map((n) => ({ text: get(`condition${n}`), outside: get(`outside${n}`) === 'yes' })),
    notPromised: get('notPromised').split('\n'),
    estimate: estimate?.ok === true ? estimateJson(estimate.estimate) : null,
  });
  const isWrong = estimate !== null && !estimate.ok;
  if (read.success && !isWrong) return { ok: true, text: read.data };
  const errors = read.success ? {} : fieldErrors(read.error, { whos, conditions });
  return { ok: false, errors: { ...errors, ...(isWrong ? estimate.errors : {}) } };
}

const PLAIN = [
  'title',
  'summary',
  'goal',
  'rationale',
  'plan',
  'details',
  'healthEffect',
  'volunteerImpact',
  'reviewTime',
  'cadence',
] as const;

/** A row of the estimate in which nothing was written is none. */
function hasEstimate(form: URLSearchParams): boolean {
  const names = ['lineRole', 'lineName', 'lineLow', 'lineLikely', 'lineHigh', 'fixedKind', 'fixedName', 'fixedAmount'];
  return numbers(MOST_LINES).some((n) => names.some((name) => (form.get(`${name}${n}`) ?? '').trim() !== ''));
}

function fieldErrors(
  { issues }: z.ZodError,
  rows: { readonly whos: readonly number[]; readonly conditions: readonly number[] },
): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const { path, message } of issues) {
    const [first, at, name] = path;
    const field =
      first === 'beneficiaries' && typeof at === 'number'
        ? `${String(name ?? 'who')}${rows.whos[at] ?? 1}`
        : first === 'beneficiaries'
          ? 'who1'
          : first === 'conditions'
            ? `condition${typeof at === 'number' ? (rows.conditions[at] ?? 1) : 1}`
            : first === 'estimate' && typeof name === 'number'
              ? `${at === 'fixed' ? 'fixedName' : 'lineName'}${name + 1}`
              : String(first ?? 'form');
    errors[field] ??= message;
  }
  return errors;
}

type Values = Readonly<Record<string, string | readonly string[]>>;

/** The form as it stands for a wording. */
export function itemFormValues(text: ItemText, today: CalendarDate): Values {
  const { beneficiaries, conditions, estimate, scale } = text;
  const rows = <Row>(all: readonly Row[], fields: (row: Row, n: number) => Values): Values =>
    Object.assign({}, ...all.map((row, at) => fields(row, at + 1))) as Values;
  return {
    ...Object.fromEntries(PLAIN.map((name) => [name, text[name] ?? ''])),
    ...rows(beneficiaries, ({ who, gain }, n) => ({ [`who${n}`]: who, [`gain${n}`]: gain })),
    ...rows(conditions, ({ text: words, outside }, n) => ({
      [`condition${n}`]: words,
      [`outside${n}`]: outside ? 'yes' : '',
    })),
    workTypes: text.workTypes,
    skills: text.skills,
    scale: scale === null ? [] : scale.size === 'small' ? ['none'] : scale.because,
    notPromised: text.notPromised.join('\n'),
    currency: estimate?.currency ?? 'USD',
    priceDate: estimate?.priceDate ?? today,
    ...rows(estimate?.lines ?? [], ({ role, name, low, likely, high, per }, n) => ({
      [`lineRole${n}`]: role,
      [`lineName${n}`]: name ?? '',
      [`lineLow${n}`]: low,
      [`lineLikely${n}`]: likely,
      [`lineHigh${n}`]: high,
      [`linePer${n}`]: per,
    })),
    ...rows(estimate?.fixed ?? [], ({ kind, name, amount, per }, n) => ({
      [`fixedKind${n}`]: kind,
      [`fixedName${n}`]: name ?? '',
      [`fixedAmount${n}`]: amount,
      [`fixedPer${n}`]: per,
    })),
  };
}

/** How many rows the form needs for what is in it, one of them empty. */
export function rowsFor(filled: number, list: keyof typeof MOST_ROWS): number {
  return Math.min(MOST_ROWS[list], Math.max(FORM_ROWS[list], filled + 1));
}

/** The highest filled row of a list in a form. */
export function filledRows(form: URLSearchParams | Values, list: keyof typeof MOST_ROWS): number {
  const name = list === 'beneficiaries' ? 'who' : 'condition';
  const value = (n: number) => (form instanceof URLSearchParams ? form.get(`${name}${n}`) : form[`${name}${n}`]);
  return numbers(MOST_ROWS[list]).findLast((n) => String(value(n) ?? '').trim() !== '') ?? 0;
}

function numbers(most: number): readonly number[] {
  return Array.from({ length: most }, (_, at) => at + 1);
}
