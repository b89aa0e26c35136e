import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { allText, coveredLines, childrenOf, dump } from '../../../test/support/tree.ts';
import { guessFormat, isBinary, LIMITS, outline, readDocument } from './index.ts';
import type { DocumentFormat, DocumentTree, Node } from './index.ts';

const FORMATS: readonly DocumentFormat[] = ['rst', 'md', 'myst', 'html', 'ipynb', 'text'];

/** Marks that open or close something in one of the formats. */
const MARKS = [
  '*', '**', '_', '__', '`', '``', '```', '~~~', '|', '||', '[', ']', '](', '](x)', ')', '<', '>', '<b>', '</b>', '<a href="x">', '<!--',
  '-->', '<div>', '<ul><li>', '<table><tr><td>', '{%', '%}', '{{', '}}', '{x}`', '{% x %}', '{% for %}', '{% endfor %}', ':', '::', ':x:', ':x:`', '.. ',
  '.. x::', '.. _x: y', '.. |x| replace:: y', '.. [1] ', '==', '====', '----', '--', '- ', '* ', '+ ', '1. ', '#. ', 'i. ', '(a) ', '# ', '## ',
  '> ', '| ', '>>> ', '+---+', '|-|-|', '|a|b|', '=== ===', '---', '+++', '    ', '  ', '\t', '\\', '&amp;', '&#0;', '[x]: y', '[ ] ', '[x] ',
  '[^1]: ', ':::{x}', ':::', '(x)=', '% ', 'http://a.b', 'www.a', '"', "'", '{"cells": [', '{"cell_type": "markdown", "source": ["', '"]}', ']}',
] as const; // prettier-ignore

const line = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...MARKS) },
      { weight: 2, arbitrary: fc.constantFrom('word', 'more', 'x', ' ') },
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const document = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));

test('no bytes whatever make reading throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(document, fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 })),
      fc.constantFrom(...FORMATS),
      async (input, format) => {
        const tree = await readDocument(input, format);
        expect(tree.format).toBe(format);
      },
    ),
    { numRuns: 600 },
  );
});

test('no line that is not blank is lost, and nothing lies outside what holds it', async () => {
  await fc.assert(
    fc.asyncProperty(
      document,
      fc.constantFrom<DocumentFormat>('rst', 'md', 'myst', 'text', 'html'),
      async (text, format) => {
        const tree = await readDocument(text, format);
        const covered = coveredLines(tree, format === 'html' || text.includes('<'));
        const lines = text.replaceAll('\r', ' ').split('\n');
        const lost = lines.flatMap((raw, index) => (raw.trim() === '' || covered.has(index + 1) ? [] : [index + 1]));
        expect({ lost, tree: lost.length > 0 ? dump(tree) : '' }).toEqual({ lost: [], tree: '' });
        expectNested(tree, lines.length);
      },
    ),
    { numRuns: 2500 },
  );
});

test('no word is lost, wherever it stands', async () => {
  const words = fc
    .array(fc.constantFrom('alpha', 'beta', 'gamma', 'delta'), { minLength: 1, maxLength: 3 })
    .map((list) => list.join(' '));
  const prefix = fc.constantFrom(
    '',
    '',
    '- ',
    '  - ',
    '1. ',
    '> ',
    '# ',
    '    ',
    '   ',
    '* ',
    '**',
    '| ',
    ':name: ',
    '.. note:: ',
    '.. ',
    '`',
    '[',
    '<p>',
    '<ul><li>',
    '</ul>',
    '<dl><dd>',
    '<table><tr><td>',
    '</table><b>',
    '<table><caption>',
    '&',
  );
  const numbered = fc.array(fc.tuple(prefix, words), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      numbered,
      fc.constantFrom<DocumentFormat>('rst', 'md', 'myst', 'text', 'html'),
      async (parts, format) => {
        const lines = parts.flatMap(([mark, text], index) => [
          `${mark}${text} n${index}n`,
          ...(index % 3 === 0 ? [''] : []),
        ]);
        const text = allText(await readDocument(lines.join('\n'), format));
        expect(parts.map((_, index) => `n${index}n`).filter((word) => !text.includes(word))).toEqual([]);
      },
    ),
    { numRuns: 800 },
  );
});

function expectNested(tree: DocumentTree, lines: number): void {
  const walk = (node: Node, first: number, last: number): void => {
    expect(node.first).toBeGreaterThanOrEqual(first);
    expect(node.last).toBeLessThanOrEqual(last);
    expect(node.first).toBeLessThanOrEqual(node.last);
    for (const child of childrenOf(node)) walk(child, node.first, node.last);
  };
  for (const block of tree.children) walk(block, 1, Math.max(1, lines));
}

/** Texts that made a prototype or a library slow: one mark repeated, on one line and on many. */
const HOSTILE = [
  '*a ', '**a ', '_a ', '`a ', '`` ` ', '[', '[a](', '![', '](', '[a][b]', '<', '<a ', '<a href=x>', '<h1>', 'http://a.(', 'a.a_', ':a', ':a:`', '|a ', '\\',
  '{%', '{{', '&', 'a\n-\n', '> a\nb\n', '- a\n  - b\n', '1. a\n', '| a |\n', '+-+\n', '+--+--+\n', '== ==\n', '.. a::\n', 'a::\n\n b\n', ':a: b\n', 'a\n b\n',
  '```\n', ':::{a}\n', '[a]: b\n', '(a)=\n', '<!--\n', '<div>', '>', '- ', '{"cells":[', '"\\"',
] as const; // prettier-ignore

// oxlint-disable no-extend-native -- the only way to count what searching touches; put back after each call
const { indexOf, slice, includes } = Object.getOwnPropertyDescriptors(String.prototype);

afterEach(() => {
  Object.defineProperties(String.prototype, { indexOf, slice, includes });
});

/** Characters that searching and cutting touch while `work` runs: a measure of its steps that no other load on the machine changes. */
function stepsOf(work: () => unknown): number {
  let steps = 0;
  const search = (text: string, needle: string, from: number): number => {
    const found: number = Reflect.apply(indexOf.value!, text, [needle, from]);
    steps += (found < 0 ? text.length : found) - from + 1;
    return found;
  };
  Object.defineProperties(String.prototype, {
    indexOf: {
      ...indexOf,
      value(this: string, needle: string, from = 0) {
        return search(this, needle, from);
      },
    },
    includes: {
      ...includes,
      value(this: string, needle: string, from = 0) {
        return search(this, needle, from) >= 0;
      },
    },
    slice: {
      ...slice,
      value(this: string, ...args: readonly number[]) {
        const part: string = Reflect.apply(slice.value!, this, args);
        steps += part.length + 1;
        return part;
      },
    },
  });
  try {
    void work();
  } finally {
    Object.defineProperties(String.prototype, { indexOf, slice, includes });
  }
  return steps;
}

test.each(['rst', 'md', 'myst', 'text'] as const)(
  '%s: four times the text takes about four times the steps',
  (format) => {
    for (const seed of HOSTILE) {
      const text = (size: number): string => seed.repeat(Math.ceil(size / seed.length));
      for (const read of [outline, readDocument]) {
        // All work of readDocument on these formats is done before it first waits.
        const small = stepsOf(() => read(text(4000), format));
        const large = stepsOf(() => read(text(16_000), format));
        expect(large, `${JSON.stringify(seed)} by ${read.name}`).toBeLessThan(small * 6 + 20_000);
      }
    }
  },
);

test.each(['html', 'ipynb'] as const)(
  '%s: the outline of four times the text takes about four times the steps',
  (format) => {
    for (const seed of HOSTILE) {
      const small = stepsOf(() => outline(seed.repeat(1000), format));
      const large = stepsOf(() => outline(seed.repeat(4000), format));
      expect(large, JSON.stringify(seed)).toBeLessThan(small * 6 + 20_000);
    }
  },
);

test('documents longer than the limit are read to a line’s end, and say so', async () => {
  const text = 'twelve words stand on this line and nothing else\n'.repeat(30_000);
  const tree = await readDocument(Buffer.from(text), 'md');
  expect(tree.cuts.map((cut) => cut.because)).toEqual(['size']);
  expect(tree.lines).toBe(Math.floor(LIMITS.bytes / 49));
  expect(outline(text, 'rst').cut).toBe(true);
  expect((await readDocument(`${'x'.repeat(30_000)}\n\nend`, 'rst')).cuts).toEqual([
    { because: 'line-length', line: 1 },
  ]);
});

test('bytes of other encodings are read: a byte order mark, UTF-16, Latin-1', async () => {
  for (const bytes of [
    Buffer.from('\u{feff}Größe\n=====\n'),
    Buffer.from('\u{feff}Größe\n=====\n', 'utf16le'),
    Buffer.from('Größe\r\n=====\r\n', 'latin1'),
  ]) {
    expect(outline(bytes, 'rst').title).toBe('Größe');
    expect(dump(await readDocument(bytes, 'rst'))).toBe('section 1-2 1 "Größe"');
  }
  expect(isBinary(Buffer.from([0x89, 0x50, 0, 0]))).toBe(true);
  expect(isBinary(Buffer.from('\u{feff}text', 'utf16le'))).toBe(false);
});

test('notebooks: Markdown cells with the lines of the raw file; code cells are left out', async () => {
  const raw = JSON.stringify(
    {
      cells: [
        { cell_type: 'markdown', source: ['# Plan\n', '\n', '- one\n', '- two'] },
        { cell_type: 'code', source: ['# no heading'], outputs: [{ text: ['- no entry'] }] },
        { cell_type: 'markdown', source: '## Next\n\ntext' },
      ],
    },
    null,
    1,
  );
  const tree = await readDocument(raw, 'ipynb');
  const at = (text: string): number => raw.split('\n').findIndex((row) => row.includes(text)) + 1;
  expect(dump(tree)).toBe(
    [
      `section ${at('# Plan')}-${at('## Next')} 1 "Plan"`,
      `  list ${at('- one')}-${at('- two')}`,
      `    item ${at('- one')}`,
      `      paragraph ${at('- one')} "one"`,
      `    item ${at('- two')}`,
      `      paragraph ${at('- two')} "two"`,
      `  section ${at('## Next')} 2 "Next"`,
      `    paragraph ${at('## Next')} "text"`,
    ].join('\n'),
  );
  expect(dump(await readDocument(raw.slice(0, raw.indexOf('code')), 'ipynb'))).toContain('Plan');
});

test('text without a name tells its format by how it begins', () => {
  const guess = (text: string): DocumentFormat => guessFormat(Buffer.from(text));
  expect(guess('<!DOCTYPE html><p>x')).toBe('html');
  expect(guess('{"cells": []}')).toBe('ipynb');
  expect(guess('.. _x:\n\nTitle\n=====\n')).toBe('rst');
  expect(guess('# Title\n\n- [ ] a\n')).toBe('md');
  expect(guess('Plan\n\n- a\n')).toBe('text');
});
