import { expect, test } from 'vitest';
import { dump, show } from '../../../../test/support/tree.ts';
import { sourceOf } from '../source.ts';
import type { Section } from '../tree.ts';
import { readRst } from './index.ts';
import type { Lists } from './index.ts';

function read(lines: readonly string[], lists: Lists = 'as-meant'): ReturnType<typeof readRst> {
  return readRst(sourceOf(lines.join('\n')), 'rst', false, lists);
}

/** The inline text of a document of one paragraph. */
function inline(text: string, ...rest: string[]): string {
  const [first] = read([text, '', ...rest]).children;
  return first?.kind === 'paragraph' ? show(first.inline) : 'no paragraph';
}

test('sections nest by the order in which styles appear; a line over the title makes another style', () => {
  const tree = read(['=====', 'Title', '=====', '', 'One', '===', 'text', '', 'Sub', '---', 'Two', '===', '', '- end']);
  expect(dump(tree)).toBe(
    [
      'section 1-14 1 "Title"',
      '  section 5-10 2 "One"',
      '    paragraph 7 "text"',
      '    section 9-10 3 "Sub"',
      '  section 11-14 2 "Two"',
      '    list 14',
      '      item 14',
      '        paragraph 14 "end"',
    ].join('\n'),
  );
  expect((tree.children[0] as Section).heading).toEqual({ first: 2, last: 3 });
});

test('an underline shorter than the title counts from four characters on; below text of two lines it is text', () => {
  expect(dump(read(['A longer title', '----', 'x']))).toContain('section 1-3 1 "A longer title"');
  expect(dump(read(['A longer title', '---', 'x']))).toBe('paragraph 1-3 "A longer title⏎---⏎x"');
  expect(dump(read(['two', 'lines', '-----']))).toBe('paragraph 1-3 "two⏎lines⏎-----"');
});

test('a rule parts sections, a title without its partner is read on', () => {
  expect(dump(read(['above', '', '-----', '', 'below']))).toBe(
    'paragraph 1 "above"\ntransition 3\nparagraph 5 "below"',
  );
  expect(dump(read(['=====', 'Title', '-----', 'x']))).toBe('transition 1\nsection 2-4 1 "Title"\n  paragraph 4 "x"');
});

test('bullets and numbers nest by indentation, with blank lines or without', () => {
  const tree = read(['* one', '', '  1. first', '  2. second', '     goes on', '* two', '+ other']);
  expect(dump(tree)).toBe(
    [
      'list 1-6',
      '  item 1-5',
      '    paragraph 1 "one"',
      '    list 3-5 ordered',
      '      item 3',
      '        paragraph 3 "first"',
      '      item 4-5',
      '        paragraph 4-5 "second⏎goes on"',
      '  item 6',
      '    paragraph 6 "two"',
      'list 7',
      '  item 7',
      '    paragraph 7 "other"',
    ].join('\n'),
  );
});

test('enumerators count on: letters, Roman numbers, automatic ones; a sentence that begins with a number is text', () => {
  expect(dump(read(['i. a', 'ii. b', '', '(A) c', '(B) d', '', '#. e', '#. f'])).match(/item/g)).toHaveLength(6);
  expect(dump(read(['1984. A year', 'and a book']))).toBe('paragraph 1-2 "1984. A year⏎and a book"');
  expect(dump(read(['mill. word'])).startsWith('paragraph')).toBe(true);
});

test('entries nested without a blank line are a list to a person and running text to docutils', () => {
  const lines = ['- Easier things', '  - simplify', '  - document them', '- Others'];
  expect(dump(read(lines, 'as-written'))).toContain('paragraph 1-3 "Easier things⏎- simplify⏎- document them"');
  expect(dump(read(lines))).toBe(
    [
      'list 1-4',
      '  item 1-3',
      '    paragraph 1 "Easier things"',
      '    list 2-3',
      '      item 2',
      '        paragraph 2 "simplify"',
      '      item 3',
      '        paragraph 3 "document them"',
      '  item 4',
      '    paragraph 4 "Others"',
    ].join('\n'),
  );
});

test('a list indented below its introduction is no definition to a person', () => {
  const lines = ['- Extend the interface:', '    - in one way', '    - in another', '- Next'];
  expect(dump(read(lines, 'as-written'))).toContain('definitions');
  expect(dump(read(lines))).toContain('    paragraph 1 "Extend the interface:"\n    list 2-3');
  expect(dump(read(['Goals:', '- one', '- two', '  goes on', '- three', '', 'end'])).match(/item/g)).toHaveLength(3);
});

test('a dash at the start of a wrapped line is no list', () => {
  expect(dump(read(['five minus two', '- that is three - and so on']))).toBe(
    'paragraph 1-2 "five minus two⏎- that is three - and so on"',
  );
});

test('definitions, fields and options', () => {
  expect(dump(read(['term', '  what it is', '', 'other', '  more', '', '  even more']))).toBe(
    [
      'definitions 1-7',
      '  definition 1-2 "term"',
      '    paragraph 2 "what it is"',
      '  definition 4-7 "other"',
      '    paragraph 5 "more"',
      '    paragraph 7 "even more"',
    ].join('\n'),
  );
  expect(dump(read([':Status: Draft', ':Author: A. Example', '  and others', 'text']))).toBe(
    [
      'fields 1-3',
      '  field 1 Status',
      '    paragraph 1 "Draft"',
      '  field 2-3 Author',
      '    paragraph 2-3 "A. Example⏎and others"',
      'paragraph 4 "text"',
    ].join('\n'),
  );
  expect(dump(read(['-o FILE, --output=FILE  where it goes', '-v                      loud']))).toContain(
    'field 1 -o file, --output=file',
  );
});

test('simple tables: rows begin in the first column, borders part the head', () => {
  const tree = read([
    '=====  ======',
    'Name   Status',
    '=====  ======',
    'a      done',
    '       soon',
    'b      open',
    '=====  ======',
  ]);
  expect(dump(tree)).toBe(
    [
      'table 1-7',
      '  row 2',
      '    cell 2',
      '      paragraph 2 "Name"',
      '    cell 2',
      '      paragraph 2 "Status"',
      '  row 4-5',
      '    cell 4-5',
      '      paragraph 4 "a"',
      '    cell 4-5',
      '      paragraph 4-5 "done⏎soon"',
      '  row 6',
      '    cell 6',
      '      paragraph 6 "b"',
      '    cell 6',
      '      paragraph 6 "open"',
    ].join('\n'),
  );
});

test('grid tables: cells hold blocks, columns may be joined', () => {
  const tree = read(['+---+-----+', '| a | - x |', '|   | - y |', '+===+=====+', '| joined  |', '+---+-----+']);
  expect(dump(tree)).toBe(
    [
      'table 1-6',
      '  row 2-3',
      '    cell 2-3',
      '      paragraph 2 "a"',
      '    cell 2-3',
      '      list 2-3',
      '        item 2',
      '          paragraph 2 "x"',
      '        item 3',
      '          paragraph 3 "y"',
      '  row 5',
      '    cell 5',
      '      paragraph 5 "joined"',
    ].join('\n'),
  );
});

test('directives: argument, options, body as text, as code, as a table', () => {
  const tree = read([
    '.. note:: Work is',
    '   under way.',
    '',
    '.. figure:: a.png',
    '   :alt: a picture',
    '',
    '   The caption.',
    '',
    '.. code-block:: python',
    '',
    '   x = 1',
    '',
    '.. list-table::',
    '   :header-rows: 1',
    '',
    '   * - A',
    '     - B',
    '   * - c',
    '     - d',
    '',
    '.. include:: other.rst',
  ]);
  expect(dump(tree)).toBe(
    [
      'directive 1-2 note ""',
      '  paragraph 1-2 "Work is⏎under way."',
      'directive 4-7 figure "a.png" alt=a picture',
      '  paragraph 7 "The caption."',
      'directive 9-11 code-block "python"',
      '  literal 11 python "x = 1"',
      'table 13-19',
      '  row 16-17',
      '    cell 16',
      '      paragraph 16 "A"',
      '    cell 17',
      '      paragraph 17 "B"',
      '  row 18-19',
      '    cell 18',
      '      paragraph 18 "c"',
      '    cell 19',
      '      paragraph 19 "d"',
      'include 21 other.rst',
    ].join('\n'),
  );
});

test('comments, labels, footnotes and literal blocks keep their lines', () => {
  const tree = read([
    '.. _here:',
    '',
    '.. hidden',
    '   words',
    '',
    '.. [1] a note',
    '',
    'Code::',
    '',
    '  x',
    '',
    '    y',
    '',
    '..',
    '',
    '  quoted',
  ]);
  expect(dump(tree)).toBe(
    [
      'target 1 label here ->',
      'comment 3-4 "hidden\\nwords"',
      'target 6 footnote 1 ->',
      '  paragraph 6 "a note"',
      'paragraph 8 "Code:"',
      'literal 10-12  "x\\n\\n  y"',
      'comment 14 ""',
      'quote 16',
      '  paragraph 16 "quoted"',
    ].join('\n'),
  );
});

test('inline: emphasis, code, roles, addresses; marks inside words are text', () => {
  expect(inline('*a* **b** ``c d`` :issue:`12` `x` :ref:`Words <name>` :py:class:`~m.K`')).toBe(
    '*a* **b** `c d` {issue|12|12} {|x|x} {ref|Words|name} {py:class|K|m.K}',
  );
  expect(inline('2*3*4 and snake_case_name, __init__ and 5 * 6 * 7')).toBe(
    '2*3*4 and snake_case_name, __init__ and 5 * 6 * 7',
  );
  expect(inline('see https://example.org/a_(b)_c, (http://example.org).')).toBe(
    'see [https://example.org/a_(b)_c](https://example.org/a_(b)_c), ([http://example.org](http://example.org)).',
  );
  expect(inline(String.raw`not \*emphasised\*, re\ **bold**\ ness`)).toBe('not *emphasised*, re**bold**ness');
  expect(inline('"*" and (**) and `` and a ` alone')).toBe('"*" and (**) and `` and a ` alone');
});

test('inline: named, anonymous and embedded targets are resolved, through other names too', () => {
  expect(
    inline(
      '`a thing`_, word_, `gone`_ and `here <x.html>`__',
      '.. _a thing: http://example.org/a',
      '.. _word: `a thing`_',
    ),
  ).toBe('[a thing](http://example.org/a), [word](http://example.org/a), [gone](?gone) and [here](x.html)');
  expect(inline('first__ and `second one`__', '__ http://example.org/1', '.. __: http://example.org/2')).toBe(
    '[first](http://example.org/1) and [second one](http://example.org/2)',
  );
});

test('substitutions: replaced text, and two of raw HTML that strike out what is between them', () => {
  const definitions = [
    '.. |on| raw:: html',
    '',
    '   <strike>',
    '',
    '.. |off| raw:: html',
    '',
    '   </strike>',
    '',
    '.. |p| replace:: the *project*',
  ];
  expect(inline('|on| done :issue:`3` |off| but |p|, |unknown|', ...definitions)).toBe(
    '~~ done {issue|3|3} ~~ but the *project*, unknown',
  );
});

test('a link over two lines keeps the line on which it begins', () => {
  const [paragraph] = read(['one', 'two `three', 'four <x>`__ five']).children;
  expect(paragraph?.kind === 'paragraph' && paragraph.inline.map((node) => [node.kind, node.line])).toEqual([
    ['text', 1],
    ['link', 2],
    ['text', 3],
  ]);
});

test('nesting beyond the limit is read as text, and said', () => {
  const lines = Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- level ${depth}`);
  const tree = read(lines.flatMap((line) => [line, '']));
  expect(tree.cuts.some((cut) => cut.because === 'depth')).toBe(true);
  expect(dump(tree)).toContain('level 59');
});
