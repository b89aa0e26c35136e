import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocument } from '../document/index.ts';
import type { DocumentFormat } from '../document/index.ts';
import { readItems } from './index.ts';
import type { ItemsReading } from './index.ts';

async function read(text: string, format: DocumentFormat = 'md'): Promise<ItemsReading> {
  return readItems(await readDocument(text.replace(/^\n/, ''), format));
}

/** One line a unit: section > title, lines, status (with ! when stated), links; parts indented. */
async function items(text: string, format: DocumentFormat = 'md'): Promise<string[]> {
  const reading = await read(text, format);
  return reading.items.flatMap((item) => [
    [...item.section, item.title].join(' > ') +
      ` @${item.lines.join('-')} ${item.status}${item.statusStated ? '!' : ''}` +
      (item.links.length > 0 ? ` ${item.links.join(' ')}` : ''),
    ...item.parts.map((part) => `  - ${part.title} @${part.lines.join('-')} ${part.status}`),
  ]);
}

test('rule 4: a heading over prose about work is the unit, to its last line and without definitions after it', async () => {
  expect(
    await items(`
# Plans

## Faster start ([#7])
We would like the program to start in a second.

It [could][why] load less.

[#7]: https://forge.example/7
[why]: https://forge.example/why

## Where it came from
The project began in a garage in 2009.
`),
  ).toEqual(['Faster start @3-6 proposed https://forge.example/7 https://forge.example/why']);
});

test('rule 1: purpose, process, history and a tracker in place of a list are no items', async () => {
  const reading = await read(`
# Roadmap

This page lists what we want.

## About this document
- It is kept by the board
- It should be read twice

## How to contribute?
Please open an issue; we will answer.

## History
### 2019
- Added sound

## Tracking
Issues tagged with the goal label are roadmap items. Milestones say when a pull request is due.
`);
  expect(reading.items).toEqual([]);
  expect(reading.headings.map(({ title, taken }) => `${title}: ${taken}`)).toEqual([
    'Roadmap: title',
    'About this document: no item',
    'How to contribute?: no item',
    'History: no item',
    'Tracking: no item',
  ]);
});

test('rules 5 and 6: a list that spells out one goal holds parts, any other list holds units', async () => {
  expect(
    await items(`
# Roadmap

## Better manual
The manual is hard to follow. Specific tasks:

- rewrite the tutorial
- translate it

## Speed
Things are slow on old machines.

- a cache for pictures (see #12)
- Draw lazily, so that nothing is drawn twice when a window moves over another one

## Storage
Other ideas include:

1. a database
2. plain files
`),
  ).toEqual([
    'Better manual @3-7 proposed',
    '  - rewrite the tutorial @6-6 proposed',
    '  - translate it @7-7 proposed',
    'Speed > a cache for pictures @12-12 proposed #12',
    'Speed > Draw lazily @13-13 proposed',
    'Storage > a database @18-18 proposed',
    'Storage > plain files @19-19 proposed',
  ]);
});

test('rule 5, exception: labelled entries are units of their own', async () => {
  expect(
    await items(`
# Roadmap
## Editor
We want to:
- **Folding**: hide what is not needed
- **Search**: find by sound, too
`),
  ).toEqual(['Editor > Folding @4-4 proposed', 'Editor > Search @5-5 proposed']);
});

test('lists of examples, problems, principles and needs leave the heading the unit', async () => {
  expect(
    await items(
      `
Roadmap
=======

Grids
-----
We plan to support other grids, e.g.:

- hexagons
- triangles

The present code has several problems:

- it is slow
- it is long

Rules for pictures
------------------
Drawing should change. The following principles guide it.

1. No surprises

   * none at all

2. Few colours
`,
      'rst',
    ),
  ).toEqual(['Grids @4-14 proposed', 'Rules for pictures @16-24 proposed']);
});

test('rule 7: an entry that names an area is a theme, one that names an outcome is a unit with parts', async () => {
  expect(
    await items(`
# Roadmap
## Next release
- Object store
  - Add quotas [#3](https://forge.example/3)
- Network drivers
  - Support old cards
  - Drop raw sockets
- Improve caching
`),
  ).toEqual([
    'Next release > Object store > Add quotas @4-4 proposed https://forge.example/3',
    'Next release > Network drivers > Support old cards @6-6 proposed',
    'Next release > Network drivers > Drop raw sockets @7-7 proposed',
    'Next release > Improve caching @8-8 proposed',
  ]);
  expect(
    await items(`
# Roadmap
## Goals
- Easier set-up
  - on phones
- Sounds
  - whistles
- Fewer crashes
  - of the viewer
`),
  ).toEqual([
    'Goals > Easier set-up @3-4 proposed',
    '  - on phones @4-4 proposed',
    'Goals > Sounds @5-6 proposed',
    '  - whistles @6-6 proposed',
    'Goals > Fewer crashes @7-8 proposed',
    '  - of the viewer @8-8 proposed',
  ]);
});

test('rule 7: a paragraph of bold text or of one role heads the list below it', async () => {
  expect(
    await items(
      `
Roadmap
=======

Per package
-----------

:mod:\`sample.core\`

* more speed

**Drawing**

* fewer pixels
`,
      'rst',
    ),
  ).toEqual([
    'Per package > sample.core > more speed @9-9 proposed',
    'Per package > Drawing > fewer pixels @13-13 proposed',
  ]);
});

test('rule 8: alternatives joined by and/or are one unit', async () => {
  expect(
    await items(`
# Roadmap
## Masks
- Deprecate masks, and/or
- write them anew
- Test them
`),
  ).toEqual([
    'Masks > Deprecate masks, and/or @3-4 proposed',
    '  - write them anew @4-4 proposed',
    'Masks > Test them @5-5 proposed',
  ]);
});

test('rule 9: headings over headings are themes; facets of one proposal are not its items', async () => {
  expect(
    await items(`
# Roadmap
## Core
### Threads
We need threads.
### Memory
It should be freed.
## New parser
### Motivation
The old one is slow.
### Tasks
- write it
- test it
### Status
In progress
`),
  ).toEqual([
    'Core > Threads @3-4 proposed',
    'Core > Memory @5-6 proposed',
    'New parser @7-14 proposed',
    '  - write it @11-11 proposed',
    '  - test it @12-12 proposed',
  ]);
});

test('rule 2: each row is a unit; an area over several rows joins the path', async () => {
  expect(
    await items(`
# Roadmap
## Current
| Theme | Description | When |
|--|--|--|
| Edge | Send less data over slow lines | 2027 |
| | Make a small build for small machines | 2027 |
| Signing | Sign images | later |
## Shipped
| Feature | Status |
|--|--|
| Dark mode | In progress |
| Quiet mode | |
`),
  ).toEqual([
    'Current > Edge > Send less data over slow lines @5-5 proposed',
    'Current > Edge > Make a small build for small machines @6-6 proposed',
    'Current > Signing @7-7 proposed',
    'Shipped > Dark mode @11-11 in progress!',
    'Shipped > Quiet mode @12-12 done!',
  ]);
});

test('rule 3: each term is a unit, also without a definition of its own', async () => {
  expect(
    await items(
      '<h1>Roadmap</h1><h2>Plans</h2>\n<dl>\n<dt>Search</dt>\n<dd>by <a href="https://s.example">name</a>\n</dd><dt>Plug-ins</dt><dt>More &lt;tags&gt;</dt></dl>',
      'html',
    ),
  ).toEqual([
    'Plans > Search @3-5 proposed https://s.example',
    'Plans > Plug-ins @5-5 proposed',
    'Plans > More <tags> @5-5 proposed',
  ]);
});

test('rule 12: nothing listed, nothing extracted', async () => {
  expect(await items('# Roadmap\n\nSee the [board](https://forge.example/board).\n')).toEqual([]);
  expect(await items('# Roadmap\n{% for goal in goals %}\n## {{ goal.title }}\nWe want it.\n{% endfor %}\n')).toEqual(
    [],
  );
  expect(await items('')).toEqual([]);
});

test('cross-references, end-of-life notices and contents are no items', async () => {
  expect(
    await items(`
# Roadmap
- [Core](#core)
- [Notes](#notes)

## Core
- see "Threads" below
- End support for version 1
- Write threads
- **EOL and deprecations**
  - Remove the old API
`),
  ).toEqual(['Core > Write threads @8-8 proposed']);
});

test('goals before a plan are its purpose; goals that nothing follows are the plan', async () => {
  const goals = '## Goals\n\n- Make the program faster\n- Support more platforms\n';
  expect(await items(`# Roadmap\n\n${goals}`)).toEqual([
    'Goals > Make the program faster @5-5 proposed',
    'Goals > Support more platforms @6-6 proposed',
  ]);
  expect(await items(`# Roadmap\n\n${goals}\n## Work\n\n- Rewrite the parser\n`)).toEqual([
    'Work > Rewrite the parser @10-10 proposed',
  ]);
});

test('entries that go on with the sentence above them are its parts', async () => {
  expect(await items('# Plan\n\n- Smaller core:\n  - is built without plugins,\n  - and loads them later.\n')).toEqual([
    'Smaller core @3-5 proposed',
    '  - is built without plugins @4-4 proposed',
    '  - and loads them later @5-5 proposed',
  ]);
});

test('a status in brackets before a title is its status and not its title', async () => {
  expect(
    await items(
      '# Plan\n\n- [Done] Read old files\n- (Deferred): Write old files\n- [Ongoing] Print them\n- [WIP]\n- [Alpha] Centauri support\n',
    ),
  ).toEqual([
    'Read old files @3-3 done!',
    'Write old files @4-4 proposed!',
    'Print them @5-5 in progress!',
    '[WIP] @6-6 in progress!',
    '[Alpha] Centauri support @7-7 proposed',
  ]);
});

test('a sentence that is nothing but “done” ends an entry; a box named Status gives its status to all below', async () => {
  expect(
    await items(
      `
Plan
====

2.0
---

.. admonition:: Status

   Released on 2024-05-01.

- Read old files

3.0
---

- Write old files. Done as of version 2.9.1.
- Print what is done in colour
`,
      'rst',
    ),
  ).toEqual([
    '2.0 > Read old files @11-11 done!',
    '3.0 > Write old files @16-16 done!',
    '3.0 > Print what is done in colour @17-17 proposed',
  ]);
});

test('the first heading is the title when the work stands below it alone', async () => {
  expect(
    await items('# Roadmap\n\n## 2031\n\n- Add charts\n\n# Getting involved\n\nPlease open an issue and tell us.\n'),
  ).toEqual(['2031 > Add charts @5-5 proposed']);
  expect(await items('# Roadmap A\n\n## 2031\n\n- Add charts\n\n# Roadmap B\n\n- Add maps\n')).toEqual([
    'Roadmap A > 2031 > Add charts @5-5 proposed',
    'Roadmap B > Add maps @9-9 proposed',
  ]);
});

test('struck text with “done” behind it is done, and the struck text is its title', async () => {
  expect(
    await items('# Plan\n\n- ~~Publish the list~~ done, see [here](https://x.example/)\n- ~~Half of it~~ and more\n'),
  ).toEqual(['Publish the list @3-3 done! https://x.example/', 'Half of it and more @4-4 unclear']);
});

test('an entry that is nothing but a question is unclear; a phrase with a question mark is a proposal', async () => {
  expect(await items('# Plan\n\n- Should it run in parallel?\n- Parallel runs?\n')).toEqual([
    'Should it run in parallel? @3-3 unclear',
    'Parallel runs? @4-4 proposed',
  ]);
});

test('what is supported already is no plan, and neither is a description before the plan', async () => {
  expect(
    await items(
      '# Roadmap\n\nThe program consists of\n\n1. A reader\n2. A writer\n\n## Supported features\n\n- Old files\n\n## 2031\n\n- Add maps\n',
    ),
  ).toEqual(['2031 > Add maps @14-14 proposed']);
  expect(await items('# Roadmap\n\nNext we plan:\n\n- Add charts\n\n## 2031\n\n- Add maps\n')).toEqual([
    'Add charts @5-5 proposed',
    '2031 > Add maps @9-9 proposed',
  ]);
});

test('a heading of background over the whole plan keeps the plan, not its own text', async () => {
  const text =
    '# Roadmap\n\n## Background\n\nWe want:\n\n- to be loved\n\n### Charts\n\nWe would like to add charts.\n';
  expect(await items(text)).toEqual(['Background > Charts @9-11 proposed']);
  expect(await items(`${text}\n## Maps\n\nWe would like to add maps.\n`)).toEqual(['Maps @13-15 proposed']);
});

test('a heading that is a word of status keeps it when nothing else names it', async () => {
  expect(await items('# Plan\n\n## TODO (soon)\n\n- Add maps\n- TODO: add charts, see the wiki\n')).toEqual([
    'TODO (soon) > Add maps @5-5 proposed!',
    'TODO (soon) > add charts @6-6 proposed!',
  ]);
});

test('a section called the plan holds the work; what leads up to it holds none, wishes beside it do', async () => {
  const lead = '# Grid\n\n## Themes\n\nWe will do this by:\n\n- Helping others add clients\n\n';
  expect(await items(`${lead}## Roadmap\n\n- Add maps\n\n## Wish list\n\n- Add charts\n`)).toEqual([
    'Roadmap > Add maps @11-11 proposed',
    'Wish list > Add charts @15-15 proposed!',
  ]);
  expect(await items(`${lead}## Roadmap\n\nSee the board.\n`)).toEqual([
    'Themes @3-7 proposed',
    '  - Helping others add clients @7-7 proposed',
  ]);
});

test('what must hold for the work to be done are its parts', async () => {
  expect(
    await items(
      '# Plan\n\n## 2031\n\n### Maps\n\nWe will add maps.\n\nDone:\n\n- Maps are shown\n- Maps are printed\n',
    ),
  ).toEqual([
    '2031 > Maps @5-12 proposed',
    '  - Maps are shown @11-11 proposed',
    '  - Maps are printed @12-12 proposed',
  ]);
});

test('names of things below a sentence about the work are its parts; entries that say what is to be done are units', async () => {
  expect(await items('# Plan\n\n## Databases\n\nAdd connectors for\n\n- Alpha\n- Beta\n')).toEqual([
    'Databases @3-8 proposed',
    '  - Alpha @7-7 proposed',
    '  - Beta @8-8 proposed',
  ]);
  expect(
    await items('# Plan\n\n## Databases\n\nWe will look at these.\n\n- Faster reading\n- Connect Beta to it\n'),
  ).toEqual(['Databases > Faster reading @7-7 proposed', 'Databases > Connect Beta to it @8-8 proposed']);
});

test('entries that are fields tell the sides of the heading above them', async () => {
  expect(
    await items(
      `
# Roadmap

## v1.2 (released on 27 May 2031)

### Maps (delayed)
- Description: Show where reefs are
- Priority: high
- Owner: @ada-example

### Charts
- Description: Draw tides

### Sounds
- Description of the sea
- Owner of a boat
`,
    ),
  ).toEqual([
    'v1.2 (released on 27 May 2031) > Maps @5-8 proposed!',
    'v1.2 (released on 27 May 2031) > Charts @10-11 done!',
    'v1.2 (released on 27 May 2031) > Sounds > Description of the sea @14-14 done!',
    'v1.2 (released on 27 May 2031) > Sounds > Owner of a boat @15-15 done!',
  ]);
});

test('an invitation before a list, a goal in prose and an empty plan', async () => {
  expect(
    await items(
      '# Roadmap\n\nThe goal of all this:\n\n## Main goal\n\nWe want to be useful.\n\n## Ideas\n\nWhat could be added. Please get in touch to tackle one of these problems!\n\n- Add maps\n\n## Tools\n\n- No plan\n',
    ),
  ).toEqual(['Ideas > Add maps @13-13 proposed']);
});

test('past milestones are done; the roadmaps of other years are only pointed at', async () => {
  expect(
    await items(
      '# Roadmap\n\n- [Roadmap 2030](2030.md)\n- [Grid roadmap for 2029](2029.md)\n\n## Next\n\n- Add maps\n\n## Past milestones\n\n- Read tides\n',
    ),
  ).toEqual(['Next > Add maps @8-8 proposed', 'Past milestones > Read tides @12-12 done!']);
});

test('struck text with its issue behind it is done', async () => {
  expect(await items('# Plan\n\n- ~~Add maps~~ - [Issue #24](https://x.example/24).\n')).toEqual([
    'Add maps @3-3 done! https://x.example/24',
  ]);
});

test('a board in HTML is read column by column', async () => {
  const board = `<h1>Roadmap</h1>
<table>
<tr><td><b>Now</b></td><td><b>Later</b></td></tr>
<tr><td>Nearly there.</td></tr>
<tr>
<td><ul>
<li>Add charts</li>
</ul></td>
<td><ul>
<li>Add maps</li>
</ul></td>
</tr>
</table>`;
  expect(await items(board, 'html')).toEqual(['Now > Add charts @7-7 proposed', 'Later > Add maps @10-10 proposed']);
});

test('status by box, strike, suffix, heading, symbol and words', async () => {
  expect(
    await items(`
# Roadmap
## Work
- [x] a box
- [ ] an empty box
- ~~all struck out~~
- a suffix (in progress)
- ✅ a symbol
- Added a thing in the past
- Sorting, which is being developed
- should we sort at all?
- Half ~~of it~~ struck
- Sort out the mixture
  - [x] one
  - [ ] other
## Completed in 2.0
- an old thing
## Drawing (done)
It should be fast.
`),
  ).toEqual([
    'Work > a box @3-3 done!',
    'Work > an empty box @4-4 proposed!',
    'Work > all struck out @5-5 done!',
    'Work > a suffix @6-6 in progress!',
    'Work > a symbol @7-7 done!',
    'Work > Added a thing in the past @8-8 unclear',
    'Work > Sorting, which is being developed @9-9 in progress!',
    'Work > should we sort at all? @10-10 unclear',
    'Work > Half of it struck @11-11 unclear',
    'Work > Sort out the mixture @12-14 unclear',
    '  - one @13-13 done',
    '  - other @14-14 proposed',
    'Completed in 2.0 > an old thing @16-16 done!',
    'Drawing @17-18 done!',
  ]);
});

test('the status of the document is not that of its items; a note below a heading is', async () => {
  expect(
    await items(
      `
Roadmap
=======

:Status: Done

Arrays
------

.. note:: Work on arrays is under way.

They should grow.

Lists
-----
They should shrink.
`,
      'rst',
    ),
  ).toEqual(['Arrays @6-11 in progress!', 'Lists @13-15 proposed']);
});

test('titles: bold labels, leading phrases, links and what follows an identifier', async () => {
  expect(
    (
      await read(`
# Roadmap
## List
- **Folding**: hide what nobody needs to see
- Make the thing work on all kinds of old machines (e.g. those with two disks) because many people have them
- Benchmarks: improve the extent of the present suite, run it every night and publish the results on the site
- [Support for tabs](https://forge.example/1) (with keys)
- [RFC-0011](https://forge.example/2) Tracing of calls
- Colours for all ([#4](https://forge.example/4), [#5](https://forge.example/5)).
- \`core.sort\` should be stable
- 3\\) keep \`(s)\` in option(s)
`)
    ).items.map((item) => item.title),
  ).toEqual([
    'Folding',
    'Make the thing work on all kinds of old machines',
    'Benchmarks',
    'Support for tabs',
    'Tracing of calls',
    'Colours for all',
    'core.sort should be stable',
    'keep (s) in option(s)',
  ]);
});

test('links: roles, names and bare numbers, in order, without repeats; pictures and places in the page are none', async () => {
  expect(
    (
      await read(
        `
Roadmap
=======

Reading
-------
We want :issue:\`12,13\`, :ref:\`a name <other>\`, \`x\`_, https://e.example/y, gh-5 and #6, \`x\`_ again, |logo| and
:py:class:\`thing\`.

.. _x: https://e.example/x
.. |logo| image:: logo.png
`,
        'rst',
      )
    ).items.map((item) => item.links),
  ).toEqual([['#12', '#13', 'ref:other', 'https://e.example/x', 'https://e.example/y', 'gh-5', '#6']]);
});

test('paragraphs about work of ours beside a list are units, the sentence over the list is not', async () => {
  expect(
    await items(`
# Roadmap
## Speed
The program is used by many people on many machines. We would like to improve the way in which pictures are kept, so that they take less room than now.

Other ideas include:

- less copying
- more threads
`),
  ).toEqual([
    'Speed > improve the way in which pictures are kept @3-3 proposed',
    'Speed > less copying @7-7 proposed',
    'Speed > more threads @8-8 proposed',
  ]);
});

test('several headings of the first level: the first is the title when it only introduces', async () => {
  expect(await items('# Roadmap\nText.\n# Soon\n- a\n# Later\n- b\n')).toEqual([
    'Soon > a @4-4 proposed',
    'Later > b @6-6 proposed',
  ]);
});

test('a hundred thousand entries or rows are read without exhausting the stack, and no more than somebody reads', async () => {
  for (const text of ['- a\n'.repeat(130_000), `|A|\n|-|\n${'|b|\n'.repeat(130_000)}`]) {
    expect((await read(text)).items).toHaveLength(5000);
  }
});

test('every item lies inside the document, parts inside their unit, and equal text gives equal items', async () => {
  const line = fc.constantFrom(
    '# Roadmap', '## Goals', '### We want more', '- item', '- [x] done', '  - nested', '1. first', 'We plan to do it.', 'Tasks:', '**Label**', '| A | B |',
    '|--|--|', '| x | y |', '', '', '~~old~~', '`code`', '- see that', '> quoted', '[a]: https://a.example', 'In progress', '- a, and/or', '---', '<dl><dt>t</dt></dl>',
  ); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 25 }), async (lines) => {
      const text = lines.join('\n');
      const reading = await read(text);
      for (const item of reading.items) {
        expect(item.title).not.toBe('');
        expect(item.lines[0]).toBeGreaterThanOrEqual(1);
        expect(item.lines[1]).toBeLessThanOrEqual(Math.max(1, lines.length));
        expect(item.lines[0]).toBeLessThanOrEqual(item.lines[1]);
        for (const part of item.parts) {
          expect(part.lines[0]).toBeGreaterThanOrEqual(item.lines[0]);
          expect(part.lines[1]).toBeLessThanOrEqual(item.lines[1]);
        }
      }
      expect(await read(text)).toEqual(reading);
    }),
    { numRuns: 400 },
  );
});

test('a status in brackets or bold before the title is the status, not the title', async () => {
  expect(
    await items(`
# Roadmap

- **[Done]** Adopt a quicker codec for pictures
- [Deferred] Move the layout engine to its own package: today it is a part of the window code, and a file that is being written is locked.
- **Done [#31](https://forge.example/31)** Make notes searchable. There have been many requests for it over the years.
- **[Ongoing] Safety:** we look at every report
- (WIP) Draw on the web
- Planned: Read aloud
`),
  ).toEqual([
    'Adopt a quicker codec for pictures @3-3 done!',
    'Move the layout engine to its own package @4-4 proposed!',
    'Make notes searchable @5-5 done! https://forge.example/31',
    'Safety @6-6 in progress!',
    'Draw on the web @7-7 in progress!',
    'Read aloud @8-8 proposed!',
  ]);
});

test('a legend says what the symbols of the entries mean, and is no list of work', async () => {
  const reading = await read(`
# Roadmap

## Status legend

### Blue :blue_circle:
- Somebody leads it. Work is underway.

### Grey :grey_circle:
- Wanted, but not sufficiently underway.

## Sound
- :blue_circle: Play two tunes at once
- :grey_circle: Record from the radio
- Add a mixer
`);
  expect(reading.items.map(({ title, status, statusStated }) => [title, status, statusStated])).toEqual([
    ['Play two tunes at once', 'in progress', true],
    ['Record from the radio', 'proposed', true],
    ['Add a mixer', 'proposed', false],
  ]);
});

test('lists that repeat the headings below them, name channels or describe functions are no work', async () => {
  expect(
    await items(`
# Roadmap

The roadmap has these parts:

1. **Faster start**: less to load
2. **Better manual**: more pictures

## Faster start
We want to load fonts only when a text needs them.

## Better manual
The manual shall have an index. Tell us what you miss:

- Mailing list at lists.example
- Our forum

## Reader interface
Other programs should be able to read our files. The interface is simple:

- \`open()\`: takes a name
- \`read()\`: gives the bytes
- \`close()\`: lets go
`),
  ).toEqual(['Faster start @8-9 proposed', 'Better manual @11-15 proposed', 'Reader interface @17-22 proposed']);
});

test('examples of what we want to do are wishes; examples of what is are not', async () => {
  expect(
    await items(`
# Roadmap

There are some quieter projects that I want to come back to. Things like:

- add a dark page
- print on both sides
`),
  ).toEqual(['add a dark page @5-5 proposed', 'print on both sides @6-6 proposed']);
});

test('a heading that sends the reader elsewhere, tells of an end or asks questions is no item', async () => {
  const reading = await read(`
# Roadmap

## Neighbours
For other needs see the following companion libraries:

- [Ink](https://forge.example/ink): draws lines
- [Pulp](https://forge.example/pulp): wanted for paper

## Version 2
Version 2 has reached end of life. No further releases are planned.

## Open questions
- **Colours** — how should they be named?

## Supported formats
- Pages
- Slides

## Non-goals / FAQ
- Will it make coffee?

## Printing
We want to print in colour.
`);
  expect(reading.items.map(({ title }) => title)).toEqual(['Printing']);
});

test('a document of finished items says so in its title; "recently completed" is a status heading', async () => {
  expect(await items('# Completed roadmap items\n\n## May\n- A new index\n')).toEqual(['May > A new index @4-4 done!']);
  expect(await items('# Plans\n\n## Recently completed\n- An old index\n')).toEqual([
    'Recently completed > An old index @4-4 done!',
  ]);
});

test('below a status heading words about something beside the work change nothing', async () => {
  expect(
    await items(`
# Roadmap

## Completed

### Tutorials
This goal was completed. Ongoing needs are listed in the manual.

### Open data
Data are easy to find now.

## Open

### Types
We would like types everywhere, hence its status as open rather than in progress.
`),
  ).toEqual(['Completed > Tutorials @5-6 done!', 'Completed > Open data @8-9 done!', 'Open > Types @13-14 proposed!']);
});

test('partly done with more to come is unclear; struck text with "done in" behind it is done', async () => {
  expect(
    await items('# Roadmap\n\n## Fewer packages\nThis has been partly done. We have not yet split the core.\n'),
  ).toEqual(['Fewer packages @3-4 unclear']);
  expect(
    await items(
      `
Roadmap
=======

.. role:: strike

* **Gate:** :strike:\`Provide a way in.\` *Done as of version 0.3.*
* **Wall:** Build a way to keep others out.
`,
      'rst',
    ),
  ).toEqual(['Gate @6-6 done!', 'Wall @7-7 proposed']);
});

test('a background heading over the whole document by careless levels does not hide it', async () => {
  expect(
    await items(
      `
=======
Roadmap
=======

Background
==========

The program shows notes.

Search
------

We plan to find notes by their words,
by their colours and by their dates.

Sharing
-------

We want to send notes to friends,
and to read theirs.
`,
      'rst',
    ),
  ).toEqual(['Background > Search @10-14 proposed', 'Background > Sharing @16-20 proposed']);
});

test('the roadmap heading is the title also when "Contributing" stands beside it', async () => {
  expect(
    await items(`
# Roadmap

## Soon
- Sort by colour

# Getting involved
Please open an issue, and see our mailing list.
`),
  ).toEqual(['Soon > Sort by colour @4-4 proposed']);
});

test('a hundred thousand schedules are not compared with all that stands elsewhere', async () => {
  const text = `# Roadmap\n\n## Lists\n\n${'- Sort by colour\n'.repeat(4000)}\n${'## Timeline\n- Sort\n'.repeat(40_000)}`;
  expect((await read(text)).items.length).toBeGreaterThan(3000);
});

test('a schedule repeats what stands elsewhere; alone it is read', async () => {
  const schedule = '## Timeline\n\n### 2027\n- Sort by colour\n';
  expect(await items(`# Roadmap\n\n## Lists\n- Sort by colour\n\n${schedule}`)).toEqual([
    'Lists > Sort by colour @4-4 proposed',
  ]);
  expect(await items(`# Roadmap\n\n${schedule}`)).toEqual(['Timeline > 2027 > Sort by colour @6-6 proposed']);
  expect(await items(`# Roadmap\n\n## Questions\n- Print in colour\n\n${schedule}`)).toEqual([
    'Timeline > 2027 > Sort by colour @9-9 proposed',
  ]);
});

test('longer entries are cut at their colon, before a clause of purpose and before what only leads over', async () => {
  const titles = async (text: string): Promise<string[]> =>
    (await read(`# Roadmap\n\n## Later\n${text}`)).items.map(({ title }) => title);
  expect(
    await titles(`
- Support for many processors: right now the program runs on one. That shall change next year.
- add a word to the settings, to be able to say that a page depends on other pages of the book
- Use the printer of the neighbour (that is a long story that we shall not tell here, it would take a page
- Follow the conventions of the paper makers, such as:
  - size
  - weight
- \`M (P1)\`: At least two shops sell our paper
- encourage writers and printers to talk about new features in the open before they start to build any of them
`),
  ).toEqual([
    'Support for many processors',
    'add a word to the settings',
    'Use the printer of the neighbour',
    'Follow the conventions of the paper makers',
    'At least two shops sell our paper',
    'encourage writers and printers to talk about new features in the open before they start to build any of them',
  ]);
});

test('a list of pages or libraries that are wanted is work, one that is only named is not', async () => {
  expect(
    await items(`
# Roadmap

## Manual
The following documentation pages are planned to be written:

- **Tutorials**, step by step
- Frequently asked questions
- (to be continued)

## Beta

- A stable format

We need to support the following libraries.

- ~~Ink~~
- Pulp
`),
  ).toEqual([
    'Manual > Tutorials, step by step @6-6 proposed',
    'Manual > Frequently asked questions @7-7 proposed',
    'Beta > A stable format @12-12 proposed',
    'Beta > Ink @16-16 done!',
    'Beta > Pulp @17-17 proposed',
  ]);
});

test('short paragraphs below a release or wish list are its entries; a word of status alone is no item', async () => {
  expect(
    await items(`
# Roadmap

## 4.0
[Store much more than fits into memory.](https://forge.example/7)

A new window (possibly with tabs)

## Work in progress
Smaller pieces of work are going on all the time, and it would be hard to list them.

## Interface wishlist
Draw from scripts.

Read the clipboard.
`),
  ).toEqual([
    '4.0 > Store much more than fits into memory @4-4 proposed https://forge.example/7',
    '4.0 > A new window (possibly with tabs) @6-6 proposed',
    'Interface wishlist > Draw from scripts @12-12 proposed',
    'Interface wishlist > Read the clipboard @14-14 proposed',
  ]);
});

test('how large a piece of work is does not belong to its title, what it enables neither', async () => {
  const reading = await read(`
# Roadmap

## Priority 1
- Print: [Two sides](https://forge.example/1) [medium]
- Plural form(s)
- Improve the operator for the presses, enabling improved days and nights of operation with fewer people and more paper
`);
  expect(reading.items.map(({ title }) => title)).toEqual([
    'Print: Two sides',
    'Plural form(s)',
    'Improve the operator for the presses',
  ]);
});

test('a page of a collection is one piece of work, named by its fields', async () => {
  expect(
    await items(
      '---\ndescription: Draw with the graphics card\nweight: 3\n---\nIt would be desirable to draw faster.\n\nAlways.\n',
    ),
  ).toEqual(['Draw with the graphics card @2-7 proposed']);
  expect(await items('---\ntitle: Roadmap\n---\nIt would be desirable to draw faster.\n')).toEqual([]);
  expect(await items('---\ntitle: Maps\n---\nThe maps were drawn in 1911.\n')).toEqual([]);
});

test('words inside translation blocks of a template are the text of items', async () => {
  const page = `{% extends "base.html" %}
{% block content %}
<h1>{% trans %}Roadmap{% endtrans %}</h1>
<h2>{% trans %}Faster drawing{% endtrans %}</h2>
<p>{% trans %}We plan to draw
faster.{%
  endtrans %}</p>
<ul>{% for goal in goals %}<li>{{ goal }}</li>{% endfor %}</ul>
{% endblock %}
`;
  expect(await items(page, 'html')).toEqual(['Faster drawing @4-7 proposed']);
});

test('fields or bold labels that tell the sides of one piece of work make its heading the unit', async () => {
  expect(
    await items(`
# Roadmap

## Streams that move
**What?** Move a stream from one line to another. This means:

- write the rules down
- try them

**Why?** Lines break:

- when it rains

**Links:**

- [Rules](https://forge.example/1)

## Numbers
We want to be sure. Example targets:

- nine of ten messages arrive
`),
  ).toEqual([
    'Streams that move @3-15 proposed https://forge.example/1',
    '  - write the rules down @6-6 proposed',
    '  - try them @7-7 proposed',
    'Numbers @17-20 proposed',
  ]);
  expect(
    await items(
      `
Roadmap
=======

.. _solver:

Solver
------

:tag: solver
:status: development ongoing
:admin lead: Eva Example

The solver becomes faster. Required features:

- less memory

Release 5
---------

These need to be completed:

- :ref:\`solver\` (in progress)
- :ref:\`solver\`
`,
      'rst',
    ),
  ).toEqual(['Solver @6-15 in progress!', '  - less memory @15-15 proposed']);
});

test('a plan that breaks off before a list states one goal, which the list spells out; benefits are no work', async () => {
  expect(
    await items(`
# Roadmap

## Tables of every kind
Wherever tables are read, the program will:

- know more than one kind
- treat the first kind as one of them

## Reloading
We will continue to make reloading better, with a focus on:

- faster feedback

### What this means for users
- No work is lost

## Beta
The program will:

- print
`),
  ).toEqual([
    'Tables of every kind @3-7 proposed',
    '  - know more than one kind @6-6 proposed',
    '  - treat the first kind as one of them @7-7 proposed',
    'Reloading > faster feedback @12-12 proposed',
    'Beta > print @20-20 proposed',
  ]);
});

test('empty calendars and pages beside the document are no work, icons of a theme are no status', async () => {
  expect(
    await items(`
# Roadmap

## 🔄 Sharing
- \`M (PX)\` - Friends find each other on the network by their names and by their pictures, whoever they are

## Calendar
- Q1
- Q2
`),
  ).toEqual([
    'Sharing > Friends find each other on the network by their names and by their pictures, whoever they are @4-4 proposed'.replace(
      '🔄 ',
      '',
    ),
  ]);
  expect(
    await items('Plan\n====\n\nWe aim high.\n\n* :doc:`Levels <levels>`\n* :doc:`Status <status>`\n', 'rst'),
  ).toEqual([]);
});

test('blocks without text by the hundred thousand are passed over once', async () => {
  for (const line of ['[a]: b\n', '{% x %}\n', '<!-- x -->\n\n']) {
    expect(await items(`# Roadmap\n\n## Later\n\n${line.repeat(150_000)}\n- Print\n`)).toHaveLength(
      line.length * 150_000 > 1_048_576 ? 0 : 1,
    );
  }
});
