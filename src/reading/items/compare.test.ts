import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareItems, comparisonSentence, type ComparedItem } from './compare.ts';
import { normaliseSection, normaliseText, normaliseTitle } from './normal.ts';

const item = (title: string, more: Partial<ComparedItem> = {}): ComparedItem => ({
  title,
  section: ['Plans'],
  status: 'proposed',
  parts: [],
  ...more,
});
const titles = (items: readonly ComparedItem[]) => items.map(({ title }) => title);

describe('a roadmap at two dates', () => {
  test('tells new, done since, dropped, changed and the same apart', () => {
    const before = [item('Faster parsing'), item('A new website'), item('Wheels for ARM'), item('Typed interfaces')];
    const after = [
      item('Faster parsing'),
      item('Wheels for ARM', { status: 'done' }),
      item('Typed interfaces', { status: 'in progress' }),
      item('A plugin registry'),
    ];
    const found = compareItems(before, after);
    expect(titles(found.fresh)).toEqual(['A plugin registry']);
    expect(found.done.map(({ after: one }) => one.title)).toEqual(['Wheels for ARM']);
    expect(titles(found.dropped)).toEqual(['A new website']);
    expect(found.changed.map((one) => [one.after.title, one.changes])).toEqual([['Typed interfaces', ['status']]]);
    expect(found.same.map((one) => one.after.title)).toEqual(['Faster parsing']);
    expect(comparisonSentence(found, '2018')).toBe('1 new, 1 done, 1 dropped, 1 changed since 2018');
  });

  test('case, markup, numbers of issues and ticks make no other title', () => {
    const found = compareItems(
      [item('[ ] Support **GPU** arrays (#123)'), item('1. The new parser')],
      [item('Support `GPU` arrays'), item('new parser')],
    );
    expect(found.same).toHaveLength(2);
  });

  test('an item that moved to another section is the same item, moved', () => {
    const found = compareItems(
      [item('Sparse arrays', { section: ['Later'] })],
      [item('Sparse arrays', { section: ['Next release'] })],
    );
    expect(found.changed.map(({ changes }) => changes)).toEqual([['section']]);
  });

  test('equal titles in two sections stay apart', () => {
    const before = [item('Documentation', { section: ['Core'] }), item('Documentation', { section: ['Website'] })];
    const found = compareItems(before, [before[1]!]);
    expect(found.same.map(({ before: one }) => one.section)).toEqual([['Website']]);
    expect(found.dropped.map(({ section }) => section)).toEqual([['Core']]);
  });

  test('an item with another title and most of its text is the same, retitled', () => {
    const text =
      'The dispatch of array functions to other libraries goes through a protocol that subclasses may override.';
    const found = compareItems(
      [item('Array function protocol', { text })],
      [item('A protocol for array functions', { text: `${text} It is on by default.` })],
    );
    expect(found.changed.map(({ changes }) => changes)).toEqual([['title']]);
    expect([found.fresh, found.dropped]).toEqual([[], []]);
  });

  test('a title that lost a word is the same item, however its text was rewritten', () => {
    const found = compareItems(
      [
        item('Type annotations for Example', {
          section: ['Typing'],
          text: 'Start with stubs in a package of their own.',
        }),
      ],
      [item('Type annotations', { section: ['Experience'], text: 'Complete. What is missing are shapes.' })],
    );
    expect(found.changed.map(({ changes }) => changes)).toEqual([['title', 'section']]);
  });

  test('two things that share a few plain words are two things', () => {
    const found = compareItems([item('Improve the documentation of arrays')], [item('Improve the speed of sorting')]);
    expect([titles(found.fresh), titles(found.dropped)]).toEqual([
      ['Improve the speed of sorting'],
      ['Improve the documentation of arrays'],
    ]);
  });

  test('an item that has become a part of another one is not dropped, and a part that grew is not new', () => {
    const found = compareItems(
      [item('Lazy loading of columns'), item('Input and output', { parts: [{ title: 'A reader for old files' }] })],
      [item('Faster tables', { parts: [{ title: 'Lazy loading of columns' }] }), item('A reader for old files')],
    );
    expect(found.changed.map(({ before, after, changes }) => [before.title, after.title, changes])).toEqual([
      ['Lazy loading of columns', 'Faster tables', ['part']],
      ['Input and output', 'A reader for old files', ['part']],
    ]);
    expect([titles(found.fresh), titles(found.dropped)]).toEqual([['Faster tables'], ['Input and output']]);
  });

  test('nothing changed is said in words', () => {
    expect(comparisonSentence(compareItems([item('A')], [item('A')]), '1 May 2020')).toBe(
      'Nothing new, done, dropped or changed since 1 May 2020',
    );
  });
});

const WORDS = ['array', 'parser', 'Wheels', 'faster', 'the', 'docs', 'GPU', '#12', '[x]', '`x`', 'ß', '𝔸', ''] as const;
const anyItem = fc.record({
  title: fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((words) => words.join(' ')),
  ),
  section: fc.array(fc.constantFrom('Core', 'Later', '1. Core'), { maxLength: 2 }),
  status: fc.constantFrom('proposed' as const, 'in progress' as const, 'done' as const, 'unclear' as const),
  text: fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' ')),
  parts: fc.array(fc.record({ title: fc.constantFrom('faster parser', 'docs', 'GPU array') }), { maxLength: 2 }),
});

describe('whatever the items are', () => {
  test('each of both sides is told of exactly once, as an item of its own', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 14 }), fc.array(anyItem, { maxLength: 14 }), (before, after) => {
        const found = compareItems(before, after);
        const pairs = [...found.done, ...found.changed, ...found.same];
        const own = pairs.filter(({ changes }) => !changes.includes('part'));
        const turned = pairs.filter(({ changes }) => changes.includes('part'));
        const olds = [...found.dropped, ...own.map((pair) => pair.before)];
        const news = [...found.fresh, ...own.map((pair) => pair.after)];
        expect(new Set(olds).size).toBe(olds.length);
        expect(new Set(news).size).toBe(news.length);
        expect(new Set([...olds, ...turned.map((pair) => pair.before)]).size).toBe(before.length);
        expect(new Set([...news, ...turned.map((pair) => pair.after)]).size).toBe(after.length);
        expect(found.done.every((pair) => pair.after.status === 'done' && pair.before.status !== 'done')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a roadmap compared with itself is the same throughout, in any order', () => {
    const withTitle = anyItem.filter(({ title }) => normaliseTitle(title) !== '');
    fc.assert(
      fc.property(
        fc.uniqueArray(withTitle, { maxLength: 14, selector: ({ title }) => normaliseTitle(title) }),
        (items) => {
          const found = compareItems(items, items.toReversed());
          expect([found.fresh, found.dropped, found.done, found.changed]).toEqual([[], [], [], []]);
          expect(found.same).toHaveLength(items.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('normalising twice is normalising once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
        expect(normaliseSection([text])).toBe(normaliseTitle(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a thousand items on each side, all reworded, cost no more than a moment each', () => {
    const make = (word: string) =>
      Array.from({ length: 1_000 }, (_, at) =>
        item(`Improve the ${word} of module ${at}`, {
          text: `Improve the handling of module ${at} by means of caches ${word}`,
        }),
      );
    const found = compareItems(make('speed'), make('pace'));
    expect(found.changed.length + found.fresh.length).toBe(1_000);
    // Every word but the number is shared by all: the number alone makes candidates, and it makes the right ones.
    expect(found.changed.every(({ before, after }) => before.title.replace('speed', 'pace') === after.title)).toBe(
      true,
    );
  });
});
