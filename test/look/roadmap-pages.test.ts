/** Documents of every make on the roadmap page, in the browser: what they hold is shown, accessible and no wider than the screen. */
import { afterAll, expect, test } from 'vitest';
import { loadAssets, urls } from '../../src/look/index.ts';
import { openPage } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { makeWorkspace } from '../support/people.ts';
import { roadmapProject } from '../support/roadmaps.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { testWeb } from '../support/web.ts';
import { servePages } from './serve.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const web = await testWeb(db);
const assets = await loadAssets();

const RST = `
=========
 Roadmap
=========

:Status: Draft

.. note:: This page is *read* by funders. See :ref:\`contributing\` and NEP_ and [1]_.

.. contents::

Performance
-----------

We want it faster [#why]_. |now|

- **Reading in parallel**: on all cores.

  With a second paragraph that says why it matters.

  1. measure
  2. mend

     a. once more

- Less copying (:issue:\`12\`)

Formats
~~~~~~~

Column format
  Write it natively.

Metadata
  Keep what is unknown::

    {"unknown": "a very long line of code that is wider than any telephone, and wider still than many a tablet"}

=====================  ==========================  =================================
Work                   State                       Who
=====================  ==========================  =================================
Wheels for phones      in progress                 A_very_long_name_without_any_space
A viewer for charts    proposed                    anybody
=====================  ==========================  =================================

.. image:: https://example.org/plan.png
   :alt: The plan as a picture

.. code-block:: python

   print("hello")

.. include:: later.inc

----

  A quotation, indented.

.. [1] A footnote with a \`link <https://example.org/>\`_.
.. [#why] Because users wait.
.. _NEP: https://example.org/nep
.. |now| replace:: **Now.**
`;

const MARKDOWN = `# Plan

> Quoted, with **bold**, ~~struck~~ and \`code\`.

## Next {#next}

- [x] Read tides in parallel
  - [ ] on two machines
- [ ] Draw [maps](docs/maps.md), see [Next](#next) and [our board](https://example.org/board "Board")

1. First thing to do
2. Second thing to do

   with a paragraph

| Work | State | ${'Wide | '.repeat(12)}
|---|---|${'---|'.repeat(12)}
| Publish wheels | done | ${'a cell with some words | '.repeat(12)}

![A picture](https://example.org/x.png)

***

## Next

<details><summary>More</summary>

Averyveryverylongwordwithoutanyspaceinitthatgoesonandonandonuntilitiswiderthananytelephonehaseverbeenbuilt

</details>

\`\`\`js
const x = 1;
\`\`\`
`;

const reef = await roadmapProject(db, admin.actor, 'Reef', {
  '2026-05-02': {
    'doc/roadmap.rst': RST,
    'doc/later.inc': 'Later\n-----\n\n* Charts of the sea floor, with their sources\n* A viewer for charts on phones\n',
    'ROADMAP.md': MARKDOWN,
  },
});
await reef.readOn('2026-11-20');

const shown = await web.get(urls.roadmap({ project: 'reef' }), { as: admin.token });
const others = [
  ...new Set(
    [...shown.body.matchAll(/\/projects\/reef\/roadmap\?[^"]*document=[0-9a-f-]+/g)].map(([href]) =>
      href.replaceAll('&amp;', '&'),
    ),
  ),
];
const bodies = new Map<string, string>([['/one', shown.body]]);
for (const [at, href] of others.entries()) bodies.set(`/other-${at}`, (await web.get(href, { as: admin.token })).body);
const served = await servePages(assets, new Map([...bodies].map(([path, body]) => [path, () => body])));
afterAll(() => served.close());

test('there is a page for each document', () => {
  expect(others.length).toBeGreaterThan(0);
});

test.each([...bodies.keys()])('%s is a good page', PATIENCE, async (path) => {
  const page = await openPage({ baseUrl: served.baseUrl });
  await page.goto(path);
  await expectGoodPage(page);
  // Every mark in the document leads to an entry of the list, and every entry to its mark.
  const lost = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('.place a, .items .lead a, .document a[href^="#"]')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => document.getElementById(href.slice(1)) === null),
  );
  expect(lost).toEqual([]);
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('what the documents hold is there to be read', PATIENCE, async () => {
  const page = await openPage({ baseUrl: served.baseUrl });
  const texts: string[] = [];
  for (const path of bodies.keys()) {
    await page.goto(path);
    texts.push(await page.locator('.document').innerText());
  }
  const all = texts.join('\n');
  for (const words of [
    'With a second paragraph that says why it matters.',
    'once more',
    'Write it natively.',
    '"unknown"',
    'A viewer for charts',
    'The plan as a picture',
    'print("hello")',
    'Charts of the sea floor',
    'A quotation, indented.',
    'Because users wait.',
    'on two machines',
    'a cell with some words',
    'Averyveryvery',
    'const x = 1;',
  ]) {
    expect(all).toContain(words);
  }
  expect(await page.locator('.document img').count()).toBe(0);
});
