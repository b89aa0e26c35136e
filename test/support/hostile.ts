/** Openers, closers and joints of every format, alone and in pairs: what made parsers slow. Repeated to any size. */
export const MARKS: readonly string[] = [
  'a', 'a ', ' ', '\t', '\n', '\r', '\\', '\\\n', '-', '--', '- ', '-\n', '- a\n', '-a', '=', '==', '= =', '====\n', '* ', '*', '**', '***', '*a ', '**a ',
  '*a**', '_', '__', '_a ', 'a_', 'a__ ', 'a_ ', '~', '~~', '~~a ', '*_', '*a_ ', '**a*', '`', '``', '```', '```\n', '`a ', '`` ` ', '`a``', '`a`_ ', '` `',
  '|', '||', '|a ', '|a|', '| a |\n', '|-', '|-|-|\n', '|a|b|\n|-|-|\n', '[', '[[', '![', ']', '[]', '[](', '[a](', '[a](b', '[a](<b', '[a](b "c', '[a][', '[a][b]',
  '[a]', '[a]:', '[a]: b\n', '[^a]', '[^a]: ', '[ ] ', '- [ ] a\n', '](', '(', '((', ')', '<', '<<', '<a', '<a ', '<a\n', '<a>', '<a >', '<a b=', '<a b="',
  '<a href=x>', '<a href="x">', '<a href ', '</a>', '</', '<!', '<!--', '-->', '<!-- -->', '<!---', '<?', '<![CDATA[', '<b>', '<b', '<div>', '<div', '<div\n', '</div>', '<p>', '<h1>', '<h1 ',
  '<h2>a', '<h2>a</h2>', '<ul><li>', '<li>', '<ul>', '<dl><dt>a<dd>', '<dt>', '<dd>', '<table>', '<tr>', '<td>', '<table><tr><td>', '<title>', '<script>', '<style>', '<pre>', '<select>', '<option>', '<svg>',
  '<math>', '<form>', '<template>', '<main>', '<nav>', '<body>', '<html>', '<frameset>', '<textarea>', '<img src=', '<br>', '<font>', '<b><i>', '<a><b>', '<b></i>', '<p><b>', '<nobr>', '<button>', '<a href=x><p>',
  '<span class="a">', '<b a=b c=d>', '&', '&a', '&amp', '&amp;', '&#', '&#x', '&#0;', '&lt;', '{', '{{', '{{ ', '{{ a }}', '}}', '{%', '{% ', '{% a %}', '{% a %}\n', '{% for a in b %}\n', '{% endfor %}\n',
  '{% include ', '{{%', '{{<', '{#', '{#a', '{a}`', '{a', 'a {#b}', ':', '::', '::\n', ':a', ':a:', ':a:`', ':a: ', ':a: b\n', ':a:`b` ', ':ref:`a <', '`a <b', '`a <b>`_ ', ':::', ':::{a}\n', ':::a\n', '..',
  '.. ', '.. a\n', '.. a::\n', '.. a:: b\n   c\n', '.. a::\n   :b: c\n', '.. _', '.. _a:\n', '.. _a: b\n', '.. _`a', '.. |a', '.. |a| replace:: b\n', '.. [1] a\n', '.. [', '__ a\n', '.. csv-table::\n\n   "',
  '.. list-table::\n\n   * - a\n', '.. include:: a\n', 'a::\n\n b\n', 'a\n b\n', 'a\n  b\n\n', 'a\n===\n', 'a\n---\n', 'a\n-\n', '===\na\n===\n', '+', '+-', '+-+\n', '+---+\n', '+---+\n| a |\n', '+--+--+\n', '== ==\n',
  '== ==\na b\n', '=== ', '>>> ', '>>> a\n', '>', '> ', '> a\n', '> a\nb\n', '>- ', '- > ', '1. ', '1. a\n', '#. a\n', 'i. a\n', '(a) b\n', 'a) b\n', '- a\n\n', '- a\nb\n', '- a\n  - b\n', '# ', '# a\n', '## a\n', '#',
  'http://', 'http://a', 'http://a.(', 'http://a ', 'www.', 'www.a ', 'a@b.c ', 'a.a_', 'a:a', ':a:a', '(a)=\n', '% a\n', '+++\n', '+++ a\n', '---\n', '---\na: b\n', '...', '"', '""', "'", '",', '"a"', '{"cells":[',
  '{"cells":[{"cell_type":"markdown","source":["a"]},', '{"a":', '[[[', '"\\"', '\\u', '{"source":"', '\u00e9', '\u{1f600}', '\u2028', '\u0000', '#1 ', 'gh-1 ', '✅', 'a. ', 'A. B ', 'e.g. ', '. A', ', so ', '( ', '() ',
  'we want to ', 'we would like to:\n\n- a\n', '**a**\n\n- b\n', '**a**: b\n', '- **a**: b\n', '- a and/or\n', '<del>', '<s>a</s>', '$', '$$', '%%', '^', '@', '-8<- "', '--8<-- "a"\n',
  'in the \n', 'the a roadmap ', 'examples of ', 'should we ', 'status: ', '(done ', '(done) ', '[done', '\u00a0',
]; // prettier-ignore

/** What can come before or after a repeated mark and change what it costs. */
export const FRAMES: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['# ', '\n\ntext\n'],
  ['- ', '>'],
  ['.. note:: ', '`'],
  ['<p>', '</p>'],
  ['[', '](x)'],
  ['# Roadmap\n\n', '\n\n- a\n'],
]; // prettier-ignore

export function repeated(mark: string, size: number, [before, after]: readonly [string, string]): string {
  const inner = Math.max(1, Math.floor((size - before.length - after.length) / mark.length));
  return before + mark.repeat(inner) + after;
}

/** One notebook cell around a text, for the Markdown inside notebooks. */
export function asNotebook(text: string): string {
  return JSON.stringify({ cells: [{ cell_type: 'markdown', source: text }] });
}
