import { describe, expect, test } from 'vitest';
import { bag, bagDifference, dateIn, inTime, nameWords, proseWords, stemOf, withoutAddresses } from './words.ts';

describe('words', () => {
  test('a name falls into its words', () => {
    expect(nameWords('HOWTO_RELEASE')).toEqual(['how', 'to', 'release']);
    expect(nameWords('MediaStrategyCharter')).toEqual(['media', 'strategy', 'charter']);
  });

  test('a stem loses the endings of documents and templates, but no version', () => {
    expect(stemOf('doc/ROADMAP.rst.txt')).toBe('ROADMAP');
    expect(stemOf('governance.md.tmpl')).toBe('governance');
    expect(stemOf('ROADMAP-TO-4.0.rst')).toBe('ROADMAP-TO-4.0');
    expect(stemOf('.github')).toBe('.github');
  });

  test('addresses say nothing; what is moved says nothing new', () => {
    expect(withoutAddresses('see https://example.org/a?b=c) and <http://x.example>!')).toBe('see ) and <>!');
    const before = bag(proseWords('One two. Three four: https://old.example/x'));
    const after = bag(proseWords('Three *four*\nOne two https://new.example/y'));
    expect(bagDifference(before, after)).toEqual({ added: 0, removed: 0 });
  });

  test.each([
    ['Date: July 24, 2018', '2018-07-24'],
    ['Last updated: 2021-09-07', '2021-09-07'],
    ['written on 25/06/2021', '2021-06-25'],
    ['as of 11/2024', '2024-11-30'],
    ['7 September 2021', '2021-09-07'],
    ['Sept. 2020', '2020-09-30'],
    ['February 2024', '2024-02-29'],
    ['version 2.0 of 31 February 2020', null],
    ['nothing', null],
  ])('the date in "%s"', (line, on) => {
    expect(dateIn(line)).toBe(on);
  });

  test('spans are said as people say them', () => {
    expect([0.01, 0.2, 1.1, 5.2, 23.4, 24, 75.6].map(inTime)).toEqual([
      'less than a day',
      '6 days',
      '5 weeks',
      '5 months',
      '23 months',
      '2 years',
      '6.3 years',
    ]);
  });
});
