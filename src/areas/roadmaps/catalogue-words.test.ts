import fc from 'fast-check';
import { expect, test } from 'vitest';
import { soughtWords, spacedQuery, unspacedQuery, wordsLike } from './catalogue-words.ts';

const texts = (typed: string) => soughtWords(typed).map(({ text }) => text);

test.each([
  ['Sparse arrays', ['sparse', 'arrays']],
  ['  project’s  C++/CUDA 3.12', ['project', 's', 'c', 'cuda', '3', '12']],
  ["'); drop table offer_version; --", ['drop', 'table', 'offer', 'version']],
  ['a & !b | (c <-> d):*', ['a', 'b', 'c', 'd']],
  ['%_%', []],
  ['数组 API', ['数组', 'api']],
  ['数组API标准', ['数组', 'api', '标准']],
  ['Schrödinger', ['schrödinger']],
  ['', []],
])('of “%s” the words are %j', (typed, words) => {
  expect(texts(typed)).toEqual(words);
});

test('the last word may be half a word, and runs without spaces are pairs of characters', () => {
  const [first, last] = soughtWords('sparse arr');
  expect([spacedQuery(first!), spacedQuery(last!)]).toEqual(["'sparse'", "'arr':*"]);
  expect(unspacedQuery(soughtWords('数组标')[0]!)).toBe("'数组' & '组标'");
  expect(unspacedQuery(soughtWords('数')[0]!)).toBe("'数':*");
});

test('whatever is typed, a query holds letters, digits and our own signs alone, and stays short', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (typed) => {
      const words = soughtWords(typed);
      expect(words.length).toBeLessThanOrEqual(8);
      for (const word of words) {
        expect(word.text).toMatch(/^[\p{L}\p{N}\p{M}]{1,200}$/u);
        expect(word.isUnspaced ? unspacedQuery(word) : spacedQuery(word)).not.toMatch(/[\0\\!|()<]/);
      }
    }),
  );
});

test('words like a misspelt one are a slip of the hand away, the nearest first; short words are taken as they are', () => {
  const known = ['sparse', 'spare', 'parse', 'documentation', 'tensor'];
  expect(wordsLike('spasre', known)[0]).toBe('sparse');
  expect(wordsLike('documantation', known)).toEqual(['documentation']);
  expect(wordsLike('ten', known)).toEqual([]);
  expect(wordsLike('zzzzzz', known)).toEqual([]);
});
