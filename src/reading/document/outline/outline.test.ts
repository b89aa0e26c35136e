import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatOf, outline } from '../index.ts';
import type { DocumentFormat } from '../index.ts';

const FORMATS: readonly DocumentFormat[] = ['rst', 'md', 'myst', 'html', 'ipynb', 'text'];

test('formats are told by the last ending that says something', () => {
  expect(formatOf('doc/roadmap.rst')).toBe('rst');
  expect(formatOf('doc/_sources/roadmap.rst.txt')).toBe('rst');
  expect(formatOf('web/roadmap.md.tmpl')).toBe('md');
  expect(formatOf('ROADMAP')).toBe('text');
  expect(formatOf('notes.txt')).toBe('text');
  expect(formatOf('plan.IPYNB')).toBe('ipynb');
  expect(formatOf('.gitignore')).toBe(null);
  expect(formatOf('roadmap.py')).toBe(null);
});

test('reStructuredText: levels follow the order of styles, over and under differ', () => {
  const found = outline(
    [
      '====',
      'Plan',
      '====',
      '',
      'Soon',
      '====',
      '',
      'Part `a` of :mod:`~x.y`',
      '-------------------------',
      '',
      'Later',
      '=====',
    ].join('\n'),
    'rst',
  );
  expect(found.title).toBe('Plan');
  expect(found.headings).toEqual([
    { level: 1, text: 'Plan', line: 2 },
    { level: 2, text: 'Soon', line: 5 },
    { level: 3, text: 'Part a of y', line: 8 },
    { level: 2, text: 'Later', line: 11 },
  ]);
  expect(found.lines).toBe(12);
});

test('reStructuredText: code, comments and running text with a rule below make no headings', () => {
  const found = outline(
    [
      'Title',
      '=====',
      '',
      'Example::',
      '',
      '  No',
      '  ==',
      '',
      '.. comment',
      '   Neither',
      '   =======',
      '',
      'two',
      'lines',
      '-----',
      '',
      '-----',
      '',
      'end',
    ].join('\n'),
    'rst',
  );
  expect(found.headings.map((heading) => heading.text)).toEqual(['Title']);
});

test('reStructuredText: links, navigation and includes are reported with their lines', () => {
  const found = outline(
    [
      'See `the plan',
      '<plan.html>`__ and https://example.org/a(b). Also :doc:`more <sub/more>`.',
      '',
      '.. toctree::',
      '   :maxdepth: 1',
      '',
      '   roadmap',
      '   Wishes <wishes/index>',
      '',
      '.. include:: ../ROADMAP.rst',
      '.. _NEP 1: https://example.org/nep1',
      '.. code-block:: text',
      '',
      '   https://example.org/not-a-link',
    ].join('\n'),
    'rst',
  );
  expect(found.links).toEqual([
    { text: 'the plan', target: 'plan.html', line: 1, via: 'text' },
    { text: '', target: 'https://example.org/a(b)', line: 2, via: 'address' },
    { text: 'more', target: 'sub/more', line: 2, via: 'role' },
    { text: '', target: 'roadmap', line: 7, via: 'toctree' },
    { text: 'Wishes', target: 'wishes/index', line: 8, via: 'toctree' },
    { text: 'NEP 1', target: 'https://example.org/nep1', line: 11, via: 'definition' },
  ]);
  expect(found.includes).toEqual([{ target: '../ROADMAP.rst', line: 10 }]);
});

test('Markdown: both heading styles, HTML headings, fences and comments', () => {
  const found = outline(
    [
      '---',
      'title: "The plan"',
      '---',
      '<!-- # no',
      '# no -->',
      '<h1 align="center">Project <b>X</b></h1>',
      '',
      'Goals of',
      'the year',
      '========',
      '',
      '```',
      '# no',
      '```',
      '## [Next](next.md) `steps` ##',
      '- item',
      '---',
    ].join('\n'),
    'md',
  );
  expect(found.headings).toEqual([
    { level: 1, text: 'Project X', line: 6 },
    { level: 1, text: 'Goals of the year', line: 8 },
    { level: 2, text: 'Next steps', line: 15 },
  ]);
  expect(outline('---\ntitle: "The plan"\n---\ntext\n', 'md').title).toBe('The plan');
});

test('a title is one line of plain signs: nothing in it turns the words around it', () => {
  expect(outline('# Road\u202emap\u2066 of\tus\n', 'md').title).toBe('Roadmap of us');
  expect(outline('Road\u202emap\n========\n', 'rst').title).toBe('Roadmap');
  expect(outline('<h1>\u202e</h1>', 'html').title).toBe(null);
});

test('Markdown: inline, reference, bare and HTML links; images are none', () => {
  const found = outline(
    [
      'Read [our',
      'plan](docs/plan.md "title") and [the board][b], [short], ![badge](x.svg) [![ci](y.svg)](ci/).',
      '<a href="wiki?a=1&amp;b=2">wiki</a> <https://example.org/x> http://example.org/y, `[no](no)` [ ] [x]',
      '',
      '```{include} ../CHANGES.md',
      '```',
      '{% include_relative part.md %}',
      '',
      '[b]: https://example.org/board',
      '[Short]: <short.md>',
    ].join('\n'),
    'md',
  );
  expect(found.links.filter((link) => link.via !== 'definition')).toEqual([
    { text: 'our plan', target: 'docs/plan.md', line: 1, via: 'text' },
    { text: 'ci', target: 'ci/', line: 2, via: 'text' },
    { text: 'wiki', target: 'wiki?a=1&b=2', line: 3, via: 'text' },
    { text: '', target: 'https://example.org/x', line: 3, via: 'address' },
    { text: '', target: 'http://example.org/y', line: 3, via: 'address' },
    { text: 'the board', target: 'https://example.org/board', line: 2, via: 'text' },
    { text: 'short', target: 'short.md', line: 2, via: 'text' },
  ]);
  expect(found.includes.map((include) => include.target)).toEqual(['../CHANGES.md', 'part.md']);
});

test('HTML: headings through translation blocks, links, no scripts', () => {
  const found = outline(
    [
      '<html><head><title>Site</title><script>"<h1>no</h1>"</script></head><body>',
      '<h1 class="x">',
      '  {% trans %}Our plan{% endtrans %}</h1>',
      '<!-- <h2>no</h2> -->',
      "<a class=b href='plan.html'>the <i>plan</i></a>",
      '{% include "parts/goals.html" %}',
    ].join('\n'),
    'html',
  );
  expect(found.headings).toEqual([{ level: 1, text: 'Our plan', line: 3 }]);
  expect(found.links).toEqual([{ text: 'the plan', target: 'plan.html', line: 5, via: 'text' }]);
  expect(found.includes).toEqual([{ target: 'parts/goals.html', line: 6 }]);
});

test('notebooks: headings of Markdown cells with the lines of the raw file', () => {
  const raw = JSON.stringify(
    {
      cells: [
        { cell_type: 'code', source: ['# not a heading\n'], outputs: [] },
        { cell_type: 'markdown', metadata: {}, source: ['# Plan\n', '\n', 'see [x](y.md)'] },
        { metadata: {}, source: ['## Next'], cell_type: 'markdown' },
      ],
    },
    null,
    1,
  );
  const lines = raw.split('\n');
  const found = outline(raw, 'ipynb');
  expect(found.headings.map((heading) => [heading.text, lines[heading.line - 1]?.trim()])).toEqual([
    ['Plan', String.raw`"# Plan\n",`],
    ['Next', '"## Next"'],
  ]);
  expect(found.links).toMatchObject([{ target: 'y.md' }]);
  expect(found.lines).toBe(lines.length);
});

test('an outline never throws and its lines lie inside the file, whatever the bytes', () => {
  const pieces = fc.constantFrom(
    '\n', '`', '``', '```', '<', '>', '[', ']', '](', ')', '_', '__', ':', '::', '.. ', '{%', '%}', '|', '=', '====', '----', '#',
    'http://', ' ', '  ', '"', '\\', '<a href=', '<h1>', '</h1>', '<!--', '-->', 'text', '{"cells":[', '"source":', '\r', '\u0000', '﻿', '\ud800',
  ); // prettier-ignore
  const mixture = fc
    .array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 80 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(mixture, fc.uint8Array({ maxLength: 200 })), fc.constantFrom(...FORMATS), (input, format) => {
      const found = outline(input, format);
      for (const { line } of [...found.headings, ...found.links, ...found.includes]) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(Math.max(found.lines, 1));
      }
    }),
    { numRuns: 2000 },
  );
});
