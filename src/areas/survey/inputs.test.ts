import { expect, test } from 'vitest';
import { correctAnswerInput } from './inputs.ts';

test('a link beside a correction is a full address of bearable length', () => {
  const withLink = (link: string) =>
    correctAnswerInput.safeParse({ key: 'roadmap', answer: 'good', reason: 'It moved (example).', link }).success;
  expect(withLink('')).toBe(true);
  expect(withLink('https://example.org/roadmap')).toBe(true);
  expect(withLink('http://example.org/roadmap')).toBe(false);
  expect(withLink(`https://example.org/${'x'.repeat(2_000)}`)).toBe(false);
});
