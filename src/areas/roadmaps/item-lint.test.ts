import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintItem, lintTitle, lintWords } from './item-lint.ts';
import { emptyText, itemTextInput } from './item-text.ts';

const kinds = (found: readonly { readonly kind: string }[]) => found.map(({ kind }) => kind);

describe('a title', () => {
  test.each([
    'general maintenance',
    'General Maintenance',
    'Ongoing maintenance and support',
    'Improve the code',
    'Various fixes',
    'Continued development of the project',
  ])('“%s” alone opens no talk', (title) => {
    expect(kinds(lintTitle(title))).toEqual(['vague']);
  });

  test.each([
    'halve open PRs older than 1 year',
    'Maintenance: halve open pull requests older than a year',
    'Read tides in parallel',
    'Website: tutorials for newcomers',
    'Community liaison',
    '改进文档',
  ])('“%s” passes', (title) => {
    expect(lintTitle(title)).toEqual([]);
  });

  test('that is vague is offered the better words that were written below it', () => {
    expect(
      lintTitle('General maintenance', { goal: 'Reviews are answered within a fortnight. Then more.' })[0],
    ).toMatchObject({
      field: 'title',
      suggestion: expect.stringContaining('“Reviews are answered within a fortnight”') as string,
    });
  });
});

describe('dates are seen', () => {
  test.each([
    ['It lands by 2027-03-01 at last', '2027-03-01'],
    ['Done in March 2027', 'in March 2027'],
    ['Ready by March', 'by March'],
    ['On 12 March 2027 we meet', '12 March 2027'],
    ['March 12, 2027 it is', 'March 12, 2027'],
    ['Starting Q3 2027', 'Q3 2027'],
    ['in 2028 at the latest', 'in 2028'],
    ['by the end of next year', 'by the end of next year'],
    ['within six months', 'within six months'],
  ])('in “%s”', (text, found) => {
    expect(lintWords('plan', text)).toMatchObject([
      { kind: 'date', found, span: [text.indexOf(found), text.indexOf(found) + found.length] },
    ]);
  });

  test.each([
    'halve open PRs older than 1 year',
    'Tests that may take two months of data',
    'NEP 50 and Python 3.14',
    'A march of the penguins',
    'supports 2024 rows',
    'first the reader, then the writer',
  ])('not in “%s”', (text) => {
    expect(lintWords('plan', text)).toEqual([]);
  });
});

describe('promises are seen', () => {
  test.each([
    ['We guarantee a release', 'We guarantee'],
    ['The feature will be merged', 'will be merged'],
    ['This promises speed', 'promises'],
    ['The deliverables are three', 'deliverables'],
    ['We will ship it', 'We will ship'],
  ])('in “%s”', (text, found) => {
    expect(lintWords('plan', text)).toMatchObject([{ kind: 'promise', found }]);
  });

  test.each(['There is no guarantee', 'Nothing here is promised', 'It isn’t guaranteed', 'We will ask the list'])(
    'not in “%s”',
    (text) => {
      expect(lintWords('plan', text)).toEqual([]);
    },
  );
});

test('every finding of a whole item stands where it says', () => {
  const word = fc.constantFrom(
    'general',
    'maintenance',
    'we',
    'guarantee',
    'by March 2027',
    'reefs',
    'will be merged',
    '潮',
    'Q3',
    '\n',
    '.',
  );
  const words = fc.array(word, { maxLength: 12 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(words, words, words, (title, goal, plan) => {
      const text = { ...emptyText(title), goal, plan };
      for (const { field, span, found } of lintItem(text)) {
        if (span !== null) expect((text as unknown as Record<string, string>)[field]!.slice(...span)).toBe(found);
      }
    }),
  );
});

test('work of a quarter of a person-year without a word on review time is warned, smaller work is not (S56)', () => {
  const item = (likely: string, reviewTime = '') =>
    itemTextInput.parse({
      title: 'Read tides',
      reviewTime,
      estimate: { currency: 'USD', priceDate: '2026-11-01', lines: [{ role: 'developer', likely }] },
    });
  expect(kinds(lintItem(item('0.25')))).toEqual(['review']);
  expect(kinds(lintItem(item('0.2')))).toEqual([]);
  expect(kinds(lintItem(item('2', 'A tenth of it pays reviewers.')))).toEqual([]);
});
