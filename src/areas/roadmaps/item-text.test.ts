import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { conditionKey, emptyText, itemBody, itemTextDigest, itemTextInput, readItemBody } from './item-text.ts';
import type { ItemText } from './item-types.ts';
import { digestByDatabase } from './store/items.ts';

const { db } = await testDatabase();

const FULL = {
  title: 'Read tides in parallel',
  summary: 'Tide tables are read on as many cores as there are.',
  goal: 'A year of tides is read in a minute.',
  rationale: 'Ports wait an hour for each table.',
  plan: 'First the reader,\nthen the writer.',
  beneficiaries: [{ who: 'Ports', gain: 'An hour each morning' }],
  details: 'One task a file.',
  workTypes: ['documentation', 'performance', 'performance'],
  skills: ['writing', 'code'],
  scale: ['users'],
  estimate: { currency: 'usd', priceDate: '2026-11-01', lines: [{ role: 'developer', low: '1 month', high: '0.25' }] },
  conditions: [{ text: 'Adopted by one port (example)', outside: true }, { text: 'Adopted by one port (example)' }],
  healthEffect: 'Fewer reports of slowness.',
  volunteerImpact: 'Two more reviews a month.',
  reviewTime: 'A tenth of it.',
  cadence: 'quarterly',
  notPromised: ['A speed', '', 'A speed'],
};

test('one wording has one canonical text, whatever order it was written in', () => {
  const text = itemTextInput.parse(FULL);
  const turned = itemTextInput.parse(Object.fromEntries(Object.entries(FULL).toReversed()));
  expect(itemBody(turned)).toBe(itemBody(text));
  expect(text.workTypes).toEqual(['performance', 'documentation']);
  expect(text.scale).toEqual({ size: 'large', because: ['users'] });
  expect(text.conditions).toEqual([
    { key: conditionKey('Adopted by one port (example)'), text: 'Adopted by one port (example)', outside: true },
  ]);
  expect(text.notPromised).toEqual(['A speed']);
  expect(text.estimate).toMatchObject({
    currency: 'USD',
    lines: [{ low: '1 month', likely: '2 months', high: '0.25' }],
  });
});

const texts: fc.Arbitrary<ItemText> = fc
  .record({
    title: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }),
    plan: fc.string({ unit: 'grapheme-ascii' }),
    goal: fc.string(),
  })
  .map((some) => ({ title: `é改 x${some.title}`, plan: `${some.plan}\u202e\u0000`, goal: some.goal }))
  .map((some) => itemTextInput.parse({ ...FULL, ...some }));

test('what is kept is read back the same, whatever was typed', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(readItemBody(text.title, itemBody(text))).toEqual(text);
      expect(itemBody(readItemBody(text.title, itemBody(text)))).toBe(itemBody(text));
    }),
  );
});

test('the database reckons the same digest', async () => {
  await db.read(async (tx) => {
    for (const text of [...fc.sample(texts, 20), emptyText('Only a title')]) {
      expect(await digestByDatabase(tx, text.title, itemBody(text))).toBe(itemTextDigest(text.title, itemBody(text)));
    }
  });
});

test.each(['title', 'summary', 'goal', 'rationale', 'notPromised'] as const)(
  'a character that no document can show is refused when it is typed, in %s',
  (field) => {
    const typed = field === 'notPromised' ? ['A \ufdfa'] : 'A \ufdfa';
    const read = itemTextInput.safeParse({ title: 'T', [field]: typed });
    expect(read.error?.issues[0]?.message).toContain('U+FDFA');
    expect(itemTextInput.safeParse({ title: '改进文档 é 🌊' }).success).toBe(true);
  },
);

test.each([
  ['no title', { title: ' \u200b ' }, /title/],
  ['an unknown kind of work', { title: 'x', workTypes: ['magic'] }, /from the list/],
  ['none beside one of the four', { title: 'x', scale: ['none', 'users'] }, /none of them/],
  ['a wrong estimate', { title: 'x', estimate: { currency: 'USD', priceDate: '2026-11-01' } }, /at least one part/],
  [
    'more than the database takes',
    {
      title: 'x',
      details: '"'.repeat(8_000),
      plan: '"'.repeat(4_000),
      rationale: '"'.repeat(4_000),
      goal: '"'.repeat(1_500),
      healthEffect: '"'.repeat(2_000),
      volunteerImpact: '"'.repeat(2_000),
      reviewTime: '"'.repeat(600),
      beneficiaries: Array.from({ length: 8 }, (_, n) => ({ who: `w${n}`, gain: '"'.repeat(300) })),
      conditions: Array.from({ length: 12 }, (_, n) => ({ text: `c${n}${'"'.repeat(390)}` })),
    },
    /too long/,
  ],
])('%s is refused with a sentence', (_, raw, sentence) => {
  const read = itemTextInput.safeParse(raw);
  expect(read.success).toBe(false);
  expect(read.error?.issues.map(({ message }) => message).join(' ')).toMatch(sentence);
});
