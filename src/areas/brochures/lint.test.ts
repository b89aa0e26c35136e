import { expect, test } from 'vitest';
import { lintBrochure } from './lint.ts';

const lint = (words: Partial<Parameters<typeof lintBrochure>[0]>) =>
  lintBrochure({ title: 'Arrays that work together', audience: null, intro: null, ...words });

test.each([
  ['TODO: write this', 'TODO'],
  ['As [we said]() before', '[we said]()'],
  ['See [the page](#) for more', '[the page](#)'],
  ['Read https:// for more', 'https://'],
  ['![the logo](logo.png) of it', '![the logo]'],
  ['[image of arrays] below', '[image of arrays]'],
  ['A placeholder for now', 'placeholder'],
  ['Lorem ipsum dolor', 'Lorem ipsum'],
])('“%s” is not published (S92)', (intro, found) => {
  expect(lint({ intro })).toMatchObject([{ field: 'intro', found, blocks: true }]);
});

test.each(['It will be merged by March 2027.', 'Done by the end of the year.', 'We guarantee a release.'])(
  '“%s” is a date or a promise (S33)',
  (intro) => {
    expect(lint({ intro }).some(({ blocks }) => blocks)).toBe(true);
  },
);

test('a vague title gets a suggestion and blocks nothing (S31)', () => {
  expect(lint({ title: 'General maintenance' })).toMatchObject([{ field: 'title', blocks: false }]);
  expect(lint({ title: 'Halve open pull requests older than a year' })).toEqual([]);
});

test('an audience may be an event with its year', () => {
  expect(lint({ audience: 'For the Example Conference in May 2027' })).toEqual([]);
});

test('ordinary words pass', () => {
  expect(
    lint({ intro: 'Work that maintainers would like to see done, and that nobody is paid to do. https://example.org' }),
  ).toEqual([]);
});
