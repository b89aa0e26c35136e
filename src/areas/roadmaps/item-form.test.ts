import { expect, test } from 'vitest';
import { readCalendarDate } from '../../kernel/dates.ts';
import { itemFormValues, readItemForm } from './item-form.ts';
import { emptyText, itemBody, itemTextInput } from './item-text.ts';

const TODAY = readCalendarDate('2026-11-25')!;

function formOf(values: Readonly<Record<string, string | readonly string[]>>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) form.append(name, one);
  return form;
}

test('a wording goes into the form and comes back the same', () => {
  const full = itemTextInput.parse({
    title: 'Read tides in parallel',
    summary: 'On all cores.',
    goal: 'A minute a year.',
    rationale: 'Ports wait.',
    plan: 'First the reader,\nthen the writer.',
    beneficiaries: [{ who: 'Ports', gain: 'An hour' }, { who: 'Ships' }],
    details: 'One task a file.',
    workTypes: ['performance'],
    skills: ['code', 'writing'],
    scale: ['users', 'design'],
    estimate: {
      currency: 'EUR',
      priceDate: '2026-10-01',
      lines: [{ role: 'developer', name: 'Mentor', low: '1 month', likely: '2 months', high: '0.25', per: 'year' }],
      fixed: [{ kind: 'hosting', amount: '40000.00', per: 'once' }],
    },
    conditions: [{ text: 'Adopted by one port (example)', outside: true }, { text: 'Documented' }],
    cadence: 'quarterly',
    notPromised: ['A speed', 'A merge'],
    reviewTime: 'A tenth of it.',
  });
  for (const text of [full, itemTextInput.parse({ title: 'T', scale: ['none'] }), emptyText('T')]) {
    const read = readItemForm(formOf(itemFormValues(text, TODAY)));
    expect(read.ok ? itemBody(read.text) : read.errors).toBe(itemBody(text));
  }
});

test('what is wrong stands at the field in which it was typed', () => {
  const read = readItemForm(
    formOf({ title: ' ', who3: '...', gain3: 'x', condition5: '!', lineRole2: 'developer', scale: ['none', 'users'] }),
  );
  expect(read.ok ? [] : Object.keys(read.errors)).toEqual(
    expect.arrayContaining(['title', 'who3', 'condition5', 'scale', 'currency', 'priceDate', 'lineLow2']),
  );
});

test('an estimate in which nothing was written is none', () => {
  const read = readItemForm(formOf({ title: 'T', currency: 'USD', priceDate: '2026-11-25', linePer1: 'once' }));
  expect(read.ok ? read.text.estimate : read.errors).toBeNull();
});
