/** The scorer of `npm run eval` on labels and readings of our own; its rules are those of reference/roadmap-items.md section 6. */
import { expect, test } from 'vitest';
import { f1, figuresOf, scoreDocument } from '../scripts/score-items.ts';
import type { LabelledDocument, LabelledUnit } from '../scripts/score-items.ts';

const unit = (title: string, first: number, last: number, more: Partial<LabelledUnit> = {}): LabelledUnit => ({
  title,
  section: ['Later'],
  lines: [first, last],
  role: 'unit',
  status: 'proposed',
  links: [],
  ...more,
});

const labelled: LabelledDocument = {
  doc_id: 'example',
  file: 'example.md',
  format: 'md',
  split: 'dev',
  items: [
    unit('Draw maps', 5, 8),
    unit('rivers', 6, 7, { role: 'part' }),
    unit('Read aloud', 10, 10, { links: ['#7'] }),
  ],
  non_items: [{ lines: [1, 3], ignore: true }],
};

test('a reading equal to the labels scores one, parts and ignored lines cost nothing', () => {
  const read = labelled.items.map((item) => ({ ...item, status: 'proposed' as const, links: item.links ?? [] }));
  const aside = { title: 'Purpose', section: [], lines: [1, 2] as const, status: 'proposed' as const, links: [] };
  const score = scoreDocument(labelled, [...read, aside]);
  expect(f1(score)).toBe(1);
  expect(figuresOf([score])).toMatchObject({ macroF1: 1, titles: 1, status: 1, section: 1, linksRecall: 1 });
});

test('what is invented, missed, titled or linked otherwise is counted', () => {
  const score = scoreDocument(labelled, [
    { title: 'Maps', section: [], lines: [5, 8], status: 'done', links: ['https://a.example'] },
    { title: 'Something else', section: ['Later'], lines: [20, 21], status: 'proposed', links: [] },
  ]);
  expect(score).toMatchObject({ found: 1, wrong: 1, missed: 1, titles: 0, status: 0, section: 0 });
  expect(score.links).toEqual({ right: 0, wrong: 1, missed: 0 });
  expect(f1(score)).toBe(0.5);
});

test('a document without units scores nought as soon as something is read from it', () => {
  const empty = { ...labelled, items: [] };
  expect(f1(scoreDocument(empty, []))).toBe(1);
  expect(f1(scoreDocument(empty, [{ title: 'x', section: [], lines: [30, 30], status: 'proposed', links: [] }]))).toBe(
    0,
  );
});
