import { expect, test } from 'vitest';
import { dump } from '../../../../test/support/tree.ts';
import { readDocument } from '../index.ts';

async function read(lines: readonly string[]): Promise<string> {
  return dump(await readDocument(lines.join('\n'), 'html'));
}

test('the text of a page without what stands around it', async () => {
  expect(
    await read([
      '<html><head><title>Site</title></head><body>',
      '<nav><ul><li><a href="/">Home</a></li></ul></nav>',
      '<div class="sidebar"><ul><li>x</li></ul></div>',
      '<h1>Our',
      ' <em>plan</em></h1>',
      '<p>We <a href="a.html">plan</a>',
      'much.</p>',
      '<footer>(c)</footer></body></html>',
    ]),
  ).toBe(
    [
      String.raw`markup 1 "<head><title>Site</title></head>"`,
      String.raw`markup 2 "<nav><ul><li><a href=\"/\">Home</a></li></ul></nav>"`,
      String.raw`markup 3 "<div class=\"sidebar\"><ul><li>x</li></ul></div>"`,
      'section 4-8 1 "Our⏎ *plan*"',
      '  paragraph 6-7 "We [plan](a.html)⏎much."',
      '  markup 8 "<footer>(c)</footer>"',
    ].join('\n'),
  );
});

test('only the main part counts when the page names it', async () => {
  expect(await read(['<h1>Brand</h1>', '<main>', '<h2>Plan</h2>', '<p>x</p></main>', '<p>y</p>'])).toBe(
    ['markup 1-2 "<h1>Brand</h1>\\n<main>"', 'section 3-5 2 "Plan"', '  paragraph 4 "x"', '  markup 5 "<p>y</p>"'].join(
      '\n',
    ),
  );
});

test('lists, boxes, terms without a definition of their own, entries without an end tag', async () => {
  expect(
    await read([
      '<ul>',
      '<li>one <li><input type="checkbox" checked> two',
      '  <ol><li>nested</ol>',
      '</ul>',
      '<dl><dt>a &lt;b&gt;</dt>',
      '<dt>c</dt><dd>d',
      '</dd></dl>',
    ]),
  ).toBe(
    [
      'list 1-4',
      '  item 2',
      '    paragraph 2 "one"',
      '  item 2-3 [x]',
      '    paragraph 2 "two"',
      '    list 3 ordered',
      '      item 3',
      '        paragraph 3 "nested"',
      'definitions 5-7',
      '  definition 5 "a <b>"',
      '  definition 6-7 "c"',
      '    paragraph 6 "d"',
    ].join('\n'),
  );
});

test('a table of facts is a table, one that lays out the page is not', async () => {
  expect(await read(['<table><tr><th>A</th></tr>', '<tr><td>b</td></tr></table>'])).toBe(
    [
      'table 1-2',
      '  row 1',
      '    cell 1',
      '      paragraph 1 "A"',
      '  row 2',
      '    cell 2',
      '      paragraph 2 "b"',
    ].join('\n'),
  );
  expect(await read(['<table><tr><td class="menu">m</td>', '<td><h2>T</h2><p>x</p></td></tr></table>'])).toBe(
    ['markup 1 "<td class=\\"menu\\">m</td>"', 'section 2 2 "T"', '  paragraph 2 "x"'].join('\n'),
  );
});

test('templates: words inside translation blocks are text, statements are not', async () => {
  expect(
    await read([
      '{% extends "base.html" %}',
      '<h1>{% trans %}Goals{% endtrans %}</h1>',
      '<ul>{% for g in goals %}<li>{{ g }}</li>{% endfor %}</ul>',
      '<p>End</p>',
    ]),
  ).toBe(
    [
      String.raw`markup 1 "{% extends \"base.html\" %}"`,
      'section 2-4 1 "Goals"',
      '  markup 3 "<ul>{% for g in goals %}<li>{{ g }}</li>{% endfor %}</ul>"',
      '  paragraph 4 "End"',
    ].join('\n'),
  );
});

test('tags nested beyond all measure are read, not followed into the depth', async () => {
  const deep = await readDocument(`${'<div>'.repeat(50_000)}core${'<b>'.repeat(50_000)}`, 'html');
  expect(dump(deep)).toContain('core');
});

test('formatting over many blocks does not multiply them, stray end tags open no depth', async () => {
  const bold = Array.from({ length: 60 }, (_, index) => `<b i=${index}>`).join('');
  const tree = await readDocument(`<p>${bold}${'<p>x'.repeat(10_000)}`, 'html');
  expect(tree.children).toHaveLength(10_001);
  expect(dump(await readDocument(`${'<b></i>'.repeat(20_000)}core`, 'html'))).toContain('core');
});

test('pages written carelessly: nothing that stands between entries, rows or terms is lost', async () => {
  expect(
    await read([
      '<ul>before<li>one</li> after<div>more</div><li>two</ul>',
      '<dl><dd>early</dd><dt>term<dd>said</dl>',
      '<table><caption>Plans</caption>stray<tr><td>a<td>b<tr><td>c</table>',
      '<h2>Next</h3><p>x &copy 2026 &rarr; y</P><pre>',
      'code</pre>',
    ]),
  ).toBe(
    [
      'list 1',
      '  item 1',
      '    paragraph 1 "before"',
      '  item 1',
      '    paragraph 1 "one"',
      '    paragraph 1 "after"',
      '    paragraph 1 "more"',
      '  item 1',
      '    paragraph 1 "two"',
      'paragraph 2 "early"',
      'definitions 2',
      '  definition 2 "term"',
      '    paragraph 2 "said"',
      'paragraph 3 "Plans"',
      'paragraph 3 "stray"',
      'table 3',
      '  row 3',
      '    cell 3',
      '      paragraph 3 "a"',
      '    cell 3',
      '      paragraph 3 "b"',
      '  row 3',
      '    cell 3',
      '      paragraph 3 "c"',
      'section 4-5 2 "Next"',
      '  paragraph 4 "x © 2026 → y"',
      '  literal 4-5  "code"',
    ].join('\n'),
  );
});

test('a page of a site generator begins with its fields', async () => {
  expect(await read(['---', 'title: Plans', '---', '<h1>Plans</h1>', '<p>x</p>'])).toBe(
    ['fields 1-3', '  field 2 title', '    paragraph 2 "Plans"', 'section 4-5 1 "Plans"', '  paragraph 5 "x"'].join(
      '\n',
    ),
  );
});
